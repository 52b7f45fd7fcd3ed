import { expect } from '@open-wc/testing';
import { anything, assert, jsonValue, property, string } from 'fast-check';
import { deliveryJson, envelope, readFrameMessage, readPageMessage } from './frame-protocol.js';

const TOKEN = 'token-of-this-load';
const said = (message: unknown): string => envelope(TOKEN, JSON.stringify(message));

describe('messages between page and frame', () => {
  it('are read back as they were', () => {
    for (const message of [
      { kind: 'connect' },
      { kind: 'subscribe', id: '0', topic: 'a.**' },
      { kind: 'unsubscribe', id: '0' },
      { kind: 'publish', topic: 'a.b', data: { x: [1, null] } },
      { kind: 'publish', topic: 'a.b' },
      { kind: 'rpc', service: 'resize_iframe', args: [100] },
      { kind: 'note', note: { type: 'request', method: 'GET', url: '/x', ms: 3, status: 200 } },
      { kind: 'note', note: { type: 'swallowed', text: 'x' } },
    ]) {
      expect(readFrameMessage(said(message), TOKEN)).to.deep.equal(message);
    }
    const delivery = { kind: 'deliver', topic: 'a.b', ids: ['0', '1'], data: { x: 1 } } as const;
    expect(readPageMessage(envelope(TOKEN, deliveryJson('a.b', ['0', '1'], '{"x":1}')), TOKEN)).to.deep.equal(delivery);
    expect(readPageMessage(envelope(TOKEN, deliveryJson('a.b', ['0'], undefined)), TOKEN)).to.not.have.property('data');
  });

  it('count only with the token of this load', () => {
    expect(readFrameMessage(said({ kind: 'connect' }), 'another')).to.equal(undefined);
    expect(readFrameMessage(envelope('', '{"kind":"connect"}'), '')).to.equal(undefined);
    expect(readFrameMessage({ kind: 'connect', token: TOKEN }, TOKEN)).to.equal(undefined);
  });

  it('of another shape are none', () => {
    for (const message of [
      {},
      [],
      null,
      { kind: 'subscribe', id: 0, topic: 'a' },
      { kind: 'subscribe', id: '0', topic: 'a..b' },
      { kind: 'subscribe', id: 'x'.repeat(65), topic: 'a' },
      { kind: 'publish', topic: 'a.*' },
      { kind: 'rpc', service: 'x', args: {} },
      { kind: 'note', note: { type: 'other', text: 'x' } },
      { kind: '__proto__' },
    ]) {
      expect(readFrameMessage(said(message), TOKEN), JSON.stringify(message)).to.equal(undefined);
    }
  });

  it('never throw, whatever is sent, and leave every prototype alone', () => {
    assert(
      property(anything(), string(), jsonValue(), (value, text, json) => {
        for (const sent of [value, text, envelope(TOKEN, text), said(json)]) {
          readFrameMessage(sent, TOKEN);
          readPageMessage(sent, TOKEN);
        }
      }),
      { numRuns: 1000 },
    );
    readFrameMessage(
      envelope(TOKEN, '{"kind":"publish","topic":"a","data":{"__proto__":{"polluted":1}},"__proto__":{"polluted":1}}'),
      TOKEN,
    );
    expect(({} as Record<string, unknown>)['polluted']).to.equal(undefined);
  });
});
