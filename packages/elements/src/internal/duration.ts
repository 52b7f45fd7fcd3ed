import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Subscription } from 'rxjs';
import type { DesktopClient, ServerTime } from '@cordboard/core';

/** `running`: counts. `frozen`: stays at the last known time, because nothing new is known. `off`: nothing is shown. */
export type ClockMode = 'running' | 'frozen' | 'off';

/**
 * Server time for an element that shows durations. Listens to the client's shared tick only while it runs and the element is
 * on the page and in view, so that a page that shows no time has no timer.
 */
export class Clock implements ReactiveController {
  /** Server time now, or as it was when the clock froze. `undefined` while off. */
  now: ServerTime | undefined;
  readonly #host: ReactiveControllerHost & Element;
  readonly #read: () => { readonly client: DesktopClient | undefined; readonly mode: ClockMode };
  #client: DesktopClient | undefined;
  #ticking: DesktopClient | undefined;
  #subscription: Subscription | undefined;
  // Until the first look, in view.
  #inView = true;

  constructor(
    host: ReactiveControllerHost & Element,
    read: () => { readonly client: DesktopClient | undefined; readonly mode: ClockMode },
  ) {
    this.#host = host;
    this.#read = read;
    host.addController(this);
  }

  // An element that is put back is not rendered again by itself.
  hostConnected(): void {
    watchView(this.#host, (inView) => {
      if (inView === this.#inView) return;
      this.#inView = inView;
      this.#host.requestUpdate();
    });
    this.#host.requestUpdate();
  }

  hostUpdate(): void {
    const { client, mode } = this.#read();
    // Another client's clock may tell another time.
    if (client !== this.#client) this.now = undefined;
    this.#client = client;
    // Not for a render that comes when the element has left the page: nobody would end it.
    const wanted = mode === 'running' && this.#inView && this.#host.isConnected ? client : undefined;
    if (wanted !== this.#ticking) {
      this.#stop();
      this.#ticking = wanted;
      this.#subscription = wanted?.tick$.subscribe((now) => {
        this.now = now;
        this.#host.requestUpdate();
      });
    }
    if (mode === 'off' || !client) this.now = undefined;
    else this.now ??= client.now();
  }

  hostDisconnected(): void {
    forgetView(this.#host);
    this.#inView = true;
    this.#stop();
  }

  #stop(): void {
    this.#subscription?.unsubscribe();
    this.#subscription = this.#ticking = undefined;
  }
}

// One observer for all elements of a page.
const views = new WeakMap<Element, (inView: boolean) => void>();
let observer: IntersectionObserver | undefined;

function watchView(element: Element, tell: (inView: boolean) => void): void {
  observer ??= new IntersectionObserver((entries) => {
    // What has no box of its own is never in view, and its content may well be.
    for (const { target, isIntersecting } of entries)
      views.get(target)?.(isIntersecting || getComputedStyle(target).display === 'contents');
  });
  views.set(element, tell);
  observer.observe(element);
}

function forgetView(element: Element): void {
  views.delete(element);
  observer?.unobserve(element);
}

/** How long since `since`, for people: `0:42`, `12:03`, `1:02:03`; `–` where either time is not known. Never negative. */
export function elapsed(since: ServerTime | undefined, now: ServerTime | undefined): string {
  if (since === undefined || now === undefined || !Number.isFinite(now - since)) return '–';
  const seconds = Math.max(0, Math.floor((now - since) / 1000));
  const two = (value: number): string => String(value).padStart(2, '0');
  const minutes = Math.floor(seconds / 60);
  const tail = two(seconds % 60);
  return minutes < 60 ? `${minutes}:${tail}` : `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${tail}`;
}
