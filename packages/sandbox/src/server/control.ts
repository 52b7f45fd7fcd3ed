import { ControlError, createControl } from '../control.js';
import type { Sandbox } from '../sandbox.js';
import { isLoopback } from './origins.js';

/** What the server's control API works on. */
export interface ServerControlOptions {
  readonly sandbox: Sandbox;
  /** Origins of our own pages: nobody else's page may use the API. */
  readonly origins: () => readonly string[];
  /** The addresses listed in the state: the main one, then the widgets'. */
  readonly listed: () => readonly string[];
}

/** The control API as a server offers it: to this machine's own pages and programs only. Never rejects. */
export function createServerControl(options: ServerControlOptions): (request: Request) => Promise<Response> {
  const { sandbox, listed, origins } = options;
  return createControl({ sandbox, listed, refuses: (request) => foreign(request, origins()) });
}

/**
 * Why a request is not for us: a page of another site may send requests here, and its browser says where it comes from. A name that was made
 * to resolve to this machine would be our own origin to the browser, so the name has to be one of the machine itself.
 */
export function foreign(request: Request, origins: readonly string[]): ControlError | undefined {
  const origin = request.headers.get('Origin');
  const site = request.headers.get('Sec-Fetch-Site');
  if (!isLoopback(new URL(request.url).hostname)) return new ControlError(403, 'forbidden-host', 'Use the name of this machine itself');
  if (origin !== null && !origins.includes(origin)) return new ControlError(403, 'forbidden-origin', 'Not for pages of other origins');
  if (origin === null && site === 'cross-site') return new ControlError(403, 'forbidden-origin', 'Not for pages of other sites');
  return undefined;
}
