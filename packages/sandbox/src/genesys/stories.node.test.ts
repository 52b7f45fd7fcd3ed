import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseFault } from '../faults/index.js';
import type { SwitchProfile } from '../engine/index.js';
import { A1, A2, K, Stage, valueOf, type RawAgent } from './raw-bridge.js';

const PROFILES: readonly SwitchProfile[] = [
  'full',
  'noHold',
  'noSingleStep',
  'noCtiAnswer',
  'outgoingRinging',
  'blindComplete',
  'sparseEvents',
];

interface Scene {
  readonly stage: Stage;
  readonly a1: RawAgent;
  readonly a2: RawAgent;
  readonly call: string;
}

async function ringing(...profiles: readonly SwitchProfile[]): Promise<Scene> {
  const stage = new Stage({ profiles });
  const [a1, a2] = [await stage.agent(A1), await stage.agent(A2)];
  const call = stage.ring(A1);
  await stage.wait(30);
  return { stage, a1, a2, call };
}

async function talking(...profiles: readonly SwitchProfile[]): Promise<Scene> {
  const scene = await ringing(...profiles);
  await answer(scene.stage, scene.a1, 'Call_1', scene.call);
  return scene;
}

/** Answers as the telephone system lets: by an action, or at the phone. */
async function answer(stage: Stage, agent: RawAgent, interactionId: string, callId: string): Promise<void> {
  if ((await agent.actions(interactionId)).includes('ANSWER_CALL')) assert.equal(await agent.voice('answerCall', { interactionId }), null);
  else stage.act(callId, agent.id, 'answer');
  await stage.wait(30);
}

/** The call that an agent's phone is in, and its newest interaction for it. */
function newest(stage: Stage, agent: RawAgent): { readonly id: string; readonly callId: string } {
  const list = stage.sandbox.genesys.interactions.at(agent.id);
  const { id = '', callId = '' } = list.at(-1) ?? {};
  return { id, callId: callId ?? '' };
}

/** What a client knows that merges all events, by interaction. */
class Merged {
  readonly known = new Map<string, Map<string, unknown>>();
  readonly #agent: RawAgent;

  constructor(agent: RawAgent) {
    this.#agent = agent;
  }

  async collect(): Promise<void> {
    for (const event of await this.#agent.events()) {
      if (event.eventName !== 'InteractionEvent') continue;
      const id = valueOf(event, 'interaction:interactionId') as string;
      const record = this.known.get(id) ?? new Map<string, unknown>();
      for (const { key, value } of event.attributes) record.set(key, value);
      if (record.get('interaction:status') === 'MARKED_DONE') this.known.delete(id);
      else this.known.set(id, record);
    }
  }

  /** The same as what is read. */
  async check(): Promise<void> {
    await this.collect();
    for (const [id, record] of this.known) {
      for (const attribute of [
        'interaction:status',
        'interaction.voice:actionsPossible',
        'interaction.voice:parties',
        'interaction:attachedData',
      ]) {
        assert.deepEqual(record.get(attribute), await this.#agent.read(id, attribute), `${id} ${attribute}`);
      }
    }
  }
}

for (const profile of PROFILES) {
  describe(`the stories of section 11, ${profile}`, () => {
    it('call, answer, release, mark done', async () => {
      const stage = new Stage({ profiles: [profile] });
      const [a1, a2] = [await stage.agent(A1), await stage.agent(A2)];
      const [known1, known2] = [new Merged(a1), new Merged(a2)];
      await a1.voice('createInteractionFromDnDTO', { dnId: `${A1}_SW1` });
      await stage.wait(30);
      assert.equal(await a1.voice('makeCall', { interactionId: 'Call_1', destination: A2, callType: 'REGULAR' }), null);
      await stage.wait(500);
      const { id, callId } = newest(stage, a2);
      await answer(stage, a2, id, callId);
      assert.deepEqual([await a1.read('Call_1', 'interaction:status'), await a2.read(id, 'interaction:status')], ['TALKING', 'TALKING']);
      await known1.check();
      await known2.check();
      assert.equal(await a1.voice('releaseCall', { interactionId: 'Call_1' }), null);
      await stage.wait(30);
      await known1.check();
      await known2.check();
      assert.equal(await a1.voice('markDone', { interactionId: 'Call_1' }), null);
      assert.equal(await a2.voice('markDone', { interactionId: id }), null);
      await stage.wait(30);
      await known1.collect();
      assert.equal(known1.known.size, 0);
    });

    it('transfer, by whatever there is', async () => {
      const { stage, a1, a2 } = await talking(profile);
      const [known1, known2] = [new Merged(a1), new Merged(a2)];
      await known1.collect();
      const offered = await a1.actions('Call_1');
      const single = offered.includes('SINGLE_STEP_TRANSFER') || offered.includes('MUTE_TRANSFER');
      assert.equal(await a1.voice('singleStepTransfer', { interactionId: 'Call_1', destination: A2 }), single ? null : '51');
      await stage.wait(500);
      const { id, callId } = newest(stage, a2);
      await answer(stage, a2, id, callId);
      assert.equal(await a1.read('Call_1', 'interaction:status'), 'IDLE');
      assert.deepEqual(await a2.read(id, 'interaction.voice:parties'), [K]);
      await known1.check();
      await known2.check();
    });

    it('consultation, conference, leaving', async () => {
      const { stage, a1, a2 } = await talking(profile);
      const [known1, known2] = [new Merged(a1), new Merged(a2)];
      await known1.collect();
      const offered = (await a1.actions('Call_1')).includes('INIT_CONFERENCE');
      assert.equal(offered, profile !== 'noHold');
      if (!offered) {
        assert.equal(await a1.voice('singleStepConference', { interactionId: 'Call_1', destination: A2 }), null);
      } else {
        assert.equal(await a1.voice('initiateConferenceDTO', { interactionId: 'Call_1', destination: A2 }), null);
      }
      await stage.wait(500);
      const { id, callId } = newest(stage, a2);
      await answer(stage, a2, id, callId);
      if (offered) {
        assert.equal(await a1.voice('completeConference', { interactionId: 'Call_1' }), null);
        await stage.wait(30);
      }
      await known1.check();
      await known2.check();
      assert.deepEqual(await a2.read(id, 'interaction.voice:parties'), [K, A1]);
      assert.equal(await a1.voice('leaveConference', { interactionId: 'Call_1' }), null);
      await stage.wait(30);
      await known1.check();
      await known2.check();
      assert.deepEqual(await a2.read(id, 'interaction.voice:parties'), [K]);
    });
  });
}

describe('a contact who hangs up', () => {
  for (const [when, act, status] of [
    ['while it rings', (): void => undefined, 'RINGING'],
    ['while they talk', ({ stage, call }: Scene): void => stage.act(call, A1, 'answer'), 'TALKING'],
    [
      'on hold',
      ({ stage, call }: Scene): void => {
        stage.act(call, A1, 'answer');
        stage.act(call, A1, 'hold');
      },
      'HELD',
    ],
  ] as const) {
    it(`${when} ends the interaction`, async () => {
      const scene = await ringing('full');
      act(scene);
      await scene.stage.wait(30);
      assert.equal(await scene.a1.read('Call_1', 'interaction:status'), status);
      scene.stage.act(scene.call, K, 'drop');
      await scene.stage.wait(30);
      assert.equal((await scene.a1.told()).at(-1), 'Call_1 S:IDLE [] MARK_DONE');
      assert.equal(await scene.a1.voice('markDone', { interactionId: 'Call_1' }), null);
    });
  }
});

describe('a consultation', () => {
  it('that the other sends away leaves the call on hold, to be retrieved', async () => {
    const { stage, a1, a2 } = await talking('canReject');
    await a1.voice('initiateTransferDTO', { interactionId: 'Call_1', destination: A2 });
    await stage.wait(500);
    await a1.told();
    assert.equal(await a2.voice('releaseCall', { interactionId: 'Call_3' }), null);
    await stage.wait(30);
    assert.deepEqual(await a1.told(), [
      'Call_2 S:IDLE [] MARK_DONE',
      `Call_1 I:HELD [${K}] RETRIEVE,RELEASE_CALL,INIT_TRANSFER,INIT_CONFERENCE`,
    ]);
  });

  it('during which the subscriber is moved is the same afterwards', async () => {
    const { stage, a1, a2 } = await talking('full');
    await a1.voice('initiateTransferDTO', { interactionId: 'Call_1', destination: A2 });
    await stage.wait(500);
    stage.sandbox.faults.start(parseFault({ target: A1, toxic: 'change_node' }));
    assert.equal(await a2.voice('answerCall', { interactionId: 'Call_3' }), null);
    await stage.wait(30);
    assert.equal((await a1.events())[0]?.eventName, 'SubscriberEvent');
    const read = (await a1.call('InteractionService', 'getInteractionsDTOFromAgent', {
      agentId: A1,
      attributes: ['interaction:status', 'interaction.voice:consultationInteractionIds', 'interaction.voice:initialInteractionId'],
    })) as { interactions: { interactionId: string; attributes: { key: string; value: unknown }[] }[] };
    assert.deepEqual(
      read.interactions.map(({ interactionId, attributes }) => [interactionId, ...attributes.map(({ value }) => value)]),
      [
        ['Call_1', 'HELD', ['Call_2']],
        ['Call_2', 'TALKING', [], 'Call_1'],
      ],
    );
    assert.equal(await a1.voice('completeTransfer', { interactionId: 'Call_1' }), null);
  });
});
