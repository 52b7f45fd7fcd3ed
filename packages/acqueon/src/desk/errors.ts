import { DesktopError, type DesktopErrorCode } from '@cordboard/core';
import { filled, given } from '../bus/given.js';
import { fieldOf, textOf, type Plain } from '../bus/plain.js';

/** What an error message says. */
export interface SaidError {
  readonly type: string;
  readonly error: DesktopError;
  /** The call that it names, if it names one. */
  readonly call?: string;
}

const EMPTY_CALL = /^callid is empty/i;
const INVALID_CALL = /^invalid call id:(.*)$/i;

/**
 * Reads the error message of a channel whose errors have one shape: type, words for developers, words for the agent. The words are kept in
 * `cause`; those of `WS_Error` tell whether the call was the trouble, and which.
 */
export function errorIn(payload: Plain | undefined): SaidError {
  // One page nests it once more.
  const said = fieldOf(payload, 'data') ?? payload;
  const type = textOf(said, 'errorType')?.trim() ?? '';
  const actual = textOf(said, 'errorMessage')?.trim() ?? '';
  const invalid = INVALID_CALL.exec(actual)?.[1]?.trim();
  const call = EMPTY_CALL.test(actual) ? '' : invalid;
  const code: DesktopErrorCode = call === undefined ? 'refused' : 'not-found';
  const cause = given({ type: filled(type), message: filled(textOf(said, 'msg')), data: filled(actual) });
  return { type, error: new DesktopError(code, `The Workspace refused: ${code}`, { cause }), ...given({ call }) };
}
