import type { Engine } from '../engine/index.js';
import { API } from './codec/common.js';
import type { Credentials } from './credentials.js';
import type { FinesseQuirks } from './quirks.js';
import { XmppSession, type Delivery, type XmppService, type XmppTransport } from './xmpp/session.js';
import type { StreamCondition } from './xmpp/stanzas.js';
import { isAutomatic, Subscriptions } from './xmpp/subscriptions.js';

/** Stands between a notification and a session; the default sends it. */
export type DeliveryHook = (session: XmppSession, delivery: Delivery) => void;

const ALL_SESSIONS = (): boolean => true;

/** The XMPP server and its pub/sub service: sessions of all users, their subscriptions, and the way from a node to them. */
export class NotificationService implements XmppService {
  readonly subscriptions: Subscriptions = new Subscriptions();
  readonly #engine: Engine;
  readonly #credentials: Credentials;
  readonly #quirks: () => FinesseQuirks;
  readonly #deliver: DeliveryHook;
  readonly #sessions = new Set<XmppSession>();
  #webAppPresent = true;
  #opened = 0;
  #published = 0;

  constructor(options: {
    readonly engine: Engine;
    readonly credentials: Credentials;
    readonly quirks: () => FinesseQuirks;
    readonly deliver: DeliveryHook;
  }) {
    this.#engine = options.engine;
    this.#credentials = options.credentials;
    this.#quirks = options.quirks;
    this.#deliver = options.deliver;
  }

  get webAppPresent(): boolean {
    return this.#webAppPresent;
  }

  /** Streams that are open now, signed in or not. */
  get sessions(): readonly XmppSession[] {
    return [...this.#sessions];
  }

  /** Opens a stream on a connection. `host` is the name that the client connected to. */
  open(transport: XmppTransport, host: string): XmppSession {
    const session = new XmppSession(`x${++this.#opened}`, host, transport, this);
    this.#sessions.add(session);
    return session;
  }

  /**
   * Sends an update to every session that listens to the node and is available; there is no replay for the others. It is written only
   * if there is one.
   */
  publish(node: string, write: () => string, isPut: boolean): void {
    const times = isPut && this.#quirks().duplicatePuts ? 2 : 1;
    let payload: string | undefined;
    for (let time = 0; time < times; time++) {
      const serial = ++this.#published;
      for (const session of this.sessions) {
        if (!session.available) continue;
        const asked = this.subscriptions.match(node, session.local.toLowerCase(), session.resource);
        const addressed = asked ?? (isAutomatic(node, session.local) ? 'bare' : undefined);
        if (addressed) this.#deliver(session, { node, payload: (payload ??= write()), addressed, serial });
      }
    }
  }

  /** Makes the web application's own contact appear or disappear for everybody. */
  setWebAppPresent(present: boolean): void {
    this.#webAppPresent = present;
    for (const session of this.#sessions) session.showWebApp(present);
  }

  /** Ends streams, telling why. */
  endSessions(condition: StreamCondition, which: (session: XmppSession) => boolean = ALL_SESSIONS): void {
    for (const session of this.sessions) if (which(session)) session.end(condition);
  }

  refusalOf(local: string, password: string): 'not-authorized' | 'account-disabled' | undefined {
    const { streamLock } = this.#quirks();
    if (this.#engine.agent(local) === undefined) return 'not-authorized';
    if (streamLock === 'none') return this.#credentials.matches(local, password) ? undefined : 'not-authorized';
    const verdict = this.#credentials.admit(local, password);
    return verdict === 'yes' ? undefined : verdict === 'locked' ? streamLock : 'not-authorized';
  }

  /** Own nodes, those of one's teams, queues and the system; `undefined` for a node that does not exist. */
  mayListen(local: string, node: string): boolean | undefined {
    if (node === `${API}/SystemInfo`) return true;
    const [, kind = '', id = '', rest = ''] = new RegExp(`^${API}/(User|Team|Queue)/([^/]+)(/.+)?$`).exec(node) ?? [];
    const me = this.#engine.agent(local);
    if (kind === 'User' && /^(\/(Dialogs(\/Media)?|Media(\/[^/]+)?|Queues|ClientLog))?$/.test(rest)) {
      const user = this.#engine.agent(id);
      if (!user) return undefined;
      return id === local || me?.supervises.some((team) => team.id === user.team.id);
    }
    if (kind === 'Team' && (rest === '/Users' || rest === '/TeamMessages')) {
      if (!this.#engine.teamMembers(id)) return undefined;
      return me?.team.id === id || me?.supervises.some((team) => team.id === id);
    }
    if (kind === 'Queue' && rest === '') return this.#engine.queue(id) ? true : undefined;
    return undefined;
  }

  bound(session: XmppSession): void {
    // The older session with the same address dies.
    this.endSessions('conflict', (each) => each !== session && each.resource === session.resource && each.local === session.local);
  }

  availability(session: XmppSession): void {
    const others = this.sessions.filter((each) => each !== session && each.local === session.local && each.available);
    if (others.length > 0) return;
    this.#engine.execute({ type: session.available ? 'connection-restored' : 'connection-lost', target: session.local });
  }

  ended(session: XmppSession): void {
    this.#sessions.delete(session);
  }
}
