import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, it, type TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { realRuntime, Secret, type DesktopError } from '@cordboard/core';
import { startSandbox, type RunningSandbox } from '@cordboard/sandbox/server';
import { environmentOf } from './environment.js';
import { NotificationClient, type Notice } from './notification-client.js';
import { XmppStream, type StreamEnd, type StreamOptions } from './xmpp.js';

const AGENT = '1001001';
const NODE = `/finesse/api/User/${AGENT}`;

interface Heard {
  readonly stream: XmppStream;
  readonly payloads: string[];
  readonly presences: string[];
  readonly ended: Promise<StreamEnd>;
  readonly open: () => Promise<void>;
}

function streamTo(t: TestContext, url: string, options: Partial<StreamOptions> = {}, password = 'cordboard'): Heard {
  const payloads: string[] = [];
  const presences: string[] = [];
  let end: (end: StreamEnd) => void;
  const ended = new Promise<StreamEnd>((resolve) => (end = resolve));
  const stream = new XmppStream(
    {
      url,
      domain: '127.0.0.1',
      credentials: { kind: 'basic', id: AGENT, secret: new Secret(password) },
      resource: 'bosh',
      runtime: realRuntime,
      environment: environmentOf({ WebSocket: class {} }),
      ...options,
    },
    {
      onItems: (items) => payloads.push(...items.map(({ payload }) => payload)),
      onPresence: (from, available) => presences.push(`${from} ${available}`),
      onIgnored: (what) => assert.fail(what),
      onEnd: (why) => end(why),
    },
  );
  t.after(() => stream.close());
  return { stream, payloads, presences, ended, open: () => stream.open(new AbortController().signal) };
}

async function start(t: TestContext): Promise<RunningSandbox> {
  const sandbox = await startSandbox({ port: 0 });
  t.after(() => sandbox.close());
  return sandbox;
}

async function comes(holds: () => boolean): Promise<void> {
  for (const until = Date.now() + 5_000; !holds(); await sleep(5)) assert.ok(Date.now() < until, `Never came: ${holds.toString()}`);
}

const codeOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'done',
    ({ code, cause }: DesktopError) => [code, cause],
  );

describe('a stream over BOSH', () => {
  it('opens, subscribes, receives, and takes leave', async (t) => {
    const sandbox = await start(t);
    const { stream, payloads, presences, open } = streamTo(t, sandbox.boshUrl);
    await open();
    assert.equal(stream.jid, `${AGENT}@127.0.0.1/bosh`);
    await comes(() => presences.includes('finesse@127.0.0.1/web true'));
    await stream.subscribe('/finesse/api/Team/5071/Users');
    await stream.unsubscribe('/finesse/api/Team/5071/Users');
    await assert.rejects(stream.subscribe('/finesse/api/Team/none/Users'), { code: 'refused' });
    sandbox.sandbox.finesse.notifications.publish(NODE, () => '<Update>1 &amp; 2</Update>', false);
    await comes(() => payloads.length === 1);
    assert.deepEqual(payloads, ['<Update>1 &amp; 2</Update>']);
    stream.close();
    await comes(() => sandbox.sandbox.finesse.notifications.sessions.length === 0);
  });

  it('receives hundreds of notifications each once and in order, however they are gathered', async (t) => {
    const sandbox = await start(t);
    const { payloads, open } = streamTo(t, sandbox.boshUrl);
    await open();
    const all = Array.from({ length: 1_200 }, (_each, at) => `<Update><n>${at}</n></Update>`);
    for (const [at, each] of all.entries()) {
      sandbox.sandbox.finesse.notifications.publish(NODE, () => each, false);
      // One by one, then in heaps.
      if (at < 100 || at % 100 === 0) await sleep(0);
    }
    await comes(() => payloads.length >= all.length);
    assert.deepEqual(payloads, all);
  });

  it('does without the library’s own pauses', async (t) => {
    const sandbox = await start(t);
    const { stream, open } = streamTo(t, sandbox.boshUrl);
    await open();
    const times: number[] = [];
    for (let at = 0; at < 15; at++) {
      const began = performance.now();
      await stream.subscribe(NODE);
      times.push(performance.now() - began);
    }
    // Its timer alone would make each of them 100 ms and more.
    assert.ok(times.sort((a, b) => a - b)[7]! < 60, times.join(' '));
  });

  it('answers what the server asks, once', async (t) => {
    const sandbox = await start(t);
    const { open } = streamTo(t, sandbox.boshUrl);
    await open();
    const [session] = sandbox.sandbox.finesse.notifications.sessions;
    session?.sendRaw('<iq xmlns="jabber:client" type="get" id="s1" from="127.0.0.1"><ping xmlns="urn:xmpp:ping"/></iq>');
    session?.sendRaw('<iq xmlns="jabber:client" type="get" id="s2" from="127.0.0.1"><ping xmlns="urn:xmpp:ping"/></iq>');
    const answers = () =>
      sandbox.sandbox.log.since(0).entries.filter(({ direction, text }) => direction === 'in' && text?.includes('result'));
    await comes(() => answers().length >= 2);
    assert.deepEqual(
      answers().map(({ text }) => /id="(\w+)"/.exec(text ?? '')?.[1]),
      ['s1', 's2'],
    );
  });

  it('is told of wrong credentials, and why it ends', async (t) => {
    const sandbox = await start(t);
    assert.deepEqual(await codeOf(streamTo(t, sandbox.boshUrl, {}, 'wrong').open()), ['unauthorized', 'not-authorized']);
    const first = streamTo(t, sandbox.boshUrl);
    await first.open();
    await streamTo(t, sandbox.boshUrl).open();
    assert.equal(await first.ended, 'conflict');
  });

  it('ends when its session is gone', async (t) => {
    const sandbox = await start(t);
    const { ended, open } = streamTo(t, sandbox.boshUrl);
    await open();
    sandbox.sandbox.bosh.close();
    assert.equal(await ended, 'lost');
  });

  it('survives one lost connection without losing a word, and notices at once when there is no other', async (t) => {
    const sandbox = await start(t);
    let failing = 0;
    const environment = environmentOf({
      WebSocket: class {},
      fetch: async (url, init) => {
        const response = await fetch(url, init);
        if (failing-- > 0) throw new TypeError('The answer was lost');
        return response;
      },
    });
    const { payloads, ended, open } = streamTo(t, sandbox.boshUrl, { environment });
    await open();
    const publish = (text: string) => sandbox.sandbox.finesse.notifications.publish(NODE, () => text, false);
    failing = 1;
    publish('one');
    publish('two');
    await comes(() => payloads.length === 2);
    publish('three');
    await comes(() => payloads.length === 3);
    assert.deepEqual(payloads, ['one', 'two', 'three']);
    const began = performance.now();
    failing = Infinity;
    publish('four');
    assert.equal(await ended, 'lost');
    assert.ok(performance.now() - began < 2_000);
  });

  it('takes leave of a server that is going away without a word to the page', async (t) => {
    const sandbox = await start(t);
    const unhandled: unknown[] = [];
    const onUnhandled = (error: unknown): void => void unhandled.push(error);
    process.on('unhandledRejection', onUnhandled);
    t.after(() => process.off('unhandledRejection', onUnhandled));
    const cut = new AbortController();
    let polls = 0;
    let goodbyes = 0;
    const environment = environmentOf({
      WebSocket: class {},
      fetch: async (url, init) => {
        if ((init.body as string).includes('terminate')) {
          // First the request that waits for news is cut off and sent again, then the good-bye is answered.
          cut.abort();
          await comes(() => polls === 1);
          const answer = await fetch(url, init);
          goodbyes++;
          return answer;
        }
        if (cut.signal.aborted) {
          polls++;
          return new Promise(() => {});
        }
        return fetch(url, { ...init, signal: AbortSignal.any([cut.signal, ...(init.signal ? [init.signal] : [])]) });
      },
    });
    const { stream, open } = streamTo(t, sandbox.boshUrl, { environment });
    await open();
    await comes(() => sandbox.sandbox.bosh.held === 1);
    stream.close();
    await comes(() => goodbyes === 1);
    // A rejection counts as unhandled when the turn in which it came is over.
    await new Promise((resolve) => setImmediate(resolve));
    await new Promise((resolve) => setImmediate(resolve));
    assert.deepEqual(unhandled, []);
  });

  it('ends rather than going on without what it could not read', async (t) => {
    const sandbox = await start(t);
    const { ended, open } = streamTo(t, sandbox.boshUrl);
    await open();
    sandbox.sandbox.finesse.notifications.sessions[0]?.sendRaw('<message xmlns="jabber:client"><oops></message>');
    assert.equal(await ended, 'lost');
  });

  it('fails where there is no such service', async (t) => {
    const server = createServer((_request, response) => response.writeHead(404).end('<html><br></html>')).listen(0, '127.0.0.1');
    await once(server, 'listening');
    t.after(() => server.close());
    const { stream, open } = streamTo(t, `http://127.0.0.1:${(server.address() as AddressInfo).port}/http-bind/`);
    assert.deepEqual(await codeOf(open()), ['link-down', 'lost']);
    assert.equal(stream.wasHeard, false);
  });

  it('leaves nothing behind when it is called off', async (t) => {
    const sandbox = await start(t);
    const { stream } = streamTo(t, sandbox.boshUrl);
    const abort = new AbortController();
    const outcome = codeOf(stream.open(abort.signal));
    abort.abort();
    assert.deepEqual(await outcome, ['aborted', undefined]);
    assert.equal(sandbox.sandbox.finesse.notifications.sessions.length, 0);
  });
});

describe('a notification client where no WebSocket gets through', () => {
  class Blocked {
    onclose: ((event: { code: number }) => void) | null = null;
    readonly close = (): void => {};

    constructor() {
      queueMicrotask(() => this.onclose?.({ code: 1006 }));
    }
  }

  it('listens over BOSH instead, having said so once', async (t) => {
    const sandbox = await start(t);
    const client = new NotificationClient({
      url: sandbox.wsUrl,
      boshUrl: sandbox.boshUrl,
      domain: '127.0.0.1',
      credentials: { kind: 'basic', id: AGENT, secret: new Secret('cordboard') },
      resource: 'bosh',
      environment: { WebSocket: Blocked },
      spreadMs: 1,
      baseMs: 1,
      capMs: 1,
    });
    const notices: Notice[] = [];
    const subscription = client.events$.subscribe((notice) => notices.push(notice));
    t.after(() => subscription.unsubscribe());
    await comes(() => notices.some(({ type }) => type === 'up'));
    sandbox.sandbox.bosh.close();
    await comes(() => notices.filter(({ type }) => type === 'up').length === 2);
    sandbox.sandbox.finesse.notifications.publish(NODE, () => '<Update/>', false);
    await comes(() => notices.some(({ type }) => type === 'item'));
    assert.deepEqual(
      notices.map((notice) => (notice.type === 'down' ? notice.why : notice.type)),
      ['blocked', 'up', 'lost', 'up', 'item'],
    );
  });
});
