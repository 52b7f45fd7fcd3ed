import type { LitElement, ReactiveController } from 'lit';
import { hide, showBeside } from '../internal/place.js';

const GAP_PX = 4;
const PAGE = 10;

/** What a list of suggestions is about, and what taking a line of it does. */
export interface SuggestionsOptions {
  /** The lines as they are now, by what names them whatever stands around them. */
  readonly lines: () => readonly string[];
  readonly take: (line: string) => void;
}

/**
 * The list under a field that may also hold what is not in it (ARIA's editable combobox): whether it is open, which line has the mark,
 * and what keys and pointer do to it. The host renders `input`, `#popup` with `data-open`, and lines with `role=option` and `data-index`.
 * The focus stays in the field. No line has the mark until the agent moves there, so that Enter means what was typed.
 */
export class Suggestions implements ReactiveController {
  #open = false;
  // A phone book that comes late changes the list, and Enter must not take what slid under the mark.
  #marked: string | undefined;
  readonly #host: LitElement;
  readonly #options: SuggestionsOptions;

  constructor(host: LitElement, options: SuggestionsOptions) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  get open(): boolean {
    return this.#open;
  }

  /** Index of the line with the mark, or -1. */
  get active(): number {
    return this.#marked === undefined ? -1 : this.#options.lines().indexOf(this.#marked);
  }

  /** Opens the list, and takes the mark away, because another text makes another list. */
  readonly show = (): void => {
    this.#marked = undefined;
    this.#host.requestUpdate();
    if (this.#open) return;
    this.#open = true;
    addEventListener('scroll', this.#follow, true);
    addEventListener('resize', this.#follow);
  };

  readonly close = (): void => {
    if (!this.#open) return;
    this.#open = false;
    this.#marked = undefined;
    removeEventListener('scroll', this.#follow, true);
    removeEventListener('resize', this.#follow);
    this.#host.requestUpdate();
  };

  hostUpdated(): void {
    const popup = this.#popup;
    const field = this.#host.renderRoot.querySelector('input')?.parentElement;
    if (!popup || !field) return;
    if (popup.dataset['open'] !== 'true') {
      hide(popup);
      return;
    }
    popup.style.inlineSize = `${field.offsetWidth}px`;
    showBeside(field, popup, GAP_PX);
    popup.querySelector('.active')?.scrollIntoView({ block: 'nearest' });
  }

  hostDisconnected(): void {
    this.close();
  }

  get #popup(): HTMLElement | null {
    return this.#host.renderRoot.querySelector('#popup');
  }

  /** Whether the agent sees it: an open list without a line and without a word is not shown. */
  get isShown(): boolean {
    return this.#popup?.dataset['open'] === 'true';
  }

  readonly #follow = (): void => {
    this.#host.requestUpdate();
  };

  #move(by: number): void {
    const lines = this.#options.lines();
    const from = this.active < 0 && by < 0 ? lines.length : this.active;
    this.#marked = lines[Math.max(0, Math.min(from + by, lines.length - 1))];
    this.#host.requestUpdate();
  }

  /** True when the key was meant for the list; it goes no further then: an Escape that closes the list must not close the box around it. */
  onKey(event: KeyboardEvent): boolean {
    const handled = this.#handle(event);
    if (handled) {
      event.preventDefault();
      event.stopPropagation();
    }
    return handled;
  }

  #handle({ key, altKey }: KeyboardEvent): boolean {
    switch (key) {
      case 'ArrowDown':
      case 'ArrowUp':
        if (altKey && key === 'ArrowUp') {
          this.close();
          return true;
        }
        if (!this.#open) this.show();
        if (!altKey) this.#move(key === 'ArrowDown' ? 1 : -1);
        return true;
      case 'PageDown':
      case 'PageUp':
        if (this.isShown) this.#move(key === 'PageDown' ? PAGE : -PAGE);
        return this.isShown;
      case 'Enter': {
        const line = this.isShown ? this.#options.lines()[this.active] : undefined;
        if (line !== undefined) this.#options.take(line);
        return line !== undefined;
      }
      case 'Escape': {
        const { isShown } = this;
        this.close();
        return isShown;
      }
      default:
        return false;
    }
  }

  readonly onFocusOut = (event: FocusEvent): void => {
    const to = event.relatedTarget;
    if (!(to instanceof Node && this.#popup?.contains(to))) this.close();
  };

  readonly onPoint = (event: MouseEvent): void => {
    const line = this.#lineAt(event);
    if (line === undefined || line === this.#marked) return;
    this.#marked = line;
    this.#host.requestUpdate();
  };

  readonly onPick = (event: MouseEvent): void => {
    const line = this.#lineAt(event);
    if (line !== undefined) this.#options.take(line);
  };

  /** A press on the list leaves the focus, and with it the keyboard, where it is. */
  readonly onPress = (event: Event): void => {
    event.preventDefault();
  };

  #lineAt(event: Event): string | undefined {
    const option = (event.target as Element).closest<HTMLElement>('[role=option]');
    return option ? this.#options.lines()[Number(option.dataset['index'])] : undefined;
  }
}
