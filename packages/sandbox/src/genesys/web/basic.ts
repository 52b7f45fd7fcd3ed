/** The name and password of an `Authorization: Basic` header. */
export function decodeBasic(header: string | null): { readonly name: string; readonly password: string } | undefined {
  const [scheme = '', value = ''] = (header ?? '').trim().split(/\s+/, 2);
  if (scheme.toLowerCase() !== 'basic') return undefined;
  let pair: string;
  try {
    pair = new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(atob(value), (character) => character.charCodeAt(0)));
  } catch {
    return undefined;
  }
  const colon = pair.indexOf(':');
  return colon < 1 ? undefined : { name: pair.slice(0, colon), password: pair.slice(colon + 1) };
}
