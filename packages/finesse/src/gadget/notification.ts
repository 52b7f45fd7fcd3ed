import { element, type Content } from '../xml/write.js';

const DEPTH = 64;

/**
 * The XML of a notification on the hub. The page publishes `{ content, object }`: the text as it came, with the path of the node before it in some
 * releases, and what the page's library made of it, which has lost tabs. So the text counts where there is one. `undefined` for anything else.
 */
export function notificationIn(data: unknown): string | undefined {
  const { content, object } = recordOf(data);
  if (typeof content === 'string') {
    const start = content.indexOf('<');
    if (start >= 0) return content.slice(start);
  }
  const { Update: update } = recordOf(object);
  if (update === undefined) return undefined;
  try {
    return childrenOf({ Update: update }, 0).join('');
  } catch {
    // No XML says this: a name or a character that it does not have, or more levels than anybody means.
    return undefined;
  }
}

// A text stands for itself, `#text` for the text beside attributes, a list for siblings of one name.
function childrenOf(fields: Readonly<Record<string, unknown>>, depth: number): Content[] {
  if (depth > DEPTH) throw new RangeError('depth');
  return Object.entries(fields).flatMap(([name, value]): Content[] => {
    if (name === '#text') return [textOf(value)];
    if (name.startsWith('@')) return [];
    return [value].flat().map((each) => element(name, {}, ...(isRecord(each) ? childrenOf(each, depth + 1) : [textOf(each)])));
  });
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return isRecord(value) ? value : {};
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
