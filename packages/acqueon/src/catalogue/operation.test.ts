import { expect } from '@open-wc/testing';
import { DesktopError } from '@cordboard/core';
import { amazon, amazonInbound, amazonOutbound } from './amazon.js';
import { cisco, onTopic } from './cisco.js';
import { lcmReads } from './lcm-reads.js';
import { lcmWrites } from './lcm-writes.js';
import { manualDial } from './manual-dial.js';
import { messageFor, type Operation } from './operation.js';
import { salesforce } from './salesforce.js';

const SAMPLES = {
  text: 'CANARY-text',
  id: 'CANARY-7',
  date: '04/03/2025',
  time: '09:15',
  moment: '04/03/2025 09:15',
  number: 7,
  flag: true,
  record: { a: 1 },
  records: [{ a: 1 }],
} as const;
const ALL = Object.entries({ cisco, amazon, amazonInbound, amazonOutbound, lcmReads, lcmWrites, manualDial, salesforce }).flatMap(
  ([table, rows]) =>
    Object.entries(rows as Record<string, Operation>).map(([name, operation]) => ({ name: `${table}.${name}`, operation })),
);

function thrown(act: () => unknown): unknown {
  try {
    act();
  } catch (error) {
    return error;
  }
  return undefined;
}

function loosely(operation: Operation, data: unknown): () => unknown {
  return () => messageFor(operation, data as never, 'widget');
}

describe('writing to the bus', () => {
  it('writes the canonical keys, and a source always', () => {
    const message = messageFor(cisco.consult, { MediaAddress: '5580', toAddress: '5591', CallID: '16801144' }, 'widget');
    expect(message).to.deep.equal({
      channel: 'Cisco',
      topic: 'InboundCall',
      subtopic: 'SetCONSULT',
      source: 'widget',
      data: { MediaAddress: '5580', toAddress: '5591', CallID: '16801144' },
    });
    expect(messageFor(cisco.ready, undefined, 'widget')).to.deep.equal({
      channel: 'Cisco',
      topic: 'Agent',
      subtopic: 'SetReadyState',
      source: 'widget',
    });
    expect(messageFor(amazonInbound.hold, 'c-1', 'widget').data).to.equal('c-1');
  });

  it('puts a call’s operation on the topic of the call', () => {
    expect(messageFor(onTopic(cisco.hold, 'OutboundCall'), { MediaAddress: '1', CallID: '2' }, 'widget').topic).to.equal('OutboundCall');
  });

  for (const { name, operation } of ALL) {
    const { data } = operation;
    it(`${name}: takes what its row lists, refuses what is missing, strange or wrong, and repeats no value`, () => {
      if (data === 'none') {
        expect(loosely(operation, undefined)()).not.to.have.property('data');
        return;
      }
      if (typeof data === 'string') {
        expect(loosely(operation, SAMPLES[data])()).to.have.deep.property('data', SAMPLES[data]);
        expectRefused(thrown(loosely(operation, undefined)));
        return;
      }
      const full = Object.fromEntries(
        Object.entries(data).map(([key, kind]) => [key, SAMPLES[kind.replace('?', '') as keyof typeof SAMPLES]]),
      );
      expect(loosely(operation, full)()).to.have.deep.property('data', full);
      expectRefused(thrown(loosely(operation, { ...full, 'data ': 1 })));
      for (const [key, kind] of Object.entries(data)) {
        const { [key]: _, ...rest } = full;
        if (kind.endsWith('?')) expect(loosely(operation, rest)()).to.have.deep.property('data', rest);
        else expectRefused(thrown(loosely(operation, rest)), key);
        expectRefused(thrown(loosely(operation, { ...full, [key]: Symbol('CANARY') })), key);
      }
    });
  }

  it('takes into a record what a message can carry whole, as it is at the moment', () => {
    const { updateObject } = salesforce;
    const data = { callId: '1', Name: 'Task', OId: 'SF1', sfid: '', params: { list: [{ a: null }], n: 1, yes: true } };
    const message = messageFor(updateObject, data, 'widget');
    (data.params.list as unknown[]).push('later');
    expect(message.data).to.deep.equal({ ...data, params: { list: [{ a: null }], n: 1, yes: true } });
    const wrapped = loosely(updateObject, { ...data, params: new Proxy({ n: 1 }, {}) })() as { data: { params: object } };
    expect(structuredClone(wrapped.data.params)).to.deep.equal({ n: 1 });
    const cyclic: Record<string, unknown> = {};
    cyclic['self'] = cyclic;
    for (const params of [
      { f: () => 1 },
      { d: undefined },
      { n: NaN },
      { s: Symbol('CANARY') },
      { b: 1n },
      { d: new Date(0) },
      { m: new Map() },
      cyclic,
      [1],
      null,
    ]) {
      expectRefused(thrown(loosely(updateObject, { ...data, params })), 'params');
    }
  });

  it('names every row once, with the page it comes from', () => {
    const words = ALL.map(
      ({ operation }) => `${operation.channel}/${operation.topic}/${operation.subtopic}/${JSON.stringify(operation.data)}`,
    );
    expect(new Set(words).size).to.equal(words.length);
    for (const { operation } of ALL) expect(operation.page).to.match(/^(v1\/)?[a-z0-9-]+$/);
  });
});

function expectRefused(error: unknown, field = ''): void {
  expect(error).to.be.instanceOf(DesktopError);
  expect((error as DesktopError).code).to.equal('invalid-argument');
  expect((error as DesktopError).message)
    .to.contain(field)
    .and.not.to.contain('CANARY');
}
