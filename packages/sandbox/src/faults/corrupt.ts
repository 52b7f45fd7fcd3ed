import type { Corruption } from './plan.js';

/** Spoils a piece of XML. */
export function corrupt(xml: string, kind: Corruption): string {
  switch (kind) {
    case 'malformed':
      // The last end tag has another name.
      return xml.replace(/<\/([^<>]+)>\s*$/, '</x$1>');
    case 'truncated':
      return xml.slice(0, Math.floor(xml.length / 2));
    case 'oversized':
      return insert(xml, `<filler>${'x'.repeat(5_000_000)}</filler>`);
    case 'doctype':
      return `<!DOCTYPE Update [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>${insert(xml, '<filler>&b;</filler>')}`;
    case 'deep':
      return insert(xml, `${'<d>'.repeat(20_000)}${'</d>'.repeat(20_000)}`);
    case 'json':
      return JSON.stringify({ Update: { data: { user: { state: 'READY' } }, event: 'PUT', source: '/finesse/api/User/1' } });
    case 'html':
      return '<!DOCTYPE html><html><head><title>Sign in</title></head><body><h1>Sign in</h1><br></body></html>';
    case 'empty':
      return '';
    case 'unknown_enum':
      return xml.replace(/<(state|callType)>[A-Z_]+</g, '<$1>STATE_X<');
    case 'no_data':
      return xml.replace(/<data>[\s\S]*<\/data>/, '');
    case 'no_source':
      return xml.replace(/<source>[^<]*<\/source>/, '');
  }
}

function insert(xml: string, extra: string): string {
  return xml.replace(/<\/([^<>]+)>\s*$/, `${extra}</$1>`);
}
