import { DesktopError } from '@cordboard/core';
import { isAbout, type Address, type BusMessage } from '../bus/message.js';

/** What was asked and has not been settled. */
export interface Ask<T> {
  /** One at a time has this key: channel, topic, operation and call, because no answer tells which question it answers. */
  readonly key: string;
  /** The answer that settles it, where there is one: by its address, or by what more tells it. */
  readonly answer?: Address | ((message: BusMessage) => boolean);
  /** What the answer gives. */
  readonly read?: (message: BusMessage) => T;
  /** Whether what has just been reported is what was asked for. */
  readonly shown?: () => T | undefined;
  /** The error types that the pages list for it; with none, any error is taken for its own. */
  readonly errors?: readonly string[];
  /** The call it is about, where an error may name that. */
  readonly call?: string;
}

interface Waiting extends Ask<unknown> {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: DesktopError) => void;
}

/**
 * Questions to a bus that has no correlation id. A question is settled by its paired answer, by a report that shows what was asked for, or
 * by an error; the deadline is the caller's. An error tells nothing of its question either: it goes to the youngest that lists its type,
 * else to the youngest at all.
 */
export class Pending {
  readonly #waiting: Waiting[] = [];

  /**
   * Asks, by `send`. Rejects with `busy`, and sends nothing, while the same question is open; when the signal aborts, with its reason if
   * that is a `DesktopError`, else with `aborted`.
   */
  ask<T>(ask: Ask<T>, send: () => void, signal: AbortSignal): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const given = (): DesktopError =>
        signal.reason instanceof DesktopError ? signal.reason : new DesktopError('aborted', `Aborted: ${ask.key}`);
      if (signal.aborted) return reject(given());
      if (this.#waiting.some(({ key }) => key === ask.key)) {
        return reject(new DesktopError('busy', `Asked already, and not answered: ${ask.key}`));
      }
      const onAbort = (): void => waiting.reject(given());
      const over = (): void => {
        signal.removeEventListener('abort', onAbort);
        const index = this.#waiting.indexOf(waiting);
        if (index >= 0) this.#waiting.splice(index, 1);
      };
      const waiting: Waiting = {
        ...ask,
        resolve: (value) => (over(), resolve(value as T)),
        reject: (error) => (over(), reject(error)),
      };
      this.#waiting.push(waiting);
      signal.addEventListener('abort', onAbort);
      try {
        send();
      } catch (error) {
        waiting.reject(DesktopError.from(error));
      }
    });
  }

  /** Whether the message was an answer to a question. */
  answered(message: BusMessage): boolean {
    const waiting = this.#waiting.find(({ answer }) =>
      typeof answer === 'function' ? answer(message) : answer && isAbout(message, answer),
    );
    if (!waiting) return false;
    try {
      waiting.resolve(waiting.read?.(message));
    } catch (error) {
      waiting.reject(DesktopError.from(error));
    }
    return true;
  }

  /** Settles what the reports up to now show. */
  reported(): void {
    for (const waiting of [...this.#waiting]) {
      const value = waiting.shown?.();
      if (value !== undefined) waiting.resolve(value);
    }
  }

  /** Whether somebody was waiting for the error. Where it names a call, those who asked about that one come first. */
  failed(errorType: string, error: DesktopError, call?: string): boolean {
    const youngestFirst = [...this.#waiting].reverse();
    const listed = youngestFirst.filter(({ errors }) => errors?.some((type) => type.toLowerCase() === errorType.toLowerCase()));
    const named = call === undefined ? undefined : listed.find((waiting) => waiting.call === call);
    const waiting = named ?? listed[0] ?? youngestFirst.find(({ errors }) => errors === undefined);
    waiting?.reject(error);
    return waiting !== undefined;
  }

  /** Nothing will answer any more. */
  close(error: DesktopError): void {
    for (const waiting of [...this.#waiting]) waiting.reject(error);
  }
}
