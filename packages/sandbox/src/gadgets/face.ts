import type { Outcome } from '../sandbox.js';
import type { DesktopEvents } from './desktop-events.js';
import { frameDocument } from './frame-document.js';
import { DEFAULT_SETTINGS, type GadgetHost, type GadgetSettings } from './host.js';
import { ROLES } from './layout/layout.js';
import { makeRequest } from './make-request.js';
import { desktopModel } from './model.js';
import { concatenated, proxied } from './resources.js';
import { Sources } from './sources.js';

/**
 * The server side of a Finesse desktop that hosts gadgets: their frames, the proxy behind their requests, and what the page is made from. It
 * holds nothing but who listens; files are read anew for every request.
 */
export class GadgetsFace {
  readonly #host: GadgetHost;
  readonly #settings: GadgetSettings;
  readonly #sources: Sources;
  readonly #events: DesktopEvents;

  constructor(host: GadgetHost, events: DesktopEvents, settings: Partial<GadgetSettings> = {}) {
    this.#host = host;
    this.#events = events;
    this.#settings = { ...DEFAULT_SETTINGS, ...settings };
    this.#sources = new Sources(host, this.#settings);
  }

  /** Whether a path is answered here and not from a file. */
  serves(pathname: string): boolean {
    return pathname.startsWith('/gadgets/') || pathname === '/desktop/box/desktop.json' || pathname === '/desktop/box/events';
  }

  /** Answers a request. Rejects only because of a bug. */
  async fetch(request: Request): Promise<Outcome> {
    const url = new URL(request.url);
    switch (url.pathname) {
      case '/gadgets/ifr':
        return frameDocument(request, this.#sources, this.#settings, this.#host.log);
      case '/gadgets/makeRequest':
        return makeRequest(request, this.#host, this.#settings);
      case '/gadgets/concat':
        return concatenated(request, this.#sources);
      case '/gadgets/proxy':
        return proxied(request, this.#sources);
      case '/desktop/box/desktop.json':
        return this.#model(url);
      case '/desktop/box/events':
        // Nobody reads the stream of a HEAD, so that it would stay open.
        if (request.method !== 'GET') return new Response(null, { status: 405, headers: { Allow: 'GET' } });
        return this.#events.stream(request.signal);
      default:
        return new Response('There is no such service of the gadget container', { status: 404, headers: { 'Content-Type': 'text/plain' } });
    }
  }

  async #model({ origin, searchParams }: URL): Promise<Response> {
    const agent = searchParams.get('agent');
    const roleOfAgent = agent !== null && this.#host.isSupervisor(agent) ? 'Supervisor' : 'Agent';
    const role = ROLES.find((each) => each === searchParams.get('role')) ?? roleOfAgent;
    const [lang, country] = [searchParams.get('lang') ?? 'en', searchParams.get('country') ?? 'US'];
    const model = await desktopModel(this.#host, this.#sources, { role, lang, country, origin });
    return Response.json(model, { headers: { 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff' } });
  }
}
