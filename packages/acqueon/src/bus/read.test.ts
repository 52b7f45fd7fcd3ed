import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { plainCopy, type Plain } from './plain.js';
import { READ_LIMITS, readBus } from './read.js';

const inner = { channel: 'Cisco', topic: 'Agent', subtopic: 'SetAgentState', source: 'core', message: { state: 'READY' } };
const packet = { channel: 'Cisco', topic: '', subTopic: '', ResponseUrl: 'https://w.example', subscriberID: '40017', message: inner };

function readOf(wire: unknown) {
  const read = readBus(wire);
  if (read.refused !== undefined) throw new Error(read.refused);
  return read.message;
}

const plain = (value: Plain | undefined): unknown => JSON.parse(JSON.stringify(value ?? null));

describe('reading the bus', () => {
  it('takes a packet, the bare message in it, and either as JSON, for the same', () => {
    const expected = { channel: 'Cisco', topic: 'Agent', subtopic: 'SetAgentState', source: 'core', payload: { state: 'READY' } };
    for (const wire of [packet, inner, JSON.stringify(packet), `\ufeff${JSON.stringify(inner)}`]) {
      expect(plain(readOf(wire) as unknown as Plain)).to.deep.equal(expected);
    }
  });

  for (const [quirk, wire, expected] of [
    ['the payload under data', { channel: 'Cisco', topic: 'Error', subtopic: 'SetAPIError', data: { a: 1 } }, { payload: { a: 1 } }],
    [
      'message before data',
      { channel: 'LCM', topic: 'WebService', subtopic: 'X', message: { a: 1 }, data: { a: 2 } },
      { payload: { a: 1 } },
    ],
    [
      'blanks behind keys, at any depth',
      { 'channel ': 'Cisco', topic: 'Call', subtopic: 'X', 'data ': { 'MediaAddress ': '1' } },
      { payload: { MediaAddress: '1' } },
    ],
    [
      'a blank before a routing word',
      { channel: 'Amazon', topic: 'OutboundCall', subtopic: ' QueueTransfer' },
      { subtopic: 'QueueTransfer' },
    ],
    [
      'keys in another case',
      { Channel: 'Cisco', Topic: 'Agent', SubTopic: 'X', Data: 'yes' },
      { topic: 'Agent', subtopic: 'X', payload: 'yes' },
    ],
    ['a channel in another case', { channel: 'salesforce', topic: 'Call', subtopic: 'X' }, { channel: 'Salesforce' }],
    ['subject for source', { channel: 'Amazon', topic: 'OutboundCall', subtopic: 'MakeCall', subject: 'core' }, { source: 'core' }],
    ['the key as the table of packets prints it', { channel: 'Cisco', topic: '', okmessage: inner }, { subtopic: 'SetAgentState' }],
    ['a list for a payload', { channel: 'LCM', topic: 'WebService', subtopic: 'X', message: [{ a: '1' }] }, { payload: [{ a: '1' }] }],
  ] as const) {
    it(`understands ${quirk}`, () => {
      const read = plain(readOf(wire) as unknown as Plain) as Record<string, unknown>;
      for (const [key, value] of Object.entries(expected)) expect(read[key]).to.deep.equal(value);
    });
  }

  for (const [what, wire, why] of [
    ['nothing', undefined, 'no-message'],
    ['a number', 7, 'no-message'],
    ['a list', [inner], 'no-message'],
    ['a text that is no JSON', 'hello', 'not-json'],
    ['a channel that is not on the bus', { channel: 'PubSub', topic: '' }, 'unknown-channel'],
    ['no channel at all', { topic: 'Agent' }, 'no-channel'],
    ['an element', document.createElement('p'), 'no-message'],
    ['a buffer', new ArrayBuffer(8), 'no-message'],
    ['a text beyond all bounds', `{"channel":"Cisco","x":"${'x'.repeat(READ_LIMITS.characters)}"}`, 'too-large'],
    ['more values than anybody sends', { channel: 'Cisco', message: Array.from({ length: READ_LIMITS.values + 1 }, () => 1) }, 'too-large'],
    ['a value in itself', cyclic(), 'too-deep'],
  ] as const) {
    it(`refuses ${what}`, () => {
      expect(readBus(wire)).to.deep.equal({ refused: why });
    });
  }

  it('asks no getter, and throws nothing of a proxy’s', () => {
    let asked = 0;
    const laden = Object.defineProperty({ channel: 'Cisco', topic: 'Agent', subtopic: 'X' }, 'message', {
      enumerable: true,
      get: () => ++asked,
    });
    expect(readOf(laden).payload).to.equal(undefined);
    expect(asked).to.equal(0);
    const trap = new Proxy(
      {},
      {
        ownKeys: () => {
          throw new Error('trap');
        },
      },
    );
    expect(readBus(trap)).to.deep.equal({ refused: 'no-data' });
  });

  it('lets no key reach a prototype', () => {
    const evil =
      '{"channel":"Cisco","topic":"Agent","subtopic":"X","message":{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}," __proto__ ":{"polluted":1},"ok":1}}';
    const { payload } = readOf(evil);
    expect(({} as Record<string, unknown>)['polluted']).to.equal(undefined);
    expect(Object.keys(payload as object)).to.deep.equal(['ok']);
    expect((payload as Record<string, unknown>)['polluted']).to.equal(undefined);
  });

  it('never throws, whatever comes, and takes any JSON as it is', () => {
    fc.assert(
      fc.property(fc.anything({ withBoxedValues: true, withDate: true, withMap: true, withNullPrototype: true }), (wire) => {
        readBus(wire);
        readBus({ ...inner, message: wire });
      }),
      { numRuns: 500 },
    );
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const known = JSON.parse(JSON.stringify(value), (key: string, each: unknown) =>
          /^\s|\s$|^(__proto__|constructor|prototype)$/.test(key) ? undefined : each,
        ) as unknown;
        fc.pre(JSON.stringify(known) === JSON.stringify(value));
        expect(plain(plainCopy(value, READ_LIMITS))).to.deep.equal(JSON.parse(JSON.stringify(value)));
      }),
      { numRuns: 500 },
    );
  });
});

function cyclic(): unknown {
  const value: Record<string, unknown> = { channel: 'Cisco', topic: 'Agent' };
  value['message'] = value;
  return value;
}
