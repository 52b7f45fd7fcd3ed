import { DesktopError, type DesktopErrorCode } from '@cordboard/core';
import { fieldOf, textOf, type Plain } from '../bus/plain.js';
import { filled, given } from '../bus/given.js';

// Wording of the platform below; of the bus's own pages only `Invalid State` prints. The full set is not documented.
const TYPES: ReadonlyMap<string, DesktopErrorCode> = table({
  unauthorized: 'unauthorized|authorization failure',
  'not-yours': 'invalid authorization user specified|invalid supervisor',
  'invalid-state': 'invalid state',
  'invalid-argument': 'invalid input|parameter missing',
  'bad-destination': 'invalid destination',
  'device-invalid': 'invalid device',
  'device-busy': 'device busy|agent already logged into another device',
  'not-found': 'not found|dialog not found|user not found',
  'not-supported': 'not implemented',
  'out-of-service': 'service unavailable',
});

// What the platform's own text says more than its type does.
const TEXTS: readonly (readonly [RegExp, DesktopErrorCode])[] = [
  [/require_reasoncode/, 'reason-required'],
  [/reasoncode\.not_allowed/, 'reason-forbidden'],
  [/^INVALID_ACTION/, 'not-offered'],
  [/not the conference controller/i, 'not-controller'],
  [/\block(ed|out)\b/i, 'locked-out'],
  [/^CF_.* (5|12|260)$/, 'device-invalid'],
  [/^CF_.* (6|14)$/, 'bad-destination'],
  [/^CF_.* (21|22|265)$/, 'invalid-state'],
  [/^CF_.* 259$/, 'device-busy'],
];

/** What an error message says: its type, and the error to tell. The bus's own sentences are kept for developers. */
export function errorIn(payload: Plain | undefined): { readonly type: string; readonly error: DesktopError } {
  // The Cisco page nests it once more.
  const said = fieldOf(payload, 'data') ?? payload;
  const type = textOf(said, 'errorType')?.trim() ?? '';
  const text = textOf(said, 'errorMessage') ?? '';
  const told = TEXTS.find(([pattern]) => pattern.test(text))?.[1];
  const code = told ?? TYPES.get(type.toLowerCase().replaceAll('_', ' ')) ?? 'refused';
  const cause = given({ type: filled(type), message: filled(textOf(said, 'msg')), data: filled(text) });
  return { type, error: new DesktopError(code, `The Workspace refused: ${code}`, { cause }) };
}

function table(words: Readonly<Partial<Record<DesktopErrorCode, string>>>): ReadonlyMap<string, DesktopErrorCode> {
  return new Map(Object.entries(words).flatMap(([code, types]) => types.split('|').map((type) => [type, code as DesktopErrorCode])));
}
