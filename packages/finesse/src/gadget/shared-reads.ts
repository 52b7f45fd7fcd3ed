import type { Runtime } from '@cordboard/core';
import { Bell } from '../wire/wait.js';
import { fieldsOf } from './container/told.js';
import { listen } from './hub.js';
import type { GadgetHub } from './page.js';

/** Ours, and no vendor's: who does not know it is not troubled. */
const TOPIC = 'cordboard.finesse.reads';
const VERSION = 1;
/** How long a message to oneself may take over the hub. It tells how busy the page is, as no clock could. */
const ECHO_MS = 300;
/** How long whoever said so may take. */
const ANSWER_MS = 3_000;
/** How long an answer of the platform is handed on, with what was reported since. */
const KEEP_MS = 60_000;
/** Reports that are handed on. After more, the next one reads for itself. */
const KEPT_REPORTS = 100;

type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** What a session of a port lends. */
export interface ReadLine {
  readonly hub: GadgetHub;
  readonly runtime: Runtime;
  /** Ends with the session. */
  readonly signal: AbortSignal;
  /** The way to the platform. */
  readonly fetch: Fetch;
  /** The platform's address, which is the same for all gadgets of a page. */
  readonly host: () => string;
  /** Takes a report that another gadget had, as one of the hub's. */
  readonly take: (node: string, payload: string) => void;
  /** Nodes whose reports are handed on. */
  readonly nodes: readonly string[];
  /** Characters of an answer that are taken at most. */
  readonly maxBody: number;
}

interface Kept {
  readonly body: string;
  readonly since: number;
}

interface Report {
  readonly node: string;
  readonly payload: string;
  readonly at: number;
}

/** Somebody has it, or is about to. */
type Word = { readonly kind: 'soon' | 'none' } | { readonly kind: 'answer'; readonly body: string; readonly reports: readonly unknown[] };

interface Wait {
  readonly hear: (word: Word) => void;
  /** Rings for what comes back to us, and for every word. */
  readonly echoes: Bell;
  /** Somebody who goes before us by name wants the same, and will read it. */
  yields: boolean;
}

/**
 * Has gadgets of the kit on one desktop read together: when they open, and after each recovery, the agent, the calls and the reason codes are read by one
 * of them, and handed on over the page's hub. Give one to each port: `new GadgetPort({ sharedReads: new SharedReads() })`.
 *
 * What is handed on is an answer of the platform, never older than a minute, with all reports since: whoever gets it ends where the reader has. A gadget
 * that comes alone waits for two messages to itself, a few milliseconds. Not shared: SystemInfo, by which each frame sets its clock; the reading every minute, which is to find what the
 * others may have missed too; lists and teams.
 *
 * The hub has no senders: any gadget on the page could answer. It could as well reach into the frame, which is of the same origin, so nothing is lost by
 * it; what comes is checked for its shape and read by the same reader as an answer of the platform. Where opening with it fails, the next attempt is alone.
 */
export class SharedReads {
  /** For ports. */
  join(line: ReadLine): ReadExchange {
    return new ReadExchange(line);
  }
}

/** One session's part in it. */
export class ReadExchange {
  /** Whether what is read now may be another's. */
  isOpening = false;
  readonly #line: ReadLine;
  readonly #me: string;
  readonly #kept = new Map<string, Kept>();
  /** By key; what a reading began with is its own, so that an old one is not taken for the new. */
  readonly #reading = new Map<string, object>();
  readonly #waiting = new Map<string, Wait>();
  /** What others have asked for meanwhile. */
  readonly #wanted = new Set<string>();
  #reports: Report[] = [];

  constructor(line: ReadLine) {
    this.#line = line;
    this.#me = Math.floor(line.runtime.random() * 36 ** 10).toString(36);
    const forget = listen(line.hub, TOPIC, (data) => this.#hear(data));
    line.signal.addEventListener('abort', forget, { once: true });
  }

  /** A report of the hub, which those who come later may have missed. */
  heard(node: string, payload: string): void {
    if (!this.#line.nodes.includes(node) || (this.#kept.size === 0 && this.#reading.size === 0)) return;
    this.#reports.push({ node, payload, at: this.#line.runtime.monotonic() });
    if (this.#reports.length > KEPT_REPORTS) this.#trim();
    if (this.#reports.length > KEPT_REPORTS) this.forget();
  }

  /** What was read is not true any more, or nobody knows. */
  forget(): void {
    this.#kept.clear();
    this.#reading.clear();
    this.#reports = [];
  }

  /** `fetch`, of which some answers are others'. */
  async fetch(url: string, init: RequestInit): Promise<Response> {
    const key = url.slice(this.#line.host().length);
    const isShared = init.method === 'GET' && new Headers(init.headers).has('Authorization') && (this.isOpening || this.#kept.has(key));
    if (!isShared) return this.#line.fetch(url, init);
    const { signal } = init;
    const word = this.isOpening && signal ? await this.#ask(key, signal) : undefined;
    return word?.kind === 'answer' ? this.#taken(word) : this.#read(key, url, init);
  }

  async #read(key: string, url: string, init: RequestInit): Promise<Response> {
    const since = this.#line.runtime.monotonic();
    const reading = {};
    this.#reading.set(key, reading);
    try {
      const response = await this.#line.fetch(url, init);
      const body = response.status === 200 ? await response.clone().text() : '';
      // Meanwhile the page may have lost its connection; then it is nobody's truth.
      if (body !== '' && body.length <= this.#line.maxBody && this.#reading.get(key) === reading) this.#kept.set(key, { body, since });
      return response;
    } finally {
      if (this.#reading.get(key) === reading) this.#reading.delete(key);
      if (this.#wanted.delete(key) && !this.#answer(key)) this.#say({ kind: 'none', key });
    }
  }

  // `undefined` where nobody has it: then it is read.
  async #ask(key: string, signal: AbortSignal): Promise<Word | undefined> {
    const { runtime } = this.#line;
    const [words, echoes] = [new Bell(), new Bell()];
    let word: Word | undefined;
    const said = (): Word | undefined => word;
    const hear = (next: Word): void => {
      if (next.kind === word?.kind) return;
      word = next;
      words.ring();
      echoes.ring();
    };
    const wait: Wait = { hear, echoes, yields: false };
    this.#waiting.set(key, wait);
    try {
      this.#say({ kind: 'ask', key });
      // Whoever has been asked has heard it when the first comes back, and what they say comes before the second does.
      for (let echo = 0; echo < 2 && word === undefined; echo++) {
        this.#say({ kind: 'echo', key });
        await echoes.wait(signal, runtime, ECHO_MS);
      }
      if (said()?.kind === 'soon' || (said() === undefined && wait.yields)) await words.wait(signal, runtime, ANSWER_MS);
      return said();
    } finally {
      this.#waiting.delete(key);
    }
  }

  #taken({ body, reports }: Extract<Word, { kind: 'answer' }>): Response {
    for (const report of reports) {
      const { node, payload } = fieldsOf(report);
      const isOurs = typeof node === 'string' && this.#line.nodes.includes(node);
      if (isOurs && typeof payload === 'string' && payload.length <= this.#line.maxBody) this.#line.take(node, payload);
    }
    return new Response(body, { headers: { 'Content-Type': 'application/xml' } });
  }

  #hear(data: unknown): void {
    const { v, from, to, kind, key, body, reports } = fieldsOf(data);
    if (v !== VERSION || typeof from !== 'string' || typeof key !== 'string') return;
    if (from === this.#me) {
      if (kind === 'echo') this.#waiting.get(key)?.echoes.ring();
      return;
    }
    if (kind === 'ask') return this.#onAsk(key, from);
    if (typeof to === 'string' && to !== this.#me) return;
    const wait = this.#waiting.get(key);
    if (kind === 'soon' || kind === 'none') wait?.hear({ kind });
    else if (kind === 'answer' && typeof body === 'string' && body !== '' && body.length <= this.#line.maxBody) {
      wait?.hear({ kind, body, reports: Array.isArray(reports) ? reports.slice(0, KEPT_REPORTS) : [] });
    }
  }

  #onAsk(key: string, from: string): void {
    const wait = this.#waiting.get(key);
    if (wait === undefined && !this.#reading.has(key)) return void this.#answer(key, from);
    this.#wanted.add(key);
    // Of those who want the same, the first by name reads it. The other may have come too late to have heard us ask.
    if (wait && from < this.#me) wait.yields = true;
    else this.#say({ kind: 'soon', key, to: from });
  }

  /** False where it is not here. */
  #answer(key: string, to?: string): boolean {
    this.#trim();
    const kept = this.#kept.get(key);
    if (kept === undefined) return false;
    const reports = this.#reports.filter(({ at }) => at >= kept.since).map(({ node, payload }) => ({ node, payload }));
    this.#say({ kind: 'answer', key, to, body: kept.body, reports });
    return true;
  }

  #trim(): void {
    const now = this.#line.runtime.monotonic();
    for (const [key, { since }] of this.#kept) if (now - since > KEEP_MS) this.#kept.delete(key);
    const oldest = Math.min(...[...this.#kept.values()].map(({ since }) => since), now);
    if (this.#reading.size === 0) this.#reports = this.#reports.filter(({ at }) => at >= oldest);
  }

  #say(message: Readonly<Record<string, unknown>>): void {
    this.#line.hub.publish(TOPIC, { v: VERSION, from: this.#me, ...message });
  }
}
