import { Observable, type Subscriber } from 'rxjs';

/** What makes a stream one of state: its value before anything was told, and which values are the same. */
export interface StateOptions<T> {
  readonly first: () => T;
  readonly isSame?: (before: T, now: T) => boolean;
}

/**
 * One source for any number of observers: `start` is called with the first and what it returns with the last. With `state` each observer gets the present
 * value at once, then each that differs; without, only what comes. Completes when `closed` aborts.
 */
export function sharedStream<T>(
  closed: AbortSignal,
  start: (next: (value: T) => void) => () => void,
  state?: StateOptions<T>,
): Observable<T> {
  const listeners = new Set<Subscriber<T>>();
  const isSame = state?.isSame ?? Object.is;
  let last: { readonly value: T } | undefined;
  let stop: (() => void) | undefined;
  const next = (value: T): void => {
    if (state && last && isSame(last.value, value)) return;
    last = { value };
    for (const listener of [...listeners]) listener.next(value);
  };
  return new Observable((subscriber) => {
    if (state && listeners.size === 0) last = { value: state.first() };
    if (state && last) subscriber.next(last.value);
    if (closed.aborted) return subscriber.complete();
    const onClose = (): void => subscriber.complete();
    closed.addEventListener('abort', onClose, { once: true });
    listeners.add(subscriber);
    if (listeners.size === 1) stop = start(next);
    return () => {
      closed.removeEventListener('abort', onClose);
      listeners.delete(subscriber);
      if (listeners.size > 0) return;
      stop?.();
      stop = undefined;
    };
  });
}
