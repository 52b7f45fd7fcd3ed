import { voiceErrorOf, type VoiceError } from '../ais/errors.js';
import { dtoOf, type InteractionDTO } from '../ais/dto.js';
import { fieldOf, type AttachedData, type KeyValue } from '../ais/values.js';
import { Service } from './service.js';

/** Kinds of call to make. The guide prints `REGULAR`; the others are T-Library's. */
export type MakeCallType = 'REGULAR' | 'DIRECT_AGENT' | 'SUPERVISOR_ASSIST' | 'PRIORITY' | 'DIRECT_PRIORITY';

/** The answer to what makes an interaction: read `interactionDTO` where `voiceError` is null. */
export interface InteractionVoiceErrorDTO {
  readonly interactionDTO: InteractionDTO | null;
  readonly voiceError: VoiceError | null;
}

/** Everything that a call may be made with. What is left out is null on the wire; without a `location`, the local switch is used. */
export interface CallOptions {
  readonly location?: string;
  readonly callType?: MakeCallType;
  readonly attachedData?: readonly AttachedData[];
  readonly reasons?: readonly KeyValue[];
  readonly tExtensions?: readonly KeyValue[];
}

/** The same for a transfer, with words for whoever takes the call. */
export interface TransferOptions extends Omit<CallOptions, 'callType'> {
  readonly agentReason?: string;
}

/** What goes with a request on a call that is there. */
export type RequestOptions = Pick<CallOptions, 'reasons' | 'tExtensions'>;

/**
 * The voice service, method by method, as "Voice Interactions" (AIS 7.6) has it. It only acts: what becomes of a request is told by events,
 * and read with the interaction service. Each promise resolves with what the telephony side said, a refusal included (`null`: accepted), and
 * rejects with `DesktopError` only where the service itself faults, as for an interaction that is gone, or cannot be reached.
 */
export class InteractionVoiceService extends Service {
  readonly serviceName = 'InteractionVoiceService';

  /** A new interaction on a DN. With a destination it is dialled at once; without one all other options are ignored, and belong to `makeCall`. */
  createInteractionFromDnDTO(
    dnId: string,
    attributes: readonly string[],
    destination?: string,
    options: CallOptions = {},
    signal?: AbortSignal,
  ): Promise<InteractionVoiceErrorDTO> {
    return this.#make('createInteractionFromDnDTO', { dnId, attributes, ...callArguments(destination, options) }, signal);
  }

  /** The same on a free DN of a place. */
  createInteractionFromPlaceDTO(
    placeId: string,
    attributes: readonly string[],
    destination?: string,
    options: CallOptions = {},
    signal?: AbortSignal,
  ): Promise<InteractionVoiceErrorDTO> {
    return this.#make('createInteractionFromPlaceDTO', { placeId, attributes, ...callArguments(destination, options) }, signal);
  }

  /** Dials an interaction that has been created without a destination. */
  makeCall(interactionId: string, destination: string, options: CallOptions = {}, signal?: AbortSignal): Promise<VoiceError | null> {
    return this.#act('makeCall', { interactionId, ...callArguments(destination, options) }, signal);
  }

  answerCall(interactionId: string, options: RequestOptions = {}, signal?: AbortSignal): Promise<VoiceError | null> {
    return this.#request('answerCall', interactionId, options, signal);
  }

  releaseCall(interactionId: string, options: RequestOptions = {}, signal?: AbortSignal): Promise<VoiceError | null> {
    return this.#request('releaseCall', interactionId, options, signal);
  }

  holdCall(interactionId: string, options: RequestOptions = {}, signal?: AbortSignal): Promise<VoiceError | null> {
    return this.#request(this.names.methods.hold, interactionId, options, signal);
  }

  retrieveCall(interactionId: string, options: RequestOptions = {}, signal?: AbortSignal): Promise<VoiceError | null> {
    return this.#request(this.names.methods.retrieve, interactionId, options, signal);
  }

  muteOn(interactionId: string, options: RequestOptions = {}, signal?: AbortSignal): Promise<VoiceError | null> {
    return this.#request(this.names.methods.mute, interactionId, options, signal);
  }

  muteOff(interactionId: string, options: RequestOptions = {}, signal?: AbortSignal): Promise<VoiceError | null> {
    return this.#request(this.names.methods.unmute, interactionId, options, signal);
  }

  /** Finishes an interaction whose call is over; its id is dead then. */
  async markDone(interactionId: string, signal?: AbortSignal): Promise<void> {
    await this.invoke('markDone', { interactionId }, signal);
  }

  /** Passes the call on. Where the switch cannot, the platform does a mute transfer instead. */
  singleStepTransfer(
    interactionId: string,
    destination: string,
    options: TransferOptions = {},
    signal?: AbortSignal,
  ): Promise<VoiceError | null> {
    return this.#act('singleStepTransfer', { interactionId, ...transferArguments(destination, options) }, signal);
  }

  /** Passes the call on by a consult call that is completed at once. */
  muteTransfer(
    interactionId: string,
    destination: string,
    options: TransferOptions = {},
    signal?: AbortSignal,
  ): Promise<VoiceError | null> {
    return this.#act(this.names.methods.muteTransfer, { interactionId, ...transferArguments(destination, options) }, signal);
  }

  /** Holds the call and dials a consult call, whose DTO is the answer. */
  initiateTransferDTO(
    interactionId: string,
    destination: string,
    options: TransferOptions = {},
    attributes: readonly string[] = [],
    signal?: AbortSignal,
  ): Promise<InteractionVoiceErrorDTO> {
    return this.#make('initiateTransferDTO', { interactionId, ...transferArguments(destination, options), attributes }, signal);
  }

  /** `interactionId` is the original call's, not the consult's. */
  completeTransfer(interactionId: string, options: RequestOptions = {}, signal?: AbortSignal): Promise<VoiceError | null> {
    return this.#request('completeTransfer', interactionId, options, signal);
  }

  /** As {@link initiateTransferDTO}, for a conference, which takes no words for the other agent. */
  initiateConferenceDTO(
    interactionId: string,
    destination: string,
    options: Omit<CallOptions, 'callType'> = {},
    attributes: readonly string[] = [],
    signal?: AbortSignal,
  ): Promise<InteractionVoiceErrorDTO> {
    return this.#make('initiateConferenceDTO', { interactionId, ...joinArguments(destination, options), attributes }, signal);
  }

  /** `interactionId` is the original call's, not the consult's. */
  completeConference(interactionId: string, options: RequestOptions = {}, signal?: AbortSignal): Promise<VoiceError | null> {
    return this.#request('completeConference', interactionId, options, signal);
  }

  /** Takes somebody into the call without consulting. */
  singleStepConference(
    interactionId: string,
    destination: string,
    options: Omit<CallOptions, 'callType'> = {},
    signal?: AbortSignal,
  ): Promise<VoiceError | null> {
    return this.#act(this.names.methods.blindConference, { interactionId, ...joinArguments(destination, options) }, signal);
  }

  /** Leaves a conference to the others. */
  leaveConference(interactionId: string, options: RequestOptions = {}, signal?: AbortSignal): Promise<VoiceError | null> {
    return this.#request(this.names.methods.leaveConference, interactionId, options, signal);
  }

  /** Sends tones by the method that the deployment has named. Rejects with a `TypeError` where it has named none. */
  sendDtmf(interactionId: string, digits: string, signal?: AbortSignal): Promise<VoiceError | null> {
    const { sendDtmf } = this.names;
    if (sendDtmf === undefined) return Promise.reject(new TypeError('names.sendDtmf is not set'));
    return this.#act(sendDtmf, { interactionId, digits }, signal);
  }

  /** Takes a party out by the method that the deployment has named. Rejects with a `TypeError` where it has named none. */
  dropParty(interactionId: string, participant: string, signal?: AbortSignal): Promise<VoiceError | null> {
    const { dropParty } = this.names;
    if (dropParty === undefined) return Promise.reject(new TypeError('names.dropParty is not set'));
    return this.#act(dropParty, { interactionId, participant }, signal);
  }

  /** Ends a conference for everybody. No public source has a method for it: rejects with `not-supported` where there is none. */
  clearCall(interactionId: string, signal?: AbortSignal): Promise<VoiceError | null> {
    return this.#act(this.names.methods.clearCall, { interactionId }, signal);
  }

  #request(
    method: string,
    interactionId: string,
    { reasons, tExtensions }: RequestOptions,
    signal?: AbortSignal,
  ): Promise<VoiceError | null> {
    return this.#act(method, { interactionId, reasons, tExtensions }, signal);
  }

  async #act(method: string, args: Readonly<Record<string, unknown>>, signal?: AbortSignal): Promise<VoiceError | null> {
    return voiceErrorOf(await this.invoke(method, args, signal));
  }

  async #make(method: string, args: Readonly<Record<string, unknown>>, signal?: AbortSignal): Promise<InteractionVoiceErrorDTO> {
    const result = await this.invoke(method, args, signal);
    return {
      interactionDTO: dtoOf(fieldOf(result, 'interactionDTO')) ?? null,
      voiceError: voiceErrorOf(fieldOf(result, 'voiceError')),
    };
  }
}

function callArguments(destination: string | undefined, { location, callType, attachedData, reasons, tExtensions }: CallOptions) {
  return { destination, location, callType, attachedData, reasons, tExtensions };
}

function joinArguments(destination: string, { location, attachedData, reasons, tExtensions }: Omit<CallOptions, 'callType'>) {
  return { destination, location, attachedData, reasons, tExtensions };
}

function transferArguments(destination: string, options: TransferOptions) {
  const { location, ...rest } = joinArguments(destination, options);
  return {
    destination,
    location,
    agentReason: options.agentReason,
    attachedData: rest.attachedData,
    reasons: rest.reasons,
    tExtensions: rest.tExtensions,
  };
}
