import { DesktopError } from '@cordboard/core';
import { aborted } from '../wire/wait.js';

/** Something asked for whose end somebody else sees. */
export interface Asking {
  /** Settles once: as told, or with `aborted` when the caller gives up. */
  readonly done: Promise<void>;
  /** Aborts when it is settled: what is still on its way then is not waited for. */
  readonly signal: AbortSignal;
  /** Without an error it has come true. Later calls change nothing. */
  readonly settle: (error?: DesktopError) => void;
}

/** Something asked for by a caller who has not given up yet; `over` is told, in the same turn, when it is settled. */
export function asking(caller: AbortSignal, about: string, over: () => void): Asking {
  const control = new AbortController();
  let settle!: Asking['settle'];
  const done = new Promise<void>((resolve, reject) => {
    const onAbort = (): void => settle(aborted(about));
    settle = (error) => {
      if (control.signal.aborted) return;
      control.abort();
      caller.removeEventListener('abort', onAbort);
      over();
      if (error) reject(error);
      else resolve();
    };
    caller.addEventListener('abort', onAbort, { once: true });
  });
  return { done, signal: control.signal, settle };
}

/** Settles it as a request answered: by its own error, or by whatever went wrong on the way. */
export function failing({ settle }: Asking): (error: unknown) => void {
  return (error) => settle(DesktopError.from(error));
}
