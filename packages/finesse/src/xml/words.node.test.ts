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
