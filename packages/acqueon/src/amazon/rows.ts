import { amazon, amazonInbound, amazonOutbound } from '../catalogue/amazon.js';
import type { Operation } from '../catalogue/operation.js';

/** The channel's operations, by topic. */
export interface AmazonRows {
  readonly agent: typeof amazon;
  readonly inbound: typeof amazonInbound;
  readonly outbound: typeof amazonOutbound;
}

/** Other subtopics for operations, by the names of the catalogue's rows: for those that are inferred there, and a site knows better. */
export type AmazonSubtopics = { readonly [T in keyof AmazonRows]?: { readonly [Row in keyof AmazonRows[T]]?: string } };

/** The rows of the catalogue with the subtopics that a site gave. */
export function rowsWith({ agent = {}, inbound = {}, outbound = {} }: AmazonSubtopics = {}): AmazonRows {
  return { agent: renamed(amazon, agent), inbound: renamed(amazonInbound, inbound), outbound: renamed(amazonOutbound, outbound) };
}

function renamed<R extends Readonly<Record<string, Operation>>>(rows: R, names: { readonly [Row in keyof R]?: string }): R {
  const entries = Object.entries(rows).map(([row, operation]) => [row, { ...operation, subtopic: names[row] ?? operation.subtopic }]);
  return Object.fromEntries(entries) as R;
}
