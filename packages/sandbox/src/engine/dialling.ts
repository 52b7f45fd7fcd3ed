import { follow } from './agent-flow.js';
import { answer, fail } from './call-flow.js';
import type { Call, Device, Leg } from './call.js';
import type { PlaceCall, Refusal } from './commands.js';
import { enqueue } from './routing.js';
import { refuse, type Destination, type Sim } from './sim.js';
import type { World, WorldCustomer } from './world-types.js';

/** How long phones ring that the world knows nothing about. */
const OUTSIDE: Pick<WorldCustomer, 'answer' | 'answerMs'> = { answer: 'answer', answerMs: 3_000 };

/** What a call that a phone makes starts with. */
export interface DialOptions {
  readonly variables?: Readonly<Record<string, string>>;
  /** The call that it is a consultation about. */
  readonly original?: Call;
  readonly callType?: string;
}

/** A phone goes off-hook and dials. Digits, ringing and answer follow in their own time. */
export function dial(sim: Sim, device: Device, to: string, options: DialOptions = {}): Call {
  const { original, variables, callType } = options;
  const call = sim.newCall({
    state: 'INITIATING',
    callType: callType ?? (original ? 'CONSULT' : 'AGENT_INSIDE'),
    from: device.extension,
    to: '',
    ...(variables && { variables }),
  });
  call.originalId = original?.id ?? null;
  const leg = sim.addLeg(call, device.extension, 'agent', 'INITIATING');
  if (leg.agent) follow(sim, leg.agent);
  sim.publish(call, 'started');
  const typed = callType !== undefined || original !== undefined;
  call.timer = sim.after(sim.world.timing.dialMs, () => sendDigits(sim, leg, to, typed));
  return call;
}

function sendDigits(sim: Sim, leg: Leg, to: string, typed: boolean): void {
  const { call } = leg;
  const destination = sim.find(to);
  // A phone that was put on hold meanwhile dials all the same.
  if (leg.state === 'INITIATING') leg.become('INITIATED', sim.now());
  call.state = 'INITIATED';
  call.to = call.dialedNumber = call.dnis = to;
  if (!typed && destination?.kind !== 'agent') call.callType = destination?.kind === 'route-point' ? routedType(sim.world) : 'OUT';
  sim.publish(call);
  call.timer = sim.after(sim.world.timing.setupMs, () => connect(sim, leg, to, destination));
}

function connect(sim: Sim, leg: Leg, to: string, destination: Destination | undefined): void {
  const { call } = leg;
  call.timer = null;
  const alreadyIn = call.originalId !== null && sim.calls.get(call.originalId)?.legOf(to)?.live;
  if (!destination) return fail(sim, leg, 'BAD_DESTINATION');
  if (alreadyIn) return fail(sim, leg, 'BUSY');
  if (destination.kind === 'route-point') {
    enqueue(sim, call, destination.queue, to);
  } else if (destination.kind === 'agent') {
    const { device } = destination;
    if (!device.inService) return fail(sim, leg, 'BAD_DESTINATION');
    if (device === leg.device || isBusy(sim.world, device)) return fail(sim, leg, 'BUSY');
    sim.addLeg(call, device.extension, 'agent', 'ALERTING');
  } else {
    const behaviour = destination.kind === 'customer' ? destination.customer : OUTSIDE;
    if (behaviour.answer === 'bad-destination') return fail(sim, leg, 'BAD_DESTINATION');
    if (behaviour.answer === 'busy') return fail(sim, leg, 'BUSY');
    const callee = sim.addLeg(call, to, destination.kind, 'ALERTING');
    if (behaviour.answer === 'answer' || behaviour.answer === 'machine')
      call.timer = sim.after(behaviour.answerMs, () => answer(sim, callee));
  }
  call.state = 'ALERTING';
  sim.publish(call);
  call.reached('ringing');
}

/** Whether a phone takes no further call. */
export function isBusy(world: World, device: Device): boolean {
  return device.legs.size >= Math.min(world.lines.busyTrigger, world.lines.maxCalls);
}

/** The type of a call that a queue gives to an agent. */
export function routedType(world: World): 'PREROUTE_ACD_IN' | 'ACD_IN' {
  return world.platform === 'CCE' ? 'PREROUTE_ACD_IN' : 'ACD_IN';
}

/** A customer or a phone places a call. */
export function decidePlaceCall(sim: Sim, command: PlaceCall): Refusal | (() => Call) {
  const { from, callType } = command;
  if (from.trim() === '') return refuse('sync', 'parameter-missing', 'A call needs a number that it comes from', { data: 'from' });
  const to = command.queue === undefined ? command.to : numberOf(sim.world, command.queue);
  if (command.queue !== undefined && to === undefined) return refuse('sync', 'unknown-queue', 'No such queue', { data: command.queue });
  if (to === undefined || to === '') return refuse('sync', 'parameter-missing', 'A call needs a number or a queue', { data: 'to' });
  const caller = sim.find(from);
  const variables = command.variables && { variables: command.variables };
  if (caller?.kind === 'agent') {
    const { device } = caller;
    if (!device.inService) return refuse('async', 'operation-failed', 'The phone is out of service', { code: 34 });
    if ([...device.legs].some((leg) => leg.state !== 'HELD' && leg.state !== 'ALERTING')) {
      return refuse('async', 'operation-failed', 'The phone is in use', { code: 33 });
    }
    if (device.legs.size >= sim.world.lines.maxCalls)
      return refuse('async', 'operation-failed', 'The phone has no free line', { code: 79 });
    return () => dial(sim, device, to, { ...variables, ...(callType !== undefined && { callType }) });
  }
  const destination = sim.find(to);
  if (destination?.kind !== 'agent' && destination?.kind !== 'route-point') {
    return refuse('sync', 'unknown-address', 'The number called belongs to nobody in this contact centre', { data: 'to' });
  }
  if (destination.kind === 'agent') {
    if (!destination.device.inService) return refuse('async', 'operation-failed', 'The phone called is out of service', { code: 34 });
    if (isBusy(sim.world, destination.device)) return refuse('async', 'operation-failed', 'The phone called is busy', { code: 33 });
  }
  const address = caller?.kind === 'customer' ? caller.customer.number : from;
  return () => {
    const call = sim.newCall({
      state: 'ALERTING',
      callType: callType ?? (destination.kind === 'agent' ? 'OTHER_IN' : routedType(sim.world)),
      from: address,
      to,
      ...variables,
    });
    sim.addLeg(call, address, caller?.kind === 'customer' ? 'customer' : 'external', 'INITIATED');
    if (destination.kind === 'agent') sim.addLeg(call, destination.device.extension, 'agent', 'ALERTING');
    else enqueue(sim, call, destination.queue, to);
    sim.publish(call, 'started');
    return call;
  };
}

function numberOf(world: World, wanted: string): string | undefined {
  const queue = world.queues.find(({ id, number, name }) => id === wanted || number === wanted || name === wanted);
  return queue && (world.routePoints.find((point) => point.queue === queue.id)?.number ?? queue.number);
}
