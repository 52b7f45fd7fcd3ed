import type { Outcome } from '../sandbox.js';
import type { GadgetHost, GadgetSettings } from './host.js';
import { isOwnHost, onOrigin } from './targets.js';

/** Longest body that is handed on, in bytes. */
export const MAX_POST_DATA: number = 5 * 1024 * 1024;

/** Stands before every answer, so that no page can run one as a script. */
const GUARD = "throw 1; < don't be evil' >";

/** What the proxy never hands on: it is about the connection, and the sandbox has its own. */
const CONNECTION_HEADERS: ReadonlySet<string> = new Set([
  'accept-encoding',
  'connection',
  'content-length',
  'expect',
  'host',
  'keep-alive',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);
/** What is answered without `getFullHeaders`. */
const USUAL_HEADERS: ReadonlySet<string> = new Set(['set-cookie', 'location']);

/** A request that the proxy does not make: the status and text that its caller gets. */
class Refused extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

interface Wanted {
  /** As the gadget sent it: the answer is found by it. */
  readonly key: string;
  readonly target: URL;
  readonly method: string;
  readonly headers: Headers;
  readonly body: string;
  readonly fullHeaders: boolean;
}

/**
 * The proxy behind `gadgets.io.makeRequest`. Takes its fields as a form, or from the query for a plain GET; answers 200 whatever the target
 * says, with the target's status, body and headers under the address as it was sent. Requests that it does not make are answered by a
 * status of their own and a text. `silence` when the target is silent. It follows no redirects and keeps no answers.
 */
export async function makeRequest(request: Request, host: GadgetHost, settings: GadgetSettings): Promise<Outcome> {
  const path = new URL(request.url).pathname;
  try {
    const wanted = readWanted(await fieldsOf(request), request, settings);
    // Neither the form nor the query: they hold the gadget's credentials. The request itself is logged by the face that answers it.
    const text = `${wanted.method} ${loggedAddress(wanted.target, settings)}`;
    const seq = host.log({ wire: 'desktop', kind: 'request', direction: 'in', method: request.method, path, text });
    const outcome = await send(wanted, new URL(request.url).origin, host, settings);
    const answered = { wire: 'desktop', direction: 'out', answers: seq } as const;
    if (outcome === 'silence') {
      host.log({ ...answered, kind: 'fault', text: 'silence' });
      return outcome;
    }
    // What the product says of a torn connection is not documented; an error of the server it will be.
    const response = outcome === 'reset' ? new Response('', { status: 500 }) : outcome;
    host.log({ ...answered, kind: 'response', status: response.status });
    return await wrapped(wanted, response);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    host.log({ wire: 'desktop', kind: 'fault', direction: 'out', method: request.method, path, status: error.status, text: error.message });
    return new Response(error.message, { status: error.status, headers: { 'Content-Type': 'text/plain; charset=utf-8' } });
  }
}

async function fieldsOf(request: Request): Promise<URLSearchParams> {
  if (request.method === 'GET') return new URL(request.url).searchParams;
  if (request.method !== 'POST') throw new Refused(405, 'The proxy takes GET and POST');
  return new URLSearchParams(await request.text());
}

function readWanted(fields: URLSearchParams, request: Request, settings: GadgetSettings): Wanted {
  const key = fields.get('url') ?? '';
  const page = new URL(request.url);
  if (key === '') throw new Refused(400, 'The field url is missing');
  if (!URL.canParse(key, page.origin)) throw new Refused(400, 'The field url is no address');
  const target = new URL(key, page.origin);
  if (!/^https?:$/.test(target.protocol)) throw new Refused(400, 'The proxy calls http and https only');
  if (!settings.passes.includes(target.origin) && !isOwnHost(target.hostname, page.hostname, settings)) {
    throw new Refused(
      403,
      `${target.host} is not this node. The sandbox calls no other one unless it is started with --proxy-pass ${target.origin}`,
    );
  }
  const method = (fields.get('httpMethod') ?? 'GET').toUpperCase();
  if (!/^[A-Z]{1,20}$/.test(method) || /^(?:CONNECT|TRACE|TRACK)$/.test(method))
    throw new Refused(400, 'The field httpMethod is no method');
  const body = fields.get('postData') ?? '';
  if (new TextEncoder().encode(body).length > MAX_POST_DATA) throw new Refused(413, `A body has ${MAX_POST_DATA} bytes at most`);
  return {
    key,
    target,
    method,
    headers: headersIn(fields.get('headers') ?? ''),
    body,
    fullHeaders: isTruthy(fields.get('getFullHeaders')),
  };
}

function headersIn(form: string): Headers {
  const headers = new Headers();
  for (const [name, value] of new URLSearchParams(form)) {
    if (CONNECTION_HEADERS.has(name.toLowerCase())) continue;
    try {
      headers.append(name, value);
    } catch {
      // Without the value, which may be a credential; the name could be one's half too.
      throw new Refused(400, 'One of the headers cannot be sent');
    }
  }
  return headers;
}

function isTruthy(text: string | null): boolean {
  return text !== null && !['', '0', 'false', 'undefined', 'null'].includes(text);
}

async function send(
  { target, method, headers, body }: Wanted,
  origin: string,
  host: GadgetHost,
  settings: GadgetSettings,
): Promise<Outcome> {
  const content = method === 'GET' || method === 'HEAD' || body === '' ? {} : { body };
  if (settings.passes.includes(target.origin)) {
    // Credentials in the address would be sent nowhere by `Request`; it refuses them.
    const address = onOrigin(target, target.origin);
    try {
      return await host.remote(new Request(address, { method, headers, redirect: 'manual', ...content }));
    } catch {
      throw new Refused(502, `${target.host} does not answer`);
    }
  }
  const request = new Request(onOrigin(target, origin), { method, headers, ...content });
  return host.isPlatform(target.pathname) ? host.platform(request) : host.file(request);
}

async function wrapped({ key, fullHeaders }: Wanted, response: Response): Promise<Response> {
  const headers = new Map<string, string[]>();
  for (const [name, value] of response.headers) {
    if (fullHeaders || USUAL_HEADERS.has(name)) headers.set(name, [...(headers.get(name) ?? []), value]);
  }
  const answer = { rc: response.status, body: await response.text(), headers: Object.fromEntries(headers) };
  // `Object.fromEntries`, because a gadget may ask for an address that is a name of every object.
  const text = `${GUARD}${JSON.stringify(Object.fromEntries([[key, answer]]))}`;
  return new Response(text, {
    headers: { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff' },
  });
}

// Whoever else is called may have secrets of any name in the query.
function loggedAddress({ origin, pathname, search }: URL, { passes }: GadgetSettings): string {
  return `${origin}${pathname}${passes.includes(origin) && search !== '' ? '?…' : search}`;
}
