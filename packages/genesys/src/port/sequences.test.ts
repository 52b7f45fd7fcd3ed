import { expect } from '@open-wc/testing';
import { ownParticipant, type Command, type DesktopError, type DesktopErrorCode, type Dialog } from '@cordboard/core';
import { settle, until } from '@cordboard/testing';
import { closeDesks, desk, FaultAnswer, type Desk } from '../bridge-side.test.js';

// The sequences of the guide, as one agent's side sees them: what is asked for on the wire, and what the desktop shows of the answers.

const K = '+12065550142';
const TALK = [
  'RELEASE_CALL',
  'HOLD',
  'SINGLE_STEP_TRANSFER',
  'MUTE_TRANSFER',
  'INIT_TRANSFER',
  'SINGLE_STEP_CONFERENCE',
  'INIT_CONFERENCE',
];
const STATUS = 'interaction:status';

function talks({ side }: Desk, id = 'Call_1', more: object = {}): void {
  side.interaction(id, { [STATUS]: 'TALKING', isIncoming: true, ANI: K, parties: [K], actionsPossible: TALK, ...more });
}

async function talking(options: Parameters<typeof desk>[0] = {}): Promise<Desk> {
  const made = await desk(options);
  talks(made);
  await legIs(made, 'Call_1', 'active');
  return made;
}

const legIs = ({ client }: Desk, id: string, state: string): Promise<Dialog | undefined> =>
  until(client.dialog$(id), `${id} ${state}`, (dialog) => ownParticipant(dialog)?.state === state, 3_000);

const codeOf = (promise: Promise<unknown>): Promise<DesktopErrorCode | undefined> =>
  promise.then(
    () => undefined,
    (error: DesktopError) => error.code,
  );

const made = (id: string) => () => ({ interactionDTO: { interactionId: id, attributes: [] }, voiceError: null });
const asked = ({ side }: Desk) => side.commands.map(({ what, args }) => [what.split('.')[1], args['interactionId'], args['destination']]);
const names = (desk: Desk) => asked(desk).map(([method]) => method);
const others = (dialog: Dialog | undefined) => dialog?.participants.filter(({ own }) => !own).map(({ address }) => address);

describe('the sequences of the guide', () => {
  afterEach(closeDesks);

  it('a call is made with its number at once, dials, rings and is answered', async () => {
    const made1 = await desk();
    const { side, client } = made1;
    side.answers['InteractionVoiceService.createInteractionFromDnDTO'] = made('Call_1');
    const run = client.run({ type: 'make-call', to: '7002' });
    await until(client.command$('new-call'), 'the call asked for', (entry) => entry !== undefined);
    side.interaction('Call_1', { [STATUS]: 'DIALING', isIncoming: false, actionsPossible: ['RELEASE_CALL'] });
    await run;
    const dialling = await until(client.dialog$('Call_1'), 'the number', (dialog) => dialog?.dialed === '7002');
    expect(ownParticipant(dialling)?.state).to.equal('initiated');
    expect(others(dialling)).to.deep.equal(['7002']);
    side.interaction('Call_1', { [STATUS]: 'RINGING', actionsPossible: ['RELEASE_CALL'] });
    side.interaction('Call_1', { [STATUS]: 'TALKING', parties: ['7002'], actionsPossible: TALK });
    await legIs(made1, 'Call_1', 'active');
    expect(side.commands.at(-1)).to.deep.equal({
      what: 'InteractionVoiceService.createInteractionFromDnDTO',
      args: {
        dnId: '7001_SW1',
        attributes: ['interaction:interactionId'],
        destination: '7002',
        location: null,
        callType: 'REGULAR',
        attachedData: null,
        reasons: null,
        tExtensions: null,
      },
    });
  });

  it('an outgoing call that has begun to ring is dialling still', async () => {
    const it1 = await desk();
    it1.side.interaction('Call_1', { [STATUS]: 'DIALING', isIncoming: false, actionsPossible: ['RELEASE_CALL'] });
    it1.side.interaction('Call_1', { [STATUS]: 'RINGING', actionsPossible: ['RELEASE_CALL'], phoneNumber: '7002' });
    await until(it1.client.dialog$('Call_1'), 'ringing there', (dialog) => dialog?.state === 'alerting');
    expect(ownParticipant(it1.dialog('Call_1'))?.state).to.equal('initiated');
  });

  it('an incoming call is answered, or not where the switch does not let it be', async () => {
    const it1 = await desk();
    const { side, client } = it1;
    side.interaction('Call_1', {
      [STATUS]: 'RINGING',
      isIncoming: true,
      ANI: K,
      DNIS: '7400',
      actionsPossible: ['ANSWER_CALL'],
      'interaction:attachedData': [{ key: 'Account', value: '7781' }],
    });
    const ringing = await it1.offers('Call_1', ['answer']);
    expect([ringing.from, ringing.dialed, ringing.direction]).to.deep.equal([K, '7400', 'inbound']);
    expect(ringing.variables).to.deep.equal([{ name: 'Account', value: '7781' }]);
    const run = client.run({ type: 'dialog-action', dialogId: 'Call_1', action: 'answer' });
    await settle();
    talks(it1);
    await run;
    side.interaction('Call_2', { [STATUS]: 'RINGING', isIncoming: true, actionsPossible: [] });
    await it1.offers('Call_2', []);
    expect(await codeOf(client.run({ type: 'dialog-action', dialogId: 'Call_2', action: 'answer' }))).to.equal('not-offered');
    expect(asked(it1)).to.deep.equal([['answerCall', 'Call_1', undefined]]);
  });

  it('a call that the agent releases stays until it is marked done, and then is gone', async () => {
    const it1 = await talking();
    const { side, client } = it1;
    const released = client.run({ type: 'dialog-action', dialogId: 'Call_1', action: 'drop' });
    side.interaction('Call_1', { [STATUS]: 'IDLE', parties: [], actionsPossible: ['MARK_DONE'] });
    await released;
    expect(ownParticipant(it1.dialog('Call_1'))?.state).to.equal('dropped');
    const done = client.run({ type: 'dialog-action', dialogId: 'Call_1', action: 'mark-done' });
    await settle();
    expect(it1.dialog('Call_1')).to.not.equal(undefined);
    side.interaction('Call_1', { [STATUS]: 'MARKED_DONE', actionsPossible: [] });
    await done;
    await it1.gone('Call_1');
    expect(names(it1)).to.deep.equal(['releaseCall', 'markDone']);
    side.answers['InteractionService.getInteractionsDTO'] = () => {
      throw new FaultAnswer(404, 'error.interaction.Unknown');
    };
    expect(await client.query({ type: 'dialog', dialogId: 'Call_1' })).to.equal(undefined);
    expect(await codeOf(client.run({ type: 'dialog-action', dialogId: 'Call_1', action: 'mark-done' }))).to.equal('not-found');
  });

  it('a call that the contact released is not released again', async () => {
    const it1 = await talking();
    it1.side.interaction('Call_1', { [STATUS]: 'IDLE', parties: [], actionsPossible: ['MARK_DONE'] });
    await it1.offers('Call_1', ['mark-done']);
    for (const command of [
      { type: 'dialog-action', dialogId: 'Call_1', action: 'drop' },
      { type: 'dialog-action', dialogId: 'Call_1', action: 'hold' },
    ] as const)
      expect(await codeOf(it1.port.send(command, new AbortController().signal))).to.equal('not-offered');
    expect(asked(it1)).to.deep.equal([]);
  });

  it('a call is passed on in one step', async () => {
    const it1 = await talking();
    const run = it1.client.run({ type: 'transfer-now', dialogId: 'Call_1', to: '7002' });
    it1.side.interaction('Call_1', { [STATUS]: 'IDLE', parties: [], actionsPossible: ['MARK_DONE'] });
    await run;
    expect(asked(it1)).to.deep.equal([['singleStepTransfer', 'Call_1', '7002']]);
  });

  it('a call is passed on mute, and the consult that the platform makes for it is let come and go', async () => {
    const it1 = await talking();
    const { side, client } = it1;
    const run = client.run({ type: 'transfer-mute', dialogId: 'Call_1', to: '7002' });
    side.interaction('Call_1', { [STATUS]: 'HELD', consultationInteractionIds: ['Call_2'], actionsPossible: [] });
    side.interaction('Call_2', { [STATUS]: 'DIALING', initialInteractionId: 'Call_1', actionsPossible: [] });
    side.interaction('Call_1', { [STATUS]: 'IDLE', actionsPossible: ['MARK_DONE'] });
    side.interaction('Call_2', { [STATUS]: 'IDLE', actionsPossible: ['MARK_DONE'] });
    await run;
    await it1.offers('Call_2', ['mark-done']);
    expect(asked(it1)).to.deep.equal([['muteTransfer', 'Call_1', '7002']]);
  });

  for (const [order, first, second] of [
    ['the original first', 'Call_1', 'Call_2'],
    ['the consult first', 'Call_2', 'Call_1'],
  ] as const) {
    it(`a call is passed on after consulting; released is ${order}`, async () => {
      const it1 = await talking();
      const { side, client } = it1;
      side.answers['InteractionVoiceService.initiateTransferDTO'] = made('Call_2');
      const consult = client.run({ type: 'consult', dialogId: 'Call_1', to: '7002', intent: 'transfer' });
      side.interaction('Call_1', { [STATUS]: 'HELD', consultationInteractionIds: ['Call_2'], actionsPossible: ['RETRIEVE'] });
      side.interaction('Call_2', {
        [STATUS]: 'DIALING',
        initialInteractionId: 'Call_1',
        isIncoming: false,
        actionsPossible: ['RELEASE_CALL'],
      });
      await consult;
      const consulting = await it1.offers('Call_2', ['drop']);
      expect([consulting.kind, consulting.originalId]).to.deep.equal(['consult', 'Call_1']);
      await it1.offers('Call_1', ['retrieve']);
      side.interaction('Call_2', { [STATUS]: 'TALKING', parties: ['7002'], actionsPossible: ['RELEASE_CALL'] });
      side.interaction('Call_1', { actionsPossible: ['RETRIEVE', 'COMPLETE_TRANSFER'] });
      await it1.offers('Call_1', ['retrieve', 'transfer']);
      const transfer = client.run({ type: 'transfer', dialogId: 'Call_1' });
      for (const id of [first, second]) side.interaction(id, { [STATUS]: 'IDLE', parties: [], actionsPossible: ['MARK_DONE'] });
      await transfer;
      await it1.offers('Call_2', ['mark-done']);
      for (const dialogId of ['Call_1', 'Call_2']) {
        const marking = side.asks('InteractionVoiceService.markDone');
        const done = client.run({ type: 'dialog-action', dialogId, action: 'mark-done' });
        await marking;
        side.interaction(dialogId, { [STATUS]: 'MARKED_DONE' });
        await done;
      }
      expect(asked(it1)).to.deep.equal([
        ['initiateTransferDTO', 'Call_1', '7002'],
        ['completeTransfer', 'Call_1', undefined],
        ['markDone', 'Call_1', undefined],
        ['markDone', 'Call_2', undefined],
      ]);
    });
  }

  it('who was consulted keeps the call through the transfer: only its parties change', async () => {
    const it1 = await desk();
    it1.side.interaction('Call_3', { [STATUS]: 'TALKING', isIncoming: true, ANI: '7005', parties: ['7005'], actionsPossible: TALK });
    const before = await legIs(it1, 'Call_3', 'active');
    it1.side.interaction('Call_3', { 'interaction:eventReason': 'INFO_CHANGED', parties: [K] });
    const after = await until(it1.client.dialog$('Call_3'), 'the customer', (dialog) => others(dialog)?.[0] === K);
    expect(others(before)).to.deep.equal(['7005']);
    expect([after?.kind, after?.state, ownParticipant(after)?.actions]).to.deep.equal([
      'call',
      before?.state,
      ownParticipant(before)?.actions,
    ]);
  });

  it('a consult is given up by releasing it, and the call is retrieved', async () => {
    const it1 = await talking();
    const { side, client } = it1;
    side.answers['InteractionVoiceService.initiateConferenceDTO'] = made('Call_2');
    const consult = client.run({ type: 'consult', dialogId: 'Call_1', to: '7002', intent: 'conference' });
    side.interaction('Call_1', { [STATUS]: 'HELD', consultationInteractionIds: ['Call_2'], actionsPossible: ['RETRIEVE'] });
    side.interaction('Call_2', { [STATUS]: 'DIALING', initialInteractionId: 'Call_1', actionsPossible: ['RELEASE_CALL'] });
    await consult;
    const drop = client.run({ type: 'dialog-action', dialogId: 'Call_2', action: 'drop' });
    side.interaction('Call_2', { [STATUS]: 'IDLE', actionsPossible: ['MARK_DONE'] });
    await drop;
    const retrieving = side.asks('InteractionVoiceService.retrieveCall');
    const retrieve = client.run({ type: 'dialog-action', dialogId: 'Call_1', action: 'retrieve' });
    await retrieving;
    talks(it1);
    await retrieve;
    expect(names(it1)).to.deep.equal(['initiateConferenceDTO', 'releaseCall', 'retrieveCall']);
  });

  it('somebody is taken in at once', async () => {
    const it1 = await talking();
    const { side, client } = it1;
    const run = client.run({ type: 'conference-now', dialogId: 'Call_1', to: '7002' });
    await settle();
    // Reported under the name of its DN, not under the number that was dialled.
    side.interaction('Call_1', { 'interaction:eventReason': 'INFO_CHANGED', parties: [K, '7002_SW1'] });
    await run;
    expect(it1.dialog('Call_1')?.kind).to.equal('conference');
    expect(asked(it1)).to.deep.equal([['singleStepConference', 'Call_1', '7002']]);
  });

  it('a conference is made after consulting, in the order of the guide, and left', async () => {
    const it1 = await talking();
    const { side, client } = it1;
    side.answers['InteractionVoiceService.initiateConferenceDTO'] = made('Call_2');
    const consult = client.run({ type: 'consult', dialogId: 'Call_1', to: '7002', intent: 'conference' });
    side.interaction('Call_1', { [STATUS]: 'HELD', consultationInteractionIds: ['Call_2'], actionsPossible: [] });
    side.interaction('Call_2', {
      [STATUS]: 'TALKING',
      initialInteractionId: 'Call_1',
      parties: ['7002'],
      actionsPossible: ['RELEASE_CALL'],
    });
    side.interaction('Call_1', { actionsPossible: ['COMPLETE_CONFERENCE'] });
    await consult;
    await it1.offers('Call_1', ['conference']);
    const conference = client.run({ type: 'conference', dialogId: 'Call_1' });
    await settle();
    side.interaction('Call_2', { [STATUS]: 'IDLE', parties: [], actionsPossible: ['MARK_DONE'] });
    side.interaction('Call_1', { [STATUS]: 'TALKING', actionsPossible: ['RELEASE_CALL', 'LEAVE_CONFERENCE'] });
    side.interaction('Call_1', { 'interaction:eventReason': 'INFO_CHANGED', parties: [K, '7002'] });
    await conference;
    expect(others(it1.dialog('Call_1'))).to.deep.equal([K, '7002']);
    const leave = client.run({ type: 'dialog-action', dialogId: 'Call_1', action: 'drop' });
    side.interaction('Call_1', { [STATUS]: 'IDLE', parties: [], actionsPossible: ['MARK_DONE'] });
    await leave;
    expect(names(it1)).to.deep.equal(['initiateConferenceDTO', 'completeConference', 'leaveConference']);
  });

  it('a conference of two is an ordinary call again', async () => {
    const it1 = await talking();
    talks(it1, 'Call_1', { parties: [K, '7002'], conferenceOwner: '7001' });
    const conference = await until(it1.client.dialog$('Call_1'), 'a conference', (dialog) => dialog?.kind === 'conference');
    expect(ownParticipant(conference)?.controller).to.equal('yes');
    talks(it1, 'Call_1', { parties: [K] });
    await until(it1.client.dialog$('Call_1'), 'a call', (dialog) => dialog?.kind === 'call');
  });
});

describe('a request', () => {
  afterEach(closeDesks);

  it('is refused as busy on the same and on linked calls while one is under way', async () => {
    const it1 = await talking();
    const { side, port } = it1;
    const { signal } = new AbortController();
    side.interaction('Call_2', { [STATUS]: 'TALKING', initialInteractionId: 'Call_1', actionsPossible: ['RELEASE_CALL', 'HOLD'] });
    side.interaction('Call_9', { [STATUS]: 'TALKING', actionsPossible: ['HOLD'] });
    await it1.offers('Call_9', ['hold']);
    const action = (dialogId: string) => port.send({ type: 'dialog-action', dialogId, action: 'hold' }, signal);
    const first = action('Call_1');
    expect(await codeOf(action('Call_1'))).to.equal('busy');
    expect(await codeOf(action('Call_2'))).to.equal('busy');
    const other = action('Call_9');
    side.interaction('Call_9', { [STATUS]: 'HELD', actionsPossible: [] });
    side.interaction('Call_1', { [STATUS]: 'HELD', actionsPossible: [] });
    await Promise.all([first, other]);
    const again = action('Call_2');
    side.interaction('Call_2', { [STATUS]: 'HELD', actionsPossible: [] });
    await again;
    expect(asked(it1).map(([, id]) => id)).to.deep.equal(['Call_1', 'Call_9', 'Call_2']);
  });

  it('is refused with what the platform said, and nothing is rolled back', async () => {
    const rows: readonly (readonly [string, DesktopErrorCode])[] = [
      ['185', 'invalid-state'],
      ['51', 'not-supported'],
      ['258', 'not-supported'],
      ['43', 'invalid-state'],
      ['56', 'not-found'],
      ['71', 'bad-destination'],
      ['53', 'bad-destination'],
      ['59', 'bad-destination'],
      ['110', 'busy'],
      ['54', 'out-of-service'],
      ['231', 'refused'],
      ['as text', 'refused'],
    ];
    const it1 = await talking();
    for (const [code, expected] of rows) {
      it1.side.answers['InteractionVoiceService.singleStepTransfer'] = () => ({ telephonyErrorType: 'REFUSED', TServerError: code });
      const run = it1.client.run({ type: 'transfer-now', dialogId: 'Call_1', to: '7002' });
      const failure = await run.catch((error: DesktopError) => error);
      expect((failure as DesktopError).code, code).to.equal(expected);
      expect(JSON.stringify((failure as DesktopError).cause), code).to.contain(code);
    }
    expect(ownParticipant(it1.dialog('Call_1'))?.state).to.equal('active');
  });

  it('is made again a moment later where the platform is still at the one before, and tells so if that does not help', async () => {
    const it1 = await talking();
    let tries = 0;
    it1.side.answers['InteractionVoiceService.holdCall'] = () => (++tries === 1 ? { TServerError: '110' } : null);
    const run = it1.client.run({ type: 'dialog-action', dialogId: 'Call_1', action: 'hold' });
    await it1.side.asks('InteractionVoiceService.holdCall');
    await it1.side.asks('InteractionVoiceService.holdCall');
    it1.side.interaction('Call_1', { [STATUS]: 'HELD', actionsPossible: ['MARK_DONE'] });
    await run;
    it1.side.answers['InteractionVoiceService.markDone'] = () => {
      tries++;
      throw new FaultAnswer(409, 'error.interaction.ActionNotPossible');
    };
    tries = 0;
    expect(await codeOf(it1.client.run({ type: 'dialog-action', dialogId: 'Call_1', action: 'mark-done' }))).to.equal('refused');
    expect(tries).to.equal(3);
  });

  it('is confirmed by an event that comes before its answer', async () => {
    const it1 = await talking();
    it1.side.answers['InteractionVoiceService.holdCall'] = () => new Promise(() => undefined);
    const run = it1.port.send({ type: 'dialog-action', dialogId: 'Call_1', action: 'hold' }, new AbortController().signal);
    it1.side.interaction('Call_1', { [STATUS]: 'HELD', actionsPossible: [] });
    await run;
  });

  it('is let go when it is aborted', async () => {
    const it1 = await talking();
    const control = new AbortController();
    const hold: Command = { type: 'dialog-action', dialogId: 'Call_1', action: 'hold' };
    const run = it1.port.send(hold, control.signal);
    control.abort();
    expect(await codeOf(run)).to.equal('aborted');
    const again = it1.port.send(hold, new AbortController().signal);
    it1.side.interaction('Call_1', { [STATUS]: 'HELD', actionsPossible: [] });
    await again;
  });

  it('to add data is made by the interaction service, and confirmed by what is reported', async () => {
    const it1 = await talking();
    const variables = [{ name: 'Account', value: '9' }];
    const run = it1.client.run({ type: 'update-call-data', dialogId: 'Call_1', variables });
    await settle();
    it1.side.interaction('Call_1', { 'interaction:attachedData': [{ key: 'Account', value: 9 }] });
    await run;
    expect(it1.side.commands.at(-1)).to.deep.equal({
      what: 'InteractionService.setInteractionDTO',
      args: { interactionId: 'Call_1', attributes: [{ key: 'interaction:addAttachedData', value: [{ key: 'Account', value: '9' }] }] },
    });
  });

  it('for tones needs a name for its method, and is over when it is taken', async () => {
    const without = await talking();
    expect(without.client.serves('send-dtmf')).to.equal(false);
    const it1 = await talking({ names: { sendDtmf: 'sendDtmf' } });
    talks(it1, 'Call_1', { actionsPossible: ['SEND_DTMF'] });
    await it1.offers('Call_1', ['send-dtmf']);
    await it1.client.run({ type: 'send-dtmf', dialogId: 'Call_1', digits: '12#' });
    expect(it1.side.commands.at(-1)).to.deep.equal({
      what: 'InteractionVoiceService.sendDtmf',
      args: { interactionId: 'Call_1', digits: '12#' },
    });
  });
});
