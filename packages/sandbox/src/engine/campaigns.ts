import type { Agent } from './agent.js';
import { enter, follow, offHook, release, reserve } from './agent-flow.js';
import type { Call, Leg } from './call.js';
import type { OfferContact, Refusal } from './commands.js';
import type { Classification } from './model.js';
import { isFree, readiest } from './routing.js';
import { refuse, type Sim } from './sim.js';
import type { CampaignKind, WorldCampaign, WorldCustomer } from './world-types.js';

interface Kind {
  /** Type of the contact offered first; none where the customer is called before the agent is asked. */
  readonly reservation?: string;
  readonly call: string;
  readonly status: string;
}

const KINDS: Readonly<Record<CampaignKind, Kind>> = {
  preview: { reservation: 'OUTBOUND_PREVIEW', call: 'OUTBOUND', status: 'PREVIEW_OUTBOUND' },
  'direct-preview': { reservation: 'OUTBOUND_DIRECT_PREVIEW', call: 'OUTBOUND', status: 'DIRECT_PREVIEW_OUTBOUND' },
  progressive: { call: 'OUTBOUND', status: 'PROGRESSIVE_OUTBOUND' },
  predictive: { call: 'OUTBOUND', status: 'PREDICTIVE_OUTBOUND' },
  callback: { reservation: 'OUTBOUND_CALLBACK_PREVIEW', call: 'OUTBOUND_CALLBACK', status: 'CALLBACK_OUTBOUND' },
  'personal-callback': {
    reservation: 'OUTBOUND_PERSONAL_CALLBACK_PREVIEW',
    call: 'OUTBOUND_PERSONAL_CALLBACK',
    status: 'PERSONAL_CALLBACK_OUTBOUND',
  },
};

/** Whether a campaign calls its customers before it asks an agent. */
export function isDialled({ kind }: WorldCampaign): boolean {
  return KINDS[kind].reservation === undefined;
}

/** Address of the dialler's port in offered contacts. */
const DIALLER_PORT = '890001';
/** CCX: how long an agent stays not ready after a predictive call that nobody answered. */
const CCX_RESERVATION_MS = 5_000;

/** A campaign offers a contact to a ready agent. */
export function decideOfferContact(sim: Sim, command: OfferContact): Refusal | (() => Call) {
  const { world } = sim;
  const campaign = world.campaigns.find(({ id, name }) => id === command.campaign || name === command.campaign);
  if (!campaign) return refuse('sync', 'unknown-campaign', 'No such campaign', { data: command.campaign });
  const destination = sim.find(command.customer);
  if (destination?.kind !== 'customer' && destination?.kind !== 'external') {
    return refuse('sync', 'unknown-address', 'A campaign calls numbers outside', { data: 'customer' });
  }
  const queue = world.queues.find(({ id }) => id === campaign.queue);
  const named = command.target === undefined ? undefined : sim.agents.get(command.target);
  if (command.target !== undefined && !named) return refuse('sync', 'unknown-agent', 'No such agent', { data: command.target });
  const agent = named ?? (queue && readiest(sim, queue));
  if (!agent || !isFree(sim, agent)) return refuse('async', 'operation-failed', 'No agent is ready for the campaign', { code: 34 });
  const customer = destination.kind === 'customer' ? destination.customer : undefined;
  const number = customer?.number ?? command.customer;
  return () => offer(sim, campaign, agent, number, customer, command.variables ?? {});
}

function offer(
  sim: Sim,
  campaign: WorldCampaign,
  agent: Agent,
  number: string,
  customer: WorldCustomer | undefined,
  given: Readonly<Record<string, string>>,
): Call {
  const kind = KINDS[campaign.kind];
  const contact = sim.outreach.contactOf(campaign.id, number);
  const extension = agent.extension ?? '';
  const variables = {
    BACampaign: campaign.name,
    BACustomerNumber: number,
    BAStatus: `${kind.status}${kind.reservation ? '_RESERVATION' : ''}`,
    BAAccountNumber: contact.key,
    ...given,
  };
  if (kind.reservation === undefined) {
    const call = startCustomerCall(sim, campaign, extension, number, variables);
    sim.outreach.link(call.id, contact.key, call.id);
    reserve(sim, agent, call, 'RESERVED_OUTBOUND');
    sim.publish(call, 'started');
    awaitCustomer(sim, call, agent, customer);
    return call;
  }
  const call = sim.newCall({ state: 'ALERTING', callType: kind.reservation, from: DIALLER_PORT, to: extension, variables });
  call.campaign = campaign;
  call.attemptId = call.id;
  sim.outreach.link(call.id, contact.key, call.id);
  call.reservation = true;
  call.routed = true;
  reserve(sim, agent, call, 'RESERVED_OUTBOUND_PREVIEW');
  sim.addLeg(call, DIALLER_PORT, 'dialer', 'INITIATED');
  sim.addLeg(call, extension, 'agent', 'ALERTING');
  sim.publish(call, 'started');
  return call;
}

function startCustomerCall(
  sim: Sim,
  campaign: WorldCampaign,
  extension: string,
  number: string,
  variables: Readonly<Record<string, string>>,
  attemptId?: string,
): Call {
  const call = sim.newCall({ state: 'ALERTING', callType: KINDS[campaign.kind].call, from: extension, to: number, variables });
  call.campaign = campaign;
  call.attemptId = attemptId ?? call.id;
  call.routed = true;
  sim.addLeg(call, number, sim.find(number)?.kind === 'customer' ? 'customer' : 'external', 'ALERTING');
  return call;
}

function awaitCustomer(sim: Sim, call: Call, agent: Agent, customer: WorldCustomer | undefined): void {
  const machine = customer?.answer === 'machine';
  // A dialler that calls by itself gives an agent people only.
  const toAgent = machine && call.campaign !== null && !isDialled(call.campaign);
  const answers = customer === undefined || customer.answer === 'answer' || customer.answer === 'manual' || toAgent;
  call.timer = sim.after(sim.world.timing.campaignMs, () => {
    if (machine) classify(call, 'ANS_MACHINE');
    if (answers) customerAnswered(sim, call, agent);
    else attemptFailed(sim, call, agent);
  });
  call.reservedAgent = agent;
}

/** The customer of a campaign picks up and is given to the agent. */
function customerAnswered(sim: Sim, call: Call, agent: Agent): void {
  call.timer = null;
  // The agent took another call meanwhile: nobody is there for the customer.
  if (offHook(sim, agent)) return attemptFailed(sim, call, agent);
  const reservation = reservationOf(sim, call);
  call.originalId = null;
  call.reservedAgent = null;
  agent.reservedFor = null;
  for (const leg of call.live()) leg.become('ACTIVE', sim.now());
  if (agent.extension !== null) sim.addLeg(call, agent.extension, 'agent', 'ACTIVE');
  call.answered = true;
  call.state = 'ACTIVE';
  follow(sim, agent);
  sim.publish(call);
  if (reservation) close(sim, reservation, agent);
}

function classify(call: Call, classification: Classification): void {
  call.classification = classification;
  call.variables.set({ BAResponse: classification });
}

function attemptFailed(sim: Sim, call: Call, agent: Agent): void {
  const reservation = reservationOf(sim, call);
  close(sim, call, agent);
  if (reservation) close(sim, reservation, agent);
  if (sim.world.platform === 'CCE' || call.campaign?.kind !== 'predictive') return release(sim, agent, 'READY', null);
  release(sim, agent, 'NOT_READY', null);
  const since = agent.since;
  sim.after(CCX_RESERVATION_MS, () => {
    if (agent.state === 'NOT_READY' && agent.since === since && !offHook(sim, agent)) enter(sim, agent, 'READY');
  });
}

function reservationOf(sim: Sim, call: Call): Call | undefined {
  return call.originalId === null ? undefined : sim.calls.get(call.originalId);
}

function close(sim: Sim, call: Call, agent: Agent): void {
  call.timer?.();
  call.timer = null;
  for (const leg of call.live()) leg.become('DROPPED', sim.now());
  sim.remove(agent, call);
  sim.finish(call);
}

/** The customer of a campaign picks up, or refuses, earlier than by themselves. False: this is no such customer. */
export function actAsCampaignCustomer(sim: Sim, call: Call, action: 'answer' | 'drop'): boolean {
  const agent = call.reservedAgent;
  if (!call.campaign || call.reservation || call.answered || !agent) return false;
  call.timer?.();
  if (action === 'answer') customerAnswered(sim, call, agent);
  else attemptFailed(sim, call, agent);
  return true;
}

/** The agent answers an offered contact: calls the customer, or lets the contact go. */
export function decideReservation(sim: Sim, leg: Leg, action: 'accept' | 'reject' | 'close'): Refusal | (() => void) {
  const { call, agent } = leg;
  const kind = call.campaign?.kind;
  if (kind === 'preview' && sim.world.platform === 'CCX')
    return refuse('sync', 'not-supported', 'Preview is not of this platform', { data: action });
  if (kind === 'direct-preview' && sim.world.platform === 'CCE') {
    return refuse('sync', 'not-supported', 'Direct preview is not of this platform', { data: action });
  }
  if (!agent) return refuse('async', 'action-not-offered', 'Nobody is signed in on the phone', { data: leg.address });
  if (action !== 'accept') return () => cancelReservation(sim, agent, 'READY');
  return () => accept(sim, call, leg, agent);
}

function accept(sim: Sim, call: Call, leg: Leg, agent: Agent): void {
  leg.become('ACCEPTED', sim.now());
  call.state = 'ACCEPTED';
  sim.publish(call);
  const { campaign } = call;
  if (!campaign) return;
  const number = call.variables.record()['BACustomerNumber'] ?? '';
  const found = sim.find(number);
  const variables = { ...call.variables.record(), BAStatus: KINDS[campaign.kind].status };
  const customerCall = startCustomerCall(sim, campaign, leg.address, number, variables, call.id);
  customerCall.originalId = call.id;
  const contact = sim.outreach.aboutCall(call.id);
  if (contact) sim.outreach.link(customerCall.id, contact.key, call.id);
  sim.publish(customerCall, 'started');
  awaitCustomer(sim, customerCall, agent, found?.kind === 'customer' ? found.customer : undefined);
}

// The dialler wants this customer still: whoever is ready when it comes round is reserved, be it the same agent.
function tryAgain(sim: Sim, campaign: WorldCampaign, customer: string): void {
  sim.after(sim.world.timing.campaignMs, () => {
    const decision = decideOfferContact(sim, { type: 'offer-contact', campaign: campaign.id, customer });
    if (typeof decision === 'function') decision();
  });
}

/** An agent leaves a campaign's reservation. What was offered or being called is given up. */
export function cancelReservation(sim: Sim, agent: Agent, to: 'READY' | 'NOT_READY' | null): void {
  for (const call of [...sim.calls.values()]) {
    const own = call === agent.reservedFor || (call.reservedAgent === agent && call.campaign !== null);
    if (!own) continue;
    close(sim, call, agent);
    if (call.campaign && isDialled(call.campaign)) tryAgain(sim, call.campaign, call.to);
  }
  if (to !== null) release(sim, agent, to, null);
  else agent.reservedFor = null;
}
