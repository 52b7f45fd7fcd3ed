import type { TopicsService } from '../ais/event.js';

/** What is asked for of an interaction, in events and reads alike. */
export const INTERACTION_ATTRIBUTES: readonly string[] = [
  'interaction:interactionId',
  'interaction:interactionType',
  'interaction:status',
  'interaction:eventReason',
  'interaction:extensions',
  'interaction:attachedData',
  'interaction:agentId',
  'interaction:dateCreated',
  'interaction.voice:*',
];

/** What is asked for of the agent. */
export const AGENT_ATTRIBUTES: readonly string[] = ['agent:*'];

/** Everything that happens to an agent and their interactions. */
export function topicsOf(agentId: string): readonly TopicsService[] {
  const triggers = [{ key: 'AGENT', value: agentId }];
  return [
    {
      serviceName: 'InteractionService',
      topicsEvents: [{ eventName: 'InteractionEvent', attributes: INTERACTION_ATTRIBUTES, triggers }],
    },
    { serviceName: 'AgentService', topicsEvents: [{ eventName: 'VoiceMediaEvent', attributes: AGENT_ATTRIBUTES, triggers }] },
  ];
}
