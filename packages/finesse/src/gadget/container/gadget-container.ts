import { DesktopError, realRuntime, type Runtime } from '@cordboard/core';
import { Observable } from 'rxjs';
import { guarded, hubOf, listen } from '../hub.js';
import { pageHere, type GadgetHub } from '../page.js';
import { offeredBy, type ContainerPage, type ContainerService } from './container-page.js';
import type { GadgetView, PageConnection, TimerTick, WorkflowAction } from './events.js';
import { PageCalls } from './page-calls.js';
import { Place } from './place.js';
import { sharedStream, type StateOptions } from './shared-stream.js';
import { fieldsOf, momentIn, pixelsIn, textIn, workflowActionIn } from './told.js';

const ACTIVE_TAB = 'finesse.containerservices.activeTab';
const TIMER_TICK = 'finesse.containerservices.timerTickEvent';
const WORKFLOW = 'finesse.containerservices.workflowActionEvent';
const VIEW = 'finesse.containerservices.gadgetViewChangedEvent';
const MAX_HEIGHT = 'finesse.containerservices.maxAvailableHeightChangedEvent';
const CONNECTION = 'finesse.info.connection';
const PAGE_REQUESTS = 'finesse.containerservices.requests';

const CONNECTED: ReadonlySet<string> = new Set(['connected', 'recovered']);
// A beat comes each second. What comes sooner has waited while the frame was busy, and says nothing that the first did not.
const LATE_MS = 500;

/** What a {@link GadgetContainer} is made from; nothing is required. */
export interface ContainerOptions {
  /** What the desktop gives to this frame. Default: the frame's globals. */
  readonly page?: ContainerPage;
  /** Clock, timers and chance; the real ones by default. */
  readonly runtime?: Runtime;
}

/**
 * The gadget's place on the desktop: its tab, its size and title, and what the page tells of itself. It needs no finesse.js and no jQuery, and works beside
 * them; what only finesse.js has is offered where the gadget has loaded it. What else the desktop can be asked for: {@link DesktopServices}.
 *
 * Streams are watched for nothing: a topic of the hub is subscribed to, once, while somebody observes, as soon as the frame's hub is connected. They never
 * err, unless it says so, and complete with `close()`. A method throws `DesktopError('not-offered')` where the page lacks what it is about ({@link offers}
 * tells beforehand), and `refused` with the page's own error where the page throws.
 */
export class GadgetContainer {
  /** Id of the tab in front: `undefined` at first, then what the page answers, which is asked. Page-level gadgets are told as well. */
  readonly activeTab$: Observable<string | undefined>;
  /** Whether the gadget's tab is in front: `false` until the page has said; always `true` for a gadget that is in no tab. */
  readonly visible$: Observable<boolean>;
  /** A beat a second while somebody listens, nothing at first. Beats that have waited for a busy frame are left out. */
  readonly timerTick$: Observable<TimerTick>;
  /**
   * What workflows want done, as it comes; what is no action is left out. It comes through finesse.js: a subscription of our own could cost the desktop's
   * workflow engine its own (Finesse 12.5 guide p. 401). Errs with `not-offered` where there is no finesse.js.
   */
  readonly workflowAction$: Observable<WorkflowAction>;
  /** How much of the page this gadget has: what it was loaded with, then each change. */
  readonly view$: Observable<GadgetView>;
  /** Pixels a maximised gadget may be high: `undefined` until the page tells, which it does while some gadget is maximised (p. 403). */
  readonly maxAvailableHeight$: Observable<number | undefined>;
  /** How the page's connection stands: `unknown` at first, then what the page answers, which is asked. */
  readonly connection$: Observable<PageConnection>;
  readonly #page: ContainerPage;
  readonly #runtime: Runtime;
  readonly #place: Place;
  readonly #calls: PageCalls;
  readonly #closed = new AbortController();

  /** Does no I/O. Throws `not-served` where this is no gadget's frame. */
  constructor({ page = pageHere(), runtime = realRuntime }: ContainerOptions = {}) {
    if (!page) throw new DesktopError('not-served', 'This is no gadget’s frame');
    this.#page = page;
    this.#runtime = runtime;
    this.#place = new Place(page);
    this.#calls = new PageCalls(page);
    const ask = (topic: string, type: string) => (hub: GadgetHub) => hub.publish(topic, { type, data: {}, invokeID: runtime.wall() });

    this.activeTab$ = this.#told(
      ACTIVE_TAB,
      (data) => (typeof data === 'string' ? data : undefined),
      { first: () => undefined },
      ask(PAGE_REQUESTS, 'ActiveTabReq'),
    );
    this.visible$ = sharedStream(
      this.#closed.signal,
      (next) => {
        const watching = this.activeTab$.subscribe((tab) => next(this.tabId === undefined || tab === this.tabId));
        return () => watching.unsubscribe();
      },
      { first: () => this.tabId === undefined },
    );
    this.timerTick$ = this.#beats();
    this.workflowAction$ = this.#workflows();
    this.view$ = this.#told(VIEW, (data) => this.#viewIn(data), { first: () => this.#place.view, isSame: isSameView });
    this.maxAvailableHeight$ = this.#told(MAX_HEIGHT, (data) => pixelsIn(fieldsOf(data)['maxAvailableHeight']), { first: () => undefined });
    this.connection$ = this.#told<PageConnection>(
      CONNECTION,
      (data) => connectionIn(data),
      {
        first: () => ({ state: 'unknown', status: '' }),
        isSame: (before, now) => before.state === now.state && before.status === now.status,
      },
      ask('finesse.info.requests', 'ConnectionInfoReq'),
    );
  }

  /** The gadget's number on the page, as text; empty where the page gives none. */
  get gadgetId(): string {
    return this.#place.gadgetId;
  }

  /** Id of the tab that the gadget is in; `undefined` for one that is in none. */
  get tabId(): string | undefined {
    return this.#place.tabId;
  }

  /** What the layout gives this gadget behind the `?` of its address; the first of several with one name. */
  get parameters(): ReadonlyMap<string, string> {
    return this.#place.parameters;
  }

  /** Pixels that the layout has fixed as the gadget's height; then it is not to change it (Finesse 12.5 guide p. 405). */
  get fixedHeight(): number | undefined {
    return pixelsIn(this.parameters.get('gadgetHeight'));
  }

  /** Whether the page has what the method of that name needs. It may come later, with a library. */
  offers(service: ContainerService): boolean {
    return this.#calls.offers(service);
  }

  /** Writes the gadget's title. Plain text. */
  setTitle(title: string): void {
    this.#calls.run('title', title);
  }

  /** Asks for so many pixels. `fitHeight` does it by itself. */
  setHeight(pixels: number): void {
    this.#calls.run('height', pixels);
  }

  /** Takes the overlay away that covers a gadget whose spec says `manual-dismiss` until it is ready. */
  dismissLoading(): void {
    this.#calls.run('loading');
  }

  /** Maximises the gadget within its tab, or puts it back. `view$` tells when it is done. */
  requestView(view: GadgetView['view']): void {
    this.#calls.run('view', view);
  }

  /** Folds the gadget to its title; its spec must have the feature `collapsible`, and its height be set. */
  collapse(): void {
    this.#calls.run('collapse');
  }

  /** Unfolds it. */
  expand(): void {
    this.#calls.run('expand');
  }

  /** Brings a tab to the front, the gadget's own by default. Resolves when the page has been asked; `activeTab$` tells when it is done. */
  async activateTab(tabId: string | undefined = this.tabId): Promise<void> {
    if (tabId === undefined) throw new DesktopError('invalid-argument', 'tabId');
    await this.#ask('SetActiveTabReq', { id: tabId });
  }

  /**
   * Has the page load the gadget again, from another address if one is given, which must be http(s). Resolves when the page has been asked; the frame
   * goes a moment later.
   */
  async reload(url?: string): Promise<void> {
    if (url !== undefined) {
      const wanted = addressOf(url, this.#page.location?.href);
      // This one does both.
      if (offeredBy(this.#page, 'reload-from')) return void this.#calls.run('reload-from', wanted);
      this.#calls.run('change-url', this.gadgetId, wanted);
    }
    await this.#ask('ReloadGadgetReq', { gadgetId: this.gadgetId });
  }

  /** Completes all streams and leaves nothing on the hub. What is shown stays. */
  close(): void {
    this.#closed.abort();
  }

  async #ask(type: string, data: object): Promise<void> {
    const hub = await hubOf(this.#page, this.#runtime, this.#closed.signal);
    hub.publish(PAGE_REQUESTS, { type, data, invokeID: this.#runtime.wall() });
  }

  /** What the page tells on a topic, as state where it says how it begins. What `read` makes nothing of is left out. */
  #told<T>(
    topic: string,
    read: (data: unknown) => T | undefined,
    state?: StateOptions<T>,
    onListen?: (hub: GadgetHub) => void,
  ): Observable<T> {
    return sharedStream<T>(
      this.#closed.signal,
      (next) =>
        this.#onHub((hub) => {
          const forget = listen(hub, topic, (data) => {
            const value = read(data);
            if (value !== undefined) next(value);
          });
          onListen?.(hub);
          return forget;
        }),
      state,
    );
  }

  // As soon as the frame's hub is connected, and until the returned function is called.
  #onHub(use: (hub: GadgetHub) => () => void): () => void {
    const stop = new AbortController();
    const work = async (): Promise<void> => {
      try {
        const hub = await hubOf(this.#page, this.#runtime, stop.signal);
        if (!stop.signal.aborted) stop.signal.addEventListener('abort', use(hub), { once: true });
      } catch (error) {
        if (!stop.signal.aborted) throw error;
      }
    };
    void work();
    return () => stop.abort();
  }

  #beats(): Observable<TimerTick> {
    let heardAt = -Infinity;
    return this.#told(TIMER_TICK, (data) => {
      const now = this.#runtime.monotonic();
      if (now - heardAt < LATE_MS) return undefined;
      heardAt = now;
      const { dateQueued } = fieldsOf(data);
      return { queuedAt: momentIn(dateQueued) };
    });
  }

  #workflows(): Observable<WorkflowAction> {
    const actions$ = sharedStream<WorkflowAction>(this.#closed.signal, (next) =>
      this.#onHub(() => {
        const take = guarded((event: unknown) => {
          const action = workflowActionIn(event);
          if (action) next(action);
        });
        this.#calls.run('workflow', WORKFLOW, take);
        return () => void offeredBy(this.#page, 'stop-workflow')?.(WORKFLOW, take);
      }),
    );
    return new Observable((subscriber) => {
      if (this.offers('workflow')) return actions$.subscribe(subscriber);
      subscriber.error(new DesktopError('not-offered', 'workflow'));
      return undefined;
    });
  }

  #viewIn(data: unknown): GadgetView | undefined {
    const { gadgetId, tabId, view, maxAvailableHeight } = fieldsOf(data);
    // Everybody hears of everybody's. Numbers here may be text there.
    if (textIn(gadgetId) !== this.gadgetId || (textIn(tabId) !== '' && textIn(tabId) !== (this.tabId ?? ''))) return undefined;
    return { view: view === 'canvas' ? 'canvas' : 'default', maxAvailableHeight: pixelsIn(maxAvailableHeight) };
  }
}

function connectionIn(data: unknown): PageConnection | undefined {
  const status = textIn(fieldsOf(data)['status']);
  return status === '' ? undefined : { state: CONNECTED.has(status) ? 'up' : 'down', status };
}

function isSameView(before: GadgetView, now: GadgetView): boolean {
  return before.view === now.view && before.maxAvailableHeight === now.maxAvailableHeight;
}

function addressOf(url: string, base: string | undefined): string {
  try {
    if (/^https?:$/.test(new URL(url, base).protocol)) return url;
  } catch {
    // It is no address at all.
  }
  throw new DesktopError('invalid-argument', 'url');
}
