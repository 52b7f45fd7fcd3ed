/** One answer of the proxy. */
export interface ProxiedAnswer {
  readonly rc?: number;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, readonly string[]>>;
}

/** What the callback of a request gets. A failure of the proxy itself has neither `data` nor `headers`. */
export interface GadgetResponse {
  text: string | undefined;
  /** The target's HTTP status; 500 where its body is not of the type asked for. */
  rc: number;
  /** The body as the type asked for: text, document, or object. */
  data?: unknown;
  /** Lower-case names; each value an array. */
  headers?: Readonly<Record<string, readonly string[]>>;
  errors: string[];
}

/** An answer as gadgets get it, its body read as `TEXT` (the default), `JSON`, `FEED` or `DOM`. */
export function dataOf(answer: ProxiedAnswer, contentType: unknown): GadgetResponse {
  const rc = Number(answer.rc) || 200;
  const response: GadgetResponse = { text: answer.body, rc, errors: [], ...(answer.headers ? { headers: answer.headers } : {}) };
  if (rc < 200 || rc >= 400) {
    response.errors.push(`${rc} Error`);
    return response;
  }
  if (!answer.body) return response;
  // A redirect's body is some page, whatever was asked for.
  const type = rc >= 300 ? 'TEXT' : contentType;
  if (type === 'JSON' || type === 'FEED') return read(response, 'JSON', jsonOf(answer.body));
  if (type === 'DOM') return read(response, 'XML', documentOf(answer.body));
  response.data = answer.body;
  return response;
}

function read(response: GadgetResponse, type: string, data: unknown): GadgetResponse {
  response.data = data ?? null;
  if (data === undefined) {
    response.errors.push(`500 Failed to parse ${type}`);
    response.rc = 500;
  }
  return response;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) ?? undefined;
  } catch {
    return undefined;
  }
}

function documentOf(text: string): Document | undefined {
  const page = new DOMParser().parseFromString(text, 'text/xml');
  return page.querySelector('parsererror') ? undefined : page;
}
