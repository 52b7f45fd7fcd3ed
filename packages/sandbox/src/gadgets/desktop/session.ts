import { Connection, type ConnectionStatus } from './connection.js';
import { publishEvent } from './events.js';
import type { PageBus } from './page-bus.js';
import { Rest, RestRefused } from './rest.js';
import { at, escapeXml, listAt, textAt, type XmlObject } from './xml.js';
import { base64 } from './xmpp-stream.js';

/** Who signs in. */
export interface Credentials {
  readonly id: string;
  readonly password: string;
  /** Empty: the one that the agent has, else the id. */
  readonly extension: string;
}

/** Why signing in failed, in words for the agent. */
export class SignInFailed extends Error {}

/** What a session takes from the page. */
export interface SessionOptions {
  readonly bus: PageBus;
  readonly timers: Pick<typeof globalThis, 'setInterval' | 'clearInterval'>;
  readonly openSocket: () => WebSocket;
  readonly onChange: () => void;
  readonly onStatus: (status: ConnectionStatus) => void;
  readonly problem: (text: string) => void;
}

/** How long an accepted request may take to show. */
const SETTLE_MS = 15_000;

interface Pending {
  readonly settle: (refusal: string | undefined) => void;
}

/** A signed-in agent: who, in which state, with which calls. What it holds is what the server said last. */
export class Session {
  readonly id: string;
  readonly credential: string;
  readonly rest: Rest;
  readonly system: XmlObject;
  /** Server time minus the page's, ms. */
  readonly driftMs: number;
  readonly connection: Connection;
  /** The agent's `User`. */
  user: XmlObject;
  /** Voice calls by id, in the order of their coming. */
  readonly dialogs: Map<string, XmlObject> = new Map();
  /** Last refusal of a request, in the server's words; empty after the next one. */
  refusal = '';

  readonly #options: SessionOptions;
  readonly #pending = new Map<string, Pending>();
  #events = 0;
  #lastExtension = '';

  constructor(options: SessionOptions, credentials: Credentials, system: XmlObject, user: XmlObject) {
    const { id, password } = credentials;
    this.#options = options;
    this.id = id;
    this.credential = base64(`${id}:${password}`);
    this.rest = new Rest(this.credential);
    this.system = system;
    this.user = user;
    const serverNow = Date.parse(textAt(system, 'currentTimestamp'));
    this.driftMs = Number.isNaN(serverNow) ? 0 : serverNow - Date.now();
    const domain = textAt(system, 'xmppDomain') || location.hostname;
    this.connection = new Connection({
      account: { id, password, domain, pubsub: textAt(system, 'xmppPubSubDomain') || `pubsub.${domain}`, resource: 'desktop' },
      host: { open: options.openSocket, timers: options.timers },
      bus: options.bus,
      onEvent: (node, text) => this.#event(node, text),
      onStatus: options.onStatus,
      onBack: () => void this.refresh(),
    });
  }

  /** The phone in use; of an agent who is signed out, the last one. */
  get extension(): string {
    return textAt(this.user, 'extension') || this.#lastExtension;
  }

  get state(): string {
    return textAt(this.user, 'state');
  }

  /** Reads agent and calls anew. Never rejects: what cannot be read stays as it was. */
  async refresh(): Promise<void> {
    try {
      const before = this.#events;
      const [user, dialogs] = await Promise.all([this.rest.get(`/User/${this.#path}`), this.rest.get(`/User/${this.#path}/Dialogs`)]);
      // What came meanwhile may be newer than what was read.
      if (this.#events !== before) return await this.refresh();
      this.user = objectAt(user, 'User') ?? this.user;
      this.dialogs.clear();
      for (const dialog of listAt(dialogs, 'Dialogs', 'Dialog')) this.#keep(dialog as XmlObject);
      this.#options.onChange();
    } catch (error) {
      this.#options.problem(`Agent and calls could not be read: ${messageOf(error)}`);
    }
  }

  /** Asks for a state of the agent. Settles when the server confirmed or refused; a refusal is told in `refusal`. */
  setState(state: string, reasonCodeId?: string): Promise<void> {
    const reason = reasonCodeId === undefined ? '' : `<reasonCodeId>${escapeXml(reasonCodeId)}</reasonCodeId>`;
    return this.#request('PUT', `/User/${this.#path}`, `<User><state>${escapeXml(state)}</state>${reason}</User>`);
  }

  /** Signs the phone in. */
  login(extension: string): Promise<void> {
    this.#lastExtension = extension;
    return this.#request('PUT', `/User/${this.#path}`, `<User><state>LOGIN</state><extension>${escapeXml(extension)}</extension></User>`);
  }

  /** Asks for an action on a call, such as `ANSWER`, from the agent's own phone. */
  act(dialogId: string, action: string): Promise<void> {
    const body = `<Dialog><targetMediaAddress>${escapeXml(this.extension)}</targetMediaAddress><requestedAction>${escapeXml(action)}</requestedAction></Dialog>`;
    return this.#request('PUT', `/Dialog/${encodeURIComponent(dialogId)}`, body);
  }

  /** Places a call. */
  call(to: string): Promise<void> {
    const body = `<Dialog><requestedAction>MAKE_CALL</requestedAction><fromAddress>${escapeXml(this.extension)}</fromAddress><toAddress>${escapeXml(to)}</toAddress></Dialog>`;
    return this.#request('POST', `/User/${this.#path}/Dialogs`, body);
  }

  get #path(): string {
    return encodeURIComponent(this.id);
  }

  async #request(method: 'PUT' | 'POST', path: string, body: string): Promise<void> {
    const requestId = crypto.randomUUID();
    this.refusal = '';
    // Before it is sent: its event may overtake the answer.
    const settled = new Promise<string | undefined>((settle) => {
      this.#pending.set(requestId, { settle });
      setTimeout(() => settle('No answer within 15 seconds'), SETTLE_MS);
    });
    try {
      await this.rest.send(method, path, body, requestId);
      this.refusal = (await settled) ?? '';
    } catch (error) {
      this.refusal = messageOf(error);
    } finally {
      this.#pending.delete(requestId);
      this.#options.onChange();
    }
  }

  #event(node: string, text: string): void {
    const update = publishEvent(this.#options.bus, node, text);
    if (!update) return this.#options.problem(`An event that cannot be read or published, of ${node}`);
    const data = at(update, 'Update', 'data');
    const error = at(data, 'apiErrors', 'apiError');
    const words = [textAt(error, 'errorType'), textAt(error, 'errorMessage')].filter((word) => word !== '').join(': ');
    this.#pending.get(textAt(update, 'Update', 'requestId'))?.settle(error === undefined ? undefined : words || 'Refused');
    if (error !== undefined) return;
    const own = `/finesse/api/User/${this.id}`;
    if (node === '/finesse/api/SystemInfo') this.#service(textAt(data, 'systemInfo', 'status') || textAt(data, 'SystemInfo', 'status'));
    if (node === own) this.#merge(objectAt(data, 'user') ?? objectAt(data, 'User'));
    else if (node === `${own}/Dialogs`) this.#dialogEvent(textAt(update, 'Update', 'event').toUpperCase(), data);
    // Of teams and queues the page shows nothing, and there may be hundreds a second.
    else return;
    this.#events += 1;
    this.#options.onChange();
  }

  // A short form has neither roles nor settings, and takes nothing away.
  #merge(user: XmlObject = {}): void {
    this.user = at(user, 'roles') === undefined ? { ...this.user, ...user } : user;
  }

  #service(status: string): void {
    if (status !== '') this.connection.trouble('service', status !== 'IN_SERVICE');
  }

  #dialogEvent(event: string, data: ReturnType<typeof at>): void {
    for (const dialog of [...listAt(data, 'dialogs', 'Dialog'), ...listAt(data, 'dialog')]) {
      if (event === 'DELETE') this.dialogs.delete(textAt(dialog, 'id'));
      else this.#keep(dialog as XmlObject);
    }
  }

  #keep(dialog: XmlObject): void {
    const id = textAt(dialog, 'id');
    if (id !== '') this.dialogs.set(id, dialog);
  }
}

/** Signs an agent in: credentials checked, notifications up, phone signed in. Rejects with `SignInFailed`. */
export async function signIn(options: SessionOptions, credentials: Credentials): Promise<Session> {
  try {
    const system = await new Rest().get('/SystemInfo');
    const rest = new Rest(base64(`${credentials.id}:${credentials.password}`));
    const user = objectAt(await rest.get(`/User/${encodeURIComponent(credentials.id)}`), 'User');
    if (!user) throw new SignInFailed('The server’s answer holds no agent');
    let settle: (status: ConnectionStatus) => void = () => {};
    const settled = new Promise<ConnectionStatus>((resolve) => (settle = resolve));
    const onStatus = (status: ConnectionStatus): void => {
      options.onStatus(status);
      if (status !== 'connecting') settle(status);
    };
    const session = new Session({ ...options, onStatus }, credentials, objectAt(system, 'SystemInfo') ?? system, user);
    session.connection.open();
    const status = await settled;
    const extension = credentials.extension || session.extension || credentials.id;
    if (status === 'connected') await session.login(extension);
    if (status !== 'connected' || session.refusal !== '') {
      session.connection.close();
      throw new SignInFailed(session.refusal || 'The notification service does not let the page in');
    }
    await session.refresh();
    return session;
  } catch (error) {
    if (error instanceof RestRefused && error.status === 401) throw new SignInFailed('No agent has this ID and password');
    throw error instanceof SignInFailed ? error : new SignInFailed(messageOf(error));
  }
}

function objectAt(value: Parameters<typeof at>[0], ...path: string[]): XmlObject | undefined {
  const found = at(value, ...path);
  return typeof found === 'object' && found !== null && !Array.isArray(found) ? (found as XmlObject) : undefined;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
