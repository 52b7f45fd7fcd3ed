import type { Platform, Refusal } from '../../engine/index.js';
import { ACTION_NAMES } from '../codec/dialog.js';
import { ApiError, type ErrorWords } from './errors.js';
import * as refusals from './refusals.js';

/** What the engine refuses at once, as the HTTP error of the API (finesse error tables; see `refusals`). */
export function syncError(refusal: Refusal): ApiError {
  const data = refusal.data ?? '';
  switch (refusal.kind) {
    case 'out-of-service':
      return refusals.outOfService();
    case 'unknown-agent':
      return refusals.noUser(data);
    case 'unknown-call':
      return refusals.noDialog(data);
    case 'parameter-missing':
      return refusals.missing(data);
    case 'invalid-input':
      return data === 'state' ? refusals.unknownState() : refusals.invalid(data);
    case 'invalid-state':
      return refusals.invalidState();
    case 'reason-required':
      return refusals.reasonRequired();
    case 'reason-not-allowed':
      return refusals.reasonNotAllowed();
    case 'reason-unknown':
      return refusals.invalid('reasonCodeId');
    case 'not-supervised':
      return refusals.otherTeam(data);
    case 'not-yours':
      return refusals.otherUser(data);
    case 'not-supported':
      return refusals.otherPlatform(nameOf(data));
    case 'leg-held':
      return refusals.legHeld();
    default:
      return new ApiError(400, 'Generic Error', refusal.message, data);
  }
}

// Names of CTI control failures that the API shows.
const FAILURES: ReadonlyMap<number, string> = new Map([
  [0, 'CF_GENERIC_UNSPECIFIED'],
  [1, 'CF_GENERIC_OPERATION'],
  [3, 'CF_VALUE_OUT_OF_RANGE'],
  [12, 'CF_INVALID_DEVICE_ID'],
  [14, 'CF_INVALID_DESTINATION'],
  [21, 'CF_GENERIC_STATE_INCOMPATIBILITY'],
  [22, 'CF_INVALID_OBJECT_STATE'],
  [33, 'CF_RESOURCE_BUSY'],
  [34, 'CF_RESOURCE_OUT_OF_SERVICE'],
  [78, 'CF_REQUEST_TIMEOUT'],
  [79, 'CF_DEVICE_RESOURCE_LIMIT'],
  [256, 'CF_INVALID_AGENT_ID'],
  [259, 'CF_AGENT_ALREADY_SIGNED_ON'],
  [260, 'CF_INVALID_LOGON_DEVICE_SPECIFIED'],
  [265, 'CF_INVALID_AGENT_WORKMODE'],
  [266, 'CF_INVALID_AGENT_REASON_CODE'],
]);

/** What comes as an event after the request was accepted. `action` is the API's name of what was asked for, if it was a call's action. */
export function asyncWords(refusal: Refusal, platform: Platform, action = ''): ErrorWords {
  const { kind, code } = refusal;
  const data = code === undefined ? '' : String(code);
  const message = code === undefined ? '' : (FAILURES.get(code) ?? `CF_${code}`);
  switch (kind) {
    case 'action-not-offered':
      return { type: 'Generic Error', message: `INVALID_ACTION ${action} on extension ${refusal.data ?? ''}`, data: refusal.data ?? '' };
    case 'not-controller':
      return platform === 'CCE'
        ? { type: 'Generic Error', message: '<ConferenceCallCommand>: the agent is not the conference controller', data: data || '20999' }
        : { type: 'Invalid State', message, data };
    case 'party-limit':
      return { type: 'Call Operation Failure', message: 'The conference has reached its largest size', data };
    case 'operation-failed':
      return { type: 'Call Operation Failure', message, data };
    case 'invalid-device':
      return { type: 'Invalid Device', message, data };
    case 'device-busy':
      return { type: 'Device Busy', message, data };
    case 'mode-not-allowed':
      return { type: 'Mode Not Allowed', message, data };
    case 'invalid-state':
      return { type: 'Invalid State', message, data };
    case 'variable-invalid':
      return { type: 'Invalid Input', message: '', data: refusal.data ?? '' };
    case 'variable-protected':
      return { type: 'Call Variable is protected', message: '', data: refusal.data ?? '' };
    case 'internal':
      return { type: 'Internal Server Error', message, data };
    default:
      // A request may turn bad between its acceptance and its turn: the words are those of the direct refusal.
      return refusal.timing === 'sync' ? syncError(refusal).words : { type: 'Generic Error', message, data };
  }
}

function nameOf(action: string): string {
  return (ACTION_NAMES as Readonly<Record<string, string | undefined>>)[action] ?? action;
}
