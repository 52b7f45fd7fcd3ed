import type { Engine } from '../engine/index.js';
import type { Note } from './notes.js';
import type { AgentExpectation, CallExpectation, Expectation, PartyExpectation, ToldExpectation } from './steps.js';

/** What expectations are about. */
export interface Scene {
  readonly engine: Engine;
  /** Id of the call that a step has named; empty when it is not there yet. */
  idOf(name: string): string;
  /** What an agent was sent behind the notification that was found last. */
  notesOf(agent: string): readonly Note[];
}

/** An unmet expectation, in words; or how it was met. `found` counts the notes up to the one that was looked for. */
export type Finding = { readonly met: true; readonly found?: number } | { readonly met: false; readonly why: string };

const MET: Finding = { met: true };

/** Whether an expectation is met now. */
export function look(scene: Scene, expected: Expectation): Finding {
  if ('told' in expected) return lookForNote(scene, expected);
  if ('party' in expected) return lookAtParty(scene, expected);
  return 'agent' in expected ? lookAtAgent(scene, expected) : lookAtCall(scene, expected);
}

type Plain = string | number | boolean;

// The first of these pairs that differs.
function compare(...pairs: readonly (readonly [what: string, actual: Plain, wanted: Plain | undefined])[]): Finding {
  for (const [what, actual, wanted] of pairs) {
    if (wanted !== undefined && actual !== wanted) return { met: false, why: `${what} is ${say(actual)}, not ${say(wanted)}` };
  }
  return MET;
}

function say(value: Plain): string {
  return value === '' ? 'nothing' : String(value);
}

function lookAtAgent({ engine }: Scene, { agent, state, pending, reason, calls }: AgentExpectation): Finding {
  const view = engine.agent(agent);
  if (!view) return { met: false, why: `there is no agent ${agent}` };
  return compare(
    [`state of ${agent}`, view.state, state],
    [`pending state of ${agent}`, view.pendingState ?? '', pending],
    [`reason of ${agent}`, view.reason?.code ?? 0, reason],
    [`number of calls of ${agent}`, engine.callsOf(agent).length, calls],
  );
}

function lookAtCall(scene: Scene, expected: CallExpectation): Finding {
  const { call: name, gone } = expected;
  const id = scene.idOf(name);
  const view = scene.engine.call(id);
  if (gone !== undefined) return compare([`${name}`, id !== '' && !view ? 'gone' : 'there', gone ? 'gone' : 'there']);
  if (!view) return { met: false, why: id === '' ? `${name} has not begun` : `${name} is gone` };
  const live = view.parties.filter(({ state }) => state !== 'DROPPED' && state !== 'WRAP_UP').map(({ address }) => address);
  const found = compare(
    [`state of ${name}`, view.state, expected.state],
    [`type of ${name}`, view.callType, expected.type],
    [`parties of ${name}`, live.sort().join(' '), expected.parties && [...expected.parties].sort().join(' ')],
    [`controller of ${name}`, view.controller ?? '', expected.controller],
    [`call merged into ${name}`, view.secondaryId ?? '', expected.merged === undefined ? undefined : scene.idOf(expected.merged)],
    [`call that ${name} is about`, view.originalId ?? '', expected.about === undefined ? undefined : scene.idOf(expected.about)],
    [`recording of ${name}`, view.recording, expected.recording],
    [`wrap-up of ${name}`, view.wrapUpItems.length > 0 ? view.wrapUpItems.join(', ') : (view.wrapUpReason ?? ''), expected.wrapUp],
  );
  if (!found.met) return found;
  const values = new Map(view.variables.map(({ name: variable, value }) => [variable, value]));
  return compare(
    ...Object.entries(expected.variables ?? {}).map(([variable, wanted]) => [variable, values.get(variable) ?? '', wanted] as const),
  );
}

function lookAtParty(scene: Scene, { party: address, call: name, state, can = [], cannot = [] }: PartyExpectation): Finding {
  const party = scene.engine.call(scene.idOf(name))?.parties.find((each) => each.address === address);
  if (!party) return { met: false, why: `${address} is not in ${name}` };
  const found = compare([`state of ${address}`, party.state, state]);
  if (!found.met) return found;
  const actions: readonly string[] = party.actions;
  const missing = can.find((action) => !actions.includes(action));
  const offered = cannot.find((action) => actions.includes(action));
  if (missing !== undefined) return { met: false, why: `${address} is not offered ${missing}, only ${actions.join(', ') || 'nothing'}` };
  return offered === undefined ? MET : { met: false, why: `${address} is offered ${offered}` };
}

function lookForNote(scene: Scene, expected: ToldExpectation): Finding {
  const { told, event, of, call, state, type, error, contains, never } = expected;
  const id = call === undefined ? undefined : scene.idOf(call);
  const notes = scene.notesOf(told);
  const index = notes.findIndex(
    (note) =>
      (event === undefined || note.event === event) &&
      (of === undefined || note.of === of) &&
      (id === undefined || (id !== '' && note.callId === id)) &&
      (state === undefined || note.state === state) &&
      (type === undefined || note.callType === type) &&
      (error === undefined || note.errorType === error) &&
      (contains === undefined || note.text.includes(contains)),
  );
  if (never === true) return index < 0 ? MET : { met: false, why: `${told} was told so` };
  if (index >= 0) return { met: true, found: index + 1 };
  const last = notes.slice(-4).map((note) => [note.event, note.of, note.callId, note.state, note.errorType].filter(Boolean).join(' '));
  return { met: false, why: `${told} was not told so, but ${last.length > 0 ? last.join('; ') : 'nothing'}` };
}
