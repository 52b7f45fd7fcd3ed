import { DesktopError, type Runtime } from '@cordboard/core';
import type { BusMessage } from '../bus/message.js';

/** Asks once, and gives the answer; gives up when the signal aborts, with its reason. */
export type AskOnce = (signal: AbortSignal) => Promise<BusMessage>;

/**
 * What is being read. The same read is asked once for all who want it at a time, because no answer tells whose it is; and it has a deadline,
 * because the bus may not know it and says nothing then. Who reads through a client has none of their own.
 */
export class Readings {
  readonly #runtime: Runtime;
  readonly #answerMs: number;
  readonly #underWay = new Map<string, Promise<BusMessage>>();

  constructor(runtime: Runtime, answerMs: number) {
    this.#runtime = runtime;
    this.#answerMs = answerMs;
  }

  /**
   * The answer. Rejects with `timeout` when none came in time, with `aborted` when the signal aborts (the others wait on), else as `ask` does.
   * `what` tells one read from another.
   */
  read(what: string, ask: AskOnce, signal: AbortSignal): Promise<BusMessage> {
    return new Promise((resolve, reject) => {
      const onAbort = (): void => reject(signal.reason instanceof DesktopError ? signal.reason : new DesktopError('aborted', what));
      if (signal.aborted) return onAbort();
      signal.addEventListener('abort', onAbort);
      const over = (): void => signal.removeEventListener('abort', onAbort);
      void (this.#underWay.get(what) ?? this.#begin(what, ask)).then(resolve, reject).finally(over);
    });
  }

  #begin(what: string, ask: AskOnce): Promise<BusMessage> {
    const giveUp = new AbortController();
    const late = (): void => giveUp.abort(new DesktopError('timeout', `No answer to ${what}`));
    const timer = this.#runtime.setTimer(late, this.#answerMs);
    const asked = ask(giveUp.signal).finally(() => {
      this.#runtime.clearTimer(timer);
      this.#underWay.delete(what);
    });
    this.#underWay.set(what, asked);
    return asked;
  }
}
