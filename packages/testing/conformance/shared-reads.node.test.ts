import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { DesktopClient, ownParticipant } from '@cordboard/core';
import { GadgetPort, SharedReads } from '@cordboard/finesse';
import { startSandbox } from '@cordboard/sandbox/server';
import { until } from '@cordboard/testing';
import { DesktopPage } from './desktop-page.js';

const AGENT = '1001001';
const TOPIC = 'cordboard.finesse.reads';
const READS = [`GET /finesse/api/User/${AGENT}`, `GET /finesse/api/User/${AGENT}/Dialogs`, `GET /finesse/api/User/${AGENT}/ReasonCodes`];

describe('gadgets that read together', () => {
  async function desk(t: TestContext) {
    const running = await startSandbox({ port: 0 });
    const page = new DesktopPage(running, 'cordboard');
    await page.signIn(AGENT, AGENT);
    const clients: DesktopClient[] = [];
    t.after(async () => {
      for (const client of clients) client.close();
      page.close();
      await running.close();
    });
    const gadget = (reading: { readonly sharedReads?: SharedReads } = { sharedReads: new SharedReads() }) => {
      const client = new DesktopClient(new GadgetPort({ page: page.frame(), limits: { askMs: 50, baseMs: 20 }, ...reading }));
      clients.push(client);
      client.connect();
      return client;
    };
    return { running, page, gadget, reads: () => READS.map((read) => page.asked.filter((each) => each === read).length) };
  }

  const up = (client: DesktopClient) => until(client.link$, 'a live link', ({ state }) => state === 'up');
  const ownStates = async (client: DesktopClient) =>
    (await until(client.dialogs$, 'calls', () => true)).map((dialog) => ownParticipant(dialog)?.state);

  it('ask the platform once when they open together', async (t) => {
    const { running, gadget, reads } = await desk(t);
    running.engine.execute({ type: 'place-call', from: '+12065550142', to: AGENT });
    const clients = [gadget(), gadget(), gadget()];
    await Promise.all(clients.map(up));
    // Two kinds of reason codes.
    assert.deepEqual(reads(), [1, 1, 2]);
    for (const client of clients) {
      assert.equal(client.state.agent?.id, AGENT);
      assert.deepEqual(await ownStates(client), ['alerting']);
    }
  });

  it('have one that comes later end where the others have, without asking', async (t) => {
    const { running, gadget, reads } = await desk(t);
    const first = gadget();
    await up(first);
    const before = reads();
    const call = running.engine.execute({ type: 'place-call', from: '+12065550142', to: AGENT });
    assert.ok(call.ok && call.callId);
    const [ringing] = await until(first.dialogs$, 'a call', (calls) => calls.length === 1);
    await first.run({ type: 'dialog-action', dialogId: ringing!.id, action: 'answer' });
    const second = gadget();
    await up(second);
    assert.deepEqual(reads(), before);
    assert.deepEqual(await ownStates(second), ['active']);
    assert.equal(second.state.agent?.state, first.state.agent?.state);
    await second.run({ type: 'dialog-action', dialogId: ringing!.id, action: 'drop' });
    await until(first.dialogs$, 'no call', (calls) => calls.length === 0);
    const third = gadget();
    await up(third);
    assert.deepEqual(reads(), before);
    await until(third.dialogs$, 'no call', (calls) => calls.length === 0);
  });

  it('read again once between them when the page has recovered', async (t) => {
    const { running, page, gadget, reads } = await desk(t);
    const clients = [gadget(), gadget()];
    await Promise.all(clients.map(up));
    const before = reads();
    page.tell('failing');
    await Promise.all(clients.map((client) => until(client.link$, 'a lost link', ({ state }) => state === 'connecting')));
    running.engine.execute({ type: 'force-state', target: AGENT, state: 'READY' });
    page.tell('recovered');
    await Promise.all(clients.map(up));
    for (const client of clients) assert.equal(client.state.agent?.state, 'ready');
    assert.deepEqual([reads()[0]! - before[0]!, reads()[1]! - before[1]!], [1, 1]);
  });

  it('leave alone who does not take part', async (t) => {
    const { gadget, reads } = await desk(t);
    await up(gadget());
    const before = reads();
    const other = gadget({});
    await up(other);
    assert.deepEqual([reads()[0]! - before[0]!, reads()[1]! - before[1]!], [1, 1]);
  });

  it('are not led astray by what somebody else publishes there', async (t) => {
    const { page, gadget } = await desk(t);
    const hub = page.frame().gadgets.Hub!;
    const rubbish = [
      undefined,
      7,
      [],
      { v: 1 },
      { v: 1, from: 'x', kind: 'ask' },
      { v: 1, from: 'x', kind: 'answer', key: '/finesse/api', body: {} },
    ];
    // Somebody who always has the answer, and never a good one.
    hub.subscribe(TOPIC, (_topic, data) => {
      const { kind, key, from } = data as { kind?: string; key?: string; from?: string };
      if (kind !== 'ask' || from === 'x') return;
      for (const each of rubbish) hub.publish(TOPIC, each);
      hub.publish(TOPIC, {
        v: 1,
        from: 'x',
        kind: 'answer',
        key,
        body: '<html>sign in</html>',
        reports: [null, { node: '/finesse/api/User/1001002', payload: '<Update/>' }],
      });
    });
    const client = gadget();
    await up(client);
    assert.equal(client.state.agent?.id, AGENT);
    assert.equal(client.state.agent.state, 'not-ready');
  });

  it('do not wait for ever for one that said it would', async (t) => {
    const { page, gadget, reads } = await desk(t);
    const hub = page.frame().gadgets.Hub!;
    hub.subscribe(TOPIC, (_topic, data) => {
      const { kind, key, from } = data as { kind?: string; key?: string; from?: string };
      if (kind === 'ask' && from !== 'x') hub.publish(TOPIC, { v: 1, from: 'x', kind: 'soon', key });
    });
    await up(gadget());
    assert.deepEqual(reads(), [1, 1, 2]);
  });

  it('leave nothing on the hub', async (t) => {
    const { page, gadget } = await desk(t);
    const client = gadget();
    await up(client);
    client.close();
    assert.equal(page.subscriptions, 0);
  });
});
