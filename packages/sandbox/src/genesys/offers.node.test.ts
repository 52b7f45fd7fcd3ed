import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { SwitchProfile } from '../engine/index.js';
import type { VoiceAction } from './actions.js';
import { A1, A2, A3, K, Stage, type RawAgent } from './raw-bridge.js';

const METHODS: Readonly<Record<Exclude<VoiceAction, 'MARK_DONE'>, string>> = {
  MAKE_CALL: 'makeCall',
  ANSWER_CALL: 'answerCall',
  RELEASE_CALL: 'releaseCall',
  HOLD: 'holdCall',
  RETRIEVE: 'retrieveCall',
  MUTE_ON: 'muteOn',
  MUTE_OFF: 'muteOff',
  SINGLE_STEP_TRANSFER: 'singleStepTransfer',
  MUTE_TRANSFER: 'muteTransfer',
  INIT_TRANSFER: 'initiateTransferDTO',
  COMPLETE_TRANSFER: 'completeTransfer',
  SINGLE_STEP_CONFERENCE: 'singleStepConference',
  INIT_CONFERENCE: 'initiateConferenceDTO',
  COMPLETE_CONFERENCE: 'completeConference',
  LEAVE_CONFERENCE: 'leaveConference',
};

/** Refusals that an offer does not rule out: they come from the destination. */
const OF_THE_DESTINATION = new Set(['71', '79', '91', '93', '96']);
const OUTSIDE = [K, '+12065550143', '+441632960123', '+12065550150', '+12065550152', '+12065550153', '7400'];
const PROFILES: readonly (readonly SwitchProfile[])[] = [
  ['full'],
  ['noHold'],
  ['noSingleStep'],
  ['outgoingRinging', 'blindComplete', 'completeEither'],
  ['canReject', 'noHoldWhileDialing'],
];

interface Listed {
  readonly interactionId: string;
  readonly attributes: readonly { readonly key: string; readonly value: string[] & string }[];
}

async function listed(agent: RawAgent): Promise<readonly { id: string; status: string; actions: readonly string[] }[]> {
  const attributes = ['interaction:status', 'interaction.voice:actionsPossible'];
  const { interactions } = (await agent.call('InteractionService', 'getInteractionsDTOFromAgent', { agentId: agent.id, attributes })) as {
    interactions: Listed[];
  };
  return interactions.map(({ interactionId, attributes: [status, actions] }) => ({
    id: interactionId,
    status: status?.value ?? '',
    actions: actions?.value ?? [],
  }));
}

async function dnActions(agent: RawAgent): Promise<readonly string[]> {
  const { attributes } = (await agent.call('AgentService', 'getAgentDTO', {
    agentId: agent.id,
    attributes: ['agent:dnsActionsPossible'],
  })) as {
    attributes: { value: { actionsPossible: string[] }[] }[];
  };
  return attributes[0]?.value[0]?.actionsPossible ?? [];
}

describe('what is offered', () => {
  it('is done when it is asked for, whatever happened before', async () => {
    const step = fc.record({ who: fc.nat(2), pick: fc.nat(1_000), to: fc.nat(100), wait: fc.constantFrom(30, 30, 500, 4_000) });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...PROFILES), fc.array(step, { minLength: 5, maxLength: 30 }), async (profiles, steps) => {
        const stage = new Stage({ profiles });
        const agents = [await stage.agent(A1), await stage.agent(A2), await stage.agent(A3)];
        for (const { who, pick, to, wait } of steps) {
          const agent = agents[who]!;
          const mayCreate = (await dnActions(agent)).includes('CREATE_INTERACTION');
          const offers = (await listed(agent)).flatMap(({ id, actions }) =>
            actions.map((action) => ({ id, action: action as VoiceAction })),
          );
          const destinations = [...OUTSIDE, ...agents.map(({ id }) => id).filter((id) => id !== agent.id)];
          const destination = destinations[to % destinations.length];
          const offer = offers[pick % (offers.length + 3)];
          if (!offer) {
            // A contact calls, or the agent does.
            if (pick % 2 === 0) stage.engine.execute({ type: 'place-call', from: OUTSIDE[to % 3]!, to: agent.id });
            else {
              const args = { dnId: `${agent.id}_SW1`, ...(to % 2 === 0 && { destination }) };
              const code = await agent.voice('createInteractionFromDnDTO', args);
              assert.equal(code === null, mayCreate, `creating is offered or not, and the answer is ${code ?? 'null'}`);
            }
          } else if (offer.action === 'MARK_DONE') {
            await agent.call('InteractionVoiceService', 'markDone', { interactionId: offer.id });
          } else {
            const code = await agent.voice(METHODS[offer.action], { interactionId: offer.id, destination, attributes: [] });
            assert.ok(
              code === null || OF_THE_DESTINATION.has(code),
              `${offer.action} of ${offer.id} was offered and refused: ${code ?? ''}`,
            );
          }
          await stage.wait(wait);
          for (const each of agents) await checkAgainstTruth(stage, each);
        }
        assert.deepEqual(stage.bugs, []);
      }),
      { numRuns: Number(process.env['RUNS'] ?? 25), endOnFailure: process.env['RUNS'] !== undefined },
    );
  });
});

// Every phone in a call has one live interaction for it, and no other.
async function checkAgainstTruth(stage: Stage, agent: RawAgent): Promise<void> {
  const live = (await listed(agent)).filter(({ status }) => !['NEW', 'IDLE'].includes(status));
  const legs = stage.engine
    .calls()
    .flatMap(({ parties }) => parties)
    .filter(({ address, state }) => address === agent.id && state !== 'DROPPED' && state !== 'WRAP_UP');
  const words: Readonly<Record<string, string>> = {
    INITIATING: 'DIALING',
    INITIATED: 'DIALING',
    FAILED: 'DIALING',
    ALERTING: 'RINGING',
    ACTIVE: 'TALKING',
    HELD: 'HELD',
  };
  const told = live.map(({ status }) => (status === 'DIALING_HELD' ? 'HELD' : status));
  const true_ = legs.map(({ state }) => words[state]);
  const relax = (status: string | undefined): string => (status === 'RINGING' ? 'DIALING' : (status ?? ''));
  assert.deepEqual(told.map(relax).sort(), true_.map(relax).sort());
}
