/** What builds a stanza, element by element. */
export interface StanzaBuilder {
  /** Goes into a new child. */
  c(name: string, attributes: Readonly<Record<string, string>>): unknown;
  t(text: string): unknown;
  /** Goes back to the parent. */
  up(): unknown;
}

const TOKEN = /<(\/?)([\w:.-]+)((?: [\w:.-]+="[^"]*")*)(\/?)>|([^<]+)/g;
const ATTRIBUTE = / ([\w:.-]+)="([^"]*)"/g;
const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/**
 * Builds a stanza from what `element` has written, and only from that: it is no reader of XML. Not by DOMParser, which pages may forbid
 * (Trusted Types).
 */
export function buildStanza<Builder extends StanzaBuilder>(
  text: string,
  begin: (name: string, attributes: Readonly<Record<string, string>>) => Builder,
): Builder | undefined {
  let stanza: Builder | undefined;
  for (const [, end, name = '', inTag = '', isEmpty, words] of text.matchAll(TOKEN)) {
    if (words !== undefined) stanza?.t(plain(words));
    else if (end) stanza?.up();
    else {
      const attributes = Object.fromEntries([...inTag.matchAll(ATTRIBUTE)].map(([, key = '', value = '']) => [key, plain(value)]));
      if (stanza) stanza.c(name, attributes);
      else stanza = begin(name, attributes);
      if (isEmpty) stanza.up();
    }
  }
  return stanza;
}

function plain(escaped: string): string {
  return escaped.replace(/&(?:#(\d+)|(\w+));/g, (_all, code: string | undefined, name: string | undefined) =>
    code === undefined ? (NAMED[name ?? ''] ?? '') : String.fromCharCode(Number(code)),
  );
}
