import { DesktopClient, ownParticipant, Secret, type Dialog, type Link } from '@cordboard/core';
import { settle, until } from '@cordboard/testing';
import { GenesysPort } from './port/genesys-port.js';
import type { GenesysOptions } from './port/options.js';
import { BridgeWire, type BridgeOptions } from './wire/bridge-wire.js';

// What the tests share: a bridge that a test speaks for, word by word, and a desktop in front of it.

/** One request as it was on the wire. */
export interface Asked {
  readonly what: string;
  readonly args: Record<string, unknown>;
}

interface Pair {
  readonly key: string;
  readonly value: unknown;
}

/** Thrown by an answer to make it a fault. */
export class FaultAnswer extends Error {
  constructor(
    readonly status: number,
    readonly key: string,
  ) {
    super(key);
  }
}

type Answer = (args: Record<string, unknown>) => unknown;

export const AGENT = '40017';
export const DN = '7001_SW1';
export const NUMBER = '7001';

/** The attributes of an event or a DTO: `interaction.voice:` where nothing else is said. */
export function pairs(values: Readonly<Record<string, unknown>>): readonly Pair[] {
  return Object.entries(values).map(([key, value]) => ({ key: key.includes(':') ? key : `interaction.voice:${key}`, value }));
}

/** The attributes of an agent who is logged in. */
export const LOGGED_IN = {
  'agent:dns': [{ dnId: DN, callableNumber: NUMBER, status: 'NOT_READY' }],
  'agent:dnsActionsPossible': [{ dnId: DN, actionsPossible: ['CREATE_INTERACTION', 'LOGOUT', 'READY', 'NOT_READY'] }],
};

export class BridgeSide {
  /** Every request but polls, oldest first. */
  readonly asked: Asked[] = [];
  readonly urls: string[] = [];
  readonly credentials: (string | undefined)[] = [];
  /** What is answered; `null` where nothing is said. */
  readonly answers: Record<string, Answer> = {
    'AgentService.getAgentDTO': () => ({ agentId: AGENT, attributes: pairs(LOGGED_IN) }),
    'InteractionService.getInteractionsDTOFromAgent': () => ({ agentId: AGENT, interactions: this.interactions }),
    'EventService.createSubscriber': () => ({ subscriberId: `u-${++this.#subscribers}`, topicServiceErrors: [] }),
  };
  /** What a read of everything lists. */
  interactions: unknown[] = [];
  /** Whether anything can be reached. */
  reachable = true;
  /** Session ids that are not known any more. */
  readonly expired = new Set<string>();
  sessions = 0;
  #subscribers = 0;
  readonly #awaited: (() => void)[] = [];
  #queue: unknown[] = [];
  #collect: (() => void) | undefined;
  #now = 1_700_000_000_000;

  readonly fetch = async (url: string, init: RequestInit): Promise<Response> => {
    this.urls.push(url);
    this.credentials.push(init.credentials);
    if (!this.reachable) throw new TypeError(`Failed to fetch ${url}`);
    const { pathname, searchParams } = new URL(url);
    const body = JSON.parse((init.body as string | undefined) ?? '{}') as { args?: Record<string, unknown> };
    if (pathname === '/ais/session') return this.#session(init.method, body);
    if (this.expired.has(searchParams.get('sid') ?? '')) return json(401, { fault: { key: 'error.session.Unknown', message: 'gone' } });
    const what = pathname.replace('/ais/', '').replace('/', '.');
    if (what === 'EventService.getEvents') return json(200, { result: await this.#events(init.signal) });
    this.asked.push({ what, args: body.args ?? {} });
    for (const tell of this.#awaited.splice(0)) tell();
    try {
      const result = await orAborted(Promise.resolve(this.answers[what]?.(body.args ?? {}) ?? null), init.signal);
      return json(200, { result });
    } catch (error) {
      if (!(error instanceof FaultAnswer)) throw error as Error;
      return json(error.status, { fault: { key: error.key, message: 'As the platform says' } });
    }
  };

  /** Publishes an event of the interaction service. */
  interaction(id: string, values: Readonly<Record<string, unknown>>): void {
    this.publish('InteractionService', 'InteractionEvent', pairs({ 'interaction:interactionId': id, ...values }));
  }

  /** Publishes an event of the agent service. */
  media(values: Readonly<Record<string, unknown>>): void {
    this.publish('AgentService', 'VoiceMediaEvent', pairs(values));
  }

  publish(serviceName: string, eventName: string, attributes: unknown): void {
    this.raw({ serviceName, eventName, timeStamp: (this.#now += 10), triggers: [{ key: 'AGENT', value: AGENT }], attributes });
  }

  /** Publishes whatever it is. */
  raw(event: unknown): void {
    this.#queue.push(event);
    this.#collect?.();
  }

  /** Resolves when a method is asked for, from now on. */
  async asks(what: string): Promise<void> {
    const before = this.asked.length;
    while (!this.asked.slice(before).some((each) => each.what === what)) await new Promise<void>((resolve) => this.#awaited.push(resolve));
  }

  /** Resolves when everything that was published has been fetched. */
  async fetched(): Promise<void> {
    while (this.#queue.length > 0) await new Promise((resolve) => setTimeout(resolve));
    await settle();
  }

  /** Ends the poll that waits with an error of the network. */
  cut(): void {
    this.reachable = false;
    this.#collect?.();
  }

  /** The requests on interactions, without the reads around them. */
  get commands(): readonly Asked[] {
    return this.asked.filter(({ what }) => !/^EventService\.|\.get[A-Z]| session$/.test(what));
  }

  #session(method: string | undefined, body: Record<string, unknown>): Response {
    this.asked.push({ what: `${method} session`, args: body });
    for (const tell of this.#awaited.splice(0)) tell();
    if (method === 'DELETE') return json(200, {});
    const answer = this.answers['session'];
    if (answer) {
      try {
        return json(201, answer(body));
      } catch (error) {
        return json((error as FaultAnswer).status, { fault: { key: (error as FaultAnswer).key } });
      }
    }
    return json(201, { sessionId: `s-${++this.sessions}`, ttlSeconds: 1800 });
  }

  async #events(signal: AbortSignal | null | undefined): Promise<unknown[]> {
    if (this.#queue.length === 0) {
      await new Promise<void>((resolve, reject) => {
        this.#collect = resolve;
        signal?.addEventListener('abort', () => reject(new DOMException('Aborted', 'AbortError')), { once: true });
      });
    }
    this.#collect = undefined;
    if (!this.reachable) throw new TypeError('Failed to fetch');
    return this.#queue.splice(0);
  }
}

function orAborted<T>(promise: Promise<T>, signal: AbortSignal | null | undefined): Promise<T> {
  return new Promise((resolve, reject) => {
    signal?.addEventListener('abort', () => reject(new DOMException('Aborted', 'AbortError')), { once: true });
    promise.then(resolve, reject);
  });
}

function json(status: number, body: unknown): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json' } });
}

export interface Desk {
  readonly side: BridgeSide;
  readonly client: DesktopClient;
  readonly port: GenesysPort;
  readonly links: Link[];
  readonly dialog: (id: string) => Dialog | undefined;
  /** Waits until the own leg of a dialog offers exactly these actions, besides changing its data. */
  readonly offers: (id: string, actions: readonly string[]) => Promise<Dialog>;
  readonly gone: (id: string) => Promise<unknown>;
  readonly linkIs: (state: Link['state']) => Promise<Link>;
}

/** A desktop on a bridge: connected and signed in unless told otherwise. */
export async function desk(
  options: Partial<GenesysOptions> = {},
  { side = new BridgeSide(), wire = {}, signIn = true }: { side?: BridgeSide; wire?: Partial<BridgeOptions>; signIn?: boolean } = {},
): Promise<Desk> {
  const port = new GenesysPort({
    wire: new BridgeWire({ url: 'https://desk.example/ais', environment: { fetch: side.fetch }, ...wire }),
    limits: { spreadMs: 1, baseMs: 1, capMs: 1 },
    ...options,
  });
  const client = new DesktopClient(port);
  const links: Link[] = [];
  client.link$.subscribe((link) => links.push(link));
  client.connect();
  const linkIs = (state: Link['state']) => until(client.link$, `link ${state}`, (link) => link.state === state, 3_000);
  if (signIn) {
    await linkIs('sign-in-needed');
    await client.run({ type: 'sign-in', agentId: AGENT, secret: new Secret('canary'), extension: NUMBER });
    await linkIs('up');
  }
  opened.push(client);
  return {
    side,
    client,
    port,
    links,
    linkIs,
    dialog: (id) => client.state.dialogs.get(id),
    offers: async (id, actions) => {
      const wanted = [...actions].sort().join();
      const dialog = await until(
        client.dialog$(id),
        `${id} offering ${wanted}`,
        (each) => each !== undefined && offered(each) === wanted,
        3_000,
      );
      return dialog!;
    },
    gone: (id) => until(client.dialog$(id), `${id} gone`, (each) => each === undefined, 3_000),
  };
}

const opened: DesktopClient[] = [];

/** Closes the desktops of a test. */
export async function closeDesks(): Promise<void> {
  for (const client of opened.splice(0)) client.close();
  await settle();
}

function offered(dialog: Dialog): string {
  const actions = ownParticipant(dialog)?.actions.filter((action) => action !== 'update-call-data') ?? [];
  return [...actions].sort().join();
}
