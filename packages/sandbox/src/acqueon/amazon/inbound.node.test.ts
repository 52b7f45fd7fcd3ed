import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DANA, errors, Floor, KENJI, MAYA, named, OSEI, standings, type RawApplication, type Said } from '../raw-application.js';

const inbound = (page: RawApplication, subtopic: string, data?: unknown): readonly Said[] =>
  page.ask('Amazon', 'InboundCall', subtopic, data);

/** Maya talks to Dana; the id of the contact. */
function talking(floor: Floor, page: RawApplication): string {
  const id = floor.call();
  inbound(page, 'Answer');
  return id;
}

describe('an inbound call on the channel Amazon', () => {
  it('rings with the agent’s leg as the page prints it, key by key', () => {
    const floor = new Floor();
    const page = floor.ready();
    const id = floor.call(DANA, { callVariable1: 'ACC-7781' });
    const told = page.news();
    const call = floor.sandbox.engine.call(id);
    const rung = new Date(call?.parties.find(({ address }) => address === MAYA)?.since ?? 0).toISOString();
    const [ringing, ...more] = named(told, 'InboundCall/InboundCallStateChange');
    assert.deepEqual(more, []);
    const off = {
      disconnect: false,
      hold: false,
      resume: false,
      clearContact: false,
      consult: false,
      numberpad: false,
      swap: false,
      transfer: false,
      conference: false,
    };
    assert.deepEqual(ringing, {
      channel: 'Amazon',
      topic: 'InboundCall',
      subtopic: 'InboundCallStateChange',
      source: 'Workspace',
      message: {
        source: 'event',
        call: {
          ButtonStates: {
            items: {
              answer: 'Enable',
              reject: 'Enable',
              disconnect: 'Hide',
              hold: 'Hide',
              resume: 'Hide',
              clearContact: 'Hide',
              consult: 'Hide',
              numberpad: 'Hide',
              swap: 'Hide',
              transfer: 'Hide',
              conference: 'Hide',
            },
            count: 11,
          },
          ActionsAllowed: null,
          ResponseType: 0,
          ResponseText: 'Success',
          ResponseActual: {
            connectionId: `${id}-agent`,
            contactId: id,
            phoneNumber: null,
            status: 'connecting',
            statusTimestamp: rung,
            type: 'agent',
            buttonStates: { answer: true, reject: true, ...off },
          },
          CallVariables: { ANI: DANA, DNIS: '7400', callVariable1: 'ACC-7781' },
          ExtendedCallVariables: null,
          ResponseFields: {
            Participants: [],
            MediaProperties: { callType: 'agent', queueName: 'Billing', queueTimestamp: new Date(call?.startedAt ?? 0).toISOString() },
            fromAddress: null,
            CallState: 'connecting',
            Type: 'agent',
            CurrentStateTime: rung,
            Campaign: '',
            DN: 'Billing',
          },
          id: `${id}-agent`,
          event: 'connecting',
          CallType: 'agent',
        },
      },
    });
    assert.equal((named(told, 'Agent/SetAgentState')[0]?.message as { event: string }).event, 'PendingBusy');
  });

  it('is answered, held, resumed, ended and cleared, with both legs each time', () => {
    const floor = new Floor();
    const page = floor.ready();
    const id = floor.call();
    const near = (event: string, ...buttons: readonly string[]) => ({ id: `${id}-agent`, event, type: 'agent', buttons });
    const far = (event: string, ...buttons: readonly string[]) => ({ id, event, type: 'inbound', buttons });
    const answered = inbound(page, 'Answer');
    assert.deepEqual(standings(answered), [near('connected', 'consult', 'numberpad'), far('connected', 'disconnect', 'hold')]);
    assert.equal((named(answered, 'Agent/SetAgentState').at(-1)?.message as { event: string }).event, 'Busy');
    // Named by the customer's connection, by the agent's, and by the contact as an object.
    assert.deepEqual(standings(inbound(page, 'Hold', id)).at(-1), far('hold', 'disconnect', 'resume'));
    assert.deepEqual(standings(inbound(page, 'Resume', `${id}-agent`)).at(-1), far('connected', 'disconnect', 'hold'));
    assert.deepEqual(standings(inbound(page, 'Hold', { contactId: id })).at(-1), far('hold', 'disconnect', 'resume'));
    inbound(page, 'Resume');
    const ended = inbound(page, 'Disconnect', id);
    assert.deepEqual(standings(ended), [near('ACW', 'clearContact'), far('Dropped')]);
    assert.equal((named(ended, 'Agent/SetAgentState').at(-1)?.message as { event: string }).event, 'AfterCallWork');
    assert.equal(floor.stateOf(MAYA), 'WORK_READY');
    floor.advance(300_000);
    assert.equal(floor.stateOf(MAYA), 'WORK_READY', 'after-call work ends when the agent ends it');
    const cleared = inbound(page, 'ClearContact');
    assert.deepEqual(standings(cleared), [near('Dropped')]);
    const { call } = named(cleared, 'InboundCall/InboundCallStateChange')[0]?.message as {
      call: { ResponseActual: Record<string, unknown> };
    };
    assert.deepEqual([call.ResponseActual['status'], call.ResponseActual['previousStatus']], ['disconnected', 'connected']);
    assert.equal((named(cleared, 'Agent/SetAgentState').at(-1)?.message as { event: string }).event, 'Available');
    assert.equal(floor.stateOf(MAYA), 'READY');
  });

  it('is missed, and the agent is free when they have cleared it', () => {
    const floor = new Floor();
    const page = floor.ready();
    const id = floor.call();
    page.news();
    floor.advance(20_000);
    const told = page.news();
    assert.deepEqual(standings(told), [{ id: `${id}-agent`, event: 'missed', type: 'agent', buttons: ['clearContact'] }]);
    assert.equal((named(told, 'Agent/SetAgentState').at(-1)?.message as { event: string }).event, 'MissedCallAgent');
    floor.act(id, DANA, 'drop');
    assert.deepEqual(standings(inbound(page, 'ClearContact')), [{ id: `${id}-agent`, event: 'Dropped', type: 'agent', buttons: [] }]);
    assert.equal(floor.stateOf(MAYA), 'READY');
    assert.deepEqual(errors(inbound(page, 'ClearContact')), ['SET_AGENTSTATE_FAILED']);
  });

  it('is refused, and waits for somebody else', () => {
    const floor = new Floor();
    const page = floor.ready();
    const kenji = floor.ready({ agentId: KENJI });
    page.news();
    const id = floor.call();
    const [first, second] = floor.stateOf(MAYA) === 'RESERVED' ? [page, kenji] : [kenji, page];
    second.news();
    assert.equal(standings(inbound(first, 'Reject'))[0]?.event, 'Rejected');
    assert.deepEqual(standings(second.news()), [{ id: `${id}-agent`, event: 'connecting', type: 'agent', buttons: ['answer', 'reject'] }]);
  });

  it('is nobody’s any more when the caller gives up', () => {
    const floor = new Floor();
    const page = floor.ready();
    const id = floor.call();
    page.news();
    floor.act(id, DANA, 'drop');
    assert.deepEqual(standings(page.news()), [{ id: `${id}-agent`, event: 'missed', type: 'agent', buttons: [] }]);
    assert.equal(floor.stateOf(MAYA), 'READY');
  });

  it('goes on hold by another desktop of the agent’s, and the page tells it', () => {
    const floor = new Floor();
    const page = floor.ready();
    const id = talking(floor, page);
    page.news();
    floor.act(id, MAYA, 'hold');
    assert.equal(standings(page.news()).at(-1)?.event, 'hold');
    floor.act(id, DANA, 'drop');
    assert.deepEqual(
      standings(page.news()).map(({ event }) => event),
      ['ACW', 'Dropped'],
    );
  });

  it('is in the snapshot for a page that comes late', () => {
    const floor = new Floor();
    const id = talking(floor, floor.ready());
    const [sync] = inbound(floor.page(), 'StateSync');
    const { attributes, queueName, calls } = sync?.message as { attributes: unknown; queueName: string; calls: Record<string, unknown>[] };
    assert.deepEqual([attributes, queueName], [[], 'Billing']);
    assert.deepEqual(
      calls.map(({ connectionId, contactId, phoneNumber, status, type }) => ({ connectionId, contactId, phoneNumber, status, type })),
      [
        { connectionId: `${id}-agent`, contactId: id, phoneNumber: null, status: 'connected', type: 'agent' },
        { connectionId: id, contactId: id, phoneNumber: DANA, status: 'connected', type: 'inbound' },
      ],
    );
    assert.equal((calls[1]?.['buttonStates'] as { hold: boolean }).hold, true);
  });
});

describe('consulting about an inbound call', () => {
  it('swaps and joins; the third keeps the connection that they came by', () => {
    const floor = new Floor();
    const page = floor.ready();
    const id = talking(floor, page);
    const rung = standings(inbound(page, 'Consult', OSEI));
    const consult = rung.find(({ type }) => type === 'outbound')?.id;
    assert.ok(consult);
    assert.deepEqual(
      rung.find((leg) => leg.id === id),
      { id, event: 'hold', type: 'inbound', buttons: ['disconnect', 'resume'] },
    );
    const early = inbound(page, 'Conference');
    assert.deepEqual(errors(early), ['CONFERENCE_CALL_FAILED'], 'no conference while it rings');
    floor.advance(4_000);
    const answered = standings([...early, ...page.news()]);
    assert.deepEqual(answered.find(({ type }) => type === 'agent')?.buttons, ['swap', 'transfer', 'conference']);
    const swapped = standings(inbound(page, 'Swap'));
    assert.deepEqual(
      swapped.filter(({ type }) => type !== 'agent').map((leg) => [leg.id, leg.event]),
      [
        [id, 'connected'],
        [consult, 'hold'],
      ],
    );
    const joined = standings(inbound(page, 'Conference'));
    assert.deepEqual(
      joined.map((leg) => [leg.id, leg.event]),
      [
        [`${id}-agent`, 'connected'],
        [id, 'connected'],
        [consult, 'connected'],
      ],
    );
    assert.equal(floor.sandbox.engine.call(id)?.parties.length, 3);
    inbound(page, 'Disconnect', id);
    assert.deepEqual(
      floor.sandbox.engine
        .call(id)
        ?.parties.filter(({ state }) => state === 'ACTIVE')
        .map(({ address }) => address),
      [DANA, OSEI],
      'the others stay',
    );
  });

  it('is given up while it rings, and the customer stays on hold', () => {
    const floor = new Floor();
    const page = floor.ready();
    const id = talking(floor, page);
    inbound(page, 'Consult', OSEI);
    assert.deepEqual(
      standings(inbound(page, 'Disconnect')).map((leg) => leg.event),
      ['connected', 'hold', 'Dropped'],
    );
    assert.deepEqual(
      floor.sandbox.engine.callsOf(MAYA).map((call) => call.id),
      [id],
    );
    assert.equal(standings(inbound(page, 'Resume')).at(-1)?.event, 'connected');
  });

  it('transfers to a phone that still rings, or not, as the quirks say', () => {
    for (const earlyTransfer of [true, false]) {
      const floor = new Floor();
      const page = floor.ready({ earlyTransfer });
      floor.ready({ agentId: KENJI });
      const id = talking(floor, page);
      inbound(page, 'Consult', { agentLogin: 'kmorikawa' });
      const told = inbound(page, 'Transfer');
      assert.deepEqual(errors(told), earlyTransfer ? [] : ['TRANSFER_CALL_FAILED']);
      const there = floor.sandbox.engine.call(id)?.parties.some(({ address }) => address === KENJI);
      assert.equal(there, earlyTransfer);
      assert.equal(floor.stateOf(MAYA), earlyTransfer ? 'WORK_READY' : 'TALKING');
    }
  });
});

describe('a call that the agent dials', () => {
  it('goes to a number or an endpoint, and says when it cannot', () => {
    const floor = new Floor();
    const page = floor.ready();
    const told = standings(inbound(page, 'SetMakeCall', OSEI));
    assert.deepEqual(told.at(-1), { id: told.at(-1)?.id, event: 'connecting', type: 'outbound', buttons: ['disconnect'] });
    floor.advance(4_000);
    assert.deepEqual(
      standings(page.news()).map(({ event }) => event),
      ['connected', 'connected'],
    );
    inbound(page, 'Disconnect');
    inbound(page, 'ClearContact');
    inbound(page, 'SetMakeCall', { endpointARN: 'arn:x', endpointId: 'x', type: 'queue', name: 'Technical Support' });
    assert.equal(floor.sandbox.engine.callsOf(MAYA)[0]?.to, '5121');
    inbound(page, 'Disconnect');
    const failed = [...inbound(page, 'SetMakeCall', '+12065550152'), ...page.news()];
    assert.deepEqual(errors(failed), ['MAKE_CALL_FAILED']);
    assert.deepEqual(floor.sandbox.engine.callsOf(MAYA), [], 'the busy tone is not left standing');
    assert.deepEqual(errors(inbound(page, 'SetMakeCall', { endpointId: 'nobody' })), ['MAKE_CALL_FAILED']);
  });
});

describe('a request without its call', () => {
  it('is refused with the words of its page', () => {
    const page = new Floor().ready();
    for (const [subtopic, errorType, msg] of [
      ['Answer', 'ANSWER_CALL_FAILED', 'Answering call failed.'],
      ['Hold', 'HOLD_CALL_FAILED', 'Call hold failed.'],
      ['Resume', 'RESUME_CALL_FAILED', 'Resuming call failed.'],
      ['Disconnect', 'DISCONNECT_CALL_FAILED', 'Disconnecting call failed.'],
      ['SetMakeCall', 'MAKE_CALL_FAILED', 'Make call failed.'],
      ['SendDTMF', 'SEND_DTMF_FAILED', 'Failed to send DTMF.'],
      ['Consult', 'CONSULT_CALL_FAILED', 'Consult call failed.'],
    ] as const) {
      const told = inbound(page, subtopic, '');
      assert.deepEqual(errors(told), [errorType]);
      assert.equal((named(told, 'Error/ApiError')[0]?.data as { msg: string }).msg, msg);
    }
  });

  it('takes digits one by one', () => {
    const floor = new Floor();
    const page = floor.ready();
    talking(floor, page);
    assert.deepEqual(errors(inbound(page, 'SendDTMF', '5')), []);
    assert.deepEqual(errors(inbound(page, 'SendDTMF', 'x')), ['SEND_DTMF_FAILED']);
  });
});
