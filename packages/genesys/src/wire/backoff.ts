import type { Runtime } from '@cordboard/core';

/** How patient reconnecting is; milliseconds. */
export interface BackoffOptions {
  /** A link that was up and is lost is tried again within this time, evenly spread, so that thousands do not come back at once. Default 12,000. */
  readonly spreadMs?: number;
  /** Upper bound of the first pause after a failure; doubles with each further one. Default 1,000. */
  readonly baseMs?: number;
  /** No pause is longer. Default 60,000. */
  readonly capMs?: number;
}

/** When to try next, with full jitter. Counts failures until {@link settled}. */
export class Backoff {
  readonly #random: () => number;
  readonly #spread: number;
  readonly #base: number;
  readonly #cap: number;
  #failures = 0;

  constructor(runtime: Pick<Runtime, 'random'>, { spreadMs = 12_000, baseMs = 1_000, capMs = 60_000 }: BackoffOptions = {}) {
    this.#random = () => runtime.random();
    this.#spread = spreadMs;
    this.#base = baseMs;
    this.#cap = capMs;
  }

  /** Pause after a link that was up has been lost. Everybody else may have lost it in the same moment. */
  lost(): number {
    return this.#random() * Math.max(this.#spread, this.#raise());
  }

  /** Pause after another attempt that failed. */
  failed(): number {
    return this.#random() * this.#raise();
  }

  /** The link has proved itself: failures before are forgotten. */
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
