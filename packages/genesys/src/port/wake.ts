/** Calls `run` whenever the network or the page may have come back, until the returned function is called. It proves nothing. */
export type OnWake = (run: () => void) => () => void;

type Listener = () => void;
interface Listenable {
  addEventListener(type: string, listener: Listener): void;
  removeEventListener(type: string, listener: Listener): void;
}

/** What a page tells: that there is a network, that it is shown, that it goes on after it was suspended. Node tells nothing. */
export const wakeOfPage: OnWake = (run) => {
  const scope = globalThis as { readonly document?: Listenable & { readonly visibilityState?: string } } & Partial<Listenable>;
  const page = scope.document;
  const onShown = (): void => {
    if (page?.visibilityState === 'visible') run();
  };
  const heard: readonly (readonly [Partial<Listenable> | undefined, string, Listener])[] = [
    [scope, 'online', run],
    [scope, 'pageshow', run],
    [page, 'resume', run],
    [page, 'visibilitychange', onShown],
  ];
  for (const [target, type, listener] of heard) target?.addEventListener?.(type, listener);
  return () => {
    for (const [target, type, listener] of heard) target?.removeEventListener?.(type, listener);
  };
};
