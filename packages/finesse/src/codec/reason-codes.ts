import type { ReasonCode } from '@cordboard/core';
import type { XmlCursor } from '../xml/scanner.js';
import { fromBody, tailOf } from './body.js';

/** A `<reasonCode>` inside a user, or an entry of a list of reason codes. */
export interface WireReason {
  id?: string;
  uri?: string;
  code?: string;
  label?: string;
  category?: string;
  /** `undefined` where the platform did not say. */
  system?: boolean;
}

/** Reads the `<ReasonCode>` the cursor stands on. */
export function readReason(xml: XmlCursor): WireReason {
  const reason: WireReason = {};
  for (const depth = xml.depth; xml.child(depth);) {
    switch (xml.key) {
      case 'id':
        reason.id = xml.word();
        break;
      case 'uri':
        reason.uri = xml.word();
        break;
      case 'code':
        reason.code = xml.word();
        break;
      case 'label':
        reason.label = xml.text();
        break;
      case 'category':
        reason.category = xml.word();
        break;
      case 'systemCode':
        reason.system = xml.word().toLowerCase() === 'true';
        break;
    }
  }
  return reason;
}

/** The id that requests carry: never the `code`, but the end of the uri (Finesse 12.5 guide pp. 50-51). */
export function reasonIdOf(reason: WireReason): string | undefined {
  return tailOf(reason.uri) ?? (reason.id === '' ? undefined : reason.id);
}

/** Reads the body of `GET /User/{id}/ReasonCodes?category=…`, system codes included and marked. Throws `DesktopError('protocol')`. */
export function reasonCodesFromBody(body: string): ReasonCode[] {
  return fromBody(body, 'reasonCodes', (xml) => {
    // The list may name the category once, for entries that leave it out.
    const shared = xml.attribute('category');
    const codes: ReasonCode[] = [];
    for (const list = xml.depth; xml.child(list, 'reasonCode');) {
      const reason = readReason(xml);
      const id = reasonIdOf(reason);
      const category = categoryOf(reason.category ?? shared);
      if (id === undefined || category === undefined) continue;
      codes.push({ id, code: reason.code ?? '', label: reason.label ?? '', category, system: reason.system ?? false });
    }
    return codes;
  });
}

function categoryOf(word: string | undefined): ReasonCode['category'] | undefined {
  switch (word) {
    case 'NOT_READY':
      return 'not-ready';
    case 'LOGOUT':
      return 'sign-out';
    default:
      return undefined;
  }
}
