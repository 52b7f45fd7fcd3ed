import type { Clock } from '../../engine/index.js';
import { readBody, type BoshCondition } from './body.js';
import { BoshSession, terminate, type BoshAnswer, type BoshLine } from './session.js';

/** What a session's stanzas travel on, seen from their other end. */
export interface BoshConnection {
  send(frame: string): void;
  close(): void;
  destroy(): void;
}

/** What the service works with. */
export interface BoshServiceParts {
  /** Measures how long requests are held. It is the client's time too, so it should be the one that the client lives in. */
  readonly clock: Clock;
  /** Makes a value that nobody can guess. */
  readonly newSid: () => string;
  /** Whether pages of another origin may use the service. */
  readonly allowsOrigin: (origin: string) => boolean;
  /** Whether a session may begin now: how the request for one is to end if not. */
  readonly opening: () => Response | 'reset' | undefined;
  /** Serves the stanzas of a new session. `host` is the name that the client connected to. */
  readonly connect: (connection: BoshConnection, host: string) => BoshLine;
}

const XML = 'text/xml; charset=utf-8';

/** XMPP over HTTP (XEP-0124, XEP-0206): all sessions, by the name each has been given. Knows no Node and no page. */
export class BoshService {
  readonly #parts: BoshServiceParts;
  readonly #sessions = new Map<string, BoshSession>();

  constructor(parts: BoshServiceParts) {
    this.#parts = parts;
  }

  /** How many requests wait for an answer. */
  get held(): number {
    return [...this.#sessions.values()].reduce((sum, session) => sum + session.held, 0);
  }

  /** Whether a path is the service's own. */
  serves(pathname: string): boolean {
    return pathname === '/http-bind' || pathname === '/http-bind/';
  }

  /** Answers a request, which may take as long as it is held. Never rejects. */
  async fetch(request: Request): Promise<Response | 'reset' | 'silence'> {
    const origin = request.headers.get('Origin');
    if (origin !== null && !this.#parts.allowsOrigin(origin)) return new Response(null, { status: 403 });
    const outcome = await this.#outcome(request);
    if (origin !== null && typeof outcome !== 'string') allow(outcome, origin);
    return outcome;
  }

  /** Tears every session down. */
  close(): void {
    for (const session of [...this.#sessions.values()]) session.destroy();
  }

  async #outcome(request: Request): Promise<Response | 'reset' | 'silence'> {
    if (request.method === 'OPTIONS') return new Response(null, { status: 204, headers: { Allow: 'OPTIONS, POST' } });
    if (request.method !== 'POST') return new Response(null, { status: 405, headers: { Allow: 'OPTIONS, POST' } });
    const text = await request.text().catch(() => undefined);
    if (text === undefined) return 'reset';
    const body = readBody(text);
    if (!body) return refusal('bad-request', 400);
    const known = body.sid === undefined ? undefined : this.#sessions.get(body.sid);
    if (known) return responseOf(await known.take(body, request.signal));
    // Also for a session that is over: the service may not be there to say so.
    const closed = this.#parts.opening();
    if (closed) return closed;
    if (body.sid !== undefined) return refusal('item-not-found', 200);
    const sid = this.#parts.newSid();
    const host = new URL(request.url).hostname;
    const session = new BoshSession({ sid, host, clock: this.#parts.clock, ended: () => this.#sessions.delete(sid) }, body);
    this.#sessions.set(sid, session);
    session.attach(this.#parts.connect(session, host));
    return responseOf(await session.take(body, request.signal));
  }
}

function responseOf(answer: BoshAnswer): Response | 'reset' | 'silence' {
  return typeof answer === 'string' ? answer : new Response(answer.body, { headers: { 'Content-Type': XML, 'Cache-Control': 'no-store' } });
}

function refusal(condition: BoshCondition, status: number): Response {
  return new Response(terminate(condition).body, { status, headers: { 'Content-Type': XML } });
}

function allow({ headers }: Response, origin: string): void {
  headers.set('Access-Control-Allow-Origin', origin);
  headers.set('Access-Control-Allow-Methods', 'POST, OPTIONS');
  headers.set('Access-Control-Allow-Headers', 'Content-Type');
  headers.set('Access-Control-Max-Age', '600');
  headers.append('Vary', 'Origin');
}
