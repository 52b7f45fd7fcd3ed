import { escapeXml, xmlDocument } from './xml.js';

/** Why a stream ended. */
export type StreamEnd = 'closed' | 'unauthorized' | 'conflict';

/** What a stream tells its owner. */
export interface StreamEvents {
  /** Bound, present, ready for events. `jid` is the full address. */
  readonly ready: (jid: string) => void;
  /** An event of a node: the path, and the text of the notification. */
  readonly event: (node: string, text: string) => void;
  /** A presence, as XML. */
  readonly presence: (from: string, available: boolean, xml: string) => void;
  /** Once; nothing comes after it. */
  readonly ended: (why: StreamEnd) => void;
}

/** Whom to connect as. */
export interface StreamAccount {
  readonly id: string;
  readonly password: string;
  readonly domain: string;
  readonly pubsub: string;
  readonly resource: string;
}

/** What a stream takes from the page. */
export interface StreamHost {
  readonly open: () => WebSocket;
  readonly timers: Pick<typeof globalThis, 'setInterval' | 'clearInterval'>;
}

const FRAMING = 'urn:ietf:params:xml:ns:xmpp-framing';
const PING_MS = 10_000;
/** As many pings without an answer, and the stream counts as lost. */
const MAX_MISSED = 3;

/** One XMPP stream over a WebSocket: PLAIN, bind, presence; then events and subscriptions of nodes. Ends once and for all. */
export class XmppStream {
  readonly #account: StreamAccount;
  readonly #events: StreamEvents;
  readonly #socket: WebSocket;
  readonly #host: StreamHost;
  readonly #asked = new Map<string, (answer: Element | undefined) => void>();
  #phase: 'signing-in' | 'binding' | 'ready' | 'ended' = 'signing-in';
  #jid = '';
  #ids = 0;
  #missed = 0;
  #pings: ReturnType<typeof setInterval> | undefined;

  constructor(account: StreamAccount, events: StreamEvents, host: StreamHost) {
    this.#account = account;
    this.#events = events;
    this.#host = host;
    this.#socket = host.open();
    this.#socket.addEventListener('open', () => this.#openStream());
    this.#socket.addEventListener('message', ({ data }: MessageEvent<unknown>) => this.#receive(data));
    this.#socket.addEventListener('close', () => this.#end('closed'));
  }

  /** Subscribes to a node or leaves it. Settles with `undefined` when done, with the refusal as XML, or with `null` when the stream ended first. */
  async node(verb: 'subscribe' | 'unsubscribe', node: string): Promise<string | null | undefined> {
    const request = `<pubsub xmlns='http://jabber.org/protocol/pubsub'><${verb} node='${escapeXml(node)}' jid='${escapeXml(this.#jid)}'/></pubsub>`;
    const answer = await this.#ask('set', this.#account.pubsub, request);
    if (!answer) return null;
    return answer.getAttribute('type') === 'result' ? undefined : new XMLSerializer().serializeToString(answer);
  }

  /** Says good-bye and ends; `ended` is not told. */
  close(): void {
    if (this.#phase === 'ended') return;
    if (this.#phase === 'ready') this.#send(`<presence xmlns='jabber:client' type='unavailable'/>`);
    this.#send(`<close xmlns='${FRAMING}'/>`);
    this.#stop();
  }

  /** Cuts the line without a word, as a failing network does. */
  cut(): void {
    this.#end('closed');
  }

  #openStream(): void {
    this.#send(`<open xmlns='${FRAMING}' to='${escapeXml(this.#account.domain)}' version='1.0'/>`);
  }

  #receive(data: unknown): void {
    if (this.#phase === 'ended' || typeof data !== 'string') return;
    const stanza = xmlDocument(data)?.documentElement;
    if (!stanza) return;
    switch (stanza.localName) {
      case 'features':
        return this.#features(stanza);
      case 'success':
        this.#phase = 'binding';
        return this.#openStream();
      case 'failure':
        return this.#end('unauthorized');
      case 'error':
        return this.#end(stanza.getElementsByTagName('conflict').length > 0 ? 'conflict' : 'closed');
      case 'close':
        return this.#end('closed');
      case 'iq':
        return this.#answered(stanza);
      case 'presence':
        return this.#events.presence(stanza.getAttribute('from') ?? '', stanza.getAttribute('type') !== 'unavailable', data);
      case 'message':
        return this.#message(stanza);
    }
  }

  #features(stanza: Element): void {
    const { id, password, domain, resource } = this.#account;
    if (this.#phase === 'signing-in') {
      const message = base64(`${id}@${domain}\0${id}\0${password}`);
      return this.#send(`<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>${message}</auth>`);
    }
    if (this.#phase !== 'binding' || stanza.getElementsByTagName('bind').length === 0) return;
    const bind = `<bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'><resource>${escapeXml(resource)}</resource></bind>`;
    void this.#ask('set', undefined, bind).then((answer) => this.#bound(answer));
  }

  #bound(answer: Element | undefined): void {
    const jid = answer?.getElementsByTagName('jid')[0]?.textContent ?? '';
    if (this.#phase !== 'binding') return;
    if (jid === '') return this.#end('closed');
    this.#jid = jid;
    this.#phase = 'ready';
    this.#send(`<presence xmlns='jabber:client'><priority>0</priority></presence>`);
    this.#pings = this.#host.timers.setInterval(() => this.#ping(), PING_MS);
    this.#events.ready(jid);
  }

  #ping(): void {
    if (this.#missed >= MAX_MISSED) return this.#end('closed');
    this.#missed += 1;
    void this.#ask('get', this.#account.domain, `<ping xmlns='urn:xmpp:ping'/>`).then((answer) => {
      if (answer) this.#missed = 0;
    });
  }

  #message(stanza: Element): void {
    for (const items of stanza.getElementsByTagNameNS('http://jabber.org/protocol/pubsub#event', 'items')) {
      const node = items.getAttribute('node') ?? '';
      for (const notification of items.getElementsByTagName('notification')) this.#events.event(node, notification.textContent);
    }
  }

  #answered(stanza: Element): void {
    const id = stanza.getAttribute('id') ?? '';
    const settle = this.#asked.get(id);
    this.#asked.delete(id);
    settle?.(stanza);
  }

  #ask(type: 'get' | 'set', to: string | undefined, content: string): Promise<Element | undefined> {
    const id = `box${++this.#ids}`;
    const address = to === undefined ? '' : ` to='${escapeXml(to)}'`;
    return new Promise((resolve) => {
      if (this.#phase === 'ended') return resolve(undefined);
      this.#asked.set(id, resolve);
      this.#send(`<iq xmlns='jabber:client' type='${type}' id='${id}'${address}>${content}</iq>`);
    });
  }

  #send(frame: string): void {
    if (this.#socket.readyState === WebSocket.OPEN) this.#socket.send(frame);
  }

  #end(why: StreamEnd): void {
    if (this.#phase === 'ended') return;
    this.#stop();
    this.#events.ended(why);
  }

  #stop(): void {
    this.#phase = 'ended';
    this.#host.timers.clearInterval(this.#pings);
    this.#socket.close();
    const open = [...this.#asked.values()];
    this.#asked.clear();
    for (const settle of open) settle(undefined);
  }
}

/** Base64 of the text in UTF-8. */
export function base64(text: string): string {
  return btoa(Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join(''));
}
