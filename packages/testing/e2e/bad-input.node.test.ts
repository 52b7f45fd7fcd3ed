import assert from 'node:assert/strict';
import { after, before, describe, it, type TestContext } from 'node:test';
import { DesktopClient, ownParticipant, Secret, type DesktopError, type DesktopErrorCode } from '@cordboard/core';
import { FinessePort } from '@cordboard/finesse';
import { startSandbox, type RunningSandbox } from '@cordboard/sandbox/server';
import { until } from '@cordboard/testing';
import { WebSocket } from 'ws';
import { eventually, named, press, stage } from './browser.js';

const AGENT = '1001001';
const SIGN_IN = { type: 'sign-in', agentId: AGENT, extension: AGENT, secret: new Secret('cordboard') } as const;
// What the sandbox can make of a notification; each is one message that must neither throw nor be believed.
const SPOILT = ['malformed', 'truncated', 'oversized', 'doctype', 'deep', 'json', 'html', 'empty', 'no_data', 'no_source'] as const;

async function fault(url: string, plan: object): Promise<string> {
  const headers = { 'Content-Type': 'application/json' };
  const response = await fetch(`${url}sandbox/faults`, { method: 'POST', headers, body: JSON.stringify(plan) });
  assert.equal(response.status, 200, await response.clone().text());
  return ((await response.json()) as { id: string }).id;
}

describe('bad input', { concurrency: 4 }, () => {
  const thrown: unknown[] = [];
  const onThrown = (error: unknown) => thrown.push(error);
  before(() => process.on('unhandledRejection', onThrown).on('uncaughtException', onThrown));
  after(() => {
    process.off('unhandledRejection', onThrown).off('uncaughtException', onThrown);
    assert.deepEqual(thrown, []);
  });

  /** A signed-in desk in a contact centre of its own, both gone after the test. */
  async function desk(t: TestContext): Promise<{ client: DesktopClient; sandbox: RunningSandbox }> {
    const sandbox = await startSandbox({ port: 0 });
    const client = new DesktopClient(new FinessePort({ hosts: sandbox.url, environment: { WebSocket } }));
    t.after(async () => {
      client.close();
      await sandbox.close();
    });
    client.connect();
    await until(client.link$, 'a link', (link) => link.state === 'sign-in-needed');
    await client.run(SIGN_IN);
    await until(client.link$, 'a live link', (link) => link.state === 'up');
    return { client, sandbox };
  }

  for (const part of ['payload', 'frame'] as const) {
    for (const kind of SPOILT.filter((each) => part === 'payload' || !each.startsWith('no_'))) {
      it(`a ${kind} ${part} is counted or ignored, and the state is true afterwards`, { timeout: 60_000 }, async (t) => {
        const { client, sandbox } = await desk(t);
        await fault(sandbox.url, { target: `xmpp:${AGENT}`, toxic: 'corrupt', args: { kind, part, times: 1 } });
        await client.run({ type: 'set-agent-state', state: 'ready' });
        await until(client.agent$, 'ready', (agent) => agent?.state === 'ready', 20_000);
        // An empty frame is a sign of life, as blanks are.
        if (part === 'payload' || kind !== 'empty') assert.ok(client.state.ignored > 0, 'the spoilt message was counted');
        await until(client.link$, 'a live link', (link) => link.state === 'up', 30_000);
        await client.run({ type: 'set-agent-state', state: 'not-ready', reasonId: '12' });
      });
    }
  }

  it('a state nobody knows is kept as it was written, shown neutrally, and left again', { timeout: 60_000 }, async (t) => {
    const { client, sandbox } = await desk(t);
    await fault(sandbox.url, { target: `xmpp:${AGENT}`, toxic: 'corrupt', args: { kind: 'unknown_enum', times: 1 } });
    client.run({ type: 'set-agent-state', state: 'ready' }).catch(() => undefined);
    const agent = await until(client.agent$, 'an unknown state', (now) => now?.state === 'unknown');
    assert.ok(agent?.rawState);
    await fetch(`${sandbox.url}sandbox/calls`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ from: '+12065550142', to: AGENT }),
    });
    await until(client.dialogs$, 'a call', (all) => all.some((dialog) => ownParticipant(dialog)?.state === 'alerting'));
  });

  const replies: readonly (readonly [string, object, readonly DesktopErrorCode[]])[] = [
    ['a sign-in page with status 200', { toxic: 'html', args: { times: 9 } }, ['protocol']],
    ['JSON where XML is due', { toxic: 'http_status', args: { status: 200, body: '{"a":1}', times: 9 } }, ['protocol']],
    ['a truncated document', { toxic: 'http_status', args: { status: 200, body: '<ReasonCodes><ReasonCode>', times: 9 } }, ['protocol']],
    ['a document type', { toxic: 'http_status', args: { status: 200, body: '<!DOCTYPE a><ReasonCodes/>', times: 9 } }, ['protocol']],
    ['nothing at all', { toxic: 'http_status', args: { status: 200, body: '', times: 9 } }, ['protocol']],
  ];
  for (const [title, plan, codes] of replies) {
    it(`a read answered with ${title} is a typed error, and the next one works`, { timeout: 60_000 }, async (t) => {
      const { client, sandbox } = await desk(t);
      const id = await fault(sandbox.url, { target: 'rest', when: { path: `/finesse/api/User/${AGENT}/WrapUpReasons` }, ...plan });
      const error = await client.query({ type: 'wrap-up-reasons' }).then(
        () => undefined,
        (reason: DesktopError) => reason,
      );
      assert.ok(error && codes.includes(error.code), `code ${error?.code}`);
      assert.ok(!/<|\{/.test(error.message), 'the message repeats none of the content');
      await fetch(`${sandbox.url}sandbox/faults/${id}`, { method: 'DELETE' });
      await until(client.link$, 'a live link', (link) => link.state === 'up', 30_000);
      assert.ok((await client.query({ type: 'wrap-up-reasons' })).length > 0);
    });
  }
});

describe('bad input, in a page', () => {
  const page = stage();

  it('shows spoilt notifications as nothing, throws nothing and loses no call', { timeout: 120_000 }, async () => {
    const tab = await page.page(`/?agent=${AGENT}`);
    await named(tab, 'combobox', 'Agent state');
    for (const kind of ['malformed', 'doctype', 'oversized', 'unknown_enum']) {
      await fault(page.sandbox.url, { target: `xmpp:${AGENT}`, toxic: 'corrupt', args: { kind, times: 1 } });
      page.sandbox.engine.execute({ type: 'place-call', from: '+12065550142', to: AGENT });
      await press(tab, 'button', 'Answer');
      await press(tab, 'button', 'End');
      await eventually(
        'no call',
        () => page.sandbox.engine.state().calls.length,
        (count) => count === 0,
      );
      await eventually(
        'no card',
        () => tab.$$eval('::-p-aria([name="End"][role="button"])', (all) => all.length),
        (count) => count === 0,
      );
    }
    assert.deepEqual(page.problems, []);
  });
});
