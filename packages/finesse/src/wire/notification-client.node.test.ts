import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Secret } from '@cordboard/core';
import { settle, VirtualRuntime } from '@cordboard/testing';
import { NotificationClient, type Notice } from './notification-client.js';

/** A server of three frames: it takes everybody in, agrees to everything, and does what the test tells it. */
class Server {
  readonly sockets: FakeSocket[] = [];
  refuses = false;

  get WebSocket(): new (url: string, protocol: string) => FakeSocket {
    const { sockets } = this;
    const accept = (socket: FakeSocket): void => this.#accept(socket);
    return class extends FakeSocket {
      constructor() {
        super();
        sockets.push(this);
        queueMicrotask(() => accept(this));
      }
    };
  }

  #accept(socket: FakeSocket): void {
    if (this.refuses) {
      socket.onclose?.({ code: 1006 });
      return;
    }
    socket.onopen?.();
  }
}

const NS = 'urn:ietf:params:xml:ns:xmpp';

class FakeSocket {
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;
  onerror: (() => void) | null = null;
  isClosed = false;
  readonly nodes: string[] = [];

  send(frame: string): void {
    const id = / id="([^"]+)"/.exec(frame)?.[1];
    const node = /<subscribe node="([^"]+)"/.exec(frame)?.[1];
    if (node !== undefined) this.nodes.push(node);
    if (frame.startsWith('<auth')) this.hear(`<success xmlns='${NS}-sasl'/>`);
    else if (frame.startsWith('<open')) this.hear(features());
    else if (id === 'bind') {
      this.hear(`<iq xmlns='jabber:client' type='result' id='bind'><bind xmlns='${NS}-bind'><jid>a@x.test/r</jid></bind></iq>`);
    } else if (id !== undefined) this.hear(`<iq xmlns='jabber:client' type='result' id='${id}'/>`);
  }

  hear(data: string): void {
    queueMicrotask(() => this.onmessage?.({ data }));
  }

  drop(): void {
    this.onclose?.({ code: 1006 });
  }

  close(): void {
    this.isClosed = true;
  }
}

function features(): string {
  return `<stream:features xmlns:stream='http://etherx.jabber.org/streams'><mechanisms xmlns='${NS}-sasl'><mechanism>PLAIN</mechanism></mechanisms><bind xmlns='${NS}-bind'/></stream:features>`;
}

function setUp() {
  const runtime = new VirtualRuntime();
  const server = new Server();
  const client = new NotificationClient({
    url: 'wss://x.test/ws',
    domain: 'x.test',
    credentials: { kind: 'basic', id: 'a', secret: new Secret('s') },
    resource: 'r',
    runtime,
    environment: { WebSocket: server.WebSocket },
  });
  const notices: Notice[] = [];
  const subscription = client.events$.subscribe((notice) => notices.push(notice));
  return { runtime, server, client, notices, stop: () => subscription.unsubscribe() };
}

describe('NotificationClient', () => {
  it('comes back after a loss, and subscribes again to what it was subscribed to', async () => {
    const { runtime, server, client, notices, stop } = setUp();
    await client.subscribe('/before');
    await runtime.advance(1);
    await client.subscribe('/after');
    await client.subscribe('/taken-back');
    await client.unsubscribe('/taken-back');
    server.sockets[0]!.drop();
    await runtime.advance(12_000);
    assert.deepEqual(
      server.sockets.map(({ nodes }) => nodes),
      [
        ['/before', '/after', '/taken-back'],
        ['/before', '/after'],
      ],
    );
    assert.deepEqual(
      notices.map(({ type }) => type),
      ['up', 'down', 'up'],
    );
    stop();
    await settle();
    assert.deepEqual([runtime.timers, server.sockets.every(({ isClosed }) => isClosed)], [0, true]);
  });

  it('tries ever more slowly while nobody takes it in, and tells when', async () => {
    const { runtime, server, notices, stop } = setUp();
    server.refuses = true;
    await runtime.advance(600_000);
    assert.ok(server.sockets.length > 8 && server.sockets.length < 60, `${server.sockets.length} attempts in ten minutes`);
    assert.ok(notices.every((notice) => notice.type === 'down' && notice.retryInMs! <= 60_000));
    server.refuses = false;
    await runtime.advance(61_000);
    assert.equal(notices.at(-1)?.type, 'up');
    stop();
    await settle();
    assert.equal(runtime.timers, 0);
  });

  it('gives way to whoever takes its place', async () => {
    const { runtime, server, notices } = setUp();
    await runtime.advance(1);
    server.sockets[0]!.hear(
      `<stream:error xmlns:stream='http://etherx.jabber.org/streams'><conflict xmlns='${NS}-streams'/></stream:error>`,
    );
    await runtime.advance(600_000);
    assert.deepEqual(notices.at(-1), { type: 'down', why: 'conflict' });
    assert.deepEqual([server.sockets.length, runtime.timers], [1, 0]);
  });

  it('leaves nothing behind, whenever it is stopped', async () => {
    for (const ms of [0, 1, 5_000, 20_000]) {
      const { runtime, server, stop } = setUp();
      await runtime.advance(ms);
      if (ms === 5_000) server.sockets[0]!.drop();
      stop();
      await runtime.advance(60_000);
      assert.deepEqual([runtime.timers, server.sockets.length, server.sockets.every(({ isClosed }) => isClosed)], [0, 1, true], `${ms} ms`);
    }
  });
});
