import { DesktopError } from '@cordboard/core';
import type { Authority } from '../wire/credentials.js';
import type { GadgetPage } from './page.js';

/** Who is signed in on this desktop, and how requests reach the platform: what the page tells its gadgets. */
export class Identity implements Authority<string> {
  // A token is renewed by the page, and then stands in its settings.
  readonly automatic = true;
  readonly #page: GadgetPage;
  #prefs: { getString(name: string): string } | undefined;

  constructor(page: GadgetPage) {
    this.#page = page;
  }

  /** The agent's id; empty where the page tells none. */
  get agentId(): string {
    return this.#told('id');
  }

  /** The platform as the page's proxy sees it, without a slash at its end. */
  get proxied(): string {
    const scheme = this.#told('scheme') === 'http' ? 'http' : 'https';
    const host = this.#told('restHost') || 'localhost';
    const port = this.#told('localhostPort');
    return `${scheme}://${host}${/^\d+$/.test(port) ? `:${port}` : ''}`;
  }

  get locale(): string {
    return this.#told('locale');
  }

  /** What `ClientServices.init` wants to have. */
  get config(): Readonly<Record<string, unknown>> | undefined {
    return this.#page.finesse?.gadget?.Config;
  }

  get(): Promise<string> {
    const given = this.#authorization;
    return given === '' ? Promise.reject(unauthorized()) : Promise.resolve(given);
  }

  renew(refused: string): Promise<string> {
    const given = this.#authorization;
    return given === '' || given === refused ? Promise.reject(unauthorized()) : Promise.resolve(given);
  }

  headerOf(given: string): string {
    return given;
  }

  // Read at each use and kept nowhere: the page may change it, and it is the page's to keep.
  get #authorization(): string {
    const token = this.#told('authToken');
    if (token !== '' && this.#told('systemAuthMode') !== 'NON_SSO') return `Bearer ${token}`;
    const basic = this.#told('authorization') || this.#stored;
    return basic === '' ? '' : `Basic ${basic}`;
  }

  // Where the page leaves it for finesse.js, which makes a preference of it; without finesse.js nobody does.
  get #stored(): string {
    try {
      return /^[A-Za-z0-9+/]+=*$/.exec(this.#page.sessionStorage?.getItem('userFinesseAuth') ?? '')?.[0] ?? '';
    } catch {
      // The browser keeps storage from frames.
      return '';
    }
  }

  // Config since 11.0; before that, and where finesse.js is not on the page, the preferences of the frame.
  #told(name: string): string {
    const value = this.config?.[name];
    if (typeof value === 'string' && value !== '') return value;
    if (typeof value === 'number') return String(value);
    if (this.#prefs === undefined && this.#page.gadgets.Prefs !== undefined) this.#prefs = new this.#page.gadgets.Prefs();
    const preferred: unknown = this.#prefs?.getString(name);
    return typeof preferred === 'string' ? preferred : '';
  }
}

function unauthorized(): DesktopError {
  return new DesktopError('unauthorized', 'gadget');
}
