import type { Observable } from 'rxjs';
import {
  controlOf,
  ownParticipant,
  type Command,
  type CommandEntry,
  type Control,
  type ControlFacts,
  type DesktopClient,
  type Dialog,
  type ParticipantState,
  type Table,
} from '@cordboard/core';
import type { Joining } from './places.js';

/** A call that the agent has on hold, and the command on it. */
export interface HeldCall {
  readonly dialog: Dialog;
  readonly command: CommandEntry | undefined;
}

/** The agent's calls besides one. */
export interface OtherCalls {
  /** One that they talk in. */
  readonly active?: Dialog | undefined;
  /** One that they are dialling. */
  readonly dialled?: Dialog | undefined;
  /** Those on hold, who has waited longest first. */
  readonly held: readonly HeldCall[];
}

/** None. */
export const NO_OTHERS: OtherCalls = { held: [] };

/** What a join would do now: how its control stands, and the held calls that it could be asked of. */
export interface Join {
  readonly control: Control;
  readonly calls: readonly Dialog[];
}

const NO_CALLS: readonly Dialog[] = [];
// From here a held call is joined. A call that rings at the agent is no such place: the join would be with another one.
const JOINS_FROM: ReadonlySet<ParticipantState | undefined> = new Set<ParticipantState>(['active', 'initiating', 'initiated']);

/** The agent's calls besides `id`; emits at once, then when one of them, or the command on it, has changed. */
export function otherCalls$(client: DesktopClient, id: string): Observable<OtherCalls> {
  let last: OtherCalls | undefined;
  return client.select(({ dialogs, commands }) => {
    const { active, dialled, held } = callsOf(dialogs);
    const others = held.filter((dialog) => dialog.id !== id);
    const next = {
      active: active.find((dialog) => dialog.id !== id),
      dialled: dialled.find((dialog) => dialog.id !== id),
      held: others.map((dialog) => ({ dialog, command: commands.get(`dialog:${dialog.id}`) })),
    };
    return (last = last && same(last, next) ? last : next);
  });
}

interface Calls {
  readonly active: readonly Dialog[];
  readonly dialled: readonly Dialog[];
  /** Longest first. */
  readonly held: readonly Dialog[];
}

// Every card asks at every event, and hears of the same calls: in a burst of events that would be each card times each call.
const known = new WeakMap<Table<Dialog>, Calls>();

function callsOf(dialogs: Table<Dialog>): Calls {
  const calls = known.get(dialogs) ?? sorted(dialogs);
  known.set(dialogs, calls);
  return calls;
}

function sorted(dialogs: Table<Dialog>): Calls {
  const active: Dialog[] = [];
  const dialled: Dialog[] = [];
  const held: Dialog[] = [];
  for (const [, dialog] of dialogs) {
    const state = ownParticipant(dialog)?.state;
    if (state === 'active') active.push(dialog);
    else if (state === 'held') held.push(dialog);
    else if (state === 'initiating' || state === 'initiated') dialled.push(dialog);
  }
  return { active, dialled, held: held.sort((a, b) => since(a) - since(b)) };
}

/** The same calls, as they would be with nothing under way. */
export function atRest({ held, ...rest }: OtherCalls): OtherCalls {
  return { ...rest, held: held.map(({ dialog }) => ({ dialog, command: undefined })) };
}

/**
 * How a join stands for one card. The platform offers it on the held call, and takes it there; the agent looks at the one they talk in. So
 * a held card joins its own call, and any other the calls on hold: ready when the platform offers it on one of them.
 */
export function joinOf(facts: ControlFacts, { active, dialled, held }: OtherCalls, action: Joining): Join {
  const control = controlOf({ ...facts, other: dialled ?? active }, action);
  if (control.state === 'ready' && facts.dialog) return { control, calls: [facts.dialog] };
  if (control.state !== 'blocked' || !JOINS_FROM.has(ownParticipant(facts.dialog)?.state)) return { control, calls: NO_CALLS };
  const answers = held.map(({ dialog, command }) => ({
    dialog,
    control: controlOf({ ...facts, dialog, command, other: facts.dialog }, action),
  }));
  const calls = answers.filter((answer) => answer.control.state === 'ready').map(({ dialog }) => dialog);
  const busy = answers.find((answer) => answer.control.state === 'busy');
  if (busy) return { control: busy.control, calls: NO_CALLS };
  if (calls.length > 0) return { control: { state: 'ready' }, calls };
  // That a second call is needed says less than what stands in the way of the one there is.
  const telling = answers.find((answer) => answer.control.why !== 'no-consult');
  return { control: telling?.control ?? control, calls: NO_CALLS };
}

// Core knows a join by the held call alone; what becomes of it is told where it was asked for.
const askedOn = new WeakMap<Command, string>();

/** Keeps on which call's card a command was asked for. */
export function rememberCard(command: Command, dialogId: string): void {
  askedOn.set(command, dialogId);
}

/** The refusal that a card has to speak of, the latest: of its own call unless it was asked for elsewhere, or of its own on a held call. */
export function failureFor(dialogId: string, own: CommandEntry | undefined, { held }: OtherCalls): CommandEntry | undefined {
  const elsewhere = held.map(({ command }) => command).filter((entry) => entry && askedOn.get(entry.command) === dialogId);
  const here = own && (askedOn.get(own.command) ?? dialogId) === dialogId ? [own, ...elsewhere] : elsewhere;
  return here.filter((entry) => entry?.error).sort((a, b) => b!.id - a!.id)[0];
}

function since(dialog: Dialog): number {
  return ownParticipant(dialog)?.since ?? dialog.started ?? 0;
}

function same(a: OtherCalls, b: OtherCalls): boolean {
  const isSame = (call: HeldCall, index: number) => call.dialog === b.held[index]?.dialog && call.command === b.held[index].command;
  // That somebody talks there is all that counts of it: what else changes in that call is no news here.
  return a.active?.id === b.active?.id && a.dialled === b.dialled && a.held.length === b.held.length && a.held.every(isSame);
}
