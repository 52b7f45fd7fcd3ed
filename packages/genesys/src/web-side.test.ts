import { DesktopClient, Secret } from '@cordboard/core';
import { settle, until } from '@cordboard/testing';
import { GenesysPort } from './port/genesys-port.js';
import type { WebOptions } from './web/options.js';
import { WebWire } from './web/web-wire.js';

// What the tests of this wire share: Web Services that a test speaks for, word by word, and a desktop in front of them.

/** One request as it was on the wire. */
export interface WebAsked {
  readonly what: string;
  readonly body: Record<string, unknown>;
}

interface Bayeux {
  readonly id?: string;
  readonly channel: string;
  readonly subscription?: unknown;
  readonly clientId?: string;
}

type Answer = (body: Record<string, unknown>) => unknown;

export const DEVICE = {
  id: '7001_SW1',
  phoneNumber: '7001',
  userState: { state: 'NotReady', displayName: 'Not Ready' },
  capabilities: ['Ready', 'NotReady', 'Dial'],
};

/** Gives an HTTP status in the place of an answer. */
export class StatusAnswer {
  constructor(
    readonly status: number,
    readonly body: unknown,
  ) {}
}

export class WebSide {
  /** Every request that changes something, oldest first, but not those for notifications. */
  readonly asked: WebAsked[] = [];
  readonly urls: string[] = [];
  /** Headers of every request. */
  readonly headers: Headers[] = [];
  /** What is answered, by `METHOD /path`; statusCode 0 where nothing is said. */
  readonly answers: Record<string, Answer> = {};
  calls: object[] = [];
  devices: object[] = [DEVICE];
  token = 'token-1';
  reachable = true;
  expired = false;
  shaken = 0;
  subscribed: unknown[] = [];
  #known = '';
  #queue: object[] = [];
  #collect: (() => void) | undefined;

  readonly fetch = async (url: string, init: RequestInit): Promise<Response> => {
    const headers = new Headers(init.headers);
    this.urls.push(url);
    this.headers.push(headers);
    if (!this.reachable) throw new TypeError('Failed to fetch');
    const path = new URL(url).pathname.replace('/api/v2', '');
    const body = JSON.parse((init.body as string | undefined) ?? '{}') as Record<string, unknown>;
    const isLogin = path === '/me' && headers.has('Authorization');
    if (this.expired && !isLogin) return this.#json(401, { statusCode: 20, statusMessage: 'gone' });
    if (isLogin) this.expired = false;
    if (init.method === 'POST' && headers.get('X-CSRF-TOKEN') !== this.token)
      return this.#json(403, { statusCode: 3, statusMessage: 'CSRF' });
    if (path.startsWith('/notifications')) return this.#json(200, await this.#notify(body as unknown as Bayeux[], init.signal));
    if (init.method === 'POST') this.asked.push({ what: path, body });
    const answer = this.answers[`${init.method} ${path}`]?.(body) ?? this.#plain(init.method ?? '', path);
    return answer instanceof StatusAnswer ? this.#json(answer.status, answer.body) : this.#json(200, answer);
  };

  /** Tells of a call. */
  call(call: Readonly<Record<string, unknown>>, notificationType = 'StatusChange'): void {
    this.tell('/v2/me/calls', { messageType: 'CallStateChangeMessage', notificationType, call, phoneNumber: '7001' });
  }

  device(device: object): void {
    this.tell('/v2/me/devices', { messageType: 'DeviceStateChangeMessage', devices: [device] });
  }

  tell(channel: string, data: unknown): void {
    this.#queue.push({ channel, data });
    this.#collect?.();
  }

  /** Forgets the client of the notifications, and what it had not fetched. */
  forget(): void {
    this.#known = '';
    this.#queue = [];
    this.#collect?.();
  }

  /** Ends the poll that waits with an error of the network. */
  cut(): void {
    this.reachable = false;
    this.#collect?.();
  }

  #plain(method: string, path: string): unknown {
    if (method === 'POST') return { statusCode: 0 };
    if (path === '/me') return { statusCode: 0, user: { userName: 'maya', firstName: 'Maya', lastName: 'Lind' } };
    if (path === '/me/devices') return { statusCode: 0, devices: this.devices };
    if (path === '/me/calls') return { statusCode: 0, calls: this.calls };
    return new StatusAnswer(404, { statusCode: 6, statusMessage: 'No such call' });
  }

  async #notify(messages: readonly Bayeux[], signal: AbortSignal | null | undefined): Promise<object[]> {
    const replies: object[] = [];
    for (const { id, channel, subscription, clientId } of messages) {
      const about = { id, channel };
      if (channel === '/meta/handshake') {
        this.#known = `c-${++this.shaken}`;
        const advice = { reconnect: 'retry', interval: 0, timeout: 25_000 };
        replies.push({
          ...about,
          successful: true,
          version: '1.0',
          supportedConnectionTypes: ['long-polling'],
          clientId: this.#known,
          advice,
        });
      } else if (clientId !== this.#known) {
        replies.push({ ...about, successful: false, error: '402::Unknown client', advice: { reconnect: 'handshake', interval: 0 } });
      } else if (channel === '/meta/connect') {
        replies.push(...(await this.#connect(about, messages.length === 1 && this.#polls++ > 0, signal)));
      } else {
        if (channel === '/meta/subscribe') this.subscribed.push(subscription);
        replies.push({ ...about, successful: true, subscription });
      }
    }
    return replies;
  }

  #polls = 0;

  async #connect(about: object, waits: boolean, signal: AbortSignal | null | undefined): Promise<object[]> {
    if (waits && this.#queue.length === 0) {
      await new Promise<void>((resolve, reject) => {
        this.#collect = resolve;
        signal?.addEventListener('abort', () => reject(new DOMException('Aborted', 'AbortError')), { once: true });
      });
    }
    this.#collect = undefined;
    if (!this.reachable) throw new TypeError('Failed to fetch');
    if (this.#known === '') {
      return [{ ...about, successful: false, error: '402::Unknown client', advice: { reconnect: 'handshake', interval: 0 } }];
    }
    return [...this.#queue.splice(0), { ...about, successful: true, advice: { reconnect: 'retry', interval: 0, timeout: 25_000 } }];
  }

  #json(status: number, body: unknown): Response {
    const headers = { 'Content-Type': 'application/json', 'X-CSRF-HEADER': 'X-CSRF-TOKEN', 'X-CSRF-TOKEN': this.token };
    return new Response(JSON.stringify(body), { status, headers });
  }
}

const opened: DesktopClient[] = [];

/** A desktop on Web Services, signed in. */
export async function webDesk(
  options: Partial<WebOptions> = {},
  side: WebSide = new WebSide(),
): Promise<{ readonly side: WebSide; readonly client: DesktopClient; readonly wire: WebWire }> {
  const wire = new WebWire({ url: 'https://desk.example/api/v2', environment: { fetch: side.fetch }, ...options });
  const client = new DesktopClient(new GenesysPort({ wire, limits: { spreadMs: 1, baseMs: 1, capMs: 1 } }));
  opened.push(client);
  client.connect();
  await until(client.link$, 'credentials wanted', ({ state }) => state === 'sign-in-needed', 3_000);
  await client.run({ type: 'sign-in', agentId: 'maya', secret: new Secret('canary-pässword'), extension: '7001' });
  await until(client.link$, 'a link', ({ state }) => state === 'up', 3_000);
  return { side, client, wire };
}

/** Closes the desktops of a test. */
export async function closeWebDesks(): Promise<void> {
  for (const client of opened.splice(0)) client.close();
  await settle();
}
