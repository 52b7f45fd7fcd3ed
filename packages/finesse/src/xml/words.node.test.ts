import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { dialogPicture } from '../codec/dialog-picture.js';
import { readUpdate } from '../codec/update.js';
import { readStanza } from './stanza.js';
import { readXml } from './scanner.js';

setFlagsFromString('--expose-gc');
const gc = runInNewContext('gc') as () => void;

/** Bytes of the heap in use once all that can go has gone. */
function heap(): number {
  gc();
  gc();
  return process.memoryUsage().heapUsed;
}

const COUNT = 1000;
const FILLER = 20_000;

describe('strings out of a document', () => {
  it('do not keep it alive', () => {
    const ballast = (i: number): string => `<pad>${String(i).padStart(FILLER, 'x')}</pad>`;
    const kept: unknown[] = [];
    const before = heap();
    for (let i = 0; i < COUNT; i++) {
      const value = `a value of more than thirteen ${i}`;
      kept.push(
        readXml(
          `<a y="${value}">${ballast(i)}<long-unknown-name-${i}/><b>${value}</b><c>${value} &amp;</c><d><![CDATA[${value}]]></d><e>${value}<f/>x</e></a>`,
          (xml) => {
            const found = [xml.attribute('y')];
            for (const depth = xml.depth; xml.child(depth);) if (xml.name !== 'pad') found.push(xml.name, xml.text());
            return found;
          },
        ),
      );
    }
    const each = (heap() - before) / COUNT;
    assert.equal(kept.length, COUNT);
    // Eight strings of some 40 units and their list. A single slice of the document would be twenty thousand more.
    assert.ok(each < 3000, `${Math.round(each)} bytes stayed for each document`);
  });

  it('are all that stays of it, whether it was taken or refused', () => {
    const long = 'x'.repeat(900_000);
    const frame = (id: string, escaped: string, end = '</message>'): string =>
      JSON.parse(
        JSON.stringify(
          `<message xmlns="jabber:client" id="${id}"><event xmlns="http://jabber.org/protocol/pubsub#event"><items node="n"><item>` +
            `<notification xmlns="http://jabber.org/protocol/pubsub">${escaped}</notification></item></items></event>${end}`,
        ),
      ) as string;
    // Made here, where nothing holds the text any more when this is done.
    const read = (make: () => string): string => {
      const stanza = readStanza(make());
      // The engine itself remembers the text it searched last.
      /a/.exec('a');
      return stanza.kind === 'message' ? `a payload of ${stanza.items[0]!.payload.length}` : stanza.kind;
    };
    const documents: readonly (readonly [outcome: string, make: () => string])[] = [
      ['a payload of 900001', () => frame('1', `&lt;${long}`)],
      ['a payload of 900000', () => frame('1', long)],
      ['a payload of 0', () => frame(long, '')],
      ['malformed', () => frame('1', `&lt;${long}`, '</wrong>')],
    ];
    // What is made once is there then, and the long text laid out flat.
    read(() => frame('1', '&lt;a/&gt;'));
    frame('1', long);
    const before = heap();
    for (const [outcome, make] of documents) {
      assert.equal(read(make), outcome);
      const stays = heap() - before;
      assert.ok(stays < 600_000, `${stays} bytes stayed of ${outcome}`);
    }
  });

  it('nor does a dialog keep its notification', () => {
    const kept: unknown[] = [];
    const before = heap();
    for (let i = 0; i < COUNT; i++) {
      const variables = Array.from(
        { length: 10 },
        (_, k) => `<CallVariable><name>callVariable${k + 1}</name><value>${k < 3 ? `value ${i}` : ''}</value></CallVariable>`,
      );
      const payload =
        `<Update><data><dialog><id>${i}</id><pad>${'x'.repeat(FILLER)}</pad><mediaProperties><callvariables>${variables.join('')}</callvariables></mediaProperties>` +
        '<participants><Participant><actions><action>DROP</action></actions><mediaAddress>61017</mediaAddress><state>ACTIVE</state></Participant></participants>' +
        `</dialog></data><event>PUT</event><source>/finesse/api/Dialog/${i}</source></Update>`;
      const escaped = payload.replaceAll('<', '&lt;');
      const frame =
        `<message xmlns="jabber:client"><event xmlns="http://jabber.org/protocol/pubsub#event"><items node="/finesse/api/User/40017/Dialogs"><item id="item number ${i}">` +
        `<notification xmlns="http://jabber.org/protocol/pubsub">${escaped}</notification></item></items></event></message>`;
      const stanza = readStanza(frame);
      assert.equal(stanza.kind, 'message');
      const item = stanza.items[0]!;
      const update = readUpdate(item.payload);
      assert.ok(update.kind === 'update' && update.data.kind === 'dialog');
      kept.push([item.node, item.itemId, update.source, dialogPicture(update.data.dialog, { extension: '61017' })]);
    }
    const each = (heap() - before) / COUNT;
    assert.equal(kept.length, COUNT);
    assert.ok(each < 3500, `${Math.round(each)} bytes stayed for each dialog`);
  });
});
