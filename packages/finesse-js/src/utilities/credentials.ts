/** The part of a gadget's configuration that says who asks. */
export interface AuthConfig {
  readonly id?: string | undefined;
  readonly password?: string | undefined;
  /** Base64 of `id:password`. */
  readonly authorization?: string | undefined;
  /** The access token, where sign-in is single. */
  readonly authToken?: string | undefined;
  /** `SSO`, `NON_SSO` or `HYBRID`. */
  readonly systemAuthMode?: string | undefined;
}

/** What `Authorization` is to say: `Bearer` with the token under single sign-on, else `Basic`. */
export function authHeaderOf(config: AuthConfig): string {
  const { systemAuthMode: mode, authToken, authorization } = config;
  // Under HYBRID each agent signs in one way or the other: who has a token uses it.
  if (authToken && (mode === 'SSO' || mode === 'HYBRID')) return `Bearer ${authToken}`;
  return `Basic ${authorization}`;
}

/** Base64 of a text by way of UTF-8. */
export function base64Encode(text: string): string {
  return btoa(Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join(''));
}

/** The text of `base64Encode`. Throws for what is no base64. */
export function base64Decode(code: string): string {
  return new TextDecoder().decode(Uint8Array.from(atob(code), (char) => char.charCodeAt(0)));
}
