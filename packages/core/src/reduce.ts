import type { CommandTarget } from './commands.js';
import type { DialogPicture, Feature, Link, PortEvent, Seen } from './port.js';
import { reduceAgent, agentFreshness } from './reduce-agent.js';
import { applyEnd, applyPicture, applySnapshotDialogs, applyWhole, dialogFreshness, type DialogMark, type End } from './reduce-dialogs.js';
import { nothingRecent, recall, remember, type Recent } from './recent.js';
import type { CommandEntry, DesktopState } from './state.js';
import { emptyTable, type Table } from './table.js';
import type { ServerTime } from './model.js';

/** The client's state with the bookkeeping that decides what is newer than what. */
export interface CoreState extends DesktopState {
  /** One link per port, in constructor order. */
  readonly links: readonly Link[];
  /** What each port serves. */
  readonly served: readonly ReadonlySet<Feature>[];
  readonly agentMark:
    { readonly origin: number; readonly at: ServerTime | undefined; readonly seenAt: number; readonly suspect: boolean } | undefined;
  readonly marks: Table<DialogMark>;
  readonly ends: Recent<End>;
  readonly messages: Recent<true>;
  /** Grows with each dialog that comes or goes; also numbers dialogs in order of arrival. */
  readonly membership: number;
}

/** What moves the state. `time` is monotonic milliseconds at arrival; `origin` is the index of the port. */
export type CoreEvent =
  | { readonly type: 'reported'; readonly origin: number; readonly time: number; readonly event: Exclude<PortEvent, { type: 'clock' }> }
  | {
      readonly type: 'whole-read';
      readonly origin: number;
      readonly time: number;
      readonly readAt: number;
      readonly dialogId: string;
      readonly seen: Seen<DialogPicture> | undefined;
    }
  | { readonly type: 'command'; readonly entry: CommandEntry }
  | { readonly type: 'command-cleared'; readonly target: CommandTarget };

// A message can come twice across a reconnect, so minutes; a burst re-publishes thousands, so thousands.
const MESSAGES = { limit: 4096, keepMs: 5 * 60_000 };

// From harmless to grave; the worst of the ports' links speaks for the client.
const GRAVITY: readonly Link['state'][] = ['up', 'closed', 'idle', 'sign-in-needed', 'connecting', 'out-of-service', 'superseded'];

export const IDLE: Link = { state: 'idle' };

export function initialState(served: readonly ReadonlySet<Feature>[]): CoreState {
  return {
    link: IDLE,
    links: new Array<Link>(served.length).fill(IDLE),
    served,
    features: union(served),
    agent: undefined,
    agentMark: undefined,
    dialogs: emptyTable(),
    marks: emptyTable(),
    commands: emptyTable(),
    ends: nothingRecent(),
    messages: nothingRecent(),
    membership: 0,
    ignored: 0,
  };
}

/** The next state. Pure; a state that did not change is returned as it was. */
export function reduce(state: CoreState, event: CoreEvent): CoreState {
  switch (event.type) {
    case 'reported':
      return reduceReport(state, event.origin, event.event, event.time);
    case 'whole-read':
      return applyWhole(state, event);
    case 'command':
      return { ...state, commands: state.commands.set(event.entry.target, event.entry) };
    case 'command-cleared': {
      const commands = state.commands.delete(event.target);
      return commands === state.commands ? state : { ...state, commands };
    }
  }
}

function reduceReport(before: CoreState, origin: number, event: Exclude<PortEvent, { type: 'clock' }>, time: number): CoreState {
  const eventId = 'eventId' in event ? event.eventId : undefined;
  const key = `${origin}:${eventId}`;
  if (eventId !== undefined && recall(before.messages, key)) return before;
  const state = eventId === undefined ? before : { ...before, messages: remember(before.messages, key, true as const, time, MESSAGES) };
  switch (event.type) {
    case 'link':
      return reduceLink(state, origin, event.link);
    case 'features': {
      const served = state.served.with(origin, event.features);
      return { ...state, served, features: union(served) };
    }
    case 'agent':
      return reduceAgent(state, origin, event, time);
    case 'dialog':
      return applyPicture(state, { origin, time, seen: event, added: event.added });
    case 'dialog-ended':
      return applyEnd(state, { origin, time, dialogId: event.dialogId, at: event.at });
    case 'snapshot': {
      const agentRead = event.agent ? reduceAgent(state, origin, event.agent, time, event.readAt) : state;
      return event.dialogs ? applySnapshotDialogs(agentRead, { origin, time, readAt: event.readAt, dialogs: event.dialogs }) : agentRead;
    }
    case 'ignored':
      return { ...state, ignored: state.ignored + 1 };
  }
}

function union(sets: readonly ReadonlySet<Feature>[]): ReadonlySet<Feature> {
  return new Set(sets.flatMap((set) => [...set]));
}

function reduceLink(state: CoreState, origin: number, link: Link): CoreState {
  const links = state.links.with(origin, link);
  const worst = links.reduce((a, b) => (GRAVITY.indexOf(b.state) > GRAVITY.indexOf(a.state) ? b : a));
  const next = { ...state, links, link: worst };
  const was = state.links[origin]?.state === 'up';
  return was === (link.state === 'up') ? next : refreshed(next, origin);
}

// The one place that walks over all dialogs: a link that comes or goes changes every one of them.
function refreshed(state: CoreState, origin: number): CoreState {
  let dialogs = state.dialogs;
  for (const [id, mark] of state.marks) {
    const dialog = dialogs.get(id);
    if (dialog && mark.origin === origin) dialogs = dialogs.set(id, { ...dialog, freshness: dialogFreshness(state, mark) });
  }
  const { agent, agentMark } = state;
  const known = agent && agentMark?.origin === origin;
  return { ...state, dialogs, agent: known ? { ...agent, freshness: agentFreshness(state, agentMark) } : agent };
}
