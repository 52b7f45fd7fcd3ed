import { DesktopError, type Runtime } from '@cordboard/core';

/**
 * Settles a question that is answered by a refusal only: resolves when none has come after that many milliseconds. Rejects with the refusal,
 * or as `ask` does when the caller aborts.
 */
export async function unlessRefused(
  ask: (signal: AbortSignal) => Promise<unknown>,
  { runtime, ms, signal }: { readonly runtime: Runtime; readonly ms: number; readonly signal: AbortSignal },
): Promise<void> {
  const over = new AbortController();
  const quiet = new DesktopError('aborted', 'Nothing more is awaited');
  const timer = runtime.setTimer(() => over.abort(quiet), ms);
  const onAbort = (): void => over.abort(signal.reason);
  if (signal.aborted) onAbort();
  signal.addEventListener('abort', onAbort);
  try {
    await ask(over.signal);
  } catch (error) {
    if (over.signal.reason !== quiet) throw error;
  } finally {
    runtime.clearTimer(timer);
    signal.removeEventListener('abort', onAbort);
  }
}
