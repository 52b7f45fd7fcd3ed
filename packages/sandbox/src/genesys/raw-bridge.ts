// A client for tests that speaks the bridge's wire by hand, over a sandbox without a server. It is not shipped.
import { setImmediate as nextTurn } from 'node:timers/promises';
import { builtInWorld, type SimClock, type SwitchProfile, type World } from '../engine/index.js';
import { Sandbox } from '../sandbox.js';
import type { GenesysQuirks } from './quirks.js';

export const A1 = '1001001';
export const A2 = '1001002';
export const A3 = '1001005';
export const K = '+12065550142';

/** A reply, read. */
export interface Reply {
  readonly status: number;
  readonly json: {
    readonly result?: unknown;
    readonly fault?: { readonly key: string; readonly message: string };
    readonly sessionId?: string;
    readonly ttlSeconds?: number;
  };
  readonly headers: Headers;
}

/** An event as it came. */
export interface RawEvent {
  readonly serviceName: string;
  readonly eventName: string;
  readonly triggers: readonly { readonly key: string; readonly value: string }[];
  readonly attributes: readonly { readonly key: string; readonly value: unknown }[];
  readonly timeStamp: number;
}

async function turns(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await nextTurn();
}

/** What is asked for in the documents' own example, and what it needs besides. */
export const TOPICS = (agentId: string): readonly object[] => [
  {
    serviceName: 'InteractionService',
    topicsEvents: [
      { eventName: 'InteractionEvent', attributes: ['interaction:*', 'interaction.voice:*'], triggers: [{ key: 'AGENT', value: agentId }] },
    ],
  },
  {
    serviceName: 'AgentService',
    topicsEvents: [{ eventName: 'VoiceMediaEvent', attributes: ['agent:*'], triggers: [{ key: 'AGENT', value: agentId }] }],
  },
];

/** A sandbox on a virtual clock, and its agents' clients. */
export class Stage {
  readonly sandbox: Sandbox;
  readonly bugs: unknown[] = [];
  #tokens = 0;

  constructor(options: { profiles?: readonly SwitchProfile[]; quirks?: Partial<GenesysQuirks>; world?: World } = {}) {
    const world = options.world ?? builtInWorld('cce');
    this.sandbox = new Sandbox({
      world: { ...world, switchProfile: { profiles: options.profiles ?? ['full'], phones: [] } },
      newToken: () => `token-${++this.#tokens}`,
      onBug: (error) => void this.bugs.push(error),
      ...(options.quirks && { genesys: options.quirks }),
    });
  }

  get engine(): Sandbox['engine'] {
    return this.sandbox.engine;
  }

  /** Moves the clock, when what is under way has come as far as it can; and what follows from that is done before this settles. */
  async wait(ms: number): Promise<void> {
    await turns();
    (this.engine.clock as SimClock).advance(ms);
    await turns();
  }

  async send(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Reply> {
    const init = { method, headers, ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }) };
    const outcome = await this.sandbox.fetch(new Request(`http://127.0.0.1:8450${path}`, init));
    if (typeof outcome === 'string') throw new Error(outcome);
    const text = await outcome.text();
    return { status: outcome.status, json: (text === '' ? {} : JSON.parse(text)) as Reply['json'], headers: outcome.headers };
  }

  /** A customer's call to an agent's phone; its id. */
  ring(extension: string, from = K): string {
    const result = this.engine.execute({ type: 'place-call', from, to: extension, variables: { callVariable1: 'ACC-7781' } });
    if (!result.ok) throw new Error(JSON.stringify(result.refusal));
    return result.callId ?? '';
  }

  /** Somebody does something at their phone. */
  act(callId: string, address: string, action: 'answer' | 'drop' | 'hold' | 'retrieve'): void {
    const result = this.engine.execute({ type: 'call-action', callId, address, action });
    if (!result.ok) throw new Error(JSON.stringify(result.refusal));
  }

  /** Signs an agent in, subscribed to everything. */
  async agent(id: string, login = true): Promise<RawAgent> {
    const agent = new RawAgent(this, id);
    await agent.open();
    if (login) await agent.login();
    await this.wait(30);
    await agent.told();
    return agent;
  }
}

/** One agent's client. */
export class RawAgent {
  readonly stage: Stage;
  readonly id: string;
  sid = '';
  subscriber = '';

  constructor(stage: Stage, id: string) {
    this.stage = stage;
    this.id = id;
  }

  async open(): Promise<void> {
    const { json } = await this.stage.send('POST', '/ais/session', { user: this.id, password: 'cordboard' });
    this.sid = json.sessionId ?? '';
    const made = await this.call('EventService', 'createSubscriber', { notification: null, topicServices: TOPICS(this.id) });
    this.subscriber = (made as { subscriberId: string }).subscriberId;
  }

  async login(): Promise<unknown> {
    return this.call('AgentService', 'login', {
      agentId: this.id,
      form: {
        dnId: `${this.id}_SW1`,
        loginId: this.id,
        password: 'cordboard',
        queue: null,
        workmode: null,
        reasons: null,
        tExtensions: null,
      },
    });
  }

  async raw(service: string, method: string, args: object = {}): Promise<Reply> {
    return this.stage.send('POST', `/ais/${service}/${method}?sid=${this.sid}`, { args });
  }

  /** Calls a method that must not fault. */
  async call(service: string, method: string, args: object = {}): Promise<unknown> {
    const { status, json } = await this.raw(service, method, args);
    if (status !== 200) throw new Error(`${service}.${method}: ${status} ${JSON.stringify(json)}`);
    return json.result;
  }

  /** Calls a method of the voice service; the code of its error, or null. */
  async voice(method: string, args: object = {}): Promise<string | null> {
    const result = (await this.call('InteractionVoiceService', method, args)) as {
      TServerError?: string;
      voiceError?: { TServerError: string };
    } | null;
    return result?.TServerError ?? result?.voiceError?.TServerError ?? null;
  }

  /** The key of a fault. */
  async faultOf(service: string, method: string, args: object = {}): Promise<string> {
    const { status, json } = await this.raw(service, method, args);
    return `${status} ${json.fault?.key ?? 'none'}`;
  }

  /** Events that wait, without waiting for more. */
  async events(): Promise<readonly RawEvent[]> {
    return (await this.call('EventService', 'getEvents', { subscriberId: this.subscriber, timeoutMs: 0 })) as RawEvent[];
  }

  /** Events of interactions, a line each: id, reason (S or I), status, parties, actions. */
  async told(): Promise<readonly string[]> {
    return (await this.events()).filter(({ eventName }) => eventName === 'InteractionEvent').map(lineOf);
  }

  /** An attribute of an interaction, read. */
  async read(interactionId: string, attribute: string): Promise<unknown> {
    const [dto] = (await this.call('InteractionService', 'getInteractionsDTO', {
      interactionIds: [interactionId],
      attributes: [attribute],
    })) as {
      attributes: { key: string; value: unknown }[];
    }[];
    return dto?.attributes[0]?.value;
  }

  async actions(interactionId: string): Promise<string> {
    return ((await this.read(interactionId, 'interaction.voice:actionsPossible')) as string[]).join(' ');
  }
}

export function valueOf(event: RawEvent, key: string): unknown {
  return event.attributes.find((each) => each.key === key)?.value;
}

function lineOf(event: RawEvent): string {
  const value = (name: string): unknown => valueOf(event, name);
  const reason = value('interaction:eventReason') === 'STATUS_CHANGED' ? 'S' : 'I';
  const list = (name: string): string => ((value(name) as string[] | undefined) ?? ['-']).join(',');
  return `${String(value('interaction:interactionId'))} ${reason}:${String(value('interaction:status'))} [${list('interaction.voice:parties')}] ${list('interaction.voice:actionsPossible')}`;
}

/** An agent with a session, who is on no DN. */
export async function opened(): Promise<{ readonly stage: Stage; readonly a1: RawAgent }> {
  const stage = new Stage();
  const a1 = new RawAgent(stage, A1);
  await a1.open();
  return { stage, a1 };
}

/** An agent who talks to a customer, and has heard of it; a colleague is there. */
export async function talking(): Promise<{ readonly stage: Stage; readonly a1: RawAgent; readonly a2: RawAgent; readonly call: string }> {
  const stage = new Stage();
  const [a1, a2] = [await stage.agent(A1), await stage.agent(A2)];
  const call = stage.ring(A1);
  stage.act(call, A1, 'answer');
  await stage.wait(30);
  await a1.told();
  return { stage, a1, a2, call };
}
