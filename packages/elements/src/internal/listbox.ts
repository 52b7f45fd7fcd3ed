import { html, nothing, type LitElement, type ReactiveController, type TemplateResult } from 'lit';
import type { ReasonLabels } from '../labels/reasons.js';
import { fold } from './fold.js';
import { hide, showBeside } from './place.js';

// Letters typed within this time of each other make one word.
const TYPING_MS = 500;
const GAP_PX = 4;

/** One line of a list. */
export interface Line {
  readonly label: string;
  /** What it stands for is so, as reported. */
  readonly selected: boolean;
}

/** What a list is made of, and what happens in it. */
export interface ListboxOptions<L extends Line> {
  /** The lines as they are now, those that the search leaves out left out. Asked only while the list is open. */
  readonly lines: (search: string) => readonly L[];
  /** Whether two lines mean the same: a list that changes meanwhile must not put another line under Enter. */
  readonly isSame: (one: L, other: L) => boolean;
  /** Whether it may be opened now. */
  readonly mayOpen: () => boolean;
  /** Whether lines are found by typing into a field rather than read through. */
  readonly isSearched: () => boolean;
  readonly choose: (line: L) => void;
  readonly onOpen?: () => void;
}

/**
 * The popup of a select-only combobox: what is open, which line has the mark, and what keys and pointer do to it. The host renders the
 * combobox as `#button` with {@link onClick}, {@link onKey} and {@link onFocusOut}, and {@link popup} after it. Focus stays on the combobox, or in the field that
 * searches; Tab closes the list without choosing, because choosing acts at once.
 */
export class Listbox<L extends Line> implements ReactiveController {
  #open = false;
  // The line that Enter would choose; until the agent has moved, the first selected one, even if it comes late.
  #moved: L | undefined;
  #search = '';
  #typed = '';
  #typedAt = 0;
  readonly #host: LitElement;
  readonly #options: ListboxOptions<L>;

  constructor(host: LitElement, options: ListboxOptions<L>) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  get open(): boolean {
    return this.#open;
  }

  /** For `aria-activedescendant` of the combobox. */
  get activeId(): string | typeof nothing {
    return this.#open && !this.#options.isSearched() ? `option-${this.#activeOf(this.#lines)}` : nothing;
  }

  get #lines(): readonly L[] {
    return this.#open ? this.#options.lines(this.#search) : [];
  }

  #activeOf(lines: readonly L[]): number {
    const moved = this.#moved;
    const same = moved ? lines.findIndex((line) => this.#options.isSame(line, moved)) : -1;
    return Math.max(0, same < 0 ? lines.findIndex(({ selected }) => selected) : same);
  }

  /** The popup; `renderLines` renders the lines, each as `role=option` with the id `option-INDEX` and `data-index=INDEX`. */
  popup(
    name: string,
    labels: ReasonLabels,
    renderLines: (lines: readonly L[], active: number) => unknown,
    several = false,
  ): TemplateResult {
    const lines = this.#lines;
    const active = this.#activeOf(lines);
    /* eslint-disable lit-a11y/click-events-have-key-events -- the keys go to the combobox, which has the focus */
    const list = html`
      ${
        this.#options.isSearched()
          ? html`<input
              part="search"
              type="text"
              role="combobox"
              autocomplete="off"
              spellcheck="false"
              placeholder=${labels.searchReasons}
              aria-label=${labels.searchReasons}
              aria-autocomplete="list"
              aria-controls="list"
              aria-expanded="true"
              aria-activedescendant=${lines.length ? `option-${active}` : nothing}
              @input=${this.#onSearch}
              @keydown=${this.onKey}
            />`
          : nothing
      }
      <div
        id="list"
        role="listbox"
        aria-label=${name}
        aria-multiselectable=${several || nothing}
        @mousedown=${keepFocus}
        @mousemove=${this.#onPoint}
        @click=${this.#onPick}
      >
        ${this.#open ? renderLines(lines, active) : nothing}
      </div>
      ${lines.length ? nothing : html`<div class="heading" role="status">${labels.noReasonFound}</div>`}
    `;
    /* eslint-enable lit-a11y/click-events-have-key-events */
    return html`<div id="popup" part="popup" popover="manual" @focusout=${this.onFocusOut}>${this.#open ? list : nothing}</div>`;
  }

  hostUpdated(): void {
    const popup = this.#part('popup');
    const button = this.#part('button');
    if (!popup || !button) return;
    if (!this.#open) {
      hide(popup);
      return;
    }
    popup.style.minInlineSize = `${button.offsetWidth}px`;
    showBeside(button, popup, GAP_PX);
    this.#part(`option-${this.#activeOf(this.#lines)}`)?.scrollIntoView({ block: 'nearest' });
    popup.querySelector('input')?.focus();
  }

  hostDisconnected(): void {
    this.close();
  }

  #part(id: string): HTMLElement | null {
    return this.#host.renderRoot.querySelector(`#${id}`);
  }

  /** Opens the list, the mark on the line `at`, counted from the end where negative; by default on the selected one. */
  show(at?: number): void {
    if (this.#open || !this.#options.mayOpen()) return;
    this.#options.onOpen?.();
    this.#open = true;
    this.#search = this.#typed = '';
    this.#moved = at === undefined ? undefined : this.#lines.at(at);
    addEventListener('scroll', this.#follow, true);
    addEventListener('resize', this.#follow);
    this.#part('button')?.focus();
    this.#follow();
  }

  /** Closes the list. `focus`: if the focus is in it, the combobox gets it. */
  close(focus = false): void {
    if (!this.#open) return;
    this.#open = false;
    removeEventListener('scroll', this.#follow, true);
    removeEventListener('resize', this.#follow);
    if (focus && this.#host.renderRoot.querySelector(':focus')) this.#part('button')?.focus();
    this.#follow();
  }

  #move(to: number): void {
    const lines = this.#lines;
    this.#moved = lines[Math.max(0, Math.min(to, lines.length - 1))];
    this.#follow();
  }

  #step(by: number): void {
    this.#move(this.#activeOf(this.#lines) + by);
  }

  #choose(line: L | undefined): void {
    if (line) this.#options.choose(line);
  }

  readonly #follow = (): void => {
    this.#host.requestUpdate();
  };

  readonly onClick = (): void => {
    if (this.#open) this.close(true);
    else this.show();
  };

  readonly onFocusOut = (event: FocusEvent): void => {
    const to = event.relatedTarget;
    if (!(to instanceof Node && this.#host.renderRoot.contains(to))) this.close();
  };

  readonly #onSearch = (event: InputEvent): void => {
    this.#search = (event.target as HTMLInputElement).value;
    this.#move(0);
  };

  readonly #onPoint = (event: MouseEvent): void => {
    const index = indexAt(event);
    if (index !== undefined && index !== this.#activeOf(this.#lines)) this.#move(index);
  };

  readonly #onPick = (event: MouseEvent): void => {
    const index = indexAt(event);
    if (index !== undefined) this.#choose(this.#lines[index]);
  };

  readonly onKey = (event: KeyboardEvent): void => {
    if (event.isComposing || event.ctrlKey || event.metaKey) return;
    const searching = event.target instanceof HTMLInputElement;
    if (this.#open ? this.#onListKey(event, searching) : this.#onButtonKey(event)) {
      event.preventDefault();
      // Handled here: an Escape that closes the list must not close the page's own dialog around it.
      event.stopPropagation();
    }
  };

  #onButtonKey(event: KeyboardEvent): boolean {
    switch (event.key) {
      case 'Enter':
      case ' ':
      case 'ArrowDown':
        this.show();
        return true;
      case 'ArrowUp':
      case 'Home':
        this.show(0);
        return true;
      case 'End':
        this.show(-1);
        return true;
      default:
        if (event.key.length !== 1 || event.altKey) return false;
        this.show();
        this.#typeahead(event);
        return true;
    }
  }

  #onListKey(event: KeyboardEvent, searching: boolean): boolean {
    switch (event.key) {
      case 'Escape':
        this.close(true);
        return true;
      case 'Tab':
        // From the search field the focus would go to what follows the list; from the button it goes on as it should.
        this.close(true);
        return false;
      case 'Enter':
        this.#chooseActive();
        return true;
      case 'ArrowDown':
        this.#step(1);
        return true;
      case 'ArrowUp':
        if (event.altKey) this.close(true);
        else this.#step(-1);
        return true;
      case 'PageDown':
        this.#step(10);
        return true;
      case 'PageUp':
        this.#step(-10);
        return true;
    }
    if (searching) return false;
    switch (event.key) {
      case ' ':
        if (this.#isTyping(event)) this.#typeahead(event);
        else this.#chooseActive();
        return true;
      case 'Home':
        this.#move(0);
        return true;
      case 'End':
        this.#move(Infinity);
        return true;
      default:
        if (event.key.length !== 1 || event.altKey) return false;
        this.#typeahead(event);
        return true;
    }
  }

  #chooseActive(): void {
    const lines = this.#lines;
    this.#choose(lines[this.#activeOf(lines)]);
  }

  #isTyping(event: KeyboardEvent): boolean {
    return this.#typed !== '' && event.timeStamp - this.#typedAt < TYPING_MS;
  }

  // Goes to the next line that begins with what has been typed; one letter again and again goes through all that begin with it.
  #typeahead(event: KeyboardEvent): void {
    const letter = fold(event.key);
    this.#typed = this.#isTyping(event) ? this.#typed + letter : letter;
    this.#typedAt = event.timeStamp;
    const repeated = [...this.#typed].every((typed) => typed === letter);
    const wanted = repeated ? letter : this.#typed;
    const lines = this.#lines;
    const from = this.#activeOf(lines) + (repeated ? 1 : 0);
    const order = lines.map((_, index) => (from + index) % lines.length);
    const found = order.find((index) => fold(lines[index]!.label).startsWith(wanted));
    if (found !== undefined) this.#move(found);
  }
}

function indexAt(event: Event): number | undefined {
  const option = (event.target as Element).closest<HTMLElement>('[role=option]');
  return option ? Number(option.dataset['index']) : undefined;
}

// A press on the list leaves the focus, and with it the keyboard, where it is.
function keepFocus(event: Event): void {
  event.preventDefault();
}
