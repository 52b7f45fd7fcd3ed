import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { serveNamed, type Mount } from './static.js';

// The same from src/server and from dist/server.
const PACKAGE = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const OWN = path.join(PACKAGE, 'src/gadgets/assets');
const BOX = path.join(PACKAGE, 'dist/box');
const FINESSE_JS = path.join(PACKAGE, '../finesse-js/dist');

const require = createRequire(import.meta.url);
const JQUERY = path.join(require.resolve('jquery/package.json'), '../dist/jquery.min.js');
const BOOTSTRAP_3 = path.join(require.resolve('bootstrap-3/package.json'), '../dist');
const BOOTSTRAP_5 = path.join(require.resolve('bootstrap-5/package.json'), '../dist');
const FONTS = path.join(require.resolve('@fontsource/source-sans-3/package.json'), '../files');

// Nothing of the page's own is written into it, but gadgets reach into its document: their styles may, their scripts may not.
const PAGE_POLICY = [
  "default-src 'none'",
  // jQuery finds out whether a handler may stand in an attribute by writing one that says `t`.
  "script-src 'self' 'unsafe-hashes' 'sha256-47mKTaMaEn1L3m5DAz9muidMqw636xxw7EFAK/YnPdg='",
  "style-src 'self' 'unsafe-inline'",
  // A layout's logo and icons may lie anywhere.
  "img-src 'self' data: http: https:",
  "font-src 'self'",
  "connect-src 'self' ws://127.0.0.1:* ws://localhost:*",
  "frame-src 'self'",
  "frame-ancestors 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** One file at one path. */
interface Asset {
  readonly file: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** What builds it, where something does. */
  readonly builtBy?: string;
}

/** The folders that gadgets find on the desktop's origin. */
export function assetMounts(): readonly Mount[] {
  return [
    { path: '/desktop/thirdparty/bootstrap/3.2.0/', directory: BOOTSTRAP_3 },
    { path: '/desktop/thirdparty/bootstrap/5.3.1/', directory: BOOTSTRAP_5 },
    { path: '/desktop/box/', directory: BOX },
  ];
}

/**
 * The single files of the desktop's origin (finesse-gadget paths of the product, our own stand-ins behind them), or `undefined` for any other
 * path. `finesseJs` is a library of the user's own, served under both of its names.
 */
export function serveAsset(request: Request, finesseJs: string | undefined): Promise<Response> | Response | undefined {
  const { pathname } = new URL(request.url);
  if (pathname === '/desktop') return new Response(null, { status: 301, headers: { Location: '/desktop/' } });
  const asset = assetAt(pathname, finesseJs);
  if (!asset) return undefined;
  if (asset.builtBy !== undefined && !existsSync(asset.file)) {
    const text = `${pathname} has not been built: ${asset.builtBy}\n`;
    return new Response(text, { status: 404, headers: { 'Content-Type': 'text/plain; charset=utf-8' } });
  }
  return serveNamed(asset.file, request, asset.headers);
}

function assetAt(pathname: string, finesseJs: string | undefined): Asset | undefined {
  switch (pathname) {
    case '/desktop/':
      return {
        file: path.join(BOX, 'index.html'),
        headers: { 'Content-Security-Policy': PAGE_POLICY, 'Referrer-Policy': 'no-referrer' },
        builtBy: 'npm run build',
      };
    case '/desktop/assets/js/finesse.js':
      return { file: finesseJs ?? path.join(FINESSE_JS, 'finesse.js'), builtBy: 'npm run build' };
    case '/desktop/assets/js/finesse.min.js':
      return { file: finesseJs ?? path.join(FINESSE_JS, 'finesse.min.js'), builtBy: 'npm run build' };
    case '/desktop/assets/js/doc/index.html':
      return { file: path.join(OWN, 'finesse-js.html') };
    case '/desktop/assets/js/jquery.min.js':
    case '/desktop/thirdparty/jquery/js/jquery-1.8.2.min.js':
      return { file: JQUERY };
    case '/desktop/js/utilities/MessageDisplay.js':
      return { file: path.join(OWN, 'MessageDisplay.js') };
    case '/desktop/scripts/css/finextcommonstyles.css':
      return { file: path.join(OWN, 'finextcommonstyles.css') };
    case '/desktop/scripts/fonts/CiscoSansTTRegular.woff':
      return { file: path.join(FONTS, 'source-sans-3-latin-400-normal.woff') };
    default:
      return undefined;
  }
}
