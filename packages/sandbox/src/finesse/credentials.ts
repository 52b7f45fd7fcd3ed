import { decodeBase64 } from './xmpp/sasl.js';

/** A token as handed to a client. */
export interface IssuedToken {
  readonly token: string;
  readonly refreshToken: string;
  readonly userId: string;
  /** Life of the access token in seconds. */
  readonly expiresIn: number;
}

/** Outcome of looking at credentials. `name` is the user name that was given, for the error's data. */
export type Verdict = { readonly ok: true; readonly id: string } | { readonly ok: false; readonly name: string };

/** Wrong passwords in a row that lock an account. */
export const MAX_WRONG_PASSWORDS = 5;
/** How long a locked account stays so, in ms. */
export const LOCK_MS: number = 5 * 60_000;
const TOKEN_LIFE_MS = 60 * 60_000;

interface Token {
  readonly id: string;
  readonly expires: number;
  revoked: boolean;
}

interface Failures {
  count: number;
  lockedUntil: number;
}

/** Passwords and access tokens of the world's users, with the five-times lock. */
export class Credentials {
  readonly #passwordOf: (id: string) => string | undefined;
  readonly #now: () => number;
  readonly #newToken: () => string;
  readonly #access = new Map<string, Token>();
  readonly #refresh = new Map<string, Token>();
  readonly #failures = new Map<string, Failures>();

  constructor(options: { passwordOf: (id: string) => string | undefined; now: () => number; newToken: () => string }) {
    this.#passwordOf = options.passwordOf;
    this.#now = options.now;
    this.#newToken = options.newToken;
  }

  /** Checks an `Authorization` header. Wrong passwords count towards the lock; a locked account is refused with the right one too. */
  authorize(header: string | null): Verdict {
    const [scheme = '', value = ''] = (header ?? '').trim().split(/\s+/, 2);
    if (scheme.toLowerCase() === 'bearer') {
      const id = this.#holder(this.#access, value);
      return id === undefined ? { ok: false, name: '' } : { ok: true, id };
    }
    const pair = scheme.toLowerCase() === 'basic' ? decodeBase64(value) : undefined;
    const colon = pair?.indexOf(':') ?? -1;
    if (pair === undefined || colon < 1) return { ok: false, name: '' };
    const id = pair.slice(0, colon);
    return this.#tryPassword(id, pair.slice(colon + 1)) ? { ok: true, id } : { ok: false, name: id };
  }

  /** The user that an `Authorization` header names, rightly or wrongly. */
  nameIn(header: string | null): string | undefined {
    const [scheme = '', value = ''] = (header ?? '').trim().split(/\s+/, 2);
    if (scheme.toLowerCase() === 'bearer') return this.#access.get(value)?.id;
    return scheme.toLowerCase() === 'basic' ? decodeBase64(value)?.split(':', 1)[0] : undefined;
  }

  /** Whether a secret is the user's password or a valid access token, whatever was tried before. */
  matches(id: string, secret: string): boolean {
    return this.#isPassword(id, secret) || this.#holder(this.#access, secret) === id;
  }

  /** The same for who comes under the lock, as requests do: a wrong password counts, and a locked account's right one is `locked` too. */
  admit(id: string, secret: string): 'yes' | 'no' | 'locked' {
    if (this.#holder(this.#access, secret) === id) return 'yes';
    if (this.#isLocked(id)) return 'locked';
    return this.#tryPassword(id, secret) ? 'yes' : 'no';
  }

  /** A new pair of tokens. */
  issue(id: string): IssuedToken {
    const token = this.#newToken();
    const refreshToken = this.#newToken();
    this.#access.set(token, { id, expires: this.#now() + TOKEN_LIFE_MS, revoked: false });
    this.#refresh.set(refreshToken, { id, expires: Infinity, revoked: false });
    return { token, refreshToken, userId: id, expiresIn: TOKEN_LIFE_MS / 1000 };
  }

  /** A new pair for a refresh token, which is used up; `undefined` when it is not good. */
  renew(refreshToken: string): IssuedToken | undefined {
    const id = this.#holder(this.#refresh, refreshToken);
    if (id === undefined) return undefined;
    this.#refresh.delete(refreshToken);
    return this.issue(id);
  }

  /** Makes a user's access tokens void; with `refresh`, what could renew them too. */
  revoke(id: string, refresh: boolean): void {
    for (const tokens of refresh ? [this.#access, this.#refresh] : [this.#access]) {
      for (const token of tokens.values()) if (token.id === id) token.revoked = true;
    }
  }

  /** Forgets tokens and locks. */
  clear(): void {
    this.#access.clear();
    this.#refresh.clear();
    this.#failures.clear();
  }

  #tryPassword(id: string, password: string): boolean {
    const failures = this.#failures.get(id) ?? { count: 0, lockedUntil: 0 };
    if (this.#isLocked(id)) return false;
    if (this.#isPassword(id, password)) {
      this.#failures.delete(id);
      return true;
    }
    // Names that nobody has are not remembered: they would fill the memory.
    if (this.#passwordOf(id) === undefined) return false;
    failures.count += 1;
    if (failures.count >= MAX_WRONG_PASSWORDS) {
      failures.count = 0;
      failures.lockedUntil = this.#now() + LOCK_MS;
    }
    this.#failures.set(id, failures);
    return false;
  }

  #isLocked(id: string): boolean {
    return (this.#failures.get(id)?.lockedUntil ?? 0) > this.#now();
  }

  #isPassword(id: string, password: string): boolean {
    const expected = this.#passwordOf(id);
    return expected !== undefined && expected === password;
  }

  #holder(tokens: ReadonlyMap<string, Token>, value: string): string | undefined {
    const token = tokens.get(value);
    return token && !token.revoked && token.expires > this.#now() ? token.id : undefined;
  }
}
