import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { inspect } from 'node:util';
import { DesktopClient, ownParticipant, Secret, type PortEvent, type Query, type ResultOf } from '@cordboard/core';
import { startSandbox, type RunningSandbox } from '@cordboard/sandbox/server';
import { until } from '@cordboard/testing';
import { tap } from 'rxjs';
import { WebSocket } from 'ws';
import type { FinesseOptions } from './options.js';
import { FinessePort } from './finesse-port.js';

// Real HTTP and WebSocket on loopback. What takes minutes of silence is told in virtual time; here the times are short instead.
const QUICK = { pingMs: 150, probeMs: 150, spreadMs: 100, baseMs: 50, capMs: 400 };
const AGENT = '1001001';
const CUSTOMER = '+12065550142';
const PASSWORD = 'cordboard';
const SIGN_IN = { type: 'sign-in', agentId: AGENT, extension: AGENT, secret: new Secret(PASSWORD) } as const;

interface Desk {
  readonly sandboxes: readonly RunningSandbox[];
  readonly engine: RunningSandbox['engine'];
  readonly client: DesktopClient;
  readonly port: FinessePort;
  readonly events: PortEvent[];
}

async function open(t: TestContext, options: Partial<FinesseOptions> = {}, nodes = 1): Promise<Desk> {
  const sandboxes = await Promise.all(Array.from({ length: nodes }, () => startSandbox({ port: 0 })));
  const port = new FinessePort({
    hosts: sandboxes.map(({ url }) => url),
    limits: QUICK,
    environment: { WebSocket },
    ...options,
  });
  const events: PortEvent[] = [];
  const client = new DesktopClient({
    features: port.features,
    events$: tapped(port, events),
    send: port.send.bind(port),
    query: port.query.bind(port),
  });
  client.connect();
  t.after(async () => {
    client.close();
    await Promise.all(sandboxes.map((each) => each.close()));
  });
  return { sandboxes, engine: sandboxes[0]!.engine, client, port, events };
}

function tapped(port: FinessePort, events: PortEvent[]): FinessePort['events$'] {
  return port.events$.pipe(tap((event) => events.push(event)));
}

async function signIn({ client }: Desk): Promise<void> {
  await client.run(SIGN_IN);
  await until(client.link$, 'up', ({ state }) => state === 'up');
}

async function ring(desk: Desk): Promise<string> {
  desk.engine.execute({ type: 'place-call', from: CUSTOMER, to: AGENT });
  const dialogs = await until(desk.client.dialogs$, 'a call', (all) => all.some((each) => ownParticipant(each)?.state === 'alerting'));
  return dialogs.at(-1)!.id;
}

function fault({ sandboxes }: Desk, target: string, toxic: string, args: object = {}, when?: object): string {
  const plan = { target, toxic, args, ...(when && { when }) } as Parameters<RunningSandbox['sandbox']['faults']['start']>[0];
  return sandboxes[0]!.sandbox.faults.start(plan);
}

async function codeOf(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => 'done',
    (error: { code: string }) => error.code,
  );
}

describe('a FinessePort on real HTTP and WebSocket', () => {
  it('takes an agent from signing in through a call to signing out', async (t) => {
    const desk = await open(t);
    const { client } = desk;
    await signIn(desk);
    const [reason] = await client.query({ type: 'reason-codes', category: 'not-ready' });
    await client.run({ type: 'set-agent-state', state: 'not-ready', reasonId: reason!.id });
    assert.equal(client.state.agent?.reason?.label, reason!.label);
    await client.run({ type: 'set-agent-state', state: 'ready' });
    desk.engine.execute({ type: 'place-call', from: CUSTOMER, queue: '5120', variables: { callVariable1: ' a<b>&"c" ' } });
    const [dialog] = await until(client.dialogs$, 'a call', (all) => all.length === 1);
    const id = dialog!.id;
    assert.equal(dialog!.variables.find(({ name }) => name === 'callVariable1')?.value, ' a<b>&"c" ');
    for (const [action, state] of [
      ['answer', 'active'],
      ['hold', 'held'],
      ['retrieve', 'active'],
    ] as const) {
      await client.run({ type: 'dialog-action', dialogId: id, action });
      assert.equal(ownParticipant(client.state.dialogs.get(id))?.state, state);
    }
    await client.run({ type: 'dialog-action', dialogId: id, action: 'drop' });
    await until(client.agent$, 'off the call', (agent) => agent?.state !== 'talking');
    await client.run({ type: 'set-agent-state', state: 'not-ready', reasonId: reason!.id });
    await until(client.dialogIds$, 'no call', (ids) => ids.length === 0);
    const [goodbye] = await client.query({ type: 'reason-codes', category: 'sign-out' });
    await client.run({ type: 'sign-out', reasonId: goodbye!.id });
    const link = await until(client.link$, 'signed out', ({ state }) => state === 'sign-in-needed');
    assert.equal(link.why, 'signed-out');
    assert.equal(desk.engine.agent(AGENT)?.state, 'LOGOUT');
  });

  it('goes on over BOSH where no WebSocket gets through: at once, for good, and says why', async (t) => {
    const desk = await open(t);
    const [{ sandbox } = assert.fail()] = desk.sandboxes;
    fault(desk, 'xmpp', 'http_status', { status: 403 }, { path: '/ws' });
    await signIn(desk);
    await ring(desk);
    fault(desk, `xmpp:${AGENT}`, 'reset_peer', { times: 1 });
    await until(desk.client.link$, 'lost', ({ state }) => state === 'connecting');
    await until(desk.client.link$, 'up again', ({ state }) => state === 'up');
    const links = desk.events.flatMap((event) => (event.type === 'link' ? [event.link] : []));
    assert.equal(links.filter(({ why }) => why === 'socket-blocked').length, 1);
    const first = links.findIndex(({ why }) => why === 'socket-blocked');
    assert.deepEqual([...new Set(links.slice(first).map(({ fallback }) => fallback))], ['socket-blocked']);
    assert.ok(links.slice(0, first).every(({ fallback }) => fallback === undefined));
    assert.equal(sandbox.log.since(0).entries.filter(({ path }) => path === '/ws/').length, 1);
    await until(desk.client.dialogs$, 'the call', (all) => all.length === 1);
  });

  it('uses the transport that it is told to', async (t) => {
    const desk = await open(t, { transport: 'bosh' });
    await signIn(desk);
    assert.equal(desk.client.state.link.fallback, undefined);
    assert.equal(desk.sandboxes[0]?.sandbox.bosh.held, 1);
    const blocked = await open(t, { transport: 'websocket' });
    fault(blocked, 'xmpp', 'http_status', { status: 403 }, { path: '/ws' });
    assert.equal(await codeOf(blocked.client.run(SIGN_IN)), 'link-down');
    assert.equal(blocked.sandboxes[0]?.sandbox.bosh.held, 0);
  });

  it('reads what is asked for besides', async (t) => {
    const desk = await open(t);
    await signIn(desk);
    const read = <Q extends Query>(query: Q): Promise<ResultOf<Q>> => desk.port.query(query, new AbortController().signal);
    const agent = await read({ type: 'agent' });
    assert.equal(agent.picture.id, AGENT);
    assert.ok((await read({ type: 'wrap-up-reasons' })).every(({ label }) => label !== ''));
    assert.ok((await read({ type: 'contacts' })).length > 0);
    assert.ok((await read({ type: 'queues' })).length > 0);
    // Finesse says the same of a wrong password and of a role that may not.
    assert.equal(await codeOf(read({ type: 'team', teamId: agent.picture.team!.id })), 'unauthorized');
    assert.equal(await read({ type: 'dialog', dialogId: '404' }), undefined);
    assert.deepEqual(await read({ type: 'dialogs' }), []);
  });

  it('reads the team of a supervisor', async (t) => {
    const supervisor = '1001090';
    const desk = await open(t);
    await desk.client.run({ ...SIGN_IN, agentId: supervisor, extension: supervisor });
    const [supervised] = desk.client.state.agent!.supervises;
    const team = await desk.port.query({ type: 'team', teamId: supervised!.id }, new AbortController().signal);
    assert.ok(team.members.some(({ id, state }) => id === AGENT && state === 'signed-out'));
  });

  it('says refusals of both kinds by their codes, and changes nothing', async (t) => {
    const desk = await open(t);
    await signIn(desk);
    const id = await ring(desk);
    const never = new AbortController().signal;
    // Synchronous: HTTP 4xx. Asynchronous: 202, then apiErrors in a notification.
    assert.equal(await codeOf(desk.port.send({ type: 'set-agent-state', state: 'not-ready' }, never)), 'reason-required');
    assert.equal(await codeOf(desk.port.send({ type: 'dialog-action', dialogId: id, action: 'hold' }, never)), 'not-offered');
    assert.equal(ownParticipant(desk.client.state.dialogs.get(id))?.state, 'alerting');
  });

  it('shows each change once and in order when messages come twice and late', async (t) => {
    const desk = await open(t);
    await signIn(desk);
    const id = await ring(desk);
    fault(desk, AGENT, 'duplicate_events', { copies: 2, ms: 30 });
    fault(desk, AGENT, 'delay_events', { ms: 30, jitter: 30 });
    const seen: string[] = [];
    desk.client.dialog$(id).subscribe((dialog) => seen.push(ownParticipant(dialog)?.state ?? 'gone'));
    for (const action of ['answer', 'hold', 'retrieve', 'drop'] as const) {
      await desk.client.run({ type: 'dialog-action', dialogId: id, action });
    }
    await until(desk.client.dialog$(id), 'gone', (dialog) => dialog === undefined);
    const turns = seen.filter((state, index) => state !== seen[index - 1]);
    assert.deepEqual(turns.slice(0, 4), ['alerting', 'active', 'held', 'active']);
    assert.equal(turns.lastIndexOf('gone'), turns.length - 1);
    assert.equal(turns.indexOf('gone'), turns.length - 1);
  });

  it('finds out a change that it was never told of', async (t) => {
    const desk = await open(t, { undocumented: { droppedMs: 200 } });
    await signIn(desk);
    const id = await ring(desk);
    await desk.client.run({ type: 'dialog-action', dialogId: id, action: 'answer' });
    fault(desk, AGENT, 'drop_events', {}, { event: 'DELETE' });
    desk.engine.execute({ type: 'call-action', callId: id, address: CUSTOMER, action: 'drop' });
    await until(desk.client.dialog$(id), 'gone', (dialog) => dialog === undefined, 8_000);
  });

  it('notices a half-open line, and comes back by another', async (t) => {
    const desk = await open(t);
    await signIn(desk);
    const half = fault(desk, `xmpp:${AGENT}`, 'half_open');
    const link = await until(desk.client.link$, 'lost', ({ state }) => state === 'connecting', 5_000);
    assert.equal(link.why, 'silent');
    desk.sandboxes[0]!.sandbox.faults.stop(half);
    await until(desk.client.link$, 'up', ({ state }) => state === 'up', 5_000);
  });

  // Whether streams know of the lock is undocumented; the API does (Finesse 12.5 guide p. 29).
  for (const streamLock of ['account-disabled', 'none'] as const) {
    it(`tells a locked account from a wrong password, where the stream says ${streamLock === 'none' ? 'nothing' : streamLock}`, async (t) => {
      const desk = await open(t);
      const sandbox = desk.sandboxes[0]!;
      sandbox.sandbox.finesse.setQuirks({ streamLock });
      const wrong = { Authorization: `Basic ${Buffer.from(`${AGENT}:wrong`).toString('base64')}` };
      for (let tries = 0; tries < 5; tries++) await fetch(`${sandbox.url}finesse/api/User/${AGENT}`, { headers: wrong });
      const refused = await desk.client.run(SIGN_IN).then(
        () => 'taken',
        (error: { code: string }) => error.code,
      );
      assert.equal(refused, 'locked-out');
      assert.equal(desk.client.state.link.why, 'locked-out');
    });
  }

  it('goes over to the other node when the first has gone', async (t) => {
    const desk = await open(t, {}, 2);
    await signIn(desk);
    const [first, second] = desk.sandboxes;
    await first!.close();
    const link = await until(
      desk.client.link$,
      'the other node',
      ({ state, host }) => state === 'up' && second!.url.startsWith(host!),
      8_000,
    );
    assert.equal(link.why, undefined);
    assert.equal(second!.engine.agent(AGENT)?.state, 'NOT_READY');
    assert.equal(desk.client.state.agent?.state, 'not-ready');
  });

  it('goes on with another token when the one it had is void', async (t) => {
    let asked = 0;
    const desk: Desk = await open(t, {
      credentials: () => {
        asked++;
        const { token } = desk.sandboxes[0]!.sandbox.finesse.credentials.issue(AGENT);
        return Promise.resolve({ kind: 'bearer', id: AGENT, token: new Secret(token) });
      },
    });
    await desk.client.run({ type: 'sign-in', agentId: AGENT, extension: AGENT });
    fault(desk, 'system', 'revoke_token', { times: 1 });
    await Promise.all([
      desk.client.run({ type: 'set-agent-state', state: 'ready' }),
      desk.port.query({ type: 'queues' }, new AbortController().signal),
    ]);
    assert.equal(asked, 2);
    assert.equal(desk.client.state.link.state, 'up');
  });

  it('shows its secrets nowhere', async (t) => {
    const desk = await open(t);
    const canary = 'canary-9c1e';
    const basic = Buffer.from(`${AGENT}:${canary}`).toString('base64');
    const errors: unknown[] = [];
    await desk.client.run({ ...SIGN_IN, secret: new Secret(canary) }).catch((error: unknown) => errors.push(error));
    await signIn(desk);
    await desk.port
      .send({ type: 'dialog-action', dialogId: '404', action: 'drop' }, new AbortController().signal)
      .catch((error: unknown) => errors.push(error));
    fault(desk, 'rest', 'down');
    await desk.port.query({ type: 'queues' }, new AbortController().signal).catch((error: unknown) => errors.push(error));
    assert.equal(errors.length, 3);
    const deep = { depth: 12, showHidden: true };
    const shown = inspect([errors, desk.events, desk.client.state, desk.port], deep);
    const own = Buffer.from(`${AGENT}:${PASSWORD}`).toString('base64');
    for (const secret of [canary, basic, own]) assert.ok(!shown.includes(secret), secret);
  });
});
