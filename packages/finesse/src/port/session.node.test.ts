import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { ownParticipant, Secret, type Command } from '@cordboard/core';
import { AGENT, eventsOf, PASSWORD, SIGN_IN, VirtualDesk } from './virtual-desk.node.test.js';

const USER = `/finesse/api/User/${AGENT}`;

function deskFor(t: TestContext, ...args: ConstructorParameters<typeof VirtualDesk>): VirtualDesk {
  const desk = new VirtualDesk(...args);
  t.after(() => desk.close());
  return desk;
}

/** Tokens as single sign-on gives them, and how often they were asked for. */
function withTokens(t: TestContext): { desk: VirtualDesk; asked: string[]; fail: (how?: 'same' | 'never') => void } {
  const asked: string[] = [];
  let failing: 'same' | 'never' | undefined;
  let last = '';
  const desk: VirtualDesk = deskFor(
    t,
    {
      credentials: async (why) => {
        asked.push(why);
        if (failing === 'never') return new Promise(() => {});
        if (failing !== 'same') last = desk.node.finesse.credentials.issue(AGENT).token;
        return Promise.resolve({ kind: 'bearer', id: AGENT, token: new Secret(last) });
      },
    },
    [{ authMode: 'SSO' }],
  );
  return { desk, asked, fail: (how) => (failing = how) };
}

describe('the steps of signing in', () => {
  it('come in the documented order: system, stream, presence, LOGIN, then everything is read', async (t) => {
    const desk = deskFor(t);
    await desk.signIn();
    const steps = desk.node.log
      .since(0)
      .entries.filter(({ direction }) => direction === 'in')
      .map(({ kind, method, path, text = '' }) => (kind === 'request' ? `${method} ${path}` : text.slice(1).split(/[\s>]/, 1)[0]));
    const order = ['GET /finesse/api/SystemInfo', 'open', 'auth', 'open', 'iq', 'iq', 'presence', `PUT ${USER}`, `GET ${USER}`];
    let from = 0;
    for (const step of order) {
      const found = steps.indexOf(step, from);
      assert.ok(found >= 0, `${step} missing after ${steps.slice(0, from).join(', ')}: ${steps.slice(from).join(', ')}`);
      from = found + 1;
    }
  });

  it('leave out LOGIN for an agent who is signed in already, as after a reload of the page', async (t) => {
    const { desk } = withTokens(t);
    desk.node.engine.execute({ type: 'force-state', target: AGENT, state: 'READY' });
    desk.client.connect();
    await desk.linkIs('up', 1_000);
    assert.equal(desk.client.state.agent?.state, 'ready');
    assert.deepEqual(
      desk.since(0).filter((request) => request.startsWith('PUT')),
      [],
    );
  });

  it('with credentials at hand show one who is signed out, and wait for the command', async (t) => {
    const { desk } = withTokens(t);
    desk.client.connect();
    await desk.linkIs('up', 1_000);
    assert.equal(desk.client.state.agent?.state, 'signed-out');
    assert.equal(await desk.outcome(desk.client.run({ type: 'sign-in', agentId: AGENT, extension: AGENT })), 'done');
    assert.equal(desk.client.state.agent?.state, 'not-ready');
    assert.equal(desk.client.state.link.state, 'up');
  });

  it('may be asked for before the platform has been found', async (t) => {
    const desk = deskFor(t);
    desk.client.connect();
    assert.equal(await desk.outcome(desk.client.run(SIGN_IN)), 'done');
    assert.equal(desk.client.state.agent?.state, 'not-ready');
  });

  it('fail soon, and say why, where the platform cannot be reached or is out of service', async (t) => {
    for (const [target, toxic, code] of [
      ['rest', 'down', 'link-down'],
      ['xmpp', 'down', 'link-down'],
      ['system', 'out_of_service', 'out-of-service'],
    ] as const) {
      const desk = deskFor(t);
      desk.fault(target, toxic);
      desk.client.connect();
      assert.equal(await desk.outcome(desk.client.run(SIGN_IN), 3_000), code, toxic);
      await desk.until('no secret kept', () => desk.open === 0 && desk.client.state.link.state !== 'up', 10_000);
    }
  });

  it('are not tried again with a password that was refused', async (t) => {
    const desk = deskFor(t);
    desk.client.connect();
    assert.equal(await desk.outcome(desk.client.run({ ...SIGN_IN, secret: new Secret('wrong') })), 'unauthorized');
    assert.deepEqual([desk.client.state.link.state, desk.client.state.link.why], ['sign-in-needed', 'bad-credentials']);
    const sockets = desk.sockets.length;
    await desk.advance(300_000, 500);
    assert.equal(desk.sockets.length, sockets);
    assert.equal(await desk.outcome(desk.client.run(SIGN_IN)), 'done');
  });

  it('with a wrong extension leave the link up for the right one', async (t) => {
    const desk = deskFor(t);
    desk.client.connect();
    assert.equal(await desk.outcome(desk.client.run({ ...SIGN_IN, extension: '99' })), 'device-invalid');
    await desk.linkIs('up', 1_000);
    assert.equal(await desk.outcome(desk.client.run(SIGN_IN)), 'done');
    assert.equal(desk.sockets.length, 1);
  });

  it('end with an abort, and keep nothing of it', async (t) => {
    const desk = deskFor(t);
    desk.client.connect();
    await desk.linkIs('sign-in-needed');
    const fault = desk.fault('xmpp', 'timeout');
    const abort = new AbortController();
    const outcome = desk.outcome(desk.client.run(SIGN_IN, { signal: abort.signal }), 100);
    abort.abort();
    assert.equal(await outcome, 'aborted');
    await desk.linkIs('sign-in-needed', 1_000);
    assert.equal(desk.open, 0);
    desk.node.faults.stop(fault);
    assert.equal(await desk.outcome(desk.client.run(SIGN_IN)), 'done');
  });
});

describe('signing out', () => {
  it('closes the stream, and with it the session', async (t) => {
    const desk = deskFor(t);
    await desk.signIn();
    assert.equal(await desk.outcome(desk.client.run({ type: 'sign-out', reasonId: signOutReason(desk) })), 'done');
    await desk.linkIs('sign-in-needed', 1_000);
    assert.equal(desk.client.state.link.why, 'signed-out');
    assert.equal(desk.client.state.agent?.state, 'signed-out');
    assert.equal(desk.open, 0);
    await desk.advance(120_000, 500);
    assert.equal(desk.open, 0);
    assert.equal(await desk.outcome(desk.client.run(SIGN_IN)), 'done');
  });

  it('by force is shown with its reason, and nobody is signed in again for it', async (t) => {
    const desk = deskFor(t);
    await desk.signIn();
    await desk.advance(60_000, 500);
    const at = desk.now;
    desk.node.engine.execute({ type: 'force-state', target: AGENT, state: 'LOGOUT', reasonCode: 255 });
    await desk.until('signed out', () => desk.client.state.agent?.state === 'signed-out', 1_000);
    assert.equal(desk.client.state.agent?.reason?.code, '255');
    await desk.advance(120_000, 500);
    assert.deepEqual(
      desk.since(at).filter((request) => request.startsWith('PUT')),
      [],
    );
    assert.equal(desk.client.state.link.state, 'up');
  });

  it('by force just after signing in was meant for the session before, and is undone once', async (t) => {
    const desk = deskFor(t);
    await desk.signIn();
    const force = { type: 'force-state', target: AGENT, state: 'LOGOUT', reasonCode: 255 } as const;
    desk.node.engine.execute(force);
    const logins = (): number => desk.since(0).filter((request) => request.startsWith('PUT')).length;
    await desk.until('signed in again', () => logins() === 2 && desk.client.state.agent?.state === 'not-ready', 2_000);
    desk.node.engine.execute(force);
    await desk.advance(30_000, 100);
    assert.equal(desk.client.state.agent?.state, 'signed-out');
    assert.equal(logins(), 2);
  });
});

describe('tokens', () => {
  it('are renewed once for all requests that find them expired', async (t) => {
    const { desk, asked } = withTokens(t);
    desk.node.engine.execute({ type: 'force-state', target: AGENT, state: 'NOT_READY' });
    desk.client.connect();
    await desk.linkIs('up', 1_000);
    desk.fault('system', 'revoke_token', { times: 1 });
    const work = [
      desk.client.run({ type: 'set-agent-state', state: 'ready' }),
      desk.client.query({ type: 'wrap-up-reasons' }),
      desk.client.query({ type: 'contacts' }),
      desk.client.query({ type: 'queues' }),
    ];
    assert.equal(await desk.outcome(Promise.all(work)), 'done');
    assert.deepEqual(asked, ['start', 'refused']);
    assert.equal(desk.client.state.link.state, 'up');
  });

  it('are renewed for the stream as well', async (t) => {
    const { desk, asked } = withTokens(t);
    desk.client.connect();
    await desk.linkIs('up', 1_000);
    desk.fault('system', 'revoke_token', { times: 1 });
    desk.fault(`xmpp:${AGENT}`, 'reset_peer', { times: 1 });
    await desk.linkIs('connecting', 1_000);
    await desk.linkIs('up', 15_000);
    assert.deepEqual(asked, ['start', 'refused']);
  });

  it('that cannot be had in ten seconds, or are the same again, refuse what waits for them', async (t) => {
    for (const how of ['never', 'same'] as const) {
      const { desk, asked, fail } = withTokens(t);
      desk.node.engine.execute({ type: 'force-state', target: AGENT, state: 'NOT_READY' });
      desk.client.connect();
      await desk.linkIs('up', 1_000);
      fail(how);
      desk.fault('system', 'revoke_token', { times: 1 });
      const at = desk.now;
      assert.equal(await desk.outcome(desk.client.run({ type: 'set-agent-state', state: 'ready' })), 'unauthorized');
      assert.ok(desk.now - at <= 11_000);
      assert.deepEqual(asked, ['start', 'refused']);
    }
  });

  it('that cannot be asked for yet are asked for again', async (t) => {
    let tries = 0;
    const desk: VirtualDesk = deskFor(t, {
      credentials: () =>
        ++tries < 3
          ? Promise.reject(new TypeError('offline'))
          : Promise.resolve({ kind: 'basic', id: AGENT, secret: new Secret(PASSWORD) }),
    });
    desk.client.connect();
    await desk.linkIs('up', 30_000);
    assert.equal(tries, 3);
  });
});

describe('commands', () => {
  it('are confirmed by an event that overtakes the 202', async (t) => {
    const desk = deskFor(t);
    await desk.signIn();
    desk.fault('rest', 'latency', { ms: 3_000 }, { method: 'PUT' });
    const at = desk.now;
    assert.equal(await desk.outcome(desk.client.run({ type: 'set-agent-state', state: 'ready' })), 'done');
    assert.ok(desk.now - at < 1_000);
  });

  it('are superseded when someone else changes the same meanwhile, and the last word stands', async (t) => {
    const desk = deskFor(t);
    await desk.signIn();
    desk.fault(AGENT, 'accept_and_forget');
    const outcome = desk.outcome(desk.client.run({ type: 'set-agent-state', state: 'ready' }));
    await desk.advance(100);
    desk.node.engine.execute({ type: 'force-state', target: AGENT, state: 'NOT_READY', reasonCode: 999 });
    assert.equal(await outcome, 'superseded');
    assert.equal(desk.client.state.agent?.state, 'not-ready');
  });

  it('outlive someone else’s change that comes first', async (t) => {
    const desk = deskFor(t);
    await desk.signIn();
    desk.fault(AGENT, 'delay_events', { ms: 1_500 });
    const outcome = desk.outcome(desk.client.run({ type: 'set-agent-state', state: 'ready' }));
    desk.node.engine.execute({ type: 'force-state', target: AGENT, state: 'NOT_READY', reasonCode: 999 });
    assert.equal(await outcome, 'done');
    assert.equal(desk.client.state.agent?.state, 'ready');
  });

  it('without any verdict are let go when their signal aborts, and nothing of them is kept', async (t) => {
    const desk = deskFor(t);
    await desk.signIn();
    desk.fault(AGENT, 'accept_and_forget');
    const before = desk.timers.size;
    const command: Command = { type: 'set-agent-state', state: 'ready' };
    for (let turn = 0; turn < 20; turn++) {
      const abort = new AbortController();
      const outcome = desk.outcome(desk.port.send(command, abort.signal), 1_000);
      await desk.advance(100);
      abort.abort();
      assert.equal(await outcome, 'aborted');
    }
    assert.ok(desk.timers.size <= before, `${desk.timers.size} timers, ${before} before`);
  });

  it('on the device wait for the one before', async (t) => {
    const desk = deskFor(t);
    await desk.signIn();
    desk.fault('rest', 'latency', { ms: 300 }, { method: 'POST' });
    const at = desk.now;
    const never = new AbortController().signal;
    const first = desk.port.send({ type: 'make-call', to: '+12065550153' }, never);
    const second = desk.port.send({ type: 'dialog-action', dialogId: '404', action: 'hold' }, never);
    assert.equal(await desk.outcome(first), 'done');
    assert.equal(await desk.outcome(second), 'not-found');
    assert.deepEqual(
      desk.since(at).filter((request) => !request.startsWith('GET')),
      [`POST ${USER}/Dialogs`, 'PUT /finesse/api/Dialog/404'],
    );
  });

  it('that the platform refuses with 503 make the port look, and not the command again', async (t) => {
    const desk = deskFor(t);
    await desk.signIn();
    desk.fault('rest', 'http_status', { status: 503, times: 1 }, { method: 'PUT' });
    const at = desk.now;
    assert.equal(await desk.outcome(desk.client.run({ type: 'set-agent-state', state: 'ready' })), 'out-of-service');
    await desk.advance(20_000, 100);
    assert.equal(desk.since(at).filter((request) => request.startsWith('PUT')).length, 1);
    assert.ok(desk.since(at).includes('GET /finesse/api/SystemInfo'));
    assert.equal(desk.client.state.link.state, 'up');
  });
});

describe('a port', () => {
  it('that is subscribed twice refuses the second, and serves again after the first', async (t) => {
    const desk = deskFor(t);
    const first = eventsOf(desk.port);
    let refused: unknown;
    desk.port.events$.subscribe({ error: (error: { code: string }) => (refused = error.code) });
    assert.equal(refused, 'busy');
    first.stop();
    const second = eventsOf(desk.port);
    assert.equal(second.events[0]?.type, 'link');
    second.stop();
    await desk.advance(100);
    assert.equal(desk.timers.size, 0);
  });

  it('knows which states take a reason, and which leg of a call is the agent’s', async (t) => {
    const desk = deskFor(t);
    await desk.signIn();
    assert.deepEqual(
      desk.client.state.agent?.next.map(({ state, reason }) => [state, reason]),
      [
        ['ready', 'forbidden'],
        ['not-ready', 'required'],
        ['signed-out', 'required'],
      ],
    );
    desk.node.engine.execute({ type: 'place-call', from: '+12065550142', to: AGENT });
    await desk.until('ringing', () => [...desk.client.state.dialogs].length === 1);
    const [dialog] = [...desk.client.state.dialogs].map(([, each]) => each);
    assert.equal(ownParticipant(dialog)?.state, 'alerting');
  });
});

function signOutReason(desk: VirtualDesk): string {
  return desk.node.engine.reasonsFor(AGENT, 'LOGOUT').find(({ system }) => !system)!.id;
}
