import type { Runtime } from '@cordboard/core';

/** How patient a {@link Backoff} is; milliseconds. */
export interface BackoffOptions {
  /** A link that was up and is lost is tried again within this time, evenly spread, so that thousands do not come back at once. */
  readonly spreadMs?: number;
  /** Upper bound of the first pause after a failure; doubles with each further one. */
  readonly baseMs?: number;
  /** No pause is longer, except where the server asks for it. */
  readonly capMs?: number;
}

/** An answer this slow is taken as a sign of a server under load. */
const SLOW_MS = 500;
/** A slow answer is followed by a pause of about this, plus a multiple of the time the answer took. */
const EASE_MS = 9_000;
const EASE_FACTOR = 3;

/**
 * When to try next. Full jitter, and two things that end a storm where jitter alone does not: the caller continues at the step
 * that failed, and a slow answer is followed by a pause before the next step. Counts failures until {@link settled}.
 */
export class Backoff {
  readonly #random: () => number;
  readonly #spread: number;
  readonly #base: number;
  readonly #cap: number;
  #failures = 0;
  #quickest = Infinity;

  constructor(runtime: Pick<Runtime, 'random'>, options: BackoffOptions = {}) {
    this.#random = () => runtime.random();
    this.#spread = options.spreadMs ?? 12_000;
    this.#base = options.baseMs ?? 1_000;
    this.#cap = options.capMs ?? 60_000;
  }

  /** Pause after a link that was up has been lost. Everybody else may have lost it in the same moment. */
  lost(): number {
    return this.#random() * Math.max(this.#spread, this.#raise());
  }

  /** Pause before the failed step is tried again. `tookMs`: how long the failure took; `retryAfterMs`: what the server asked for. */
  failed(tookMs: number, retryAfterMs = 0): number {
    return retryAfterMs + this.#random() * Math.min(this.#cap, Math.max(this.#raise(), EASE_FACTOR * tookMs));
  }

  /** Pause before the next step after an answer that took `tookMs`; 0 while the server is as quick as this line allows. */
  answered(tookMs: number): number {
    // The first answer on a far line is slow because of the line, and so are all others.
    const slow = tookMs > Math.max(SLOW_MS, 4 * Math.min(this.#quickest, tookMs));
    this.#quickest = Math.min(this.#quickest, tookMs);
    return slow ? Math.min(this.#cap, (0.5 + this.#random()) * (EASE_MS + EASE_FACTOR * tookMs)) : 0;
  }

  /** The link has proved itself (a frame has come and some seconds have passed): failures before are forgotten. */
  settled(): void {
    this.#failures = 0;
  }

  // Counts one more failure and gives the bound that the ones before it have earned.
  #raise(): number {
    const bound = Math.min(this.#cap, this.#base * 2 ** this.#failures);
    this.#failures = Math.min(this.#failures + 1, 30);
    return bound;
  }
}
