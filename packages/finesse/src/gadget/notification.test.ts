import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { readUpdate } from '../codec/update.js';
import { notificationIn } from './notification.js';

const XML =
  '<Update><data><user><loginId>40017</loginId><state>READY</state></user></data><event>PUT</event><requestId></requestId><source>/finesse/api/User/40017</source></Update>';

describe('a notification on the hub', () => {
  it('is the text that came, with the path of its node before it or without', () => {
    expect(notificationIn({ content: XML })).to.equal(XML);
    expect(notificationIn({ content: `/finesse/api/User/40017${XML}`, object: { Update: null } })).to.equal(XML);
  });

  it('is written from what the page’s library made of it where there is no text', () => {
    const user = { loginId: '40017', state: 'READY', firstName: 'Ann & <Lee>', reasonCodeId: null };
    const object = { Update: { data: { user }, event: 'PUT', requestId: null, source: '/finesse/api/User/40017' } };
    const update = readUpdate(notificationIn({ object })!);
    expect(update).to.deep.include({ kind: 'update', event: 'PUT', source: '/finesse/api/User/40017' });
    expect(update.kind === 'update' && update.data.kind === 'user' && update.data.user).to.deep.include({
      loginId: '40017',
      state: 'READY',
      firstName: 'Ann & <Lee>',
    });
  });

  it('knows a list of one from a single value, and attributes from text', () => {
    const dialogs = (Dialog: unknown) => notificationIn({ object: { Update: { data: { dialogs: { Dialog } } } } });
    const [one, other] = [{ id: '1' }, { id: '2' }];
    expect(dialogs(one)).to.equal('<Update><data><dialogs><Dialog><id>1</id></Dialog></dialogs></data></Update>');
    expect(dialogs([one])).to.equal(dialogs(one));
    expect(dialogs([one, other])).to.contain('<Dialog><id>1</id></Dialog><Dialog><id>2</id></Dialog>');
    expect(dialogs({ '@kind': 'x', '#text': 'y' })).to.contain('<Dialog>y</Dialog>');
  });

  it('is nothing where it is no notification, and nothing throws', () => {
    for (const data of [undefined, null, 7, 'x', {}, { content: 'no markup' }, { object: { Update: undefined } }, { object: [] }]) {
      expect(notificationIn(data)).to.equal(undefined);
    }
    const deep: Record<string, unknown> = {};
    deep['Update'] = deep;
    expect(notificationIn({ object: deep })).to.equal(undefined);
    expect(notificationIn({ object: { Update: { 'a b': '1' } } })).to.equal(undefined);
    fc.assert(
      fc.property(fc.record({ content: fc.anything(), object: fc.anything() }), fc.anything(), (data, update) => {
        notificationIn(data);
        const text = notificationIn({ object: { Update: update } });
        if (text !== undefined) readUpdate(text);
      }),
    );
  });
});
