import type { Decision } from './agent-requests.js';
import { follow } from './agent-flow.js';
import { giveUp, hold, retrieve } from './call-flow.js';
import type { Call, Leg } from './call.js';
import type { Done, Refusal, SwitchActionCommand } from './commands.js';
import { decideConsult, decideJoinOf, decideSingleStep } from './consult.js';
import { isBusy } from './dialling.js';
import { refuse, type Sim } from './sim.js';

const CHANGED: Done = { ok: true, outcome: 'changed' };
const NO_OP: Done = { ok: true, outcome: 'no-op' };

/** What a phone of the contact centre has the telephone system do. Nothing of it is among the actions that agents' platforms offer. */
export function decideSwitchAction(sim: Sim, command: SwitchActionCommand): Decision {
  const call = sim.calls.get(command.callId);
  if (!call) return refuse('sync', 'unknown-call', 'No such call', { data: command.callId });
  const leg = call.legOf(command.address);
  if (!leg?.device || !leg.live) return refuse('sync', 'unknown-address', 'No such phone in the call', { data: command.address });
  const to = command.to ?? '';
  switch (command.action) {
    case 'mute':
    case 'unmute':
      return decideMute(sim, leg, command.action === 'mute');
    case 'hold':
      if (!['ACTIVE', 'INITIATING', 'INITIATED'].includes(leg.state)) return wrongState(leg);
      return run(() => hold(sim, leg));
    case 'consult':
      return consulted(decideConsultation(sim, leg, to));
    case 'transfer':
    case 'conference':
      return run(decideCompletion(sim, leg, command.action));
    case 'transfer-single-step':
      return run(leg.state === 'ACTIVE' || leg.state === 'HELD' ? decideSingleStep(sim, leg, to) : wrongState(leg));
    case 'transfer-mute':
      return consulted(decideMuteTransfer(sim, leg, to));
    case 'conference-single-step':
      return run(decideSingleStepConference(sim, leg, to));
  }
}

function wrongState(leg: Leg): Refusal {
  return refuse('async', 'action-not-offered', 'The phone is in the wrong state', { data: leg.address });
}

function run(decision: Refusal | (() => void)): Decision {
  if (typeof decision !== 'function') return decision;
  return () => {
    decision();
    return CHANGED;
  };
}

function consulted(decision: Refusal | (() => Call)): Decision {
  return typeof decision === 'function' ? () => ({ ...CHANGED, callId: decision().id }) : decision;
}

function decideMute(sim: Sim, leg: Leg, muted: boolean): Decision {
  if (leg.state !== 'ACTIVE') return wrongState(leg);
  if (leg.muted === muted) return () => NO_OP;
  return run(() => {
    leg.muted = muted;
    sim.tellCall(leg.call);
  });
}

function decideConsultation(sim: Sim, leg: Leg, to: string): Refusal | (() => Call) {
  if (to.trim() === '') return refuse('sync', 'parameter-missing', 'No number to call', { data: 'to' });
  if ((leg.state !== 'ACTIVE' && leg.state !== 'HELD') || !leg.call.answered) return wrongState(leg);
  const busy = [...(leg.device?.legs ?? [])].some((other) => other !== leg && other.state !== 'HELD' && other.state !== 'ALERTING');
  if (busy) return refuse('async', 'operation-failed', 'The phone is in use', { code: 33 });
  return decideConsult(sim, leg, to);
}

/** The phone's leg in the consultation about its call. */
function consultationOf(leg: Leg): Leg | undefined {
  return [...(leg.device?.legs ?? [])].find((other) => other.call.originalId === leg.call.id);
}

// In a queue, or on its way from there to an agent's phone: there is nobody yet to be joined with.
function isWaiting(call: Call): boolean {
  return call.live().some(({ kind }) => kind === 'route-point');
}

function decideCompletion(sim: Sim, leg: Leg, how: 'transfer' | 'conference'): Refusal | (() => void) {
  const consult = consultationOf(leg);
  const reached = consult && (consult.state === 'ACTIVE' || (consult.state === 'INITIATED' && consult.call.state === 'ALERTING'));
  if (leg.state !== 'HELD' || !reached || isWaiting(consult.call)) {
    return refuse('async', 'no-consult', 'There is no consultation to complete with', { data: leg.address });
  }
  return decideJoinOf(sim, leg, consult, how);
}

function decideMuteTransfer(sim: Sim, leg: Leg, to: string): Refusal | (() => Call) {
  const others = leg.call.live().length - 1;
  if (others !== 1) return refuse('async', 'operation-failed', 'Only a call of two can be sent on', { code: 22 });
  if (!sim.find(to)) return refuse('sync', 'invalid-destination', 'The number leads nowhere', { data: 'to' });
  const decision = decideConsultation(sim, leg, to);
  if (typeof decision !== 'function') return decision;
  return () => {
    const consult = decision();
    consult.onReached = (outcome) => completeMuteTransfer(sim, leg, consult, outcome);
    return consult;
  };
}

// Who asked is not asked again: when the number cannot be reached they have their call back.
function completeMuteTransfer(sim: Sim, leg: Leg, consult: Call, outcome: 'ringing' | 'failed'): void {
  const { address, call } = leg;
  const reached = outcome === 'ringing' && leg.state === 'HELD';
  const decision = reached && !isWaiting(consult) ? decideCompletion(sim, leg, 'transfer') : undefined;
  if (typeof decision === 'function') return decision();
  const to = consult.to;
  giveUp(sim, consult);
  const onwards = reached ? decideSingleStep(sim, leg, to) : undefined;
  if (typeof onwards === 'function') onwards();
  else if (leg.state === 'HELD' && call.legOf(address) === leg) retrieve(sim, leg);
}

function decideSingleStepConference(sim: Sim, leg: Leg, to: string): Refusal | (() => void) {
  const { call } = leg;
  const { world } = sim;
  if (leg.state !== 'ACTIVE' || !call.answered) return wrongState(leg);
  const destination = sim.find(to);
  if (!destination || destination.kind === 'route-point') {
    return refuse('sync', 'invalid-destination', 'The number leads to nobody', { data: 'to' });
  }
  if (call.conference && call.controller !== leg.address) {
    return refuse('async', 'not-controller', 'Only the controller adds to a conference', { data: leg.address });
  }
  if (call.legOf(to)?.live) return refuse('async', 'operation-failed', 'The destination is in the call', { code: 33 });
  if (call.live().length >= world.maxParties) return refuse('async', 'party-limit', `A conference has at most ${world.maxParties} parties`);
  if (destination.kind === 'agent') {
    if (!destination.device.inService) return refuse('async', 'operation-failed', 'The phone called is out of service', { code: 34 });
    if (isBusy(world, destination.device)) return refuse('async', 'operation-failed', 'The phone called is busy', { code: 33 });
  }
  return () => {
    call.conference = true;
    call.controller = leg.address;
    call.callType = 'CONFERENCE';
    if (destination.kind === 'agent') sim.addLeg(call, destination.device.extension, 'agent', 'ALERTING');
    // As with a transfer in one step: the platform cannot watch outside phones ring.
    else sim.addLeg(call, to, destination.kind, 'ACTIVE');
    sim.publish(call);
    if (leg.agent) follow(sim, leg.agent);
  };
}
