import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readStanza } from '../xml/stanza.js';
import { element } from '../xml/write.js';
import { dialogPicture } from './dialog-picture.js';
import { requestOf } from './requests.js';
import { readUpdate } from './update.js';

// The same sources that run in pages run where there is no page (H8).
describe('the codec without a page', () => {
  it('has no DOM to lean on', () => {
    assert.equal('DOMParser' in globalThis, false);
    assert.equal('document' in globalThis, false);
  });

  it('reads a notification from its frame to the model', () => {
    const payload =
      '<Update><data><dialog><id>33870011</id><participants><Participant><actions><action>ANSWER</action></actions><mediaAddress>61017</mediaAddress>' +
      '<state>ALERTING</state><stateChangeTime>2025-03-04T09:20:11.004Z</stateChangeTime></Participant></participants><state>ACTIVE</state></dialog></data>' +
      '<event>PUT</event><requestId>a1</requestId><source>/finesse/api/Dialog/33870011</source></Update>';
    const notification = element('notification', { xmlns: 'http://jabber.org/protocol/pubsub' }, payload);
    const items = element('items', { node: '/finesse/api/User/40017/Dialogs' }, element('item', { id: 'i1' }, notification));
    const frame = element(
      'message',
      { xmlns: 'jabber:client' },
      element('event', { xmlns: 'http://jabber.org/protocol/pubsub#event' }, items),
    );

    const stanza = readStanza(frame.toString());
    assert.ok(stanza.kind === 'message');
    const update = readUpdate(stanza.items[0]!.payload);
    assert.ok(update.kind === 'update' && update.data.kind === 'dialog');
    const seen = dialogPicture(update.data.dialog, { extension: '61017' });
    assert.equal(seen?.at, Date.parse('2025-03-04T09:20:11.004Z'));
    assert.deepEqual(seen.picture.participants[0]?.actions, ['answer']);
  });

  it('writes a request', () => {
    const { path, body } = requestOf({ type: 'make-call', to: '7400' }, { agentId: '40017', extension: '61017' });
    assert.equal(path, '/finesse/api/User/40017/Dialogs');
    assert.equal(
      body,
      '<Dialog><fromAddress>61017</fromAddress><requestedAction>MAKE_CALL</requestedAction><toAddress>7400</toAddress></Dialog>',
    );
  });
});
