import { DesktopError } from '@cordboard/core';

/** An address that requests are made below, without its last stroke. Throws `DesktopError('invalid-argument')` for one that cannot be used, or that holds credentials. */
export function baseOf(address: string): string {
  const base = (globalThis as { location?: { href?: string } }).location?.href;
  let url: URL;
  try {
    url = new URL(address, base);
  } catch {
    throw new DesktopError('invalid-argument', 'url');
  }
  if (!/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '' || url.search !== '') {
    throw new DesktopError('invalid-argument', 'url: http(s), without credentials');
  }
  return (url.origin + url.pathname).replace(/\/+$/, '');
}
