import { DesktopError, type Command, type DialogAction } from '@cordboard/core';
import type { VoiceError } from '../ais/errors.js';
import type { Capability } from '../ais/names.js';
import type { InteractionVoiceErrorDTO, InteractionVoiceService } from '../services/interaction-voice-service.js';
import type { InteractionService } from '../services/interaction-service.js';

/** A command on an interaction: what has to be possible for it, and how it is asked for. */
export interface Request {
  /** The first of these that is possible is asked for; none means that the platform lists nothing for it. */
  readonly needs: readonly Capability[];
  readonly ask: (capability: Capability | undefined) => Promise<Asked>;
}

/** What a request was answered. */
export interface Asked {
  readonly error: VoiceError | null;
  /** The new interaction, where the request makes one. */
  readonly madeId?: string;
}

type OnDialog = Extract<Command, { dialogId: string }>;

const TONES = /^[0-9A-D*#]+$/i;

/**
 * The request that a command is. Throws `not-supported` for what the platform has no method for.
 */
export function requestOf(command: OnDialog, voice: InteractionVoiceService, interactions: InteractionService): Request {
  const { dialogId: id } = command;
  switch (command.type) {
    case 'dialog-action':
      return onLeg(command.action, id, voice);
    case 'transfer-now':
      return plain(['blindTransfer'], () => voice.singleStepTransfer(id, command.to));
    case 'transfer-mute':
      return plain(['muteTransfer'], () => voice.muteTransfer(id, command.to));
    case 'conference-now':
      return plain(['blindConference'], () => voice.singleStepConference(id, command.to));
    case 'transfer':
      return plain(['completeTransfer'], () => voice.completeTransfer(id));
    case 'conference':
      return plain(['completeConference'], () => voice.completeConference(id));
    case 'consult':
      return command.intent === 'transfer'
        ? { needs: ['consultTransfer'], ask: async () => made(await voice.initiateTransferDTO(id, command.to, {}, MADE)) }
        : {
            needs: ['consultConference'],
            ask: async () => made(await voice.initiateConferenceDTO(id, command.to, {}, MADE)),
          };
    case 'drop-participant':
      return plain(['dropParty'], () => voice.dropParty(id, command.address));
    case 'send-dtmf':
      if (!TONES.test(command.digits)) throw new DesktopError('invalid-argument', 'digits');
      return plain(['sendDtmf'], () => voice.sendDtmf(id, command.digits));
    case 'update-call-data': {
      const value = command.variables.map(({ name, value: text }) => ({ key: name, value: text }));
      return plain([], async () => {
        const failure = await interactions.setInteractionDTO(id, [{ key: 'interaction:addAttachedData', value }]);
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

function plain(needs: readonly Capability[], ask: (capability: Capability | undefined) => Promise<VoiceError | null>): Request {
  return { needs, ask: async (capability) => ({ error: await ask(capability) }) };
}

function onLeg(action: DialogAction, id: string, voice: InteractionVoiceService): Request {
  switch (action) {
    case 'answer':
      return plain(['answer'], () => voice.answerCall(id));
    // Leaving a conference leaves it to the others.
    case 'drop':
      return plain(['leaveConference', 'hangUp'], (capability) =>
        capability === 'leaveConference' ? voice.leaveConference(id) : voice.releaseCall(id),
      );
    case 'hold':
      return plain(['hold'], () => voice.holdCall(id));
    case 'retrieve':
      return plain(['retrieve'], () => voice.retrieveCall(id));
    case 'mute':
      return plain(['mute'], () => voice.muteOn(id));
    case 'unmute':
      return plain(['unmute'], () => voice.muteOff(id));
    case 'mark-done':
      return plain(['complete'], () => voice.markDone(id).then(() => null));
    default:
      throw new DesktopError('not-supported', action);
  }
}
