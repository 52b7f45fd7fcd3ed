import fc from 'fast-check';
import { amazon, amazonInbound, amazonOutbound } from '../catalogue/amazon.js';
import { cisco } from '../catalogue/cisco.js';
import { lcmReads } from '../catalogue/lcm-reads.js';
import { lcmWrites } from '../catalogue/lcm-writes.js';
import { manualDial } from '../catalogue/manual-dial.js';
import type { Kind, Operation } from '../catalogue/operation.js';
import { salesforce } from '../catalogue/salesforce.js';

// What the property tests share: operations with data that fits them, and what the documentation's samples do to a message on its way.

export const TABLES: Readonly<Record<string, Readonly<Record<string, Operation>>>> = {
  cisco,
  amazon,
  amazonInbound,
  amazonOutbound,
  lcmReads,
  lcmWrites,
  manualDial,
  salesforce,
};

const two = (least: number, most: number) => fc.integer({ min: least, max: most }).map((value) => String(value).padStart(2, '0'));
const date = fc.tuple(two(1, 31), two(1, 12), fc.integer({ min: 1000, max: 9999 })).map((parts) => parts.join('/'));
const time = fc.tuple(two(0, 23), two(0, 59)).map((parts) => parts.join(':'));
// Keys as a customer's field may be called; a blank around one is lost by reading, and a key that could reach a prototype is not read.
const key = fc
  .string({ minLength: 1, maxLength: 12 })
  .filter((text) => text.trim() === text && !/^(__proto__|constructor|prototype)$/.test(text));
const record = fc.dictionary(key, fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null)), { noNullPrototype: true });

const OF: Readonly<Record<Kind, fc.Arbitrary<unknown>>> = {
  text: fc.string(),
  id: fc.string({ minLength: 1 }).filter((text) => text.trim() !== ''),
  date,
  time,
  moment: fc.tuple(date, time).map((parts) => parts.join(' ')),
  number: fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
  flag: fc.boolean(),
  record,
  records: fc.array(record, { maxLength: 5 }),
};

/** Data that the operation takes. */
export function dataFor({ data }: Operation): fc.Arbitrary<unknown> {
  if (data === 'none') return fc.constant(undefined);
  if (typeof data === 'string') return OF[data];
  const fields = Object.entries(data).map(([name, kind]) => [name, OF[kind.replace('?', '') as Kind]] as const);
  const needed = Object.entries(data).flatMap(([name, kind]) => (kind.endsWith('?') ? [] : [name]));
  return fc.record(Object.fromEntries(fields), { requiredKeys: needed, noNullPrototype: true });
}

/** Any operation of the catalogue, with data. */
export const asked: fc.Arbitrary<{ readonly name: string; readonly operation: Operation; readonly data: unknown }> = fc
  .constantFrom(
    ...Object.entries(TABLES).flatMap(([table, rows]) =>
      Object.entries(rows).map(([row, operation]) => ({ name: `${table}.${row}`, operation })),
    ),
  )
  .chain(({ name, operation }) => dataFor(operation).map((data) => ({ name, operation, data })));

/** What happens to a message on its way. */
export interface Quirks {
  readonly bare: boolean;
  readonly json: boolean;
  readonly mark: boolean;
  readonly blankKeys: boolean;
  readonly blankWords: boolean;
  readonly underMessage: boolean;
  readonly otherCase: boolean;
  readonly subject: boolean;
}

export const quirks: fc.Arbitrary<Quirks> = fc.record({
  bare: fc.boolean(),
  json: fc.boolean(),
  mark: fc.boolean(),
  blankKeys: fc.boolean(),
  blankWords: fc.boolean(),
  underMessage: fc.boolean(),
  otherCase: fc.boolean(),
  subject: fc.boolean(),
});

/** The packet after all that. */
export function mangled(packet: { readonly message: object }, quirks: Quirks): unknown {
  const words = Object.entries(packet.message).map(([name, value]: [string, unknown]) => {
    const word = quirks.blankWords && typeof value === 'string' && name !== 'data' ? ` ${value} ` : value;
    const under = name === 'data' && quirks.underMessage ? 'message' : name === 'source' && quirks.subject ? 'subject' : name;
    return [quirks.otherCase ? under.toUpperCase() : under, word] as const;
  });
  const inner = Object.fromEntries(words);
  const wire = quirks.bare ? inner : { ...packet, message: inner };
  const whole: unknown = quirks.blankKeys ? withBlanks(wire) : wire;
  return quirks.json ? `${quirks.mark ? '\ufeff' : ''}${JSON.stringify(whole)}` : whole;
}

function withBlanks(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withBlanks);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [`${name} `, withBlanks(each)]));
}
