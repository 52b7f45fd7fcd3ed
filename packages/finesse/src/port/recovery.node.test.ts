import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { ownParticipant } from '@cordboard/core';
import { AGENT, HOP_MS, SIGN_IN, VirtualDesk } from './virtual-desk.node.test.js';

const OTHER_AGENT = '1001002';

function deskFor(t: TestContext, ...args: ConstructorParameters<typeof VirtualDesk>): VirtualDesk {
  const desk = new VirtualDesk(...args);
  t.after(() => desk.close());
  return desk;
}

async function talking(desk: VirtualDesk): Promise<string> {
  await desk.signIn();
  desk.node.engine.execute({ type: 'force-state', target: AGENT, state: 'READY' });
  desk.node.engine.execute({ type: 'place-call', from: '+12065550142', queue: '5120' });
  await desk.until('a call', () => [...desk.client.state.dialogs].length === 1);
  const [[id]] = [...desk.client.state.dialogs] as [[string, unknown]];
  assert.equal(await desk.outcome(desk.client.run({ type: 'dialog-action', dialogId: id, action: 'answer' })), 'done');
  return id;
}

describe('a lost connection', () => {
  it('comes back within the spread, with everything read again before the link is up', async (t) => {
    const desk = deskFor(t);
    await desk.signIn();
    const at = desk.now;
    desk.fault(`xmpp:${AGENT}`, 'reset_peer', { times: 1 });
    await desk.linkIs('connecting', 1_000);
    assert.equal(desk.client.state.link.why, 'socket-lost');
    assert.ok(desk.client.state.link.retryAt! - desk.now <= 12_000);
    await desk.linkIs('up', 15_000);
    const base = '/finesse/api';
    assert.deepEqual(desk.since(at), [`GET ${base}/SystemInfo`, `GET ${base}/User/${AGENT}`, `GET ${base}/User/${AGENT}/Dialogs`]);
    assert.equal(desk.open, 1);
  });

  it('is tried at once when the page says that the network is back', async (t) => {
    const desk = deskFor(t);
    await desk.signIn();
    desk.fault(`xmpp:${AGENT}`, 'reset_peer', { times: 1 });
    await desk.linkIs('connecting', 1_000);
    desk.hint('wake');
    await desk.linkIs('up', 500);
  });

  it('that never closes is noticed within 40 s, and within 5 s of a hint', async (t) => {
    const desk = deskFor(t);
    await desk.signIn();
    for (const [limit, hinted] of [
      [40_000, false],
      [5_000, true],
    ] as const) {
      const fault = desk.fault(`xmpp:${AGENT}`, 'half_open');
      if (hinted) desk.hint('wake');
      await desk.linkIs('connecting', limit);
      assert.equal(desk.client.state.link.why, 'silent');
      assert.equal(desk.open, 0);
      desk.node.faults.stop(fault);
      await desk.linkIs('up', 15_000);
      // What is on its way when the line dies is still a sign of life.
      await desk.advance(1_000);
    }
  });

  it('of a single report without a trace is made good within a minute', async (t) => {
    const desk = deskFor(t);
    await desk.signIn();
    desk.fault(`xmpp:${AGENT}`, 'drop_events', { times: 1 });
    desk.node.engine.execute({ type: 'force-state', target: AGENT, state: 'READY' });
    await desk.advance(10_000, 100);
    assert.equal(desk.client.state.agent?.state, 'not-ready');
    await desk.advance(50_000, 100);
    assert.equal(desk.client.state.agent?.state, 'ready');
  });

  it('is noticed within 5 s after a sleep', async (t) => {
    const desk = deskFor(t);
    await desk.signIn();
    desk.fault(`xmpp:${AGENT}`, 'half_open');
    desk.wallOffset += 8 * 3_600_000;
    await desk.linkIs('connecting', 5_000);
  });

  it('slows down while sockets open and close at once', async (t) => {
    const desk = deskFor(t);
    await desk.signIn();
    const before = desk.sockets.length;
    desk.fault(`xmpp:${AGENT}`, 'reset_peer');
    await desk.advance(600_000, 100);
    assert.ok(desk.sockets.length - before <= 40, `${desk.sockets.length - before} sockets in ten minutes`);
    assert.ok(desk.open <= 1);
  });

  it('survives a latency of 2 s ± 1.5 s without a false alarm or a doubled command', async (t) => {
    const desk = deskFor(t);
    await desk.signIn();
    desk.fault('rest', 'latency', { ms: 2_000, jitter: 1_500 });
    desk.fault('xmpp', 'latency', { ms: 2_000, jitter: 1_500 });
    const at = desk.now;
    assert.equal(await desk.outcome(desk.client.run({ type: 'set-agent-state', state: 'ready' })), 'done');
    await desk.advance(180_000, 100);
    assert.deepEqual(
      desk.links.filter(({ state }) => state !== 'up').map(({ state }) => state),
      ['idle', 'connecting', 'sign-in-needed', 'connecting'],
    );
    assert.equal(desk.since(at).filter((request) => request.startsWith('PUT')).length, 1);
  });

  it('leaves no ghost of a call that ended meanwhile, and keeps one that went on', async (t) => {
    const desk = deskFor(t);
    const id = await talking(desk);
    desk.fault(`xmpp:${AGENT}`, 'reset_peer', { times: 1 });
    await desk.linkIs('connecting', 1_000);
    await desk.linkIs('up', 15_000);
    assert.equal(ownParticipant(desk.client.state.dialogs.get(id))?.state, 'active');
    desk.fault(`xmpp:${AGENT}`, 'reset_peer', { times: 1 });
    await desk.linkIs('connecting', 1_000);
    desk.node.engine.execute({ type: 'call-action', callId: id, address: '+12065550142', action: 'drop' });
    await desk.linkIs('up', 15_000);
    assert.notEqual(ownParticipant(desk.client.state.dialogs.get(id))?.state, 'active');
  });

  it('has a collection read again until it succeeds, no sooner than the server asks', async (t) => {
    const desk = deskFor(t);
    await desk.signIn();
    const when = { path: `/finesse/api/User/${AGENT}/Dialogs` };
    desk.fault('rest', 'http_status', { status: 503, times: 5, headers: { 'Retry-After': '2' } }, when);
    desk.fault(`xmpp:${AGENT}`, 'reset_peer', { times: 1 });
    await desk.linkIs('connecting', 1_000);
    await desk.linkIs('up', 120_000);
    const reads = desk.requests.filter(({ url }) => url.endsWith('/Dialogs')).map(({ at }) => at);
    const gaps = reads.slice(2).map((at, index) => at - reads[index + 1]!);
    assert.equal(gaps.length, 5);
    assert.ok(Math.min(...gaps) >= 2_000, gaps.join());
    assert.equal(desk.sockets.length, 2, 'the stream stays while the read is repeated');
  });

  it('stops with a page that is frozen, and comes back with it', async (t) => {
    const desk = deskFor(t);
    await desk.signIn();
    desk.hint('freeze');
    await desk.linkIs('connecting', 100);
    assert.equal(desk.open, 0);
    await desk.advance(120_000, 500);
    assert.equal(desk.open, 0);
    desk.hint('wake');
    await desk.linkIs('up', 1_000);
  });
});

describe('a session that is taken over', () => {
  it('does not come back by itself, but does when the agent asks for it', async (t) => {
    const desk = deskFor(t);
    await desk.signIn();
    desk.fault(`xmpp:${AGENT}`, 'conflict', { times: 1 });
    await desk.linkIs('superseded', 1_000);
    const at = desk.now;
    await desk.advance(300_000, 500);
    assert.deepEqual([desk.since(at), desk.open], [[], 0]);
    const takeOver = { type: 'sign-in', agentId: AGENT, extension: AGENT } as const;
    assert.equal(await desk.outcome(desk.client.run(takeOver)), 'done');
    await desk.linkIs('up', 100);
  });
});

describe('a platform out of service', () => {
  it('is waited for without polling, and everything is true within a second of its word', async (t) => {
    const desk = deskFor(t);
    const id = await talking(desk);
    const fault = desk.fault('system', 'out_of_service');
    await desk.linkIs('out-of-service', 1_000);
    assert.equal(desk.client.state.link.why, 'platform-out-of-service');
    const at = desk.now;
    await desk.advance(140_000, 100);
    assert.deepEqual(desk.since(at), []);
    desk.node.engine.execute({ type: 'call-action', callId: id, address: '+12065550142', action: 'drop' });
    desk.node.faults.stop(fault);
    await desk.linkIs('up', 1_000 + 4 * HOP_MS);
    assert.notEqual(ownParticipant(desk.client.state.dialogs.get(id))?.state, 'active');
    assert.equal(desk.sockets.length, 1);
  });

  it('leaves the picture of a conference suspect until the call is over, and blocks nothing for it', async (t) => {
    const desk = deskFor(t);
    const id = await talking(desk);
    const { engine } = desk.node;
    engine.execute({ type: 'force-state', target: OTHER_AGENT, state: 'NOT_READY' });
    engine.execute({ type: 'call-action', callId: id, address: AGENT, action: 'consult', to: OTHER_AGENT });
    const consult = (): string | undefined => engine.calls().find(({ originalId }) => originalId === id)?.id;
    await desk.until('the colleague ringing', () => {
      const parties = engine.calls().find((call) => call.id === consult())?.parties ?? [];
      return parties.some(({ address, state }) => address === OTHER_AGENT && state === 'ALERTING');
    });
    engine.execute({ type: 'call-action', callId: consult()!, address: OTHER_AGENT, action: 'answer' });
    await desk.advance(500);
    engine.execute({ type: 'call-action', callId: id, address: AGENT, action: 'conference' });
    await desk.until('the conference', () => desk.client.state.dialogs.get(id)?.kind === 'conference');
    assert.equal(desk.client.state.dialogs.get(id)?.freshness, 'fresh');
    desk.fault(`xmpp:${AGENT}`, 'reset_peer', { times: 1 });
    await desk.linkIs('connecting', 1_000);
    await desk.linkIs('up', 15_000);
    assert.equal(desk.client.state.dialogs.get(id)?.freshness, 'fresh', 'a lost line alone makes the platform forget nothing');
    const fault = desk.fault('system', 'out_of_service');
    await desk.linkIs('out-of-service', 1_000);
    assert.equal(desk.client.state.dialogs.get(id)?.freshness, 'stale');
    desk.node.faults.stop(fault);
    await desk.linkIs('up', 2_000);
    assert.equal(desk.client.state.dialogs.get(id)?.freshness, 'suspect');
    assert.equal(await desk.outcome(desk.client.run({ type: 'dialog-action', dialogId: id, action: 'drop' })), 'done');
    await desk.until('no suspicion left', () => desk.client.state.dialogs.get(id)?.freshness !== 'suspect');
  });

  it('is also one whose web application is gone: its return is asked about once', async (t) => {
    const desk = deskFor(t);
    await desk.signIn();
    const fault = desk.fault('system', 'finesse_presence');
    await desk.linkIs('out-of-service', 1_000);
    assert.equal(desk.client.state.link.why, 'application-down');
    const at = desk.now;
    await desk.advance(60_000, 100);
    assert.deepEqual(desk.since(at), []);
    desk.node.faults.stop(fault);
    await desk.linkIs('up', 1_000 + 6 * HOP_MS);
    assert.equal(desk.since(at)[0], 'GET /finesse/api/SystemInfo');
  });

  it('at the start is polled with growing pauses until it serves', async (t) => {
    const desk = deskFor(t);
    const fault = desk.fault('system', 'out_of_service');
    desk.client.connect();
    await desk.linkIs('out-of-service', 1_000);
    await desk.advance(300_000, 100);
    const asked = desk.since(0).length;
    assert.ok(asked >= 6 && asked <= 30, `${asked} requests in five minutes`);
    desk.node.faults.stop(fault);
    await desk.linkIs('sign-in-needed', 61_000);
  });
});

describe('a server that cannot be reached', () => {
  it('shows why, throws nothing, and is found when it is there', async (t) => {
    const desk = deskFor(t);
    const faults = [desk.fault('rest', 'down'), desk.fault('xmpp', 'down')];
    desk.client.connect();
    await desk.until('a reason', () => desk.client.state.link.why === 'unreachable', 1_000);
    faults.forEach((fault) => desk.node.faults.stop(fault));
    await desk.linkIs('sign-in-needed', 61_000);
  });

  it('that answers with a page is told from the platform', async (t) => {
    const desk = deskFor(t);
    desk.fault('rest', 'html', { times: 1 });
    desk.client.connect();
    await desk.until('a reason', () => desk.client.state.link.why === 'not-the-platform', 1_000);
    await desk.linkIs('sign-in-needed', 61_000);
  });
});

describe('a web page that answers in the middle of a session', () => {
  const goReady = (desk: VirtualDesk) => desk.outcome(desk.client.run({ type: 'set-agent-state', state: 'ready' }));

  it('is not taken for a refused password: it says that something else answers, and that signing in is needed', async (t) => {
    const desk = deskFor(t);
    await desk.signIn();
    const fault = desk.fault('rest', 'html');
    const at = desk.now;
    assert.equal(await goReady(desk), 'protocol');
    await desk.linkIs('sign-in-needed', 1_000);
    assert.equal(desk.client.state.link.why, 'not-the-platform');
    // The stream is what keeps the agent from being signed out.
    await desk.advance(90_000, 1_000);
    assert.equal(desk.open, 1);
    assert.equal(desk.client.state.link.why, 'not-the-platform');
    desk.node.faults.stop(fault);
    await desk.linkIs('up', 61_000);
    assert.equal(desk.client.state.agent?.state, 'not-ready');
    assert.equal(desk.since(at).filter((request) => request === `PUT /finesse/api/User/${AGENT}`).length, 1, 'no second sign-in');
    assert.equal(await goReady(desk), 'done');
  });

  it('and is gone with the next request spoils that command alone', async (t) => {
    const desk = deskFor(t);
    await desk.signIn();
    const before = desk.links.length;
    desk.fault('rest', 'html', { times: 1 });
    assert.equal(await goReady(desk), 'protocol');
    await desk.advance(5_000);
    assert.equal(desk.links.length, before);
    assert.equal(await goReady(desk), 'done');
  });

  it('is noticed by the reading too, though nobody does anything', async (t) => {
    const desk = deskFor(t);
    await desk.signIn();
    desk.fault('rest', 'html');
    await desk.linkIs('sign-in-needed', 130_000);
    assert.equal(desk.client.state.link.why, 'not-the-platform');
  });

  it('takes a person’s sign-in to the platform as soon as that is back', async (t) => {
    const desk = deskFor(t);
    await desk.signIn();
    const fault = desk.fault('rest', 'html');
    await goReady(desk);
    await desk.linkIs('sign-in-needed', 1_000);
    desk.node.faults.stop(fault);
    assert.equal(await desk.outcome(desk.client.run(SIGN_IN)), 'done');
    await desk.linkIs('up', 1_000);
  });
});

describe('two nodes', () => {
  it('take turns: the other one signs the agent in again, once', async (t) => {
    const desk = deskFor(t, {}, [{}, {}]);
    await desk.signIn();
    const at = desk.now;
    desk.fault('rest', 'down');
    desk.fault('xmpp', 'down');
    await desk.linkIs('connecting', 1_000);
    await desk.linkIs('up', 60_000);
    assert.equal(desk.client.state.link.host, 'http://node-1.test');
    assert.equal(desk.since(at).filter((request) => request === `PUT /finesse/api/User/${AGENT}`).length, 1);
    assert.equal(desk.client.state.agent?.state, 'not-ready');
    assert.equal(desk.open, 1);
    const first = desk.requests.filter((request) => request.at >= at).map(({ url }) => new URL(url).host);
    assert.equal(first.lastIndexOf('node-0.test') < first.indexOf('node-1.test'), true, 'the node in use is asked first');
  });

  it('keep to the one in use while it serves, and leave it for the other when it is out of service', async (t) => {
    const desk = deskFor(t, {}, [{}, {}]);
    await desk.signIn();
    await desk.advance(120_000, 500);
    assert.ok(desk.requests.every(({ url }) => url.includes('node-0')));
    desk.fault('system', 'out_of_service');
    await desk.linkIs('out-of-service', 1_000);
    await desk.until(
      'the other node',
      () => desk.client.state.link.host === 'http://node-1.test' && desk.client.state.link.state === 'up',
      40_000,
    );
    assert.equal(desk.open, 1);
  });

  it('do not sign in an agent who was signed out', async (t) => {
    const desk = deskFor(t, {}, [{}, {}]);
    await desk.signIn();
    desk.node.engine.execute({ type: 'force-state', target: AGENT, state: 'LOGOUT', reasonCode: 999 });
    await desk.until('signed out', () => desk.client.state.agent?.state === 'signed-out');
    const at = desk.now;
    desk.fault('rest', 'down');
    desk.fault('xmpp', 'down');
    await desk.linkIs('connecting', 1_000);
    await desk.linkIs('up', 60_000);
    assert.deepEqual(
      desk.since(at).filter((request) => request.startsWith('PUT')),
      [],
    );
  });
});

describe('what was lost on the way', () => {
  it('an end that was never told is found out by a read', async (t) => {
    const desk = deskFor(t);
    const id = await talking(desk);
    desk.fault(AGENT, 'drop_events', {}, { event: 'DELETE' });
    desk.node.engine.execute({ type: 'call-action', callId: id, address: AGENT, action: 'drop' });
    await desk.until('the end', () => desk.client.state.dialogs.get(id) === undefined, 75_000);
  });

  it('a call that was never announced is found out by a read', async (t) => {
    const desk = deskFor(t);
    await desk.signIn();
    desk.fault(AGENT, 'drop_events', {}, { node: `/finesse/api/User/${AGENT}/Dialogs` });
    desk.node.engine.execute({ type: 'force-state', target: AGENT, state: 'READY' });
    desk.node.engine.execute({ type: 'place-call', from: '+12065550142', queue: '5120' });
    await desk.until('reserved', () => desk.client.state.agent?.state === 'reserved');
    await desk.until('the call', () => [...desk.client.state.dialogs].length === 1, 7_000);
  });

  it('messages that cannot be read are counted and cause a read, one in five seconds at most', async (t) => {
    const desk = deskFor(t);
    await desk.signIn();
    desk.fault(`xmpp:${AGENT}`, 'corrupt', { kind: 'malformed' });
    const at = desk.now;
    for (let second = 0; second < 30; second++) {
      const state = second % 2 ? 'READY' : 'NOT_READY';
      desk.node.engine.execute({ type: 'force-state', target: AGENT, state });
      await desk.advance(1_000, 50);
    }
    assert.ok(desk.client.state.ignored >= 25, `${desk.client.state.ignored} counted`);
    const reads = desk.since(at).filter((request) => request === `GET /finesse/api/User/${AGENT}`).length;
    assert.ok(reads >= 5 && reads <= 7, `${reads} reads in 30 s`);
    await desk.until('the truth', () => desk.client.state.agent?.state === 'ready', 6_000);
  });

  it('messages about other agents are ignored, whatever request they claim to answer', async (t) => {
    const desk = deskFor(t);
    await desk.signIn();
    const { agent, ignored } = desk.client.state;
    const [session] = desk.sockets.slice(-1);
    const update = `<Update><data><user><loginId>${OTHER_AGENT}</loginId><state>READY</state></user></data><event>PUT</event><requestId/><source>/finesse/api/User/${OTHER_AGENT}</source></Update>`;
    for (const [from, node] of [
      ['pubsub.node-0.test', `/finesse/api/User/${OTHER_AGENT}`],
      ['pubsub.node-0.test', `/finesse/api/User/${AGENT}`],
      ['pubsub.elsewhere.test', `/finesse/api/User/${AGENT}`],
    ] as const) {
      const text = update.replaceAll('<', '&lt;');
      session!.onmessage!({
        data: `<message xmlns='jabber:client' from='${from}'><event xmlns='http://jabber.org/protocol/pubsub#event'><items node='${node}'><item id='x'><notification xmlns='http://jabber.org/protocol/pubsub'>${text}</notification></item></items></event></message>`,
      });
    }
    assert.equal(desk.client.state.agent, agent);
    assert.equal(desk.client.state.ignored, ignored + 3);
  });
});
