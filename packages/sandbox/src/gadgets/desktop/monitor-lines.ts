import type { FrameNote } from '../frame-protocol.js';
import type { Passage } from './hub.js';
import type { LineKind } from './journal.js';
import { TOPICS } from './topics.js';

type Parts = readonly [kind: LineKind, who: string, what: string, detail?: string];

/** A message on the hub as a line. Of the page's tick, which goes to everybody once a second, the one word of the page: the rest would push all else out. */
export function passageLine({ direction, member, topic, json }: Passage): Parts | undefined {
  const isTick = topic === TOPICS.timerTick;
  if (isTick && direction === 'out') return undefined;
  return [isTick ? 'tick' : direction === 'in' ? 'hub-in' : 'hub-out', member, topic, json ?? ''];
}

/** What a frame tells of as a line: a request with its status and time, an exception, a log. */
export function noteLine(frame: string, note: FrameNote): Parts {
  if (note.type !== 'request') return [note.type, frame, note.text.split('\n', 1)[0] ?? '', note.text];
  const { method, url, status, ms, lost } = note;
  const outcome = lost === undefined ? `${status ?? 'no status'}` : `lost: ${lost}`;
  return ['request', frame, `${outcome} · ${ms} ms · ${method} ${pathOf(url)}`, url];
}

function pathOf(url: string): string {
  return url.replace(/^\w+:\/\/[^/]*/, '').replace(/[?#].*$/, '') || url;
}
