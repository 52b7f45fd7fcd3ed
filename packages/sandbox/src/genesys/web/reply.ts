/** What a request comes to: nothing but a status, or content besides. */
export interface WebReply {
  readonly http?: number;
  readonly statusCode: number;
  readonly statusMessage?: string;
  readonly [name: string]: unknown;
}

/** "Return Values": what the numbers mean that are used here. */
export const STATUS = {
  ok: 0,
  missing: 1,
  invalid: 2,
  forbidden: 3,
  internal: 4,
  notFound: 6,
  notAuthenticated: 20,
} as const;

/** Accepted; what comes of it is told by notifications. */
export const ACCEPTED: WebReply = { statusCode: STATUS.ok };

/** A refusal, with a word for developers. */
export function refused(statusCode: number, statusMessage: string, http?: number): WebReply {
  return { ...(http === undefined ? {} : { http }), statusCode, statusMessage };
}

/** A parameter that is missing. */
export function missing(name: string): WebReply {
  return refused(STATUS.missing, `Parameter '${name}' is missing.`);
}

/** The reply as a response. */
export function responseOf({ http = 200, ...body }: WebReply, headers: Readonly<Record<string, string>> = {}): Response {
  return Response.json(body, { status: http, headers: { 'Cache-Control': 'no-store', ...headers } });
}
