import type { ReasonCode } from '@cordboard/core';

/** Reads the body of `GET /User/{id}/ReasonCodes?category=…`, system codes included and marked. Throws `DesktopError('protocol')`. */
export function reasonCodesFromBody(_body: string): ReasonCode[] {
  throw new Error('to come');
}
