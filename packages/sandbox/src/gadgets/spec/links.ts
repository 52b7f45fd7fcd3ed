/** How the links of a document are written anew. */
export interface LinkBase {
  /** Absolute address of the gadget's file. */
  readonly url: string;
  /** Origin of the page: addresses on it are written without it. */
  readonly origin: string;
  /** Whether a link is left as it is, whatever it is. Default: none is. */
  readonly leaves?: (link: string) => boolean;
}

// As browsers read an address: blanks about it and line ends in it do not count.
const IGNORED = /^[\0- ]+|[\0- ]+$|[\t\n\r]/g;

/**
 * The address that a relative link of a gadget's file stands for, which is relative to that file and not to the frame's own address. Links
 * that need no help are `undefined`: absolute ones, those from the root, `data:`, `javascript:`, `#…` and nothing at all; those of templates
 * too, whose braces no address has.
 */
export function resolveLink(link: string, base: LinkBase): string | undefined {
  const address = link.replace(IGNORED, '');
  if (address === '' || /^(?:[#/\\]|[a-z][a-z0-9+.-]*:)/i.test(address) || /[{}]/.test(address) || base.leaves?.(address)) return undefined;
  if (!URL.canParse(address, base.url)) return undefined;
  const { href, origin } = new URL(address, base.url);
  return origin === base.origin ? href.slice(origin.length) : href;
}
