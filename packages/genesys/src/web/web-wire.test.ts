import { ownParticipant, type Command, type Dialog } from '@cordboard/core';
import { until } from '@cordboard/testing';
import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { namesOf } from '../ais/names.js';
import { attributesOf } from '../ais/values.js';
import { InteractionService } from '../services/interaction-service.js';
import { InteractionVoiceService } from '../services/interaction-voice-service.js';
import { closeWebDesks, DEVICE, StatusAnswer, webDesk, WebSide } from '../web-side.test.js';
import { attributesOfCall, callOf } from './call.js';
import { attributesOfAgent, devicesOf } from './device.js';

afterEach(closeWebDesks);

const TALKING = {
  id: 'c1',
  state: 'Established',
  capabilities: ['Hold', 'Hangup', 'MuteCall', 'SendDtmf', 'InitiateTransfer', 'SingleStepTransfer', 'AttachUserData', 'UpdateUserData'],
  participants: [{ phoneNumber: '5551234' }],
  callType: 'Inbound',
  ani: '5551234',
  userData: { Case: '7' },
  duration: '12',
  uri: 'https://desk.example/api/v2/me/calls/c1',
};
const HELD = { ...TALKING, state: 'Held', capabilities: ['Hangup', 'SwapCalls'] };
const CONSULT = {
  id: 'c2',
  state: 'Established',
  capabilities: ['Hangup', 'CompleteTransfer'],
  participants: ['7002'],
  callType: 'Consult',
  parentCallUri: 'https://desk.example/api/v2/me/calls/c1',
  uri: 'https://desk.example/api/v2/me/calls/c2',
};

type Desk = Awaited<ReturnType<typeof webDesk>>;

function shows({ client }: Desk, id: string, what: string, fits: (dialog: Dialog | undefined) => boolean) {
  return until(client.dialog$(id), what, fits, 3_000);
}

const legIs = (desk: Desk, id: string, state: string) =>
  shows(desk, id, `${id} ${state}`, (dialog) => ownParticipant(dialog)?.state === state);

/** A desktop with these calls on it. */
async function withCalls(calls: readonly (typeof TALKING | typeof CONSULT)[], options: Parameters<typeof webDesk>[0] = {}): Promise<Desk> {
  const desk = await webDesk(options);
  for (const call of calls) {
    desk.side.call(call);
    await shows(desk, call.id, call.id, (dialog) => dialog !== undefined);
  }
  desk.side.asked.length = 0;
  return desk;
}

describe('the Web Services wire: a session', () => {
  it('begins with a password in one header of one request, and hears of calls and devices', async () => {
    const { side } = await webDesk();
    expect(new Set(side.subscribed.flat())).to.deep.equal(new Set(['/v2/me/calls', '/v2/me/devices']));
    const withPassword = side.headers.filter((headers) => headers.has('Authorization'));
    expect(withPassword.length).to.equal(1);
    expect(withPassword[0]?.get('Authorization')).to.equal('Basic bWF5YTpjYW5hcnktcMOkc3N3b3Jk');
    expect(side.urls.join().includes('canary')).to.equal(false);
  });

  it('is begun on the device that stands for the extension, where the agent is on none', async () => {
    const side = new WebSide();
    side.devices = [{ ...DEVICE, userState: { state: 'LoggedOut' }, capabilities: [] }];
    side.answers['POST /me'] = () => {
      side.device(DEVICE);
      side.devices = [DEVICE];
      return { statusCode: 0 };
    };
    await webDesk({}, side);
    expect(side.asked).to.deep.equal([
      { what: '/me', body: { operationName: 'StartContactCenterSession', channels: ['voice'], devicePath: '/devices/7001' } },
    ]);
  });

  it('goes on with a new token where the old one is refused, once', async () => {
    const desk = await withCalls([TALKING]);
    desk.side.token = 'token-2';
    const held = desk.client.run({ type: 'dialog-action', dialogId: 'c1', action: 'hold' });
    await asks(desk, '/me/calls/c1', { operationName: 'Hold' });
    desk.side.call(HELD);
    await held;
    expect(desk.side.asked).to.deep.equal([{ what: '/me/calls/c1', body: { operationName: 'Hold' } }]);
  });

  it('is opened again when it has expired, and everything is read again', async () => {
    const desk = await withCalls([TALKING]);
    desk.side.calls = [HELD];
    desk.side.expired = true;
    desk.side.forget();
    await legIs(desk, 'c1', 'held');
    expect(desk.side.shaken).to.equal(2);
  });

  it('begins anew when the server has forgotten the client: everything is read again, and the link stays up', async () => {
    const desk = await withCalls([TALKING]);
    const links: string[] = [];
    desk.client.link$.subscribe(({ state }) => links.push(state));
    desk.side.calls = [HELD];
    desk.side.forget();
    await legIs(desk, 'c1', 'held');
    expect(links).to.deep.equal(['up']);
    expect(desk.side.subscribed.length).to.be.greaterThan(2);
    desk.side.call(TALKING);
    await legIs(desk, 'c1', 'active');
  });

  it('asks who it is before it goes on with a session', async () => {
    const desk = await withCalls([TALKING]);
    desk.side.cut();
    await until(desk.client.link$, 'a lost link', ({ state }) => state === 'connecting', 3_000);
    desk.side.token = 'token-3';
    desk.side.reachable = true;
    await until(desk.client.link$, 'a link', ({ state }) => state === 'up', 3_000);
    expect(desk.side.headers.filter((headers) => headers.has('Authorization')).length).to.equal(1);
  });

  it('shows a lost link, and the truth when it is back', async () => {
    const desk = await withCalls([TALKING]);
    desk.side.calls = [];
    desk.side.cut();
    await until(desk.client.link$, 'a lost link', ({ state }) => state === 'connecting', 3_000);
    desk.side.reachable = true;
    await until(desk.client.link$, 'a link', ({ state }) => state === 'up', 3_000);
    expect(desk.client.state.dialogs.size).to.equal(0);
  });

  it('reads everything after a message that cannot be understood', async () => {
    const desk = await withCalls([TALKING]);
    desk.side.calls = [HELD];
    desk.side.tell('/v2/me/calls', '<');
    await legIs(desk, 'c1', 'held');
    expect(desk.client.state.ignored).to.be.greaterThan(0);
  });
});

describe('the Web Services wire: requests', () => {
  const ROWS: readonly (readonly [Command, object])[] = [
    [{ type: 'dialog-action', dialogId: 'c1', action: 'drop' }, { operationName: 'Hangup' }],
    [{ type: 'dialog-action', dialogId: 'c1', action: 'mute' }, { operationName: 'MuteCall' }],
    [
      { type: 'send-dtmf', dialogId: 'c1', digits: '12#' },
      { operationName: 'SendDtmf', digits: '12#' },
    ],
    [
      { type: 'transfer-now', dialogId: 'c1', to: '7002' },
      { operationName: 'SingleStepTransfer', destination: { phoneNumber: '7002' } },
    ],
    [
      { type: 'consult', dialogId: 'c1', to: '7002', intent: 'transfer' },
      { operationName: 'InitiateTransfer', destination: { phoneNumber: '7002' } },
    ],
  ];
  for (const [command, body] of ROWS) {
    it(`asks for ${(body as { operationName: string }).operationName}, and takes statusCode 0 for nothing but accepted`, async () => {
      const desk = await withCalls([TALKING]);
      const running = desk.client.run(command).catch((error: { code: string }) => error.code);
      await asks(desk, '/me/calls/c1', body);
      if (command.type === 'send-dtmf') return void expect(await running).to.equal(undefined);
      expect(ownParticipant(desk.client.state.dialogs.get('c1'))?.state).to.equal('active');
      expect(desk.client.state.commands.size).to.equal(1);
      desk.client.close();
      await running;
    });
  }

  it('completes a consult on the consult', async () => {
    const desk = await withCalls([HELD, CONSULT]);
    // Begun for a transfer: that is what the platform lists, and no conference.
    const offers = ownParticipant(desk.client.state.dialogs.get('c1'))?.actions;
    expect(offers).to.have.members(['drop', 'retrieve', 'transfer', 'update-call-data']);
    const running = desk.client.run({ type: 'transfer', dialogId: 'c1' });
    await asks(desk, '/me/calls/c2', { operationName: 'CompleteTransfer' });
    desk.side.call({ ...CONSULT, state: 'Released', capabilities: [] });
    desk.side.call({ ...HELD, state: 'Released', capabilities: [] });
    await running;
    await legIs(desk, 'c1', 'dropped');
  });

  it('goes back to a held call by a swap where another talks', async () => {
    const desk = await withCalls([HELD, CONSULT]);
    const running = desk.client.run({ type: 'dialog-action', dialogId: 'c1', action: 'retrieve' });
    await asks(desk, '/me/calls/c1', { operationName: 'SwapCalls', otherCallUri: CONSULT.uri });
    desk.side.call(TALKING);
    await running;
  });

  it('dials from the device, and knows the call by its being new', async () => {
    const desk = await withCalls([]);
    const running = desk.client.run({ type: 'make-call', to: '7002', variables: [{ name: 'Case', value: '7' }] });
    await asks(desk, '/me/devices/7001_SW1/calls', {
      operationName: 'Dial',
      destination: { phoneNumber: '7002' },
      userData: { Case: '7' },
    });
    desk.side.call({ id: 'c8', state: 'Ringing', capabilities: ['Answer'], participants: ['5550000'] });
    desk.side.call({ id: 'c9', state: 'Dialing', capabilities: ['Hangup'], participants: [] });
    await running;
    const dialog = await shows(desk, 'c9', 'the number', (each) => each?.to === '7002');
    expect(dialog?.direction).to.equal('outbound');
  });

  it('updates data that are there and attaches what is new', async () => {
    const desk = await withCalls([TALKING]);
    const variables = [
      { name: 'Case', value: '8' },
      { name: 'Note', value: 'x' },
    ];
    const running = desk.client.run({ type: 'update-call-data', dialogId: 'c1', variables });
    await asks(desk, '/me/calls/c1', { operationName: 'AttachUserData', userData: { Note: 'x' } });
    expect(desk.side.asked[0]?.body).to.deep.equal({ operationName: 'UpdateUserData', userData: { Case: '8' } });
    desk.side.call({ ...TALKING, userData: { Case: '8', Note: 'x' } }, 'AttachedDataChanged');
    await running;
  });

  it('puts a call that is over into the history, and knows it no more', async () => {
    const desk = await withCalls([TALKING]);
    desk.side.call({ ...TALKING, state: 'Released', capabilities: [] });
    const over = await legIs(desk, 'c1', 'dropped');
    expect(ownParticipant(over)?.actions).to.include('mark-done');
    // A read lists what is over no more: it stays for its agent all the same.
    desk.side.forget();
    await reads(desk, 2);
    await desk.client.run({ type: 'dialog-action', dialogId: 'c1', action: 'mark-done' });
    expect(desk.side.asked).to.deep.equal([
      { what: '/ucs/interactions/c1', body: { operationName: 'SetCallCompleted', callDuration: '12' } },
    ]);
    expect(desk.client.state.dialogs.size).to.equal(0);
  });

  it('lets go of a call that is over where the platform, begun anew, knows it no more', async () => {
    const desk = await withCalls([TALKING]);
    desk.side.call({ ...TALKING, state: 'Released', capabilities: [] });
    await legIs(desk, 'c1', 'dropped');
    desk.side.answers['POST /ucs/interactions/c1'] = () => new StatusAnswer(404, { statusCode: 6, statusMessage: 'No such call' });
    await desk.client.run({ type: 'dialog-action', dialogId: 'c1', action: 'mark-done' });
    expect(desk.client.state.dialogs.size).to.equal(0);
  });

  it('clears a conference and takes data back by the typed services', async () => {
    const desk = await withCalls([TALKING]);
    const names = namesOf(desk.wire.names);
    expect(await new InteractionVoiceService(desk.wire, names).clearCall('c1')).to.equal(null);
    const interactions = new InteractionService(desk.wire, names);
    expect(await interactions.deleteAttachedData('c1', ['Case', 'Tier'])).to.equal(null);
    await interactions.deleteAttachedData('c1');
    expect(desk.side.asked.map(({ body }) => body)).to.deep.equal([
      { operationName: 'ClearCall' },
      { operationName: 'DeleteUserDataPair', key: 'Case' },
      { operationName: 'DeleteUserDataPair', key: 'Tier' },
      { operationName: 'DeleteUserData' },
    ]);
  });

  it('takes a call that is over for done where the site has no history', async () => {
    const desk = await withCalls([TALKING], { released: 'gone' });
    desk.side.call({ ...TALKING, state: 'Released', capabilities: [] });
    await shows(desk, 'c1', 'gone', (dialog) => dialog === undefined);
  });

  it('takes a party out of a conference where that is listed', async () => {
    const conference = {
      ...TALKING,
      capabilities: ['Hangup', 'RemoveParticipantFromConference'],
      participants: [{ phoneNumber: '5551234' }, { phoneNumber: '7002' }],
    };
    const desk = await withCalls([conference]);
    const running = desk.client.run({ type: 'drop-participant', dialogId: 'c1', address: '7002' });
    await asks(desk, '/me/calls/c1', { operationName: 'RemoveParticipantFromConference', participant: '7002' });
    desk.side.call({ ...TALKING }, 'ParticipantsUpdated');
    await running;
  });

  it('carries operations that the port has no command for, by their own names', async () => {
    const desk = await withCalls([TALKING]);
    await desk.wire.operate('c1', 'StartCallRecording', { mode: 'full' });
    expect(desk.side.asked).to.deep.equal([{ what: '/me/calls/c1', body: { mode: 'full', operationName: 'StartCallRecording' } }]);
  });

  const REFUSALS: readonly (readonly [number, number, string])[] = [
    [200, 1, 'invalid-argument'],
    [200, 2, 'refused'],
    [200, 5, 'refused'],
    [200, 6, 'not-found'],
    [503, 4, 'out-of-service'],
  ];
  for (const [status, statusCode, code] of REFUSALS) {
    it(`says ${code} for statusCode ${statusCode} with HTTP ${status}`, async () => {
      const desk = await withCalls([TALKING]);
      desk.side.answers['POST /me/calls/c1'] = () => new StatusAnswer(status, { statusCode, statusMessage: 'As the platform says' });
      const verdict = await desk.client.run({ type: 'dialog-action', dialogId: 'c1', action: 'hold' }).then(
        () => 'done',
        (error: { code: string }) => error.code,
      );
      expect(verdict).to.equal(code);
    });
  }

  it('asks for states of the agent, and ends the session last', async () => {
    const desk = await withCalls([]);
    const ready = desk.client.run({ type: 'set-agent-state', state: 'ready' });
    await asks(desk, '/me/channels/voice', { operationName: 'Ready' });
    desk.side.device({ ...DEVICE, userState: { state: 'Ready' } });
    await ready;
    await desk.client.run({ type: 'sign-out' });
    expect(desk.side.asked.at(-1)).to.deep.equal({ what: '/me', body: { operationName: 'EndContactCenterSession' } });
  });
});

describe('a call of the Web Services', () => {
  const facts = { isIncoming: undefined, consults: [], began: undefined, completes: true };
  const read = (call: object) => attributesOf(attributesOfCall(callOf(call)!, facts));

  // The states of "CallResource", and what the platform lists in its own samples.
  const ROWS: readonly (readonly [string, readonly string[], string, readonly string[]])[] = [
    ['Dialing', ['Hangup', 'SendDtmf'], 'DIALING', ['RELEASE_CALL', 'SEND_DTMF']],
    ['Ringing', ['Answer'], 'RINGING', ['ANSWER_CALL']],
    ['Established', ['HangUp', 'HOLD', 'InitiateConference'], 'TALKING', ['RELEASE_CALL', 'HOLD', 'INIT_CONFERENCE']],
    ['Held', ['Retrieve', 'AttachUserData'], 'HELD', ['RETRIEVE']],
    ['Held', ['SwapCalls'], 'HELD', ['ALTERNATE', 'RETRIEVE']],
    ['Established', ['CompleteConference', 'ClearCall'], 'TALKING', ['COMPLETE_CONFERENCE', 'CLEAR']],
    ['Established', ['StartCallRecording'], 'TALKING', ['StartCallRecording']],
    ['Released', [], 'IDLE', ['MARK_DONE']],
    ['Parked', ['Hangup'], 'Parked', ['RELEASE_CALL']],
    ['constructor', ['constructor', '__proto__'], 'constructor', ['constructor', '__proto__']],
  ];
  for (const [state, capabilities, status, actions] of ROWS) {
    it(`that is ${state} with ${capabilities.join() || 'nothing'} is ${status}, and lists ${actions.join()}`, () => {
      const attributes = read({ id: 'c1', state, capabilities });
      expect(attributes.get('interaction:status')).to.equal(status);
      expect(attributes.get('interaction.voice:actionsPossible')).to.deep.equal(actions);
    });
  }

  it('has participants as objects or as plain numbers, and data in depth', () => {
    const userData = { Case: 7, Address: { City: 'Oslo' }, Odd: null };
    const attributes = read({ id: 'c1', participants: ['7002', { phoneNumber: '7003' }, { digits: '7004' }, 7, null], userData });
    expect(attributes.get('interaction.voice:parties')).to.deep.equal(['7002', '7003', '7004', '7']);
    expect(attributes.get('interaction:attachedData')).to.deep.equal([
      { key: 'Case', value: '7' },
      { key: 'Address', value: [{ key: 'City', value: 'Oslo' }] },
    ]);
  });

  it('without a list of capabilities says nothing about what is possible', () => {
    expect(read({ id: 'c1', state: 'Held' }).has('interaction.voice:actionsPossible')).to.equal(false);
  });

  it('is read whatever its fields are, and so is a device', () => {
    fc.assert(
      fc.property(fc.anything(), (odd) => {
        const call = {
          id: 'c1',
          state: odd,
          capabilities: odd,
          participants: odd,
          userData: odd,
          duration: odd,
          parentCallUri: odd,
          uri: odd,
        };
        for (const value of [call, { ...call, capabilities: [odd], participants: [odd], userData: { odd } }]) {
          expect(read(value).get('interaction:interactionId')).to.equal('c1');
        }
        const device = { id: 'd1', phoneNumber: odd, userState: { state: odd, workMode: odd }, capabilities: [odd] };
        expect(attributesOfAgent(devicesOf([device, odd]), odd).length).to.be.greaterThan(1);
      }),
    );
  });

  it('is none without an id', () => {
    for (const odd of [undefined, null, 7, '<', [], {}, { id: '' }, { id: {} }]) expect(callOf(odd)).to.equal(undefined);
  });
});

async function asks(desk: Desk, what: string, body: object): Promise<void> {
  const wanted = JSON.stringify({ what, body });
  for (let turn = 0; turn < 300; turn++) {
    if (desk.side.asked.some((each) => JSON.stringify(each) === wanted)) return;
    await new Promise((resolve) => setTimeout(resolve));
  }
  expect(desk.side.asked).to.deep.equal([{ what, body }]);
}

/** Waits until all calls have been read so many times. */
async function reads(desk: Desk, times: number): Promise<void> {
  const count = () => desk.side.urls.filter((url) => url.endsWith('/me/calls')).length;
  for (let turn = 0; turn < 300 && count() < times; turn++) await new Promise((resolve) => setTimeout(resolve));
  expect(count()).to.equal(times);
}
