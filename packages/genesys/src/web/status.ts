import { DesktopError, type DesktopErrorCode, type PlatformRefusal } from '@cordboard/core';
import { fieldOf, textOf, wordOf } from '../ais/values.js';

// "Return Values". What has no word in the model is `refused`; so is 2, which says of a parameter and of a state that they do not fit.
const CODES: Readonly<Record<number, DesktopErrorCode>> = {
  1: 'invalid-argument',
  4: 'out-of-service',
  6: 'not-found',
  10: 'invalid-argument',
  20: 'unauthorized',
};

/** What went wrong with a request by its answer; `undefined` where it was accepted, which is never that it is done. */
export function failureOf(http: number, json: unknown, about: string): DesktopError | undefined {
  const code = fieldOf(json, 'statusCode');
  const known = typeof code === 'number' ? code : undefined;
  if (http >= 200 && http < 300 && known === 0) return undefined;
  const message = wordOf(fieldOf(json, 'statusMessage'));
  const type = textOf(code);
  const cause: PlatformRefusal = { status: http, ...(type !== undefined && { type }), ...(message !== undefined && { message }) };
  return new DesktopError(codeOf(http, known), about, { cause });
}

function codeOf(http: number, code: number | undefined): DesktopErrorCode {
  if (http === 401) return 'unauthorized';
  if (http === 503) return 'out-of-service';
  if (code !== undefined && code !== 0) return CODES[code] ?? 'refused';
  if (http === 403) return 'refused';
  return http === 404 ? 'not-found' : 'protocol';
}
