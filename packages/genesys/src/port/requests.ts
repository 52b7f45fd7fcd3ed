import { DesktopError, type Command, type DialogAction } from '@cordboard/core';
import type { VoiceError } from '../ais/errors.js';
import type { Capability } from '../ais/names.js';
import type { InteractionVoiceErrorDTO, InteractionVoiceService } from '../services/interaction-voice-service.js';
import type { InteractionService } from '../services/interaction-service.js';

/** A command on an interaction: what has to be possible for it, and how it is asked for. */
export interface Request {
  /** The first of these that is possible is asked for; none means that the platform lists nothing for it. */
  readonly needs: readonly Capability[];
  readonly ask: (capability: Capability | undefined, signal: AbortSignal) => Promise<Asked>;
}

/** What a request was answered. */
export interface Asked {
  readonly error: VoiceError | null;
  /** The new interaction, where the request makes one. */
  readonly madeId?: string;
}

type OnDialog = Extract<Command, { dialogId: string }>;

/**
 * The request that a command is. Throws `not-supported` for what the platform has no method for.
 */
export function requestOf(command: OnDialog, voice: InteractionVoiceService, interactions: InteractionService): Request {
  const { dialogId: id } = command;
  const plain = (
    needs: readonly Capability[],
    ask: (signal: AbortSignal, capability: Capability | undefined) => Promise<VoiceError | null>,
  ) => ({
    needs,
    ask: async (capability: Capability | undefined, signal: AbortSignal): Promise<Asked> => ({ error: await ask(signal, capability) }),
  });
  switch (command.type) {
    case 'dialog-action':
      return onLeg(command.action, id, voice, plain);
    case 'transfer-now':
      return plain(['blindTransfer'], (signal) => voice.singleStepTransfer(id, command.to, {}, signal));
    case 'transfer-mute':
      return plain(['muteTransfer'], (signal) => voice.muteTransfer(id, command.to, {}, signal));
    case 'conference-now':
      return plain(['blindConference'], (signal) => voice.singleStepConference(id, command.to, {}, signal));
    case 'transfer':
      return plain(['completeTransfer'], (signal) => voice.completeTransfer(id, {}, signal));
    case 'conference':
      return plain(['completeConference'], (signal) => voice.completeConference(id, {}, signal));
    case 'consult':
      return command.intent === 'transfer'
        ? { needs: ['consultTransfer'], ask: async (_, signal) => made(await voice.initiateTransferDTO(id, command.to, {}, MADE, signal)) }
        : {
            needs: ['consultConference'],
            ask: async (_, signal) => made(await voice.initiateConferenceDTO(id, command.to, {}, MADE, signal)),
          };
    case 'send-dtmf':
      return plain(['sendDtmf'], (signal) => voice.sendDtmf(id, command.digits, signal));
    case 'update-call-data': {
      const value = command.variables.map(({ name, value: text }) => ({ key: name, value: text }));
      return plain([], async (signal) => {
        const failure = await interactions.setInteractionDTO(id, [{ key: 'interaction:addAttachedData', value }], signal);
        return failure && { ...(failure.key !== undefined && { telephonyErrorType: failure.key }) };
      });
    }
    default:
      throw new DesktopError('not-supported', command.type);
  }
}

/** What is asked for of an interaction that a request makes: events tell the rest. */
export const MADE: readonly string[] = ['interaction:interactionId'];

/** The answer to what makes an interaction. */
export function made({ voiceError, interactionDTO }: InteractionVoiceErrorDTO): Asked {
  return { error: voiceError, ...(interactionDTO && { madeId: interactionDTO.interactionId }) };
}

function onLeg(
  action: DialogAction,
  id: string,
  voice: InteractionVoiceService,
  plain: (
    needs: readonly Capability[],
    ask: (signal: AbortSignal, capability: Capability | undefined) => Promise<VoiceError | null>,
  ) => Request,
): Request {
  switch (action) {
    case 'answer':
      return plain(['answer'], (signal) => voice.answerCall(id, {}, signal));
    // Leaving a conference leaves it to the others.
    case 'drop':
      return plain(['leaveConference', 'hangUp'], (signal, capability) =>
        capability === 'leaveConference' ? voice.leaveConference(id, {}, signal) : voice.releaseCall(id, {}, signal),
      );
    case 'hold':
      return plain(['hold'], (signal) => voice.holdCall(id, {}, signal));
    case 'retrieve':
      return plain(['retrieve'], (signal) => voice.retrieveCall(id, {}, signal));
    case 'mute':
      return plain(['mute'], (signal) => voice.muteOn(id, {}, signal));
    case 'unmute':
      return plain(['unmute'], (signal) => voice.muteOff(id, {}, signal));
    case 'mark-done':
      return plain(['complete'], (signal) => voice.markDone(id, signal).then(() => null));
    default:
      throw new DesktopError('not-supported', action);
  }
}
