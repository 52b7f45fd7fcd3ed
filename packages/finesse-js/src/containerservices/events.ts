/** An action of the page's workflow engine, as it reaches a gadget. Nothing is null: what the engine left out is `''`. */
export class WorkflowActionEvent {
  readonly #data: Readonly<Record<string, unknown>>;

  /** @param data - The engine's object. */
  constructor(data: Readonly<Record<string, unknown>> = {}) {
    this.#data = data;
  }

  /** Name of the action. */
  getName(): string {
    return text(this.#data['name']);
  }

  /** `BROWSER_POP` or `HTTP_REQUEST`. */
  getType(): string {
    return text(this.#data['type']);
  }

  /** `FINESSE` when the desktop does it itself, `OTHER` when a gadget should: act on `OTHER` only. */
  getHandledBy(): string {
    return text(this.#data['handledBy']);
  }

  /** The action's parameters by name (`windowName`, `path`; `method`, `location`, `contentType`, `path`, `body`). Empty when there are none. */
  getParams(): Record<string, WorkflowParam> {
    return byName(this.#data['params'], (param, name) => ({
      name,
      value: text(param['value']),
      expandedValue: text(param['expandedValue']),
    }));
  }

  /** At most five variables of the action by name. Empty when there are none. */
  getActionVariables(): Record<string, WorkflowActionVariable> {
    return byName(this.#data['actionVariables'], (variable, name) => ({
      name,
      node: text(variable['node']),
      type: text(variable['type']),
      testValue: text(variable['testValue']),
      actualValue: text(variable['actualValue']),
    }));
  }
}

/** One parameter of a workflow action. */
export interface WorkflowParam {
  readonly name: string;
  /** As an administrator wrote it, with its variables. */
  readonly value: string;
  /** With the variables filled in. */
  readonly expandedValue: string;
}

/** One variable of a workflow action. */
export interface WorkflowActionVariable {
  readonly name: string;
  /** Where in the dialog the value comes from. */
  readonly node: string;
  /** `SYSTEM` or `CUSTOM`. */
  readonly type: string;
  readonly testValue: string;
  /** The value at the time of the event. */
  readonly actualValue: string;
}

/** A gadget was maximised or restored. It is told to all gadgets: compare ids with your own, as strings. */
export class GadgetViewChangedEvent {
  readonly #data: Readonly<Record<string, unknown>>;

  /** @param data - The page's object. */
  constructor(data: Readonly<Record<string, unknown>> = {}) {
    this.#data = data;
  }

  /** `mid` of the gadget. */
  getGadgetId(): string {
    return text(this.#data['gadgetId']);
  }

  /** Id of its tab, `''` outside tabs. */
  getTabId(): string {
    return text(this.#data['tabId']);
  }

  /** Room for the gadget in pixels; `''` when the page does not say. */
  getMaxAvailableHeight(): number | string {
    return figure(this.#data['maxAvailableHeight']);
  }

  /** `default` or `canvas`. */
  getView(): string {
    return text(this.#data['view']);
  }
}

/** The room for a maximised gadget changed. Told only while some gadget is maximised. */
export class MaxAvailableHeightChangedEvent {
  readonly #data: Readonly<Record<string, unknown>>;

  /** @param data - The page's object. */
  constructor(data: Readonly<Record<string, unknown>> = {}) {
    this.#data = data;
  }

  /** In pixels; `''` when the page does not say. */
  getMaxAvailableHeight(): number | string {
    return figure(this.#data['maxAvailableHeight']);
  }
}

/** A tick of the page's clock. Ticks reach `addHandler` as plain data; this gives such data its getters. */
export class TimerTickEvent {
  readonly #data: Readonly<Record<string, unknown>>;

  /** @param data - The page's object. */
  constructor(data: Readonly<Record<string, unknown>> = {}) {
    this.#data = data;
  }

  /** When the page sent it; `''` when it does not say. */
  getDateQueued(): unknown {
    return this.#data['dateQueued'] ?? '';
  }
}

const WORKFLOW_MEMBERS = ['name', 'type', 'handledBy', 'params', 'actionVariables'] as const;

/** @returns Whether it is an action with all of its five members; one that lacks any (a null is there) is nobody's event. */
export function isWorkflowAction(payload: unknown): payload is Record<string, unknown> {
  return isRecord(payload) && WORKFLOW_MEMBERS.every((member) => payload[member] !== undefined);
}

/** @returns Whether it is an object with members, not a list. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

// A list, or the one entry itself: where the engine's data was XML once, a list of one is not a list. Entries without a name are left out.
function byName<T>(list: unknown, entry: (data: Record<string, unknown>, name: string) => T): Record<string, T> {
  const entries = (Array.isArray(list) ? list : [list]).filter(isRecord).filter((data) => text(data['name']) !== '');
  return Object.fromEntries(entries.map((data) => [text(data['name']), entry(data, text(data['name']))]));
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

function figure(value: unknown): number | string {
  return typeof value === 'number' ? value : text(value);
}
