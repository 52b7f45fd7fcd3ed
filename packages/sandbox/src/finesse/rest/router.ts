import { Hono } from 'hono';
import { API } from '../codec/common.js';
import { systemFields } from '../codec/lists.js';
import { styleOf } from '../quirks.js';
import { object } from '../xml/write.js';
import { ApiCall, type ApiServices, type Handler, type Route } from './api.js';
import { dialogRoutes } from './dialogs.js';
import { ApiError, errorBody } from './errors.js';
import { listRoutes } from './lists.js';
import * as refusals from './refusals.js';
import { userRoutes } from './users.js';

const ROUTES: readonly Route[] = [...userRoutes, ...dialogRoutes, ...listRoutes];
const XML = { 'Content-Type': 'application/xml;charset=UTF-8' };

/** What the router adds to the services of the API. */
export interface RouterServices extends ApiServices {
  /** Whether pages of that origin may read the answers. */
  allowsOrigin(origin: string): boolean;
  /** A new value of the session cookie. It proves nothing: every request carries its credentials. */
  newSession(): string;
  /** Whether a value of the cookie was made here. */
  isSession(value: string): boolean;
  /** Told of what should not happen; the client gets a 500. */
  onBug(error: unknown): void;
}

/** The REST side: paths below `/finesse/api`. Never rejects; every refusal is an answer. */
export function createApi(services: RouterServices): (request: Request) => Promise<Response> {
  const app = new Hono({ strict: false });
  app.get(`${API}/SystemInfo`, (context) => systemInfo(services, context.req.raw));
  app.all(`${API}/SystemInfo`, () => notAllowed(['GET']));
  for (const route of ROUTES) {
    const path = `${API}${route.path}`;
    const verbs = (['GET', 'PUT', 'POST'] as const).filter((verb) => route[verb]);
    for (const verb of verbs) {
      app.on(verb, path, (context) => answer(services, context.req.raw, context.req.param(), route[verb]!));
    }
    app.all(path, () => notAllowed(verbs));
  }
  app.notFound((context) => refused(refusals.noObject('resource', new URL(context.req.url).pathname)));
  return async (request) => {
    if (request.method === 'OPTIONS') return withCors(services, request, new Response(null, { status: 200 }));
    return withCors(services, request, await app.fetch(request));
  };
}

function systemInfo(services: RouterServices, request: Request): Response {
  const { engine, authMode } = services;
  const { hostname } = new URL(request.url);
  const fields = systemFields(engine.system(), hostname, engine.now(), authMode);
  return new Response(object('SystemInfo', fields, styleOf(services.quirks())).toString(), { headers: XML });
}

async function answer(
  services: RouterServices,
  request: Request,
  params: Readonly<Record<string, string>>,
  handler: Handler,
): Promise<Response> {
  let response: Response;
  try {
    const verdict = services.credentials.authorize(request.headers.get('Authorization'));
    const caller = verdict.ok ? services.engine.agent(verdict.id) : undefined;
    if (!verdict.ok || !caller) throw refusals.unauthorized(verdict.ok ? verdict.id : verdict.name);
    response = refusedForType(services, request) ?? (await handler(new ApiCall(services, request, caller, params)));
    const known = /\bJSESSIONID=([^;\s]+)/.exec(request.headers.get('Cookie') ?? '')?.[1];
    if (known === undefined || !services.isSession(known)) {
      response.headers.append('Set-Cookie', `JSESSIONID=${services.newSession()}; Path=/finesse; HttpOnly; SameSite=Lax`);
    }
  } catch (error) {
    response = refused(error instanceof ApiError ? error : refusals.internal());
    if (!(error instanceof ApiError)) services.onBug(error);
  }
  const requestId = request.headers.get('requestId');
  if (requestId !== null && request.method !== 'GET') response.headers.set('requestId', requestId);
  return response;
}

// The container refuses it before the API looks at it, so there are no words of the API.
function refusedForType(services: RouterServices, request: Request): Response | undefined {
  const { otherContentType } = services.quirks();
  const [type = ''] = (request.headers.get('Content-Type') ?? '').split(';', 1);
  const isFine = request.method === 'GET' || otherContentType === 'taken' || type.trim().toLowerCase() === 'application/xml';
  if (isFine) return undefined;
  return otherContentType === '415' ? new Response(null, { status: 415 }) : refused(refusals.malformed());
}

function refused(error: ApiError): Response {
  return new Response(errorBody(error.words), { status: error.status, headers: XML });
}

// The container answers these itself, without a body.
function notAllowed(verbs: readonly string[]): Response {
  const allowed = verbs.includes('GET') ? ['GET', 'OPTIONS', 'HEAD', ...verbs.filter((verb) => verb !== 'GET')] : ['OPTIONS', ...verbs];
  return new Response(null, { status: 405, headers: { Allow: allowed.join(',') } });
}

function withCors(services: RouterServices, request: Request, response: Response): Response {
  const origin = request.headers.get('Origin');
  response.headers.append('Vary', 'Origin');
  if (origin === null || !services.allowsOrigin(origin)) return response;
  response.headers.set('Access-Control-Allow-Origin', origin);
  response.headers.set('Access-Control-Allow-Credentials', 'true');
  response.headers.set('Access-Control-Expose-Headers', 'requestId, Location, Content-Range');
  if (request.method === 'OPTIONS') {
    response.headers.set('Access-Control-Allow-Methods', 'GET, PUT, POST, DELETE, OPTIONS, HEAD');
    response.headers.set('Access-Control-Allow-Headers', 'Authorization, Content-Type, requestId, Range, bypassServerCache');
    response.headers.set('Access-Control-Max-Age', '600');
  }
  return response;
}
