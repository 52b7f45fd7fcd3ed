import type { OutMessage } from '../catalogue/operation.js';

/**
 * Other spellings of what is written, by ours. The documentation prints many names in several ways, and a real Workspace may insist on one;
 * what is read is never particular about it.
 */
export interface Spelling {
  /** Subtopics, like `{ SetANSWER: 'SetAnswer' }`. */
  readonly subtopics?: Readonly<Record<string, string>>;
  /** Keys of `data`, like `{ toAddress: 'ToAddress', CallID: 'callID' }`. */
  readonly keys?: Readonly<Record<string, string>>;
}

/** The message in that spelling. */
export function spelled(message: OutMessage, { subtopics = {}, keys = {} }: Spelling): OutMessage {
  const { subtopic, data } = message;
  const isRecord = typeof data === 'object' && data !== null && !Array.isArray(data);
  return {
    ...message,
    subtopic: named(subtopic, subtopics),
    ...(isRecord ? { data: Object.fromEntries(Object.entries(data).map(([key, value]) => [named(key, keys), value])) } : {}),
  };
}

// What every object has by birth is nothing that a site named.
function named(name: string, names: Readonly<Record<string, string>>): string {
  return (Object.hasOwn(names, name) ? names[name] : undefined) ?? name;
}
