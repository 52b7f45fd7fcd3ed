import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { SwitchProfile } from '../engine/index.js';
import { A1, A2, K, Stage, valueOf, type RawAgent } from './raw-bridge.js';

interface Scene {
  readonly stage: Stage;
  readonly a1: RawAgent;
  readonly a2: RawAgent;
  readonly call: string;
}

/** A1 talks with the contact as Call_1; what led to it has been read. */
async function talking(...profiles: readonly SwitchProfile[]): Promise<Scene> {
  const stage = new Stage({ profiles });
  const [a1, a2] = [await stage.agent(A1), await stage.agent(A2)];
  const call = stage.ring(A1);
  stage.act(call, A1, 'answer');
  await stage.wait(30);
  await a1.told();
  return { stage, a1, a2, call };
}

/** The same with A2 on a consultation, Call_2 and Call_3. */
async function consulting(intent: 'Transfer' | 'Conference', ...profiles: readonly SwitchProfile[]): Promise<Scene> {
  const scene = await talking(...profiles);
  await scene.a1.voice(`initiate${intent}DTO`, { interactionId: 'Call_1', destination: A2, attributes: [] });
  await scene.stage.wait(500);
  await scene.a2.voice('answerCall', { interactionId: 'Call_3' });
  await scene.stage.wait(30);
  return scene;
}

describe('the actions of each status (6.4), in the full profile', () => {
  it('are those of the table', async () => {
    const stage = new Stage();
    const [a1, a2] = [await stage.agent(A1), await stage.agent(A2)];
    await a1.voice('createInteractionFromDnDTO', { dnId: `${A1}_SW1`, attributes: [] });
    assert.equal(await a1.actions('Call_1'), 'MAKE_CALL MARK_DONE');
    await a1.voice('makeCall', { interactionId: 'Call_1', destination: A2 });
    await stage.wait(500);
    assert.equal(await a1.actions('Call_1'), 'RELEASE_CALL HOLD');
    assert.equal(await a2.actions('Call_2'), 'ANSWER_CALL');
    await a1.voice('holdCall', { interactionId: 'Call_1' });
    assert.equal(await a1.read('Call_1', 'interaction:status'), 'DIALING_HELD');
    assert.equal(await a1.actions('Call_1'), 'RETRIEVE RELEASE_CALL');
    await stage.wait(30);
    await a2.voice('answerCall', { interactionId: 'Call_2' });
    assert.equal(await a1.read('Call_1', 'interaction:status'), 'HELD');
    assert.equal(await a1.actions('Call_1'), 'RETRIEVE RELEASE_CALL INIT_TRANSFER INIT_CONFERENCE');
    await a1.voice('retrieveCall', { interactionId: 'Call_1' });
    assert.equal(
      await a1.actions('Call_1'),
      'RELEASE_CALL HOLD MUTE_ON SINGLE_STEP_TRANSFER MUTE_TRANSFER INIT_TRANSFER SINGLE_STEP_CONFERENCE INIT_CONFERENCE',
    );
    await stage.wait(30);
    await a1.voice('releaseCall', { interactionId: 'Call_1' });
    assert.equal(await a1.actions('Call_1'), 'MARK_DONE');
  });

  it('of a consultation and of what it is about', async () => {
    const { a1, a2 } = await consulting('Transfer');
    assert.equal(await a1.actions('Call_1'), 'RETRIEVE COMPLETE_TRANSFER');
    assert.equal(await a1.actions('Call_2'), 'RELEASE_CALL HOLD MUTE_ON');
    assert.equal(
      await a2.actions('Call_3'),
      'RELEASE_CALL HOLD MUTE_ON SINGLE_STEP_TRANSFER MUTE_TRANSFER INIT_TRANSFER SINGLE_STEP_CONFERENCE INIT_CONFERENCE',
    );
    const other = await consulting('Conference');
    assert.equal(await other.a1.actions('Call_1'), 'RETRIEVE COMPLETE_CONFERENCE');
    await other.a1.voice('completeConference', { interactionId: 'Call_1' });
    assert.equal(await other.a1.actions('Call_1'), 'RELEASE_CALL LEAVE_CONFERENCE MUTE_ON INIT_CONFERENCE SINGLE_STEP_CONFERENCE');
    assert.equal(await other.a2.actions('Call_3'), 'RELEASE_CALL LEAVE_CONFERENCE MUTE_ON');
  });
});

describe('a telephone system', () => {
  it('without hold offers what needs none', async () => {
    const { a1 } = await talking('noHold');
    assert.equal(await a1.actions('Call_1'), 'RELEASE_CALL MUTE_ON SINGLE_STEP_TRANSFER SINGLE_STEP_CONFERENCE');
    assert.equal(await a1.voice('holdCall', { interactionId: 'Call_1' }), '51');
    assert.equal(await a1.voice('initiateTransferDTO', { interactionId: 'Call_1', destination: A2 }), '51');
  });

  it('without hold while dialling', async () => {
    const stage = new Stage({ profiles: ['noHoldWhileDialing'] });
    const a1 = await stage.agent(A1);
    await a1.voice('createInteractionFromDnDTO', { dnId: `${A1}_SW1`, destination: K });
    assert.equal(await a1.actions('Call_1'), 'RELEASE_CALL');
    await stage.wait(4_000);
    assert.match(await a1.actions('Call_1'), / HOLD /);
  });

  it('without single steps transfers by a consultation when it is asked for one', async () => {
    const { stage, a1, a2 } = await talking('noSingleStep');
    assert.equal(await a1.actions('Call_1'), 'RELEASE_CALL HOLD MUTE_ON MUTE_TRANSFER INIT_TRANSFER INIT_CONFERENCE');
    assert.equal(await a1.voice('singleStepTransfer', { interactionId: 'Call_1', destination: A2, agentReason: 'text' }), null);
    await stage.wait(500);
    assert.deepEqual(
      (await a1.told()).map((line) => line.split(' [')[0]),
      ['Call_1 S:HELD', 'Call_2 S:DIALING', 'Call_2 I:DIALING', 'Call_2 S:IDLE', 'Call_1 S:IDLE'],
    );
    assert.deepEqual(await a2.told(), [`Call_3 S:RINGING [${A1}] ANSWER_CALL`, `Call_3 I:RINGING [${K}] ANSWER_CALL`]);
    assert.equal(await a1.voice('singleStepConference', { interactionId: 'Call_1', destination: A2 }), '51');
  });

  it('with the mute transfer alone', async () => {
    const { a1 } = await talking('muteOnlyTransfer');
    assert.equal(await a1.actions('Call_1'), 'RELEASE_CALL HOLD MUTE_ON MUTE_TRANSFER SINGLE_STEP_CONFERENCE INIT_CONFERENCE');
  });

  it('that answers only at the phone', async () => {
    const stage = new Stage({ profiles: ['noCtiAnswer'] });
    const a1 = await stage.agent(A1);
    const call = stage.ring(A1);
    await stage.wait(30);
    assert.deepEqual(await a1.told(), [`Call_1 S:RINGING [${K}] `]);
    assert.equal(await a1.voice('answerCall', { interactionId: 'Call_1' }), '51');
    stage.act(call, A1, 'answer');
    await stage.wait(30);
    assert.match((await a1.told())[0] ?? '', /^Call_1 S:TALKING/);
  });

  it('that tells a caller of the ringing', async () => {
    const stage = new Stage({ profiles: ['outgoingRinging'] });
    const a1 = await stage.agent(A1);
    await a1.voice('createInteractionFromDnDTO', { dnId: `${A1}_SW1`, destination: K });
    await stage.wait(4_000);
    assert.deepEqual(
      (await a1.told()).map((line) => line.split(' [')[0]),
      ['Call_1 S:DIALING', 'Call_1 I:DIALING', 'Call_1 S:RINGING', 'Call_1 S:TALKING'],
    );
    assert.equal(await a1.read('Call_1', 'interaction.voice:isIncoming'), false);
  });

  it('that completes before the answer', async () => {
    const { stage, a1, a2 } = await talking('blindComplete');
    await a1.voice('initiateTransferDTO', { interactionId: 'Call_1', destination: A2 });
    assert.equal(await a1.actions('Call_1'), '');
    await stage.wait(500);
    assert.equal(await a1.actions('Call_1'), 'COMPLETE_TRANSFER');
    assert.equal(await a1.voice('completeTransfer', { interactionId: 'Call_1' }), null);
    await stage.wait(30);
    assert.equal(await a1.read('Call_1', 'interaction:status'), 'IDLE');
    assert.deepEqual(await a2.told(), [`Call_3 S:RINGING [${A1}] ANSWER_CALL`, `Call_3 I:RINGING [${K}] ANSWER_CALL`]);
    assert.equal(await a2.voice('answerCall', { interactionId: 'Call_3' }), null);
  });

  it('that offers either completion', async () => {
    const { a1 } = await consulting('Transfer', 'completeEither');
    assert.equal(await a1.actions('Call_1'), 'RETRIEVE COMPLETE_TRANSFER COMPLETE_CONFERENCE');
    assert.equal(await a1.voice('completeConference', { interactionId: 'Call_1' }), null);
  });

  it('that lets an agent send a ringing call away', async () => {
    const stage = new Stage({ profiles: ['canReject'] });
    const [a1, a2] = [await stage.agent(A1), await stage.agent(A2)];
    await a2.voice('createInteractionFromDnDTO', { dnId: `${A2}_SW1`, destination: A1 });
    await stage.wait(500);
    assert.equal(await a1.actions('Call_2'), 'ANSWER_CALL RELEASE_CALL');
    assert.equal(await a1.voice('releaseCall', { interactionId: 'Call_2' }), null);
    await stage.wait(30);
    assert.equal(await a1.read('Call_2', 'interaction:status'), 'IDLE');
    assert.equal(await a2.read('Call_1', 'interaction:status'), 'IDLE');
  });

  it('without conferences', async () => {
    const { a1 } = await talking('noConference');
    assert.equal(await a1.actions('Call_1'), 'RELEASE_CALL HOLD MUTE_ON SINGLE_STEP_TRANSFER MUTE_TRANSFER INIT_TRANSFER');
    assert.equal(await a1.voice('initiateConferenceDTO', { interactionId: 'Call_1', destination: A2 }), '51');
  });

  it('that marks calls done by itself', async () => {
    const { stage, a1, call } = await talking('autoDone');
    stage.act(call, K, 'drop');
    await stage.wait(30);
    assert.deepEqual((await a1.told()).slice(-2), ['Call_1 S:IDLE [] MARK_DONE', 'Call_1 S:MARKED_DONE [] ']);
    assert.equal(await a1.faultOf('InteractionVoiceService', 'markDone', { interactionId: 'Call_1' }), '404 error.interaction.Unknown');
  });

  it('that tells of no call before it is dialled', async () => {
    const stage = new Stage({ profiles: ['noNewEvent'] });
    const a1 = await stage.agent(A1);
    await a1.voice('createInteractionFromDnDTO', { dnId: `${A1}_SW1` });
    await stage.wait(30);
    assert.deepEqual(await a1.told(), []);
    await a1.voice('makeCall', { interactionId: 'Call_1', destination: K });
    await stage.wait(30);
    assert.equal((await a1.told())[0], 'Call_1 S:DIALING [] RELEASE_CALL,HOLD');
  });

  it('that tells changes only', async () => {
    const { stage, a1 } = await talking('sparseEvents');
    await a1.voice('muteOn', { interactionId: 'Call_1' });
    await stage.wait(30);
    const [event] = await a1.events();
    assert.deepEqual(
      event?.attributes.map(({ key }) => key),
      ['interaction:interactionId', 'interaction.voice:actionsPossible', 'interaction:eventReason'],
    );
    await a1.voice('holdCall', { interactionId: 'Call_1' });
    await stage.wait(30);
    const [held] = await a1.events();
    assert.equal(held && valueOf(held, 'interaction:status'), 'HELD');
    assert.equal(held && valueOf(held, 'interaction.voice:parties'), undefined);
  });

  it('changes its ways while calls go on, for one phone or for all', async () => {
    const { stage, a1 } = await talking('full');
    stage.sandbox.genesys.setProfiles(['noHold'], A1);
    await stage.wait(30);
    assert.deepEqual(await a1.told(), [`Call_1 I:TALKING [${K}] RELEASE_CALL,MUTE_ON,SINGLE_STEP_TRANSFER,SINGLE_STEP_CONFERENCE`]);
    stage.sandbox.genesys.setProfiles(['full'], A2);
    await stage.wait(30);
    assert.deepEqual(await a1.told(), []);
    stage.sandbox.genesys.setProfiles(['full']);
    await stage.wait(30);
    assert.match((await a1.told())[0] ?? '', /HOLD/);
  });
});
