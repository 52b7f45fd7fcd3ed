import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { A1, A2, K, Stage, valueOf, type RawAgent } from './raw-bridge.js';

const PLAIN = 'RELEASE_CALL,HOLD,MUTE_ON,SINGLE_STEP_TRANSFER,MUTE_TRANSFER,INIT_TRANSFER,SINGLE_STEP_CONFERENCE,INIT_CONFERENCE';
const JOINED = 'RELEASE_CALL,LEAVE_CONFERENCE,MUTE_ON';

describe('making a call (11.1)', () => {
  it('creates, dials, rings and talks, on both sides', async () => {
    const stage = new Stage();
    const [a1, a2] = [await stage.agent(A1), await stage.agent(A2)];
    const made = await a1.call('InteractionVoiceService', 'createInteractionFromDnDTO', {
      dnId: `${A1}_SW1`,
      attributes: ['interaction:status', 'interaction.voice:actionsPossible'],
      // Without a destination the others are ignored.
      location: 'elsewhere',
      callType: 'NOT_A_TYPE',
    });
    assert.deepEqual(made, {
      interactionDTO: {
        interactionId: 'Call_1',
        attributes: [
          { key: 'interaction:status', value: 'NEW' },
          { key: 'interaction.voice:actionsPossible', value: ['MAKE_CALL', 'MARK_DONE'] },
        ],
      },
      voiceError: null,
    });
    await stage.wait(30);
    assert.deepEqual(await a1.told(), ['Call_1 S:NEW [] MAKE_CALL,MARK_DONE']);
    const args = {
      interactionId: 'Call_1',
      destination: A2,
      location: null,
      callType: 'REGULAR',
      attachedData: [{ key: 'Case', value: 7 }],
    };
    assert.equal(await a1.voice('makeCall', args), null);
    await stage.wait(500);
    assert.deepEqual(await a1.told(), ['Call_1 S:DIALING [] RELEASE_CALL,HOLD', `Call_1 I:DIALING [${A2}] RELEASE_CALL,HOLD`]);
    assert.deepEqual(await a2.told(), [`Call_2 S:RINGING [${A1}] ANSWER_CALL`]);
    assert.equal(await a2.read('Call_2', 'interaction.voice:isIncoming'), true);
    assert.deepEqual(await a2.read('Call_2', 'interaction:attachedData'), [{ key: 'Case', value: '7' }]);
    assert.equal(await a2.voice('answerCall', { interactionId: 'Call_2', reasons: null, tExtensions: null }), null);
    await stage.wait(30);
    assert.deepEqual(await a1.told(), [`Call_1 S:TALKING [${A2}] ${PLAIN}`]);
    assert.deepEqual(await a2.told(), [`Call_2 S:TALKING [${A1}] ${PLAIN}`]);
  });

  it('dials at once when it is created with a destination', async () => {
    const stage = new Stage();
    const a1 = await stage.agent(A1);
    const made = await a1.call('InteractionVoiceService', 'createInteractionFromPlaceDTO', {
      placeId: `Place_${A1}`,
      attributes: ['interaction:status'],
      destination: K,
      location: null,
      callType: 'REGULAR',
    });
    assert.deepEqual(made, {
      interactionDTO: { interactionId: 'Call_1', attributes: [{ key: 'interaction:status', value: 'DIALING' }] },
      voiceError: null,
    });
    await stage.wait(4_000);
    assert.deepEqual(await a1.told(), [
      'Call_1 S:DIALING [] RELEASE_CALL,HOLD',
      `Call_1 I:DIALING [${K}] RELEASE_CALL,HOLD`,
      `Call_1 S:TALKING [${K}] ${PLAIN}`,
    ]);
  });

  it('dials and is over when the number is busy or nobody’s', async () => {
    for (const number of ['+12065550150', '+12065550152', '5559']) {
      const stage = new Stage();
      const a1 = await stage.agent(A1);
      assert.equal(await a1.voice('createInteractionFromDnDTO', { dnId: `${A1}_SW1`, attributes: [], destination: number }), null);
      await stage.wait(1_000);
      const told = await a1.told();
      assert.deepEqual([told[0], told.at(-1)], ['Call_1 S:DIALING [] RELEASE_CALL,HOLD', 'Call_1 S:IDLE [] MARK_DONE']);
      assert.equal(stage.engine.calls().length, 0);
    }
  });
});

describe('the end of a call (11.3)', () => {
  it('released by the agent, then marked done', async () => {
    const stage = new Stage();
    const a1 = await stage.agent(A1);
    const call = stage.ring(A1);
    await stage.wait(30);
    assert.deepEqual(await a1.told(), [`Call_1 S:RINGING [${K}] ANSWER_CALL`]);
    assert.equal(await a1.voice('answerCall', { interactionId: 'Call_1' }), null);
    await stage.wait(30);
    assert.equal(await a1.voice('releaseCall', { interactionId: 'Call_1' }), null);
    await stage.wait(30);
    assert.deepEqual(await a1.told(), [`Call_1 S:TALKING [${K}] ${PLAIN}`, 'Call_1 S:IDLE [] MARK_DONE']);
    assert.equal(stage.engine.call(call), undefined);
    assert.equal(await a1.read('Call_1', 'interaction.voice:phoneNumber'), K);
    assert.equal(await a1.voice('markDone', { interactionId: 'Call_1' }), null);
    await stage.wait(30);
    assert.deepEqual(await a1.told(), ['Call_1 S:MARKED_DONE [] ']);
    assert.equal(
      await a1.faultOf('InteractionService', 'getInteractionsDTO', { interactionIds: ['Call_1'] }),
      '404 error.interaction.Unknown',
    );
    assert.equal(await a1.faultOf('InteractionVoiceService', 'markDone', { interactionId: 'Call_1' }), '404 error.interaction.Unknown');
  });

  it('by the contact: idle unasked, and there is nothing to release', async () => {
    const stage = new Stage();
    const a1 = await stage.agent(A1);
    const call = stage.ring(A1);
    stage.act(call, A1, 'answer');
    await stage.wait(30);
    stage.act(call, K, 'drop');
    await stage.wait(30);
    assert.deepEqual((await a1.told()).at(-1), 'Call_1 S:IDLE [] MARK_DONE');
    assert.equal(await a1.voice('releaseCall', { interactionId: 'Call_1' }), '56');
    assert.equal(await a1.voice('markDone', { interactionId: 'Call_1' }), null);
  });
});

/** A1 talks with the contact as Call_1; what led to it has been read. */
async function talking(): Promise<{ stage: Stage; a1: RawAgent; a2: RawAgent }> {
  const stage = new Stage();
  const [a1, a2] = [await stage.agent(A1), await stage.agent(A2)];
  stage.act(stage.ring(A1), A1, 'answer');
  await stage.wait(30);
  await a1.told();
  return { stage, a1, a2 };
}

/** The same with A2 on a consultation, Call_2 and Call_3. */
async function consulting(intent: 'Transfer' | 'Conference' = 'Transfer'): ReturnType<typeof talking> {
  const scene = await talking();
  assert.equal(await scene.a1.voice(`initiate${intent}DTO`, { interactionId: 'Call_1', destination: A2, attributes: [] }), null);
  await scene.stage.wait(500);
  assert.equal(await scene.a2.voice('answerCall', { interactionId: 'Call_3' }), null);
  await scene.stage.wait(30);
  await Promise.all([scene.a1.told(), scene.a2.told()]);
  return scene;
}

describe('a transfer in one step (11.4)', () => {
  it('is over for who asked, and rings at the other', async () => {
    const { stage, a1, a2 } = await talking();
    const args = {
      interactionId: 'Call_1',
      destination: A2,
      location: null,
      agentReason: 'text',
      attachedData: [{ key: 'Why', value: 'billing' }],
    };
    assert.equal(await a1.voice('singleStepTransfer', args), null);
    await stage.wait(30);
    assert.deepEqual(
      (await a1.told()).filter((line) => line.includes(' S:')),
      ['Call_1 S:IDLE [] MARK_DONE'],
    );
    assert.deepEqual(await a2.told(), [`Call_2 S:RINGING [${K}] ANSWER_CALL`]);
    const data = (await a2.read('Call_2', 'interaction:attachedData')) as { key: string; value: string }[];
    assert.ok(data.some(({ key, value }) => key === 'Why' && value === 'billing'));
    assert.equal(await a1.voice('markDone', { interactionId: 'Call_1' }), null);
    assert.equal(await a2.voice('answerCall', { interactionId: 'Call_2' }), null);
    await stage.wait(30);
    assert.deepEqual(await a2.told(), [`Call_2 S:TALKING [${K}] ${PLAIN}`]);
  });

  it('by a consultation that nobody waits for', async () => {
    const { stage, a1, a2 } = await talking();
    assert.equal(await a1.voice('muteTransfer', { interactionId: 'Call_1', destination: A2, agentReason: 'text' }), null);
    await stage.wait(500);
    assert.deepEqual(await a1.told(), [
      `Call_1 S:HELD [${K}] `,
      'Call_2 S:DIALING [] RELEASE_CALL,HOLD',
      `Call_2 I:DIALING [${A2}] RELEASE_CALL,HOLD`,
      'Call_2 S:IDLE [] MARK_DONE',
      'Call_1 S:IDLE [] MARK_DONE',
    ]);
    assert.deepEqual(await a2.told(), [`Call_3 S:RINGING [${A1}] ANSWER_CALL`, `Call_3 I:RINGING [${K}] ANSWER_CALL`]);
    assert.equal(await a2.voice('answerCall', { interactionId: 'Call_3' }), null);
    await stage.wait(30);
    assert.deepEqual(await a2.told(), [`Call_3 S:TALKING [${K}] ${PLAIN}`]);
  });

  it('is refused when the other is busy, and gives the call back when it turns out so', async () => {
    const { stage, a1, a2 } = await talking();
    for (let turn = 0; turn < 2; turn++) stage.ring(A2, `+1206555017${turn}`);
    assert.equal(await a1.voice('singleStepTransfer', { interactionId: 'Call_1', destination: A2 }), '91');
    assert.equal(await a1.voice('muteTransfer', { interactionId: 'Call_1', destination: '+12065550150' }), null);
    await stage.wait(500);
    assert.match((await a1.told()).at(-1) ?? '', /^Call_1 I:TALKING|^Call_1 S:TALKING/);
    assert.equal(await a1.read('Call_1', 'interaction:status'), 'TALKING');
    assert.ok((await a2.told()).length > 0);
  });
});

describe('a transfer in two steps (11.5)', () => {
  it('leaves the other with the contact, in the same interaction', async () => {
    const { stage, a1, a2 } = await consulting();
    assert.equal(await a1.voice('completeTransfer', { interactionId: 'Call_1', reasons: null, tExtensions: null }), null);
    await stage.wait(30);
    assert.deepEqual(await a1.told(), ['Call_2 S:IDLE [] MARK_DONE', 'Call_1 S:IDLE [] MARK_DONE']);
    const [event, ...more] = (await a2.events()).filter(({ eventName }) => eventName === 'InteractionEvent');
    assert.deepEqual(more, []);
    assert.deepEqual(
      [
        'interaction:interactionId',
        'interaction:status',
        'interaction:eventReason',
        'interaction.voice:parties',
        'interaction:extensions',
      ].map((key) => event && valueOf(event, key)),
      [
        'Call_3',
        'TALKING',
        'INFO_CHANGED',
        [K],
        [
          { type: 'PARTY_ADDED', value: K },
          { type: 'PARTY_REMOVED', value: A1 },
        ],
      ],
    );
    for (const interactionId of ['Call_1', 'Call_2']) assert.equal(await a1.voice('markDone', { interactionId }), null);
    assert.deepEqual(await a1.call('InteractionService', 'getInteractionsDTOFromAgent', { agentId: A1, attributes: [] }), {
      agentId: A1,
      interactions: [],
    });
  });

  it('links the two interactions, from the first event on', async () => {
    const { stage, a1 } = await talking();
    await a1.voice('initiateTransferDTO', { interactionId: 'Call_1', destination: A2, agentReason: 'text', attributes: [] });
    await stage.wait(30);
    const [held, dialing] = (await a1.events()).filter(({ eventName }) => eventName === 'InteractionEvent');
    assert.deepEqual(held && valueOf(held, 'interaction.voice:consultationInteractionIds'), ['Call_2']);
    assert.equal(dialing && valueOf(dialing, 'interaction.voice:initialInteractionId'), 'Call_1');
    assert.equal(dialing && valueOf(dialing, 'interaction.voice:callType'), 'CONSULT');
    assert.equal(await a1.voice('initiateTransferDTO', { interactionId: 'Call_2', destination: A2 }), '97');
  });

  it('is given up by releasing the consultation and retrieving the call', async () => {
    const { stage, a1, a2 } = await consulting();
    assert.equal(await a1.voice('releaseCall', { interactionId: 'Call_2' }), null);
    await stage.wait(30);
    assert.deepEqual(await a1.told(), [
      'Call_2 S:IDLE [] MARK_DONE',
      `Call_1 I:HELD [${K}] RETRIEVE,RELEASE_CALL,INIT_TRANSFER,INIT_CONFERENCE`,
    ]);
    assert.deepEqual(await a2.told(), ['Call_3 S:IDLE [] MARK_DONE']);
    assert.equal(await a1.voice('retrieveCall', { interactionId: 'Call_1' }), null);
    await stage.wait(30);
    assert.deepEqual(await a1.told(), [`Call_1 S:TALKING [${K}] ${PLAIN}`]);
    assert.equal(await a1.voice('completeTransfer', { interactionId: 'Call_1' }), '98');
  });

  it('goes on when the contact hangs up: what is left is a call with the other', async () => {
    const { stage, a1 } = await consulting();
    stage.act(stage.engine.calls()[0]?.id ?? '', K, 'drop');
    await stage.wait(30);
    const told = await a1.told();
    assert.equal(told[0], 'Call_1 S:IDLE [] MARK_DONE');
    assert.equal(told.at(-1), `Call_2 I:TALKING [${A2}] ${PLAIN}`);
  });
});

describe('a conference in one step (11.6)', () => {
  it('rings at the other, who joins by answering', async () => {
    const { stage, a1, a2 } = await talking();
    assert.equal(await a1.voice('singleStepConference', { interactionId: 'Call_1', destination: A2 }), null);
    await stage.wait(30);
    assert.deepEqual(await a2.told(), [`Call_2 S:RINGING [${K},${A1}] ANSWER_CALL`]);
    await a1.told();
    assert.equal(await a2.voice('answerCall', { interactionId: 'Call_2' }), null);
    await stage.wait(30);
    assert.deepEqual(await a1.told(), [`Call_1 I:TALKING [${K},${A2}] ${JOINED},INIT_CONFERENCE,SINGLE_STEP_CONFERENCE`]);
    assert.deepEqual(await a2.told(), [`Call_2 S:TALKING [${K},${A1}] ${JOINED}`]);
  });
});

describe('a consultation', () => {
  it('that becomes a conference, and is left (11.7, 11.8)', async () => {
    const stage = new Stage();
    const [a1, a2] = [await stage.agent(A1), await stage.agent(A2)];
    stage.act(stage.ring(A1), A1, 'answer');
    await stage.wait(30);
    await a1.told();
    const args = { interactionId: 'Call_1', destination: A2, attributes: ['interaction:status', 'interaction.voice:initialInteractionId'] };
    assert.deepEqual(await a1.call('InteractionVoiceService', 'initiateConferenceDTO', args), {
      interactionDTO: {
        interactionId: 'Call_2',
        attributes: [
          { key: 'interaction:status', value: 'DIALING' },
          { key: 'interaction.voice:initialInteractionId', value: 'Call_1' },
        ],
      },
      voiceError: null,
    });
    await stage.wait(500);
    assert.deepEqual(await a1.told(), [
      `Call_1 S:HELD [${K}] `,
      'Call_2 S:DIALING [] RELEASE_CALL,HOLD',
      `Call_2 I:DIALING [${A2}] RELEASE_CALL,HOLD`,
    ]);
    assert.deepEqual(await a2.told(), [`Call_3 S:RINGING [${A1}] ANSWER_CALL`]);
    assert.equal(await a2.voice('answerCall', { interactionId: 'Call_3' }), null);
    await stage.wait(30);
    assert.deepEqual(await a1.told(), [
      `Call_2 S:TALKING [${A2}] RELEASE_CALL,HOLD,MUTE_ON`,
      `Call_1 I:HELD [${K}] RETRIEVE,COMPLETE_CONFERENCE`,
    ]);
    await a2.told();
    assert.equal(await a1.voice('completeConference', { interactionId: 'Call_1' }), null);
    await stage.wait(30);
    // Released, retrieved, and then the new parties: in this order.
    assert.deepEqual(await a1.told(), [
      'Call_2 S:IDLE [] MARK_DONE',
      `Call_1 S:TALKING [${K}] ${JOINED},INIT_CONFERENCE,SINGLE_STEP_CONFERENCE`,
      `Call_1 I:TALKING [${K},${A2}] ${JOINED},INIT_CONFERENCE,SINGLE_STEP_CONFERENCE`,
    ]);
    assert.deepEqual(await a2.told(), [`Call_3 I:TALKING [${K},${A1}] ${JOINED}`]);
    assert.equal(await a1.voice('leaveConference', { interactionId: 'Call_1' }), null);
    await stage.wait(30);
    assert.deepEqual(await a1.told(), ['Call_1 S:IDLE [] MARK_DONE']);
    assert.deepEqual(await a2.told(), [`Call_3 I:TALKING [${K}] ${PLAIN}`]);
  });
});
