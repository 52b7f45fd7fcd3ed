import { attributesOf, pick, type KeyValue } from '../attributes.js';
import { isLive, type Interaction } from '../interaction.js';
import { dataOf } from './args.js';
import type { BridgeContext, Service } from './context.js';
import { BridgeFault } from './fault.js';
import { agentFor, phoneOfDn, phoneOfPlace } from './people.js';
import type { BridgeSession } from './sessions.js';

/** One interaction with the attributes asked for. */
export interface InteractionDTO {
  readonly interactionId: string;
  readonly attributes: readonly KeyValue[];
}

/** Why an attribute could not be written. */
interface InteractionError {
  readonly key: string;
  readonly message: string;
}

const WRITABLE = 'interaction:addAttachedData';

/** An interaction as a DTO. */
export function interactionDto({ engine, quirks }: BridgeContext, interaction: Interaction, attributes: readonly string[]): InteractionDTO {
  return { interactionId: interaction.id, attributes: pick(attributesOf(interaction, engine.now(), quirks()), attributes) };
}

/** The interaction with an id, as far as it is the session's agent's; a fault when it is unknown, or no more. */
export function ownInteraction({ engine, interactions }: BridgeContext, session: BridgeSession, id: string): Interaction {
  const interaction = interactions.get(id);
  const own = interaction && (interaction.agentId === session.agentId || engine.agentOn(interaction.extension)?.id === session.agentId);
  if (!own) throw new BridgeFault(404, 'error.interaction.Unknown', 'No such interaction');
  return interaction;
}

/** The service that reads and writes interactions. */
export function interactionService(context: BridgeContext): Service {
  const { engine, interactions } = context;
  const at = (extension: string | null, attributes: readonly string[]): readonly InteractionDTO[] =>
    extension === null ? [] : interactions.at(extension).map((each) => interactionDto(context, each, attributes));
  // A session reads of the phones that its agent may look at.
  const readable = (session: BridgeSession, extension: string): string => {
    const sits = engine.agentOn(extension)?.id ?? engine.world.agents.find((agent) => agent.extension === extension)?.id;
    if (sits !== undefined) agentFor(engine, session, sits);
    return extension;
  };
  const read: Service = {
    getInteractionsDTO: ({ args, session }) =>
      args.texts('interactionIds').map((id) => interactionDto(context, ownInteraction(context, session, id), args.texts('attributes'))),
    getInteractionDTO: ({ args, session }) =>
      interactionDto(context, ownInteraction(context, session, args.text('interactionId')), args.texts('attributes')),
    getInteractionsDTOFromAgent: ({ args, session }) => {
      const agent = agentFor(engine, session, args.text('agentId'));
      return { agentId: agent.id, interactions: at(agent.extension, args.texts('attributes')) };
    },
    getInteractionsDTOFromDn: ({ args, session }) => {
      const extension = readable(session, phoneOfDn(engine, args.text('dnId')));
      return { dnId: args.text('dnId'), interactions: at(extension, args.texts('attributes')) };
    },
    getInteractionsDTOFromPlace: ({ args, session }) => {
      const extension = readable(session, phoneOfPlace(engine, args.text('placeId')));
      return { placeId: args.text('placeId'), interactions: at(extension, args.texts('attributes')) };
    },
  };
  return {
    ...read,
    setInteractionDTO: async ({ args, session }) => {
      const interaction = ownInteraction(context, session, args.text('interactionId'));
      const error = write(context, interaction, args.pairs(args.has('keyValues') ? 'keyValues' : 'attributes'));
      await context.pipe.ack();
      return error;
    },
  };
}

function write({ engine, interactions }: BridgeContext, interaction: Interaction, pairs: readonly KeyValue[]): InteractionError | null {
  const strange = pairs.find(({ key }) => key !== WRITABLE);
  if (strange) return { key: 'error.interaction.AttributeNotWritable', message: `${strange.key} is not written` };
  const added = pairs.flatMap(({ value }) => (Array.isArray(value) ? (value as unknown[]) : [value]));
  if (!added.every(isPair)) return { key: 'error.interaction.BadAttachedData', message: 'Attached data are pairs of a key and a value' };
  const data = dataOf(added);
  if (!data) return { key: 'error.interaction.BadAttachedData', message: 'The calls of the sandbox carry texts and numbers' };
  const { id, callId } = interaction;
  if (callId !== null && isLive(interaction)) {
    const result = engine.execute({ type: 'update-data', callId, variables: data });
    if (result.ok) return null;
  }
  // The call is over, or not made yet: what is written stays with the interaction.
  const kept = new Map(interaction.data.map(({ name, value }) => [name, value]));
  for (const [name, value] of Object.entries(data)) kept.set(name, value);
  interactions.setData(
    id,
    [...kept].map(([name, value]) => ({ name, value })),
  );
  return null;
}

function isPair(value: unknown): value is KeyValue {
  return typeof value === 'object' && value !== null && 'value' in value && 'key' in value && typeof value.key === 'string';
}
