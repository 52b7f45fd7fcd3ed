import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Backoff } from './backoff.js';

function dice(seed: number): { random: () => number } {
  let state = seed;
  return {
    random: () => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return state / 2 ** 32;
    },
  };
}
const highest = { random: () => 0.999_999 };

describe('Backoff', () => {
  it('doubles after each failure, up to a minute, and jitters over the whole of it', () => {
    const backoff = new Backoff(highest);
    const pauses = Array.from({ length: 9 }, () => Math.round(backoff.failed(10) / 1000));
    assert.deepEqual(pauses, [1, 2, 4, 8, 16, 32, 60, 60, 60]);
    assert.equal(new Backoff({ random: () => 0 }).failed(10), 0);
  });

  it('spreads a lost link over twelve seconds, and is not quick again before the link has proved itself', () => {
    const backoff = new Backoff(highest);
    const pauses = Array.from({ length: 6 }, () => Math.round(backoff.lost() / 1000));
    assert.deepEqual(pauses, [12, 12, 12, 12, 16, 32]);
    backoff.settled();
    assert.equal(Math.round(backoff.lost() / 1000), 12);
  });

  it('never comes back sooner than the server asked for', () => {
    assert.equal(new Backoff({ random: () => 0 }).failed(10, 30_000), 30_000);
  });

  it('waits longer after a failure that took long', () => {
    assert.ok(new Backoff(highest).failed(10_000) > 29_000);
  });

  it('pauses after an answer that is slow for this line, and not for a line that is always slow', () => {
    const near = new Backoff(highest);
    assert.equal(near.answered(20), 0);
    assert.ok(near.answered(2_000) > 10_000);
    const far = new Backoff(highest);
    assert.deepEqual([far.answered(700), far.answered(900), far.answered(2_000)], [0, 0, 0]);
  });
});

interface Outcome {
  readonly lastBack: number;
  readonly peak: number;
  readonly late: number;
}

const STEPS = 5;
const PATIENCE = 10_000;
const SERVICE_MS = 10;

// All lose their link in one moment; the server takes 100 requests a second, one after another, and serves abandoned ones as well.
function herd(size: number, seed: number): Outcome {
  const runtime = dice(seed);
  const events = new Timeline();
  const perSecond = new Map<number, number>();
  let freeAt = 0;
  let served = 0;
  let late = 0;
  let lastBack = 0;
  for (let client = 0; client < size; client++) {
    const backoff = new Backoff(runtime);
    let step = 0;
    // A session that was up before: it knows how quick this server can be.
    backoff.answered(20);
    const send = (at: number): void => {
      const second = Math.floor(at / 1000);
      perSecond.set(second, (perSecond.get(second) ?? 0) + 1);
      freeAt = Math.max(freeAt, at) + SERVICE_MS;
      served++;
      const took = freeAt - at;
      if (took > PATIENCE) {
        late++;
        const again = at + PATIENCE + backoff.failed(PATIENCE);
        events.at(again, () => send(again));
      } else if (++step === STEPS) {
        lastBack = Math.max(lastBack, freeAt);
      } else {
        const next = freeAt + backoff.answered(took);
        events.at(next, () => send(next));
      }
    };
    const first = backoff.lost();
    events.at(first, () => send(first));
  }
  events.run();
  const peak = Math.max(...Array.from({ length: 10 }, (_, second) => perSecond.get(second) ?? 0));
  return { lastBack, peak, late: late / served };
}

class Timeline {
  readonly #heap: { readonly at: number; readonly run: () => void }[] = [];

  at(at: number, run: () => void): void {
    const heap = this.#heap;
    let place = heap.push({ at, run }) - 1;
    for (let parent = (place - 1) >> 1; place > 0 && heap[parent]!.at > heap[place]!.at; parent = (place - 1) >> 1) {
      [heap[parent], heap[place]] = [heap[place]!, heap[parent]!];
      place = parent;
    }
  }

  run(): void {
    for (let next = this.#pop(); next; next = this.#pop()) next.run();
  }

  #pop(): { readonly run: () => void } | undefined {
    const heap = this.#heap;
    const [top] = heap;
    const last = heap.pop();
    if (!last || heap.length === 0) return top;
    heap[0] = last;
    for (let place = 0; ;) {
      let child = 2 * place + 1;
      if (child >= heap.length) return top;
      if (child + 1 < heap.length && heap[child + 1]!.at < heap[child]!.at) child++;
      if (heap[place]!.at <= heap[child]!.at) return top;
      [heap[place], heap[child]] = [heap[child]!, heap[place]!];
      place = child;
    }
  }
}

describe('a herd of 2,000 that lose their link at once', () => {
  const size = 2_000;
  const ideal = size * STEPS * SERVICE_MS;
  for (const seed of [1, 2, 3, 4, 5]) {
    it(`comes back in time, without a storm (seed ${seed})`, (t) => {
      const { lastBack, peak, late } = herd(size, seed);
      t.diagnostic(`last back ${(lastBack / ideal).toFixed(3)}x ideal, peak ${peak}/s, too late ${(100 * late).toFixed(2)} %`);
      assert.ok(lastBack <= 1.3 * ideal, `last back after ${lastBack / ideal}x the ideal time`);
      assert.ok(peak <= 0.15 * size, `${peak} requests in one second`);
      assert.ok(late <= 0.01, `${100 * late} % served too late`);
    });
  }
});
