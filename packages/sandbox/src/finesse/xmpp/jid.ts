/** An address: `local@domain/resource`. */
export interface Jid {
  readonly local: string;
  readonly domain: string;
  readonly resource: string;
}

/** Takes an address apart. Parts that are missing are `''`. Local part and domain are lower case: they compare that way. */
export function parseJid(text: string): Jid {
  const slash = text.indexOf('/');
  const bare = slash < 0 ? text : text.slice(0, slash);
  const resource = slash < 0 ? '' : text.slice(slash + 1);
  const at = bare.indexOf('@');
  const local = at < 0 ? '' : bare.slice(0, at);
  return { local: local.toLowerCase(), domain: bare.slice(at + 1).toLowerCase(), resource };
}
