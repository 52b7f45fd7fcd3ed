import type { Place } from './finding.js';

/** A text of which every offset has a place in a file. */
export interface Located {
  readonly file: string;
  readonly text: string;
  /** The place of an offset; of the text's end for one beyond it. */
  place(offset: number): Place;
}

/** A whole file. Line ends are made `\n` first, as the parsers of XML and HTML do, so that one offset means one place to all of them. */
export class FileText implements Located {
  readonly file: string;
  readonly text: string;
  #lineStarts: number[] | undefined;

  constructor(file: string, text: string) {
    this.file = file;
    this.text = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  }

  place(offset: number): Place {
    const starts = (this.#lineStarts ??= lineStarts(this.text));
    const at = Math.max(0, Math.min(offset, this.text.length));
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle]! <= at) low = middle;
      else high = middle - 1;
    }
    return { file: this.file, line: low + 1, column: at - starts[low]! + 1 };
  }
}

/** A text that stands in another one: a script in HTML, HTML in XML. `toHost` turns its offsets into the host's. */
export class Excerpt implements Located {
  readonly text: string;
  readonly #host: Located;
  readonly #toHost: (offset: number) => number;

  constructor(host: Located, text: string, toHost: (offset: number) => number) {
    this.text = text;
    this.#host = host;
    this.#toHost = toHost;
  }

  get file(): string {
    return this.#host.file;
  }

  place(offset: number): Place {
    return this.#host.place(this.#toHost(offset));
  }
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}
