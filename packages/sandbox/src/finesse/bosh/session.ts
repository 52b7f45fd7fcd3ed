import type { Cancel, Clock } from '../../engine/index.js';
import { element } from '../xml/write.js';
import { NS } from '../xmpp/stanzas.js';
import { FIRST_BODY, writeBody, type BoshBody, type BoshCondition } from './body.js';

/** How a request ends: with a body, with its connection torn, or never. */
export type BoshAnswer = { readonly body: string } | 'reset' | 'silence';

/** What a session hands its stanzas to. */
export interface BoshLine {
  receive(frame: string): void;
  /** The client has gone. */
  closed(): void;
  /** Whether nothing may be answered just now, as on a line that is cut without notice. */
  readonly frozen: boolean;
}

/** What a session works with. */
export interface BoshSessionParts {
  readonly sid: string;
  readonly host: string;
  readonly clock: Clock;
  /** The session can be forgotten; called once. */
  readonly ended: () => void;
}

interface Held {
  readonly rid: number;
  readonly frames: readonly string[];
  readonly isEmpty: boolean;
  reply: (answer: BoshAnswer) => void;
  /** Its turn has come: what was in it has been taken in. */
  taken: boolean;
  stopWaiting: Cancel | undefined;
}

/** Longest time a request is held, in seconds, however long the client would wait. */
const MAX_WAIT_S = 60;
const MAX_HOLD = 4;
/** A client that holds no request for longer is gone; in seconds. */
const INACTIVITY_S = 30;
/** A client that has nothing held may ask for news this often; in seconds. */
const POLLING_S = 2;
/** The newest version of the protocol that is spoken here. */
const VERSION = '1.11';
/** A client that fetches so little that more than this waits for it is let go; in UTF-16 units. */
const MAX_WAITING = 32_000_000;

/**
 * One BOSH session (XEP-0124, XEP-0206): numbers its requests, holds them until there is something to say, wraps stanzas, and keeps
 * its answers for requests that are sent again. The stanzas mean nothing to it; they come and go one by one, as in frames.
 */
export class BoshSession {
  readonly #parts: BoshSessionParts;
  readonly #wait: number;
  readonly #hold: number;
  readonly #ver: string;
  readonly #requests = new Map<number, Held>();
  readonly #cache = new Map<number, BoshAnswer>();
  #line: BoshLine | undefined;
  /** Number of the last request whose turn has come. */
  #last: number;
  #outbox: string[] = [];
  #waiting = 0;
  #isFlushing = false;
  #isFirst = true;
  #ending: BoshCondition | 'close' | undefined;
  #isOver = false;
  #inactivity: Cancel | undefined;
  #polledAt = -Infinity;

  /** For the request that asked for the session; `take` has to be given it after `attach`. */
  constructor(parts: BoshSessionParts, first: BoshBody) {
    this.#parts = parts;
    this.#wait = Math.min(first.wait ?? MAX_WAIT_S, MAX_WAIT_S);
    this.#hold = this.#wait === 0 ? 0 : Math.min(first.hold ?? 1, MAX_HOLD);
    this.#ver = olderOf(first.ver ?? VERSION);
    this.#last = first.rid - 1;
  }

  /** How many requests somebody waits for. */
  get held(): number {
    return this.#held.filter(({ reply }) => reply !== NOBODY).length;
  }

  /** Names what the session's stanzas go to; called before any request. */
  attach(line: BoshLine): void {
    this.#line = line;
  }

  /** Takes a request. Settles when it is answered; `gone` says that the client no longer waits for that. */
  take(body: BoshBody, gone: AbortSignal): Promise<BoshAnswer> {
    return new Promise((reply) => {
      const { rid } = body;
      if (rid <= this.#last) this.#again(rid, reply);
      else if (rid > this.#last + this.#window) {
        reply(terminate('item-not-found'));
        this.#die('item-not-found');
      } else {
        this.#requests.get(rid)?.reply('reset');
        this.#requests.set(rid, this.#heldOf(body, reply));
        this.#inTurn();
      }
      // Not answered, but not forgotten either: it may be sent again.
      if (gone.aborted) this.#lost(rid, reply);
      else gone.addEventListener('abort', () => this.#lost(rid, reply), { once: true });
    });
  }

  /** Sends a stanza, or what looks like one. It goes out with all that is said in the same turn. */
  send(frame: string): void {
    // Opening and closing are said by the bodies.
    if (this.#isOver || frame.startsWith(`<open xmlns="${NS.framing}"`) || frame.startsWith(`<close xmlns="${NS.framing}"`)) return;
    if (frame.startsWith('<stream:error')) {
      const known = (['system-shutdown', 'host-unknown'] as const).find((condition) => frame.includes(`<${condition} `));
      this.#ending = known ?? 'remote-stream-error';
    }
    this.#outbox.push(frame);
    this.#waiting += frame.length;
    if (this.#waiting > MAX_WAITING) this.destroy();
    else this.#flushSoon();
  }

  /** Ends the session in good order: its last body is kept for a client that holds no request just now. */
  close(): void {
    this.#ending ??= 'close';
    this.#flushSoon();
  }

  /** Ends the session without a word. */
  destroy(): void {
    if (this.#isOver) return;
    this.#finish('reset');
  }

  get #window(): number {
    return this.#hold + 1;
  }

  /** Requests that may be answered, oldest first. */
  get #held(): readonly Held[] {
    return [...this.#requests.values()].filter(({ taken }) => taken).sort((a, b) => a.rid - b.rid);
  }

  #heldOf(body: BoshBody, reply: (answer: BoshAnswer) => void): Held {
    const frames = [...body.frames];
    if (body.isRestart || body.sid === undefined) frames.unshift(openOf(body.to));
    if (body.isTerminate) frames.push(CLOSE);
    return { rid: body.rid, frames, reply, isEmpty: frames.length === 0, taken: false, stopWaiting: undefined };
  }

  // Requests come over several connections and may overtake each other; they are taken in the order of their numbers.
  #inTurn(): void {
    for (let next = this.#requests.get(this.#last + 1); next && !this.#isOver; next = this.#requests.get(this.#last + 1)) {
      this.#last = next.rid;
      next.taken = true;
      if (next.isEmpty && this.#asksTooOften()) return this.#die('policy-violation');
      for (const frame of next.frames) {
        if (frame === CLOSE) return this.#left(next);
        this.#line?.receive(frame);
      }
      this.#holdOn(next);
    }
    this.#watch();
    this.#flushSoon();
  }

  #holdOn(held: Held): void {
    held.stopWaiting?.();
    if (this.#wait > 0) held.stopWaiting = this.#parts.clock.after(this.#wait * 1000, () => this.#answer(held));
  }

  // Only where nothing is ever held; a client that got something may ask for more at once.
  #asksTooOften(): boolean {
    if (this.#hold > 0) return false;
    const now = this.#parts.clock.now();
    const since = now - this.#polledAt;
    this.#polledAt = now;
    return since < POLLING_S * 1000;
  }

  #again(rid: number, reply: (answer: BoshAnswer) => void): void {
    const kept = this.#cache.get(rid);
    const held = this.#requests.get(rid);
    if (kept !== undefined) reply(this.#line?.frozen ? 'silence' : kept);
    else if (held) {
      // The client has given the first connection up.
      held.reply('reset');
      held.reply = reply;
      if (held.taken) this.#holdOn(held);
      this.#watch();
      this.#flushSoon();
    } else {
      reply(terminate('item-not-found'));
      this.#die('item-not-found');
    }
  }

  #lost(rid: number, reply: (answer: BoshAnswer) => void): void {
    const held = this.#requests.get(rid);
    if (held?.reply !== reply) return;
    held.stopWaiting?.();
    held.reply = NOBODY;
    reply('silence');
    this.#watch();
  }

  // What is said in one turn goes in one body.
  #flushSoon(): void {
    if (this.#isFlushing) return;
    this.#isFlushing = true;
    queueMicrotask(() => {
      this.#isFlushing = false;
      this.#flush();
    });
  }

  #flush(): void {
    if (this.#isOver) return;
    // In the order of their numbers, so that a request nobody waits for any more keeps its place until it is sent again.
    const [oldest] = this.#held;
    if (this.#ending) {
      if (oldest && oldest.reply !== NOBODY) this.#finish();
      return;
    }
    if (oldest && oldest.reply !== NOBODY && this.#outbox.length > 0) this.#answer(oldest);
    for (const extra of this.#held.slice(0, Math.max(0, this.#held.length - this.#hold))) this.#answer(extra);
  }

  /** Answers a request with everything there is to say. */
  #answer(held: Held): void {
    if (this.#isOver || held.reply === NOBODY) return;
    const frames = this.#outbox.splice(0);
    this.#waiting = 0;
    if (frames.length > 0) this.#polledAt = -Infinity;
    const first = this.#isFirst ? this.#firstAttributes() : {};
    this.#isFirst = false;
    this.#reply(held, { body: writeBody({ 'xmlns:stream': NS.streams, ...first }, frames) });
    this.#watch();
  }

  #reply(held: Held, answer: BoshAnswer): void {
    held.stopWaiting?.();
    this.#requests.delete(held.rid);
    this.#cache.set(held.rid, answer);
    this.#cache.delete(held.rid - this.#window - 1);
    held.reply(this.#line?.frozen ? 'silence' : answer);
  }

  #firstAttributes(): Readonly<Record<string, string>> {
    const { sid, host } = this.#parts;
    return {
      ...FIRST_BODY,
      sid,
      authid: sid,
      from: host,
      wait: String(this.#wait),
      hold: String(this.#hold),
      requests: String(this.#window),
      inactivity: String(INACTIVITY_S),
      polling: String(POLLING_S),
      ver: this.#ver,
    };
  }

  // The client said good-bye: the stanzas before that have been taken in.
  #left(last: Held): void {
    for (const held of this.#held) if (held !== last) this.#answer(held);
    this.#reply(last, terminate());
    this.#over();
  }

  // The client broke a rule.
  #die(condition: BoshCondition): void {
    if (this.#isOver) return;
    this.#ending = condition;
    this.#outbox = [];
    this.#finish();
  }

  #finish(how?: 'reset'): void {
    const condition = this.#ending === 'close' ? undefined : this.#ending;
    const frames = this.#outbox.splice(0);
    const [oldest, ...others] = [...this.#requests.values()].sort((a, b) => a.rid - b.rid);
    if (oldest) this.#reply(oldest, how ?? terminate(condition, frames));
    for (const held of others) this.#reply(held, how ?? terminate(condition));
    this.#over();
  }

  #over(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#inactivity?.();
    for (const held of this.#requests.values()) held.stopWaiting?.();
    this.#line?.closed();
    this.#parts.ended();
  }

  // Somebody who waits for an answer is there; nobody else is known to be.
  #watch(): void {
    this.#inactivity?.();
    this.#inactivity = undefined;
    if (this.#isOver || this.held > 0) return;
    this.#inactivity = this.#parts.clock.after(INACTIVITY_S * 1000, () => this.#die('item-not-found'));
  }
}

const CLOSE = '';
const NOBODY = (): void => {};

/** A body that ends a session, or says that there is none. */
export function terminate(condition?: BoshCondition, frames: readonly string[] = []): { readonly body: string } {
  return { body: writeBody({ 'xmlns:stream': NS.streams, type: 'terminate', condition }, frames) };
}

function openOf(to: string): string {
  return element('open', { xmlns: NS.framing, to: to === '' ? undefined : to, version: '1.0' }).toString();
}

function olderOf(version: string): string {
  const [major = NaN, minor = NaN] = version.split('.').map(Number);
  return major === 1 && minor < 11 ? version : VERSION;
}
