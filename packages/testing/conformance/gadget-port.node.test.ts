import assert from 'node:assert/strict';
import { after, before, describe, it, type TestContext } from 'node:test';
import { DesktopClient, type DesktopError, type TeamView } from '@cordboard/core';
import { GadgetPort } from '@cordboard/finesse';
import { startSandbox, type RunningSandbox } from '@cordboard/sandbox/server';
import { until } from '@cordboard/testing';
import { DesktopPage } from './desktop-page.js';

const AGENT = '1001001';

describe('a GadgetPort on a desktop page', () => {
  let running: RunningSandbox;
  before(async () => {
    running = await startSandbox({ port: 0 });
  });
  after(() => running.close());

  function desk(t: TestContext, page = new DesktopPage(running, 'cordboard')) {
    const port = new GadgetPort({ page: page.frame(), limits: { askMs: 50 } });
    const client = new DesktopClient(port);
    t.after(() => {
      client.close();
      page.close();
    });
    return { page, client };
  }

  const up = (client: DesktopClient) => until(client.link$, 'a live link', ({ state }) => state === 'up');

  it('waits for the desktop to sign somebody in, then shows them and acts for them', async (t) => {
    const { page, client } = desk(t);
    client.connect();
    await until(client.link$, 'nobody', ({ state }) => state === 'sign-in-needed');
    await page.signIn(AGENT, AGENT);
    await up(client);
    assert.equal(client.state.agent?.state, 'not-ready');
    await client.run({ type: 'set-agent-state', state: 'ready' });
    assert.equal(running.engine.agent(AGENT)?.state, 'READY');
    const refused = await client.run({ type: 'sign-in', agentId: AGENT, extension: AGENT }).catch(({ code }: DesktopError) => code);
    assert.equal(refused, 'not-served');
  });

  it('shows a call that the hub tells of, and answers it', async (t) => {
    const { page, client } = desk(t);
    await page.signIn(AGENT, AGENT);
    client.connect();
    await up(client);
    const ring = running.engine.execute({ type: 'place-call', from: '+12065550142', to: AGENT });
    assert.ok(ring.ok && ring.callId);
    const dialogs = await until(client.dialogs$, 'a call', (calls) => calls.length === 1);
    await client.run({ type: 'dialog-action', dialogId: dialogs[0]!.id, action: 'answer' });
    await client.run({ type: 'dialog-action', dialogId: dialogs[0]!.id, action: 'drop' });
    await until(client.dialogs$, 'no call', (calls) => calls.length === 0);
  });

  it('reads everything again, once, when the page has recovered, and takes nothing meanwhile', async (t) => {
    const { page, client } = desk(t);
    await page.signIn(AGENT, AGENT);
    client.connect();
    await up(client);
    const reads = () => page.asked.filter((each) => each === `GET /finesse/api/User/${AGENT}`).length;
    page.tell('failing');
    await until(client.link$, 'a lost link', ({ state }) => state === 'connecting');
    const refused = await client.run({ type: 'set-agent-state', state: 'ready' }).catch(({ code }: DesktopError) => code);
    assert.equal(refused, 'link-down');
    const before = reads();
    page.tell('failing');
    page.tell('recovered');
    await up(client);
    page.tell('connected');
    page.tell('recovered');
    await client.query({ type: 'agent' });
    assert.equal(reads() - before, 2);
  });

  it('leaves nothing on the hub, and is not troubled when the page has dropped it all before', async (t) => {
    const { page, client } = desk(t);
    await page.signIn(AGENT, AGENT);
    client.connect();
    await up(client);
    assert.ok(page.subscriptions > 0);
    client.close();
    assert.equal(page.subscriptions, 0);
    const other = desk(t, page);
    other.client.connect();
    await up(other.client);
    page.drop();
    other.client.close();
    assert.equal(page.subscriptions, 0);
  });

  it('follows a team by a node that the page subscribes to', async (t) => {
    const { page, client } = desk(t);
    await page.signIn('1001090', '1001090');
    client.connect();
    await up(client);
    const stateOf = (team: TeamView | undefined) => team?.members.find(({ id }) => id === AGENT)?.state;
    const team = await until(client.team$('5071'), 'the team', (view) => stateOf(view) !== undefined);
    running.engine.execute({ type: 'force-state', target: AGENT, state: stateOf(team) === 'ready' ? 'NOT_READY' : 'READY' });
    await until(client.team$('5071'), 'a change', (view) => stateOf(view) !== stateOf(team));
  });

  it('has finesse.js take its requests and subscriptions where the gadget has loaded it', async (t) => {
    const page = new DesktopPage(running, 'cordboard');
    await page.signIn('1001090', '1001090');
    const frame = page.frameWithLibrary();
    const used = new Set<PropertyKey>();
    const services = new Proxy(frame.finesse!.clientservices!.ClientServices!, {
      get: (library, name) => {
        used.add(name);
        return Reflect.get(library, name) as unknown;
      },
    });
    const io = { makeRequest: () => assert.fail('asked without it') };
    const watched = {
      ...frame,
      gadgets: { ...frame.gadgets, io },
      finesse: { ...frame.finesse, clientservices: { ClientServices: services } },
    };
    const client = new DesktopClient(new GadgetPort({ page: watched, limits: { askMs: 50 } }));
    t.after(() => {
      client.close();
      page.close();
    });
    client.connect();
    await up(client);
    await client.run({ type: 'set-agent-state', state: 'ready' });
    const watching = client.team$('5071').subscribe();
    await until(client.team$('5071'), 'the team', (view) => (view?.members.length ?? 0) > 0);
    watching.unsubscribe();
    for (const name of ['init', 'makeRequest', 'subscribeNode']) assert.ok(used.has(name), name);
  });

  it('asks without finesse.js where that does not take requests', async (t) => {
    const page = new DesktopPage(running, 'cordboard');
    await page.signIn(AGENT, AGENT);
    const ClientServices = {
      init: () => {
        throw new Error('not with this configuration');
      },
      makeRequest: () => assert.fail('not started'),
    };
    const client = new DesktopClient(
      new GadgetPort({
        page: { ...page.frame(), finesse: { gadget: { Config: { id: AGENT } }, clientservices: { ClientServices } } },
        limits: { askMs: 50 },
      }),
    );
    t.after(() => {
      client.close();
      page.close();
    });
    client.connect();
    await up(client);
    assert.equal(client.state.agent?.id, AGENT);
  });

  it('says that it is no gadget’s frame where it is none', () => {
    const errors: unknown[] = [];
    new GadgetPort().events$.subscribe({ error: (error: unknown) => errors.push(error) });
    assert.equal((errors[0] as DesktopError).code, 'not-served');
  });
});
