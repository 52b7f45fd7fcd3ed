import { DesktopError, type Runtime } from '@cordboard/core';

/** What a wait that was called off rejects with. */
export function aborted(): DesktopError {
  return new DesktopError('aborted');
}

/** Wakes whoever waits: something has happened that makes waiting longer pointless. */
export class Bell {
  readonly #waiting = new Set<() => void>();

  ring(): void {
    for (const wake of [...this.#waiting]) wake();
  }

  /**
   * Resolves at the next ring, or after `ms` if given; rejects with `aborted` as soon as the signal does. Leaves no timer and no listener
   * behind.
   */
  wait(signal: AbortSignal, runtime?: Runtime, ms?: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const onAbort = (): void => finish(() => reject(aborted()));
      const wake = (): void => finish(resolve);
      const timer = ms === undefined || signal.aborted ? undefined : runtime?.setTimer(wake, ms);
      const finish = (settle: () => void): void => {
        this.#waiting.delete(wake);
        signal.removeEventListener('abort', onAbort);
        if (timer !== undefined) runtime?.clearTimer(timer);
        settle();
      };
      if (signal.aborted) return onAbort();
      this.#waiting.add(wake);
      signal.addEventListener('abort', onAbort, { once: true });
    });
  }
}

/** Resolves after `ms`; rejects with `aborted` as soon as the signal does, and leaves no timer and no listener behind. */
export function sleep(runtime: Runtime, ms: number, signal: AbortSignal): Promise<void> {
  return new Bell().wait(signal, runtime, ms);
}

/** Settles as `promise` does, or rejects with `aborted` as soon as the signal does. */
export function orAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) reject(aborted());
    const onAbort = (): void => reject(aborted());
    signal.addEventListener('abort', onAbort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}

/**
 * Runs `work` with a signal that aborts when one of the given ones does, and when `work` has settled: parts of it that are still under
 * way then are called off. Rejects with `aborted` as soon as a given signal aborts.
 */
export async function scoped<T>(signals: readonly AbortSignal[], work: (signal: AbortSignal, end: () => void) => Promise<T>): Promise<T> {
  if (signals.some((signal) => signal.aborted)) throw aborted();
  const control = new AbortController();
  const end = (): void => control.abort();
  for (const signal of signals) signal.addEventListener('abort', end, { once: true });
  try {
    return await orAborted(work(control.signal, end), control.signal);
  } finally {
    for (const signal of signals) signal.removeEventListener('abort', end);
    end();
  }
}

/** As {@link scoped}, but a run that takes longer than `ms` is called off as well, and rejects with what `late` makes. */
export async function within<T>(
  runtime: Runtime,
  ms: number,
  signals: readonly AbortSignal[],
  work: (signal: AbortSignal) => Promise<T>,
  late: () => Error,
): Promise<T> {
  let isLate = false;
  return scoped(signals, async (signal, end) => {
    const timer = runtime.setTimer(() => {
      isLate = true;
      end();
    }, ms);
    signal.addEventListener('abort', () => runtime.clearTimer(timer), { once: true });
    return work(signal);
  }).catch((error: unknown) => {
    throw isLate && !signals.some((signal) => signal.aborted) ? late() : error;
  });
}

/** A promise with its two ends. */
export interface Deferred<T> {
  readonly promise: Promise<T>;
  resolve(value: T): void;
  reject(error: unknown): void;
}

/** A promise to be settled from outside. Nobody has to listen: a rejection that nobody waits for is no fault. */
export function deferred<T>(): Deferred<T> {
  let resolve!: (value: T) => void;
  let reject!: (error: unknown) => void;
  const promise = new Promise<T>((res, rej) => {
    resolve = res;
    reject = rej;
  });
  promise.catch(() => {});
  return { promise, resolve, reject };
}
