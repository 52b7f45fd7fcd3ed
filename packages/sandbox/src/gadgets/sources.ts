import { isOwnHost, onOrigin } from './targets.js';
import type { GadgetHost, GadgetSettings } from './host.js';
import type { FileProblem } from './problem.js';
import { readBundle, localesFor, type Messages } from './spec/bundles.js';
import { readSpec, type GadgetSpec } from './spec/spec.js';

/** Longest file that is taken, in bytes. */
const MAX_FILE = 4_000_000;

/** Why a file is not to be had, in a sentence. */
export class NotServed extends Error {}

/** A gadget's file as read, and where from. */
export interface LoadedSpec {
  /** Absolute address, query included. */
  readonly url: URL;
  /** The file's name, for people. */
  readonly name: string;
  readonly spec?: GadgetSpec;
  readonly problems: readonly FileProblem[];
}

/** A document that stands in a file of its own, and where from. */
export interface LoadedContent {
  /** Absolute address: what links in it are relative to. */
  readonly url: URL;
  readonly html: string;
}

/** Texts for a reader's language and country. */
export interface LoadedMessages {
  readonly messages: Messages;
  readonly rightToLeft: boolean;
  readonly problems: readonly FileProblem[];
}

/** Reads gadgets and what belongs to them, anew at every call: an author's edit shows as soon as the gadget is loaded again. */
export class Sources {
  readonly #host: GadgetHost;
  readonly #settings: GadgetSettings;

  constructor(host: GadgetHost, settings: GadgetSettings) {
    this.#host = host;
    this.#settings = settings;
  }

  /** Reads a gadget's file. `address` is as a layout has it; `origin` is the page's. Never rejects. */
  async spec(address: string, origin: string): Promise<LoadedSpec> {
    if (!URL.canParse(address, origin)) return unserved(new URL(origin), 'This is no address');
    const url = this.#resolved(new URL(address, origin), origin);
    // The page is told of what is not the product's way, before anything is read.
    if (!/\.xml$/i.test(url.pathname)) return unserved(url, whyNoSpec(url.pathname));
    try {
      return { url, name: nameOf(url), ...readSpec(await this.text(url, origin)) };
    } catch (error) {
      if (error instanceof NotServed) return unserved(url, error.message);
      throw error;
    }
  }

  /** The texts of a gadget for a language and country. Bundles that cannot be read are missing, and told. Never rejects. */
  async messages({ url, spec }: LoadedSpec, lang: string, country: string, origin: string): Promise<LoadedMessages> {
    const locales = localesFor(spec?.locales ?? [], lang, country);
    const problems: FileProblem[] = [];
    const bundles = locales.map(async ({ messages, inline, line }) => {
      if (messages === undefined || !URL.canParse(messages, url)) return inline;
      const bad = (message: string): Messages => {
        problems.push({ severity: 'warning', code: 'bundle-unreadable', line, message: `${messages}: ${message}` });
        return inline;
      };
      try {
        const read = readBundle(await this.text(new URL(messages, url), origin));
        return 'problem' in read ? bad(`line ${read.problem.line}: ${read.problem.message}`) : { ...read.messages, ...inline };
      } catch (error) {
        if (error instanceof NotServed) return bad(error.message);
        throw error;
      }
    });
    const texts = await Promise.all(bundles);
    return {
      messages: Object.fromEntries(texts.flatMap((each) => Object.entries(each))),
      rightToLeft: locales.at(-1)?.rightToLeft ?? false,
      problems,
    };
  }

  /** The document that a gadget’s content has elsewhere, for a reader's language and country. Rejects with `NotServed`. */
  async content(href: string, { url: spec }: LoadedSpec, lang: string, country: string, origin: string): Promise<LoadedContent> {
    if (!URL.canParse(href, spec)) throw new NotServed('This is no address');
    const url = this.#resolved(new URL(href, spec), origin);
    // OpenSocial: whoever serves the document is told who reads it.
    const asked = new URL(url);
    asked.searchParams.set('lang', lang);
    asked.searchParams.set('country', country);
    return { url, html: await this.text(asked, origin) };
  }

  /** The text of a file on this origin, or on one that may be called. Rejects with `NotServed`. */
  async text(url: URL, origin: string): Promise<string> {
    return (await this.response(url, origin)).text();
  }

  /** A file on this origin, or on one that may be called. Rejects with `NotServed`. */
  async response(url: URL, origin: string): Promise<Response> {
    const response = await this.#answer(url, origin);
    if (!response.ok) throw new NotServed(`There is no such file (HTTP ${response.status})`);
    const length = Number(response.headers.get('content-length') ?? 0);
    if (length > MAX_FILE) throw new NotServed(`The file is longer than ${MAX_FILE} bytes`);
    return response;
  }

  async #answer(url: URL, origin: string): Promise<Response> {
    if (this.#settings.passes.includes(url.origin)) {
      try {
        // A redirect would lead to whom nobody named.
        return await this.#host.remote(new Request(onOrigin(url, url.origin), { redirect: 'manual' }));
      } catch {
        throw new NotServed(`${url.host} does not answer`);
      }
    }
    if (!/^https?:$/.test(url.protocol)) throw new NotServed('Files are loaded by http and https only');
    const here = this.#resolved(url, origin);
    if (here.origin !== origin)
      throw new NotServed(`${url.host} is not called unless the sandbox is started with --proxy-pass ${url.origin}`);
    return this.#host.file(new Request(here));
  }

  // Whatever name and port of this node a layout gives, the browser has to find what is loaded from there on this origin.
  #resolved(url: URL, origin: string): URL {
    const isNode = /^https?:$/.test(url.protocol) && isOwnHost(url.hostname, new URL(origin).hostname, this.#settings);
    return isNode && !this.#settings.passes.includes(url.origin) ? onOrigin(url, origin) : url;
  }
}

function unserved(url: URL, message: string): LoadedSpec {
  return { url, name: nameOf(url), problems: [{ severity: 'error', code: 'not-served', line: 1, message }] };
}

function nameOf({ pathname }: URL): string {
  const name = pathname.slice(pathname.lastIndexOf('/') + 1);
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

function whyNoSpec(pathname: string): string {
  return pathname.startsWith('/desktop/')
    ? 'This is a gadget of the vendor’s own, which is not played here'
    : 'The file of a gadget ends in .xml';
}
