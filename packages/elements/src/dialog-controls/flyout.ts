import type { LitElement, ReactiveController } from 'lit';
import { hide, showBeside } from '../internal/place.js';
import type { PanelTag, Place } from './places.js';

const GAP = 4;

// Fetched when they are first wanted: a page that shows calls should not wait for what few calls need.
const PANELS: Readonly<Record<PanelTag, () => Promise<unknown>>> = {
  'consult-panel': () => import('../consult-panel/define.js'),
  'dial-pad': () => import('../dial-pad/define.js'),
};

/**
 * What opens beside a control, one at a time, in the top layer, with the focus in its first child; the popover `#flyout` holds it. A press
 * elsewhere and Escape close it, by the browser's own rules; the focus goes back to the control if it was inside.
 */
export class Flyout implements ReactiveController {
  /** What is to stand in it. It stays when it is only dismissed, so that a number that was typed is found again. */
  content: Place | undefined;
  /** Whose panel is being fetched. */
  loading: Place | undefined;
  /** Whose panel could not be fetched. */
  failed: Place | undefined;
  readonly #host: LitElement;
  #open = false;
  #anchor: HTMLElement | undefined;
  #resized: ResizeObserver | undefined;
  #returns = false;

  constructor(host: LitElement) {
    this.#host = host;
    host.addController(this);
  }

  /** Whose flyout is open. */
  get at(): Place | undefined {
    return this.#open ? this.content : undefined;
  }

  /** Fetches what a place opens, without a word about it. */
  preload({ opens }: Place): void {
    if (opens) PANELS[opens]().catch(() => undefined);
  }

  async toggle(place: Place): Promise<void> {
    const { at } = this;
    hide(this.#popover);
    if (at === place) return;
    this.failed = undefined;
    this.loading = place;
    this.#host.requestUpdate();
    try {
      if (place.opens) await PANELS[place.opens]();
    } catch {
      this.failed = place;
    }
    // Another was wanted meanwhile, or none any more.
    if (this.loading !== place) return;
    this.loading = undefined;
    this.content = this.failed ? undefined : place;
    this.#open = !this.failed;
    this.#host.requestUpdate();
  }

  /** Closes it and forgets what was in it. */
  readonly finish = (): void => {
    const inside = this.#hasFocus;
    hide(this.#popover);
    this.#returns = false;
    if (inside) this.#anchor?.focus();
    this.content = this.loading = this.failed = undefined;
    this.#host.requestUpdate();
  };

  /** For the popover's `beforetoggle` and `toggle`: it is closed by many hands. */
  readonly onToggle = (event: ToggleEvent): void => {
    if (event.newState === 'open') return;
    if (event.type === 'toggle') {
      if (this.#returns) this.#anchor?.focus();
      return;
    }
    // Not yet to the control: its tip could not be shown while this is being hidden.
    this.#returns = this.#hasFocus;
    this.#rest();
    this.#host.requestUpdate();
  };

  hostUpdated(): void {
    const place = this.at;
    const popover = place && this.#popover;
    if (!popover) return;
    const first = popover.firstElementChild as LitElement | null;
    // The last call to choose from has gone.
    if (!first) {
      this.finish();
      this.#anchor?.focus();
      return;
    }
    this.#anchor = this.#host.renderRoot.querySelector<HTMLElement>(`[data-place=${place.name}]`) ?? undefined;
    const opening = !popover.matches(':popover-open');
    this.#follow();
    if (opening) {
      this.#resized = new ResizeObserver(this.#follow);
      this.#resized.observe(popover);
      addEventListener('scroll', this.#follow, true);
      addEventListener('resize', this.#follow);
    }
    // A choice that goes takes the focus with it, which must not be lost.
    if (!opening && (place.opens || this.#hasFocus)) return;
    if (place.opens) void first.updateComplete.then(() => first.focus());
    else first.focus();
  }

  hostDisconnected(): void {
    this.#rest();
    this.content = this.loading = this.failed = undefined;
  }

  get #popover(): HTMLElement | null {
    return this.#host.renderRoot.querySelector('#flyout');
  }

  get #hasFocus(): boolean {
    return this.#popover?.contains((this.#host.renderRoot as ShadowRoot).activeElement) ?? false;
  }

  readonly #follow = (): void => {
    const popover = this.#popover;
    if (popover && this.#anchor) showBeside(this.#anchor, popover, GAP);
  };

  #rest(): void {
    this.#open = false;
    this.#resized?.disconnect();
    removeEventListener('scroll', this.#follow, true);
    removeEventListener('resize', this.#follow);
  }
}
