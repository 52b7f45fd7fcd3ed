import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Rows beyond the edges, so that a turn of the wheel does not show bare ground before the next frame. */
const SPARE = 3;
/** Rows that are drawn before anything could be measured. */
const BLIND = 12;

/**
 * Windows a list of rows of one height: says which of them are to be on the page, and puts them where they belong. The list scrolls in one
 * element, that has a `.rows` which is as high as all rows, in it a `.window` which is moved, a `.ruler` of the height of one row, and
 * a `.head` that sticks to its upper edge.
 */
export class RowWindow implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #sizes: ResizeObserver | undefined;
  #scroller: HTMLElement | undefined;
  #rowHeight = 0;
  #headHeight = 0;
  #viewHeight = 0;
  #scrollTop = 0;
  #first = 0;
  #laid = '';

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    // Absent where elements are only imported.
    this.#sizes = typeof ResizeObserver === 'undefined' ? undefined : new ResizeObserver(() => this.#measure());
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#sizes?.disconnect();
    this.#scroller = undefined;
    this.#laid = '';
  }

  /** Whether the heights are known. */
  get isMeasured(): boolean {
    return this.#rowHeight > 0;
  }

  /** The rows to be on the page: from `first` up to, not including, `last`. */
  range(count: number): { readonly first: number; readonly last: number } {
    if (!this.isMeasured) return { first: 0, last: Math.min(count, BLIND) };
    const seen = Math.max(0, this.#viewHeight - this.#headHeight);
    const top = Math.max(0, Math.min(this.#scrollTop, count * this.#rowHeight - seen));
    this.#first = Math.max(0, Math.floor(top / this.#rowHeight) - SPARE);
    return { first: this.#first, last: Math.min(count, Math.ceil((top + seen) / this.#rowHeight) + SPARE) };
  }

  /** To be called after each render with the element that scrolls: moves the rows where they belong. */
  lay(scroller: HTMLElement | null, count: number): void {
    if (!scroller) return;
    if (scroller !== this.#scroller) {
      this.#scroller = scroller;
      const ruler = scroller.querySelector('.ruler');
      for (const part of [scroller, ruler, scroller.querySelector('.head')]) if (part) this.#sizes?.observe(part);
      this.#measure();
      // Whatever is taken off the page comes back scrolled to its top.
      if (scroller.scrollTop !== this.#scrollTop) this.scrolled();
    }
    const laid = `${count * this.#rowHeight} ${this.#first * this.#rowHeight}`;
    if (laid === this.#laid) return;
    this.#laid = laid;
    const [rows, rowsInView] = [scroller.querySelector<HTMLElement>('.rows'), scroller.querySelector<HTMLElement>('.window')];
    // By properties: a policy without inline styles forbids them in markup.
    if (rows) rows.style.blockSize = `${count * this.#rowHeight}px`;
    if (rowsInView) rowsInView.style.transform = `translateY(${this.#first * this.#rowHeight}px)`;
  }

  /** The list has been scrolled. */
  scrolled(): void {
    this.#scrollTop = this.#scroller?.scrollTop ?? 0;
    this.#host.requestUpdate();
  }

  /** The row that a key leads to, from another (-1: none yet); `undefined` for keys that lead nowhere. */
  step(key: string, from: number, count: number): number | undefined {
    if (count === 0) return undefined;
    const page = Math.max(1, Math.floor((this.#viewHeight - this.#headHeight) / this.#rowHeight) - 1);
    const start = from < 0 ? Math.ceil(this.#scrollTop / this.#rowHeight) : from;
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: from < 0 ? start : start + 1,
      ArrowUp: start - 1,
      PageDown: start + page,
      PageUp: start - page,
      Home: 0,
      End: count - 1,
    };
    const to = Object.hasOwn(steps, key) ? steps[key] : undefined;
    return to === undefined ? undefined : Math.max(0, Math.min(count - 1, to));
  }

  /** Scrolls a row into view, by no more than it takes. */
  show(index: number): void {
    const scroller = this.#scroller;
    if (!scroller) return;
    const top = index * this.#rowHeight;
    const seen = this.#viewHeight - this.#headHeight;
    scroller.scrollTop = Math.min(top, Math.max(scroller.scrollTop, top + this.#rowHeight - seen));
    this.scrolled();
  }

  #measure(): void {
    const scroller = this.#scroller;
    const height = (selector: string): number => scroller?.querySelector(selector)?.getBoundingClientRect().height ?? 0;
    const [row, head, view] = [height('.ruler'), height('.head'), scroller?.clientHeight ?? 0];
    if (row === this.#rowHeight && head === this.#headHeight && view === this.#viewHeight) return;
    // The same rows stay in view when their height changes.
    const first = this.#rowHeight > 0 ? this.#scrollTop / this.#rowHeight : 0;
    const isNew = row !== this.#rowHeight && first > 0;
    [this.#rowHeight, this.#headHeight, this.#viewHeight] = [row, head, view];
    if (isNew && scroller) {
      this.#scrollTop = first * row;
      // Once the rows have their new height.
      void this.#host.updateComplete.then(() => (scroller.scrollTop = this.#scrollTop));
    }
    this.#host.requestUpdate();
  }
}
