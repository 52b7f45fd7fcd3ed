import { memberOf, objectsAt, textAt, type XmlObject } from '../xml/values.js';
import { DialogBase, type Participant } from './dialog-base.js';
import { type RequestHandlers } from './response.js';
import { type Hearing } from './rest-base.js';
import { RestCollectionBase } from './rest-collection-base.js';

const CALL_STATES = {
  INITIATING: 'INITIATING',
  INITIATED: 'INITIATED',
  ALERTING: 'ALERTING',
  ACTIVE: 'ACTIVE',
  DROPPED: 'DROPPED',
  FAILED: 'FAILED',
  ACCEPTED: 'ACCEPTED',
} as const;

/** A party may be taken out while it takes part. */
const TAKES_PART: readonly string[] = ['ACTIVE', 'HELD', 'ACCEPTED'];

/** What a call variable is to be. */
export interface CallVariable {
  readonly name: string;
  readonly value: string;
}

/**
 * A call. Dialogs come as members of `user.getDialogs()` and hear by way of it.
 *
 * Requests settle their `success` when the server has taken them; the outcome is what `change` shows, or their `error` after all.
 */
export class Dialog extends DialogBase {
  /** What may be asked for. Which of it is allowed now is in the own participant's `actions`. */
  static readonly Actions = {
    DROP: 'DROP',
    ANSWER: 'ANSWER',
    HOLD: 'HOLD',
    RETRIEVE: 'RETRIEVE',
    MAKE_CALL: 'MAKE_CALL',
    CONSULT_CALL: 'CONSULT_CALL',
    TRANSFER: 'TRANSFER',
    TRANSFER_SST: 'TRANSFER_SST',
    CONFERENCE: 'CONFERENCE',
    BARGE_CALL: 'BARGE_CALL',
    PARTICIPANT_DROP: 'PARTICIPANT_DROP',
    UPDATE_CALL_DATA: 'UPDATE_CALL_DATA',
    START_RECORDING: 'START_RECORDING',
    UPDATE_SCHEDULED_CALLBACK: 'UPDATE_SCHEDULED_CALLBACK',
    CANCEL_SCHEDULED_CALLBACK: 'CANCEL_SCHEDULED_CALLBACK',
    RECLASSIFY: 'RECLASSIFY',
    ACCEPT: 'ACCEPT',
    REJECT: 'REJECT',
    CLOSE: 'CLOSE',
    /** The one whose name and value differ. */
    DTMF: 'SEND_DTMF',
  } as const;

  /** States of a call. */
  static readonly States: typeof CALL_STATES = CALL_STATES;

  /** States of a party. */
  static readonly ParticipantStates: typeof CALL_STATES & { readonly HELD: 'HELD'; readonly WRAP_UP: 'WRAP_UP' } = {
    ...CALL_STATES,
    HELD: 'HELD',
    WRAP_UP: 'WRAP_UP',
  };

  /** What a call may be; servers send others too. */
  static readonly CallTypes = {
    ACD_IN: 'ACD_IN',
    PREROUTE_ACD_IN: 'PREROUTE_ACD_IN',
    PREROUTE_DIRECT_AGENT: 'PREROUTE_DIRECT_AGENT',
    TRANSFER: 'TRANSFER',
    OTHER_IN: 'OTHER_IN',
    OUT: 'OUT',
    AGENT_INSIDE: 'AGENT_INSIDE',
    CONSULT: 'CONSULT',
    CONSULT_OFFERED: 'CONSULT_OFFERED',
    CONFERENCE: 'CONFERENCE',
    SUPERVISOR_MONITOR: 'SUPERVISOR_MONITOR',
    OUTBOUND: 'OUTBOUND',
    OUTBOUND_PREVIEW: 'OUTBOUND_PREVIEW',
  } as const;

  /** Why a party failed or left. */
  static readonly ReasonStates = {
    BUSY: 'BUSY',
    BAD_DESTINATION: 'BAD_DESTINATION',
    OTHER: 'OTHER',
    DEVICE_RESOURCE_NOT_AVAILABLE: 'DEVICE_RESOURCE_NOT_AVAILABLE',
  } as const;

  /** Null while it is not known. */
  getFromAddress(): string | null {
    return this.text('fromAddress') || null;
  }

  /** Null while it is not known, as of a call that is being dialled. */
  getToAddress(): string | null {
    return this.text('toAddress') || null;
  }

  /** One of `CallTypes` or another; null while it is not known. */
  getCallType(): string | null {
    return this.text('mediaProperties', 'callType') || null;
  }

  /** Null while it is not known. */
  getDNIS(): string | null {
    return this.text('mediaProperties', 'DNIS') || null;
  }

  /** The callback that was arranged, undefined for none. */
  getCallbackInfo(): XmlObject | undefined {
    return memberOf(this.getData(), 'scheduledCallbackInfo') as XmlObject | undefined;
  }

  /** The parties who take part, but for one. Whether this agent may take them out is for the server to say. @param extension - Whom to leave out. */
  getDroppableParticipants(extension?: string): Participant[] {
    return this.getParticipants().filter(
      (each) => TAKES_PART.includes(textAt(each, 'state')) && textAt(each, 'mediaAddress') !== extension,
    );
  }

  /** Whether the party at this extension takes part. */
  isParticipantDroppable(extension: string): boolean {
    return this.getDroppableParticipants().some((each) => textAt(each, 'mediaAddress') === extension);
  }

  /** When the party at this extension came and since when it is in its state; undefined for no such party. */
  getParticipantTimerCounters(extension: string): { startTime: string; stateChangeTime: string; state: string } | undefined {
    const party = this.getParticipants().find((each) => textAt(each, 'mediaAddress') === extension);
    return (
      party && { startTime: textAt(party, 'startTime'), stateChangeTime: textAt(party, 'stateChangeTime'), state: textAt(party, 'state') }
    );
  }

  /** 12.x: the value of a call variable; undefined for none of this name. */
  getCallVariable(name: string): string | undefined {
    const variable = objectsAt(this.getData(), 'mediaProperties', 'callvariables', 'CallVariable').find(
      (each) => textAt(each, 'name') === name,
    );
    return variable && textAt(variable, 'value');
  }

  /** 12.x: leaves the call. @param mediaAddress - The own extension. */
  dropCall(mediaAddress: string, handlers?: RequestHandlers): this {
    return this.requestAction(mediaAddress, Dialog.Actions.DROP, handlers);
  }

  /** Asks for an action. @param mediaAddress - The own extension. @param action - One of `Dialog.Actions`. */
  requestAction(mediaAddress: string, action: string, handlers?: RequestHandlers): this {
    return this.act({ targetMediaAddress: mediaAddress, requestedAction: action }, handlers);
  }

  /** Calls somebody about this call, which is held meanwhile. */
  makeConsultCall(mediaAddress: string, toAddress: string, handlers?: RequestHandlers): this {
    return this.act({ targetMediaAddress: mediaAddress, toAddress, requestedAction: Dialog.Actions.CONSULT_CALL }, handlers);
  }

  /** Transfers in one step. */
  initiateDirectTransfer(mediaAddress: string, toAddress: string, handlers?: RequestHandlers): this {
    return this.act({ targetMediaAddress: mediaAddress, toAddress, requestedAction: Dialog.Actions.TRANSFER_SST }, handlers);
  }

  /** Takes a party out. @param target - Its address. */
  dropParticipant(target: string, handlers?: RequestHandlers): this {
    return this.requestAction(target, Dialog.Actions.PARTICIPANT_DROP, handlers);
  }

  /** Sends digits. The handlers stand in the middle. */
  sendDTMFRequest(mediaAddress: string, handlers: RequestHandlers | undefined, digit: string): this {
    return this.#actWith(mediaAddress, Dialog.Actions.DTMF, { dtmfString: digit }, handlers);
  }

  /** Says what the call was about. @param reason - The reason's label. */
  updateWrapUpReason(reason: string, handlers?: RequestHandlers): this {
    return this.#update({ wrapUpReason: reason }, handlers);
  }

  /** 12.5: sets one call variable. */
  updateCallVariable(name: string, value: string, handlers?: RequestHandlers): this {
    return this.updateCallVariables([{ name, value }], handlers);
  }

  /** 12.5: sets call variables, as a map or a list. */
  updateCallVariables(variables: Readonly<Record<string, string>> | readonly CallVariable[], handlers?: RequestHandlers): this {
    const list = isList(variables) ? variables : Object.entries(variables).map(([name, value]) => ({ name, value }));
    return this.#update({ callvariables: { CallVariable: list.map(({ name, value }) => ({ name, value })) } }, handlers);
  }

  /** @param callbackTime - `YYYY-MM-DDThh:mm`, without a zone. */
  updateCallbackTime(mediaAddress: string, callbackTime: string, handlers?: RequestHandlers): this {
    return this.#actWith(mediaAddress, Dialog.Actions.UPDATE_SCHEDULED_CALLBACK, { callbackTime }, handlers);
  }

  updateCallbackNumber(mediaAddress: string, callbackNumber: string, handlers?: RequestHandlers): this {
    return this.#actWith(mediaAddress, Dialog.Actions.UPDATE_SCHEDULED_CALLBACK, { callbackNumber }, handlers);
  }

  cancelCallback(mediaAddress: string, handlers?: RequestHandlers): this {
    return this.requestAction(mediaAddress, Dialog.Actions.CANCEL_SCHEDULED_CALLBACK, handlers);
  }

  /** @param classification - `VOICE`, `FAX`, `ANS_MACHINE`, `INVALID`, `BUSY` or `DO_NOT_CALL`. */
  reclassifyCall(mediaAddress: string, classification: string, handlers?: RequestHandlers): this {
    return this.#actWith(mediaAddress, Dialog.Actions.RECLASSIFY, { outboundClassification: classification }, handlers);
  }

  #update(mediaProperties: object, handlers?: RequestHandlers): this {
    return this.act({ mediaProperties, requestedAction: Dialog.Actions.UPDATE_CALL_DATA }, handlers);
  }

  #actWith(mediaAddress: string, action: string, params: Readonly<Record<string, string>>, handlers?: RequestHandlers): this {
    const ActionParam = Object.entries(params).map(([name, value]) => ({ name, value }));
    return this.act({ targetMediaAddress: mediaAddress, requestedAction: action, actionParams: { ActionParam } }, handlers);
  }
}

/** The voice dialogs of an agent. They hear for their members. */
export class Dialogs extends RestCollectionBase<Dialog> {
  override getRestClass(): string {
    return 'Dialogs';
  }

  override getRestItemType(): string {
    return 'Dialog';
  }

  override hearing(): Hearing {
    return 'implicit';
  }

  /** How many there are. @param withoutMonitoring - True: calls by which a supervisor only listens are left out. */
  getDialogCount(withoutMonitoring = false): number {
    const all = Object.values(this.getCollection());
    return all.filter((dialog) => !withoutMonitoring || dialog.getCallType() !== 'SUPERVISOR_MONITOR').length;
  }

  protected override createItem(options: { readonly id: string; readonly data: XmlObject }): Dialog {
    return new this.kit.rest.Dialog(options);
  }
}

function isList(variables: Readonly<Record<string, string>> | readonly CallVariable[]): variables is readonly CallVariable[] {
  return Array.isArray(variables);
}
