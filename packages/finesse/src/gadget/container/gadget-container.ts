import { DesktopError, realRuntime, type Runtime } from '@cordboard/core';
import { Observable } from 'rxjs';
import { guarded, hubOf, listen } from '../hub.js';
import { pageHere, type GadgetHub } from '../page.js';
import { isOfLibrary, offeredBy, type ContainerPage, type ContainerService } from './container-page.js';
import type { GadgetView, PageConnection, TimerTick, WorkflowAction } from './events.js';
import { Place } from './place.js';
import { showPopover } from './popover.js';
import type { DialogOptions, Popover, PopoverContent, PopoverOptions, ShortcutKey, TabNotification, ToastOptions } from './requests.js';
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
  /** What the vendor does not document. */
  readonly undocumented?: {
    /** The desktop shows a dialog's words as markup, so they are escaped. Default true; false passes them on as they are. */
    readonly markupInDialogs?: boolean;
  };
}

/**
 * What the desktop page does for a gadget besides calls: tabs, title, dialogs, toasts, keys, and what it tells of itself. It needs no finesse.js and no
 * jQuery, and works beside them; what only finesse.js has is offered where the gadget has loaded it.
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
  readonly #isMarkup: boolean;
  readonly #closed = new AbortController();
  #hasPopovers = false;
  #hasKeys = false;

  /** Does no I/O. Throws `not-served` where this is no gadget's frame. */
  constructor({ page = pageHere(), runtime = realRuntime, undocumented }: ContainerOptions = {}) {
    if (!page) throw new DesktopError('not-served', 'This is no gadget’s frame');
    this.#page = page;
    this.#runtime = runtime;
    this.#place = new Place(page);
    this.#isMarkup = undocumented?.markupInDialogs ?? true;
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
    return offeredBy(this.#page, service) !== undefined;
  }

  /** Writes the gadget's title. Plain text. */
  setTitle(title: string): void {
    this.#call('title', title);
  }

  /** Asks for so many pixels. `fitHeight` does it by itself. */
  setHeight(pixels: number): void {
    this.#call('height', pixels);
  }

  /** Takes the overlay away that covers a gadget whose spec says `manual-dismiss` until it is ready. */
  dismissLoading(): void {
    this.#call('loading');
  }

  /** Maximises the gadget within its tab, or puts it back. `view$` tells when it is done. */
  requestView(view: GadgetView['view']): void {
    this.#call('view', view);
  }

  /** Shows a dialog of the desktop, which holds up nothing, unlike the browser's own (p. 384). */
  showDialog({ title, message, blocking, onClose }: DialogOptions): void {
    this.#call('dialog', {
      ...(title !== undefined && { title: title === false ? false : this.#shown(title) }),
      message: this.#shown(message),
      ...(blocking !== undefined && { isBlocking: blocking }),
      ...(onClose && { close: guarded(() => onClose()) }),
    });
  }

  /** Takes it away. */
  hideDialog(): void {
    this.#call('hide-dialog');
  }

  /** Has the browser show a message of its own; where the agent has not allowed that, nothing is shown. */
  showToast(title: string, { body, icon, autoCloseMs, evenInFront }: ToastOptions = {}): void {
    this.#call('toaster', title, {
      ...(body !== undefined && { body }),
      ...(icon !== undefined && { icon }),
      ...(autoCloseMs !== undefined && { autoClose: autoCloseMs }),
      ...(evenInFront !== undefined && { showWhenVisible: evenInFront }),
    });
  }

  /** Shows a popover on the desktop. What it shows is passed on as it is. */
  showPopover(content: PopoverContent, options: PopoverOptions = {}): Popover {
    if (!this.offers('popover')) throw notOffered('popover');
    if (!this.#hasPopovers) this.#call('start-popover', this.#services);
    this.#hasPopovers = true;
    return showPopover((what, ...given) => this.#call(what, ...given), content, options);
  }

  /** Gives the agent keys. They work while the desktop has them switched on. */
  registerShortcuts(keys: readonly ShortcutKey[]): void {
    if (!this.offers('shortcuts')) throw notOffered('shortcuts');
    if (!this.#hasKeys) this.#call('start-shortcuts');
    this.#hasKeys = true;
    this.#call(
      'shortcuts',
      keys.map(({ handler, pageLevel = false, modifierKeys = [], ...key }) => ({
        ...key,
        modifierKeys: [...modifierKeys],
        isPageLevel: pageLevel,
        handler: guarded(() => handler()),
      })),
    );
  }

  /** Marks the gadget's tab; with details, newer releases show a message too. */
  notifyTab(details?: TabNotification): void {
    const { messageFrom, message, dismissible, timeoutMs } = details ?? {};
    this.#call(
      'tab-notification',
      ...(details
        ? [
            {
              messageFrom,
              message,
              ...(dismissible !== undefined && { isDismissable: dismissible }),
              ...(timeoutMs !== undefined && { timeout: timeoutMs }),
            },
          ]
        : []),
    );
  }

  /** Takes the mark away. */
  clearTabNotification(): void {
    this.#call('clear-tab-notification');
  }

  /** Folds the gadget to its title; its spec must have the feature `collapsible`, and its height be set. */
  collapse(): void {
    this.#call('collapse');
  }

  /** Unfolds it. */
  expand(): void {
    this.#call('expand');
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
      if (offeredBy(this.#page, 'reload-from')) return void this.#call('reload-from', wanted);
      this.#call('change-url', this.gadgetId, wanted);
    }
    await this.#ask('ReloadGadgetReq', { gadgetId: this.gadgetId });
  }

  /** Completes all streams and leaves nothing on the hub. What is shown stays. */
  close(): void {
    this.#closed.abort();
  }

  get #services(): unknown {
    return (this.#page.finesse as { containerservices?: { ContainerServices?: unknown } } | undefined)?.containerservices
      ?.ContainerServices;
  }

  #shown(text: string): string {
    return this.#isMarkup ? text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`) : text;
  }

  #call(what: Parameters<typeof offeredBy>[1], ...given: unknown[]): unknown {
    const run = offeredBy(this.#page, what);
    if (!run) throw notOffered(what);
    try {
      if (isOfLibrary(what)) this.#startLibrary();
      return run(...given);
    } catch (error) {
      throw new DesktopError('refused', what, { cause: error });
    }
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
        this.#call('workflow', WORKFLOW, take);
        return () => void offeredBy(this.#page, 'stop-workflow')?.(WORKFLOW, take);
      }),
    );
    return new Observable((subscriber) => {
      if (this.offers('workflow')) return actions$.subscribe(subscriber);
      subscriber.error(notOffered('workflow'));
      return undefined;
    });
  }

  // Whoever wrote the gadget may have started it, which then does nothing. It needs the hub, and is not there before.
  #startLibrary(): void {
    const config = this.#page.finesse?.gadget?.Config;
    if (config) this.#page.finesse?.clientservices?.ClientServices?.init(config);
    offeredBy(this.#page, 'start')?.();
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

function notOffered(what: string): DesktopError {
  return new DesktopError('not-offered', what);
}
