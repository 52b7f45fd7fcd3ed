/** What crossed a wire: a request or its response, an XMPP frame, or a notification (a frame that carries an update). */
export interface WireEntry {
  /** Counts up from 1, without gaps. */
  readonly seq: number;
  /** The sandbox's clock, in ms since 1970. */
  readonly at: number;
  readonly wire: 'rest' | 'xmpp' | 'control';
  readonly kind: 'request' | 'response' | 'frame' | 'notification' | 'fault';
  /** `in` towards the sandbox. */
  readonly direction: 'in' | 'out';
  /** Agent, where known. */
  readonly agent?: string;
  /** Connection, of an XMPP frame. */
  readonly session?: string;
  readonly method?: string;
  /** Path and query of a request. */
  readonly path?: string;
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Number of the request that a response answers. */
  readonly answers?: number;
  /** Pub/sub node of a notification. */
  readonly node?: string;
  /** Body or frame, secrets masked; long ones are cut. */
  readonly text?: string;
}

/** An entry before it is numbered and dated. */
export type WireRecord = Omit<WireEntry, 'seq' | 'at'>;

/** Most entries kept. */
export const MAX_ENTRIES = 50_000;
/** Longest text kept of one entry. */
export const MAX_TEXT = 16_384;
const MASK = '***';

/** The record of everything that crossed a wire, bounded, with secrets masked before they are stored. */
export class WireLog {
  readonly #now: () => number;
  #entries: WireEntry[] = [];
  #seq = 0;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Adds an entry and returns its number. */
  add(record: WireRecord): number {
    const { text, headers, path, ...rest } = record;
    const entry: WireEntry = {
      seq: ++this.#seq,
      at: this.#now(),
      ...rest,
      ...(path === undefined ? {} : { path: maskText(path) }),
      ...(headers === undefined ? {} : { headers: maskHeaders(headers) }),
      ...(text === undefined || text === '' ? {} : { text: cut(maskText(text)) }),
    };
    this.#entries.push(entry);
    // Halving now and then costs less than shifting at every entry.
    if (this.#entries.length > MAX_ENTRIES * 1.5) this.#entries = this.#entries.slice(-MAX_ENTRIES);
    return entry.seq;
  }

  /** Entries after a number, oldest first, and the number to ask with next time. */
  since(seq: number): { readonly next: number; readonly entries: readonly WireEntry[] } {
    const first = this.#entries[0]?.seq ?? 1;
    return { next: this.#seq, entries: this.#entries.slice(Math.max(0, seq + 1 - first)) };
  }
}

const SECRET_HEADER = /^(authorization|proxy-authorization|cookie|set-cookie)$/i;
const SECRET_NAME = '[\\w-]*(?:password|passwd|secret|token|authorization|credential)[\\w-]*';
const MASKS: readonly (readonly [pattern: RegExp, replacement: string])[] = [
  // SASL: everything behind the start tag, so that a frame that does not parse gives nothing away either.
  [/(<\s*(?:\w+:)?(?:auth|response|challenge)\b[^>]*(?:>|$))[\s\S]*/gi, `$1${MASK}`],
  [/\b(Basic|Bearer)\s+[\w+/=.~-]+/gi, `$1 ${MASK}`],
  [new RegExp(`("${SECRET_NAME}"\\s*:\\s*)"(?:[^"\\\\]|\\\\.)*"?`, 'gi'), `$1"${MASK}"`],
  [new RegExp(`(<(${SECRET_NAME})\\b[^>]*>)[^<]*`, 'gi'), `$1${MASK}`],
  [new RegExp(`\\b(${SECRET_NAME}=)[^&\\s]*`, 'gi'), `$1${MASK}`],
];

/** Replaces credentials in a body, a frame or an address by `***`. */
export function maskText(text: string): string {
  return MASKS.reduce((masked, [pattern, replacement]) => masked.replace(pattern, replacement), text);
}

/** Header values without credentials; the scheme of `Authorization` stays. */
export function maskHeaders(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => {
      if (!SECRET_HEADER.test(name)) return [name, maskText(value)];
      return [name, /authorization/i.test(name) && /^(basic|bearer)\s/i.test(value) ? `${value.split(/\s/, 1)[0]} ${MASK}` : MASK];
    }),
  );
}

function cut(text: string): string {
  return text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}… (${text.length} characters)` : text;
}
