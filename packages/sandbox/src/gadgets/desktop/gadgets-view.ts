import type { DesktopModel, GadgetModel } from '../desktop-model.js';
import type { FrameNote } from '../frame-protocol.js';
import { el } from './dom.js';
import { GadgetBox, type Place } from './gadget-box.js';
import { GadgetFrame, LOAD_MS, type FrameAlert } from './gadget-frame.js';
import type { Hub } from './hub.js';
import { holder } from './info-requests.js';
import { tabbedGadgets } from './tabbed-gadgets.js';
import { Tabs } from './tabs.js';
import type { PageBus } from './page-bus.js';
import { textOf, TOPICS } from './topics.js';

/** What the gadgets of a desktop need of the page. */
export interface GadgetsOptions {
  readonly model: DesktopModel;
  readonly preferences: Readonly<Record<string, string>>;
  readonly hub: Hub;
  readonly bus: PageBus;
  readonly dropsAnswers: () => boolean;
  /** A frame is about to go or to be loaded anew: what it holds elsewhere is given up. */
  readonly onLeave: (heldWith: string) => void;
  readonly onNote: (frame: string, note: FrameNote) => void;
}

interface Placed {
  readonly box: GadgetBox;
  readonly frame: GadgetFrame;
}

/** A gadget's view as `GADGET_VIEW_CHANGED_EVENT` tells it. */
export interface GadgetView {
  readonly gadgetId: number;
  readonly tabId: string | null;
  readonly maxAvailableHeight: number;
  readonly view: 'default' | 'canvas';
}

/** What the vendor's desktop is made of, and nobody else has. */
const VENDORS_OWN = /^\/desktop\/(?:scripts\/js\/[^?]*\.js|gadgets\/[^?]*\.jsp)(?:\?|$)/;

const ALERTS: Readonly<Record<FrameAlert, string>> = {
  'load-timeout': `The gadget did not connect to the hub within ${LOAD_MS / 1000} seconds. Does its file require pubsub-2, and does it load?`,
  'connected-twice': 'The gadget connected to the hub twice. It was taken off the page.',
};

/** Every gadget of the desktop: made, loaded, resized, maximised, loaded anew. */
export class GadgetsView {
  readonly tabs: Tabs;
  /** Gadgets above all tabs. */
  readonly page: HTMLElement;
  readonly headerLeft: HTMLElement;
  readonly headerRight: HTMLElement;
  readonly #options: GadgetsOptions;
  readonly #placed = new Map<number, Placed>();
  readonly #inTabbed = new Set<number>();

  constructor(options: GadgetsOptions) {
    const { model, bus } = options;
    this.#options = options;
    const place = (mids: readonly number[], where: Place): HTMLElement[] => mids.flatMap((mid) => this.#make(mid, where));
    const header = (columns: typeof model.header.left): HTMLElement =>
      el(
        'div',
        { class: 'header-gadgets' },
        place(
          columns.flatMap(({ gadget }) => (gadget === undefined ? [] : [gadget])),
          'header',
        ),
      );
    this.headerLeft = header(model.header.left);
    this.headerRight = header(model.header.right);
    this.page = el('div', { class: 'page-gadgets' }, place(model.page, 'page'));
    this.tabs = new Tabs(
      model.tabs,
      ({ columns }) => {
        const made = columns.map((mids) => el('div', { class: 'column' }, place(mids, 'tab')));
        return [el('div', { class: `columns of-${Math.max(1, made.length)}` }, made)];
      },
      (id) => bus.publish(TOPICS.activeTab, id),
    );
    window.addEventListener('message', ({ source, origin, data }: MessageEvent<unknown>) => {
      if (origin !== location.origin) return;
      for (const { frame } of this.#placed.values()) if (frame.element.contentWindow === source) frame.receive(data);
    });
    window.addEventListener('resize', () => this.#onResize());
  }

  /** Loads every frame. To be called once its element is on the page, and everything that gadgets reach for is there. */
  load(): void {
    for (const { frame, box } of this.#placed.values()) if (box.gadget.unavailable === undefined) frame.load();
  }

  /** How many frames are on the hub, and how many subscriptions they have there. */
  get held(): { readonly frames: number; readonly subscriptions: number } {
    const sizes = [...this.#placed.values()].flatMap(({ frame }) => frame.subscriptions ?? []);
    return { frames: sizes.length, subscriptions: sizes.reduce((sum, size) => sum + size, 0) };
  }

  box(gadgetId: unknown): GadgetBox | undefined {
    return this.#of(gadgetId)?.box;
  }

  reload(gadgetId: unknown): void {
    const placed = this.#of(gadgetId);
    if (!placed) return;
    this.#options.onLeave(holder(placed.frame.name, ''));
    this.#options.bus.publish(TOPICS.gadgetLeft, { gadgetId: String(placed.box.gadget.mid) });
    placed.box.alert('');
    if (placed.box.canvas) this.#navigate(placed, 'default');
    placed.frame.load();
  }

  setUrl(gadgetId: unknown, url: string): void {
    this.#of(gadgetId)?.frame.setUrl(url);
  }

  /** Whether a gadget is one of several in one place. */
  isTabbed(gadgetId: unknown): boolean {
    const placed = this.#of(gadgetId);
    return placed !== undefined && this.#inTabbed.has(placed.box.gadget.mid);
  }

  tellFaults(): void {
    for (const { frame } of this.#placed.values()) if (frame.subscriptions !== undefined) frame.tellFaults();
  }

  view(gadgetId: unknown): GadgetView | undefined {
    const placed = this.#of(gadgetId);
    if (!placed) return undefined;
    const { gadget, canvas, element } = placed.box;
    const tabId = this.tabs.panelOf(element)?.id.replace(/^panel_/, '') ?? null;
    return { gadgetId: gadget.mid, tabId, maxAvailableHeight: this.#room(placed.box), view: canvas ? 'canvas' : 'default' };
  }

  #of(gadgetId: unknown): Placed | undefined {
    return this.#placed.get(typeof gadgetId === 'string' && /^\d+$/.test(gadgetId) ? Number(gadgetId) : (gadgetId as number));
  }

  #make(mid: number, where: Place): readonly HTMLElement[] {
    const { gadgets } = this.#options.model;
    const gadget = gadgets[mid];
    if (!gadget) return [];
    if (isTabbed(gadget)) return this.#tabbed(gadget, where);
    // Who is managed is shown by the manager, if that is here.
    if (gadget.managedBy !== undefined) {
      if (!gadgets.some((other) => other.id === gadget.managedBy && isTabbed(other)))
        this.#leftOut(gadget, `its manager ${gadget.managedBy} is not here`);
      return [];
    }
    if (VENDORS_OWN.test(gadget.url)) {
      this.#leftOut(gadget, 'a part of the vendor’s own desktop');
      return [];
    }
    return [this.#box(gadget, where).element];
  }

  #tabbed(manager: GadgetModel, where: Place): readonly HTMLElement[] {
    const managed = this.#options.model.gadgets.filter(({ managedBy }) => managedBy !== undefined && managedBy === manager.id);
    const boxes = managed.map((gadget) => {
      this.#inTabbed.add(gadget.mid);
      return this.#box(gadget, where);
    });
    return boxes.length === 0 ? [] : [tabbedGadgets(`tabbed_${manager.mid}`, boxes)];
  }

  #leftOut({ url }: GadgetModel, why: string): void {
    this.#options.onNote('page', { type: 'warn', text: `Not shown: ${url}, ${why}` });
  }

  #box(gadget: GadgetModel, where: Place): GadgetBox {
    const { mid } = gadget;
    const title = gadget.title || titleOf(gadget);
    const frame = new GadgetFrame(gadget, title, {
      hub: this.#options.hub,
      timers: globalThis,
      preferences: this.#options.preferences,
      dropsAnswers: this.#options.dropsAnswers,
      onLoading: () => box.loading.show(),
      onConnected: () => box.loading.loaded(),
      onAlert: (why) => {
        box.loading.dismiss();
        box.alert(ALERTS[why]);
        this.#options.onNote(frame.name, { type: 'error', text: ALERTS[why] });
      },
      onRpc: (service, args) => this.#rpc({ box, frame }, service, args),
      onNote: (note) => this.#options.onNote(frame.name, note),
    });
    const box = new GadgetBox(gadget, where, title, frame.element, {
      reload: () => this.reload(mid),
      navigate: (view) => this.#navigate({ box, frame }, view),
    });
    if (gadget.unavailable !== undefined) box.alert(gadget.unavailable);
    this.#placed.set(mid, { box, frame });
    return box;
  }

  #rpc({ box, frame }: Placed, service: string, [first]: readonly unknown[]): void {
    switch (service) {
      case 'resize_iframe':
        if (typeof first === 'number' && Number.isFinite(first)) box.height = first;
        return;
      case 'set_title':
        box.title = textOf(first);
        return;
      case 'set_pref':
        // Accepted and forgotten: one of them is the agent's password.
        return;
      case 'requestNavigateTo':
        return this.#navigate({ box, frame }, first === 'canvas' ? 'canvas' : 'default');
      case 'loading_dismiss':
        return box.loading.dismiss();
      case 'loading_show':
        return box.loading.show();
      case 'loading_message':
        return box.loading.say('message', textOf(first));
      case 'loading_timeout_message':
        return box.loading.say('timeout', textOf(first));
      case 'loading_retry_text':
        return box.loading.say('retry', textOf(first));
      default:
        this.#options.onNote(frame.name, { type: 'warn', text: `gadgets.rpc.call: no service ${service.slice(0, 80)}` });
    }
  }

  #navigate({ box }: Placed, view: 'default' | 'canvas'): void {
    const panel = this.tabs.panelOf(box.element);
    if (!panel || (view === 'canvas') === box.canvas) return;
    if (view === 'canvas')
      for (const other of this.#placed.values()) if (other.box.canvas && panel.contains(other.box.element)) this.#restore(other.box);
    panel.classList.toggle('with-canvas', view === 'canvas');
    box.maximise(view === 'canvas' ? this.#room(box) : undefined);
    this.#tellView(box);
  }

  #restore(box: GadgetBox): void {
    box.maximise(undefined);
    this.#tellView(box);
  }

  #tellView(box: GadgetBox): void {
    this.#options.bus.publish(TOPICS.viewChanged, this.view(box.gadget.mid));
  }

  // The room below the tabs, without the gadget's own bar.
  #room(box: GadgetBox): number {
    const panels = this.tabs.panels.getBoundingClientRect();
    const bar = box.element.querySelector('.bar-of-gadget')?.getBoundingClientRect().height ?? 0;
    return Math.max(120, Math.floor(panels.height - bar - 2));
  }

  #onResize(): void {
    const maximised = [...this.#placed.values()].map(({ box }) => box).filter((box) => box.canvas);
    for (const box of maximised) box.maximise(this.#room(box));
    const [first] = maximised;
    if (first) this.#options.bus.publish(TOPICS.maxAvailableHeight, { maxAvailableHeight: this.#room(first) });
  }
}

function isTabbed({ url }: GadgetModel): boolean {
  return /\/tabbedGadgets\.js(?:\?|$)/.test(url);
}

// The file's name, where the file does not say.
function titleOf({ url, mid }: GadgetModel): string {
  return /([^/]+?)(?:\.\w+)?(?:[?#].*)?$/.exec(url)?.[1] ?? `Gadget ${mid}`;
}
