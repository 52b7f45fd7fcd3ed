/** A message as an application sent it, trimmed and unwrapped. */
export interface Incoming {
  readonly channel: string;
  readonly topic: string;
  readonly subtopic: string;
  readonly source: string;
  readonly data: unknown;
}

/** A channel's name as it is printed. */
export type ChannelName = 'Cisco' | 'Amazon' | 'LCM' | 'Salesforce' | 'UI';

/** A message for the applications, before it is wrapped. */
export interface Outgoing {
  /** Default `Cisco`. */
  readonly channel?: ChannelName;
  readonly topic: string;
  readonly subtopic: string;
  readonly payload: unknown;
  /** Cisco call events and errors carry `data`, everything else `message` (outbound-apis-3, set-api-error). */
  readonly under: 'data' | 'message';
}

/** Most characters of one packet as JSON. */
const MAX_TEXT = 1_000_000;

/** Reads a packet or a bare message, as an object or JSON; `undefined` for what is neither. Stray blanks and the case of keys do not count. */
export function readIncoming(wire: unknown): Incoming | undefined {
  const outer = typeof wire === 'string' ? parsed(wire) : wire;
  if (!isRecord(outer)) return undefined;
  const wrapped = field(outer, 'message');
  const inner = isRecord(wrapped) && word(outer, 'topic') === '' ? wrapped : outer;
  const channel = word(inner, 'channel') || word(outer, 'channel');
  if (channel === '') return undefined;
  return {
    channel,
    topic: word(inner, 'topic'),
    subtopic: word(inner, 'subtopic'),
    source: word(inner, 'source'),
    data: field(inner, 'data') ?? field(inner, 'message'),
  };
}

/** A text field of what came with a request, by its name in any case; empty where there is none. */
export function word(of: unknown, name: string): string {
  const value = isRecord(of) ? field(of, name) : undefined;
  return typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : '';
}

/** The same with the blanks that belong to it. */
export function value(of: unknown, name: string): string | undefined {
  const found = isRecord(of) ? field(of, name) : undefined;
  return typeof found === 'string' ? found : undefined;
}

/** A yes or no, also as text; `undefined` where there is neither. */
export function flag(of: unknown, name: string): boolean | undefined {
  const found = part(of, name);
  if (typeof found === 'boolean') return found;
  const text = word(of, name).toLowerCase();
  return text === 'true' ? true : text === 'false' ? false : undefined;
}

/** Whatever a field holds, by its name in any case. */
export function part(of: unknown, name: string): unknown {
  return isRecord(of) ? field(of, name) : undefined;
}

function field(of: Record<string, unknown>, name: string): unknown {
  const wanted = name.toLowerCase();
  const key = Object.keys(of).find((each) => each.trim().toLowerCase() === wanted);
  return key === undefined ? undefined : of[key];
}

function isRecord(given: unknown): given is Record<string, unknown> {
  return typeof given === 'object' && given !== null && !Array.isArray(given);
}

function parsed(json: string): unknown {
  if (json.length > MAX_TEXT) return undefined;
  try {
    return JSON.parse(json) as unknown;
  } catch {
    return undefined;
  }
}
