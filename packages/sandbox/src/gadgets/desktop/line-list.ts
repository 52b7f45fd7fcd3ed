import { el, setAttribute } from './dom.js';
import type { Line, LineKind } from './journal.js';

/** Height of a line, px; the stylesheet gives them the same. */
const LINE = 24;
/** Lines drawn beyond what is in sight, on each side. */
const BEYOND = 8;
/** How near to its end the list counts as being looked at there, px. */
const NEAR = 24;

const WORDS: Readonly<Record<LineKind, string>> = {
  'hub-in': 'published',
  'hub-out': 'to',
  tick: 'tick',
  request: 'request',
  swallowed: 'swallowed',
  error: 'error',
  warn: 'warning',
  log: 'log',
  problem: 'problem',
  connection: 'connection',
  'client-log': 'client log',
};

/** Lines of the monitor, newest last: only those in sight are drawn, however many there are. Arrow keys choose one. */
export class LineList {
  readonly element: HTMLElement;
  readonly #sizer: HTMLElement = el('div', { class: 'sizer', role: 'presentation' });
  readonly #onChoose: (line: Line) => void;
  #lines: readonly Line[] = [];
  #chosen: number | undefined;
  #atEnd = true;

  constructor(onChoose: (line: Line) => void) {
    this.#onChoose = onChoose;
    this.element = el('div', { class: 'lines', role: 'listbox', tabindex: 0, 'aria-label': 'Lines, newest last' }, [this.#sizer], {
      scroll: () => this.#onScroll(),
      keydown: (event) => this.#onKey(event),
      click: ({ target }) => {
        const seq = (target as HTMLElement).closest<HTMLElement>('[data-seq]')?.dataset['seq'];
        if (seq !== undefined) this.#choose(this.#lines.findIndex((line) => line.seq === Number(seq)));
      },
    });
    // What opens below takes room from it; what was in sight stays.
    new ResizeObserver(() => {
      if (this.#atEnd) this.element.scrollTop = this.#lines.length * LINE;
      this.#draw();
    }).observe(this.element);
  }

  /** The lines to show. The end stays in sight unless somebody looks further up. */
  set lines(lines: readonly Line[]) {
    this.#lines = lines;
    this.#sizer.style.blockSize = `${lines.length * LINE}px`;
    if (this.#atEnd) this.element.scrollTop = lines.length * LINE;
    this.#draw();
  }

  #onScroll(): void {
    const { scrollHeight, scrollTop, clientHeight } = this.element;
    this.#atEnd = scrollHeight - scrollTop - clientHeight < NEAR;
    this.#draw();
  }

  #draw(): void {
    const { scrollTop, clientHeight } = this.element;
    const first = Math.max(0, Math.floor(scrollTop / LINE) - BEYOND);
    const last = Math.min(this.#lines.length, Math.ceil((scrollTop + clientHeight) / LINE) + BEYOND);
    this.#sizer.replaceChildren(...this.#lines.slice(first, last).map((line, index) => this.#row(line, first + index)));
    const chosen = this.#lines.findIndex(({ seq }) => seq === this.#chosen);
    setAttribute(this.element, 'aria-activedescendant', chosen >= first && chosen < last ? `line-${this.#chosen}` : undefined);
  }

  #row({ seq, at, kind, who, what }: Line, index: number): HTMLElement {
    const row = el(
      'div',
      {
        id: `line-${seq}`,
        class: `line ${kind}`,
        role: 'option',
        'data-seq': seq,
        'data-kind': kind,
        'aria-selected': seq === this.#chosen ? 'true' : 'false',
        'aria-posinset': index + 1,
        'aria-setsize': this.#lines.length,
      },
      [
        el('time', {}, [timeOf(at)]),
        el('span', { class: 'kind' }, [WORDS[kind]]),
        el('bdi', { class: 'who' }, [who.replace(/^finesse_gadget_/, 'gadget ')]),
        el('bdi', { class: 'what' }, [what]),
      ],
    );
    row.style.insetBlockStart = `${index * LINE}px`;
    return row;
  }

  #onKey(event: KeyboardEvent): void {
    const index = this.#lines.findIndex(({ seq }) => seq === this.#chosen);
    const last = this.#lines.length - 1;
    const targets: Readonly<Record<string, number>> = {
      ArrowDown: index < 0 ? last : index + 1,
      ArrowUp: index < 0 ? last : index - 1,
      Home: 0,
      End: last,
    };
    if (!Object.hasOwn(targets, event.key)) return;
    event.preventDefault();
    this.#choose(Math.max(0, Math.min(last, targets[event.key]!)));
  }

  #choose(index: number): void {
    const line = this.#lines[index];
    if (!line) return;
    this.#chosen = line.seq;
    const { scrollTop, clientHeight } = this.element;
    if (index * LINE < scrollTop) this.element.scrollTop = index * LINE;
    else if ((index + 1) * LINE > scrollTop + clientHeight) this.element.scrollTop = (index + 1) * LINE - clientHeight;
    this.#draw();
    this.#onChoose(line);
  }
}

function timeOf(at: number): string {
  const date = new Date(at);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}.${String(date.getMilliseconds()).padStart(3, '0')}`;
}
