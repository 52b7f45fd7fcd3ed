/** The hub as a gadget frame has it, once the frame is connected. */
export interface Hub {
  isConnected(): boolean;
  /** Answers with the id of the subscription at once. `onData` gets the topic and what was published, copied by way of JSON. */
  subscribe(topic: string, onData: (topic: string, data: unknown) => void): string;
  publish(topic: string, data?: unknown): void;
  /** Throws for an id that is none. */
  unsubscribe(id: string): void;
  getClientID?(): string;
}

/** What the page's proxy answers. */
export interface ProxyAnswer {
  /** The target's HTTP status. */
  readonly rc?: number;
  readonly text?: string;
  /** Names in lower case, each value a list. */
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly errors?: readonly string[];
}

/** The page's proxy, as `gadgets.io`. */
export interface ProxyIo {
  makeRequest(url: string, callback: (answer: ProxyAnswer) => void, params?: Record<string, unknown>): void;
}

/** Preferences of the frame. */
export interface Prefs {
  getString(name: string): string;
  getMsg?(name: string): string;
  set?(name: string, value: string): void;
}

/** What the container put into the frame before the gadget's own scripts. `Hub` is not there until the document has loaded. */
export interface Gadgets {
  Hub?: Hub;
  io?: ProxyIo;
  Prefs?: new () => Prefs;
}

/** The browser's `Notification`, as far as it is used here. */
export interface NotificationMaker {
  new (title: string, options?: NotificationOptions): Notification;
  readonly permission: NotificationPermission;
  requestPermission(): Promise<NotificationPermission>;
}

/** What this library takes from the frame it runs in; a `Window` is one. All is read when it is needed, never kept. */
export interface FrameWindow {
  readonly gadgets?: Gadgets | undefined;
  /** The desktop page, of the same origin; the frame's own window where there is none. */
  readonly parent?: unknown;
  /** The element that holds the frame. */
  readonly frameElement?: Element | null;
  readonly document: Document;
  readonly location: Pick<Location, 'href' | 'search' | 'hash'>;
  readonly sessionStorage?: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
  readonly localStorage?: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
  readonly console: Pick<Console, 'log'>;
  readonly Date: Pick<DateConstructor, 'now'>;
  readonly crypto: Pick<Crypto, 'getRandomValues'>;
  /** The browser's notifications; absent where it has none. */
  readonly Notification?: NotificationMaker;
  /** The browser's database; absent where pages may keep nothing. */
  readonly indexedDB?: IDBFactory;
  /** Tells the developer of an error in a handler, as if nobody had caught it. */
  reportError?(error: unknown): void;
  setTimeout(task: () => void, ms: number): number;
  clearTimeout(id: number): void;
}
