import { DesktopError, type PlatformRefusal, type Runtime } from '@cordboard/core';
import { errorOfBody, errorOfReply } from '../codec/errors.js';
import type { RestRequest } from '../codec/request-parts.js';
import type { Authority } from './credentials.js';
import type { Environment } from './environment.js';
import { aborted, within } from './wait.js';

/** What one request may cost. */
export interface RestLimits {
  /** Time for one request and its whole answer; milliseconds. Default 15,000. */
  readonly answerMs?: number;
  /** Bytes an answer may have. Default 1,000,000. */
  readonly maxBody?: number;
}

/** Where requests go, and with what. */
export interface RestOptions extends RestLimits {
  /** Origin of the node in use, without a slash at its end. */
  readonly host: () => string;
  readonly authority: Authority<unknown>;
  readonly runtime: Runtime;
  readonly environment: Environment;
}

/** Bytes that lists of people may have: teams of thousands, at some 700 bytes each, and phone books of 6,000 entries. */
export const LIST_BYTES = 10_000_000;

/** An answer with the monotonic times that it was asked for and came. */
export interface Answer {
  readonly body: string;
  readonly sentAt: number;
  readonly receivedAt: number;
}

/** The platform's words about a failure, and when it wants to be asked again. */
export interface RestRefusal extends PlatformRefusal {
  readonly retryAfterMs?: number;
}

/** What is special about one GET. */
export interface GetOptions {
  /** Asks this node, and without credentials. */
  readonly openlyFrom?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly answerMs?: number;
  /** Bytes the answer may have, where that is more than the usual limit. */
  readonly maxBody?: number;
}

interface Reply extends Answer {
  readonly status: number;
  readonly type: string | undefined;
  readonly retryAfterMs: number | undefined;
}

/** How long the server asked to be left alone; 0 when it did not. */
export function retryAfterOf(error: unknown): number {
  const cause = error instanceof DesktopError ? (error.cause as RestRefusal | undefined) : undefined;
  return cause?.retryAfterMs ?? 0;
}

/**
 * REST over `fetch`. Each call is one request and settles once: with the answer, or with a `DesktopError`. Only a 401 is tried
 * again, once, with renewed credentials; everything else is for the caller to repeat, who knows whether it may be.
 */
export class Rest {
  readonly #options: RestOptions;
  readonly #closing = new AbortController();

  constructor(options: RestOptions) {
    this.#options = options;
  }

  /** Calls off what is under way, for good. */
  close(): void {
    this.#closing.abort();
  }

  /** The answer to a GET. Rejects with `DesktopError`. */
  async get(path: string, signal: AbortSignal, options: GetOptions = {}): Promise<Answer> {
    const { openlyFrom, headers, maxBody } = options;
    const request: RestRequest = { method: 'GET', path, ...(headers && { headers }) };
    const reply =
      openlyFrom === undefined
        ? await this.#authorized(request, {}, signal, maxBody)
        : await this.#exchange(request, {}, openlyFrom, signal, options.answerMs);
    if (reply.body.trim() === '') throw new DesktopError('protocol', 'Empty');
    return reply;
  }

  /** Sends a command. Resolves when the platform has accepted it, which says nothing of its effect. Never repeated. */
  async send(request: RestRequest, requestId: string, signal: AbortSignal): Promise<void> {
    await this.#authorized(request, { requestId, 'Content-Type': 'application/xml' }, signal);
  }

  async #authorized(request: RestRequest, headers: Record<string, string>, signal: AbortSignal, maxBody?: number): Promise<Reply> {
    const { authority, host } = this.#options;
    const given = await authority.get(signal);
    const attempt = (Authorization: string): Promise<Reply> =>
      this.#exchange(request, { ...headers, Authorization }, host(), signal, undefined, maxBody);
    try {
      return await attempt(authority.headerOf(given));
    } catch (error) {
      const refused =
        error instanceof DesktopError && error.code === 'unauthorized' && (error.cause as RestRefusal | undefined)?.status === 401;
      if (!refused || !authority.automatic) throw error;
      return attempt(authority.headerOf(await authority.renew(given, signal)));
    }
  }

  async #exchange(
    request: RestRequest,
    headers: Record<string, string>,
    host: string,
    signal: AbortSignal,
    answerMs = this.#options.answerMs ?? 15_000,
    maxBody = 0,
  ): Promise<Reply> {
    const { runtime } = this.#options;
    const late = (): Error => new DesktopError('timeout', request.method);
    const reply = await within(
      runtime,
      answerMs,
      [signal, this.#closing.signal],
      (inner) => this.#fetch(request, headers, host, inner, maxBody),
      late,
    );
    const error =
      reply.status >= 200 && reply.status < 300
        ? errorOfBody(reply.status, reply.body, reply.type)
        : errorOfReply(reply.status, reply.body, reply.type);
    if (error === undefined) return reply;
    if (reply.retryAfterMs === undefined) throw error;
    const cause: RestRefusal = { ...(error.cause as PlatformRefusal | undefined), retryAfterMs: reply.retryAfterMs };
    throw new DesktopError(error.code, `HTTP ${reply.status}`, { cause });
  }

  async #fetch(request: RestRequest, headers: Record<string, string>, host: string, signal: AbortSignal, atLeast: number): Promise<Reply> {
    const { environment, runtime, maxBody = 1_000_000 } = this.#options;
    const init: RequestInit = {
      method: request.method,
      headers: { Accept: 'application/xml', ...request.headers, ...headers },
      cache: 'no-store',
      // Without cookies every request stands for itself, two agents on a page stay apart, and a 401 opens no dialog of the browser's.
      credentials: 'omit',
      redirect: 'manual',
      signal,
    };
    if (request.body !== undefined) init.body = request.body;
    const sentAt = runtime.monotonic();
    try {
      const response = await environment.fetch(host + request.path, init);
      const receivedAt = runtime.monotonic();
      const body = await readBody(response, Math.max(maxBody, atLeast));
      return {
        // A redirect that must not be followed has status 0 in a browser.
        status: response.type === 'opaqueredirect' ? 302 : response.status,
        type: response.headers.get('content-type') ?? undefined,
        retryAfterMs: retryAfter(response.headers.get('retry-after'), runtime),
        body,
        sentAt,
        receivedAt,
      };
    } catch (error) {
      if (signal.aborted) throw aborted();
      if (error instanceof DesktopError) throw error;
      throw new DesktopError('link-down', undefined, { cause: error });
    }
  }
}

/** Seconds, or a date. */
function retryAfter(value: string | null, runtime: Runtime): number | undefined {
  if (value === null) return undefined;
  const ms = /^\s*\d+\s*$/.test(value) ? Number(value) * 1000 : Date.parse(value) - runtime.wall();
  return Number.isFinite(ms) ? Math.min(Math.max(ms, 0), 600_000) : undefined;
}

async function readBody(response: Response, limit: number): Promise<string> {
  const reader = response.body?.getReader();
  if (reader === undefined) return '';
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    bytes += value.length;
    if (bytes > limit) {
      await reader.cancel();
      throw new DesktopError('protocol', 'Too large');
    }
    text += decoder.decode(value, { stream: true });
  }
}
