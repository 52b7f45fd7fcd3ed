import type { GadgetModel } from '../desktop-model.js';
import { button, el, setAttribute, setText } from './dom.js';
import { icon } from './icons.js';
import { LoadingOverlay } from './loading-overlay.js';

/** Where a gadget stands. Those of the page and the header have no title bar of their own accord. */
export type Place = 'page' | 'header' | 'tab';

/** What the bar's buttons ask for. */
export interface BoxActions {
  readonly reload: () => void;
  readonly navigate: (view: 'default' | 'canvas') => void;
}

/** Height until the gadget says one, px. */
const FIRST_HEIGHT = 160;

/** A gadget on the page: title bar, messages and the frame, by the ids that gadgets reach for. */
export class GadgetBox {
  readonly element: HTMLElement;
  readonly gadget: GadgetModel;
  readonly place: Place;
  readonly loading: LoadingOverlay;
  readonly #bar: HTMLElement;
  readonly #title: HTMLElement;
  readonly #alert: HTMLElement;
  readonly #content: HTMLElement;
  readonly #collapse: HTMLButtonElement;
  readonly #maximise: HTMLButtonElement;
  readonly #actions: BoxActions;
  #height: number;
  #collapsed = false;
  #canvas = false;

  constructor(gadget: GadgetModel, place: Place, title: string, frame: HTMLElement, actions: BoxActions) {
    const { mid } = gadget;
    const name = `finesse_gadget_${mid}`;
    this.gadget = gadget;
    this.place = place;
    this.#actions = actions;
    this.#height = gadget.fixedHeight ?? FIRST_HEIGHT;
    this.#title = el('h2', { id: `${name}_title_text` }, [title]);
    this.#collapse = button(icon('collapse'), () => this.collapse(!this.#collapsed), {
      class: 'quiet-button',
      hidden: !gadget.collapsible,
    });
    this.#maximise = button(icon('maximise'), () => actions.navigate(this.#canvas ? 'default' : 'canvas'), {
      class: 'quiet-button',
      hidden: place !== 'tab' || !gadget.views.includes('canvas'),
    });
    const reload = button(icon('reload'), actions.reload, { class: 'quiet-button', 'aria-label': `Reload ${title}` });
    this.#bar = el('header', { id: `${name}_title`, class: 'bar-of-gadget', hidden: place !== 'tab' }, [
      this.#title,
      this.#collapse,
      this.#maximise,
      reload,
    ]);
    this.#alert = el('div', { class: 'alert', role: 'alert', hidden: true });
    this.loading = new LoadingOverlay(gadget.loading, actions.reload);
    this.#content = el('div', { id: `gadgets-gadget-content-${mid}`, class: 'content' }, [frame]);
    this.element = el('article', { class: 'gadget', 'data-mid': mid, 'aria-labelledby': `${name}_title_text`, hidden: gadget.hidden }, [
      this.#bar,
      this.#alert,
      this.loading.element,
      this.#content,
    ]);
    this.#draw();
  }

  get title(): string {
    return this.#title.textContent;
  }

  set title(title: string) {
    setText(this.#title, title);
    this.#draw();
  }

  get canvas(): boolean {
    return this.#canvas;
  }

  /** The height that the gadget asks for; a fixed one stays. */
  set height(pixels: number) {
    if (this.gadget.fixedHeight !== undefined) return;
    this.#height = Math.max(0, Math.min(pixels, 20_000));
    this.#draw();
  }

  collapse(collapsed: boolean): void {
    if (!this.gadget.collapsible) return;
    this.#collapsed = collapsed;
    this.#draw();
  }

  /** Alone in its tab with this height, or with `undefined` back at its place. */
  maximise(pixels: number | undefined): void {
    this.#canvas = pixels !== undefined;
    this.element.classList.toggle('maximised', this.#canvas);
    this.#content.style.setProperty('--canvas', `${pixels ?? 0}px`);
    this.#draw();
  }

  enableTitleBar(): void {
    this.#bar.hidden = false;
  }

  /** Says what is wrong instead of the gadget, with a way to try again; without words it is right again. */
  alert(words: string): void {
    this.#alert.hidden = words === '';
    this.#content.hidden = words !== '';
    if (words === '') this.#alert.replaceChildren();
    else this.#alert.replaceChildren(el('p', {}, [words]), button('Load again', this.#actions.reload));
  }

  #draw(): void {
    const { title } = this;
    setAttribute(this.#collapse, 'aria-label', `${this.#collapsed ? 'Expand' : 'Collapse'} ${title}`);
    setAttribute(this.#collapse, 'aria-expanded', this.#collapsed ? 'false' : 'true');
    this.#collapse.replaceChildren(icon(this.#collapsed ? 'expand' : 'collapse'));
    setAttribute(this.#maximise, 'aria-label', `${this.#canvas ? 'Restore' : 'Maximise'} ${title}`);
    this.#maximise.replaceChildren(icon(this.#canvas ? 'restore' : 'maximise'));
    this.element.classList.toggle('collapsed', this.#collapsed);
    this.#content.style.setProperty('--height', `${this.#height}px`);
  }
}
