// A client for tests that speaks the wire by hand, as somebody with curl and a socket would. It is not shipped.
import { Buffer } from 'node:buffer';
import { request as httpRequest } from 'node:http';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { childOf, parseXml, textOf, type XmlNode } from '../finesse/xml/read.js';
import type { RunningSandbox } from './index.js';

/** An answer, read. */
export interface RawReply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** The words of a refused request. */
export interface RawError {
  readonly status: number;
  readonly type: string | undefined;
  readonly message: string | undefined;
  readonly data: string | undefined;
}

/** A notification, read. */
export interface RawNote {
  readonly node: string;
  readonly event: string;
  readonly requestId: string;
  readonly source: string;
  /** Name of the object. */
  readonly root: string;
  readonly data: XmlNode;
  readonly payload: string;
  readonly to: string;
}

/** Limit of every wait; what is waited for comes at once or never. */
const PATIENCE_MS = 5_000;

export function basic(id: string, password = 'cordboard'): string {
  return `Basic ${Buffer.from(`${id}:${password}`).toString('base64')}`;
}

/** Settles when the condition holds; tried at every turn of the event loop. */
export async function until(holds: () => boolean): Promise<void> {
  const end = performance.now() + PATIENCE_MS;
  while (!holds()) {
    if (performance.now() > end) throw new Error(`Never came true: ${holds.toString()}`);
    await nextTurn();
  }
}

/** A request as it is, answered or not. */
export async function raw(
  running: RunningSandbox,
  method: string,
  path: string,
  init: { body?: string; headers?: Record<string, string> } = {},
): Promise<RawReply> {
  const reply = await fetch(new URL(path, running.url), { method, redirect: 'manual', ...init });
  return { status: reply.status, headers: reply.headers, text: await reply.text() };
}

/** A request whose target goes out exactly as given, dots and all. */
export function rawTarget(
  running: RunningSandbox,
  target: string,
  headers: Record<string, string> = {},
): Promise<{ status: number; text: string }> {
  const { hostname, port } = new URL(running.url);
  return new Promise((resolve, reject) => {
    const request = httpRequest({ hostname, port, path: target, method: 'GET', headers }, (reply) => {
      let text = '';
      reply.on('data', (piece: Buffer) => (text += piece.toString('utf8')));
      reply.on('end', () => resolve({ status: reply.statusCode ?? 0, text }));
    });
    request.on('error', reject);
    request.end();
  });
}

/** A control call; its JSON. */
export async function control(
  running: RunningSandbox,
  method: string,
  path: string,
  body?: unknown,
): Promise<{ status: number; json: Record<string, unknown> }> {
  const init = body === undefined ? {} : { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } };
  const { status, text } = await raw(running, method, `/sandbox${path}`, init);
  return { status, json: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>) };
}

export function errorOf({ status, text }: RawReply): RawError {
  if (text === '') return { status, type: undefined, message: undefined, data: undefined };
  const error = parseXml(text).children[0];
  const word = (name: string): string | undefined => (error ? textOf(error, name) : undefined);
  return { status, type: word('ErrorType'), message: word('ErrorMessage'), data: word('ErrorData') };
}

/** A WebSocket that keeps every frame, for whoever waits for one. */
export class RawSocket {
  readonly frames: string[] = [];
  readonly notes: RawNote[] = [];
  closed: number | undefined;
  readonly #socket: WebSocket;
  readonly #waiting = new Set<() => void>();

  constructor(running: RunningSandbox, options: { path?: string; origin?: string } = {}) {
    const url = new URL(options.path ?? '/ws/', running.wsUrl);
    this.#socket = new WebSocket(url, 'xmpp', options.origin === undefined ? {} : { origin: options.origin });
    this.#socket.on('message', (data: Buffer) => {
      const frame = data.toString('utf8');
      this.frames.push(frame);
      const note = readNote(frame);
      if (note) this.notes.push(note);
      this.#tell();
    });
    this.#socket.on('close', (code) => {
      this.closed = code;
      this.#tell();
    });
    this.#socket.on('error', () => {});
  }

  async opened(): Promise<void> {
    await this.until(
      () => this.#socket.readyState === WebSocket.OPEN || this.closed !== undefined,
      () => {
        this.#socket.once('open', () => this.#tell());
      },
    );
    if (this.closed !== undefined) throw new Error('The connection was refused');
  }

  send(frame: string): void {
    this.#socket.send(frame);
  }

  /** Tears the connection down. */
  terminate(): void {
    this.#socket.terminate();
  }

  /** Settles with the first truthy value of `look`, tried after each frame. */
  async until<T>(look: () => T, prepare?: () => void): Promise<NonNullable<T>> {
    prepare?.();
    for (;;) {
      const found = look();
      if (found) return found;
      if (this.closed !== undefined) throw new Error(`Closed with ${this.closed} before: ${look.toString()}`);
      await new Promise<void>((resolve, reject) => {
        const timer = setTimeout(() => {
          this.#waiting.delete(done);
          reject(new Error(`Never came: ${look.toString()}\n${this.frames.slice(-8).join('\n')}`));
        }, PATIENCE_MS);
        const done = (): void => {
          clearTimeout(timer);
          resolve();
        };
        this.#waiting.add(done);
      });
    }
  }

  /** The first frame, from the `from`th on, that holds the text. */
  frame(text: string, from = 0): Promise<string> {
    return this.until(() => this.frames.slice(from).find((each) => each.includes(text)));
  }

  #tell(): void {
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const done of waiting) done();
  }
}

/** An agent at the wire: REST and notifications. */
export class RawAgent {
  readonly id: string;
  readonly password: string;
  readonly extension: string;
  readonly running: RunningSandbox;
  socket: RawSocket | undefined;
  #requests = 0;

  constructor(running: RunningSandbox, id: string, options: { password?: string; extension?: string } = {}) {
    this.running = running;
    this.id = id;
    this.password = options.password ?? 'cordboard';
    this.extension = options.extension ?? id;
  }

  get notes(): readonly RawNote[] {
    return this.socket?.notes ?? [];
  }

  /** An API request with the agent's credentials. */
  api(method: string, path: string, body?: string, headers: Record<string, string> = {}): Promise<RawReply> {
    return raw(this.running, method, `/finesse/api${path}`, {
      ...(body === undefined ? {} : { body }),
      headers: {
        Authorization: basic(this.id, this.password),
        ...(body === undefined ? {} : { 'Content-Type': 'application/xml' }),
        ...headers,
      },
    });
  }

  /** A PUT or POST with a request id of its own; moves a virtual clock on so that it takes effect. */
  async command(method: 'PUT' | 'POST', path: string, body: string): Promise<RawReply & { requestId: string }> {
    const requestId = `${this.id}-${++this.#requests}`;
    const reply = await this.api(method, path, body, { requestId });
    this.settle();
    return { ...reply, requestId };
  }

  user(content: string): Promise<RawReply & { requestId: string }> {
    return this.command('PUT', `/User/${this.id}`, `<User>${content}</User>`);
  }

  /** An action on a dialog, by the agent's own device. */
  act(callId: string, action: string, more = ''): Promise<RawReply & { requestId: string }> {
    const body = `<Dialog><requestedAction>${action}</requestedAction><targetMediaAddress>${this.extension}</targetMediaAddress>${more}</Dialog>`;
    return this.command('PUT', `/Dialog/${callId}`, body);
  }

  /** Lets the simulation go on for a while, if its clock does not by itself. */
  settle(ms = 1_000): void {
    if (this.running.clock.rate === 0) this.running.clock.advance(ms);
  }

  /** Opens the notification stream up to the bound session, without presence. */
  async open(resource: string = this.extension, authzid = ''): Promise<RawSocket> {
    const socket = new RawSocket(this.running);
    this.socket = socket;
    await socket.opened();
    const open = "<open xmlns='urn:ietf:params:xml:ns:xmpp-framing' to='127.0.0.1' version='1.0'/>";
    socket.send(open);
    await socket.frame('PLAIN');
    const plain = Buffer.from(`${authzid}\0${this.id}\0${this.password}`).toString('base64');
    socket.send(`<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>${plain}</auth>`);
    await socket.frame('<success');
    const before = socket.frames.length;
    socket.send(open);
    await socket.frame('urn:ietf:params:xml:ns:xmpp-bind', before);
    const asked = resource === '' ? '' : `<resource>${resource}</resource>`;
    socket.send(`<iq type='set' id='b' xmlns='jabber:client'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'>${asked}</bind></iq>`);
    await socket.frame('<jid>');
    return socket;
  }

  /** The stream with presence, so that notifications come. */
  async connect(resource?: string): Promise<RawSocket> {
    const socket = await this.open(resource);
    socket.send("<presence xmlns='jabber:client'/>");
    await socket.frame('finesse@');
    return socket;
  }

  /** Connects and signs in; Not Ready afterwards. */
  async signIn(): Promise<void> {
    await this.connect();
    const { requestId } = await this.user(`<state>LOGIN</state><extension>${this.extension}</extension>`);
    await this.note((note) => note.requestId === requestId);
  }

  /** Ready, by way of the wire. */
  async ready(): Promise<void> {
    const { requestId } = await this.user('<state>READY</state>');
    await this.note((note) => note.requestId === requestId);
  }

  /** The first notification, from the `from`th on, that fits. */
  async note(fits: (note: RawNote) => boolean, from = 0): Promise<RawNote> {
    const { socket } = this;
    if (!socket) throw new Error('Not connected');
    return socket.until(() => socket.notes.slice(from).find(fits));
  }
}

export function readNote(frame: string): RawNote | undefined {
  if (!frame.includes('pubsub#event')) return undefined;
  try {
    const message = parseXml(frame);
    const items = message.children[0]?.children[0];
    const payload = items?.children[0]?.children[0]?.text ?? '';
    const update = parseXml(payload);
    const data = update.children.find((child) => child.name === 'data')?.children[0];
    if (!data) return undefined;
    return {
      node: items?.attributes.get('node') ?? '',
      event: textOf(update, 'event') ?? '',
      requestId: textOf(update, 'requestId') ?? '',
      source: textOf(update, 'source') ?? '',
      root: data.name,
      data,
      payload,
      to: message.attributes.get('to') ?? '',
    };
  } catch {
    return undefined;
  }
}

/** What agents were told, out of `/sandbox/log`: a line a notification, with the agent's id first. */
export class LoggedStory {
  readonly #running: RunningSandbox;
  readonly #names: ReadonlyMap<string, string>;
  #since = 0;

  /** `names` are the words that lines have for ids and numbers. */
  constructor(running: RunningSandbox, names: Readonly<Record<string, string>>) {
    this.#running = running;
    this.#names = new Map(Object.entries(names));
  }

  /** Another word for another id. */
  with(id: string, name: string): LoggedStory {
    const story = new LoggedStory(this.#running, { ...Object.fromEntries(this.#names), [id]: name });
    story.#since = this.#since;
    return story;
  }

  /** The lines since the last call. */
  async told(): Promise<readonly string[]> {
    const { json } = await control(this.#running, 'GET', `/log?since=${this.#since}`);
    const { next, entries } = json as unknown as {
      next: number;
      entries: readonly { kind: string; node?: string; agent?: string; text?: string }[];
    };
    this.#since = next;
    return entries.flatMap(({ kind, agent, text }) => {
      const note = kind === 'notification' ? readNote(text ?? '') : undefined;
      return note ? [`${this.#name(agent ?? '')}: ${this.#line(note)}`] : [];
    });
  }

  #name(id: string): string {
    return this.#names.get(id) ?? id;
  }

  #line(note: RawNote): string {
    const { event, root, data } = note;
    if (root === 'user') return `user ${textOf(data, 'state') ?? ''}`;
    if (root === 'apiErrors') return `${event} error ${data.children[0] ? (textOf(data.children[0], 'errorType') ?? '') : ''}`;
    const dialog = root === 'dialogs' ? data.children[0] : data;
    if (!dialog) return event;
    const word = (name: string): string => textOf(dialog, name) ?? '';
    const media = childOf(dialog, 'mediaProperties');
    const parties = (childOf(dialog, 'participants')?.children ?? []).map((party) => {
      const cause = textOf(party, 'stateCause') ?? '';
      return `${this.#name(textOf(party, 'mediaAddress') ?? '')} ${textOf(party, 'state') ?? ''}${cause === '' ? '' : `/${cause}`}`;
    });
    const merged = word('secondaryId') === '' ? '' : ` of ${this.#name(word('secondaryId'))}`;
    const about = word('associatedDialogUri') === '' ? '' : ` about ${this.#name(word('associatedDialogUri').split('/').at(-1) ?? '')}`;
    const type = media ? (textOf(media, 'callType') ?? '') : '';
    return `${event} ${this.#name(word('id'))} ${word('state')} ${type}${merged}${about}: ${parties.join(', ')}`;
  }
}
