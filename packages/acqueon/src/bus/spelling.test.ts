import { expect } from '@open-wc/testing';
import { amazonInbound } from '../catalogue/amazon.js';
import { cisco } from '../catalogue/cisco.js';
import { messageFor } from '../catalogue/operation.js';
import { spelled } from './spelling.js';

describe('other spellings', () => {
  it('are written where a site has some, and nothing else is touched', () => {
    const message = messageFor(cisco.hold, { MediaAddress: '5580', CallID: '7' }, 'widget');
    expect(spelled(message, { subtopics: { SetHOLD: 'SetHold' }, keys: { CallID: 'callID' } })).to.deep.equal({
      channel: 'Cisco',
      topic: 'InboundCall',
      subtopic: 'SetHold',
      source: 'widget',
      data: { MediaAddress: '5580', callID: '7' },
    });
    expect(spelled(message, {})).to.deep.equal(message);
  });

  it('are those that the site named, and no names that every object has', () => {
    const endpoint = { constructor: 'a', toString: 'b', valueOf: 'c', name: 'd' };
    const message = messageFor(amazonInbound.makeDirectCall, endpoint, 'widget');
    expect(Object.entries(spelled(message, {}).data as object)).to.deep.equal(Object.entries(endpoint));
    expect(spelled({ ...message, subtopic: 'constructor' }, {}).subtopic).to.equal('constructor');
  });
});
