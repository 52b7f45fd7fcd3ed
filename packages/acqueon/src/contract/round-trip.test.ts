import { expect } from '@open-wc/testing';
import { DesktopError } from '@cordboard/core';
import fc from 'fast-check';
import { packetOf } from '../bus/packet.js';
import { isAbout } from '../bus/message.js';
import { listOf } from '../bus/plain.js';
import { readBus } from '../bus/read.js';
import { readAnswer, recordIn, type AnswerKind, type AnswerShape } from '../catalogue/answer.js';
import { messageFor } from '../catalogue/operation.js';
import { salesforceEvents } from '../catalogue/salesforce.js';
import { asked, mangled, quirks, TABLES } from './wild.test.js';

const plain = (value: unknown): unknown => (value === undefined ? undefined : JSON.parse(JSON.stringify(value)));

const SHAPES: readonly AnswerShape[] = [
  ...Object.values(TABLES)
    .flatMap((rows) => Object.values(rows))
    .flatMap(({ answer }) => {
      const gives = answer?.gives;
      if (!gives) return [];
      return 'list' in gives ? [gives.list] : 'record' in gives ? [gives.record] : 'maybe' in gives ? [gives.maybe] : [];
    }),
  ...Object.values(salesforceEvents).map(({ gives }) => gives),
];

const VALUES: Readonly<Record<AnswerKind, fc.Arbitrary<string | number | boolean>>> = {
  text: fc.string(),
  number: fc.integer(),
  flag: fc.boolean(),
  any: fc.string(),
};

const kindOf = (kind: string) => kind.replace('?', '') as AnswerKind;

// Ids as numbers, numbers and flags as texts, keys in another case or with a blank behind: as the samples have them.
const written = (name: string, value: string | number | boolean, how: number): readonly [string, unknown] => [
  how % 2 ? `${name.toLowerCase()} ` : name,
  typeof value === 'string' || how % 3 ? value : how % 5 ? String(value) : String(value).toUpperCase(),
];

describe('reading what was written', () => {
  it('gives back each operation of the catalogue, whatever the documentation’s samples do to it', () => {
    fc.assert(
      fc.property(asked, quirks, ({ operation, data }, how) => {
        const message = messageFor(operation, data as never, 'my-widget');
        const read = readBus(mangled(packetOf(message, 'https://widgets.example', '40017'), how));
        if (read.refused !== undefined) throw new Error(read.refused);
        expect(isAbout(read.message, operation)).to.equal(true);
        expect(read.message.source).to.equal('my-widget');
        expect(plain(read.message.payload)).to.deep.equal(plain(message.data));
      }),
      { numRuns: 1_000 },
    );
  });

  it('gives back each record of an answer, however its keys and values are written', () => {
    const record = fc.constantFrom(...SHAPES).chain((shape) => {
      const fields = Object.entries(shape).map(([name, kind]) => [name, VALUES[kindOf(kind)]] as const);
      const needed = Object.entries(shape).flatMap(([name, kind]) => (kind.endsWith('?') ? [] : [name]));
      return fc.record({
        shape: fc.constant(shape),
        record: fc.record(Object.fromEntries(fields), { requiredKeys: needed, noNullPrototype: true }),
        how: fc.nat(29),
      });
    });
    fc.assert(
      fc.property(record, ({ shape, record, how }) => {
        const wire = Object.fromEntries(Object.entries(record).map(([name, value]) => written(name, value, how)));
        const read = readBus({ channel: 'LCM', topic: 'WebService', subtopic: 'X', message: { response: [wire] } });
        if (read.refused !== undefined) throw new Error(read.refused);
        const [item] = listOf(read.message.payload, 'response');
        const { raw, ...known } = recordIn(shape, item)!;
        expect(known).to.deep.equal(record);
        expect(Object.keys(raw).length).to.equal(Object.keys(wire).length);
      }),
      { numRuns: 1_000 },
    );
  });

  it('makes of any answer a result or an error of ours, and lets nothing reach a prototype', () => {
    const answers = Object.values(TABLES)
      .flatMap((rows) => Object.values(rows))
      .flatMap(({ answer }) => answer ?? []);
    const hostile = fc.jsonValue().map((value) => ({ callid: 'k-1', response: value, Success: true }));
    fc.assert(
      fc.property(fc.constantFrom(...answers), fc.oneof(fc.jsonValue(), hostile), (answer, payload) => {
        const read = readBus(`{"channel":"LCM","topic":"WebService","subtopic":"X","message":${JSON.stringify(payload)}}`);
        if (read.refused !== undefined) return;
        try {
          readAnswer(answer, read.message.payload);
        } catch (thrown) {
          expect(thrown).to.be.instanceOf(DesktopError);
          expect(['protocol', 'refused']).to.include((thrown as DesktopError).code);
        }
      }),
      { numRuns: 1_000 },
    );
    const evil = '{"__proto__":{"polluted":1},"FieldName":"__proto__","Value":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}';
    const read = readBus(`{"channel":"LCM","topic":"WebService","subtopic":"X","message":{"response":[${evil}]}}`);
    if (read.refused !== undefined) throw new Error(read.refused);
    for (const row of ['contactDetail', 'screenPop']) {
      const given = readAnswer(TABLES['lcmReads']![row]!.answer!, read.message.payload);
      expect(({} as Record<string, unknown>)['polluted']).to.equal(undefined);
      expect((given as Record<string, unknown>)['polluted']).to.equal(undefined);
    }
  });
});
