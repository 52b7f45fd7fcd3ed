import type { XmlError, XmlLimits } from './scanner.js';

/** One notification out of a pub/sub message: the node it came from and its payload, unescaped once. */
export interface PubsubItem {
  readonly node: string;
  readonly itemId?: string;
  /** Text of `<notification>`; for Finesse an XML document of its own (see `readUpdate`). */
  readonly payload: string;
}

/** One XMPP frame (RFC 7395), as far as a Finesse client needs it. */
export type Stanza =
  | { readonly kind: 'open'; readonly from?: string; readonly id?: string }
  | { readonly kind: 'close' }
  | { readonly kind: 'features'; readonly mechanisms: readonly string[]; readonly bind: boolean; readonly session: boolean }
  | { readonly kind: 'challenge'; readonly data: string }
  | { readonly kind: 'success'; readonly data: string }
  /** SASL refusal; `condition` is the element's name, such as `not-authorized`. */
  | { readonly kind: 'failure'; readonly condition: string }
  | {
      readonly kind: 'iq';
      /** `get`, `set`, `result` or `error`. */
      readonly type: string;
      readonly id: string;
      readonly from?: string;
      /** The full JID of a bind result. */
      readonly jid?: string;
      /** Condition of an error, such as `service-unavailable`. */
      readonly condition?: string;
      /** A ping (XEP-0199) that wants an answer. */
      readonly ping: boolean;
    }
  | { readonly kind: 'message'; readonly from?: string; readonly id?: string; readonly items: readonly PubsubItem[] }
  /** `type` is absent for available. */
  | { readonly kind: 'presence'; readonly from?: string; readonly type?: string }
  | { readonly kind: 'stream-error'; readonly condition: string }
  | { readonly kind: 'unknown'; readonly name: string }
  | { readonly kind: 'malformed'; readonly error: XmlError };

/** Reads one frame. Never throws: what is not well formed is `malformed`, what is not known `unknown`. */
export function readStanza(_frame: string, _limits?: XmlLimits): Stanza {
  throw new Error('to come');
}
