import type { Sandbox } from '../sandbox.js';
import { childOf, parseXml, textOf } from '../finesse/xml/read.js';
import { element } from '../finesse/xml/write.js';
import { readNote, type Note } from './notes.js';
import type { DeskRequest } from './requests.js';

/** Host that the desktops of scenarios call; no name is ever looked up. */
const HOST = '127.0.0.1';
const FRAMING = 'urn:ietf:params:xml:ns:xmpp-framing';
const SASL = 'urn:ietf:params:xml:ns:xmpp-sasl';
const BIND = 'urn:ietf:params:xml:ns:xmpp-bind';

/** An answer to a request; `status` is 0 when there was none. */
export interface Reply {
  readonly status: number;
  readonly errorType: string;
  readonly requestId: string;
}

/** An agent's desktop at the raw wire of the sandbox: no client of ours, just requests and frames. */
export class ScenarioDesktop {
  readonly id: string;
  readonly notes: Note[] = [];
  extension: string;
  readonly #sandbox: Sandbox;
  readonly #password: string;
  #stream: { receive(frame: string): void; closed(): void } | undefined;
  #bound = false;
  #requests = 0;

  constructor(sandbox: Sandbox, id: string) {
    const info = sandbox.engine.worldAgent(id);
    this.id = id;
    this.extension = info?.extension ?? id;
    this.#sandbox = sandbox;
    this.#password = info?.password ?? '';
  }

  /** Whether notifications come. */
  get listening(): boolean {
    return this.#bound;
  }

  /** Opens the notification stream, unless it is open or the sandbox lets nobody in. */
  connect(): void {
    if (this.#stream || this.#sandbox.opening() !== 'accept') return;
    const over = (): void => {
      if (this.#stream !== stream) return;
      this.#stream = undefined;
      this.#bound = false;
      stream.closed();
    };
    const connection = {
      send: (frame: string): void => this.#receive(frame),
      // Not from inside the session that is ending.
      close: (): void => queueMicrotask(over),
      destroy: (): void => queueMicrotask(over),
    };
    const stream = this.#sandbox.connect(connection, HOST);
    this.#stream = stream;
    this.#send(element('open', { xmlns: FRAMING, to: HOST, version: '1.0' }).toString());
  }

  /** The stream is torn, as when a cable is pulled. */
  disconnect(): void {
    const stream = this.#stream;
    this.#stream = undefined;
    this.#bound = false;
    stream?.closed();
  }

  /** Sends a request and settles with its answer. */
  async ask({ method, path, body }: DeskRequest): Promise<Reply> {
    const requestId = `scenario-${this.id}-${++this.#requests}`;
    const request = new Request(`http://${HOST}/finesse/api${path}`, {
      method,
      body,
      headers: {
        Authorization: `Basic ${base64(`${this.id}:${this.#password}`)}`,
        'Content-Type': 'application/xml',
        requestId,
      },
    });
    const outcome = await this.#sandbox.fetch(request);
    if (typeof outcome === 'string') return { status: 0, errorType: '', requestId };
    return { status: outcome.status, errorType: errorIn(await outcome.text()), requestId };
  }

  #receive(frame: string): void {
    const note = readNote(frame);
    if (note) {
      this.notes.push(note);
    } else if (frame.includes('<mechanism>PLAIN')) {
      const plain = base64(`\0${this.id}\0${this.#password}`);
      this.#send(element('auth', { xmlns: SASL, mechanism: 'PLAIN' }, plain).toString());
    } else if (frame.includes('<success')) {
      this.#send(element('open', { xmlns: FRAMING, to: HOST, version: '1.0' }).toString());
    } else if (frame.includes('<jid>')) {
      this.#bound = true;
      this.#send(element('presence', { xmlns: 'jabber:client' }).toString());
    } else if (frame.includes(BIND)) {
      const bind = element('bind', { xmlns: BIND }, element('resource', {}, 'scenario'));
      this.#send(element('iq', { type: 'set', id: 'bind', xmlns: 'jabber:client' }, bind).toString());
    }
  }

  // Never from inside what is being received.
  #send(frame: string): void {
    const stream = this.#stream;
    queueMicrotask(() => {
      if (this.#stream === stream) stream?.receive(frame);
    });
  }
}

function errorIn(text: string): string {
  if (text === '') return '';
  try {
    const error = childOf(parseXml(text), 'ApiError');
    return error ? (textOf(error, 'ErrorType') ?? '') : '';
  } catch {
    return '';
  }
}

function base64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}
