/** How the desktop page's connection stands. */
export interface PageConnection {
  /** `down` from `failing` to `recovered`, or while the page is on its way; `unknown` until it has said. */
  readonly state: 'up' | 'down' | 'unknown';
  /** The page's own word, as it came; empty until it has said. */
  readonly status: string;
}

/** How much of the page a gadget has. */
export interface GadgetView {
  /** `canvas` is maximised within its tab. */
  readonly view: 'default' | 'canvas';
  /** Pixels a maximised gadget may be high; `undefined` where the page does not tell. */
  readonly maxAvailableHeight: number | undefined;
}

/** One beat of the page's clock. */
export interface TimerTick {
  /** Milliseconds since 1970 at which the page sent it, by the page's clock; `undefined` where it does not tell. */
  readonly queuedAt: number | undefined;
}

/** What a workflow wants done. */
export interface WorkflowAction {
  readonly name: string;
  /** `BROWSER_POP`, `HTTP_REQUEST`, or what a later release adds. */
  readonly type: string;
  /** A gadget does what is `OTHER`; the desktop itself does the rest. */
  readonly handledBy: string;
  /** By name: `path`, `windowName`, `method`, `location`, `contentType`, `body`. Untrusted text: an address is to be checked before it is opened. */
  readonly params: ReadonlyMap<string, WorkflowParam>;
  /** By name, five at most. */
  readonly variables: ReadonlyMap<string, WorkflowVariable>;
}

/** A parameter of a workflow's action. */
export interface WorkflowParam {
  readonly value: string;
  /** With the call's data in the place of variables. */
  readonly expandedValue: string;
}

/** A variable of a workflow's action. */
export interface WorkflowVariable {
  readonly node: string;
  readonly type: string;
  /** What it is in this call. */
  readonly value: string;
}
