import { expect } from '@open-wc/testing';
import { array, assert, asyncProperty, constantFrom, oneof, record } from 'fast-check';
import { NodeSubscriptions } from './node-subscriptions.js';

interface Asked {
  readonly verb: 'subscribe' | 'unsubscribe';
  readonly node: string;
  readonly answer: (refusal: string | null | undefined) => void;
}

const ERROR = '<iq type="error"><error><forbidden/></error></iq>';

// Answers are given by the test, one by one; `turns` lets what waits for them go on.
function setUp() {
  const nodes = new NodeSubscriptions();
  const asked: Asked[] = [];
  nodes.connected((verb, node) => new Promise((answer) => asked.push({ verb, node, answer })));
  const turns = async (): Promise<void> => {
    for (let turn = 0; turn < 10; turn++) await Promise.resolve();
  };
  const verbs = (): string => asked.map(({ verb }) => verb).join();
  return { nodes, asked, turns, verbs };
}

describe('explicit subscriptions', () => {
  it('is one for all who ask, and given up with the last', async () => {
    const { nodes, asked, turns, verbs } = setUp();
    const [first, second] = [nodes.subscribe('/n', 'a 1'), nodes.subscribe('/n', 'b 1')];
    expect(verbs()).to.equal('subscribe');
    asked[0]!.answer(undefined);
    expect(await first).to.equal(undefined);
    expect(await second).to.equal(undefined);
    expect(await nodes.subscribe('/n', 'c 1')).to.equal(undefined);
    expect([...nodes.held]).to.deep.equal([['/n', 3]]);
    await nodes.unsubscribe('/n', 'a 1');
    await nodes.unsubscribe('/n', 'c 1');
    expect(verbs()).to.equal('subscribe');
    const last = nodes.unsubscribe('/n', 'b 1');
    expect(verbs()).to.equal('subscribe,unsubscribe');
    asked[1]!.answer(undefined);
    expect(await last).to.equal(undefined);
    await turns();
    expect(nodes.held.size).to.equal(0);
  });

  it('waits where the node is being given up, and is taken anew', async () => {
    const { nodes, asked, turns, verbs } = setUp();
    const first = nodes.subscribe('/n', 'a 1');
    asked[0]!.answer(undefined);
    await first;
    void nodes.unsubscribe('/n', 'a 1');
    const again = nodes.subscribe('/n', 'b 1');
    await turns();
    expect(verbs()).to.equal('subscribe,unsubscribe');
    asked[1]!.answer(undefined);
    await turns();
    expect(verbs()).to.equal('subscribe,unsubscribe,subscribe');
    asked[2]!.answer(undefined);
    expect(await again).to.equal(undefined);
    expect([...nodes.held]).to.deep.equal([['/n', 1]]);
  });

  it('passes a refusal on, as text and as an object, and may be asked for again', async () => {
    const { nodes, asked } = setUp();
    const first = nodes.subscribe('/n', 'a 1');
    asked[0]!.answer(ERROR);
    expect(JSON.parse(JSON.stringify(await first))).to.deep.equal({
      subscribe: { content: ERROR, object: { iq: { '@type': 'error', error: { forbidden: null } } } },
    });
    const again = nodes.subscribe('/n', 'a 2');
    asked[1]!.answer(undefined);
    expect(await again).to.equal(undefined);
  });

  it('says that there is no connection, or that it was lost meanwhile', async () => {
    const { nodes } = setUp();
    const pending = nodes.subscribe('/n', 'a 1');
    nodes.connected(undefined);
    expect(await pending).to.have.nested.property('error.errorType', 'Disconnected');
    expect(await nodes.subscribe('/n', 'a 2')).to.have.nested.property('error.errorType', 'Not connected');
    expect(nodes.held.size).to.equal(0);
  });

  it('gives up everything of a frame that is gone, and nothing of others', async () => {
    const { nodes, asked, turns, verbs } = setUp();
    const both = [nodes.subscribe('/n', 'frame_1 x'), nodes.subscribe('/n', 'frame_10 x')];
    asked[0]!.answer(undefined);
    await Promise.all(both);
    nodes.drop('frame_1 ');
    await turns();
    expect([...nodes.held]).to.deep.equal([['/n', 1]]);
    nodes.drop('frame_10 ');
    await turns();
    expect(verbs()).to.equal('subscribe,unsubscribe');
  });

  it('holds on the server what anybody holds, in the end, in whatever order things happen', async () => {
    const holder = constantFrom('a', 'b', 'c');
    const step = oneof(
      record({ do: constantFrom('subscribe' as const, 'unsubscribe' as const), holder }),
      record({ do: constantFrom('answer' as const), holder }),
    );
    await assert(
      asyncProperty(array(step, { maxLength: 25 }), async (steps) => {
        const { nodes, asked, turns } = setUp();
        const wanted = new Set<string>();
        let taken = false;
        let answered = 0;
        const answerNext = async (): Promise<void> => {
          const next = asked[answered];
          if (!next) return;
          answered += 1;
          // The server never sees one kind twice in a row.
          expect(next.verb === 'subscribe').to.equal(!taken);
          taken = next.verb === 'subscribe';
          next.answer(undefined);
          await turns();
        };
        for (const each of steps) {
          if (each.do === 'answer') await answerNext();
          else if (each.do === 'subscribe' && !wanted.has(each.holder)) {
            wanted.add(each.holder);
            void nodes.subscribe('/n', each.holder);
          } else if (each.do === 'unsubscribe') {
            wanted.delete(each.holder);
            void nodes.unsubscribe('/n', each.holder);
          }
          await turns();
        }
        while (answered < asked.length) await answerNext();
        expect(taken).to.equal(wanted.size > 0);
        expect(nodes.held.get('/n') ?? 0).to.equal(wanted.size);
      }),
      { numRuns: 300 },
    );
  });
});
