import { ownParticipant, type Dialog, type Freshness, type ServerTime } from './model.js';
import type { DialogPicture, Seen } from './port.js';
import { forget, recall, remember } from './recent.js';
import type { CoreEvent, CoreState } from './reduce.js';
import { share } from './share.js';

/** What is known about the picture of a dialog, beside the picture. */
export interface DialogMark {
  readonly origin: number;
  /** Newest server time seen on it. */
  readonly at: ServerTime | undefined;
  /** Monotonic milliseconds of the last report. */
  readonly seenAt: number;
  readonly suspect: boolean;
  /** Place in the order of arrival. */
  readonly order: number;
}

/** The grave of a dialog: late messages are held against it. */
export interface End {
  readonly at: ServerTime | undefined;
  readonly endedAt: number;
  /** Known only because a read did not list it; a later read may bring it back. */
  readonly missed: boolean;
}

interface Picture {
  readonly origin: number;
  readonly time: number;
  readonly seen: Seen<DialogPicture>;
  readonly added: boolean;
}

const ENDS = { limit: 1000, keepMs: 5 * 60_000 };

export function dialogFreshness(state: CoreState, mark: DialogMark): Freshness {
  if (state.links[mark.origin]?.state !== 'up') return 'stale';
  return mark.suspect ? 'suspect' : 'fresh';
}

/** An event shows the dialog. */
export function applyPicture(state: CoreState, { origin, time, seen, added }: Picture): CoreState {
  const { id } = seen.picture;
  const end = recall(state.ends, id);
  if (end && !cameBack(end, seen)) return state;
  const mark = state.marks.get(id);
  if (mark && (mark.origin < origin || (mark.origin === origin && isOlder(seen.at, mark.at)))) return state;
  const partial = mark ? (state.dialogs.get(id)?.partial ?? false) : !added;
  return keep(state, origin, time, seen, partial);
}

/** The platform says that the call has left the agent. */
export function applyEnd(
  state: CoreState,
  { origin, time, dialogId, at }: { origin: number; time: number; dialogId: string; at: ServerTime | undefined },
): CoreState {
  const mark = state.marks.get(dialogId);
  if (mark !== undefined && mark.origin !== origin) return state;
  // An end older than what is held belongs to the call's earlier stay with this agent, or to a clock that went back: ask, do not guess.
  if (mark && isOlder(at, mark.at)) return doubted(state, dialogId);
  return bury(state, dialogId, { at: at ?? mark?.at, endedAt: time, missed: false });
}

/** A read of all the agent's dialogs. */
export function applySnapshotDialogs(
  state: CoreState,
  read: { origin: number; time: number; readAt: number; dialogs: readonly Seen<DialogPicture>[] },
): CoreState {
  let next = state;
  for (const seen of read.dialogs) next = applyRead(next, read.origin, read.time, read.readAt, seen);
  const listed = new Set(read.dialogs.map((seen) => seen.picture.id));
  for (const [id, mark] of next.marks) {
    if (mark.origin === read.origin && mark.seenAt < read.readAt && !listed.has(id)) {
      next = bury(next, id, { at: mark.at, endedAt: read.time, missed: true });
    }
  }
  return next;
}

/** The answer to a read of one dialog. */
export function applyWhole(state: CoreState, event: Extract<CoreEvent, { type: 'whole-read' }>): CoreState {
  const { origin, time, readAt, dialogId, seen } = event;
  if (seen) return applyRead(state, origin, time, readAt, seen);
  const mark = state.marks.get(dialogId);
  if (mark?.origin !== origin || mark.seenAt > readAt) return state;
  return bury(state, dialogId, { at: mark.at, endedAt: time, missed: true });
}

function applyRead(state: CoreState, origin: number, time: number, readAt: number, seen: Seen<DialogPicture>): CoreState {
  const { id } = seen.picture;
  const end = recall(state.ends, id);
  if (end && (end.endedAt >= readAt || !(end.missed || cameBack(end, seen)))) return state;
  const mark = state.marks.get(id);
  if (mark && mark.origin < origin) return state;
  if (mark?.origin === origin) {
    const newer = isOlder(mark.at, seen.at);
    if (isOlder(seen.at, mark.at) || (mark.seenAt > readAt && !newer)) return whole(state, id);
  }
  return keep(state, origin, time, seen, false);
}

function keep(state: CoreState, origin: number, time: number, seen: Seen<DialogPicture>, partial: boolean): CoreState {
  const { id } = seen.picture;
  const old = state.marks.get(id);
  const membership = old ? state.membership : state.membership + 1;
  const mark: DialogMark = {
    origin,
    at: newest(seen.at, old?.at),
    seenAt: time,
    // Finesse 12.5 guide p. 94: what a failover left wrong stays wrong until the agent has left the call.
    suspect: ((seen.suspect ?? false) || (old?.suspect ?? false)) && ownParticipant(seen.picture)?.state !== 'dropped',
    order: old?.order ?? membership,
  };
  const dialog = share<Dialog>(state.dialogs.get(id), Object.assign({ freshness: dialogFreshness(state, mark), partial }, seen.picture));
  return {
    ...state,
    membership,
    marks: state.marks.set(id, mark),
    dialogs: state.dialogs.set(id, dialog),
    ends: recall(state.ends, id) ? forget(state.ends, id) : state.ends,
  };
}

function bury(state: CoreState, id: string, end: End): CoreState {
  // An old end that comes late must not weaken a younger one.
  const at = newest(end.at, recall(state.ends, id)?.at);
  const ends = remember(state.ends, id, { ...end, at }, end.endedAt, ENDS);
  if (!state.marks.get(id)) return { ...state, ends };
  return {
    ...state,
    ends,
    membership: state.membership + 1,
    marks: state.marks.delete(id),
    dialogs: state.dialogs.delete(id),
    commands: settled(state, id),
  };
}

// A refusal that nobody can act on any more goes with its call; a pending entry is the client's to settle.
function settled(state: CoreState, id: string): CoreState['commands'] {
  const target = `dialog:${id}`;
  return state.commands.get(target)?.phase === 'pending' ? state.commands : state.commands.delete(target);
}

// A partial dialog is one that the client reads again.
function doubted(state: CoreState, id: string): CoreState {
  const dialog = state.dialogs.get(id);
  return dialog ? { ...state, dialogs: state.dialogs.set(id, { ...dialog, partial: true }) } : state;
}

function whole(state: CoreState, id: string): CoreState {
  const dialog = state.dialogs.get(id);
  return dialog?.partial ? { ...state, dialogs: state.dialogs.set(id, { ...dialog, partial: false }) } : state;
}

// A call can be transferred away and back under the same id: then its picture is younger than its end.
function cameBack(end: End, seen: Seen<DialogPicture>): boolean {
  const own = ownParticipant(seen.picture);
  return isOlder(end.at, seen.at) && own !== undefined && own.state !== 'dropped';
}

function isOlder(a: ServerTime | undefined, b: ServerTime | undefined): boolean {
  return a !== undefined && b !== undefined && a < b;
}

function newest(a: ServerTime | undefined, b: ServerTime | undefined): ServerTime | undefined {
  return a === undefined ? b : b === undefined ? a : Math.max(a, b);
}
