import type { GadgetHost, GadgetSettings } from './host.js';
import { rewriteHtml } from './spec/rewrite-html.js';
import { escapeHtml, substitute } from './spec/hangman.js';
import { isExcluded } from './spec/excluded.js';
import { contentFor, type GadgetSpec } from './spec/spec.js';
import { NotServed, type Sources } from './sources.js';

/** What the shim in a gadget's frame is told, as JSON in its script's `data-frame`. */
interface FrameData {
  readonly mid: number;
  readonly prefs: Readonly<Record<string, string>>;
  readonly messages: Readonly<Record<string, string>>;
  readonly features: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
  readonly lang: string;
  readonly country: string;
  readonly view: string;
}

/** Address of the shim. */
const SHIM = '/desktop/box/frame.js';

// Gadgets were written for a page without any policy: scripts of theirs stand in the document, come from other hosts and are made of text.
// What is kept: nobody but the desktop frames them, and no plug-ins.
const FRAME_POLICY = [
  "default-src 'self' http: https: ws: wss: data: blob: 'unsafe-inline' 'unsafe-eval'",
  "object-src 'none'",
  "frame-ancestors 'self'",
].join('; ');

const HEADERS = {
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Security-Policy': FRAME_POLICY,
  // The address holds the gadget's preferences and its token.
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'Cache-Control': 'no-store',
};

/** The document of a gadget's frame, `/gadgets/ifr`: the shim, then the gadget's own content with its variables and links resolved. Never rejects. */
export async function frameDocument(
  request: Request,
  sources: Sources,
  settings: GadgetSettings,
  log: GadgetHost['log'],
): Promise<Response> {
  const { origin, pathname, searchParams } = new URL(request.url);
  if (request.method !== 'GET' && request.method !== 'HEAD') return new Response(null, { status: 405, headers: { Allow: 'GET,HEAD' } });
  const address = searchParams.get('url') ?? '';
  // Without a name and password in it.
  const text = `gadget ${address.replace(/\/\/[^/?#]*@/, '//')}`;
  const seq = log({ wire: 'desktop', kind: 'request', direction: 'in', method: request.method, path: pathname, text });
  const answer = (status: number, html: string, why?: string): Response => {
    log({ wire: 'desktop', kind: 'response', direction: 'out', status, answers: seq, ...(why === undefined ? {} : { text: why }) });
    return new Response(html, { status, headers: HEADERS });
  };
  const loaded = await sources.spec(address, origin);
  const { spec } = loaded;
  if (!spec) {
    const why = loaded.problems.map(({ line, message }) => `${loaded.name}:${line}: ${message}`).join('\n');
    return answer(404, unavailable(why), why);
  }
  const lang = word(searchParams.get('lang'), 'en');
  const country = word(searchParams.get('country'), 'US');
  const view = word(searchParams.get('view'), 'default');
  const mid = Number(/^\d{1,6}$/.exec(searchParams.get('mid') ?? '')?.[0] ?? 0);
  const { messages, rightToLeft } = await sources.messages(loaded, lang, country, origin);
  const variables = { messages, moduleId: String(mid), rightToLeft };
  const given = [...searchParams].filter(([name]) => name.startsWith('up_')).map(([name, value]) => [name.slice(3), value] as const);
  const declared = spec.prefs.map(({ name, defaultValue }) => [name, substitute(defaultValue, { ...variables, prefs: {} })] as const);
  const prefs = Object.fromEntries([...declared, ...given]);
  const replaced = Object.fromEntries(declared.map(([name]) => [name, prefs[name] ?? '']));
  const all = { ...variables, prefs: replaced };
  const { html: own, href } = contentFor(spec, view);
  let content = { url: loaded.url, html: substitute(own, all) };
  if (href !== undefined) {
    const address = substitute(href, all);
    try {
      content = await sources.content(address, loaded, lang, country, origin);
    } catch (error) {
      if (!(error instanceof NotServed)) throw error;
      const why = `${loaded.name}: ${address}: ${error.message}`;
      return answer(404, unavailable(why), why);
    }
  }
  const base = { url: content.url.href, origin };
  const leaves = (link: string): boolean => isExcluded(link, spec);
  const html = rewriteHtml(content.html, settings.resolvesExcluded ? base : { ...base, leaves });
  return answer(200, withShim(html, { mid, prefs, messages, features: featuresOf(spec), lang, country, view }));
}

// Before everything else, but behind the document type: the browser's mode is the one that the gadget chose.
function withShim(html: string, frame: FrameData): string {
  const at = behindDoctype(html);
  return `${html.slice(0, at)}<script src="${SHIM}" data-frame="${escapeHtml(JSON.stringify(frame))}"></script>${html.slice(at)}`;
}

// 0 without a document type. Blanks and comments may stand before it.
function behindDoctype(html: string): number {
  const blank = /\s*/y;
  for (let at = 0; ;) {
    blank.lastIndex = at;
    blank.test(html);
    at = blank.lastIndex;
    if (!html.startsWith('<!--', at)) {
      const doctype = /<!doctype[^>]*>/iy;
      doctype.lastIndex = at;
      return doctype.test(html) ? doctype.lastIndex : 0;
    }
    const end = html.indexOf('-->', at + 4);
    if (end < 0) return 0;
    at = end + 3;
  }
}

function featuresOf({ features }: GadgetSpec): FrameData['features'] {
  return Object.fromEntries(features.map(({ name, params }) => [name, params]));
}

function word(text: string | null, otherwise: string): string {
  return text !== null && /^[\w-]{1,35}$/.test(text) ? text : otherwise;
}

function unavailable(why: string): string {
  return `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Gadget not available</title></head><body><p>This gadget cannot be shown.</p><pre>${escapeHtml(why)}</pre></body></html>`;
}
