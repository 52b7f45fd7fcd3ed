import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DANA, errors, Floor, KENJI, MAYA, named, OSEI, standings, type RawApplication, type Said } from '../raw-application.js';

const outbound = (page: RawApplication, subtopic: string, data?: unknown): readonly Said[] =>
  page.ask('Amazon', 'OutboundCall', subtopic, data);
const told = (all: readonly Said[]): readonly string[] => standings(all).map(({ event, type }) => `${event} ${type}`);
const details = (all: readonly Said[]): unknown =>
  (named(all, 'OutboundCall/SetAgentDetails').at(-1)?.message as { agentState?: string } | undefined)?.agentState;

/** Maya has accepted a preview and talks to Dana; the contact's id. */
function talking(floor: Floor, page: RawApplication): string {
  const id = floor.offer();
  outbound(page, 'MakeCall');
  floor.advance(3_000);
  page.news();
  assert.equal(floor.stateOf(MAYA), 'TALKING');
  return id;
}

describe('a campaign’s call on the channel Amazon', () => {
  it('is offered, dialled, answered, ended and cleared, under one id', () => {
    const floor = new Floor();
    const page = floor.ready();
    page.news();
    const id = floor.offer();
    const offered = page.news();
    assert.deepEqual(standings(offered), [{ id, event: 'Preview', type: 'Regular-Call', buttons: ['Accept', 'Skip'] }]);
    assert.equal(details(offered), 'Outbound');
    const dialled = outbound(page, 'MakeCall');
    floor.advance(3_000);
    const all = [...dialled, ...page.news()];
    assert.deepEqual(told(all), [
      'Initiate Regular-Call',
      'Started Regular-Call',
      'Ringing Regular-Call',
      'Answered Regular-Call',
      'Human Regular-Call',
      'CustAnswered Regular-Call',
    ]);
    assert.ok(standings(all).every((each) => each.id === id));
    assert.deepEqual(standings(all).at(-1)?.buttons, ['disconnect', 'hold', 'consult', 'numberpad', 'queueTransfer']);
    assert.equal(details(all), 'In Call');
    const ended = outbound(page, 'Disconnect');
    assert.deepEqual(standings(ended), [
      { id, event: 'DROPPED', type: 'Regular-Call', buttons: [] },
      { id, event: 'ACW', type: 'Regular-Call', buttons: ['clearContact'] },
    ]);
    assert.equal(details(ended), 'ACW');
    const cleared = outbound(page, 'ClearContact');
    assert.deepEqual(standings(cleared), [{ id, event: 'DROPPED', type: 'Regular-Call', buttons: [] }]);
    assert.equal(details(cleared), 'NCC');
  });

  it('carries what is known about the contact, and what the list manager is asked by', () => {
    const floor = new Floor();
    const page = floor.ready();
    page.news();
    const id = floor.offer();
    const { source, call } = standingMessage(page.news());
    assert.equal(source, 'event');
    assert.deepEqual(Object.keys(call).sort(), [
      'ActionsAllowed',
      'ButtonStates',
      'CallType',
      'CallVariables',
      'ExtendedCallVariable',
      'ResponseActual',
      'ResponseFields',
      'ResponseText',
      'ResponseType',
      'User',
      'event',
      'id',
    ]);
    assert.deepEqual(call['CallVariables'], {
      CustomerName: 'Dana Whitfield',
      Account: 'A-7781',
      RenewalDate: '31/12/2026',
      Premium: '240',
      Notes: '',
      AccountNumber: '31|1|1|0|0|801|',
      callid: id,
      BACampaign: 'Renewals preview',
      BACustomerNumber: DANA,
      BAStatus: 'PREVIEW_OUTBOUND_RESERVATION',
      BAAccountNumber: '31|1|1|0|0|801|',
    });
    assert.deepEqual(call['User'], { name: 'Maya Okafor', id: '00000000-0031-4000-8000-303031303031', loginName: 'mokafor' });
  });

  it('is skipped, and ends where nobody answers', () => {
    const floor = new Floor();
    const page = floor.ready();
    page.news();
    floor.offer();
    page.news();
    const skipped = outbound(page, 'Skip');
    assert.deepEqual(told(skipped), ['DROPPED Regular-Call']);
    assert.equal(details(skipped), 'NCC');
    floor.offer('31', MAYA, '+12065550151');
    page.news();
    const dialled = outbound(page, 'MakeCall');
    floor.advance(3_000);
    assert.deepEqual(told([...dialled, ...page.news()]).at(-1), 'DROPPED Regular-Call');
    assert.equal(floor.stateOf(MAYA), 'READY');
  });

  it('tells an answering machine from a person', () => {
    const floor = new Floor();
    const page = floor.ready();
    floor.offer('31', MAYA, '+12065550154');
    page.news();
    const dialled = outbound(page, 'MakeCall');
    floor.advance(3_000);
    assert.deepEqual(told([...dialled, ...page.news()]).slice(-2), ['Machine Regular-Call', 'CustAnswered Regular-Call']);
  });

  it('is held and resumed', () => {
    const floor = new Floor();
    const page = floor.ready();
    talking(floor, page);
    assert.deepEqual(told(outbound(page, 'SetHold')), ['Hold Regular-Call']);
    assert.deepEqual(told(outbound(page, 'Resume')), ['CustAnswered Regular-Call']);
  });

  it('of a progressive campaign is shown while it is dialled, of a predictive one when it is answered', () => {
    for (const [campaign, events] of [
      ['33', ['Initiate', 'Started', 'Ringing', 'Answered', 'Human', 'CustAnswered']],
      ['34', ['CustAnswered']],
    ] as const) {
      const floor = new Floor();
      const page = floor.ready();
      page.news();
      floor.offer(campaign);
      floor.advance(3_000);
      assert.deepEqual(
        standings(page.news()).map(({ event }) => event),
        events,
      );
    }
  });

  it('needs an outcome before it is cleared, where the campaign says so', () => {
    const floor = new Floor();
    const page = floor.ready();
    const id = floor.offer('34');
    floor.advance(3_000);
    outbound(page, 'Disconnect');
    assert.deepEqual(errors(outbound(page, 'ClearContact')), ['SET_AGENTSTATE_FAILED']);
    const { message } = page.lcm('SetCallOutcomeWithComments', { callid: id, OutcomeID: '0', UserID: MAYA, AgentComments: 'ok' });
    assert.deepEqual(message, { callid: id, response: { success: true } });
    assert.deepEqual(errors(outbound(page, 'ClearContact')), []);
    assert.equal(floor.stateOf(MAYA), 'READY');
  });
});

describe('consulting about a campaign’s call', () => {
  it('lists who is ready, and asks one of them by the id of the list', () => {
    const floor = new Floor();
    const page = floor.ready();
    const kenji = floor.ready({ agentId: KENJI });
    assert.deepEqual(errors(outbound(page, 'GetAgentList')), ['AGENTLIST_FETCH_FAILED']);
    const id = talking(floor, page);
    const [list] = named(outbound(page, 'GetAgentList'), 'OutboundCall/SetAgentList');
    const [agent, ...more] = list?.message as Record<string, unknown>[];
    assert.deepEqual([more.length, agent?.['id'], agent?.['agentName'], agent?.['agentStatus']], [0, 1, 'Kenji Morikawa', 'Available']);
    assert.match(String(agent?.['waitingTimeSec']), /^\d+$/);
    kenji.news();
    const consulted = standings(outbound(page, 'Consult', { agentUUID: agent?.['cpassUUID'], agentName: '' }));
    assert.deepEqual(consulted[0], { id, event: 'Hold', type: 'Regular-Call', buttons: ['disconnect', 'resume'] });
    const ringing = standings(kenji.news());
    assert.deepEqual(
      ringing.map(({ event, type, buttons }) => [event, type, buttons]),
      [['Ringing', 'Consult', ['answer']]],
    );
    outbound(kenji, 'AcceptWarmTransfer');
    assert.deepEqual(told(page.news()).slice(-1), ['Consult Consult']);
    kenji.news();
    const transferred = outbound(page, 'Transfer', 'Kenji Morikawa');
    assert.deepEqual(told(transferred), ['DROPPED Regular-Call', 'ACW Regular-Call', 'DROPPED Consult']);
    assert.deepEqual(told(kenji.news()), ['CustAnswered Regular-Call', 'DROPPED Consult']);
    assert.equal(floor.stateOf(KENJI), 'TALKING');
  });

  it('swaps, drops the consultation, and has the customer back', () => {
    const floor = new Floor();
    const page = floor.ready();
    talking(floor, page);
    outbound(page, 'ExternalConsult', OSEI);
    floor.advance(4_000);
    assert.equal(told(page.news()).at(-1), 'Consult Consult');
    assert.deepEqual(told(outbound(page, 'Swap')), ['Swapped Regular-Call', 'Swapped Consult']);
    assert.deepEqual(told(outbound(page, 'Swap')), ['Swapped Regular-Call', 'Swapped Consult']);
    assert.deepEqual(told(outbound(page, 'ConsultDrop')), ['CustAnswered Regular-Call', 'DROPPED Consult']);
  });

  it('joins, and lets the third go again', () => {
    const floor = new Floor();
    const page = floor.ready();
    const id = talking(floor, page);
    outbound(page, 'ExternalConsult', OSEI);
    assert.deepEqual(errors(outbound(page, 'Conference')), ['CONFERENCE_CALL_FAILED']);
    floor.advance(4_000);
    page.news();
    assert.deepEqual(told(outbound(page, 'Conference')), ['Conference Regular-Call', 'Conference Consult']);
    assert.equal(floor.sandbox.engine.callsOf(MAYA)[0]?.parties.length, 3);
    assert.deepEqual(told(outbound(page, 'ConsultDrop')), ['CustAnswered Regular-Call', 'DROPPED Consult']);
    assert.equal(standings(outbound(page, 'SetHold'))[0]?.id, id);
  });

  it('says since when each side stands where it does, and never goes back in that', () => {
    const floor = new Floor();
    const page = floor.ready();
    floor.offer();
    const all: Said[] = [...page.news()];
    const since = (event: string): number => times(all).findLast((each) => each.event === event)!.since;
    const go = (subtopic: string, data?: unknown): void => {
      all.push(...outbound(page, subtopic, data));
      floor.advance(4_000);
      all.push(...page.news());
    };
    go('MakeCall');
    const { engine } = floor.sandbox;
    assert.equal(since('CustAnswered'), engine.callsOf(MAYA)[0]?.parties.find(({ agentId }) => agentId === MAYA)?.since);
    go('ExternalConsult', OSEI);
    go('Conference');
    const joined = engine.callsOf(MAYA)[0]?.parties.find(({ agentId }) => agentId === MAYA)?.since ?? Infinity;
    assert.ok(since('Conference') >= joined && since('Conference') <= engine.now());
    go('ConsultDrop');
    go('SetHold');
    go('Resume');
    go('Disconnect');
    go('ClearContact');
    assert.ok(since('CustAnswered') > since('Hold') && since('ACW') > since('CustAnswered') && since('DROPPED') > since('ACW'));
    for (const type of ['Regular-Call', 'Consult']) {
      const told = times(all).filter((each) => each.type === type);
      assert.ok(told.length > 3, type);
      assert.deepEqual(
        told,
        told.toSorted((one, other) => one.since - other.since),
        type,
      );
    }
  });

  it('passes the customer on to a queue, where somebody accepts them', () => {
    for (const isWarmTransfer of [true, false]) {
      const floor = new Floor();
      const page = floor.ready();
      const kenji = floor.ready({ agentId: KENJI });
      const id = talking(floor, page);
      assert.deepEqual(errors(outbound(page, 'QueueTransfer', { queueName: 'Nowhere', isWarmTransfer })), ['TRANSFER_CALL_FAILED']);
      kenji.news();
      assert.deepEqual(told(outbound(page, 'QueueTransfer', { queueName: 'Billing', isWarmTransfer })), [
        'DROPPED Regular-Call',
        'ACW Regular-Call',
      ]);
      assert.deepEqual(standings(kenji.news()), [{ id, event: 'Ringing', type: 'Regular-Call', buttons: ['answer'] }]);
      assert.equal(told(outbound(kenji, 'AcceptWarmTransfer')).at(-1), 'CustAnswered Regular-Call');
    }
  });

  it('refuses what there is no call for, with the words of the page', () => {
    const page = new Floor().ready();
    for (const [subtopic, errorType, msg] of [
      ['MakeCall', 'ACCEPT_CONTACT_FAILED', 'Accept contact failed.'],
      ['Skip', 'SKIP_CONTACT_FAILED', 'Skip contact failed.'],
      ['SetHold', 'HOLD_CALL_FAILED', 'Call hold failed.'],
      ['Resume', 'RESUME_CALL_FAILED', 'Resuming call failed.'],
      ['Disconnect', 'DISCONNECT_CALL_FAILED', 'Disconnecting call failed.'],
      ['ClearContact', 'SET_AGENTSTATE_FAILED', 'Set agent state failed.'],
      ['GetAgentList', 'AGENTLIST_FETCH_FAILED', 'Agent list fetch failed.'],
      ['Consult', 'CONSULT_CALL_FAILED', 'Consult call failed.'],
      ['ExternalConsult', 'DROP_TETHERED_CALL_FAILED', 'External consult failed.'],
      ['ConsultDrop', 'CONSULT_DROP_FAILED', 'Consult drop failed.'],
      ['Conference', 'CONFERENCE_CALL_FAILED', 'Conference call failed.'],
      ['Transfer', 'SKIP_CTRANSFER_CALL_FAILED', 'Transfer call failed.'],
      ['QueueTransfer', 'TRANSFER_CALL_FAILED', 'Call transfer failed.'],
      ['SendDTMF', 'SEND_DTMF_FAILED', 'Sending DTMF digit failed.'],
    ] as const) {
      const refused = outbound(page, subtopic, {});
      assert.deepEqual(errors(refused), [errorType], subtopic);
      assert.equal((named(refused, 'Error/ApiError')[0]?.data as { msg: string }).msg, msg);
    }
  });
});

function times(all: readonly Said[]): readonly { readonly event: string; readonly type: string; readonly since: number }[] {
  return named(all, 'OutboundCall/OutboundCallStateChange').map(({ message }) => {
    const { call } = message as { call: { event: string; CallType: string; ResponseFields: { CurrentStateTime: string } } };
    return { event: call.event, type: call.CallType, since: Date.parse(call.ResponseFields.CurrentStateTime) };
  });
}

function standingMessage(all: readonly Said[]): { readonly source: string; readonly call: Readonly<Record<string, unknown>> } {
  return named(all, 'OutboundCall/OutboundCallStateChange')[0]?.message as {
    readonly source: string;
    readonly call: Readonly<Record<string, unknown>>;
  };
}
