import type { Runtime, TimerHandle } from '@cordboard/core';

/** A timer that is set or not, and once only at a time. */
export class Alarm {
  readonly #runtime: Runtime;
  #set: { readonly handle: TimerHandle } | undefined;

  constructor(runtime: Runtime) {
    this.#runtime = runtime;
  }

  /** Runs it after that many milliseconds. One that is set already stays as it is. */
  set(ms: number, run: () => void): void {
    this.#set ??= {
      handle: this.#runtime.setTimer(() => {
        this.#set = undefined;
        run();
      }, ms),
    };
  }

  get isSet(): boolean {
    return this.#set !== undefined;
  }

  clear(): void {
    if (this.#set) this.#runtime.clearTimer(this.#set.handle);
    this.#set = undefined;
  }
}
