import { expect } from '@open-wc/testing';
import { controlOf, featureOfAction, ownParticipant, type DialogAction, type ParticipantState } from '@cordboard/core';
import { until } from '@cordboard/testing';
import { closeDesks, desk, LOGGED_IN, pairs } from '../bridge-side.test.js';

// Every row of the table of statuses, as a full-featured switch lists its actions, and what the agent is offered for it. Typed by hand.
interface Row {
  readonly title: string;
  readonly before?: string;
  readonly status: string;
  readonly more?: Readonly<Record<string, unknown>>;
  readonly possible: readonly string[];
  readonly state: ParticipantState;
  readonly offers: readonly DialogAction[];
  readonly muted?: boolean;
}

const ROWS: readonly Row[] = [
  { title: 'NEW', status: 'NEW', possible: ['MAKE_CALL', 'MARK_DONE'], state: 'initiating', offers: ['mark-done'] },
  { title: 'DIALING', status: 'DIALING', possible: ['RELEASE_CALL'], state: 'initiated', offers: ['drop'] },
  {
    title: 'DIALING where dialling is held',
    status: 'DIALING',
    possible: ['RELEASE_CALL', 'HOLD'],
    state: 'initiated',
    offers: ['drop', 'hold'],
  },
  { title: 'DIALING_HELD', status: 'DIALING_HELD', possible: ['RETRIEVE', 'RELEASE_CALL'], state: 'held', offers: ['drop', 'retrieve'] },
  {
    title: 'RINGING, incoming',
    status: 'RINGING',
    more: { isIncoming: true },
    possible: ['ANSWER_CALL'],
    state: 'alerting',
    offers: ['answer'],
  },
  { title: 'RINGING, incoming, no CTI answer', status: 'RINGING', more: { isIncoming: true }, possible: [], state: 'alerting', offers: [] },
  {
    title: 'RINGING, incoming, may be rejected',
    status: 'RINGING',
    more: { isIncoming: true },
    possible: ['ANSWER_CALL', 'RELEASE_CALL'],
    state: 'alerting',
    offers: ['answer', 'drop'],
  },
  {
    title: 'RINGING, outgoing',
    before: 'DIALING',
    status: 'RINGING',
    more: { isIncoming: false },
    possible: ['RELEASE_CALL'],
    state: 'initiated',
    offers: ['drop'],
  },
  {
    title: 'RINGING, outgoing, but answering is possible',
    before: 'DIALING',
    status: 'RINGING',
    possible: ['ANSWER_CALL'],
    state: 'alerting',
    offers: ['answer'],
  },
  { title: 'RINGING, of no known direction, never dialled', status: 'RINGING', possible: [], state: 'alerting', offers: [] },
  {
    title: 'TALKING',
    status: 'TALKING',
    possible: [
      'RELEASE_CALL',
      'HOLD',
      'MUTE_ON',
      'SINGLE_STEP_TRANSFER',
      'MUTE_TRANSFER',
      'INIT_TRANSFER',
      'SINGLE_STEP_CONFERENCE',
      'INIT_CONFERENCE',
    ],
    state: 'active',
    offers: ['conference-now', 'consult', 'drop', 'hold', 'mute', 'transfer-mute', 'transfer-now'],
    muted: false,
  },
  {
    title: 'TALKING, muted',
    status: 'TALKING',
    possible: ['RELEASE_CALL', 'MUTE_OFF'],
    state: 'active',
    offers: ['drop', 'unmute'],
    muted: true,
  },
  {
    title: 'TALKING, consult leg',
    status: 'TALKING',
    more: { initialInteractionId: 'Call_0' },
    possible: ['RELEASE_CALL', 'HOLD', 'MUTE_ON'],
    state: 'active',
    offers: ['drop', 'hold', 'mute'],
    muted: false,
  },
  {
    title: 'TALKING, in a conference',
    status: 'TALKING',
    more: { parties: ['7002', '7003'] },
    possible: ['RELEASE_CALL', 'LEAVE_CONFERENCE', 'MUTE_ON', 'INIT_CONFERENCE', 'SINGLE_STEP_CONFERENCE'],
    state: 'active',
    offers: ['conference-now', 'consult', 'drop', 'mute'],
    muted: false,
  },
  {
    title: 'HELD',
    status: 'HELD',
    possible: ['RETRIEVE', 'RELEASE_CALL', 'INIT_TRANSFER', 'INIT_CONFERENCE'],
    state: 'held',
    offers: ['consult', 'drop', 'retrieve'],
  },
  {
    title: 'HELD, of a consult that may be completed either way',
    status: 'HELD',
    possible: ['RETRIEVE', 'COMPLETE_TRANSFER', 'COMPLETE_CONFERENCE'],
    state: 'held',
    offers: ['conference', 'retrieve', 'transfer'],
  },
  { title: 'IDLE', status: 'IDLE', possible: ['MARK_DONE'], state: 'dropped', offers: ['mark-done'] },
  { title: 'a status nobody knows', status: 'PARKED', possible: ['RETRIEVE', 'FROBNICATE'], state: 'unknown', offers: ['retrieve'] },
  // Names that no source establishes.
  {
    title: 'other spellings',
    status: 'TALKING',
    possible: ['HELD', 'MUTE_CALL', 'Release_Call'],
    state: 'active',
    offers: ['drop', 'hold', 'mute'],
    muted: false,
  },
  {
    title: 'more other spellings',
    status: 'HELD',
    possible: ['RETRIEVE_CALL', 'UNMUTE_CALL'],
    state: 'held',
    offers: ['retrieve', 'unmute'],
    muted: true,
  },
  {
    title: 'what no word of ours fits',
    status: 'HELD',
    possible: ['ALTERNATE_CALL', 'MERGE', 'CLEAR', 'SEND_DTMF'],
    state: 'held',
    offers: [],
  },
];

const ACTIONS = [
  'answer',
  'hold',
  'retrieve',
  'drop',
  'mute',
  'unmute',
  'mark-done',
  'consult',
  'conference',
  'transfer',
  'transfer-now',
  'transfer-mute',
  'conference-now',
] as const;

describe('what the agent is offered', () => {
  afterEach(closeDesks);

  for (const { title, before, status, more = {}, possible, state, offers, muted } of ROWS) {
    it(`in ${title}`, async () => {
      const { side, client, offers: wait } = await desk();
      if (before) side.interaction('Call_1', { 'interaction:status': before, actionsPossible: [] });
      side.interaction('Call_1', { 'interaction:status': status, actionsPossible: possible, ...more });
      const dialog = await wait('Call_1', offers);
      const own = ownParticipant(dialog)!;
      expect(own.state).to.equal(state);
      expect(own.muted).to.equal(muted);
      // The image of the list and nothing else: each control stands as it says.
      for (const action of ACTIONS) {
        const control = controlOf(
          { served: client.serves(featureOfAction(action)), link: client.state.link, dialog, command: undefined },
          action,
        );
        expect(control.state, action).to.equal(offers.includes(action) ? 'ready' : 'blocked');
      }
    });
  }

  it('keeps what it has no word for, as written', async () => {
    const { side, offers } = await desk();
    side.interaction('Call_1', { 'interaction:status': 'HELD', actionsPossible: ['RETRIEVE', 'FROBNICATE', '<b>'] });
    expect(ownParticipant(await offers('Call_1', ['retrieve']))?.otherActions).to.deep.equal(['FROBNICATE', '<b>']);
  });

  it('asks what a consult is for, as far as the platform lists it', async () => {
    const { side, client } = await desk();
    for (const [possible, intents] of [
      [['INIT_TRANSFER'], ['transfer']],
      [['INIT_CONFERENCE'], ['conference']],
      [
        ['INIT_TRANSFER', 'INIT_CONFERENCE'],
        ['transfer', 'conference'],
      ],
    ] as const) {
      side.interaction('Call_1', { 'interaction:status': 'TALKING', actionsPossible: possible });
      await until(
        client.dialog$('Call_1'),
        `a consult for ${intents.join()}`,
        (dialog) => ownParticipant(dialog)?.consultFor?.join() === intents.join(),
      );
    }
  });

  it('keeps what is possible over an event that does not tell, while the status is the same', async () => {
    const { side, offers, client } = await desk();
    side.interaction('Call_1', { 'interaction:status': 'TALKING', actionsPossible: ['HOLD', 'RELEASE_CALL'], parties: ['7002'] });
    await offers('Call_1', ['drop', 'hold']);
    side.interaction('Call_1', { parties: ['7002', '7003'] });
    await until(client.dialog$('Call_1'), 'the third party', (dialog) => dialog?.kind === 'conference');
    await offers('Call_1', ['drop', 'hold']);
    expect(side.asked.filter(({ what }) => what.endsWith('getInteractionsDTO'))).to.deep.equal([]);
  });

  it('offers nothing over a change of status that does not tell, until it has been read', async () => {
    const { side, offers } = await desk();
    let answer: (dtos: unknown) => void = () => undefined;
    side.answers['InteractionService.getInteractionsDTO'] = () => new Promise((resolve) => (answer = resolve));
    side.interaction('Call_1', { 'interaction:status': 'TALKING', actionsPossible: ['HOLD', 'RELEASE_CALL'] });
    await offers('Call_1', ['drop', 'hold']);
    side.interaction('Call_1', { 'interaction:status': 'HELD' });
    const held = await offers('Call_1', []);
    expect(ownParticipant(held)?.state).to.equal('held');
    answer([{ interactionId: 'Call_1', attributes: pairs({ 'interaction:status': 'HELD', actionsPossible: ['RETRIEVE'] }) }]);
    await offers('Call_1', ['retrieve']);
  });

  it('shows a completion on the original, wherever the platform lists it', async () => {
    const { side, offers } = await desk();
    const original = { 'interaction:status': 'HELD', consultationInteractionIds: [] };
    const consult = { 'interaction:status': 'TALKING', initialInteractionId: 'Call_1' };
    const rows = [
      [['RETRIEVE', 'COMPLETE_TRANSFER'], ['RELEASE_CALL']],
      [['RETRIEVE'], ['RELEASE_CALL', 'COMPLETE_TRANSFER']],
      [
        ['RETRIEVE', 'COMPLETE_TRANSFER'],
        ['RELEASE_CALL', 'COMPLETE_TRANSFER'],
      ],
    ] as const;
    for (const [index, [on1, on2]] of rows.entries()) {
      const consultId = `Consult_${index}`;
      side.interaction('Call_1', { ...original, actionsPossible: on1 });
      side.interaction(consultId, { ...consult, actionsPossible: on2 });
      await offers('Call_1', ['retrieve', 'transfer']);
      await offers(consultId, ['drop']);
      side.interaction(consultId, { 'interaction:status': 'MARKED_DONE', actionsPossible: [] });
      side.interaction('Call_1', { ...original, actionsPossible: [] });
      await offers('Call_1', []);
    }
  });

  it('takes an agent who may do nothing on a DN as such', async () => {
    const { side, client } = await desk();
    side.media({ ...LOGGED_IN, 'agent:dnsActionsPossible': [{ dnId: '7001_SW1', actionsPossible: [] }] });
    await until(client.agent$, 'nothing to ask for', (agent) => agent?.next.length === 0);
    const refused = await client.run({ type: 'make-call', to: '7002' }).catch((error: { code: string }) => error.code);
    expect(refused).to.equal('invalid-state');
    expect(side.commands.filter(({ what }) => what.startsWith('InteractionVoice'))).to.deep.equal([]);
  });
});
