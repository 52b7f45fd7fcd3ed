import type { BusMessage, Channel } from './message.js';
import { fieldOf, isObject, plainCopy, textOf, whyNotPlain, type NotPlain, type Plain, type PlainLimits } from './plain.js';

/** Why something on the wire was no message: a fixed word, never any of its content. */
export type NotRead = NotPlain | 'not-json' | 'no-message' | 'no-channel' | 'unknown-channel';

/** What came of reading: the message, or why there is none. */
export type Read = { readonly message: BusMessage; readonly refused?: undefined } | { readonly refused: NotRead };

/** 1 MB, a directory of some thousand contacts, and deeper than any payload that is documented. */
export const READ_LIMITS: PlainLimits = { characters: 1_000_000, values: 50_000, depth: 32 };

const CHANNELS: ReadonlyMap<string, Channel> = new Map(
  (['Cisco', 'Amazon', 'LCM', 'Salesforce', 'UI'] as const).map((channel) => [channel.toLowerCase(), channel]),
);

/** A safe copy of what came, or why there is none. */
type Wire = { readonly plain: Plain | undefined; readonly refused?: undefined } | { readonly refused: NotRead };

/** Copies whatever came, an object or JSON. Never throws. */
export function wireIn(wire: unknown, limits: PlainLimits = READ_LIMITS): Wire {
  try {
    if (typeof wire === 'string' && wire.length > limits.characters) return { refused: 'too-large' };
    return { plain: plainCopy(typeof wire === 'string' ? parsed(wire) : wire, limits) };
  } catch (thrown) {
    return { refused: whyNotPlain(thrown) ?? (thrown instanceof SyntaxError ? 'not-json' : 'no-data') };
  }
}

/**
 * Reads whatever came: an object or JSON, wrapped in a packet or bare, with the documented quirks (stray blanks in keys and routing words,
 * keys in any case, the answer under `message` or `data`). Whether inbound traffic is wrapped is not documented by the vendor; a packet
 * is told by its object `message` and empty topic (api-structure). Never throws.
 */
export function readBus(wire: unknown, limits: PlainLimits = READ_LIMITS): Read {
  const copy = wireIn(wire, limits);
  return copy.refused === undefined ? messageOf(copy.plain) : copy;
}

// A byte order mark before JSON is what some servers put there.
function parsed(json: string): unknown {
  return JSON.parse(json.startsWith('\ufeff') ? json.slice(1) : json);
}

function messageOf(outer: Plain | undefined): Read {
  if (!isObject(outer)) return { refused: 'no-message' };
  // The table of the page that describes a packet prints the key as `okmessage`.
  const wrapped = fieldOf(outer, 'message') ?? fieldOf(outer, 'okmessage');
  const inner = isObject(wrapped) && !word(outer, 'topic') ? wrapped : outer;
  const named = word(inner, 'channel') || word(outer, 'channel');
  const channel = CHANNELS.get(named.toLowerCase());
  if (!channel) return { refused: named ? 'unknown-channel' : 'no-channel' };
  // Some pages say `subject` where they mean `source`.
  const source = word(inner, 'source') || word(inner, 'subject');
  return {
    message: {
      channel,
      topic: word(inner, 'topic'),
      subtopic: word(inner, 'subtopic'),
      ...(source ? { source } : {}),
      payload: fieldOf(inner, 'message') ?? fieldOf(inner, 'data'),
    },
  };
}

function word(of: Plain, name: string): string {
  return textOf(of, name)?.trim() ?? '';
}
