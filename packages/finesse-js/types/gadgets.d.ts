/** Calls the function when data comes. `data` crossed as JSON: check it before use. */
export type HubCallback = (topic: string, data: unknown, subscriberData?: unknown) => void;

/** The page's hub, shared by all gadgets. It is undefined until the document has loaded and the page has let the frame in. */
export interface GadgetsHub {
  /** Whether the page has let the frame in. All other calls throw before. */
  isConnected(): boolean;
  /**
   * Listens to a topic: tokens joined by dots; `*` stands for one token, a last `**` for one or more.
   *
   * @returns An id for `unsubscribe`, at once.
   * @throws OpenAjax.hub.Error.BadParameters for an empty token.
   */
  subscribe(topic: string, onData: HubCallback, scope?: object | null, onComplete?: HubComplete, subscriberData?: unknown): string;
  /** Sends to all who listen, this frame included; later, in order, as JSON. @throws OpenAjax.hub.Error.BadParameters for a topic with `*`. */
  publish(topic: string, data?: unknown): void;
  /** @throws OpenAjax.hub.Error.NoSubscription for an unknown id. */
  unsubscribe(id: string, onComplete?: HubComplete, scope?: object | null): void;
  /** @returns `finesse_gadget_` and the gadget's number. */
  getClientID(): string;
}

/** Called with how a subscription went. */
export type HubComplete = (item: string, success: boolean, error?: string) => void;

/** What the frame does once it is on the hub. Set `onConnect` while the document loads: it is read once, when loading ends. */
export interface GadgetsHubSettings {
  params: {
    HubClient: { onSecurityAlert?: (source: unknown, type: unknown) => void; log?: (text: string) => void; scope?: object };
    IframeHubClient?: object;
  };
  /** Exceptions it throws are swallowed. */
  onConnect?: ((hub: unknown, success: boolean, error?: string) => void) | undefined;
}

/** What a request through the page's proxy came to. */
export interface ProxyResponse {
  /** Status of the target, or of the proxy itself. */
  readonly rc: number;
  readonly text: string;
  /** By `CONTENT_TYPE`; absent when the proxy failed. */
  readonly data?: unknown;
  /** Names in lower case, each with a list of values. */
  readonly headers?: Readonly<Record<string, readonly string[]>>;
  /** Not empty below 200 and from 400 on. */
  readonly errors: readonly string[];
}

/** Parameters of `makeRequest`; each name is its own value. */
export interface ProxyParameters {
  /** Without it `GET`. */
  METHOD?: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'HEAD';
  HEADERS?: Readonly<Record<string, string>>;
  /** The body, of `PUT` too. */
  POST_DATA?: string;
  /** How the answer is parsed. Without it `TEXT`. */
  CONTENT_TYPE?: 'TEXT' | 'DOM' | 'JSON' | 'FEED';
  AUTHORIZATION?: 'NONE' | 'SIGNED' | 'OAUTH' | 'OAUTH2';
  /** Seconds the proxy keeps a read; 3600 without it, 0 for none. */
  REFRESH_INTERVAL?: number;
  GET_FULL_HEADERS?: boolean | string | number;
  [name: string]: unknown;
}

/** Preferences of the gadget: those it declares, and those the page gives to every gadget. */
export interface GadgetsPrefs {
  /** The value with `& < > " '` escaped; `''` when it is not set. */
  getString(name: string): string;
  /** 0 when it is no number. */
  getInt(name: string): number;
  /** 0 when it is no number. */
  getFloat(name: string): number;
  getBool(name: string): boolean;
  /** Parts between `|`. */
  getArray(name: string): string[];
  /** The text of the gadget's own message bundle; `''` when it is not there. */
  getMsg(name: string): string;
  getCountry(): string;
  getLang(): string;
  getModuleId(): string | number;
  /** Needs the feature `setprefs`. */
  set(name: string, value: string, ...more: string[]): void;
  setArray(name: string, values: readonly string[]): void;
}

/** What the container puts into every gadget's frame. */
export interface GadgetsApi {
  /** Undefined until the frame is on the hub: use it from `HubSettings.onConnect` on. */
  readonly Hub: GadgetsHub;
  readonly HubSettings: GadgetsHubSettings;
  readonly Prefs: new () => GadgetsPrefs;
  readonly io: {
    /** Parameter names; each is its own value. */
    readonly RequestParameters: Readonly<Record<keyof ProxyParameters & string, string>>;
    /** Sends a request by way of the page's server. The callback is not called when the proxy itself does not answer. */
    makeRequest(url: string, callback: (response: ProxyResponse) => void, parameters?: ProxyParameters): void;
    /** Sends a request straight to the page's own origin. */
    makeNonProxiedRequest(url: string, callback: (response: ProxyResponse) => void, parameters?: ProxyParameters, headers?: object): void;
    /** Form encoding. */
    encodeValues(values: Readonly<Record<string, unknown>>): string;
    getProxyUrl(url: string): string;
  };
  readonly util: {
    /** Calls it when the document has loaded; at once after that. */
    registerOnLoadHandler(handler: () => void): void;
    /** Query and hash of the frame's address; `url` is the gadget's own address. */
    getUrlParameters(url?: string): Readonly<Record<string, string>>;
    escapeString(text: string): string;
    unescapeString(text: string): string;
    hasFeature(name: string): boolean;
    getFeatureParameters(name: string): Readonly<Record<string, unknown>> | null;
  };
  readonly window: {
    /** The frame's height in pixels. Without it the content is measured, which gives 0 in a hidden tab. */
    adjustHeight(pixels?: number): void;
    /** The title bar's text. */
    setTitle(title: string): void;
  };
  readonly views: {
    /** `canvas` maximises the gadget, anything else restores it. */
    requestNavigateTo(view: string): void;
  };
  readonly loadingindicator: {
    dismiss(): void;
    showLoading(): void;
    updateLoadingMessage(text: string): void;
    updateTimeoutMessage(text: string): void;
    updateRetryButtonText(text: string): void;
  };
  readonly json: {
    parse(text: string): unknown;
    stringify(value: unknown): string;
  };
  log(message: unknown): void;
  warn(message: unknown): void;
  error(message: unknown): void;
}
