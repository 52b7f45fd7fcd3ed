import {
  actionOf,
  controlOf,
  DesktopClient,
  featureOf,
  ownParticipant,
  type Agent,
  type AgentState,
  type Command,
  type ControlReason,
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
  readonly #who: ContractAgent;
  readonly #opened: DesktopClient[] = [];
  readonly #others: Desk[] = [];

  constructor(world: ContractWorld, who: ContractAgent = world.agent) {
    this.world = world;
    this.#who = who;
    this.port = who === world.agent ? world.port() : world.portOf(who);
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

  /** The desk of another agent of the same world, closed with this one. */
  of(who: ContractAgent): Desk {
    const other = new Desk(this.world, who);
    this.#others.push(other);
    return other;
  }

  close(): void {
    for (const other of this.#others) other.close();
    for (const client of this.#opened) client.close();
  }

  async signIn({ client = this.client, as = this.#who }: { client?: DesktopClient; as?: ContractAgent } = {}): Promise<void> {
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

  /** Ready to be asked to sign in. */
  async reach(): Promise<void> {
    this.client.connect();
    await this.linkIs('sign-in-needed');
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

  /** The id under which the colleague's port reports a call that the agent is in. */
  async idThere(call: CallHandle): Promise<string> {
    return (await this.world.idThere?.(call)) ?? call.id;
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

  /** The only dialog there is of those that satisfy the condition. */
  async found(what: string, accept: (dialog: Dialog) => boolean): Promise<Dialog> {
    const all = await until(this.client.dialogs$, what, (dialogs) => dialogs.some(accept));
    return must(all.find(accept), what);
  }

  /**
   * Checks that a command is not possible now: `why` is what a button would say, `before` the code with which the client turns it away,
   * `platform` the codes with which the platform may refuse it when it is sent all the same.
   */
  async barred(command: Command, { why, before = 'not-offered', platform }: Barred): Promise<void> {
    const what = 'action' in command ? `${command.type} ${command.action}` : command.type;
    same(this.#whyNot(command), why, `reason shown for ${what}`);
    same(await this.refused(command), before, `code of ${what}, before sending`);
    oneOf(await this.refusedByPlatform(command), platform, `code of ${what}, by the platform`);
  }

  #whyNot(command: Command): ControlReason | undefined {
    const { link, agent } = this.client.state;
    const served = this.client.serves(featureOf(command));
    if (command.type === 'set-agent-state' || command.type === 'sign-out') {
      return controlOf({ served, link, agent, command: undefined }, command.type === 'sign-out' ? 'signed-out' : command.state).why;
    }
    const action = command.type === 'swap' ? 'retrieve' : actionOf(command);
    if (action === undefined || !('dialogId' in command)) throw new Error('Not a command with a button of a call');
    const dialog = this.client.state.dialogs.get(command.dialogId);
    const participant = 'address' in command ? dialog?.participants.find(({ address }) => address === command.address) : undefined;
    return controlOf({ served, link, dialog, participant, command: undefined }, action).why;
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

/** How a command is turned away. */
export interface Barred {
  readonly why: ControlReason;
  /** Default `not-offered`. */
  readonly before?: DesktopErrorCode;
  readonly platform: readonly DesktopErrorCode[];
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
