// A virtual clock does not wait for what is loaded on demand.
import '../codec/list-requests.js';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { DesktopClient, Secret, type Link, type PortEvent, type Runtime } from '@cordboard/core';
import { Sandbox, SimClock, type SandboxOptions } from '@cordboard/sandbox';
import type { FinesseOptions } from './options.js';
import { FinessePort } from './finesse-port.js';
import type { Hint } from '../wire/environment.js';

/** One way over the line, in ms. */
export const HOP_MS = 10;
export const AGENT = '1001001';
export const PASSWORD = 'cordboard';
export const SIGN_IN = { type: 'sign-in', agentId: AGENT, extension: AGENT, secret: new Secret(PASSWORD) } as const;

interface SeenRequest {
  readonly at: number;
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** The real port and a real sandbox (or two, as the nodes of one deployment) on one virtual clock, with everything in between under control. */
export class VirtualDesk {
  readonly clock: SimClock;
  readonly nodes: readonly Sandbox[];
  readonly runtime: Runtime;
  readonly port: FinessePort;
  readonly client: DesktopClient;
  readonly requests: SeenRequest[] = [];
  readonly sockets: VirtualSocket[] = [];
  readonly links: Link[] = [];
  readonly hints = new Set<(hint: Hint) => void>();
  /** Everything that timers were set for and that has neither run nor been taken back. */
  readonly timers = new Set<object>();
  wallOffset = 0;
  #random = 1;

  constructor(options: Partial<FinesseOptions> = {}, sandboxes: readonly SandboxOptions[] = [{}]) {
    const clock = new SimClock({ start: Date.UTC(2026, 0, 5, 9) });
    this.clock = clock;
    this.nodes = sandboxes.map((each) => new Sandbox({ ...each, clock }));
    const start = clock.now();
    this.runtime = {
      monotonic: () => clock.now() - start,
      wall: () => clock.now() + this.wallOffset,
      setTimer: (run, ms) => {
        const handle = { cancel: () => {} };
        this.timers.add(handle);
        handle.cancel = clock.after(ms, () => {
          this.timers.delete(handle);
          run();
        });
        return handle;
      },
      clearTimer: (handle) => {
        if (!this.timers.delete(handle as object)) return;
        (handle as { cancel: () => void }).cancel();
      },
      random: () => (this.#random = (this.#random * 16807) % 2147483647) / 2147483647,
    };
    const desk = this as VirtualDesk;
    class Socket extends VirtualSocket {
      constructor(url: string) {
        super(desk, url);
      }
    }
    this.port = new FinessePort({
      hosts: this.nodes.map((_, index) => `http://node-${index}.test`),
      runtime: this.runtime,
      // The other one has timers of its own.
      transport: 'websocket',
      ...options,
      environment: {
        fetch: (url, init) => this.#fetch(url, init),
        WebSocket: Socket,
        onHint: (run) => {
          this.hints.add(run);
          return () => this.hints.delete(run);
        },
      },
    });
    this.client = DesktopClient.with({ runtime: this.runtime }, this.port);
    this.client.link$.subscribe((link) => this.links.push(link));
  }

  get node(): Sandbox {
    return this.nodes[0]!;
  }

  get now(): number {
    return this.runtime.monotonic();
  }

  /** Sockets that are open, or on the way to it. */
  get open(): number {
    return this.sockets.filter(({ isOver }) => !isOver).length;
  }

  /** Moves time on in small steps, and lets promises settle after each. */
  async advance(ms: number, step = 20): Promise<void> {
    for (let left = ms; left > 0; left -= step) {
      await breathe();
      this.clock.advance(Math.min(step, left));
    }
    await breathe();
  }

  /** Moves time on until the condition holds; fails after `ms`. */
  async until(what: string, holds: () => boolean, ms = 60_000): Promise<void> {
    const end = this.now + ms;
    for (await breathe(); !holds(); await breathe()) {
      assert.ok(this.now < end, `${what}: not within ${ms} ms, link ${JSON.stringify(this.client.state.link)}`);
      this.clock.advance(this.now < end - ms + 5_000 ? 10 : 100);
    }
  }

  async linkIs(state: Link['state'], ms?: number): Promise<void> {
    await this.until(`link ${state}`, () => this.client.state.link.state === state, ms);
  }

  /** Settles a promise by moving time on; a rejection counts as an outcome: its code. */
  async outcome(promise: Promise<unknown>, ms = 30_000): Promise<string> {
    let outcome: string | undefined;
    promise.then(
      () => (outcome = 'done'),
      (error: { code: string }) => (outcome = error.code),
    );
    await this.until('an outcome', () => outcome !== undefined, ms);
    return outcome!;
  }

  /** Connected and signed in. */
  async signIn(): Promise<void> {
    this.client.connect();
    await this.linkIs('sign-in-needed');
    assert.equal(await this.outcome(this.client.run(SIGN_IN)), 'done');
    await this.linkIs('up');
  }

  fault(target: string, toxic: string, args: object = {}, when?: object): string {
    return this.node.faults.start({ target, toxic, args, ...(when && { when }) } as Parameters<Sandbox['faults']['start']>[0]);
  }

  hint(hint: Hint): void {
    for (const run of [...this.hints]) run(hint);
  }

  /** Requests sent since a moment, as `GET /path`. */
  since(at: number): string[] {
    return this.requests.filter((request) => request.at >= at).map(({ method, url }) => `${method} ${new URL(url).pathname}`);
  }

  close(): void {
    this.client.close();
    for (const node of this.nodes) node.close();
  }

  nodeAt(url: string): Sandbox {
    return this.nodes[Number(/node-(\d)/.exec(url)?.[1])]!;
  }

  after(ms: number, run: () => void): void {
    this.clock.after(ms, run);
  }

  async #fetch(url: string, init: RequestInit): Promise<Response> {
    this.requests.push({ at: this.now, method: init.method ?? 'GET', url, headers: init.headers as Record<string, string> });
    const { signal, ...rest } = init;
    return new Promise((resolve, reject) => {
      signal?.addEventListener('abort', () => reject(new DOMException('Aborted', 'AbortError')));
      this.after(HOP_MS, () => {
        void this.nodeAt(url)
          .fetch(new Request(url, rest))
          .then((outcome) => {
            if (outcome === 'silence') return;
            this.after(HOP_MS, () => (outcome === 'reset' ? reject(new TypeError('fetch failed')) : resolve(outcome)));
          });
      });
    });
  }
}

class VirtualSocket {
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;
  onerror: (() => void) | null = null;
  isOver = false;
  readonly url: string;
  readonly #desk: VirtualDesk;
  #line: ReturnType<Sandbox['connect']> | undefined;

  constructor(desk: VirtualDesk, url: string) {
    this.url = url;
    this.#desk = desk;
    desk.sockets.push(this);
    desk.after(HOP_MS, () => {
      const node = desk.nodeAt(url);
      if (node.opening() !== 'accept') this.#end(1006);
      else if (!this.isOver) {
        const connection = {
          send: (frame: string) => desk.after(HOP_MS, () => this.onmessage?.({ data: frame })),
          close: () => desk.after(HOP_MS, () => this.#end(1000)),
          destroy: () => desk.after(HOP_MS, () => this.#end(1006)),
        };
        this.#line = node.connect(connection, new URL(url).hostname);
        this.onopen?.();
      }
    });
  }

  send(frame: string): void {
    assert.ok(this.#line && !this.isOver, 'a frame for a socket that is not open');
    this.#desk.after(HOP_MS, () => this.#line?.receive(frame));
  }

  close(): void {
    if (this.isOver) return;
    this.isOver = true;
    this.#desk.after(HOP_MS, () => this.#line?.closed());
  }

  #end(code: number): void {
    this.isOver = true;
    this.#line?.closed();
    this.onclose?.({ code });
  }
}

/** Lets promises, streams of bodies included, settle. */
async function breathe(): Promise<void> {
  for (let turn = 0; turn < 6; turn++) await new Promise((resolve) => setImmediate(resolve));
}

/** Events of a port, as they come. */
export function eventsOf(port: FinessePort): { readonly events: PortEvent[]; stop(): void } {
  const events: PortEvent[] = [];
  const subscription = port.events$.subscribe((event) => events.push(event));
  return { events, stop: () => subscription.unsubscribe() };
}

// Only where it is run itself, not where others import it.
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  test('a desk in virtual time signs in, and a closed one leaves nothing behind', async () => {
    const desk = new VirtualDesk();
    await desk.signIn();
    assert.equal(desk.client.state.agent?.state, 'not-ready');
    assert.ok(desk.now < 1_000, `took ${desk.now} ms`);
    assert.equal(desk.open, 1);
    desk.close();
    await desk.advance(0);
    assert.deepEqual([desk.open, desk.timers.size, desk.hints.size], [0, 0, 0]);
  });
}
