/** What crossed a wire: a request or its response, an XMPP frame, or a notification (a frame that carries an update). */
export interface WireEntry {
  /** Counts up from 1, without gaps. */
  readonly seq: number;
  /** The sandbox's clock, in ms since 1970. */
  readonly at: number;
  readonly wire: 'rest' | 'xmpp' | 'bus' | 'ais' | 'gws' | 'desktop' | 'control';
  readonly kind: 'request' | 'response' | 'frame' | 'notification' | 'fault';
  /** `in` towards the sandbox. */
  readonly direction: 'in' | 'out';
  /** Agent, where known. */
  readonly agent?: string;
  /** Connection, of an XMPP frame; subscriber, of a packet on the bus. */
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
/** Most text kept of all entries together. */
export const MAX_TOTAL = 64_000_000;
/** Longest text kept of one entry. */
export const MAX_TEXT = 16_384;
const MASK = '***';

/** The record of everything that crossed a wire, bounded, with secrets masked before they are stored. */
export class WireLog {
  readonly #now: () => number;
  #entries: WireEntry[] = [];
  #seq = 0;
  #total = 0;

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
      ...(text === undefined || text === '' ? {} : { text: kept(text, record.wire) }),
    };
    this.#entries.push(entry);
    this.#total += entry.text?.length ?? 0;
    if (this.#entries.length > MAX_ENTRIES || this.#total > MAX_TOTAL) this.#forget();
    return entry.seq;
  }

  /** Entries after a number, oldest first, and the number to ask with next time. */
  since(seq: number): { readonly next: number; readonly entries: readonly WireEntry[] } {
    const first = this.#entries[0]?.seq ?? 1;
    return { next: this.#seq, entries: this.#entries.slice(Math.max(0, seq + 1 - first)) };
  }

  // The older half: doing so now and then costs less than shifting at every entry.
  #forget(): void {
    this.#entries = this.#entries.slice(Math.ceil(this.#entries.length / 2));
    this.#total = this.#entries.reduce((sum, { text = '' }) => sum + text.length, 0);
  }
}

const SECRET_HEADER = /^(authorization|proxy-authorization|cookie|set-cookie|x-csrf-token)$/i;
// Bounded, so that a long word of near-matches costs no more than any other.
const SECRET_NAME = '[\\w-]{0,40}(?:password|passwd|secret|token|authorization|credential)[\\w-]{0,40}';
const MASKS: readonly (readonly [pattern: RegExp, replacement: string])[] = [
  [new RegExp(`("${SECRET_NAME}"\\s*:\\s*)"(?:[^"\\\\]|\\\\.)*"?`, 'gi'), `$1"${MASK}"`],
  // JSON within JSON: all up to the end of the outer text.
  [new RegExp(`(\\\\"${SECRET_NAME}\\\\"\\s*:\\s*)\\\\"(?:[^"\\\\]|\\\\.)*`, 'gi'), `$1${MASK}`],
  [new RegExp(`(<(?:${SECRET_NAME})\\b[^>]*>)[^<]*`, 'gi'), `$1${MASK}`],
  [new RegExp(`\\b(${SECRET_NAME}=)[^&\\s]*`, 'gi'), `$1${MASK}`],
  // A session's id lets its finder in.
  [/\b(sid=)[^&\s"]*/gi, `$1${MASK}`],
  [/("sessionId"\s*:\s*)"(?:[^"\\]|\\.)*"?/gi, `$1"${MASK}"`],
  // Tones: a customer's card number, as likely as not. The name may stand behind its value.
  [/(<name>\s{0,40}dtmfString\s{0,40}<\/name>\s{0,40}<value>)[^<]*/gi, `$1${MASK}`],
  [/(<value>)[^<]{0,400}(<\/value>\s{0,40}<name>\s{0,40}dtmfString\b)/gi, `$1${MASK}$2`],
];
// Everything behind the start tag, so that a frame that does not parse gives nothing away either.
const SASL = /(<\s*(?:\w+:)?(?:auth|response|challenge)\b[^>]*(?:>|$))[\s\S]*/i;

// Every mask needs one of these words. Most texts have none, and long ones of one kind of letter are the dearest to search for the rest.
const SUSPECT = /password|passwd|secret|token|authorization|credential|sid=|sessionId|dtmfString/i;

/** Replaces credentials and tones in a body or an address by `***`. */
export function maskText(text: string): string {
  if (!SUSPECT.test(text)) return text;
  return MASKS.reduce((masked, [pattern, replacement]) => masked.replace(pattern, replacement), text);
}

/** The same for a frame, which may carry SASL messages. */
export function maskFrame(frame: string): string {
  return maskText(frame).replace(SASL, `$1${MASK}`);
}

/** Header values without credentials; the scheme of `Authorization` stays. */
export function maskHeaders(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => {
      if (!SECRET_HEADER.test(name)) return [name, maskText(value)];
      const [scheme = ''] = /^(?:basic|bearer)(?=\s)/i.exec(value) ?? [];
      return [name, scheme === '' ? MASK : `${scheme} ${MASK}`];
    }),
  );
}

function kept(text: string, wire: WireEntry['wire']): string {
  const short = text.slice(0, MAX_TEXT);
  const masked = wire === 'xmpp' ? maskFrame(short) : maskText(short);
  return text.length > MAX_TEXT ? `${masked}… (${text.length} characters)` : masked;
}
