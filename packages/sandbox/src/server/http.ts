import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Outcome } from '../sandbox.js';

/** Longest body taken, in bytes, unless a path may have more. */
export const MAX_BODY = 1_000_000;

/** Answers a request, or says how the connection is to end. */
export type WebHandler = (request: Request) => Outcome | Promise<Outcome>;

/** An HTTP server that speaks web-standard requests and responses to its handler. */
export function createWebServer(
  handle: WebHandler,
  onBug: (error: unknown) => void,
  maxBody: (pathname: string) => number = () => MAX_BODY,
): Server {
  const server = createServer((message, reply) => {
    void answer(handle, message, reply, maxBody).catch((error: unknown) => {
      onBug(error);
      message.socket.destroy();
    });
  });
  // A client that never finishes its request must not keep a place for ever.
  server.requestTimeout = 30_000;
  return server;
}

/** The address a request was made to; `undefined` when the client's words for it make none. */
export function urlOf(message: IncomingMessage): URL | undefined {
  const { host = 'localhost' } = message.headers;
  const target = message.url ?? '/';
  if (!/^[\w.:[\]-]+$/.test(host) || !target.startsWith('/')) return undefined;
  // Glued, not resolved: `//elsewhere/` is a path here.
  const text = `http://${host}${target}`;
  return URL.canParse(text) ? new URL(text) : undefined;
}

async function answer(
  handle: WebHandler,
  message: IncomingMessage,
  reply: ServerResponse,
  maxBody: (pathname: string) => number,
): Promise<void> {
  const url = urlOf(message);
  if (!url) return send(reply, new Response('Bad request', { status: 400 }));
  const method = message.method ?? 'GET';
  const bodiless = method === 'GET' || method === 'HEAD';
  const body = bodiless ? undefined : await readBody(message, maxBody(url.pathname));
  if (body === null) return send(reply, new Response('Too long', { status: 413, headers: { Connection: 'close' } }));
  const headers = new Headers();
  for (const [name, value] of Object.entries(message.headers)) {
    for (const each of Array.isArray(value) ? value : value === undefined ? [] : [value]) headers.append(name, each);
  }
  // Verbs that `Request` refuses to carry are refused here in its stead.
  if (/^(CONNECT|TRACE|TRACK)$/i.test(method)) return send(reply, new Response(null, { status: 405 }));
  const gone = new AbortController();
  reply.on('close', () => {
    if (!reply.writableFinished) gone.abort();
  });
  const content = body === undefined || body.length === 0 ? {} : { body: new Uint8Array(body) };
  const request = new Request(url, { method, headers, signal: gone.signal, ...content });
  const outcome = await handle(request);
  if (outcome === 'reset') message.socket.destroy();
  else if (outcome !== 'silence') await send(reply, outcome, method === 'HEAD');
}

// `null` when there is more than is taken; the rest is read and thrown away, so that the client gets to read the answer.
function readBody(message: IncomingMessage, most: number): Promise<Buffer | null> {
  return new Promise((resolve, reject) => {
    const pieces: Buffer[] = [];
    let length = 0;
    message.on('data', (piece: Buffer) => {
      length += piece.length;
      if (length <= most) pieces.push(piece);
      else if (length > most * 16) message.destroy();
    });
    message.on('end', () => resolve(length > most ? null : Buffer.concat(pieces)));
    message.on('error', reject);
    message.on('close', () => reject(new ClientGone()));
  });
}

/** The client went away before its request was complete. */
export class ClientGone extends Error {}

async function send(reply: ServerResponse, response: Response, headOnly = false): Promise<void> {
  const streams = response.headers.get('content-type')?.startsWith('text/event-stream') ?? false;
  const body = response.body && !streams ? Buffer.from(await response.arrayBuffer()) : undefined;
  reply.statusCode = response.status;
  for (const [name, value] of response.headers) if (name !== 'set-cookie') reply.setHeader(name, value);
  const cookies = response.headers.getSetCookie();
  if (cookies.length > 0) reply.setHeader('set-cookie', cookies);
  if (body && !response.headers.has('content-length')) reply.setHeader('content-length', body.length);
  if (streams && response.body && !headOnly) return stream(reply, response.body);
  reply.end(headOnly ? undefined : body);
}

// Piece by piece, until the client has gone or there is no more.
async function stream(reply: ServerResponse, body: ReadableStream<Uint8Array>): Promise<void> {
  const reader = body.getReader();
  reply.on('close', () => void reader.cancel());
  reply.flushHeaders();
  for (let read = await reader.read(); !read.done; read = await reader.read()) reply.write(read.value);
  reply.end();
}
