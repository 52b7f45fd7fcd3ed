import { DesktopError, type Link, type LinkReason, type Runtime } from '@cordboard/core';
import { Backoff, type BackoffOptions } from '../wire/backoff.js';
import type { Credentials } from '../wire/credentials.js';
import type { Environment, Hint } from '../wire/environment.js';
import { whyOf, type Hosts, type NoNode, type Node } from '../wire/hosts.js';
import { retryAfterOf } from '../wire/rest.js';
import type { TransportChoice } from '../wire/transport.js';
import { aborted, type Bell, sleep } from '../wire/wait.js';
import { streamError, type StreamEnd, type StreamListener, type XmppStream } from '../wire/xmpp.js';

/** What is done on a lifeline, by whoever keeps it. Every promise may reject with `aborted` when its signal does. */
export interface Duties {
  /** Says who signs in on this node, or throws {@link Leave} to wait for a person. */
  identify(node: Node, signal: AbortSignal): Promise<Credentials>;
  /** Gives others than the refused ones. Rejects with `unauthorized` when there are none. */
  renew(refused: Credentials, signal: AbortSignal): Promise<Credentials>;
  /** Makes a stream that is not open yet. */
  stream(node: Node, credentials: Credentials, listener: Pick<StreamListener, 'onEnd' | 'onPresence'>): XmppStream;
  /** The stream is open: signs the agent in where that is wanted. `moved`: the last session was on another node. */
  logIn(signal: AbortSignal, moved: boolean): Promise<void>;
  /** Reads everything once and reports it. `doubtful`: the platform may have lost parts of it. */
  readAll(signal: AbortSignal, doubtful: boolean): Promise<void>;
  /** The link is up. Works until the signal aborts. */
  serve(signal: AbortSignal): Promise<void>;
  /** What was under way is over. */
  lost(error: DesktopError): void;
  /** A step towards the link has failed; it will be tried again. */
  failed(error: DesktopError): void;
  /** The platform does not take the credentials, and there are no others. Gives what people are to be told. */
  refused(error: DesktopError): LinkReason;
  /** Whether a person wants to be signed in. */
  wished(): boolean;
}

/** Ends a session on purpose: to begin another at once, or to wait for a person. */
export class Leave extends Error {
  readonly why: LinkReason | undefined;
  readonly waits: boolean;

  constructor(waits: boolean, why?: LinkReason) {
    super('The session is left');
    this.waits = waits;
    this.why = why;
  }
}

interface LifelineOptions {
  readonly hosts: Hosts;
  readonly runtime: Runtime;
  readonly environment: Environment;
  readonly backoff: BackoffOptions | undefined;
  readonly transport: TransportChoice;
  readonly bell: Bell;
  readonly duties: Duties;
  readonly onLink: (link: Link) => void;
}

/** A link has proved itself after this long. */
const SETTLED_MS = 10_000;
/** Failed attempts at one step before the search for a node begins anew. */
const TRIES = 3;
/** While the platform is out of service it will say when it is back. Should that be lost, ask after this. */
const RECHECK_MS = 300_000;
const PEER_MS = 10_000;
const BACK_MS = 500;

/**
 * Keeps one session with the platform up, step by step, and at a failure goes on at the step that failed.
 *
 * ```
 * node in service → credentials → stream open → (sign in) → everything read → up
 *      ↑                │               │                        ↑  │
 *      │                └ none: wait    └ taken over: wait       │  └ out of service: wait for word, then read again
 *      └────────────── stream lost: back off ────────────────────┘
 * ```
 * At most one stream is ever open.
 */
export class Lifeline {
  readonly #options: LifelineOptions;
  readonly #runtime: Runtime;
  readonly #duties: Duties;
  readonly #backoff: Backoff;
  readonly #stop = new AbortController();
  /** From the search for a node to the end of its stream. */
  #life = new AbortController();
  /** A stretch of that in which the node's health stays the same. */
  #epoch: AbortController | undefined;
  #stream: XmppStream | undefined;
  #hadStream = false;
  #link: Link = { state: 'idle' };
  #service: 'in' | 'out' | 'ask' = 'in';
  #application = true;
  #frozen = false;
  #doubtful = false;
  #servedBy: string | undefined;

  constructor(options: LifelineOptions) {
    this.#options = options;
    this.#runtime = options.runtime;
    this.#duties = options.duties;
    this.#backoff = new Backoff(options.runtime, options.backoff);
  }

  /** The present state of the connection. */
  get link(): Link {
    return this.#link;
  }

  /** Runs until {@link stop}. Never rejects. */
  async run(): Promise<void> {
    const { signal } = this.#stop;
    const forget = this.#options.environment.onHint((hint) => this.#onHint(hint));
    while (!signal.aborted) {
      const startedAt = this.#runtime.monotonic();
      try {
        await this.#cycle();
      } catch (error) {
        // Only a stop calls the waiting off.
        if (!signal.aborted) await this.#recover(error, this.#runtime.monotonic() - startedAt, signal).catch(() => {});
      }
    }
    forget();
  }

  /** Ends everything at once; nothing is reported any more. */
  stop(): void {
    this.#stop.abort();
    this.#life.abort(aborted());
    this.#stream?.close();
  }

  /** Leaves the present session. */
  leave(reason: Leave): void {
    this.#life.abort(reason);
  }

  /** The node said whether it can serve. */
  setService(inService: boolean): void {
    this.#setHealth(inService ? 'in' : 'out', this.#application);
  }

  /** Something else seems to answer in the platform's place. The stream is kept; it goes on when the platform answers again. */
  lookAgain(): void {
    this.#setHealth('ask', this.#application);
  }

  /** The next reading may have parts missing (Finesse 12.5 guide p. 94). */
  doubt(): void {
    this.#doubtful = true;
  }

  async #cycle(): Promise<never> {
    const life = new AbortController();
    this.#life = life;
    this.#hadStream = false;
    this.#service = 'in';
    this.#application = true;
    const node = await this.#findNode(life.signal);
    const credentials = await this.#duties.identify(node, life.signal);
    const stream = await this.#open(node, credentials, life);
    this.#stream = stream;
    this.#hadStream = true;
    try {
      return await this.#live(node, life.signal);
    } finally {
      this.#stream = undefined;
      stream.close();
    }
  }

  async #findNode(signal: AbortSignal): Promise<Node> {
    const { hosts } = this.#options;
    const { state, why } = this.#link;
    // What is known of the cause stays said while it is being seen to.
    if (state !== 'out-of-service') this.#emit({ state: 'connecting', ...(state === 'connecting' && why && { why }) });
    for (;;) {
      const found = await hosts.look(signal);
      if ('info' in found) {
        hosts.choose(found.host);
        this.#emit({ state: 'connecting' });
        await this.#ease(found.tookMs, signal);
        return found;
      }
      const { why, tookMs, retryAfterMs } = found;
      const isOut = why === 'platform-out-of-service';
      this.#duties.failed(new DesktopError(isOut ? 'out-of-service' : 'link-down'));
      await this.#wait({ state: isOut ? 'out-of-service' : 'connecting', why }, this.#backoff.failed(tookMs), retryAfterMs, signal);
    }
  }

  async #open(node: Node, first: Credentials, life: AbortController): Promise<XmppStream> {
    const { hosts, transport } = this.#options;
    const domain = node.info.xmppDomain?.toLowerCase();
    const listener = {
      onEnd: (end: StreamEnd) => life.abort(streamError(end)),
      onPresence: (from: string, available: boolean) => {
        const bare = from.split('/', 1)[0]?.toLowerCase();
        if (bare === `finesse@${domain}`) this.#setHealth(this.#service, available);
      },
    };
    let credentials = first;
    for (let tries = 1, renewed = false; ; tries++) {
      const startedAt = this.#runtime.monotonic();
      const stream = this.#duties.stream(node, credentials, listener);
      try {
        await stream.open(life.signal);
        transport.tried(true);
        await this.#ease(this.#runtime.monotonic() - startedAt, life.signal);
        return stream;
      } catch (error) {
        stream.close();
        life.signal.throwIfAborted();
        if (transport.tried(stream.wasHeard)) {
          tries--;
          this.#emit({ state: 'connecting', why: 'socket-blocked' });
          continue;
        }
        if (isRefusal(error) && !renewed) {
          renewed = true;
          credentials = await this.#duties.renew(credentials, life.signal);
          continue;
        }
        const failure = DesktopError.from(error);
        if (isFinal(failure)) throw failure;
        this.#duties.failed(failure);
        if (tries >= TRIES || hosts.hasPeer) {
          hosts.skip();
          throw failure;
        }
        await this.#retry(failure, startedAt, life.signal);
      }
    }
  }

  async #live(node: Node, life: AbortSignal): Promise<never> {
    const moved = this.#servedBy !== undefined && this.#servedBy !== node.host;
    if (moved) this.#doubtful = true;
    let isIn = false;
    let wasOut = false;
    while (!life.aborted) {
      const epoch = new AbortController();
      this.#epoch = epoch;
      life.addEventListener('abort', () => epoch.abort(), { signal: epoch.signal });
      try {
        if (this.#service !== 'in' || !this.#application) {
          wasOut = true;
          await this.#sitOut(epoch.signal);
          continue;
        }
        // Everybody on this node hears in the same moment that it is back.
        if (wasOut) await sleep(this.#runtime, BACK_MS * this.#runtime.random(), epoch.signal);

        if (!isIn) await this.#duties.logIn(epoch.signal, moved);
        isIn = true;
        wasOut = false;
        await this.#readAll(epoch.signal);
        this.#servedBy = node.host;
        await this.#up(epoch.signal);
      } catch (error) {
        if (!epoch.signal.aborted) throw error;
      } finally {
        epoch.abort();
      }
    }
    life.throwIfAborted();
    throw aborted();
  }

  async #readAll(signal: AbortSignal): Promise<void> {
    for (;;) {
      const startedAt = this.#runtime.monotonic();
      try {
        await this.#duties.readAll(signal, this.#doubtful);
        this.#doubtful = false;
        return;
      } catch (error) {
        const failure = DesktopError.from(error);
        if (signal.aborted || isFinal(failure)) throw failure;
        await this.#retry(failure, startedAt, signal);
      }
    }
  }

  async #up(signal: AbortSignal): Promise<void> {
    this.#emit({ state: 'up' });
    const settled = this.#runtime.setTimer(() => this.#backoff.settled(), SETTLED_MS);
    try {
      await this.#duties.serve(signal);
    } finally {
      this.#runtime.clearTimer(settled);
    }
  }

  async #sitOut(signal: AbortSignal): Promise<void> {
    const { hosts } = this.#options;
    if (this.#service === 'ask' && this.#application) {
      await this.#ask(signal);
      return;
    }
    this.#doubtful = true;
    this.#duties.failed(new DesktopError('out-of-service'));
    this.#emit({ state: 'out-of-service', why: this.#application ? 'platform-out-of-service' : 'application-down' });
    const until = this.#runtime.monotonic() + RECHECK_MS * (1 + this.#runtime.random());
    for (let left = until - this.#runtime.monotonic(); left > 0; left = until - this.#runtime.monotonic()) {
      await sleep(this.#runtime, hosts.hasPeer ? PEER_MS * (1 + this.#runtime.random()) : left, signal);
      if (hosts.hasPeer) this.#turnTo(await hosts.look(signal, 'peers'));
    }
    this.#service = 'ask';
  }

  // The application is back, or has been gone for long, or a web page answers for it: whether it serves is a question.
  async #ask(signal: AbortSignal): Promise<void> {
    for (;;) {
      const found = await this.#options.hosts.look(signal);
      if ('info' in found && found.host === this.#options.hosts.current) return this.#setHealth('in', true);
      this.#turnTo(found);
      if ('why' in found && found.why === 'platform-out-of-service') return this.#setHealth('out', true);
      this.#duties.failed(new DesktopError('link-down'));
      const ms = this.#backoff.failed(found.tookMs);
      await this.#wait('why' in found ? outOf(found) : APPLICATION_DOWN, ms, 'why' in found ? found.retryAfterMs : 0, signal);
    }
  }

  #turnTo(found: Node | NoNode): void {
    if (!('info' in found)) return;
    this.#options.hosts.choose(found.host);
    this.leave(new Leave(false));
  }

  #setHealth(service: 'in' | 'out' | 'ask', application: boolean): void {
    const next = application && !this.#application ? 'ask' : service;
    if (next === this.#service && application === this.#application) return;
    this.#service = next;
    this.#application = application;
    this.#epoch?.abort();
  }

  async #recover(error: unknown, tookMs: number, signal: AbortSignal): Promise<void> {
    // What called the step off says more than that it was called off.
    const reason: unknown = this.#life.signal.aborted ? this.#life.signal.reason : error;
    const left = reason instanceof Leave ? reason : undefined;
    const failure = left ? new DesktopError('link-down') : DesktopError.from(reason);
    const hadStream = this.#hadStream;
    this.#duties.lost(failure);
    if (left) {
      if (left.waits) await this.#park({ state: 'sign-in-needed', ...(left.why && { why: left.why }) }, signal);
    } else if (failure.code === 'superseded') {
      this.#duties.failed(failure);
      await this.#park({ state: 'superseded', why: 'signed-in-elsewhere' }, signal);
    } else if (isFinal(failure)) {
      await this.#park({ state: 'sign-in-needed', why: this.#duties.refused(failure) }, signal);
    } else {
      const ms = hadStream ? this.#backoff.lost() : this.#backoff.failed(tookMs);
      const why = failure.cause === 'silent' ? 'silent' : hadStream ? 'socket-lost' : whyOf(failure);
      await this.#wait({ state: 'connecting', why }, ms, retryAfterOf(failure), signal);
      while (this.#frozen) await this.#options.bell.wait(signal);
    }
  }

  // Nothing but a person's wish brings the session back.
  async #park(link: Link, signal: AbortSignal): Promise<void> {
    this.#emit(link);
    while (!this.#duties.wished()) await this.#options.bell.wait(signal);
  }

  async #retry(failure: DesktopError, startedAt: number, signal: AbortSignal): Promise<void> {
    const ms = this.#backoff.failed(this.#runtime.monotonic() - startedAt);
    await this.#wait({ state: 'connecting', why: whyOf(failure) }, ms, retryAfterOf(failure), signal);
  }

  // A server that answers slowly gets a pause before the next step, unless a person waits for it.
  async #ease(tookMs: number, signal: AbortSignal): Promise<void> {
    const ms = this.#backoff.answered(tookMs);
    if (ms > 0 && !this.#duties.wished()) await this.#wait({ state: 'connecting' }, ms, 0, signal);
  }

  // A ring cuts the wait short, but not the part that the server asked for.
  async #wait(link: Link, ms: number, retryAfterMs: number, signal: AbortSignal): Promise<void> {
    this.#emit({ ...link, retryAt: this.#runtime.monotonic() + retryAfterMs + ms });
    if (retryAfterMs > 0) await sleep(this.#runtime, retryAfterMs, signal);
    await this.#options.bell.wait(signal, this.#runtime, ms);
  }

  #onHint(hint: Hint): void {
    this.#frozen = hint === 'freeze';
    if (this.#frozen) {
      // A page that stands still keeps no promise to be alive, and must not show itself connected when it moves again.
      this.#life.abort(streamError('lost'));
    } else {
      this.#stream?.probe();
      this.#options.bell.ring();
    }
  }

  #emit(link: Link): void {
    if (this.#stop.signal.aborted) return;
    const { hosts, transport } = this.#options;
    const next: Link = { ...link, host: hosts.current, ...(transport.isFallback && { fallback: 'socket-blocked' }) };
    const old = this.#link;
    if ((['state', 'why', 'retryAt', 'host', 'fallback'] as const).every((name) => next[name] === old[name])) return;
    this.#link = next;
    this.#options.onLink(next);
  }
}

function isRefusal(error: unknown): boolean {
  return error instanceof DesktopError && error.code === 'unauthorized' && error.cause === 'not-authorized';
}

function isFinal({ code }: DesktopError): boolean {
  return code === 'locked-out' || code === 'superseded' || code === 'unauthorized';
}

const APPLICATION_DOWN: Link = { state: 'out-of-service', why: 'application-down' };

// Where a proxy wants a sign-in of its own, a person has to give it; the platform's will do no good.
function outOf({ why }: NoNode): Link {
  return why === 'not-the-platform' ? { state: 'sign-in-needed', why } : APPLICATION_DOWN;
}
