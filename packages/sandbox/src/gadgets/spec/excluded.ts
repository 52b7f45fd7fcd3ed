import type { GadgetSpec } from './spec.js';

/**
 * Whether a gadget's `content-rewrite` feature keeps the rewriter away from a link: one of the `exclude-url` is part of it, in any case. `*`
 * and `.*` in a pattern stand for any characters; more of a regular expression is not read.
 */
export function isExcluded(link: string, { features }: GadgetSpec): boolean {
  const params = features.find(({ name }) => name === 'content-rewrite')?.params ?? {};
  const patterns = [...(params['exclude-url'] ?? []), ...(params['exclude-urls'] ?? [])];
  return patterns.some((pattern) => pattern !== '' && contains(link.toLowerCase(), pattern.toLowerCase()));
}

// The pieces between the stars, one after the other: no expression, so that no pattern takes long.
function contains(link: string, pattern: string): boolean {
  let at = 0;
  for (const piece of pattern.replace(/\\(.)/g, '$1').split(/\.?\*/)) {
    const found = link.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return true;
}
