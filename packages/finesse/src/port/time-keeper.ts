import type { Runtime } from '@cordboard/core';
import { sleep } from '../wire/wait.js';

/** The clock is read again after this, and each time after twice as long: a line soon shows its best, and clocks drift slowly. */
const FIRST_MS = 20_000;
const LAST_MS = 600_000;

/** Has the server's clock read now and then, until the signal aborts. Never rejects. */
export async function keepTime(runtime: Runtime, signal: AbortSignal, read: () => Promise<void>): Promise<void> {
  try {
    for (let ms = FIRST_MS; ; ms = Math.min(2 * ms, LAST_MS)) {
      await sleep(runtime, ms * (0.75 + 0.5 * runtime.random()), signal);
      await read();
    }
  } catch {
    // The link is down, and its next life keeps its own time.
  }
}

/** Has everything read again about every `ms`, until the signal aborts: the only cure for a report that was lost without a trace. Never rejects. */
export async function keepTrue(runtime: Runtime, signal: AbortSignal, ms: number, read: () => Promise<void>): Promise<void> {
  if (!(ms > 0)) return;
  try {
    for (;;) {
      await sleep(runtime, ms * (0.75 + 0.25 * runtime.random()), signal);
      await read();
    }
  } catch {
    // The link is down, and everything is read when it comes back.
  }
}
