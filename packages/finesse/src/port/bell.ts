import type { Runtime } from '@cordboard/core';
import { aborted } from '../wire/wait.js';

/** Wakes whoever waits: something has happened that makes waiting longer pointless. */
export class Bell {
  readonly #waiting = new Set<() => void>();

  ring(): void {
    for (const wake of [...this.#waiting]) wake();
  }

  /** Resolves at the next ring, or after `ms` if given; rejects with `aborted` when the signal does. */
  wait(signal: AbortSignal, runtime?: Runtime, ms?: number): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal.aborted) {
        reject(aborted());
        return;
      }
      const finish = (): void => {
        this.#waiting.delete(wake);
        signal.removeEventListener('abort', onAbort);
        if (timer !== undefined) runtime?.clearTimer(timer);
      };
      const wake = (): void => {
        finish();
        resolve();
      };
      const onAbort = (): void => {
        finish();
        reject(aborted());
      };
      const timer = ms === undefined ? undefined : runtime?.setTimer(wake, ms);
      this.#waiting.add(wake);
      signal.addEventListener('abort', onAbort, { once: true });
    });
  }
}
