import { maskText } from '../../wire-log.js';

/** What a line of the monitor is about. */
export type LineKind =
  'hub-in' | 'hub-out' | 'tick' | 'request' | 'swallowed' | 'error' | 'warn' | 'log' | 'problem' | 'connection' | 'client-log';

/** One line of the monitor. */
export interface Line {
  readonly seq: number;
  /** Ms since 1970. */
  readonly at: number;
  readonly kind: LineKind;
  /** Frame or part of the page that it is about. */
  readonly who: string;
  /** Topic, address, or what went wrong in short. */
  readonly what: string;
  /** Data, status, a trace; secrets masked, long ones cut. */
  readonly detail: string;
}

/** Most lines kept; the older half goes at once. */
const MAX_LINES = 20_000;
/** Most text kept of all lines together. */
const MAX_TOTAL = 32_000_000;
/** Longest detail kept. */
const MAX_DETAIL = 16_000;
// What JSON of the hub may hold beside what the wires' log masks: credentials as base64 after their scheme.
const SCHEME = /\b(Basic|Bearer)\s+[\w+/=.~-]{4,}/g;

/** Everything that the monitor can show, bounded, secrets masked before they are stored. */
export class Journal {
  readonly #now: () => number;
  readonly #onChange: () => void;
  #lines: Line[] = [];
  #seq = 0;
  #total = 0;
  #last: { readonly raw: string; readonly masked: string } = { raw: '', masked: '' };

  constructor(now: () => number, onChange: () => void) {
    this.#now = now;
    this.#onChange = onChange;
  }

  get lines(): readonly Line[] {
    return this.#lines;
  }

  add(kind: LineKind, who: string, what: string, detail = ''): void {
    // One message goes to many, and is the same text each time.
    if (detail !== this.#last.raw) this.#last = { raw: detail, masked: masked(short(detail)) };
    this.#lines.push({ seq: ++this.#seq, at: this.#now(), kind, who, what: masked(what.slice(0, 400)), detail: this.#last.masked });
    this.#total += this.#last.masked.length;
    if (this.#lines.length > MAX_LINES || this.#total > MAX_TOTAL) this.#forget();
    this.#onChange();
  }

  clear(): void {
    this.#lines = [];
    this.#total = 0;
    this.#onChange();
  }

  #forget(): void {
    this.#lines = this.#lines.slice(-Math.ceil(this.#lines.length / 2));
    this.#total = this.#lines.reduce((sum, { detail }) => sum + detail.length, 0);
  }
}

function short(detail: string): string {
  return detail.length > MAX_DETAIL ? `${detail.slice(0, MAX_DETAIL)}… (${detail.length} characters)` : detail;
}

function masked(text: string): string {
  return maskText(text).replace(SCHEME, '$1 ***');
}
