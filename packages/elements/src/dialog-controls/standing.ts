import { controlOf, featureOfAction, ownParticipant, type CommandEntry, type Dialog, type Feature, type Link } from '@cordboard/core';
import { atRest, joinOf, type Join, type OtherCalls } from './joining.js';
import { isJoining, shownOf, type Place, type Shown } from './places.js';

/** All that a card's controls go by, as the client's streams give it. */
export interface Facts {
  readonly features: ReadonlySet<Feature>;
  readonly link: Link | undefined;
  readonly dialog: Dialog | undefined;
  /** The command on the card's own call. */
  readonly command: CommandEntry | undefined;
  readonly others: OtherCalls;
}

/** Whether the platform records what the agent hears and says now: a leg that is over is no longer recorded, whatever was asked for. */
export function isRecorded({ dialog }: Facts): boolean {
  const leg = ownParticipant(dialog)?.state;
  return dialog?.recording === 'on' && (leg === 'active' || leg === 'held');
}

/** How an action stands, and the calls that it would be asked of where that is a choice; `resting`, how it would with nothing under way. */
export function standing(facts: Facts, action: Shown, resting = false): Join {
  // A swap ends in retrieving this call, and is possible when that is.
  const wanted = action === 'swap' ? 'retrieve' : action;
  const { link, dialog } = facts;
  const served = facts.features.has(featureOfAction(wanted));
  // Tones queue, whatever else is under way.
  const command = resting || action === 'send-dtmf' ? undefined : facts.command;
  const own = { served, link, dialog, command };
  if (isJoining(action)) return joinOf(own, resting ? atRest(facts.others) : facts.others, action);
  // It can be begun, and nothing else; whether a platform still lists it then says nothing.
  if (served && action === 'record' && isRecorded(facts)) return { control: { state: 'blocked', why: 'already-there' }, calls: [] };
  return { control: controlOf(own, wanted), calls: [] };
}

/**
 * What stands in a place now. Which of the three the hold place shows, and which of the two the mute place, goes by the leg; whether it may
 * be used, by the platform's list alone. While the way back to a held call is under way it stays what was pressed: in the middle of a swap
 * both calls are held.
 */
export function actionAt(facts: Facts, place: Place): Shown {
  const { dialog, command, others } = facts;
  if (place.action) return place.also ? eitherOf(facts, place.action, place.also) : place.action;
  if (place.name === 'mute') return ownParticipant(dialog)?.muted ? 'unmute' : 'mute';
  if (ownParticipant(dialog)?.state !== 'held') return 'hold';
  const asked = command?.phase === 'pending' ? shownOf(command.command) : undefined;
  if (asked === 'swap' || asked === 'retrieve') return asked;
  return others.active ? 'swap' : 'retrieve';
}

/** What stands in a place, and how it stands. */
export interface Placed extends Join {
  readonly place: Place;
  readonly action: Shown;
}

/** The same of one place. */
export function placed(facts: Facts, place: Place): Placed {
  const action = actionAt(facts, place);
  return { place, action, ...standing(facts, action) };
}

// What is under way changes nothing about what is offered.
function eitherOf(facts: Facts, first: Shown, second: Shown): Shown {
  const [one, other] = [first, second].map((action) => standing(facts, action, true).control.state);
  return other === 'ready' && one !== 'ready' ? second : one === 'absent' && other !== 'absent' ? second : first;
}

/** The name of the place where stands what is done most likely next. */
export function primaryPlace({ dialog, features }: Facts): Place['name'] {
  switch (ownParticipant(dialog)?.state) {
    case 'alerting':
      return 'answer';
    case 'held':
      return 'hold';
    case 'dropped':
      return features.has('mark-done') ? 'done' : 'end';
    default:
      return 'end';
  }
}

/** Whether an action is under way for this call: also a join that is asked of a held one. */
export function isAsked({ command, others }: Facts, action: Shown): boolean {
  const joins = isJoining(action) ? others.held.map((call) => call.command) : [];
  return [command, ...joins].some((entry) => entry?.phase === 'pending' && shownOf(entry.command) === action);
}
