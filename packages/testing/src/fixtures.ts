import type { AgentPicture, DialogPicture, Participant, Seen, TeamMember } from '@cordboard/core';

/** The server's clock in fixtures: an ordinary Monday morning. */
export const NINE_O_CLOCK: number = Date.UTC(2026, 0, 5, 9);

/** An agent who is not ready, as after signing in; change what a test is about. */
export function anAgent(changes: Partial<AgentPicture> = {}): AgentPicture {
  return {
    id: '1001001',
    loginName: 'mokafor',
    firstName: 'Maya',
    lastName: 'Okafor',
    extension: '1001001',
    state: 'not-ready',
    since: NINE_O_CLOCK,
    next: [
      { state: 'ready', reason: 'forbidden', effect: 'now' },
      { state: 'not-ready', reason: 'required', effect: 'now' },
      { state: 'signed-out', reason: 'optional', effect: 'now' },
    ],
    settings: { wrapUpIncoming: 'optional', wrapUpOutgoing: 'not-allowed' },
    roles: ['agent'],
    team: { id: '5071', name: 'Billing East' },
    supervises: [],
    ...changes,
  };
}

/** The agent's own leg, talking; change what a test is about. */
export function aParticipant(changes: Partial<Participant> = {}): Participant {
  return {
    address: '1001001',
    kind: 'agent',
    role: 'called',
    own: true,
    controller: 'unknown',
    state: 'active',
    since: NINE_O_CLOCK,
    joined: NINE_O_CLOCK,
    actions: ['hold', 'drop', 'consult', 'send-dtmf', 'update-call-data', 'transfer-now'],
    otherActions: [],
    ...changes,
  };
}

/** The customer's leg. */
export function aCustomer(changes: Partial<Participant> = {}): Participant {
  return aParticipant({ address: '+12065550142', kind: 'outside', role: 'caller', own: false, actions: [], ...changes });
}

/** A routed customer call that the agent talks on; change what a test is about. */
export function aDialog(changes: Partial<DialogPicture> = {}): DialogPicture {
  return {
    id: '33870011',
    media: 'voice',
    direction: 'inbound',
    kind: 'call',
    callType: 'PREROUTE_ACD_IN',
    state: 'active',
    from: '+12065550142',
    to: '7400',
    dialed: '7400',
    queue: { id: '5120', name: 'Billing' },
    participants: [aParticipant(), aCustomer()],
    variables: [
      { name: 'callVariable1', value: 'ACC-7781' },
      { name: 'callVariable2', value: '' },
    ],
    started: NINE_O_CLOCK,
    ...changes,
  };
}

/** The same call while it rings at the agent. */
export function aRingingDialog(changes: Partial<DialogPicture> = {}): DialogPicture {
  return aDialog({
    state: 'alerting',
    participants: [aParticipant({ state: 'alerting', actions: ['answer'] }), aCustomer({ state: 'initiated' })],
    ...changes,
  });
}

/** The same call on hold. */
export function aHeldDialog(changes: Partial<DialogPicture> = {}): DialogPicture {
  return aDialog({
    participants: [aParticipant({ state: 'held', actions: ['retrieve', 'drop', 'update-call-data'] }), aCustomer()],
    ...changes,
  });
}

/** A colleague who is ready, as a team's supervisor is told of them; change what a test is about. */
export function aMember(changes: Partial<TeamMember> = {}): TeamMember {
  const id = changes.id ?? '1001002';
  return { id, firstName: 'Kenji', lastName: 'Morikawa', extension: id, state: 'ready', since: NINE_O_CLOCK, ...changes };
}

/** The same with its place in time: that of its state's beginning. */
export function aSeenMember(changes: Partial<TeamMember> = {}): Seen<TeamMember> {
  const picture = aMember(changes);
  return { picture, ...(picture.since !== undefined && { at: picture.since }) };
}
