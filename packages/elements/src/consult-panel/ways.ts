import {
  controlOf,
  featureOfAction,
  ownParticipant,
  type Command,
  type ConsultIntent,
  type Control,
  type ControlFacts,
  type Feature,
} from '@cordboard/core';

/** A way of bringing somebody else into a call, or of passing the call on to them. */
export interface Way {
  readonly key: 'consult' | 'consult-transfer' | 'consult-conference' | 'conference-now' | 'transfer-now' | 'transfer-mute';
  readonly action: 'consult' | 'conference-now' | 'transfer-now' | 'transfer-mute';
  /** What a consult is for, where the platform has to know. */
  readonly intent?: ConsultIntent;
}

const CONSULT: readonly Way[] = [{ key: 'consult', action: 'consult' }];
const CONSULT_FOR: readonly Way[] = [
  { key: 'consult-transfer', action: 'consult', intent: 'transfer' },
  { key: 'consult-conference', action: 'consult', intent: 'conference' },
];
const CONFERENCE_NOW: Way = { key: 'conference-now', action: 'conference-now' };
const PASSING_ON: readonly Way[] = [
  { key: 'transfer-now', action: 'transfer-now' },
  { key: 'transfer-mute', action: 'transfer-mute' },
];

/** The ways that the platform has, whether they are possible now or not, so that they keep their places. */
export function waysOf(family: 'consult' | 'transfer-now', features: ReadonlySet<Feature>): readonly Way[] {
  const consults = features.has('consult-intent') ? CONSULT_FOR : CONSULT;
  const all = family === 'consult' ? [...consults, CONFERENCE_NOW] : PASSING_ON;
  return all.filter(({ action }) => features.has(featureOfAction(action)));
}

/** How a way stands now. */
export function standingOf(way: Way, facts: Omit<ControlFacts, 'served'>): Control {
  const control = controlOf({ ...facts, served: true }, way.action);
  const offered = way.intent && ownParticipant(facts.dialog)?.consultFor;
  return control.state === 'ready' && offered && !offered.includes(way.intent) ? { state: 'blocked', why: 'not-offered' } : control;
}

/** The way that is chosen while nobody has chosen: the one of `intent` if it is possible, else the first that is, else the first. */
export function wayAtFirst(ways: readonly Way[], intent: ConsultIntent, facts: Omit<ControlFacts, 'served'>): Way | undefined {
  const possible = ways.filter((way) => standingOf(way, facts).state === 'ready');
  return possible.find((way) => way.intent === intent) ?? possible[0] ?? ways[0];
}

/** The command that a way asks for. */
export function commandOf({ action, intent }: Way, dialogId: string, to: string, otherwise: ConsultIntent): Command {
  return action === 'consult' ? { type: action, dialogId, to, intent: intent ?? otherwise } : { type: action, dialogId, to };
}
