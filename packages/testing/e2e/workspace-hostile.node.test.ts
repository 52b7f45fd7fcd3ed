import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Frame, Page } from 'puppeteer-core';
import { eventually, named, stage } from './browser.js';
import { widgetIn, workspacePage } from './workspace-page.js';

const HOSTILE = fileURLToPath(new URL('hostile', import.meta.url));
const desk = stage({ mounts: [{ path: '/hostile/', directory: HOSTILE }] });

// A page of nobody we know, on a port of its own.
const stranger = createServer((request, response) => {
  readFile(path.join(HOSTILE, path.basename(new URL(request.url ?? '/', 'http://x').pathname))).then(
    (body) => response.setHeader('Content-Type', 'text/html').end(body),
    () => response.writeHead(404).end(),
  );
});
before(() => new Promise<void>((resolve) => stranger.listen(0, '127.0.0.1', resolve)));
after(() => stranger.close());

interface Told {
  readonly origins: number;
  readonly windows: number;
  readonly ignored: number;
  readonly agent: string;
  readonly calls: string;
  readonly listeners: number;
  readonly thrown: string;
  readonly polluted: string;
}
const QUIET: Told = { origins: 0, windows: 0, ignored: 0, agent: '', calls: '', listeners: 1, thrown: '', polluted: 'undefined' };

const REGISTERED = { channel: 'PubSub', topic: '', subtopic: 'Registered', message: { subscriberID: '40017' } };
const agentIs = (state: string): object => ({
  channel: 'Cisco',
  topic: '',
  message: {
    channel: 'Cisco',
    topic: 'Agent',
    subtopic: 'SetAgentState',
    message: { data: { loginId: '70112', extension: '5580', state } },
  },
});

/** A probe that trusts our own origin, in a page of some origin. */
async function probeIn(origin: string): Promise<{ readonly page: Page; readonly probe: Frame }> {
  const workspace = new URL(desk.sandbox.url).origin;
  const at = new URL(`/hostile/probe.html?workspace=${encodeURIComponent(workspace)}`, desk.sandbox.widgetUrl).href;
  const page = await desk.page(new URL(`/hostile/host.html?probe=${encodeURIComponent(at)}`, origin).href);
  const probe = await (await page.waitForSelector('iframe'))!.contentFrame();
  await probe.waitForFunction('window.probe');
  return { page, probe };
}

const tell = (probe: Frame): Promise<Told> => probe.evaluate('probe.tell()') as Promise<Told>;
const say = (page: Page, message: unknown): Promise<void> => page.evaluate((each) => frames[0]!.postMessage(each, '*'), message);
const until = (probe: Frame, what: string, accept: (told: Told) => boolean): Promise<Told> => eventually(what, () => tell(probe), accept);
/** Puts a frame beside the first one, or in it, that posts a message. */
const shout = (
  place: Page | Frame,
  at: string,
  sandboxed: boolean,
  shouted: { to: 'parent' | 'top' | 'sibling'; message: unknown },
): Promise<void> =>
  place.evaluate(
    (src, alone) => {
      const frame = document.createElement('iframe');
      if (alone) frame.setAttribute('sandbox', 'allow-scripts');
      frame.src = src;
      document.body.append(frame);
    },
    new URL(`/hostile/shout.html#${encodeURIComponent(JSON.stringify(shouted))}`, at).href,
    sandboxed,
  );

async function settle(page: Page, probe: Frame): Promise<void> {
  await say(page, REGISTERED);
  await say(page, agentIs('READY'));
  await until(probe, 'an agent', ({ agent }) => agent === 'ready');
}

for (const [what, originOf] of [
  ['a page of another port', () => `http://127.0.0.1:${(stranger.address() as AddressInfo).port}`],
  ['a page of the Workspace’s own server under another of its names', () => desk.sandbox.url.replace('127.0.0.1', 'localhost')],
] as const) {
  test(`${what} is told nothing, and not heard`, { timeout: 60_000 }, async () => {
    const { page, probe } = await probeIn(originOf());
    await say(page, REGISTERED);
    await say(page, agentIs('READY'));
    assert.deepEqual(await until(probe, 'two that were ignored', ({ origins }) => origins === 2), { ...QUIET, origins: 2 });
    assert.deepEqual(await page.evaluate('heard'), []);
    assert.ok(
      desk.problems.every((problem) => /target origin|postMessage/i.test(problem)),
      desk.problems.join('\n'),
    );
    desk.problems.length = 0;
    await page.close();
  });
}

test('a frame of no origin, and another window of the right one, are not heard', { timeout: 60_000 }, async () => {
  const { page, probe } = await probeIn(desk.sandbox.url);
  await settle(page, probe);
  await shout(page, desk.sandbox.url, true, { to: 'sibling', message: agentIs('LOGOUT') });
  await until(probe, 'no origin', ({ origins }) => origins === 1);
  await shout(page, desk.sandbox.url, false, { to: 'sibling', message: agentIs('LOGOUT') });
  await until(probe, 'another window', ({ windows }) => windows === 1);
  await shout(probe, desk.sandbox.url, false, { to: 'parent', message: agentIs('LOGOUT') });
  assert.deepEqual(await until(probe, 'a frame within', ({ windows }) => windows === 2), {
    ...QUIET,
    origins: 1,
    windows: 2,
    agent: 'ready',
  });
  await page.close();
});

test(
  'whatever the right window says, nothing is thrown, nothing is polluted, and the next message counts',
  { timeout: 90_000 },
  async (t) => {
    const { page, probe } = await probeIn(desk.sandbox.url);
    await settle(page, probe);
    // In the page: what a test's own side cannot send to it, such as a cycle.
    const MAKERS: Readonly<Record<string, string>> = {
      cyclic: `const a = { channel: 'Cisco', topic: 'Agent', subtopic: 'SetAgentState' }; a.message = a; return a`,
      'cyclic in its payload': `const d = { loginId: '1' }; d.data = d; return { channel: 'Cisco', topic: 'Agent', subtopic: 'SetAgentState', message: d }`,
      'two million characters': `return { channel: 'Cisco', topic: 'Agent', subtopic: 'x'.repeat(2e6) }`,
      'a text of two million': `return JSON.stringify({ channel: 'Cisco', topic: 'x'.repeat(2e6) })`,
      'a list of a hundred thousand': `return { channel: 'Cisco', topic: 'Agent', message: Array.from({ length: 1e5 }, (_, i) => i) }`,
      'a sparse list': `const l = []; l.length = 4e9; return { channel: 'Cisco', topic: 'Agent', message: l }`,
      'a thousand deep': `let v = {}; for (let i = 0; i < 1000; i++) v = { v }; return { channel: 'Cisco', topic: 'Agent', message: v }`,
      'a getter that was read': `return { get channel() { return 'Mars' }, topic: 'Agent', subtopic: 'SetAgentState' }`,
      'keys of a prototype': `return JSON.parse('{"channel":"Mars","__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"message":{"__proto__":{"polluted":1,"channel":"Cisco"}}}')`,
      'a map, a date, a buffer': `return new Map([['channel', 'Cisco']])`,
      'no JSON': `return '{"channel":'`,
      nothing: `return undefined`,
      'no number': `return NaN`,
      'an error': `return new Error('channel')`,
      'a port': `return { channel: 7n }`,
    };
    for (const [what, code] of Object.entries(MAKERS)) {
      await t.test(what, async () => {
        const { ignored } = await tell(probe);
        await page.evaluate(`frames[0].postMessage((() => { ${code} })(), '*')`);
        const told = await until(probe, 'one more that was ignored', (now) => now.ignored > ignored);
        assert.deepEqual(told, { ...QUIET, ignored: ignored + 1, agent: 'ready' });
      });
    }

    await t.test('and what can be read is read, without what came with it', async () => {
      await page.evaluate(() => {
        const wire = JSON.parse(
          '{"__proto__":{"polluted":1},"channel ":"cisco","topic":"agent","subtopic":" SetAgentState","constructor":{"prototype":{"polluted":1}},"message ":{"data ":{"loginId":"70112","extension":"5580","state":"NOT_READY"}}}',
        ) as object;
        frames[0]!.postMessage(wire, '*');
      });
      const told = await until(probe, 'not ready', ({ agent }) => agent === 'not-ready');
      assert.deepEqual([told.thrown, told.polluted, told.calls], ['', 'undefined', '']);
    });

    await t.test('a client that is closed leaves no listener, and hears nothing more', async () => {
      await probe.evaluate('probe.close()');
      const closed = await tell(probe);
      assert.equal(closed.listeners, 0);
      await say(page, agentIs('READY'));
      await shout(page, desk.sandbox.url, false, { to: 'sibling', message: agentIs('READY') });
      // A message that was posted after those has gone round.
      await page.evaluate(
        () =>
          new Promise((resolve) => {
            const { port1, port2 } = new MessageChannel();
            port1.onmessage = resolve;
            port2.postMessage('');
          }),
      );
      assert.deepEqual(await tell(probe), closed);
      const said = (await page.evaluate('heard.map((each) => each.message.subtopic)')) as readonly string[];
      assert.equal(said.at(-1), 'Unregister');
    });
    assert.deepEqual(desk.problems, []);
    await page.close();
  },
);

test('the Workspace’s page hears its widgets’ frames alone, and goes on', { timeout: 60_000 }, async () => {
  const page = await workspacePage(desk, '?agent=1001001');
  const phone = await widgetIn(page, 'phone');
  await named(phone, 'combobox', 'Agent state');
  const ignored = (): Promise<string> =>
    page.$$eval('[data-ignored]', (all) => all.map((each) => `${each.getAttribute('data-ignored')} ${each.textContent}`).join(', '));
  const signOut = { channel: 'Cisco', topic: '', message: { channel: 'Cisco', topic: 'Connection', subtopic: 'Logout', source: 'evil' } };

  await page.evaluate((message) => window.postMessage(message, '*'), signOut);
  await shout(phone, desk.sandbox.widgetUrl, true, { to: 'top', message: signOut });
  await shout(phone, desk.sandbox.widgetUrl, false, { to: 'top', message: signOut });
  await phone.evaluate(() => {
    const cyclic: Record<string, unknown> = { channel: 'Cisco' };
    cyclic['message'] = cyclic;
    parent.postMessage(cyclic, '*');
    parent.postMessage({ channel: 'Cisco', topic: 'x'.repeat(1_000_000) }, '*');
  });
  await eventually('all that was ignored', ignored, (words) => words === 'another origin 2, another window 1, unreadable 2');
  assert.equal(desk.sandbox.engine.agent('1001001')?.state, 'NOT_READY');
  assert.deepEqual(desk.problems, []);
  await page.close();
});
