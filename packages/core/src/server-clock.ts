import type { ServerTime } from './model.js';
import type { ClockSample } from './port.js';

// Quartz in PCs and servers is good to about 100 ppm each; older samples are worth that much less.
const DRIFT_PER_MS = 0.0002;
const KEEP_MS = 5 * 60_000;
const KEEP_COUNT = 16;
// How much of real time a correction may take: a shown second lasts at most 5 % longer or shorter, which nobody sees.
const SLEW = 0.05;
// Beyond this the estimate was plainly wrong (another host, a clock set right): going forward at once is the smaller lie.
const STEP_MS = 2_000;
const SLEPT_MS = 5_000;

/**
 * An estimate of the server's clock from exchanges that carried its time. Of the samples of the last minutes the one with the
 * shortest round trip counts most, since the error of a sample is at most half of its round trip. Corrections are slewed, and
 * the estimate never goes back. Before the first sample it follows the wall clock given.
 */
export class ServerClock {
  readonly #wall: () => number;
  #samples: readonly ClockSample[] = [];
  /** Server time minus monotonic time, as shown at `#at`. */
  #offset: number | undefined;
  #at = 0;
  #target = 0;
  #shown = -Infinity;
  /** Wall minus monotonic time at the last sample. */
  #gap: number | undefined;

  constructor(wall: () => number) {
    this.#wall = wall;
  }

  /** Takes one exchange into account. Samples that contradict themselves are left out. */
  add(sample: ClockSample): void {
    const roundTrip = sample.receivedAt - sample.sentAt;
    if (!(roundTrip >= 0) || !Number.isFinite(sample.serverTime)) return;
    const fresh = this.#sleptBefore(sample) ? [] : this.#samples.filter((old) => sample.receivedAt - old.receivedAt < KEEP_MS);
    this.#samples = [...fresh.slice(-(KEEP_COUNT - 1)), sample];
    const best = this.#samples.reduce((a, b) => (uncertainty(b, sample.receivedAt) < uncertainty(a, sample.receivedAt) ? b : a));
    this.#aim(offsetOf(best), sample.receivedAt);
  }

  /** The server's time at a monotonic time; never less than a time returned before. */
  at(monotonic: number): ServerTime {
    const time = this.#offset === undefined ? this.#wall() : monotonic + this.#offsetAt(monotonic);
    this.#shown = Math.max(this.#shown, time);
    return this.#shown;
  }

  // While a machine sleeps its monotonic clock may stand still; then the two local clocks drift apart and old samples are worth nothing.
  #sleptBefore(sample: ClockSample): boolean {
    const gap = this.#wall() - sample.receivedAt;
    const slept = this.#gap !== undefined && Math.abs(gap - this.#gap) > SLEPT_MS;
    this.#gap = gap;
    return slept;
  }

  #aim(target: number, monotonic: number): void {
    if (this.#offset === undefined) {
      // Nothing shown before the first sample counts as a promise.
      this.#shown = -Infinity;
      this.#offset = target;
    } else {
      const now = this.#offsetAt(monotonic);
      this.#offset = target - now > STEP_MS ? target : now;
    }
    this.#at = monotonic;
    this.#target = target;
  }

  #offsetAt(monotonic: number): number {
    const from = this.#offset ?? 0;
    const reach = Math.max(0, monotonic - this.#at) * SLEW;
    return this.#target >= from ? Math.min(this.#target, from + reach) : Math.max(this.#target, from - reach);
  }
}

function offsetOf(sample: ClockSample): number {
  return sample.serverTime - (sample.sentAt + sample.receivedAt) / 2;
}

function uncertainty(sample: ClockSample, now: number): number {
  return (sample.receivedAt - sample.sentAt) / 2 + (now - sample.receivedAt) * DRIFT_PER_MS;
}
