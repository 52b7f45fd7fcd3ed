/** Names and password of a SASL PLAIN message. The password stays in the hands of the caller and is kept nowhere. */
export interface PlainMessage {
  /** Bare JID to act as; `''` for the authenticated one. */
  readonly authzid: string;
  readonly authcid: string;
  readonly password: string;
}

/** Reads a SASL PLAIN message. `undefined` when it is not base64 of three parts between NULs. */
export function readPlain(encoded: string): PlainMessage | undefined {
  const decoded = decodeBase64(encoded);
  const parts = decoded?.split('\0');
  if (parts?.length !== 3) return undefined;
  const [authzid = '', authcid = '', password = ''] = parts;
  return authcid === '' ? undefined : { authzid, authcid, password };
}

/** Base64 of UTF-8, decoded; `undefined` when it is neither. */
export function decodeBase64(encoded: string): string | undefined {
  try {
    const bytes = Uint8Array.from(atob(encoded.trim()), (character) => character.charCodeAt(0));
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
