import { readUpdate } from '../../../finesse/src/codec/update.js';
import { readStanza } from '../../../finesse/src/xml/stanza.js';
import { mustBe } from '../sampling.js';
import { flat } from '../wire.js';

/** Just under what is read at all. */
const SIZE = 900_000;
const ROUNDS = 7;

const repeated = (piece: string): string => piece.repeat(Math.floor(SIZE / piece.length));

// Each is meant to be as dear as can be to some way of reading: long searches that fail, much to undo, deep looks ahead.
const DOCUMENTS: Readonly<Record<string, string>> = {
  'plain text': `<a>${repeated('x')}</a>`,
  blanks: `<a>${repeated(' ')}x</a>`,
  'blanks in a tag': `<a${repeated(' ')}>x</a>`,
  'blanks after the declaration': `<?xml version="1.0"${repeated(' ')}?><a/>`,
  'blanks without an end': `<?xml version="1.0"${repeated(' ')}`,
  references: `<a>${repeated('&lt;')}</a>`,
  'references between words': `<a>${repeated('word &amp; ')}</a>`,
  'references and strays': `<a>${repeated('&lt;\r')}</a>`,
  'characters by number': `<a>${repeated('&#x41;')}</a>`,
  'one number without an end': `<a>&#${repeated('1')}`,
  ampersands: `<a>${repeated('&')}</a>`,
  'brackets and no end': `<a>${repeated(']]')}</a>`,
  'an end of a section in each element': `<a>${repeated('<b>]]&gt;</b>')}</a>`,
  comments: `<a>${repeated('<!-- -->')}</a>`,
  'a comment without an end': `<a><!--${repeated('- ')}`,
  'comments that do not begin': `<a>${repeated('<!-')}`,
  sections: `<a>${repeated('<![CDATA[]]]>')}</a>`,
  'near ends of a section': `<a><![CDATA[${repeated(']]')}`,
  'a section without an end': `<a>${repeated('<![CDATA[')}`,
  'a long name': `<${'a'.repeat(SIZE / 2)}></${'a'.repeat(SIZE / 2)}>`,
  'near misses of a known word': `<a>${repeated('<AGENT_DEVICe/>')}</a>`,
  'many elements': `<a>${repeated('<b></b>')}</a>`,
  'empty elements': `<a>${repeated('<b/>')}</a>`,
  'text between elements': `<a>${repeated('<b/>x')}</a>`,
  'elements with an ampersand at the end': `<a>${repeated('<b>x</b>')}&amp;</a>`,
  'elements with an end of a section at the end': `<a>${repeated('<b>x</b>')}<![CDATA[x]]></a>`,
  'an attribute of blanks': `<a x="${repeated('\t')}"/>`,
  'an attribute without an end': `<a x="${repeated("'")}`,
  'equals signs': `<a ${repeated('=')}/>`,
  'attributes, one an element': `<a>${repeated('<b x="1"/>')}</a>`,
  'carriage returns': `<a>${repeated('\r')}</a>`,
  'carriage returns in a section': `<a><![CDATA[${repeated('\r')}]]></a>`,
  'characters by number in an attribute': `<a x="${repeated('&#9;')}"/>`,
  bindings: `<a>${repeated('<b xmlns:p="u" p:x="1"/>')}</a>`,
  'bindings far away': `<a xmlns:p="u"><a${Array.from({ length: 31 }, (_, i) => ` xmlns:q${i}="u"`).join('')}>${repeated('<b p:x="1"/>')}</a></a>`,
  'characters by number from another plane': `<a>${repeated('&#x10FFFF;')}</a>`,
  'carriage returns in an attribute': `<a x="${repeated('\r')}"/>`,
  instructions: `<a>${repeated('<?a ?>')}</a>`,
  'instructions without an end': `<a>${repeated('<?a ?')}`,
  pairs: `<a>${repeated('\u{1f600}')}</a>`,
  'a document type': `<!DOCTYPE a [${repeated('<!ENTITY b "c">')}]><a/>`,
  'many ends': repeated('</a>'),
  'opening brackets': repeated('<'),
};

/** The same as the payload of an update and inside a message: what comes from outside is read in these two ways only. */
const WAYS: Readonly<Record<string, (text: string) => { readonly text: string; readonly read: (text: string) => unknown }>> = {
  payload: (text) => ({ text: `<Update><data>${text}</data></Update>`, read: readUpdate }),
  bare: (text) => ({ text, read: readUpdate }),
  frame: (text) => ({
    text: `<message xmlns="jabber:client"><event xmlns="http://jabber.org/protocol/pubsub#event">${text}</event></message>`,
    read: (frame) => readStanza(frame),
  }),
};

/** Nanoseconds per byte of the dearest document, round by round. */
export function measure(): { readonly name: string; readonly samples: number[]; readonly documents: number } {
  let worst: { name: string; samples: number[]; typical: number } | undefined;
  let documents = 0;
  for (const [name, inner] of Object.entries(DOCUMENTS)) {
    for (const [way, make] of Object.entries(WAYS)) {
      const { text, read } = make(inner);
      documents++;
      const samples: number[] = [];
      for (let round = 0; round < ROUNDS; round++) {
        const fresh = flat(text);
        const start = performance.now();
        const value = read(fresh);
        const took = performance.now() - start;
        mustBe(typeof value === 'object' && value !== null, `${name} was not answered`);
        // The first rounds are those of code that is not warm.
        if (round >= 2) samples.push((took * 1e6) / fresh.length);
      }
      const typical = [...samples].sort((a, b) => a - b)[samples.length >> 1]!;
      if (worst === undefined || typical > worst.typical) worst = { name: `${name}, ${way}`, samples, typical };
    }
  }
  mustBe(worst !== undefined, 'nothing was read');
  return { name: worst.name, samples: worst.samples, documents };
}
