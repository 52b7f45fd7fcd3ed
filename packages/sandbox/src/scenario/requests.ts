import { object, type Fields } from '../finesse/xml/write.js';
import type { AgentDeed, AgentStep } from './steps.js';

/** A request as an agent's desktop would send it, below the API's root. */
export interface DeskRequest {
  readonly method: 'PUT' | 'POST';
  readonly path: string;
  readonly body: string;
}

/** Who asks. */
export interface Desk {
  readonly id: string;
  readonly extension: string;
}

const ACTIONS: Partial<Record<AgentDeed, string>> = {
  answer: 'ANSWER',
  hold: 'HOLD',
  retrieve: 'RETRIEVE',
  drop: 'DROP',
  consult: 'CONSULT_CALL',
  transfer: 'TRANSFER',
  conference: 'CONFERENCE',
  'transfer-now': 'TRANSFER_SST',
  'send-digits': 'SEND_DTMF',
  'drop-party': 'PARTICIPANT_DROP',
  record: 'START_RECORDING',
  accept: 'ACCEPT',
  reject: 'REJECT',
  close: 'CLOSE',
  reclassify: 'RECLASSIFY',
  'schedule-callback': 'UPDATE_SCHEDULED_CALLBACK',
  'cancel-callback': 'CANCEL_SCHEDULED_CALLBACK',
};

/** The raw request for what an agent does. `callId` is that of the call concerned, if there is one. */
export function requestOf(step: AgentStep, desk: Desk, callId: string): DeskRequest {
  const user = (fields: Fields): DeskRequest => put(`/User/${desk.id}`, 'User', fields);
  const dialog = (fields: Fields): DeskRequest => put(`/Dialog/${callId}`, 'Dialog', fields);
  const reason = step.reason === undefined ? {} : { reasonCodeId: step.reason };
  switch (step.does) {
    case 'sign-in':
      return user({ state: 'LOGIN', extension: desk.extension });
    case 'sign-out':
      return user({ state: 'LOGOUT', ...reason });
    case 'ready':
      return user({ state: 'READY' });
    case 'not-ready':
      return user({ state: 'NOT_READY', ...reason });
    case 'work':
      return user({ state: 'WORK' });
    case 'dial': {
      const data = step.variables ? { mediaProperties: dataOf(step.variables) } : {};
      const fields = { requestedAction: 'MAKE_CALL', fromAddress: desk.extension, toAddress: step.to, ...data };
      return { method: 'POST', path: `/User/${desk.id}/Dialogs`, body: object('Dialog', fields).toString() };
    }
    case 'set-data':
      return dialog({ requestedAction: 'UPDATE_CALL_DATA', mediaProperties: dataOf(step.variables ?? {}) });
    case 'wrap-up':
      return dialog({ requestedAction: 'UPDATE_CALL_DATA', mediaProperties: reasonsOf(step.reasons ?? []) });
    default:
      return dialog({
        requestedAction: ACTIONS[step.does],
        targetMediaAddress: step.does === 'drop-party' ? step.to : desk.extension,
        ...(step.does === 'consult' || step.does === 'transfer-now' ? { toAddress: step.to } : {}),
        ...paramsOf(step),
      });
  }
}

function put(path: string, name: string, fields: Fields): DeskRequest {
  return { method: 'PUT', path, body: object(name, fields).toString() };
}

function dataOf(variables: Readonly<Record<string, string | null>>): Fields {
  return { callvariables: { CallVariable: Object.entries(variables).map(([name, value]) => ({ name, value: value ?? '' })) } };
}

function reasonsOf(reasons: readonly string[]): Fields {
  const [only = ''] = reasons;
  return reasons.length === 1 ? { wrapUpReason: only } : { wrapUpItems: { wrapUpItem: reasons } };
}

function paramsOf({ digits, classification, time, number }: AgentStep): Fields {
  const values = { dtmfString: digits, outboundClassification: classification, callbackTime: time, callbackNumber: number };
  const given = Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : { name, value }));
  return given.length === 0 ? {} : { actionParams: { ActionParam: given } };
}
