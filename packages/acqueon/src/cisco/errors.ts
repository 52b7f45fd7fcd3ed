import { DesktopError, type DesktopErrorCode } from '@cordboard/core';
import { fieldOf, textOf, type Plain } from '../bus/plain.js';
import { filled, given } from '../bus/given.js';

// Wording of the platform below; of the bus's own pages only `Invalid State` prints. The full set is not documented.
const CODES: ReadonlyMap<string, DesktopErrorCode> = new Map<string, DesktopErrorCode>([
  ['invalid state', 'invalid-state'],
  ['unauthorized', 'unauthorized'],
  ['authorization failure', 'not-yours'],
  ['invalid input', 'invalid-argument'],
  ['parameter missing', 'invalid-argument'],
  ['invalid destination', 'bad-destination'],
  ['invalid device', 'device-invalid'],
  ['device busy', 'device-busy'],
  ['agent already logged into another device', 'device-busy'],
  ['dialog not found', 'not-found'],
  ['user not found', 'unauthorized'],
  ['service unavailable', 'out-of-service'],
]);

/** What an error message says: its type, and the error to tell. The bus's own sentences are kept for developers. */
export function errorIn(payload: Plain | undefined): { readonly type: string; readonly error: DesktopError } {
  // The Cisco page nests it once more.
  const said = fieldOf(payload, 'data') ?? payload;
  const type = textOf(said, 'errorType')?.trim() ?? '';
  const code = CODES.get(type.toLowerCase().replaceAll('_', ' ')) ?? 'refused';
  const cause = given({ type: filled(type), message: filled(textOf(said, 'msg')), data: filled(textOf(said, 'errorMessage')) });
  return { type, error: new DesktopError(code, `The Workspace refused: ${code}`, { cause }) };
}
