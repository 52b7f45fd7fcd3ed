import { DesktopError, type Runtime } from '@cordboard/core';

/** What a wait that was called off rejects with. */
export function aborted(about?: string): DesktopError {
  return new DesktopError('aborted', about);
}

/** Resolves after `ms`; rejects with `aborted` as soon as the signal does, and leaves no timer and no listener behind. */
export function sleep(runtime: Runtime, ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(aborted());
    const onAbort = (): void => {
      runtime.clearTimer(timer);
      reject(aborted());
    };
    const timer = runtime.setTimer(() => {
      signal.removeEventListener('abort', onAbort);
      resolve();
    }, ms);
    signal.addEventListener('abort', onAbort, { once: true });
  });
}

/** A signal that aborts with any of the others, or after `ms`, and the way to let go of them again. */
export function limited(
  runtime: Runtime,
  ms: number,
  signals: readonly (AbortSignal | undefined)[],
): { readonly signal: AbortSignal; readonly isLate: () => boolean; readonly release: () => void } {
  const control = new AbortController();
  let late = false;
  const abort = (): void => control.abort();
  const timer = runtime.setTimer(() => {
    late = true;
    abort();
  }, ms);
  for (const signal of signals) {
    if (signal?.aborted) abort();
    signal?.addEventListener('abort', abort, { once: true });
  }
  const release = (): void => {
    runtime.clearTimer(timer);
    for (const signal of signals) signal?.removeEventListener('abort', abort);
  };
  return { signal: control.signal, isLate: () => late, release };
}
