import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { SimClock, type HostTimers } from './clock.js';
import { seededRandom } from './random.js';

/** A machine whose time a test moves, and which may be late. */
class Machine implements HostTimers {
  time = 0;
  wanted: { readonly at: number; readonly run: () => void } | undefined;

  now(): number {
    return this.time;
  }

  set(run: () => void, ms: number): unknown {
    this.wanted = { at: this.time + ms, run };
    return this.wanted;
  }

  clear(handle: unknown): void {
    if (this.wanted === handle) this.wanted = undefined;
  }

  /** Lets time pass; timers run when they are due, or `late` ms after. */
  pass(ms: number, late = 0): void {
    const end = this.time + ms;
    for (let next = this.wanted; next && next.at + late <= end; next = this.wanted) {
      this.time = Math.max(this.time, next.at + late);
      this.wanted = undefined;
      next.run();
    }
    this.time = end;
  }
}

describe('the virtual clock', () => {
  it('runs timers at their own time, in order, those of one moment as they were set', () => {
    const clock = new SimClock({ start: 1_000 });
    const ran: string[] = [];
    const note = (name: string) => () => void ran.push(`${name}@${clock.now()}`);
    clock.after(50, note('c'));
    clock.after(10, note('a'));
    clock.after(50, note('d'));
    clock.after(10, () => clock.after(5, note('b')));
    const cancel = clock.after(20, note('never'));
    cancel();
    clock.advance(49);
    assert.deepEqual(ran, ['a@1010', 'b@1015']);
    clock.advance(1);
    assert.deepEqual(ran.slice(2), ['c@1050', 'd@1050']);
    assert.equal(clock.now(), 1_050);
  });

  it('keeps many timers in order', () => {
    const clock = new SimClock({ start: 0 });
    const random = seededRandom(7);
    const ran: number[] = [];
    for (let index = 0; index < 2_000; index++) clock.after(random.whole(0, 500), () => void ran.push(clock.now()));
    clock.advance(1_000);
    assert.equal(ran.length, 2_000);
    assert.deepEqual(
      ran,
      [...ran].sort((a, b) => a - b),
    );
  });

  it('refuses to go back, to run itself and to flow without a machine', () => {
    const clock = new SimClock({ start: 0 });
    assert.throws(() => clock.advance(-1), RangeError);
    assert.throws(() => clock.advance(Number.NaN), RangeError);
    assert.throws(() => clock.setRate(1), /no host timers/);
    clock.after(1, () => clock.advance(1));
    assert.throws(() => clock.advance(1), /from a timer/);
  });
});

describe('a clock on a machine', () => {
  it('flows at its rate, and jumps when it is advanced', () => {
    const timers = new Machine();
    const clock = new SimClock({ start: 0, timers, rate: 10 });
    const ran: number[] = [];
    clock.after(100, () => void ran.push(clock.now()));
    timers.pass(5);
    assert.deepEqual([clock.now(), ran], [50, []]);
    timers.pass(5);
    assert.deepEqual(ran, [100]);
    clock.advance(1_000);
    assert.equal(clock.now(), 1_100);
    clock.setRate(0);
    timers.pass(60_000);
    assert.equal(clock.now(), 1_100);
    clock.setRate(1);
    timers.pass(7);
    assert.equal(clock.now(), 1_107);
  });

  it('does not pass a timer that the machine is late with, and gives it its own time', () => {
    const timers = new Machine();
    const clock = new SimClock({ start: 0, timers });
    const ran: number[] = [];
    clock.after(100, () => void ran.push(clock.now()));
    timers.pass(130, 50);
    assert.equal(clock.now(), 100);
    timers.pass(20, 50);
    assert.deepEqual([ran, clock.now()], [[100], 150]);
  });

  it('loses no time over many timers', () => {
    const timers = new Machine();
    const clock = new SimClock({ start: 0, timers, rate: 0.3 });
    let ticks = 0;
    const tick = (): void => {
      ticks++;
      clock.after(1, tick);
    };
    clock.after(1, tick);
    timers.pass(10_000);
    assert.ok(clock.now() >= 2_999 && clock.now() <= 3_000, `${clock.now()}`);
    assert.ok(ticks >= 2_500, `${ticks}`);
  });

  it('lets go of the machine when nothing is due', () => {
    const timers = new Machine();
    const clock = new SimClock({ start: 0, timers });
    clock.after(10, () => undefined);
    assert.ok(timers.wanted);
    clock.clear();
    assert.equal(timers.wanted, undefined);
  });
});

describe('seeded chance', () => {
  it('is the same for the same seed on every machine', () => {
    const random = seededRandom(42);
    assert.deepEqual([random.whole(0, 1_000), random.whole(0, 1_000), random.whole(0, 1_000)], [601, 448, 852]);
  });

  it('differs by seed and fills its range', () => {
    assert.notEqual(seededRandom(1).next(), seededRandom(2).next());
    const random = seededRandom(3);
    const counts = [0, 0, 0, 0];
    for (let index = 0; index < 40_000; index++) counts[random.whole(0, 4)]! += 1;
    for (const count of counts) assert.ok(Math.abs(count - 10_000) < 500, `${count}`);
  });
});
