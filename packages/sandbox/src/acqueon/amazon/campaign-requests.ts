import { word, type Incoming } from '../messages.js';
import type { About, Desk } from './desk.js';
import { consultAgents, extensionOf, isOwnConsultation, numberOf, queueNumber, type OwnCall } from './directory.js';
import { clearContact, complete, consult, consultable, inState, on, sendDigits, type TopicDesk } from './inbound-requests.js';

const NO_CUSTOMER = 'there is no active customer call';

/** Carries out a request on the topic `OutboundCall`; what is none of those is passed over. */
export function askOutbound(at: TopicDesk, { subtopic, data }: Incoming): void {
  const { desk, calls } = at;
  const wanted = subtopic.toLowerCase();
  const about = `outboundcall/${wanted}`;
  const customer = calls.find(({ call }) => call.attemptId !== null);
  const offered = calls.find(({ own }) => own.actions.includes('accept'));
  const consulted = calls.find(isOwnConsultation);
  switch (wanted) {
    case 'makecall':
      return on(desk, about, offered, (mine) => desk.act(about, mine, 'accept'));
    case 'skip':
      return on(desk, about, offered, (mine) => desk.act(about, mine, 'reject'));
    case 'sethold':
      return on(desk, about, talking(customer, 'ACTIVE'), (mine) => desk.act(about, mine, 'hold'));
    case 'resume':
      return on(desk, about, talking(customer, 'HELD'), (mine) => desk.act(about, mine, 'retrieve'));
    case 'disconnect':
      return on(desk, about, talking(customer, 'ACTIVE', 'HELD'), (mine) => desk.act(about, mine, 'drop'));
    case 'clearcontact':
      if (needsOutcome(desk, customer)) return desk.fail(about, 'the campaign requires a disposition');
      return clearContact(desk, about, calls);
    case 'consult':
      return on(desk, about, consultable(calls), (mine) => consult(desk, about, mine, extensionOf(desk.engine, data)));
    case 'externalconsult':
      return on(desk, about, consultable(calls), (mine) => consult(desk, about, mine, numberOf(desk.engine, data)));
    case 'consultdrop':
      return dropConsultation(desk, about, customer, consulted);
    case 'swap':
      return on(desk, about, consulted && inState(calls, 'HELD'), (mine) => desk.act(about, mine, 'retrieve'));
    case 'conference':
    case 'transfer':
      return complete(at, about, wanted);
    case 'queuetransfer':
      return on(desk, about, talking(customer, 'ACTIVE'), (mine) => queueTransfer(desk, about, mine, data));
    case 'acceptwarmtransfer':
      return on(
        desk,
        about,
        calls.find(({ own }) => own.actions.includes('answer')),
        (mine) => desk.act(about, mine, 'answer'),
      );
    case 'senddtmf':
      return on(desk, about, inState(calls, 'ACTIVE'), (mine) => sendDigits(desk, about, mine, data));
    default:
    // Nothing on this topic is called so.
  }
}

/** The message that answers `GetAgentList`, or the failure when nobody has a customer on the line. */
export function agentList(desk: Desk, calls: readonly OwnCall[]): readonly object[] | undefined {
  if (calls.some(({ call, own }) => call.attemptId !== null && (own.state === 'ACTIVE' || own.state === 'HELD'))) {
    return consultAgents(desk.engine, desk.agentId);
  }
  desk.fail('outboundcall/getagentlist', NO_CUSTOMER);
  return undefined;
}

// The agent is not free before they have said what became of the call (get-mode-information; that it is enforced is inferred).
function needsOutcome({ engine }: Desk, customer: OwnCall | undefined): boolean {
  const campaign = customer?.call.campaign;
  if (!campaign || !engine.world.outreach.dispositionRequired.includes(campaign.id)) return false;
  const said = engine.dispositionOf(customer.call.id);
  return !said || (said.callOutcome ?? said.businessOutcome ?? said.callback) === null;
}

function talking(mine: OwnCall | undefined, ...states: readonly OwnCall['own']['state'][]): OwnCall | undefined {
  return mine && states.includes(mine.own.state) ? mine : undefined;
}

// The customer is taken off hold with it (drop-consult-call).
function dropConsultation(desk: Desk, about: About, customer: OwnCall | undefined, consulted: OwnCall | undefined): void {
  const third = customer?.call.parties.filter((party) => party !== customer.own && party.state !== 'DROPPED')[1];
  if (consulted) {
    desk.act(about, consulted, 'drop');
    if (customer?.own.state === 'HELD') desk.act('outboundcall/resume', customer, 'retrieve');
  } else if (customer && third) {
    // In a conference it is they who leave; whom agents may drop by themselves is a rule of another platform.
    desk.ask(about, { type: 'call-action', callId: customer.call.id, address: third.address, action: 'drop' });
  } else {
    desk.fail(about, 'there is no consult call');
  }
}

// Both kinds go at once; who gets a warm one is asked to accept it.
function queueTransfer(desk: Desk, about: About, mine: OwnCall, data: unknown): void {
  const to = queueNumber(desk.engine, word(data, 'queueName'));
  if (to === '') return desk.fail(about, 'no such queue');
  desk.do(about, mine, 'transfer-single-step', to);
}
