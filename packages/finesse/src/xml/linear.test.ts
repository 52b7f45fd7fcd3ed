import { expect } from '@open-wc/testing';
import { readUpdate } from '../codec/update.js';
import { XmlCursor, XmlError } from './scanner.js';
import { readStanza } from './stanza.js';

// Time must grow with the text and not faster, whatever the text (X14). Only the ratio is asserted; the figures are printed.

function read(text: string): void {
  try {
    const xml = new XmlCursor(text, { size: 1e9 });
    xml.text();
    xml.end();
  } catch (error) {
    if (!(error instanceof XmlError)) throw error;
  }
}

const FAR_AWAY = Array.from({ length: 31 }, (_, i) => ` xmlns:q${i}="u"`).join('');

const HOSTILE: Readonly<Record<string, (size: number) => string>> = {
  'plain text': (size) => `<a>${'x'.repeat(size)}</a>`,
  blanks: (size) => `<a>${' '.repeat(size)}x</a>`,
  'blanks after the declaration': (size) => `<?xml version="1.0"${' '.repeat(size)}?><a/>`,
  'blanks without an end': (size) => `<?xml version="1.0"${' '.repeat(size)}`,
  references: (size) => `<a>${'&lt;'.repeat(size / 4)}</a>`,
  'references and strays': (size) => `<a>${'&lt;\r'.repeat(size / 5)}</a>`,
  'characters by number': (size) => `<a>${'&#x41;'.repeat(size / 6)}</a>`,
  'one number without an end': (size) => `<a>&#${'1'.repeat(size)}`,
  brackets: (size) => `<a>${']'.repeat(size)}</a>`,
  comments: (size) => `<a>${'<!-- -->'.repeat(size / 8)}</a>`,
  'a comment without an end': (size) => `<a><!--${'- '.repeat(size / 2)}`,
  sections: (size) => `<a>${'<![CDATA[]]]>'.repeat(size / 13)}</a>`,
  'near ends of a section': (size) => `<a><![CDATA[${']]'.repeat(size / 2)}`,
  'a long name': (size) => `<${'a'.repeat(size / 2)}></${'a'.repeat(size / 2)}>`,
  'near misses of a known word': (size) => `<a>${'<AGENT_DEVICe/>'.repeat(size / 15)}</a>`,
  'many elements': (size) => `<a>${'<b></b>'.repeat(size / 7)}</a>`,
  'an attribute of blanks': (size) => `<a x="${'\t'.repeat(size)}"/>`,
  'carriage returns in a section': (size) => `<a><![CDATA[${'\r'.repeat(size)}]]></a>`,
  'characters by number in an attribute': (size) => `<a x="${'&#9;'.repeat(size / 4)}"/>`,
  bindings: (size) => `<a>${'<b xmlns:p="u" p:x="1"/>'.repeat(size / 24)}</a>`,
  // Each element looks for a prefix that was declared at the very beginning.
  'bindings far away': (size) => `<a xmlns:p="u"><a${FAR_AWAY}>${'<b p:x="1"/>'.repeat(size / 12)}</a></a>`,
  'carriage returns in an attribute': (size) => `<a x="${'\r'.repeat(size)}"/>`,
  instructions: (size) => `<a>${'<?a ?'.repeat(size / 5)}`,
  pairs: (size) => `<a>${'\u{1f600}'.repeat(size / 2)}</a>`,
};

/** The best of several runs: what else the machine does can only add. */
function best(run: () => void, runs: number): number {
  let time = Infinity;
  for (let i = 0; i < runs; i++) {
    const before = performance.now();
    run();
    time = Math.min(time, performance.now() - before);
  }
  return time;
}

/** How much longer eight times the text takes; the smallest of three tries, since what is quadratic is so every time. */
function growth(small: () => void, large: () => void): number {
  // A clock of coarse steps makes anything shorter noise.
  const tries = Array.from({ length: 3 }, () => best(large, 3) / Math.max(best(small, 8), 0.05));
  return Math.min(...tries);
}

describe('reading XML takes time in proportion to its length', () => {
  for (const [name, make] of Object.entries(HOSTILE)) {
    it(name, () => {
      const small = make(60_000);
      const large = make(480_000);
      // In proportion is 8, the square 64; large strings cost the memory manager more than small ones do.
      expect(
        growth(
          () => read(small),
          () => read(large),
        ),
      ).to.be.at.most(30);
    }).timeout(30_000);
  }

  it('prints what a dialog costs', () => {
    const variables = Array.from(
      { length: 10 },
      (_, i) => `<CallVariable><name>callVariable${i + 1}</name><value>v${i}</value></CallVariable>`,
    );
    const payload = (id: number): string =>
      `<Update><data><dialog><associatedDialogUri></associatedDialogUri><fromAddress>2065550142</fromAddress><id>${id}</id><mediaProperties><DNIS>61017</DNIS>` +
      `<callType>PREROUTE_ACD_IN</callType><callvariables>${variables.join('')}</callvariables></mediaProperties><mediaType>Voice</mediaType><participants><Participant>` +
      '<actions><action>HOLD</action><action>DROP</action></actions><mediaAddress>61017</mediaAddress><mediaAddressType>AGENT_DEVICE</mediaAddressType>' +
      '<startTime>2025-03-04T09:20:11.004Z</startTime><state>ACTIVE</state><stateCause></stateCause><stateChangeTime>2025-03-04T09:20:11.004Z</stateChangeTime>' +
      '</Participant></participants><state>ACTIVE</state><toAddress>7400</toAddress></dialog></data><event>PUT</event><requestId></requestId>' +
      `<source>/finesse/api/Dialog/${id}</source></Update>`;
    const payloads = Array.from({ length: 200 }, (_, i) => payload(33870000 + i));
    const escaped = payloads.map((text) => text.replaceAll('<', '&lt;').replaceAll('>', '&gt;'));
    const frames = escaped.map(
      (text) =>
        `<message xmlns="jabber:client"><event xmlns="http://jabber.org/protocol/pubsub#event"><items node="/n"><item id="i">` +
        `<notification xmlns="http://jabber.org/protocol/pubsub">${text}</notification></item></items></event></message>`,
    );
    const browser = new DOMParser();
    const perByte = (texts: readonly string[], one: (text: string) => unknown): string => {
      const bytes = texts.reduce((sum, text) => sum + text.length, 0);
      return ((best(() => texts.forEach(one), 15) * 1e6) / bytes).toFixed(1);
    };
    expect(payloads.every((text) => readUpdate(text).kind === 'update')).to.equal(true);
    expect(frames.every((text) => readStanza(text).kind === 'message')).to.equal(true);
    // eslint-disable-next-line no-console
    console.log(
      `ns per byte: update ${perByte(payloads, readUpdate)}, frame ${perByte(frames, readStanza)}, ` +
        `DOMParser ${perByte(payloads, (text) => browser.parseFromString(text, 'application/xml'))}`,
    );
  }).timeout(30_000);
});
