import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { isLoopback } from './origins.js';
import type { Mount } from './static.js';

// The same from src/server and from dist/server.
const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../../..');
const EXAMPLES = path.join(ROOT, 'examples');
const KIT = path.join(ROOT, 'packages/elements/dist/uses');

const HELP = `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Cordboard sandbox</title></head><body>
<h1>Cordboard sandbox</h1>
<p>The server runs. The demo desktop has not been built: <code>npm start</code> builds it, <code>npm run build</code> too.</p>
<ul>
<li><a href="/desktop/">/desktop/</a>: a desktop that hosts gadgets</li>
<li><a href="/sandbox/state">/sandbox/state</a>: agents and calls</li>
<li><a href="/sandbox/log">/sandbox/log</a>: what crossed the wires</li>
<li><a href="/finesse/api/SystemInfo">/finesse/api/SystemInfo</a>, notifications on <code>/ws</code></li>
</ul>
</body></html>
`;

// The gallery's frame is Storybook, which writes inline scripts and styles; it shows stories in a frame of its own. Nothing leaves the machine.
const GALLERY_POLICY = [
  "default-src 'none'",
  "script-src 'self' 'unsafe-inline'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "frame-src 'self'",
  "base-uri 'self'",
  "form-action 'none'",
].join('; ');

/** Our own pages, as far as they are built. */
export function pageMounts(): readonly Mount[] {
  const headers = { 'Content-Security-Policy': policy(), 'Referrer-Policy': 'no-referrer' };
  return [
    {
      path: '/gallery/',
      directory: path.join(EXAMPLES, 'storybook/dist'),
      headers: { ...headers, 'Content-Security-Policy': GALLERY_POLICY },
    },
    { path: '/examples/crm-embed/', directory: path.join(EXAMPLES, 'crm-embed/dist'), headers },
    { path: '/team/', directory: path.join(EXAMPLES, 'team/dist'), headers },
    {
      path: '/acqueon/',
      directory: path.join(EXAMPLES, 'workspace/dist'),
      headers: { ...headers, 'Content-Security-Policy': `${policy()}; frame-src http://127.0.0.1:* http://localhost:*` },
    },
    { path: '/', directory: path.join(EXAMPLES, 'desktop/dist'), headers },
  ].filter(({ directory }) => existsSync(directory));
}

// The pages of this machine, whatever their ports: the Workspace is one, and whoever writes another tries it here.
const FRAMED_POLICY = "frame-ancestors 'self' http://127.0.0.1:* http://localhost:*";

/** The widgets, as far as they are built; they have an origin of their own. */
export function widgetMounts(): readonly Mount[] {
  const headers = { 'Content-Security-Policy': FRAMED_POLICY, 'Referrer-Policy': 'no-referrer' };
  return [
    { path: '/acqueon-layout/', directory: path.join(EXAMPLES, 'acqueon-layout'), headers },
    { path: '/two-ports/', directory: path.join(EXAMPLES, 'two-ports/dist'), headers },
    { path: '/kit/', directory: KIT },
  ].filter(({ directory }) => existsSync(directory));
}

/**
 * The settings that a widget asks for beside its page, unless a file of that name lies there: what a deployment writes down, and only the
 * server knows while ports are chosen as it starts. `undefined` for any other path.
 */
export function widgetSettings({ pathname, hostname }: URL, mainPort: number): Response | undefined {
  if (!/^\/[^/]+\/settings\.json$/.test(pathname)) return undefined;
  const main = `http://${isLoopback(hostname) ? hostname : '127.0.0.1'}:${mainPort}`;
  // Our Workspace tells of calls when it is asked with an empty list; whether another does is not documented.
  const settings = { workspaceOrigin: main, finesseHosts: [main], port: { cisco: { asksForCalls: true } } };
  return Response.json(settings, { headers: { 'Cache-Control': 'no-cache', 'X-Content-Type-Options': 'nosniff' } });
}

/** What stands at `/` until the demo is built. */
export function helpPage(): Response {
  const headers = { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': "default-src 'none'; base-uri 'none'" };
  return new Response(HELP, { headers });
}

// No inline code, no inline styles, no markup made from strings but by the template library's own policy. `'self'` covers WebSockets of
// the same host and port; browsers that do not know that yet need the scheme.
function policy(): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self' ws://127.0.0.1:* ws://localhost:*",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types lit-html',
  ].join('; ');
}
