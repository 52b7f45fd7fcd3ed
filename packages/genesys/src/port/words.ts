import type { ConsultIntent, DialogAction } from '@cordboard/core';
import type { AisNames, Capability } from '../ais/names.js';

/** The model's word for what is possible; capabilities without one are kept as the platform wrote them. */
const ACTIONS: Readonly<Partial<Record<Capability, DialogAction>>> = {
  answer: 'answer',
  hangUp: 'drop',
  leaveConference: 'drop',
  complete: 'mark-done',
  hold: 'hold',
  retrieve: 'retrieve',
  mute: 'mute',
  unmute: 'unmute',
  blindTransfer: 'transfer-now',
  muteTransfer: 'transfer-mute',
  consultTransfer: 'consult',
  consultConference: 'consult',
  completeTransfer: 'transfer',
  completeConference: 'conference',
  blindConference: 'conference-now',
};

/** What the model calls the possible actions; tones and taking a party out only where the deployment has named a method for it. */
export function actionsOf(capabilities: ReadonlySet<Capability>, { sendDtmf, dropParty }: AisNames): readonly DialogAction[] {
  const actions = new Set<DialogAction>();
  for (const capability of capabilities) {
    const action = ACTIONS[capability];
    if (action) actions.add(action);
  }
  if (sendDtmf !== undefined && capabilities.has('sendDtmf')) actions.add('send-dtmf');
  if (dropParty !== undefined && capabilities.has('dropParty')) actions.add('drop-participant');
  return [...actions];
}

/** What a consult may be begun for now. */
export function consultFor(capabilities: ReadonlySet<Capability>): readonly ConsultIntent[] {
  return [
    ...(capabilities.has('consultTransfer') ? (['transfer'] as const) : []),
    ...(capabilities.has('consultConference') ? (['conference'] as const) : []),
  ];
}
