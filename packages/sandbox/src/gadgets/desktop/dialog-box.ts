import { button, el } from './dom.js';

/** What a gadget may ask a dialog to be. */
export interface DialogOptions {
  /** Default "Finesse"; `false` leaves the title out. */
  readonly title?: unknown;
  readonly message?: unknown;
  /** Called when the agent closes it. */
  readonly close?: unknown;
  /** Whether the page behind can be used meanwhile: not, unless this is `false`. */
  readonly isBlocking?: unknown;
}

/** The page's one dialog. Words of gadgets are shown as text. */
export class Dialog {
  readonly element: HTMLDialogElement = el('dialog', { class: 'dialog', 'aria-labelledby': 'dialog-title' });
  #onClose: (() => void) | undefined;

  constructor() {
    this.element.addEventListener('close', () => {
      const run = this.#onClose;
      this.#onClose = undefined;
      run?.();
    });
  }

  show({ title = 'Finesse', message = '', close, isBlocking = true }: DialogOptions): HTMLDialogElement {
    if (this.element.open) this.element.close();
    this.#onClose = typeof close === 'function' ? () => void Reflect.apply(close, undefined, []) : undefined;
    const heading = el('h2', { id: 'dialog-title', class: title === false ? 'unseen' : '' }, [title === false ? 'Message' : String(title)]);
    this.element.replaceChildren(
      heading,
      el('p', {}, [String(message)]),
      button('Close', () => this.element.close(), { autofocus: true }),
    );
    if (isBlocking === false) this.element.show();
    else this.element.showModal();
    return this.element;
  }

  hide(): HTMLDialogElement {
    if (this.element.open) this.element.close();
    return this.element;
  }
}
