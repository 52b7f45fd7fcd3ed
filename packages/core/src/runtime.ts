/** Everything that time and chance can move, so that a test, a replay or a simulation can hold it still. */
export interface Runtime {
  /** Milliseconds that never go back and know nothing of the calendar. */
  monotonic(): number;
  /** Milliseconds since 1970 on this machine's clock, which may be wrong and may jump. */
  wall(): number;
  /** Calls `run` once after `ms` milliseconds; for 0, as soon as the page has had a turn. */
  setTimer(run: () => void, ms: number): TimerHandle;
  clearTimer(handle: TimerHandle): void;
  /** A number in [0, 1). */
  random(): number;
}

/** What `Runtime.setTimer` returns; opaque. */
export type TimerHandle = unknown;

/** The real clock, timers and chance of this page or process. */
export const realRuntime: Runtime = {
  monotonic: () => performance.now(),
  wall: () => Date.now(),
  setTimer: (run, ms) => (ms > 0 ? setTimeout(run, ms) : nextTurn(run)),
  clearTimer: (handle) => (handle instanceof MessagePort ? handle.close() : clearTimeout(handle as ReturnType<typeof setTimeout>)),
  random: () => Math.random(),
};

// Messages are not held up: before each of many timers in a row browsers wait 4 ms, and a second where the page is hidden.
function nextTurn(run: () => void): MessagePort {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    port1.close();
    run();
  };
  port2.postMessage(0);
  return port1;
}
