import { deliveryJson, envelope, readFrameMessage, type FrameNote } from '../frame-protocol.js';
import type { GadgetModel } from '../desktop-model.js';
import { el } from './dom.js';
import type { Hub, Member } from './hub.js';

/** Why a frame was blanked. */
export type FrameAlert = 'load-timeout' | 'connected-twice';

/** What a frame takes from the page, and whom it tells. */
export interface FrameOptions {
  readonly hub: Hub;
  readonly timers: Pick<typeof globalThis, 'setTimeout' | 'clearTimeout'>;
  /** Preferences of every frame: `up_*` in its address. */
  readonly preferences: Readonly<Record<string, string>>;
  readonly dropsAnswers: () => boolean;
  readonly onConnected: () => void;
  readonly onLoading: () => void;
  readonly onAlert: (why: FrameAlert) => void;
  readonly onRpc: (service: string, args: readonly unknown[]) => void;
  readonly onNote: (note: FrameNote) => void;
}

/** How long a frame may take to connect. */
export const LOAD_MS = 15_000;

/** One gadget's frame: its address, its place on the hub while it is connected, and its loading. */
export class GadgetFrame {
  readonly name: string;
  readonly element: HTMLIFrameElement;
  readonly #options: FrameOptions;
  readonly #mid: number;
  #url: string;
  #token = '';
  #member: Member | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(gadget: GadgetModel, title: string, options: FrameOptions) {
    this.#options = options;
    this.#mid = gadget.mid;
    this.#url = gadget.url;
    this.name = `finesse_gadget_${gadget.mid}`;
    this.element = el('iframe', { id: this.name, name: this.name, title, scrolling: gadget.scrolling ? 'auto' : 'no' });
  }

  /** How many subscriptions it has on the hub; `undefined` while it is not there. */
  get subscriptions(): number | undefined {
    return this.#member?.size;
  }

  /** Another file for the next load. */
  setUrl(url: string): void {
    this.#url = url;
  }

  /** Loads it, or loads it anew: every subscription of the old document is dropped first. */
  load(): void {
    this.leave();
    this.#token = crypto.randomUUID();
    this.element.style.visibility = 'hidden';
    this.element.src = this.#address();
    this.#timer = this.#options.timers.setTimeout(() => this.#alert('load-timeout'), LOAD_MS);
    this.#options.onLoading();
  }

  /** Takes it off the hub; nothing that it says is heard until it is loaded again. */
  leave(): void {
    this.#options.timers.clearTimeout(this.#timer);
    this.#token = '';
    this.#member?.leave();
    this.#member = undefined;
  }

  /** A message from the frame's window; anything that is not of this load and of the protocol is dropped. */
  receive(data: unknown): void {
    const message = readFrameMessage(data, this.#token);
    if (!message) return;
    switch (message.kind) {
      case 'connect':
        return this.#connect();
      case 'disconnect':
        this.#member?.leave();
        this.#member = undefined;
        return;
      case 'subscribe':
        this.#member?.subscribe(message.id, message.topic);
        return;
      case 'unsubscribe':
        this.#member?.unsubscribe(message.id);
        return;
      case 'publish':
        this.#member?.publish(message.topic, message.data === undefined ? undefined : JSON.stringify(message.data));
        return;
      case 'rpc':
        return this.#options.onRpc(message.service, message.args);
      case 'note':
        return this.#options.onNote(message.note);
    }
  }

  /** Tells the frame which faults it plays. */
  tellFaults(): void {
    this.#send(JSON.stringify({ kind: 'faults', dropsAnswers: this.#options.dropsAnswers() }));
  }

  #connect(): void {
    if (this.#member) return this.#alert('connected-twice');
    this.#options.timers.clearTimeout(this.#timer);
    this.#member = this.#options.hub.join(this.name, (topic, ids, json) => this.#send(deliveryJson(topic, ids, json)));
    this.element.style.visibility = '';
    this.tellFaults();
    this.#send('{"kind":"connected"}');
    this.#options.onConnected();
  }

  #alert(why: FrameAlert): void {
    this.leave();
    this.element.src = 'about:blank';
    this.#options.onAlert(why);
  }

  #send(json: string): void {
    this.element.contentWindow?.postMessage(envelope(this.#token, json), location.origin);
  }

  #address(): string {
    const { preferences } = this.#options;
    const query = new URLSearchParams({
      container: 'default',
      mid: String(this.#mid),
      nocache: '1',
      country: preferences['country'] ?? 'US',
      lang: preferences['language'] ?? 'en',
      view: 'default',
    });
    for (const [name, value] of Object.entries(preferences)) query.set(`up_${name}`, value);
    query.set('st', `default:${this.#mid}:${crypto.randomUUID()}`);
    query.set('url', new URL(this.#url, location.origin).href);
    const hash = new URLSearchParams({ rpctoken: this.#token, parent: location.origin, forcesecure: 'false' });
    return `/gadgets/ifr?${query}#${hash}`;
  }
}
