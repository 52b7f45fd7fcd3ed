import { Observable, type Subscriber } from 'rxjs';

/**
 * Streams by key that share one dispatch: a change of one key reaches the observers of that key and costs the others nothing.
 * Each stream replays the present value and completes with `close`.
 */
export class Keyed<V> {
  readonly #watchers = new Map<string, Set<Subscriber<V>>>();
  readonly #current: (key: string) => V;
  #closed = false;

  constructor(current: (key: string) => V) {
    this.#current = current;
  }

  watch(key: string): Observable<V> {
    return new Observable<V>((subscriber) => {
      const watchers = this.#watchers.get(key) ?? new Set();
      this.#watchers.set(key, watchers.add(subscriber));
      subscriber.add(() => {
        watchers.delete(subscriber);
        if (watchers.size === 0 && this.#watchers.get(key) === watchers) this.#watchers.delete(key);
      });
      subscriber.next(this.#current(key));
      if (this.#closed) subscriber.complete();
    });
  }

  /** Tells the observers of `key` its present value. */
  notify(key: string): void {
    const watchers = this.#watchers.get(key);
    if (!watchers) return;
    const value = this.#current(key);
    for (const subscriber of [...watchers]) subscriber.next(value);
  }

  /** The keys somebody watches. */
  keys(): IterableIterator<string> {
    return this.#watchers.keys();
  }

  close(): void {
    this.#closed = true;
    for (const watchers of [...this.#watchers.values()]) for (const subscriber of [...watchers]) subscriber.complete();
  }
}

/** What `pick` gives of each value, and only where it differs (`===`) from the one before. Completes and errs as `source$` does. */
export function changes<T, U>(source$: Observable<T>, pick: (value: T) => U): Observable<U> {
  return new Observable((subscriber) => {
    let last: { readonly picked: U } | undefined;
    const next = (value: T): void => {
      const picked = pick(value);
      if (last?.picked === picked && last) return;
      last = { picked };
      subscriber.next(picked);
    };
    subscriber.add(source$.subscribe({ next, error: (error: unknown) => subscriber.error(error), complete: () => subscriber.complete() }));
  });
}
