import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { VirtualRuntime } from '@cordboard/testing';
import { Liveness } from './liveness.js';

function setUp(answer?: (liveness: Liveness) => void) {
  const runtime = new VirtualRuntime();
  const pings: number[] = [];
  let deadAt: number | undefined;
  const liveness: Liveness = new Liveness(runtime, {
    ping: () => {
      pings.push(runtime.monotonic());
      answer?.(liveness);
    },
    dead: () => {
      deadAt = runtime.monotonic();
      liveness.stop();
    },
  });
  liveness.start();
  return { runtime, liveness, pings, deadAt: () => deadAt };
}

describe('Liveness', () => {
  it('pings into silence, and takes half a minute of it for death', async () => {
    const { runtime, pings, deadAt } = setUp();
    await runtime.advance(60_000);
    assert.deepEqual(pings, [10_000, 20_000]);
    assert.equal(deadAt(), 30_000);
    assert.equal(runtime.timers, 0);
  });

  it('takes any frame for life, and does not ping while frames come', async () => {
    const { runtime, liveness, pings, deadAt } = setUp();
    for (let second = 0; second < 300; second += 9) {
      await runtime.advance(9_000);
      liveness.heard();
    }
    assert.deepEqual([pings, deadAt()], [[], undefined]);
  });

  it('lives on answered pings for a day', async () => {
    const { runtime, pings, deadAt } = setUp((liveness): void => void runtime.setTimer(() => liveness.heard(), 3_500));
    await runtime.advance(3_600_000);
    assert.ok(pings.length > 200);
    assert.equal(deadAt(), undefined);
  });

  it('notices death within five seconds of a hint', async () => {
    const { runtime, liveness, deadAt } = setUp();
    await runtime.advance(1_000);
    liveness.probe();
    liveness.probe();
    await runtime.advance(5_000);
    assert.ok(deadAt()! <= 6_000);
  });

  it('goes on after a hint that was answered', async () => {
    const { runtime, liveness, pings, deadAt } = setUp((answering) => answering.heard());
    liveness.probe();
    await runtime.advance(60_000);
    assert.equal(deadAt(), undefined);
    assert.ok(pings.length >= 5);
  });

  it('probes as soon as it finds that the machine slept', async () => {
    const { runtime, pings, deadAt } = setUp();
    await runtime.advance(2_000);
    runtime.sleep(8 * 3_600_000);
    await runtime.advance(1_000);
    assert.deepEqual(pings, [3_000]);
    await runtime.advance(4_000);
    assert.ok(deadAt()! <= 7_000);
  });

  it('does not take a page that stood still for a dead line: the frames are waiting behind the timer', () => {
    const timers = new LateTimers();
    let dead = 0;
    const liveness = new Liveness(timers, { ping: () => {}, dead: () => dead++ });
    liveness.start();
    for (let turn = 0; turn < 20; turn++) {
      timers.fireLate(60_000);
      liveness.heard();
    }
    assert.equal(dead, 0);
    // But a line that stays silent is dead even there.
    for (let turn = 0; turn < 4 && dead === 0; turn++) timers.fireLate(60_000);
    assert.equal(dead, 1);
  });
});

/** Timers that ring when told to, however late that is, as in a page in the background. */
class LateTimers {
  #now = 0;
  #timer: { readonly due: number; readonly run: () => void } | undefined;

  monotonic(): number {
    return this.#now;
  }

  wall(): number {
    return this.#now;
  }

  random(): number {
    return 0;
  }

  setTimer(run: () => void, ms: number): object {
    this.#timer = { due: this.#now + ms, run };
    return this.#timer;
  }

  clearTimer(handle: unknown): void {
    if (this.#timer === handle) this.#timer = undefined;
  }

  fireLate(by: number): void {
    const timer = this.#timer;
    assert.ok(timer);
    this.#timer = undefined;
    this.#now = timer.due + by;
    timer.run();
  }
}
