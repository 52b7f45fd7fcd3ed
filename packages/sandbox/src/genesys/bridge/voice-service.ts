import type { VoiceAction } from '../actions.js';
import type { Interaction } from '../interaction.js';
import { dataOf, type Args } from './args.js';
import { voiceError, type BridgeContext, type Invocation, type Method, type Service, type VoiceError } from './context.js';
import { BridgeFault } from './fault.js';
import { interactionDto, ownInteraction, type InteractionDTO } from './interaction-service.js';
import { ownPhone, phoneOfDn, phoneOfPlace } from './people.js';
import type { ActionDetails, ActionOutcome } from '../telephony.js';

/** What a method answers that makes an interaction. */
interface InteractionVoiceErrorDTO {
  readonly interactionDTO: InteractionDTO | null;
  readonly voiceError: VoiceError | null;
}

/** `REGULAR` is documented; the others are those of the library below. */
const CALL_TYPES: ReadonlySet<string> = new Set(['REGULAR', 'DIRECT_AGENT', 'SUPERVISOR_ASSIST', 'PRIORITY', 'DIRECT_PRIORITY']);

/** Methods that act on one interaction and answer with an error or nothing. */
const PLAIN: Readonly<Record<string, VoiceAction>> = {
  answerCall: 'ANSWER_CALL',
  releaseCall: 'RELEASE_CALL',
  holdCall: 'HOLD',
  retrieveCall: 'RETRIEVE',
  muteOn: 'MUTE_ON',
  muteOff: 'MUTE_OFF',
  completeTransfer: 'COMPLETE_TRANSFER',
  completeConference: 'COMPLETE_CONFERENCE',
  leaveConference: 'LEAVE_CONFERENCE',
  makeCall: 'MAKE_CALL',
  singleStepTransfer: 'SINGLE_STEP_TRANSFER',
  muteTransfer: 'MUTE_TRANSFER',
  singleStepConference: 'SINGLE_STEP_CONFERENCE',
};

/** Methods that answer with the interaction they make. */
const INITIATING: Readonly<Record<string, VoiceAction>> = {
  initiateTransferDTO: 'INIT_TRANSFER',
  initiateConferenceDTO: 'INIT_CONFERENCE',
};

/** The service of calls: commands only, their effects are told by the service of interactions. */
export function voiceService(context: BridgeContext): Service {
  const plain = Object.entries(PLAIN).map(([name, action]): [string, Method] => [name, (invocation) => act(context, invocation, action)]);
  const initiating = Object.entries(INITIATING).map(([name, action]): [string, Method] => [
    name,
    (invocation) => initiate(context, invocation, action),
  ]);
  return {
    ...Object.fromEntries([...plain, ...initiating]),
    createInteractionFromDnDTO: (invocation) => create(context, invocation, phoneOfDn(context.engine, invocation.args.text('dnId'))),
    createInteractionFromPlaceDTO: (invocation) =>
      create(context, invocation, phoneOfPlace(context.engine, invocation.args.text('placeId'))),
    markDone: async ({ args, session }) => {
      const interaction = target(context, args, session.agentId, session);
      const outcome = context.telephony.act(interaction, 'MARK_DONE');
      // There is no error to return: nothing else than a fault can tell.
      if (!outcome.ok) throw new BridgeFault(409, 'error.interaction.ActionNotPossible', `The telephone system says ${outcome.code}`);
      await context.pipe.ack();
      return null;
    },
  };
}

function target(context: BridgeContext, args: Args, agentId: string, session: Invocation['session']): Interaction {
  const id = args.text('interactionId');
  if (context.engine.agent(agentId)?.extension == null) {
    throw new BridgeFault(409, 'error.agent.NotLoggedIn', 'The agent is not logged in on a DN');
  }
  return ownInteraction(context, session, id);
}

async function act(context: BridgeContext, invocation: Invocation, action: VoiceAction): Promise<VoiceError | null> {
  const { args, session } = invocation;
  const interaction = target(context, args, session.agentId, session);
  const details = detailsOf(args);
  const outcome: ActionOutcome =
    'code' in details ? { ok: false, code: details.code } : perform(context, invocation, interaction, action, details);
  await context.pipe.ack();
  return outcome.ok ? null : voiceError(outcome.code);
}

async function initiate(context: BridgeContext, invocation: Invocation, action: VoiceAction): Promise<InteractionVoiceErrorDTO> {
  const { args, session } = invocation;
  const attributes = args.texts('attributes');
  const interaction = target(context, args, session.agentId, session);
  const details = detailsOf(args);
  const outcome: ActionOutcome =
    'code' in details ? { ok: false, code: details.code } : perform(context, invocation, interaction, action, details);
  return answered(context, outcome, attributes);
}

function perform(
  context: BridgeContext,
  { args }: Invocation,
  interaction: Interaction,
  action: VoiceAction,
  details: ActionDetails,
): ActionOutcome {
  const reasons = args.pairs('reasons');
  const extensions = args.pairs('tExtensions');
  return context.telephony.act(interaction, action, { ...details, reasons, extensions });
}

async function create(context: BridgeContext, { args, session }: Invocation, extension: string): Promise<InteractionVoiceErrorDTO> {
  const { engine, interactions, telephony } = context;
  const attributes = args.texts('attributes');
  if (ownPhone(engine, session) === undefined) throw new BridgeFault(409, 'error.agent.NotLoggedIn', 'The agent is not logged in on a DN');
  if (ownPhone(engine, session) !== extension) return answered(context, { ok: false, code: 41 }, attributes);
  if (args.has('destination')) {
    const details = detailsOf(args);
    return answered(context, 'code' in details ? { ok: false, code: details.code } : telephony.dial(extension, details), attributes);
  }
  const refused = telephony.mayCreate(extension);
  // Location, call type, data, reasons and extensions are for the call, not for this.
  return answered(
    context,
    refused === undefined ? { ok: true, created: interactions.create(extension) } : { ok: false, code: refused },
    attributes,
  );
}

async function answered(context: BridgeContext, outcome: ActionOutcome, attributes: readonly string[]): Promise<InteractionVoiceErrorDTO> {
  // As it was when it was made, whatever happens before the answer.
  const dto = outcome.ok && outcome.created ? interactionDto(context, outcome.created, attributes) : null;
  await context.pipe.ack();
  return { interactionDTO: dto, voiceError: outcome.ok ? null : voiceError(outcome.code) };
}

// The arguments that some of the methods have; a wrong value is an error of the telephone system.
function detailsOf(args: Args): ActionDetails | { readonly code: number } {
  const data = dataOf(args.pairs('attachedData'));
  const callType = args.optionalText('callType');
  // Null is the local one; "never an empty string".
  if (!data || args.optionalText('location') === '' || (callType !== null && !CALL_TYPES.has(callType))) return { code: 53 };
  const destination = args.optionalText('destination') ?? undefined;
  return { destination, ...(Object.keys(data).length > 0 && { data }) };
}
