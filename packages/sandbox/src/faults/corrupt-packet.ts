import type { Corruption } from './plan.js';

/** Spoils a packet of the bus. What is no packet any more is what a window may post all the same: a text, or nothing. */
export function corruptPacket(packet: object, kind: Corruption): unknown {
  const json = JSON.stringify(packet);
  switch (kind) {
    case 'malformed':
    case 'doctype':
      return json.slice(0, -1);
    case 'truncated':
      return json.slice(0, Math.floor(json.length / 2));
    case 'oversized':
      return { ...packet, filler: 'x'.repeat(5_000_000) };
    case 'deep':
      return { ...packet, filler: JSON.parse('['.repeat(2_000) + ']'.repeat(2_000)) as unknown };
    case 'json':
      return json;
    case 'html':
      return '<!DOCTYPE html><html><head><title>Sign in</title></head><body><h1>Sign in</h1></body></html>';
    case 'empty':
      return '';
    case 'unknown_enum':
      return JSON.parse(json.replace(/"(state|callType)":"[A-Z_]+"/g, '"$1":"STATE_X"')) as unknown;
    case 'no_data':
      return JSON.parse(json, (key, value: unknown) => (key === 'data' || key === 'call' ? undefined : value)) as unknown;
    case 'no_source':
      return JSON.parse(json, (key, value: unknown) => (key === 'channel' ? undefined : value)) as unknown;
  }
}
