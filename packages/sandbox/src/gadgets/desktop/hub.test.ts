import { expect } from '@open-wc/testing';
import { array, assert, constantFrom, integer, oneof, property, record } from 'fast-check';
import { matches } from '../topic.js';
import { Hub, type Passage } from './hub.js';

interface Heard {
  readonly topic: string;
  readonly ids: readonly string[];
  readonly json: string | undefined;
  readonly from: string;
}

// Runs what was put off, in the order in which it comes due.
function setUp(delay: () => number = () => 0) {
  const due: (() => void)[] = [];
  const passages: Passage[] = [];
  const hub = new Hub({ later: (run) => due.push(run), delay, tap: (passage) => passages.push(passage) });
  const join = (name: string) => {
    const heard: Heard[] = [];
    return { heard, member: hub.join(name, (topic, ids, json, from) => heard.push({ topic, ids, json, from })) };
  };
  const settle = (): void => {
    for (let run = due.shift(); run; run = due.shift()) run();
  };
  return { hub, join, settle, due, passages };
}

describe('the hub of the page', () => {
  it('delivers later, to the publisher too, once for all subscriptions of a member', () => {
    const { join, settle, passages } = setUp();
    const [a, b] = [join('a'), join('b')];
    a.member.subscribe('0', 'x.y');
    a.member.subscribe('1', 'x.*');
    b.member.subscribe('0', '**');
    a.member.publish('x.y', '{"n":1}');
    expect(a.heard).to.deep.equal([]);
    settle();
    expect(a.heard).to.deep.equal([{ topic: 'x.y', ids: ['0', '1'], json: '{"n":1}', from: 'a' }]);
    expect(b.heard).to.deep.equal([{ topic: 'x.y', ids: ['0'], json: '{"n":1}', from: 'a' }]);
    expect(passages.map(({ direction, member }) => `${direction} ${member}`)).to.deep.equal(['in a', 'out a', 'out b']);
  });

  it('carries no data as no data', () => {
    const { join, settle } = setUp();
    const { member, heard } = join('a');
    member.subscribe('0', 'x');
    member.publish('x', undefined);
    settle();
    expect(heard[0]).to.deep.equal({ topic: 'x', ids: ['0'], json: undefined, from: 'a' });
  });

  it('queues what is published while something is delivered', () => {
    const { hub, settle } = setUp();
    const order: string[] = [];
    const a = hub.join('a', (topic) => {
      order.push(`a ${topic}`);
      if (topic === 'first') a.publish('third', undefined);
    });
    const b = hub.join('b', (topic) => order.push(`b ${topic}`));
    a.subscribe('0', '*');
    b.subscribe('0', '*');
    a.publish('first', undefined);
    a.publish('second', undefined);
    settle();
    expect(order).to.deep.equal(['a first', 'b first', 'a second', 'b second', 'a third', 'b third']);
  });

  it('keeps the order when a delay ends', () => {
    let delay = 1000;
    const waits: { run: () => void; ms: number }[] = [];
    const hub = new Hub({ later: (run, ms) => waits.push({ run, ms }), delay: () => delay });
    const heard: string[] = [];
    const a = hub.join('a', (topic) => heard.push(topic));
    a.subscribe('0', '*');
    a.publish('first', undefined);
    delay = 0;
    a.publish('second', undefined);
    for (const { run } of waits.sort((x, y) => x.ms - y.ms)) run();
    expect(heard).to.deep.equal(['first', 'second']);
  });

  it('forgets a member that leaves, and refuses what makes no sense', () => {
    const { join, settle } = setUp();
    const { member, heard } = join('a');
    expect(member.subscribe('0', 'x')).to.equal(true);
    expect(member.subscribe('0', 'y')).to.equal(false);
    expect(member.subscribe('1', 'x..y')).to.equal(false);
    expect(member.unsubscribe('7')).to.equal(false);
    expect(member.publish('x.*', undefined)).to.equal(false);
    member.publish('x', undefined);
    member.leave();
    settle();
    expect(heard).to.deep.equal([]);
    expect(member.size).to.equal(0);
    expect(member.publish('x', undefined)).to.equal(false);
    expect(member.subscribe('2', 'x')).to.equal(false);
  });

  it('delivers what a list of all subscriptions would, whatever happens in between', () => {
    const name = constantFrom('a', 'b', 'a.b', 'b.c', 'a.b.c', '__proto__');
    const pattern = constantFrom('a', 'b', 'a.b', '*', 'a.*', '**', 'a.**', '*.b', '__proto__');
    const step = oneof(
      record({ do: constantFrom('subscribe' as const), who: integer({ min: 0, max: 2 }), id: constantFrom('0', '1', '2'), pattern }),
      record({ do: constantFrom('unsubscribe' as const), who: integer({ min: 0, max: 2 }), id: constantFrom('0', '1', '2') }),
      record({ do: constantFrom('publish' as const), who: integer({ min: 0, max: 2 }), topic: name }),
    );
    assert(
      property(array(step, { maxLength: 40 }), (steps) => {
        const { join, settle } = setUp();
        const members = [join('m0'), join('m1'), join('m2')];
        const listed = members.map(() => new Map<string, string>());
        const expected: string[] = [];
        for (const each of steps) {
          const { member } = members[each.who]!;
          const own = listed[each.who]!;
          if (each.do === 'subscribe') {
            expect(member.subscribe(each.id, each.pattern)).to.equal(!own.has(each.id));
            if (!own.has(each.id)) own.set(each.id, each.pattern);
          } else if (each.do === 'unsubscribe') {
            expect(member.unsubscribe(each.id)).to.equal(own.delete(each.id));
          } else {
            member.publish(each.topic, undefined);
            settle();
            listed.forEach((all, who) => {
              const ids = [...all].filter(([, wanted]) => matches(wanted, each.topic)).map(([id]) => id);
              if (ids.length > 0) expected.push(`${who} ${each.topic} ${ids.sort().join()}`);
            });
          }
        }
        const heard = members.flatMap((each, who) => each.heard.map(({ topic, ids }) => `${who} ${topic} ${[...ids].sort().join()}`));
        expect(heard.sort()).to.deep.equal(expected.sort());
        expect(members.map(({ member }) => member.size)).to.deep.equal(listed.map(({ size }) => size));
      }),
      { numRuns: 500 },
    );
  });
});
