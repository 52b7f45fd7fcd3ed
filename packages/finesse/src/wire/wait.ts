import { DesktopError, type Runtime } from '@cordboard/core';

/** What a wait that was called off rejects with. */
export function aborted(): DesktopError {
  return new DesktopError('aborted', 'Aborted');
}

/** Resolves after `ms`; rejects with `aborted` as soon as the signal does, and leaves no timer and no listener behind. */
export function sleep(runtime: Runtime, ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(aborted());
      return;
    }
    const done = (): void => {
      signal.removeEventListener('abort', onAbort);
      resolve();
    };
    const timer = runtime.setTimer(done, ms);
    const onAbort = (): void => {
      runtime.clearTimer(timer);
      reject(aborted());
    };
    signal.addEventListener('abort', onAbort, { once: true });
  });
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
 * Runs `work` with a signal that aborts when one of the given ones does or when `ms` have passed. A run that outlives its time
 * rejects with what `late` makes.
 */
export async function within<T>(
  runtime: Runtime,
  ms: number,
  signals: readonly AbortSignal[],
  work: (signal: AbortSignal) => Promise<T>,
  late: () => Error,
): Promise<T> {
  const control = new AbortController();
  const onAbort = (): void => control.abort();
  let isLate = false;
  for (const signal of signals) {
    if (signal.aborted) control.abort();
    signal.addEventListener('abort', onAbort, { once: true });
  }
  const timer = runtime.setTimer(() => {
    isLate = true;
    control.abort();
  }, ms);
  try {
    return await orAborted(work(control.signal), control.signal);
  } catch (error) {
    throw isLate && !signals.some(({ aborted }) => aborted) ? late() : error;
  } finally {
    runtime.clearTimer(timer);
    for (const signal of signals) signal.removeEventListener('abort', onAbort);
    control.abort();
  }
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
