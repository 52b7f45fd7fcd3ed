/**
 * What a Finesse desktop gives to a gadget's frame, as far as the port needs it. Everything in it belongs to the page or comes from other frames, so
 * nothing is taken for granted but the names.
 */
export interface GadgetPage {
  readonly gadgets: {
    /** Is there only after the frame has loaded. */
    readonly Hub?: GadgetHub;
    readonly HubSettings?: { onConnect?: ((...given: unknown[]) => unknown) | undefined };
    readonly io: { makeRequest(url: string, callback: (reply: unknown) => void, params: Readonly<Record<string, unknown>>): void };
    readonly Prefs?: new () => { getString(name: string): string };
  };
  /** That of the page, which is of the same origin. */
  readonly sessionStorage?: { getItem(name: string): string | null };
  readonly finesse?: {
    readonly gadget?: { readonly Config?: Readonly<Record<string, unknown>> };
    readonly clientservices?: { readonly ClientServices?: ClientServices };
  };
}

/** The frame's end of the page's publish/subscribe hub. */
export interface GadgetHub {
  isConnected(): boolean;
  subscribe(topic: string, onData: (topic: string, data: unknown) => void): string;
  publish(topic: string, data: unknown): void;
  unsubscribe(id: string): void;
}

/** Of finesse.js what is public and used here. */
export interface ClientServices {
  init(config: unknown): unknown;
  makeRequest?(url: string, callback: (reply: unknown) => void, params: Readonly<Record<string, unknown>>): void;
  subscribeNode?(node: string, callback: (subid: unknown, error?: unknown) => void): unknown;
  unsubscribeNode?(node: string, subid: string, callback?: (subid: unknown, error?: unknown) => void): unknown;
}

/** The page that this frame is part of, or `undefined` outside of a gadget. Being framed is no sign of it. */
export function pageHere(): GadgetPage | undefined {
  const page = globalThis as Partial<GadgetPage>;
  return typeof page.gadgets?.io?.makeRequest === 'function' && (page.gadgets.HubSettings !== undefined || page.gadgets.Hub !== undefined)
    ? (page as GadgetPage)
    : undefined;
}
