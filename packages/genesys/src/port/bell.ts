import type { Runtime } from '@cordboard/core';
import { aborted } from '../wire/wait.js';

/** Wakes whoever rests: something has happened that makes waiting longer pointless. One rests at a time. */
export class Bell {
  readonly #runtime: Runtime;
  #wake: (() => void) | undefined;

  constructor(runtime: Runtime) {
    this.#runtime = runtime;
  }

  ring(): void {
    this.#wake?.();
  }

  /** Resolves at the next ring, or after `ms` if given. Rejects with `aborted` as soon as the signal does; leaves nothing behind. */
  async rest(signal: AbortSignal, ms?: number): Promise<void> {
    if (signal.aborted) throw aborted();
    let timer: unknown;
    let onAbort: (() => void) | undefined;
    await new Promise<void>((resolve, reject) => {
      onAbort = () => reject(aborted());
      this.#wake = resolve;
      signal.addEventListener('abort', onAbort, { once: true });
      if (ms !== undefined) timer = this.#runtime.setTimer(resolve, ms);
    }).finally(() => {
      this.#wake = undefined;
      if (onAbort) signal.removeEventListener('abort', onAbort);
      if (timer !== undefined) this.#runtime.clearTimer(timer);
    });
  }
}
