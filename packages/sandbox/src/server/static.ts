import { readFile, realpath, stat } from 'node:fs/promises';
import path from 'node:path';

/** A directory served under a path. */
export interface Mount {
  /** Starts and ends with a slash. */
  readonly path: string;
  readonly directory: string;
  /** Sent with every file. */
  readonly headers?: Readonly<Record<string, string>>;
}

const TYPES: ReadonlyMap<string, string> = new Map([
  ['.html', 'text/html; charset=utf-8'],
  ['.htm', 'text/html; charset=utf-8'],
  ['.js', 'text/javascript; charset=utf-8'],
  ['.mjs', 'text/javascript; charset=utf-8'],
  ['.css', 'text/css; charset=utf-8'],
  ['.json', 'application/json; charset=utf-8'],
  ['.map', 'application/json; charset=utf-8'],
  ['.webmanifest', 'application/manifest+json; charset=utf-8'],
  ['.xml', 'application/xml; charset=utf-8'],
  ['.txt', 'text/plain; charset=utf-8'],
  ['.md', 'text/markdown; charset=utf-8'],
  ['.csv', 'text/csv; charset=utf-8'],
  ['.svg', 'image/svg+xml'],
  ['.png', 'image/png'],
  ['.jpg', 'image/jpeg'],
  ['.jpeg', 'image/jpeg'],
  ['.gif', 'image/gif'],
  ['.webp', 'image/webp'],
  ['.avif', 'image/avif'],
  ['.ico', 'image/vnd.microsoft.icon'],
  ['.woff', 'font/woff'],
  ['.woff2', 'font/woff2'],
  ['.ttf', 'font/ttf'],
  ['.otf', 'font/otf'],
  ['.wasm', 'application/wasm'],
  ['.pdf', 'application/pdf'],
  ['.mp3', 'audio/mpeg'],
  ['.wav', 'audio/wav'],
  ['.ogg', 'audio/ogg'],
  ['.mp4', 'video/mp4'],
  ['.webm', 'video/webm'],
]);

/** Serves a file of a mount; `undefined` when the path is not below it or names no file that may be served. */
export async function serveFile(mount: Mount, request: Request): Promise<Response | undefined> {
  const { pathname } = new URL(request.url);
  if (!pathname.startsWith(mount.path)) return undefined;
  const file = await resolveFile(mount.directory, pathname.slice(mount.path.length));
  if (!file) return undefined;
  if (request.method !== 'GET' && request.method !== 'HEAD') return new Response(null, { status: 405, headers: { Allow: 'GET,HEAD' } });
  // Relative addresses in a directory's page need the slash.
  if (file.isDirectory && !pathname.endsWith('/')) return new Response(null, { status: 301, headers: { Location: `${pathname}/` } });
  return contentOf(file.name, mount.headers);
}

/** Serves one file whatever the path: of our own choosing, so that nothing is asked about it. 404 when it is not there. */
export async function serveNamed(file: string, request: Request, headers: Mount['headers'] = {}): Promise<Response> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return new Response(null, { status: 405, headers: { Allow: 'GET,HEAD' } });
  try {
    return await contentOf(file, headers);
  } catch {
    return new Response('Not found', { status: 404, headers: { 'Content-Type': 'text/plain; charset=utf-8' } });
  }
}

async function contentOf(file: string, more: Mount['headers']): Promise<Response> {
  const headers = {
    'Content-Type': TYPES.get(path.extname(file).toLowerCase()) ?? 'application/octet-stream',
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'no-cache',
    ...more,
  };
  return new Response(new Uint8Array(await readFile(file)), { headers });
}

// Only real files below the directory; nothing hidden, nothing by way of a link that leads out.
async function resolveFile(directory: string, relative: string): Promise<{ name: string; isDirectory: boolean } | undefined> {
  let decoded: string;
  try {
    decoded = decodeURIComponent(relative);
  } catch {
    return undefined;
  }
  const parts = decoded.split('/').filter((part) => part !== '');
  if (parts.some((part) => part.startsWith('.') || /[\\\0:]/.test(part))) return undefined;
  try {
    const root = await realpath(directory);
    let name = await realpath(path.join(root, ...parts));
    const isDirectory = (await stat(name)).isDirectory();
    if (isDirectory) name = await realpath(path.join(name, 'index.html'));
    if (!name.startsWith(root + path.sep) || !(await stat(name)).isFile()) return undefined;
    return { name, isDirectory };
  } catch {
    return undefined;
  }
}
