import { Observable, type Subscriber } from 'rxjs';
import { realRuntime, type Runtime, type TimerHandle } from './runtime.js';

const EVERY_MS = 1000;
const PAGE_TICK = Symbol.for('cordboard.tick');

const ticks = new WeakMap<Runtime, Observable<number>>();

/**
 * The one ticker of a page: emits the monotonic time of each whole second to everybody who listens, and has a timer only while
 * somebody does. Two copies of the kit on a page meet in it.
 */
export function sharedTick(runtime: Runtime): Observable<number> {
  if (runtime === realRuntime) return ((globalThis as { [PAGE_TICK]?: Observable<number> })[PAGE_TICK] ??= ticking(runtime));
  const known = ticks.get(runtime) ?? ticking(runtime);
  ticks.set(runtime, known);
  return known;
}

function ticking(runtime: Runtime): Observable<number> {
  const listeners = new Set<Subscriber<number>>();
  let last = 0;
  let handle: TimerHandle;
  const next = () => {
    // A listener may leave and another come within one beat.
    runtime.clearTimer(handle);
    handle = runtime.setTimer(beat, last + EVERY_MS - runtime.monotonic());
  };
  const beat = () => {
    const now = second(runtime.monotonic());
    // Timers may fire a moment early; emitting then would show the same second twice.
    if (now > last) {
      last = now;
      for (const listener of [...listeners]) listener.next(now);
    }
    if (listeners.size > 0) next();
  };
  return new Observable((subscriber) => {
    listeners.add(subscriber);
    if (listeners.size === 1) {
      last = second(runtime.monotonic());
      next();
    }
    return () => {
      listeners.delete(subscriber);
      if (listeners.size === 0) runtime.clearTimer(handle);
    };
  });
}

// The boundary, not the moment the timer happened to fire: counters fed from it neither skip nor repeat a second.
function second(monotonic: number): number {
  return monotonic - (monotonic % EVERY_MS);
}
