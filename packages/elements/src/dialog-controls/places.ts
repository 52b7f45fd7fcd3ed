import type { TemplateResult } from 'lit';
import { actionOf, type CallAction, type Command, type DialogAction } from '@cordboard/core';
import {
  answerIcon,
  conferenceNowIcon,
  consultIcon,
  endIcon,
  holdIcon,
  keypadIcon,
  markDoneIcon,
  muteIcon,
  peopleIcon,
  recordIcon,
  retrieveIcon,
  swapIcon,
  transferIcon,
  transferMuteIcon,
  transferNowIcon,
  unmuteIcon,
} from '../icons/icons.js';

/** What a place can show. */
export type Shown =
  | Extract<CallAction, 'answer' | 'hold' | 'retrieve' | 'drop' | 'mute' | 'unmute' | 'mark-done'>
  | Extract<
      DialogAction,
      'consult' | 'conference' | 'conference-now' | 'transfer' | 'transfer-now' | 'transfer-mute' | 'send-dtmf' | 'record'
    >
  | 'swap';

/** What makes one call of two. */
export type Joining = Extract<Shown, 'conference' | 'transfer'>;

/** An element that is fetched when it is first wanted. */
export type PanelTag = 'consult-panel' | 'dial-pad';

/** A place in the toolbar. What stands in it may change; where it is and how wide, never. */
export interface Place {
  readonly name: 'answer' | 'end' | 'hold' | 'consult' | 'conference' | 'transfer' | 'transfer-now' | 'keypad' | 'record' | 'mute' | 'done';
  readonly tip: string;
  /** What is shown; the places without one go by the agent's leg. */
  readonly action?: Shown;
  /** What is shown while that is possible and `action` is not: what opens lets the agent choose. */
  readonly also?: Shown;
  /** One of those that follow the three main ones. */
  readonly quiet?: true;
  readonly opens?: PanelTag;
}

/** All places, in their order. */
export const PLACES: readonly Place[] = [
  { name: 'answer', tip: 'why-answer', action: 'answer' },
  { name: 'end', tip: 'why-end', action: 'drop' },
  { name: 'hold', tip: 'why-hold' },
  { name: 'consult', tip: 'why-consult', action: 'consult', also: 'conference-now', quiet: true, opens: 'consult-panel' },
  { name: 'conference', tip: 'why-conference', action: 'conference', quiet: true },
  { name: 'transfer', tip: 'why-transfer', action: 'transfer', quiet: true },
  { name: 'transfer-now', tip: 'why-transfer-now', action: 'transfer-now', also: 'transfer-mute', quiet: true, opens: 'consult-panel' },
  { name: 'keypad', tip: 'why-keypad', action: 'send-dtmf', quiet: true, opens: 'dial-pad' },
  { name: 'record', tip: 'why-record', action: 'record', quiet: true },
  { name: 'mute', tip: 'why-mute', quiet: true },
  { name: 'done', tip: 'why-done', action: 'mark-done', quiet: true },
];

export const ICONS: Readonly<Record<Shown, () => TemplateResult>> = {
  answer: answerIcon,
  hold: holdIcon,
  retrieve: retrieveIcon,
  swap: swapIcon,
  drop: endIcon,
  consult: consultIcon,
  conference: peopleIcon,
  transfer: transferIcon,
  'transfer-now': transferNowIcon,
  'send-dtmf': keypadIcon,
  record: recordIcon,
  mute: muteIcon,
  unmute: unmuteIcon,
  'mark-done': markDoneIcon,
  'conference-now': conferenceNowIcon,
  'transfer-mute': transferMuteIcon,
};

export function isJoining(action: Shown): action is Joining {
  return action === 'conference' || action === 'transfer';
}

/** What a command is shown as here; `undefined` for those that other elements send and speak of. */
export function shownOf(command: Command | undefined): Shown | undefined {
  const action = command?.type === 'swap' ? 'swap' : command && actionOf(command);
  return action !== undefined && action in ICONS ? (action as Shown) : undefined;
}

/** The command that a press sends; `undefined` where a panel asks for more first. `dialogId` is the held call for what joins. */
export function commandOf(action: Shown, dialogId: string): Command | undefined {
  switch (action) {
    case 'consult':
    case 'conference-now':
    case 'transfer-now':
    case 'transfer-mute':
    case 'send-dtmf':
      return undefined;
    case 'conference':
    case 'transfer':
    case 'record':
    case 'swap':
      return { type: action, dialogId };
    default:
      return { type: 'dialog-action', dialogId, action };
  }
}
