import { EPOCH, flat, TEAM } from './wire.js';

// What Finesse says of a team.

const STATES = ['READY', 'TALKING', 'NOT_READY', 'WORK', 'HOLD', 'RESERVED'] as const;
const WORDS: Readonly<Record<(typeof STATES)[number], string>> = {
  READY: 'Ready',
  TALKING: 'Talking',
  NOT_READY: 'Not ready',
  WORK: 'Wrap-up',
  HOLD: 'Hold',
  RESERVED: 'Reserved',
};

/** A colleague at a turn: whose state changes with each. */
export interface Colleague {
  readonly index: number;
  readonly turn: number;
}

/** Id of the agent of this index; in order of index. */
export function idOf(index: number): string {
  return String(2_000_000 + index);
}

/** Name as it is shown; in order of index as well. */
export function nameOf(index: number): string {
  return `Agent ${String(index).padStart(5, '0')}`;
}

function stateOf({ index, turn }: Colleague): (typeof STATES)[number] {
  return STATES[(index + turn) % STATES.length]!;
}

/** The state's word, as English labels have it, without regard to case. */
export function wordOf(colleague: Colleague): string {
  return WORDS[stateOf(colleague)];
}

function summary(root: string, colleague: Colleague): string {
  const { index, turn } = colleague;
  return (
    `<${root}><dialogs></dialogs><extension>${idOf(index)}</extension><firstName>Agent</firstName><lastName>${String(index).padStart(5, '0')}</lastName>` +
    `<loginId>${idOf(index)}</loginId><mediaType></mediaType><pendingState></pendingState><state>${stateOf(colleague)}</state>` +
    `<stateChangeTime>${new Date(EPOCH + turn * 1000).toISOString()}</stateChangeTime><uri>/finesse/api/User/${idOf(index)}</uri></${root}>`
  );
}

/** The body of a team of this size. */
export function teamXml(size: number): string {
  const users = Array.from({ length: size }, (_, index) => summary('User', { index, turn: 0 }));
  return flat(`<Team><uri>/finesse/api/Team/${TEAM}</uri><id>${TEAM}</id><name>Everybody</name><users>${users.join('')}</users></Team>`);
}

/** The frame that tells of a colleague's state. */
export function colleagueFrame(colleague: Colleague): string {
  const id = idOf(colleague.index);
  const payload = `<Update><data>${summary('user', colleague)}</data><event>PUT</event><requestId></requestId><source>/finesse/api/User/${id}</source></Update>`;
  return flat(
    `<message xmlns="jabber:client" from="pubsub.bench.test" id="${id}-${colleague.turn}"><event xmlns="http://jabber.org/protocol/pubsub#event">` +
      `<items node="/finesse/api/Team/${TEAM}/Users"><item id="${id}-${colleague.turn}"><notification xmlns="http://jabber.org/protocol/pubsub">` +
      `${payload.replaceAll('<', '&lt;')}</notification></item></items></event></message>`,
  );
}
