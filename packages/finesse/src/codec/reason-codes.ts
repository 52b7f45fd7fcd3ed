import type { ReasonCode } from '@cordboard/core';
import type { XmlCursor } from '../xml/scanner.js';
import { fromBody, tailOf } from './body.js';
import { list, record, text, Vocabulary, word } from './records.js';

/** A `<reasonCode>` inside a user, or an entry of a list of reason codes. */
export interface WireReason {
  id?: string;
  uri?: string;
  code?: string;
  label?: string;
  category?: string;
  /** `undefined` where the platform did not say. */
  systemCode?: boolean;
}

/** Reads the `<ReasonCode>` the cursor stands on. */
export const readReason: (xml: XmlCursor) => WireReason = record<WireReason>(
  ['id uri code category', word],
  ['label', text],
  ['systemCode', (xml) => xml.word().toLowerCase() === 'true'],
);

/** The id that requests carry: never the `code`, but the end of the uri (Finesse 12.5 guide pp. 50-51). */
export function reasonIdOf(reason: WireReason): string | undefined {
  return tailOf(reason.uri) ?? (reason.id === '' ? undefined : reason.id);
}

/** Reads the body of `GET /User/{id}/ReasonCodes?category=…`, system codes included and marked. Throws `DesktopError('protocol')`. */
export function reasonCodesFromBody(body: string): ReasonCode[] {
  return fromBody(body, 'reasonCodes', (xml) => {
    // The list may name the category once, for entries that leave it out.
    const shared = xml.attribute('category');
    return list('reasonCode', (entry): ReasonCode | undefined => {
      const reason = readReason(entry);
      const id = reasonIdOf(reason);
      const category = CATEGORIES.get(reason.category ?? shared);
      if (id === undefined || category === undefined) return undefined;
      return { id, code: reason.code ?? '', label: reason.label ?? '', category, system: reason.systemCode ?? false };
    })(xml);
  });
}

const CATEGORIES = /* @__PURE__ */ new Vocabulary<ReasonCode['category']>('NOT_READY LOGOUT=sign-out');
