import type { Engine } from '../engine/index.js';
import { Credentials } from './credentials.js';
import { NotificationService, type DeliveryHook } from './notification-service.js';
import { Publisher } from './publisher.js';
import { NO_QUIRKS, type FinesseQuirks } from './quirks.js';
import { RequestQueue, type AgentCommand } from './requests.js';
import type { AuthMode } from './rest/api.js';
import { createApi } from './rest/router.js';
import { answerTokenRequest, TOKEN_PATH } from './sso.js';
import type { XmppSession, XmppTransport } from './xmpp/session.js';

/** What a Finesse node is made of. Everything but the engine has a default. */
export interface FinesseFaceOptions {
  readonly engine: Engine;
  readonly quirks?: Partial<FinesseQuirks>;
  /** What SystemInfo says; both kinds of credentials are taken in any case. Default `NON_SSO`. */
  readonly authMode?: AuthMode;
  /** Whether pages of another origin may read answers. Default: none may. */
  readonly allowsOrigin?: (origin: string) => boolean;
  /** Makes a value that nobody can guess, for tokens and cookies. Default: the platform's `crypto.randomUUID`. */
  readonly newToken?: () => string;
  /** Decides about each accepted command; false forgets it. Default: all are carried out. */
  readonly mayCarryOut?: (command: AgentCommand) => boolean;
  /** Stands between every notification and its session. */
  readonly deliver?: DeliveryHook;
  /** Told of what should not happen; whoever asked gets an error. */
  readonly onBug: (error: unknown) => void;
}

const MAX_COOKIES = 10_000;

/**
 * One Finesse node over an engine: the REST side answers `Request`s, the notification service takes streams. It holds no call state of
 * its own and needs no Node and no page.
 */
export class FinesseFace {
  readonly credentials: Credentials;
  readonly notifications: NotificationService;
  readonly #api: (request: Request) => Promise<Response>;
  readonly #publisher: Publisher;
  readonly #requests: RequestQueue;
  readonly #unsubscribe: () => void;
  readonly #cookies = new Set<string>();
  #quirks: FinesseQuirks;

  constructor(options: FinesseFaceOptions) {
    const { engine, authMode = 'NON_SSO', newToken = () => crypto.randomUUID() } = options;
    this.#quirks = { ...NO_QUIRKS, ...options.quirks };
    const quirks = (): FinesseQuirks => this.#quirks;
    const credentials = new Credentials({ passwordOf: (id) => engine.worldAgent(id)?.password, now: () => engine.now(), newToken });
    this.credentials = credentials;
    const deliver = options.deliver ?? ((session, delivery) => session.deliver(delivery));
    this.notifications = new NotificationService({ engine, credentials, quirks, deliver });
    this.#publisher = new Publisher({ engine, notifications: this.notifications, authMode, quirks });
    this.#requests = new RequestQueue(engine, (request, refusal) => this.#publisher.publishRefusal(request, refusal));
    this.#api = createApi({
      engine,
      credentials,
      requests: this.#requests,
      authMode,
      quirks,
      mayCarryOut: options.mayCarryOut ?? (() => true),
      allowsOrigin: options.allowsOrigin ?? (() => false),
      newSession: () => this.#newSession(newToken()),
      isSession: (value) => this.#cookies.has(value),
      onBug: options.onBug,
    });
    this.#unsubscribe = engine.subscribe((fact) => {
      const answered = this.#requests.answeredBy(fact);
      if (fact.type === 'reset') this.#reset();
      this.#publisher.publish(fact, answered);
    });
  }

  get quirks(): FinesseQuirks {
    return this.#quirks;
  }

  /** Turns quirks on or off from now on. */
  setQuirks(quirks: Partial<FinesseQuirks>): void {
    this.#quirks = { ...this.#quirks, ...quirks };
  }

  /** Whether a path is this node's own. */
  serves(pathname: string): boolean {
    return pathname.startsWith('/finesse/api/') || pathname === TOKEN_PATH;
  }

  /** Answers a request. Never rejects. */
  async fetch(request: Request): Promise<Response> {
    return new URL(request.url).pathname === TOKEN_PATH ? answerTokenRequest(request, this.credentials) : this.#api(request);
  }

  /** Opens a notification stream on a connection. `host` is the name that the client connected to: it becomes the domain. */
  connect(transport: XmppTransport, host: string): XmppSession {
    return this.notifications.open(transport, host);
  }

  /** Ends all streams and lets go of the engine. */
  close(): void {
    this.#unsubscribe();
    this.#requests.clear();
    this.#publisher.stop();
    this.notifications.endSessions('system-shutdown');
  }

  #newSession(value: string): string {
    // Clients that send no cookies get one with every answer; the oldest make room.
    const [oldest] = this.#cookies;
    if (oldest !== undefined && this.#cookies.size >= MAX_COOKIES) this.#cookies.delete(oldest);
    this.#cookies.add(value);
    return value;
  }

  // What clients knew is void: they have to connect again and read everything.
  #reset(): void {
    this.#requests.clear();
    this.credentials.clear();
    this.#cookies.clear();
    this.notifications.subscriptions.clear();
    this.notifications.endSessions('system-shutdown');
  }
}
