import { DesktopError, type ClockSample, type Runtime } from '@cordboard/core';
import type { Environment } from './environment.js';
import { aborted, limited } from './wait.js';

/** One request: `about` is what errors call it, because an address may carry a session. */
export interface HttpRequest {
  readonly about: string;
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly url: string;
  readonly body?: unknown;
  readonly credentials: RequestCredentials;
  readonly headers?: Readonly<Record<string, string>>;
  readonly answerMs: number;
  readonly maxBytes: number;
  readonly signals: readonly (AbortSignal | undefined)[];
}

/** An answer whose body has been read; `json` is `undefined` where it is none. */
export interface HttpAnswer {
  readonly status: number;
  readonly json: unknown;
  readonly headers: Headers;
  /** Where the answer told the server's time. */
  readonly sample: ClockSample | undefined;
}

// A Date header tells whole seconds.
const HALF_A_SECOND = 500;

/**
 * One exchange of JSON. Rejects with `DesktopError`: `aborted`, `timeout`, `link-down` where nothing answered, `protocol` for an answer that
 * is too large. No error carries the address: it may hold the session.
 */
export async function exchange(request: HttpRequest, runtime: Runtime, environment: Environment): Promise<HttpAnswer> {
  const { about, method, url, body, credentials, answerMs, maxBytes, signals } = request;
  const limit = limited(runtime, answerMs, signals);
  const sentAt = runtime.monotonic();
  try {
    const response = await environment.fetch(url, {
      method,
      headers: { Accept: 'application/json', ...(body !== undefined && { 'Content-Type': 'application/json' }), ...request.headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      cache: 'no-store',
      credentials,
      redirect: 'manual',
      signal: limit.signal,
    });
    const receivedAt = runtime.monotonic();
    const text = await textOf(response, maxBytes, about);
    const date = Date.parse(response.headers.get('date') ?? '');
    return {
      status: response.type === 'opaqueredirect' ? 302 : response.status,
      json: parsed(text),
      headers: response.headers,
      sample: Number.isFinite(date) ? { sentAt, receivedAt, serverTime: date + HALF_A_SECOND } : undefined,
    };
  } catch (error) {
    if (limit.isLate()) throw new DesktopError('timeout', about);
    if (limit.signal.aborted) throw aborted(about);
    if (error instanceof DesktopError) throw error;
    throw new DesktopError('link-down', about);
  } finally {
    limit.release();
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

async function textOf(response: Response, limit: number, about: string): Promise<string> {
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
      throw new DesktopError('protocol', `${about}: too large`);
    }
    text += decoder.decode(value, { stream: true });
  }
}
