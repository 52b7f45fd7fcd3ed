import { DesktopError, type DesktopErrorCode, type PlatformRefusal } from '@cordboard/core';
import { fieldOf, wordOf } from './values.js';

/** What the telephony side said of a request; returned, not thrown. Both as the platform wrote them. */
export interface VoiceError {
  readonly telephonyErrorType?: string;
  readonly TServerError?: string;
}

/** A voice error read off the wire; `null` where the request was accepted. */
export function voiceErrorOf(value: unknown): VoiceError | null {
  if (value === null || value === undefined) return null;
  const type = wordOf(fieldOf(value, 'telephonyErrorType'));
  const code = wordOf(fieldOf(value, 'TServerError'));
  return { ...(type !== undefined && { telephonyErrorType: type }), ...(code !== undefined && { TServerError: code }) };
}

// T-Server's codes (tliberr.h), as far as the model has a word for what they mean.
const CODES: Readonly<Record<string, DesktopErrorCode>> = {
  41: 'invalid-state',
  43: 'invalid-state',
  51: 'not-supported',
  53: 'invalid-argument',
  54: 'out-of-service',
  56: 'not-found',
  57: 'timeout',
  58: 'device-invalid',
  59: 'bad-destination',
  61: 'bad-destination',
  71: 'bad-destination',
  93: 'bad-destination',
  96: 'invalid-state',
  97: 'invalid-state',
  98: 'invalid-state',
  99: 'invalid-state',
  110: 'busy',
  118: 'out-of-service',
  119: 'unauthorized',
  185: 'invalid-state',
  192: 'unauthorized',
  258: 'not-supported',
};

/** A voice error as the one error that leaves the port; `about` names the request, `dialled` says that it had a number in it. */
export function refusalOf({ telephonyErrorType, TServerError }: VoiceError, about: string, dialled = false): DesktopError {
  const code = /^\s*(\d+)/.exec(TServerError ?? '')?.[1];
  // An attribute that is wrong, of which the number is the one a person gave.
  if (code === '53' && dialled) return new DesktopError('bad-destination', about, { cause: { data: TServerError } });
  const cause: PlatformRefusal = {
    ...(telephonyErrorType !== undefined && { type: telephonyErrorType }),
    ...(TServerError !== undefined && { data: TServerError }),
  };
  return new DesktopError((code !== undefined && Object.hasOwn(CODES, code) && CODES[code]) || 'refused', about, { cause });
}

/** What a service threw: a key such as `error.event.BadTopicEvent`, with the HTTP status it came with. */
export interface Fault {
  readonly key: string;
  readonly message?: string;
}

/** A fault read off the wire; `undefined` for what is none. */
export function faultOf(value: unknown): Fault | undefined {
  const fault = fieldOf(value, 'fault');
  const key = wordOf(fieldOf(fault, 'key'));
  if (key === undefined) return undefined;
  const message = wordOf(fieldOf(fault, 'message'));
  return { key, ...(message !== undefined && { message }) };
}

/** A fault as the one error that leaves the port. `status` is HTTP's; `fault` may be missing where something else answered. */
export function faultError(status: number, fault: Fault | undefined, about: string): DesktopError {
  const cause: PlatformRefusal = {
    status,
    ...(fault && { type: fault.key }),
    ...(fault?.message !== undefined && { message: fault.message }),
  };
  return new DesktopError(codeOf(status, fault?.key), about, { cause });
}

function codeOf(status: number, key: string | undefined): DesktopErrorCode {
  if (status === 401 || status === 403) return 'unauthorized';
  if (status === 503 || key === 'error.common.AilFactoryNotInitialized') return 'out-of-service';
  if (key === undefined) return 'protocol';
  if (key.endsWith('NotLoggedIn')) return 'invalid-state';
  if (status === 404) return /\.Unknown(Service|Method)$/.test(key) ? 'not-supported' : 'not-found';
  return key.endsWith('InvalidArgument') ? 'invalid-argument' : 'refused';
}

/** Whether the platform is at another request on the same call (T-Server code 110). */
export function isInProgress(error: VoiceError | null): boolean {
  return /^\s*110\b/.test(error?.TServerError ?? '');
}

/** Whether a service said no by a fault, as it has to for what returns no error, because of how things are now. */
export function isConflict(error: unknown): boolean {
  const cause = error instanceof DesktopError ? (error.cause as PlatformRefusal | undefined) : undefined;
  return cause?.status === 409;
}
