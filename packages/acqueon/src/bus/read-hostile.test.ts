import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { READ_LIMITS, readBus } from './read.js';

const inner = { channel: 'Cisco', topic: 'Agent', subtopic: 'X' };
const WORDS = ['no-message', 'no-channel', 'unknown-channel', 'not-json', 'no-data', 'too-large', 'too-deep'];

/** Long for a page, and much longer than it takes: what would go on for ever is told from what does not. */
const BOUND_MS = 2_000;

function refusalOf(wire: unknown): string | undefined {
  const started = performance.now();
  const { refused } = readBus(wire);
  expect(performance.now() - started).to.be.lessThan(BOUND_MS);
  return refused;
}

// Each level holds the one below twice: small to send, and more than a thousand million values to walk through.
function laughing(levels: number): unknown {
  let value: unknown = 'ha';
  for (let level = 0; level < levels; level++) value = { a: value, b: value };
  return value;
}

const trap = (name: string) => (): never => {
  throw new Error(`trap ${name}`);
};
const TRAPS = ['ownKeys', 'getOwnPropertyDescriptor', 'getPrototypeOf', 'get', 'has'] as const;

describe('reading what means harm', () => {
  for (const [what, wire, why] of [
    ['values that hold each other twice, thirty deep', { ...inner, message: laughing(30) }, 'too-large'],
    ['a list that says it is as long as can be', { ...inner, message: Object.assign([], { length: 2 ** 32 - 1 }) }, 'too-large'],
    ['a text beyond all bounds inside', { ...inner, message: { x: 'x'.repeat(READ_LIMITS.characters) } }, 'too-large'],
    ['a key beyond all bounds', { ...inner, message: { ['x'.repeat(READ_LIMITS.characters)]: 1 } }, 'too-large'],
    ['lists in lists in lists', `{"channel":"Cisco","message":${'['.repeat(100_000)}${']'.repeat(100_000)}}`, 'too-deep'],
    [
      'more keys than anybody sends',
      { ...inner, message: Object.fromEntries(Array.from({ length: 60_000 }, (_, i) => [`k${i}`, 1])) },
      'too-large',
    ],
    ['a JSON that ends in the middle', '{"channel":"Cis', 'not-json'],
    ['a number as JSON', '7', 'no-message'],
  ] as const) {
    it(`refuses ${what}, in time`, () => {
      expect(refusalOf(wire)).to.equal(why);
    });
  }

  for (const name of TRAPS) {
    it(`survives a proxy that throws at ${name}`, () => {
      const wire = new Proxy<object>({ ...inner }, { [name]: trap(name) });
      expect(refusalOf(wire)).to.be.oneOf([undefined, 'no-data']);
      expect(refusalOf({ ...inner, message: wire })).to.be.oneOf([undefined, 'no-data']);
    });
  }

  it('survives a proxy of a list that lies about its length', () => {
    for (const length of [NaN, -1, Infinity, 1e15, '7', null, { valueOf: trap('valueOf') }]) {
      const list: unknown[] = [];
      const wire = new Proxy(list, { get: (of, name): unknown => (name === 'length' ? length : Reflect.get(of, name)) });
      expect(refusalOf({ ...inner, message: wire })).to.be.oneOf([undefined, 'no-data', 'too-large']);
    }
  });

  it('survives proxies that give other keys each time they are asked', () => {
    let asked = 0;
    const wire = new Proxy<Record<string, unknown>>(
      {},
      {
        ownKeys: () => [`k${asked++}`],
        getOwnPropertyDescriptor: () => ({ value: asked, enumerable: true, configurable: true }),
      },
    );
    expect(refusalOf({ ...inner, message: wire })).to.equal(undefined);
    expect(asked).to.be.lessThan(10);
  });

  it('calls no code of the value’s own', () => {
    let called = 0;
    const call = () => ++called;
    const laden = {
      ...inner,
      toJSON: call,
      [Symbol.toPrimitive]: call,
      message: Object.defineProperties(Object.assign([1, 2], { toString: call }), { 1: { get: call, enumerable: true } }),
    };
    expect(refusalOf(Object.defineProperty(laden, 'source', { get: call, enumerable: true }))).to.equal(undefined);
    expect(called).to.equal(0);
  });

  it('gives a message or a fixed word for anything at all, wrapped, bare and as JSON', () => {
    const anything = fc.anything({
      withBigInt: true,
      withBoxedValues: true,
      withDate: true,
      withMap: true,
      withNullPrototype: true,
      withObjectString: true,
      withSet: true,
      withSparseArray: true,
      withTypedArray: true,
      key: fc.oneof(
        fc.string(),
        fc.constantFrom('channel', 'message', 'data ', ' topic', '__proto__', 'constructor', 'prototype', 'toString'),
      ),
    });
    fc.assert(
      fc.property(anything, (value) => {
        for (const wire of [
          value,
          { ...inner, message: value },
          { channel: 'LCM', topic: '', message: value },
          { ...inner, data: [value] },
        ]) {
          const read = readBus(wire);
          if (read.refused !== undefined) expect(WORDS).to.include(read.refused);
          else expect(Object.keys(read.message)).to.include.members(['channel', 'topic', 'subtopic', 'payload']);
        }
        expect(Object.getPrototypeOf({})).to.equal(Object.prototype);
      }),
      { numRuns: 1_000 },
    );
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const { refused } = readBus(text);
        if (refused !== undefined) expect(WORDS).to.include(refused);
      }),
      { numRuns: 1_000 },
    );
  });
});
