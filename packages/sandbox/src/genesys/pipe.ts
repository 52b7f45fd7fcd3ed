import type { Clock } from '../engine/index.js';
import type { Random } from '../engine/random.js';
import type { GenesysQuirks } from './quirks.js';

/** The way from what happens to who is told: everything passes with a delay, and nothing overtakes anything. */
export class EventPipe {
  readonly #clock: Clock;
  readonly #quirks: () => GenesysQuirks;
  readonly #random: () => Random;
  #free = 0;
  #generation = 0;

  constructor(clock: Clock, quirks: () => GenesysQuirks, random: () => Random) {
    this.#clock = clock;
    this.#quirks = quirks;
    this.#random = random;
  }

  /** Runs `deliver` when its delay is over, behind everything that was pushed before. */
  push(deliver: () => void): void {
    const { eventMs, eventJitterMs } = this.#quirks();
    const generation = this.#generation;
    const due = Math.max(this.#free, this.#clock.now() + eventMs + this.#random().next() * eventJitterMs);
    this.#free = due;
    this.#clock.after(due - this.#clock.now(), () => {
      if (generation === this.#generation) deliver();
    });
  }

  /** Settles when everything that was pushed before has been delivered. */
  drained(): Promise<void> {
    return new Promise((resolve) => this.#clock.after(this.#free - this.#clock.now(), resolve));
  }

  /** Settles when it is time to answer a command. */
  async ack(): Promise<void> {
    const { ackMs, ackJitterMs, eventBeforeAck } = this.#quirks();
    if (eventBeforeAck) await this.drained();
    const wait = ackMs + this.#random().next() * ackJitterMs;
    if (wait > 0) await new Promise<void>((resolve) => void this.#clock.after(wait, resolve));
  }

  /** Forgets what is on its way. */
  clear(): void {
    this.#generation += 1;
    this.#free = 0;
  }
}
