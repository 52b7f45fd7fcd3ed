import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Observable, Subscription } from 'rxjs';

/** The latest that a watched stream has said. */
export interface Watched<T> {
  /** `undefined` until the stream has emitted, and again once the host watches another stream. */
  readonly value: T | undefined;
  /** What the stream failed with, if it failed. The client's own streams never do. */
  readonly error: unknown;
}

/**
 * Watches one stream for an element: subscribes while the element is on the page, asks for a render whenever a value comes.
 *
 * `deps` is read before every render and `choose` is called again only when one of them changed, because the client's methods
 * return a new Observable at each call. The first value of a replaying stream is there in the very render that subscribed.
 */
export class StreamController<T, Deps extends readonly unknown[]> implements ReactiveController, Watched<T> {
  value: T | undefined;
  error: unknown;
  readonly #host: ReactiveControllerHost;
  readonly #deps: () => Deps;
  readonly #choose: (...deps: Deps) => Observable<T> | undefined;
  #seen: Deps | undefined;
  #subscription: Subscription | undefined;
  #onPage = false;

  constructor(host: ReactiveControllerHost, deps: () => Deps, choose: (...deps: Deps) => Observable<T> | undefined) {
    this.#host = host;
    this.#deps = deps;
    this.#choose = choose;
    host.addController(this);
  }

  // An element that is merely put back into the page is not rendered again by Lit, and would stay deaf.
  hostConnected(): void {
    this.#onPage = true;
    this.#host.requestUpdate();
  }

  // Here rather than when connected: by now attributes, properties and context are all in, and a value lands in this render.
  hostUpdate(): void {
    // A render that was asked for on the page may come when the element has left it; what is watched then is watched for ever.
    if (!this.#onPage) return;
    const deps = this.#deps();
    const same = this.#seen?.every((dep, index) => Object.is(dep, deps[index])) ?? false;
    if (same && this.#subscription) return;
    this.#subscription?.unsubscribe();
    // Kept across leaving and re-entering (no flicker), never across a change of source (no other call's data).
    if (!same) this.value = this.error = undefined;
    this.#seen = deps;
    this.#subscription = this.#choose(...deps)?.subscribe({
      next: (value) => this.#keep(value, undefined),
      error: (error: unknown) => this.#keep(undefined, error),
    });
  }

  hostDisconnected(): void {
    this.#subscription?.unsubscribe();
    this.#subscription = undefined;
    this.#onPage = false;
  }

  #keep(value: T | undefined, error: unknown): void {
    this.value = value;
    this.error = error;
    this.#host.requestUpdate();
  }
}
