import { rewriteCss } from './spec/rewrite-css.js';
import { NotServed, type Sources } from './sources.js';

/** Most files in one answer. */
const MAX_FILES = 200;

/**
 * `/gadgets/concat`: the files of the parameters `1`, `2` … one behind the other, style sheets with their links resolved. A file that is not
 * to be had is told of in a comment, as the others are still wanted. Never rejects.
 */
export async function concatenated(request: Request, sources: Sources): Promise<Response> {
  const { origin, searchParams } = new URL(request.url);
  const addresses: string[] = [];
  for (let at = 1; at <= MAX_FILES; at++) {
    const address = searchParams.get(String(at));
    if (address === null) break;
    addresses.push(address);
  }
  const isCss = searchParams.get('type') === 'css' || (searchParams.get('rewriteMime') ?? '').includes('css');
  const texts = addresses.map(async (address) => {
    try {
      if (!URL.canParse(address, origin)) throw new NotServed('no address');
      const url = new URL(address, origin);
      const text = await sources.text(url, origin);
      return isCss ? rewriteCss(text, { url: url.href, origin }) : text;
    } catch (error) {
      if (!(error instanceof NotServed)) throw error;
      return `/* ${address.replaceAll('*/', '')}: ${error.message} */`;
    }
  });
  // A script need not end in a semicolon, nor in a line of its own.
  const text = (await Promise.all(texts)).join(isCss ? '\n' : '\n;\n');
  return new Response(text, { headers: { ...plain(isCss ? 'text/css' : 'text/javascript'), 'Cache-Control': 'no-cache' } });
}

/** `/gadgets/proxy`: one file by its address. Never rejects. */
export async function proxied(request: Request, sources: Sources): Promise<Response> {
  const { origin, searchParams } = new URL(request.url);
  const address = searchParams.get('url') ?? '';
  try {
    if (address === '' || !URL.canParse(address, origin)) throw new NotServed('The parameter url is no address');
    const url = new URL(address, origin);
    const response = await sources.response(url, origin);
    const type = response.headers.get('content-type') ?? 'application/octet-stream';
    // It comes from elsewhere and is served from here: a page of it must not run as one of ours.
    const headers = { ...plain(type), 'Cache-Control': 'no-cache', 'Content-Security-Policy': "sandbox; default-src 'none'" };
    return new Response(response.body, { headers });
  } catch (error) {
    if (!(error instanceof NotServed)) throw error;
    return new Response(error.message, { status: 404, headers: plain('text/plain') });
  }
}

function plain(type: string): Record<string, string> {
  return {
    'Content-Type': type.includes('charset') || !type.startsWith('text/') ? type : `${type}; charset=utf-8`,
    'X-Content-Type-Options': 'nosniff',
  };
}
