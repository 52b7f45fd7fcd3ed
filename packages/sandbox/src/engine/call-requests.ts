import type { Decision } from './agent-requests.js';
import type { Agent } from './agent.js';
import { enter, deviceOf } from './agent-flow.js';
import { answer, decline, dialling, drop, hold, retrieve } from './call-flow.js';
import type { Call, Leg } from './call.js';
import { decideCallback, decideReclassify } from './campaign-data.js';
import { actAsCampaignCustomer, decideReservation } from './campaigns.js';
import type { CallActionCommand, DeclineCall, Done, MakeCall, Refusal, UpdateData } from './commands.js';
import { decideConsult, decideDropParty, decideJoin, decideSingleStep } from './consult.js';
import { dial } from './dialling.js';
import { systemReason } from './reasons.js';
import { refuse, type Sim } from './sim.js';
import { bytes, limitAgentChange } from './variables.js';

const CHANGED: Done = { ok: true, outcome: 'changed' };
const NO_OP: Done = { ok: true, outcome: 'no-op' };

/** An agent dials (Finesse 12.5 guide pp. 80-81). */
export function decideMakeCall(sim: Sim, command: MakeCall): Decision {
  const agent = sim.agents.get(command.agentId);
  if (!agent) return refuse('sync', 'unknown-agent', 'No such agent', { data: command.agentId });
  if (command.from === '') return refuse('sync', 'parameter-missing', 'No number to call from', { data: 'from' });
  if (command.to.trim() === '') return refuse('sync', 'parameter-missing', 'No number to call', { data: 'to' });
  const { world } = sim;
  if (command.variables && world.platform === 'CCX') {
    return refuse('sync', 'invalid-input', 'Calls are made without data on this platform', { data: 'variables' });
  }
  if (agent.state === 'LOGOUT') return refuse('async', 'invalid-state', 'Signed out', { data: agent.state });
  const device = deviceOf(sim, agent);
  if (!device || command.from !== agent.extension) {
    return refuse('sync', 'not-yours', "The number is not the agent's own", { data: command.from });
  }
  const mayDial = world.platform === 'CCE' ? ['NOT_READY', 'READY', 'HOLD'] : ['NOT_READY', 'TALKING'];
  if (!mayDial.includes(agent.state) && agent.state !== 'TALKING') {
    return refuse('async', 'invalid-state', `No calls are made in the state ${agent.state}`, { data: agent.state });
  }
  if (!device.inService) return refuse('async', 'operation-failed', 'The phone is out of service', { code: 34 });
  if ([...device.legs].some((leg) => leg.state !== 'HELD' && leg.state !== 'ALERTING')) {
    return refuse('async', 'operation-failed', 'The phone is in use', { code: 33 });
  }
  if (device.legs.size >= world.lines.maxCalls) return refuse('async', 'operation-failed', 'The phone has no free line', { code: 79 });
  return () => {
    if (agent.state === 'READY') enter(sim, agent, 'NOT_READY', systemReason(world, 'dialling-from-ready'));
    const call = dial(sim, device, command.to, { ...(command.variables && { variables: command.variables }) });
    return { ...CHANGED, callId: call.id };
  };
}

/** A party acts on its leg. */
export function decideCallAction(sim: Sim, command: CallActionCommand): Decision {
  const { action, address } = command;
  const call = sim.calls.get(command.callId);
  if (!call) return refuse('sync', 'unknown-call', 'No such call', { data: command.callId });
  const actor = command.agentId === undefined ? undefined : sim.agents.get(command.agentId);
  if (command.agentId !== undefined) {
    const refusal = checkAsker(sim, command, call, actor);
    if (refusal) return refusal;
  }
  if (address === '') return refuse('sync', 'parameter-missing', 'No party is named', { data: 'address' });
  const leg = call.legOf(address);
  if (action === 'drop-party') {
    const own = actor && call.legOfAgent(actor);
    const decision = leg ? decideDropParty(sim, leg, own ?? null) : notOffered(address);
    return run(decision);
  }
  if (!leg) return refuse('sync', 'unknown-address', 'No such party in the call', { data: address });
  return decideOnLeg(sim, call, leg, command);
}

/** An agent sends a ringing call away. */
export function decideDecline(sim: Sim, command: DeclineCall): Decision {
  const agent = sim.agents.get(command.agentId);
  const call = sim.calls.get(command.callId);
  if (!agent) return refuse('sync', 'unknown-agent', 'No such agent', { data: command.agentId });
  if (!call) return refuse('sync', 'unknown-call', 'No such call', { data: command.callId });
  const leg = agent.visible.has(call.id) ? call.legOfAgent(agent) : undefined;
  if (leg?.state !== 'ALERTING' || call.reservation) return notOffered(agent.extension ?? '');
  return run(() => decline(sim, leg, agent));
}

function checkAsker(sim: Sim, command: CallActionCommand, call: Call, actor: Agent | undefined): Refusal | undefined {
  const { action, address } = command;
  if (!actor) return refuse('sync', 'unknown-agent', 'No such agent', { data: command.agentId ?? '' });
  const foreign = action !== 'drop-party' && address !== '' && address !== actor.extension;
  if (foreign) return refuse('sync', 'not-yours', "The number is not the agent's own", { data: address });
  if (!actor.visible.has(call.id)) return refuse('sync', 'not-yours', 'The agent is not in the call', { data: call.id });
  const cce = sim.world.platform === 'CCE';
  const elsewhere = action === 'start-recording' ? cce : action === 'drop-party' || action === 'transfer-single-step' ? !cce : false;
  if (elsewhere) return refuse('sync', 'not-supported', 'This platform has no such action', { data: action });
  if ((action === 'consult' || action === 'transfer-single-step') && (command.to ?? '').trim() === '') {
    return refuse('sync', 'parameter-missing', 'No number to call', { data: 'to' });
  }
  return undefined;
}

function notOffered(address: string): Refusal {
  return refuse('async', 'action-not-offered', 'The action is not possible now', { data: address });
}

function decideOnLeg(sim: Sim, call: Call, leg: Leg, command: CallActionCommand): Decision {
  const { action } = command;
  const to = command.to ?? '';
  // What the platform has its own words for, before the list of actions is asked.
  if ((action === 'send-dtmf' || action === 'start-recording') && leg.state === 'HELD') {
    return refuse('sync', 'leg-held', 'Only an active leg does this');
  }
  if (action === 'transfer' || action === 'conference') {
    if (leg.state !== 'HELD' && leg.state !== 'ACTIVE') return notOffered(leg.address);
    return run(decideJoin(sim, leg, action));
  }
  if (leg.kind !== 'agent' && action === 'answer' && leg.state === 'ACTIVE') return () => NO_OP;
  if (!call.actions(sim.world, leg).includes(action)) return notOffered(leg.address);
  if ((action === 'consult' || action === 'transfer-single-step') && to.trim() === '') {
    return refuse('sync', 'parameter-missing', 'No number to call', { data: 'to' });
  }
  if ((action === 'answer' || action === 'retrieve') && dialling(leg)) {
    return refuse('async', 'operation-failed', 'The phone is dialling', { code: 33 });
  }
  switch (action) {
    case 'answer':
      return run(() => void (leg.kind !== 'agent' && actAsCampaignCustomer(sim, call, 'answer') ? 0 : answer(sim, leg)));
    case 'drop':
      return run(() => void (leg.kind !== 'agent' && actAsCampaignCustomer(sim, call, 'drop') ? 0 : drop(sim, leg)));
    case 'hold':
      return run(() => hold(sim, leg));
    case 'retrieve':
      return run(() => retrieve(sim, leg));
    case 'consult': {
      const decision = decideConsult(sim, leg, to);
      return typeof decision === 'function' ? () => ({ ...CHANGED, callId: decision().id }) : decision;
    }
    case 'transfer-single-step':
      return run(decideSingleStep(sim, leg, to));
    case 'send-dtmf':
      return decideDigits(sim, call, command.digits ?? '');
    case 'start-recording':
      return run(() => {
        call.recording = true;
        sim.publish(call);
      });
    case 'reclassify':
      return decideReclassify(sim, call, command.classification ?? '');
    case 'schedule-callback':
      return decideCallback(sim, call, command.callback ?? {});
    case 'cancel-callback':
      return run(() => {
        call.callback = null;
        sim.publish(call);
      });
    case 'accept':
    case 'reject':
    case 'close':
      return run(decideReservation(sim, leg, action));
    default:
      return notOffered(leg.address);
  }
}

function run(decision: Refusal | (() => void)): Decision {
  if (typeof decision !== 'function') return decision;
  return () => {
    decision();
    return CHANGED;
  };
}

function decideDigits(sim: Sim, call: Call, digits: string): Decision {
  if (digits === '') return refuse('sync', 'parameter-missing', 'No digits are given', { data: 'digits' });
  const valid = sim.world.platform === 'CCE' ? /^[0-9*#A-D]+$/ : /^[0-9*#]+$/;
  if (!valid.test(digits)) return refuse('async', 'value-out-of-range', 'Not all of these can be dialled', { data: 'digits', code: 3 });
  return run(() => sim.publish(call));
}

/** Call data changes: an agent's request within the platform's limits, or what the platform sends (Finesse 12.5 guide pp. 87-94). */
export function decideUpdateData(sim: Sim, command: UpdateData): Decision {
  const call = sim.calls.get(command.callId);
  if (!call) return refuse('sync', 'unknown-call', 'No such call', { data: command.callId });
  const { variables, wrapUpReason, wrapUpItems } = command;
  if (variables === undefined && wrapUpReason === undefined && wrapUpItems === undefined) {
    return refuse('sync', 'parameter-missing', 'Nothing is to be changed', { data: 'variables' });
  }
  if (command.agentId === undefined) return () => write(sim, call, variables ?? {}, command);
  const agent = sim.agents.get(command.agentId);
  const leg = agent?.visible.has(call.id) ? call.legOfAgent(agent) : undefined;
  if (!leg) return refuse('sync', 'not-yours', 'The agent is not in the call', { data: call.id });
  if (wrapUpItems && sim.world.platform === 'CCE') {
    return refuse('sync', 'invalid-input', 'One reason at a time on this platform', { data: 'wrapUpItems' });
  }
  if (!call.actions(sim.world, leg).includes('update-data')) return notOffered(leg.address);
  const longest = Math.max(0, ...[wrapUpReason ?? '', ...(wrapUpItems ?? [])].map(bytes));
  if (longest > 39) return refuse('async', 'variable-invalid', 'A wrap-up reason has at most 39 bytes', { data: 'wrapUpReason' });
  const change = limitAgentChange(sim.world, variables ?? {});
  if ('wrong' in change) return refuse('async', 'variable-invalid', 'The value does not fit the variable', { data: change.wrong });
  const isProtected = sim.world.platform === 'CCE' && variables !== undefined && !call.routed && call.callType === 'OTHER_IN';
  if (isProtected) return refuse('async', 'variable-protected', 'The data of this call is not the platform’s');
  return () => write(sim, call, change.write, command);
}

function write(sim: Sim, call: Call, variables: Readonly<Record<string, string | null>>, { wrapUpReason, wrapUpItems }: UpdateData): Done {
  const nothing = Object.values(variables).every((value) => value === null) && wrapUpReason === undefined && wrapUpItems === undefined;
  if (nothing) return NO_OP;
  call.variables.set(variables);
  if (wrapUpReason !== undefined) {
    call.wrapUpReason = wrapUpReason;
    call.wrapUpItems = [];
  }
  if (wrapUpItems !== undefined) {
    call.wrapUpItems = wrapUpItems;
    call.wrapUpReason = wrapUpItems.at(-1) ?? '';
  }
  sim.publish(call);
  return CHANGED;
}
