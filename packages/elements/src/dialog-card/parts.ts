import { ownParticipant, type Agent, type Dialog, type Feature } from '@cordboard/core';
import { isOfCampaign } from '../outbound-preview/campaign.js';

/** Elements that a card shows for calls that have use for them, below what every call has. */
export type CardPart = 'outbound-preview' | 'conference-roster' | 'wrap-up-picker';

/**
 * Which of them a call has use for. The wrap-up reason has its room from the first ring to the end, for the direction of calls that the
 * agent wraps up, so that nothing grows when the call is answered.
 */
export function cardPartsOf(dialog: Dialog, agent: Agent | undefined, features: ReadonlySet<Feature>): readonly CardPart[] {
  if (dialog.kind === 'reservation') return features.has('outbound') ? ['outbound-preview'] : [];
  const parts: CardPart[] = [];
  if (features.has('outbound') && isOfCampaign(dialog)) parts.push('outbound-preview');
  if (features.has('wrap-up') && isWrappedUp(dialog, agent)) parts.push('wrap-up-picker');
  if (dialog.kind === 'conference') parts.push('conference-roster');
  return parts;
}

function isWrappedUp(dialog: Dialog, agent: Agent | undefined): boolean {
  if (ownParticipant(dialog)?.state === 'wrap-up') return true;
  const { wrapUpIncoming, wrapUpOutgoing } = agent?.settings ?? {};
  const mode = dialog.direction === 'inbound' ? wrapUpIncoming : dialog.direction === 'outbound' ? wrapUpOutgoing : undefined;
  return mode === 'required' || mode === 'required-with-reason' || mode === 'optional';
}

const CONTROLS =
  'toolbar, button, answer, end, hold, consult, conference, transfer, transfer-now, keypad, record, flyout, panel, choice, reason, message, dismiss';

/** Parts of each element in a card, as the card passes them on; where two have a part of one name, with the element's own before it. */
export const PASSED_ON: Readonly<Record<'dialog-controls' | CardPart, string>> = {
  'dialog-controls': CONTROLS,
  'outbound-preview':
    'answers, accept, reject, close, reclassify, callback, card: preview-card, popup: preview-popup, message: preview-message',
  'wrap-up-picker': 'button: wrap-up-button, note: wrap-up-note, popup: wrap-up-popup, option: wrap-up-option',
  'conference-roster': 'party, drop, list: parties-list, message: parties-message',
};

/** What a list of cards passes on of each, besides the card itself. */
export const CARD_PARTS: string = [
  'mark, who, what, doubt, state, time, controls, preview, wrap-up, parties',
  ...Object.values(PASSED_ON).map((names) => names.replace(/[\w-]+: /g, '')),
].join(', ');
