import type { Clock } from '../../engine/index.js';
import { Args } from './args.js';
import type { BridgeContext, Service } from './context.js';
import { eventService } from './event-service.js';
import { BridgeFault, badArgument } from './fault.js';
import { interactionService } from './interaction-service.js';
import { peopleServices } from './agent-service.js';
import { findAgent } from './people.js';
import type { PushConnection, PushEnd } from '../push.js';
import { BridgePublisher } from './publisher.js';
import { SESSION_COOKIE, Sessions } from './sessions.js';
import { Subscribers, type PushTarget, type Subscriber } from './subscribers.js';
import { voiceService } from './voice-service.js';

/** Where the bridge is. */
export const BRIDGE_PATH = '/ais/';

/** What the bridge is made of. */
export interface BridgeOptions extends Omit<BridgeContext, 'subscribers'> {
  /** Measures what clients wait for: held requests, and the life of sessions. */
  readonly wireClock: Clock;
  readonly newToken: () => string;
  /** Told of what should not happen; whoever asked gets an error. */
  readonly onBug: (error: unknown) => void;
}

/** What becomes of a request: an answer, or a torn connection. */
export type BridgeOutcome = Response | 'reset';

/** The bridge's wire: one resource for each method, sessions in the address, events by long poll or pushed. */
export class Bridge {
  readonly publisher: BridgePublisher;
  readonly #context: BridgeContext;
  readonly #services: Readonly<Record<string, Service>>;
  readonly #sessions: Sessions;
  readonly #onBug: (error: unknown) => void;

  constructor(options: BridgeOptions) {
    const subscribers = new Subscribers();
    this.#context = { ...options, subscribers };
    this.#onBug = options.onBug;
    this.#sessions = new Sessions({
      clock: options.wireClock,
      newId: options.newToken,
      ttlSeconds: () => options.quirks().sessionSeconds,
      ended: ({ id }) => subscribers.endOf(id),
    });
    this.publisher = new BridgePublisher(this.#context);
    this.#services = {
      ...peopleServices(this.#context),
      EventService: eventService(this.#context, options.wireClock),
      InteractionService: interactionService(this.#context),
      InteractionVoiceService: voiceService(this.#context),
    };
  }

  /** The agent of the session that a request names. */
  agentOf(request: Request): string | undefined {
    return this.#sessions.peek(request)?.agentId;
  }

  /** Whether an agent has a session. */
  serves(agentId: string): boolean {
    return this.#sessions.has(agentId);
  }

  /** Answers a request below `/ais/`. Never rejects. */
  async fetch(request: Request): Promise<BridgeOutcome> {
    try {
      return await this.#answer(request);
    } catch (error) {
      if (error instanceof BridgeFault) return fault(error.status, error.key, error.message);
      this.#onBug(error);
      return fault(500, 'error.common.Internal', 'An error of the sandbox itself');
    }
  }

  /** Whether a push connection may be opened by that request. */
  opening(request: Request): PushConnection | { readonly status: number } {
    const url = new URL(request.url);
    if (url.pathname !== `${BRIDGE_PATH}notify`) return { status: 404 };
    const session = this.#sessions.use(request);
    if (!session) return { status: 401 };
    const subscriber = this.#context.subscribers.find(url.searchParams.get('subscriberId') ?? '', session.id);
    return subscriber ? { start: (client) => startPush(subscriber, client) } : { status: 404 };
  }

  /** Ends the sessions of some agents. */
  expire(concerns: (agentId: string) => boolean): void {
    this.#sessions.endOf(concerns);
  }

  /** Moves the subscribers of some agents to another node: what waited for them is lost. */
  moveNode(concerns: (agentId: string) => boolean): void {
    for (const subscriber of this.#context.subscribers.of(concerns)) subscriber.move(this.#context.engine.now());
  }

  /** Tears down the connections on which some agents wait for events. */
  tear(concerns: (agentId: string) => boolean): void {
    for (const subscriber of this.#context.subscribers.of(concerns)) subscriber.tear();
  }

  /** Everything begins again: there are no sessions any more. */
  reset(): void {
    this.#sessions.endOf(() => true);
    this.publisher.clear();
  }

  async #answer(request: Request): Promise<BridgeOutcome> {
    const [serviceName = '', method, ...rest] = new URL(request.url).pathname.slice(BRIDGE_PATH.length).split('/');
    if (serviceName === 'session' && method === undefined) return this.#session(request);
    if (method === undefined || rest.length > 0) return fault(404, 'error.common.UnknownPath', 'There is nothing here');
    if (request.method !== 'POST') return notAllowed('POST');
    const session = this.#sessions.use(request);
    if (!session) return unknownSession();
    const service = Object.hasOwn(this.#services, serviceName) ? this.#services[serviceName] : undefined;
    if (!service) return fault(404, 'error.common.UnknownService', `There is no ${serviceName}`);
    const run = Object.hasOwn(service, method) ? service[method] : undefined;
    if (!run) return fault(404, 'error.common.UnknownMethod', `${serviceName} has no ${method}`);
    const body = await bodyOf(request);
    const args = new Args(body['args'] ?? {});
    const result = await run({ args, session, signal: request.signal });
    if (result === 'reset') return 'reset';
    return result === 'expired' ? unknownSession() : Response.json({ result: result ?? null });
  }

  async #session(request: Request): Promise<Response> {
    const secure = new URL(request.url).protocol === 'https:' ? '; Secure' : '';
    const cookie = (value: string, more: string): string =>
      `${SESSION_COOKIE}=${value}; Path=${BRIDGE_PATH.slice(0, -1)}; HttpOnly; SameSite=Strict${secure}${more}`;
    if (request.method === 'DELETE') {
      const session = this.#sessions.peek(request);
      if (!session) return unknownSession();
      this.#sessions.end(session.id);
      return new Response(null, { status: 204, headers: { 'Set-Cookie': cookie('', '; Max-Age=0') } });
    }
    if (request.method !== 'POST') return notAllowed('POST, DELETE');
    const given = new Args(await bodyOf(request), 'body');
    const name = given.text('user');
    const password = given.text('password');
    const id = findAgent(this.#context.engine, name)?.id ?? name;
    if (this.#context.admit(id, password) !== 'yes') return fault(401, 'error.session.BadCredentials', 'User or password is wrong');
    const { session, ttlSeconds } = this.#sessions.open(id);
    return Response.json({ sessionId: session.id, ttlSeconds }, { status: 201, headers: { 'Set-Cookie': cookie(session.id, '') } });
  }
}

function startPush(subscriber: Subscriber, client: PushEnd): ReturnType<PushConnection['start']> {
  const target: PushTarget = {
    send: (events) => client.send(JSON.stringify({ subscriberId: subscriber.id, events })),
    close: () => client.close(),
  };
  subscriber.pushTo(target);
  // Nothing is said this way round.
  return { receive: () => undefined, closed: () => subscriber.pushEnded(target) };
}

function fault(status: number, key: string, message: string): Response {
  return Response.json({ fault: { key, message } }, { status, headers: { 'Cache-Control': 'no-store' } });
}

function unknownSession(): Response {
  return fault(401, 'error.session.Unknown', 'The session is unknown, or has expired');
}

function notAllowed(allow: string): Response {
  return new Response(null, { status: 405, headers: { Allow: allow } });
}

async function bodyOf(request: Request): Promise<Readonly<Record<string, unknown>>> {
  let body: unknown;
  try {
    const text = await request.text();
    body = text.trim() === '' ? {} : JSON.parse(text);
  } catch {
    throw badArgument('body', 'is not JSON');
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw badArgument('body', 'must be an object');
  return body as Record<string, unknown>;
}
