import { html, type LitElement, type ReactiveController, type TemplateResult } from 'lit';
import { hide, showBeside } from './place.js';

/**
 * The tooltip that says why a control cannot be used; empty while it can. Refer to it by `aria-describedby=${id}` on the control, then only. It
 * stays where it is, because a call that is held and retrieved has a dozen come and go.
 */
export function whyTip(id: string, text: string | undefined): TemplateResult {
  // eslint-disable-next-line lit-a11y/accessible-name -- its words, put in by the template, are its name
  return html`<span id=${id} class="why" part="reason" role="tooltip" popover="manual" .textContent=${text ?? ''}></span>`;
}

/**
 * Shows the `whyTip` of the control that is pointed at, focused or touched. Escape hides it; it may itself be pointed at; it
 * lies in the top layer, so nothing moves and a narrow column does not cut it off.
 */
export class WhyTips implements ReactiveController {
  readonly #host: LitElement;
  #shown: HTMLElement | undefined;
  #anchor: Element | undefined;

  constructor(host: LitElement) {
    this.#host = host;
    host.addController(this);
  }

  // On the shadow root: a move between two of its controls is not told outside. It goes with the element, so nothing is removed.
  hostConnected(): void {
    const root = this.#host.renderRoot;
    for (const type of ['pointerover', 'focusin', 'click']) root.addEventListener(type, this.#show);
    for (const type of ['pointerout', 'focusout']) root.addEventListener(type, this.#leave);
    root.addEventListener('keydown', this.#escape);
  }

  hostDisconnected(): void {
    this.#hide();
  }

  // A control that has become possible has no tip any more.
  hostUpdated(): void {
    if (this.#shown && !(this.#shown.isConnected && this.#shown.textContent)) this.#hide();
  }

  // `click` as well: touching a button gives it no focus everywhere.
  readonly #show = (event: Event): void => {
    const path = event.composedPath();
    if (this.#shown && path.includes(this.#shown)) return;
    const root = this.#host.renderRoot as ShadowRoot;
    for (const target of path) {
      if (target === root) break;
      // It stands last where something else describes the control too.
      const id = target instanceof Element ? target.getAttribute('aria-describedby')?.split(' ').at(-1) : undefined;
      const tip = id ? root.getElementById(id) : null;
      if (!tip?.matches('[role=tooltip]')) continue;
      // The click that set a control to work needs no word about why it waits.
      if (event.type === 'click' && (target as Element).ariaBusy === 'true') break;
      if (this.#shown !== tip) this.#hide();
      this.#shown = tip;
      this.#anchor = target as Element;
      showBeside(this.#anchor, tip);
      window.addEventListener('scroll', this.#hide, { capture: true, once: true });
      return;
    }
    this.#hide();
  };

  readonly #leave = (event: Event): void => {
    const to = (event as PointerEvent | FocusEvent).relatedTarget;
    if (to instanceof Node && (this.#shown?.contains(to) || this.#anchor?.contains(to))) return;
    this.#hide();
  };

  readonly #escape = (event: Event): void => {
    if ((event as KeyboardEvent).key === 'Escape') this.#hide();
  };

  readonly #hide = (): void => {
    window.removeEventListener('scroll', this.#hide, { capture: true });
    hide(this.#shown);
    this.#shown = this.#anchor = undefined;
  };
}
