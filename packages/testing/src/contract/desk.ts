import {
  DesktopClient,
  ownParticipant,
  type Agent,
  type AgentState,
  type Command,
  type DesktopError,
  type DesktopErrorCode,
  type DesktopPort,
  type Dialog,
  type DialogAction,
  type Link,
  type ParticipantState,
} from '@cordboard/core';
import type { CallHandle, ContractAgent, ContractWorld } from './harness.js';
import { until } from './until.js';

/** One promise that every port makes. */
export interface ContractCase {
  readonly id: string;
  readonly title: string;
  run(desk: Desk): Promise<void>;
}

/** What the cases are written in: an agent's client over the port under test, and the world's levers. */
export class Desk {
  readonly world: ContractWorld;
  readonly port: DesktopPort;
  readonly client: DesktopClient;
  readonly #opened: DesktopClient[] = [];

  constructor(world: ContractWorld) {
    this.world = world;
    this.port = world.port();
    this.client = this.open(this.port);
  }

  get agent(): Agent | undefined {
    return this.client.state.agent;
  }

  /** A client that is closed with the desk. */
  open(port: DesktopPort): DesktopClient {
    const client = new DesktopClient(port);
    this.#opened.push(client);
    return client;
  }

  close(): void {
    for (const client of this.#opened) client.close();
  }

  async signIn({ client = this.client, as = this.world.agent }: { client?: DesktopClient; as?: ContractAgent } = {}): Promise<void> {
    client.connect();
    await until(client.link$, 'a link that takes credentials', (link) => link.state === 'sign-in-needed' || link.state === 'up');
    await client.run({ type: 'sign-in', agentId: as.id, extension: as.extension, secret: as.secret });
    await until(client.link$, 'a live link', (link) => link.state === 'up');
    await until(client.agent$, 'a fresh agent', (agent) => agent?.freshness === 'fresh');
  }

  /** Signed in and ready. */
  async goReady(): Promise<void> {
    await this.signIn();
    await this.client.run({ type: 'set-agent-state', state: 'ready' });
    await this.agentIs('ready');
  }

  /** Ready, then talking to a customer who came through a queue. */
  async talk(variables?: Readonly<Record<string, string>>): Promise<CallHandle> {
    await this.goReady();
    const call = await this.ring(variables);
    await this.act(call, 'answer');
    await this.legIs(call, 'active');
    return call;
  }

  /** A customer call from a queue rings. */
  async ring(variables?: Readonly<Record<string, string>>): Promise<CallHandle> {
    const call = await this.world.customerCallsQueue(variables);
    await this.legIs(call, 'alerting');
    return call;
  }

  act({ id }: CallHandle, action: Extract<DialogAction, 'answer' | 'hold' | 'retrieve' | 'drop'>): Promise<void> {
    return this.client.run({ type: 'dialog-action', dialogId: id, action });
  }

  agentIs(state: AgentState): Promise<Agent | undefined> {
    return until(this.client.agent$, `agent ${state}, not ${this.agent?.state}`, (agent) => agent?.state === state);
  }

  linkIs(state: Link['state'], ms?: number): Promise<Link> {
    return until(this.client.link$, `link ${state}`, (link) => link.state === state, ms);
  }

  legIs({ id }: CallHandle, state: ParticipantState): Promise<Dialog | undefined> {
    return until(this.client.dialog$(id), `own leg ${state}`, (dialog) => ownParticipant(dialog)?.state === state);
  }

  offers({ id }: CallHandle, action: DialogAction): Promise<Dialog | undefined> {
    return until(this.client.dialog$(id), `${action} offered`, (dialog) => ownParticipant(dialog)?.actions.includes(action) ?? false);
  }

  gone({ id }: CallHandle): Promise<Dialog | undefined> {
    return until(this.client.dialog$(id), 'the call gone', (dialog) => dialog === undefined);
  }

  dialog({ id }: CallHandle): Dialog {
    return must(this.client.state.dialogs.get(id), 'the dialog');
  }

  /** The code with which a command through the client fails; fails itself when it does not. */
  refused(command: Command): Promise<DesktopErrorCode> {
    return codeOf(this.client.run(command));
  }

  /** The code with which the port itself refuses, past the client's own checks. */
  refusedByPlatform(command: Command): Promise<DesktopErrorCode> {
    return codeOf(this.port.send(command, AbortSignal.timeout(10_000)));
  }
}

export function must<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`Missing: ${what}`);
  return value;
}

/** Fails with both values unless they have the same JSON. */
export function same(actual: unknown, expected: unknown, what: string): void {
  const [a, b] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (a !== b) throw new Error(`${what}: expected ${b}, got ${a}`);
}

/** Fails unless the value is one of those expected. */
export function oneOf<T>(actual: T, expected: readonly T[], what: string): void {
  if (!expected.includes(actual)) throw new Error(`${what}: expected one of ${JSON.stringify(expected)}, got ${JSON.stringify(actual)}`);
}

async function codeOf(attempt: Promise<void>): Promise<DesktopErrorCode> {
  const code = await attempt.then(
    () => undefined,
    (error: DesktopError) => error.code,
  );
  return must(code, 'a refusal');
}
