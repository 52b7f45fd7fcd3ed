import { DesktopError, type DesktopErrorCode } from '@cordboard/core';
import { filled, given } from '../bus/given.js';
import { fieldOf, textOf, type Plain } from '../bus/plain.js';

/** Any operation may fail with it: the Workspace has lost its own connection and is getting it back (error-api). */
export const RECONNECTING = 'WEBSOCKET_ERROR';

// Most types name the operation that failed and not why, so they are refusals; why stands in the words beside them.
const CODES: ReadonlyMap<string, DesktopErrorCode> = new Map<string, DesktopErrorCode>([
  ['AGENT_STATE_NOT_FOUND', 'invalid-argument'],
  [RECONNECTING, 'link-down'],
]);

/** What an `Error`/`ApiError` says: its type, and the error to tell. The bus's own sentences are kept for developers. */
export function errorIn(payload: Plain | undefined): { readonly type: string; readonly error: DesktopError } {
  const said = fieldOf(payload, 'data') ?? payload;
  const type = textOf(said, 'errorType')?.trim() ?? '';
  const code = CODES.get(type.toUpperCase()) ?? 'refused';
  const cause = given({ type: filled(type), message: filled(textOf(said, 'msg')), data: filled(textOf(said, 'errorMessage')) });
  return { type, error: new DesktopError(code, `The Workspace refused: ${code}`, { cause }) };
}
