import { render, type nothing, type TemplateResult } from 'lit';

/**
 * The rows of a windowed list that are on the page, used again and again: while the list scrolls, rows that leave at one end come back at the
 * other, and only those are written anew. They stay in the order in which they are read. (Lit's `repeat` would make each of them
 * anew, and in 3.3.3 leaves a comment behind for each that goes.)
 */
export class RowPool {
  readonly #rows: HTMLElement[] = [];
  readonly #drawn = new WeakMap<HTMLElement, readonly unknown[]>();
  #first = 0;

  /**
   * Draws rows `first` up to, not including, `last` into a box that holds nothing else. `partsOf` gives what a row is made from: it is
   * written anew only where one of them is another (`===`) than when it was last drawn.
   */
  draw<Parts extends readonly unknown[]>(
    box: HTMLElement,
    first: number,
    last: number,
    partsOf: (index: number) => Parts,
    templateOf: (...parts: Parts) => TemplateResult | typeof nothing,
  ): void {
    const rows = this.#rows;
    const shift = first - this.#first;
    this.#first = first;
    if (Math.abs(shift) < rows.length) this.#turn(box, shift);
    while (rows.length > last - first) rows.pop()?.remove();
    while (rows.length < last - first) rows.push(box.appendChild(slot()));
    rows.forEach((row, index) => {
      const parts = partsOf(first + index);
      const drawn = this.#drawn.get(row);
      if (drawn && parts.every((part, at) => part === drawn[at])) return;
      this.#drawn.set(row, parts);
      render(templateOf(...parts), row);
    });
  }

  #turn(box: HTMLElement, shift: number): void {
    const rows = this.#rows;
    for (let left = shift; left > 0; left--) {
      const row = rows.shift()!;
      rows.push(box.appendChild(row));
    }
    for (let left = shift; left < 0; left++) {
      const row = rows.pop()!;
      rows.unshift(box.insertBefore(row, box.firstChild));
    }
  }
}

// Something to render into, that is nothing to the layout and to assistive technology.
function slot(): HTMLElement {
  const element = document.createElement('div');
  element.className = 'slot';
  element.setAttribute('role', 'none');
  return element;
}
