import type { Credentials, IssuedToken } from './credentials.js';

/** Path of the endpoint that hands out access tokens. */
export const TOKEN_PATH = '/desktop/sso/token';

/**
 * Access tokens for single sign-on (Finesse 12.5 guide pp. 188-196). The identity service behind the product's endpoint is a browser
 * session; here the password of Basic authentication stands in for it. Errors are JSON, as those of all desktop paths.
 */
export async function answerTokenRequest(request: Request, credentials: Credentials): Promise<Response> {
  if (request.method === 'GET') {
    const verdict = credentials.authorize(request.headers.get('Authorization'));
    const wanted = new URL(request.url).searchParams.get('cc_username');
    if (!verdict.ok || (wanted !== null && wanted !== '' && wanted !== verdict.id))
      return failure(401, 'unauthorized', 'Wrong credentials');
    return tokens(credentials.issue(verdict.id));
  }
  if (request.method === 'POST') {
    const form = new URLSearchParams(await request.text());
    const renewed = credentials.renew(form.get('refresh-token') ?? form.get('refresh_token') ?? '');
    return renewed ? tokens(renewed) : failure(401, 'invalid_grant', 'The refresh token is not valid');
  }
  return new Response(null, { status: 405, headers: { Allow: 'GET,POST' } });
}

function tokens({ token, refreshToken, userId, expiresIn }: IssuedToken): Response {
  const body = { token, expires_in: expiresIn, refresh_token: refreshToken, user_id: userId };
  return json(200, body);
}

function failure(status: number, code: string, message: string): Response {
  return json(status, { error: { code, message } });
}

function json(status: number, body: unknown): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' } });
}
