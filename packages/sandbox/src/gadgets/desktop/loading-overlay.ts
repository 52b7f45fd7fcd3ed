import type { GadgetModel } from '../desktop-model.js';
import { button, el, setText } from './dom.js';

/** What covers a gadget while it loads, if its file asks for that; after a time it offers to load the gadget again. */
export class LoadingOverlay {
  readonly element: HTMLElement;
  readonly #wanted: GadgetModel['loading'];
  readonly #message: HTMLElement;
  readonly #retry: HTMLButtonElement;
  #words = 'Loading …';
  #timeoutWords = 'This takes longer than it should.';
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(wanted: GadgetModel['loading'], reload: () => void) {
    this.#wanted = wanted;
    this.#message = el('p', { role: 'status' });
    this.#retry = button('Retry', reload, { hidden: true });
    this.element = el('div', { class: 'loading', hidden: true }, [this.#message, this.#retry]);
  }

  /** Covers the gadget; at once when its frame begins to load. */
  show(): void {
    if (!this.#wanted) return;
    clearTimeout(this.#timer);
    this.element.hidden = false;
    this.#retry.hidden = true;
    setText(this.#message, this.#words);
    this.#timer = setTimeout(() => {
      this.#retry.hidden = false;
      setText(this.#message, this.#timeoutWords);
    }, this.#wanted.timeoutS * 1000);
  }

  /** The frame has loaded: enough for gadgets that do not dismiss it themselves. */
  loaded(): void {
    if (!this.#wanted?.manualDismiss) this.dismiss();
  }

  dismiss(): void {
    clearTimeout(this.#timer);
    this.element.hidden = true;
  }

  /** Changes what it says: while loading, when it takes long, or on its button. */
  say(what: 'message' | 'timeout' | 'retry', words: string): void {
    if (what === 'retry') return setText(this.#retry, words);
    if (what === 'timeout') this.#timeoutWords = words;
    else this.#words = words;
    if (this.#retry.hidden === (what === 'message')) setText(this.#message, words);
  }
}
