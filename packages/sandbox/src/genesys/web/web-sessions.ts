import { decodeBasic } from './basic.js';

/** A client's session: who it is, and what its changing requests have to carry. */
export interface WebSession {
  readonly id: string;
  readonly agentId: string;
  readonly csrf: string;
}

/** Name of the header that protects changing requests, as told in `X-CSRF-HEADER`. */
export const CSRF_HEADER = 'X-CSRF-TOKEN';
const COOKIE = 'JSESSIONID';

/** The sessions that are open, by their cookie; a client that keeps no cookies is known by its credentials. */
export class WebSessions {
  readonly #newToken: () => string;
  readonly #admit: (name: string, password: string) => string | undefined;
  readonly #all = new Map<string, WebSession>();

  /** `admit` answers with the id of the agent whom a name and password let in. */
  constructor(newToken: () => string, admit: (name: string, password: string) => string | undefined) {
    this.#newToken = newToken;
    this.#admit = admit;
  }

  /** The session that a request belongs to, without a look at its password. */
  peek(request: Request): WebSession | undefined {
    return this.#all.get(cookieIn(request));
  }

  /** The same; for good credentials without a cookie the agent's session, a new one if need be. */
  find(request: Request): WebSession | undefined {
    const known = this.peek(request);
    if (known) return known;
    const pair = decodeBasic(request.headers.get('Authorization'));
    const agentId = pair && this.#admit(pair.name, pair.password);
    if (agentId === undefined) return undefined;
    return [...this.#all.values()].find((each) => each.agentId === agentId) ?? this.#open(agentId);
  }

  /** What a session's answer carries, so that the client can go on with it. */
  headersOf({ id, csrf }: WebSession, secure: boolean): Readonly<Record<string, string>> {
    return {
      'Set-Cookie': `${COOKIE}=${id}; Path=/api/v2; HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}`,
      'X-CSRF-HEADER': CSRF_HEADER,
      [CSRF_HEADER]: csrf,
    };
  }

  /** Whether an agent has one. */
  has(agentId: string): boolean {
    return [...this.#all.values()].some((each) => each.agentId === agentId);
  }

  end(session: WebSession): void {
    this.#all.delete(session.id);
  }

  endOf(concerns: (agentId: string) => boolean): void {
    for (const session of [...this.#all.values()]) if (concerns(session.agentId)) this.end(session);
  }

  #open(agentId: string): WebSession {
    const session: WebSession = { id: this.#newToken(), agentId, csrf: this.#newToken() };
    this.#all.set(session.id, session);
    return session;
  }
}

function cookieIn(request: Request): string {
  const pairs = (request.headers.get('Cookie') ?? '').split(';').map((pair) => pair.trim().split('=', 2));
  return pairs.find(([name]) => name === COOKIE)?.[1] ?? '';
}
