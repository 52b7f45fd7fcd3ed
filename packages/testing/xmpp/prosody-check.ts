import { NotificationClient, type Notice } from '@cordboard/finesse';
import { Secret } from '@cordboard/core';
import { WebSocket } from 'ws';
import { haveProsody, startProsody, type Prosody } from './prosody.js';
import { Publisher } from './publisher.js';

const NODE = '/finesse/api/User/1001001';
const COUNT = 1000;

/** One thing that was to be shown, and how it went. */
export interface Shown {
  readonly title: string;
  readonly passed: boolean;
  readonly detail: string;
}

/**
 * Our notification client against Prosody, over each transport: connects with PLAIN, receives numbered events in order, comes back after
 * the server was killed and started again, and receives on. Stops at the first thing that fails; rejects when there is no Prosody.
 */
export async function checkAgainstProsody(tell: (shown: Shown) => void): Promise<void> {
  await haveProsody();
  for (const transport of ['WebSocket', 'BOSH'] as const) {
    await checkTransport(transport, (shown) => tell({ ...shown, title: `${transport}: ${shown.title}` }));
  }
}

async function checkTransport(transport: 'WebSocket' | 'BOSH', tell: (shown: Shown) => void): Promise<void> {
  const prosody = await startProsody();
  const listener = new Listener(prosody, transport === 'BOSH' ? prosody.boshUrl : prosody.url);
  const step = async (title: string, run: () => Promise<string>): Promise<void> => {
    const started = performance.now();
    const passed = await run().then(
      (detail) => ({ title, passed: true, detail: `${detail} in ${Math.round(performance.now() - started)} ms` }),
      (error: unknown) => ({ title, passed: false, detail: error instanceof Error ? error.message : String(error) }),
    );
    tell(passed);
    if (!passed.passed) throw new Error(title);
  };
  try {
    await step('connects with PLAIN and binds its resource', async () => `as ${await listener.up(1)}`);
    await step('subscribes to a node', async () => {
      await listener.client.subscribe(NODE);
      return 'agreed';
    });
    await step(`receives ${COUNT} events, each once and in order`, () => publishAndReceive(prosody, listener, 0));
    await step('notices that the server is gone, comes back to it and subscribes again', async () => {
      await prosody.restart();
      return `as ${await listener.up(2)}`;
    });
    await step(`receives ${COUNT} more`, () => publishAndReceive(prosody, listener, COUNT));
  } finally {
    listener.close();
    await prosody.stop();
  }
}

async function publishAndReceive(prosody: Prosody, listener: Listener, from: number): Promise<string> {
  const publisher = await Publisher.connect(prosody);
  try {
    for (let number = from; number < from + COUNT; number++) await publisher.publish(NODE, String(number));
    await listener.received(from + COUNT);
  } finally {
    publisher.close();
  }
  const wrong = listener.numbers.findIndex((number, index) => number !== index);
  if (wrong >= 0 || listener.numbers.length !== from + COUNT)
    throw new Error(`Out of order or doubled at ${wrong} of ${listener.numbers.length}`);
  return `${COUNT} of ${COUNT}`;
}

class Listener {
  readonly client: NotificationClient;
  readonly numbers: number[] = [];
  readonly close: () => void;
  readonly #ups: string[] = [];
  #changed: () => void = () => undefined;

  constructor({ domain, accounts }: Prosody, url: string) {
    const credentials = { kind: 'basic', id: accounts.agent, secret: new Secret(accounts.password) } as const;
    this.client = new NotificationClient({ url, domain, credentials, resource: 'cordboard-test', environment: { WebSocket } });
    const subscription = this.client.events$.subscribe((notice) => this.#on(notice));
    this.close = () => subscription.unsubscribe();
  }

  /** The address of the n-th connection, once there is one. */
  async up(count: number): Promise<string> {
    await this.#until(() => this.#ups.length >= count, `connection ${count}`);
    return this.#ups[count - 1] ?? '';
  }

  received(count: number): Promise<void> {
    return this.#until(() => this.numbers.length >= count, `event ${count}; there were ${this.numbers.length}`);
  }

  #on(notice: Notice): void {
    if (notice.type === 'up') this.#ups.push(notice.jid);
    if (notice.type === 'item' && notice.item.node === NODE) this.numbers.push(Number(notice.item.payload));
    this.#changed();
  }

  #until(condition: () => boolean, what: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`Waited in vain for ${what}`)), 60_000);
      this.#changed = () => {
        if (!condition()) return;
        clearTimeout(late);
        resolve();
      };
      this.#changed();
    });
  }
}
