import { DesktopError, type Runtime, type Secret } from '@cordboard/core';
import { orAborted, sleep } from './wait.js';

/** Who the agent is, and how to prove it. `id` is the platform's login id, the one in its addresses. */
export type Credentials =
  | { readonly kind: 'basic'; readonly id: string; readonly secret: Secret }
  | { readonly kind: 'bearer'; readonly id: string; readonly token: Secret };

/**
 * Gives the credentials to use now. Called when the session starts (`start`) and when the platform has refused the ones given
 * before (`refused`): then it refreshes the token. Giving the refused ones again means that there are no others.
 */
export type CredentialsProvider = (why: 'start' | 'refused') => Promise<Credentials>;

/** The proof itself, as the notification stream takes it. */
export function secretOf(credentials: Credentials): Secret {
  return credentials.kind === 'basic' ? credentials.secret : credentials.token;
}

/** Base64 of the UTF-8 bytes. */
export function base64(text: string): string {
  let bytes = '';
  for (const byte of new TextEncoder().encode(text)) bytes += String.fromCharCode(byte);
  return btoa(bytes);
}

/** The value of the Authorization header. */
export function authorizationOf(credentials: Credentials): string {
  const secret = secretOf(credentials).reveal();
  return credentials.kind === 'basic' ? `Basic ${base64(`${credentials.id}:${secret}`)}` : `Bearer ${secret}`;
}

const REFRESH_MS = 10_000;

/** Where requests get what they are authorized with. */
export interface Authority<Given> {
  /** Whether there may be others than those that were refused, without a person giving them. */
  readonly automatic: boolean;
  /** What holds now. Rejects with `unauthorized` when there is nothing. */
  get(signal: AbortSignal): Promise<Given>;
  /** Others than the refused ones. Rejects with `unauthorized` when there are none. */
  renew(refused: Given, signal: AbortSignal): Promise<Given>;
  /** As the value of the Authorization header. */
  headerOf(given: Given): string;
}

/** Holds the credentials of one session in memory and renews them once for everybody who finds them refused. */
export class Keyring implements Authority<Credentials> {
  readonly #provider: CredentialsProvider | undefined;
  readonly #runtime: Runtime;
  #current: Credentials | undefined;
  #renewal: Promise<Credentials> | undefined;

  constructor(provider: CredentialsProvider | undefined, runtime: Runtime) {
    this.#provider = provider;
    this.#runtime = runtime;
  }

  /** Whether credentials come without a person giving them. */
  get automatic(): boolean {
    return this.#provider !== undefined;
  }

  get current(): Credentials | undefined {
    return this.#current;
  }

  /** Keeps what a person gave. */
  keep(credentials: Credentials): void {
    this.#current = credentials;
  }

  forget(): void {
    this.#current = undefined;
  }

  /** The present credentials, asked of the provider when there are none yet. Rejects with `unauthorized` when there are none at all. */
  async get(signal: AbortSignal): Promise<Credentials> {
    // While others are on their way, the ones held are known to be refused.
    if (this.#renewal !== undefined) return orAborted(this.#renewal, signal);
    return this.#current ?? (await this.#ask('start', signal));
  }

  headerOf(credentials: Credentials): string {
    return authorizationOf(credentials);
  }

  /**
   * Others than `refused`, by one call of the provider however many ask. Rejects with `unauthorized` when there are no others or they
   * do not come within 10 s.
   */
  async renew(refused: Credentials, signal: AbortSignal): Promise<Credentials> {
    const current = this.#current;
    if (current !== undefined && current !== refused) return current;
    const next = await this.#ask('refused', signal);
    // The same password again would only count towards the lock.
    if (next.id === refused.id && secretOf(next).reveal() === secretOf(refused).reveal()) throw unauthorized();
    return next;
  }

  async #ask(why: 'start' | 'refused', signal: AbortSignal): Promise<Credentials> {
    const provider = this.#provider;
    if (provider === undefined) throw unauthorized();
    this.#renewal ??= this.#inTime(provider, why).finally(() => (this.#renewal = undefined));
    return orAborted(this.#renewal, signal);
  }

  async #inTime(provider: CredentialsProvider, why: 'start' | 'refused'): Promise<Credentials> {
    const timer = new AbortController();
    const late = sleep(this.#runtime, REFRESH_MS, timer.signal).then(() => Promise.reject(new TypeError('late')));
    late.catch(() => {});
    try {
      this.#current = await Promise.race([provider(why), late]);
      return this.#current;
    } catch (error) {
      if (error instanceof DesktopError) throw error;
      // What a provider throws may hold the very secret. And one that cannot be asked now may be asked later.
      throw why === 'refused' ? unauthorized() : new DesktopError('link-down', 'credentials');
    } finally {
      timer.abort();
    }
  }
}

function unauthorized(): DesktopError {
  return new DesktopError('unauthorized', 'credentials');
}
