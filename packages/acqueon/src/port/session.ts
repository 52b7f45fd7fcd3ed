import {
  agentShows,
  DesktopError,
  dialogShows,
  ownParticipant,
  type AgentPicture,
  type Command,
  type DialogPicture,
  type Link,
  type PortEvent,
  type Query,
  type Runtime,
  type Seen,
} from '@cordboard/core';
import { Subscription } from 'rxjs';
import type { BusMessage } from '../bus/message.js';
import type { Read } from '../bus/read.js';
import type { AcqueonTransport, Registration } from '../bus/transport.js';
import { cisco } from '../catalogue/cisco.js';
import { messageFor, type Operation } from '../catalogue/operation.js';
import { agentIn } from '../cisco/agent.js';
import { callIn, type CallTopic } from '../cisco/call.js';
import { errorIn } from '../cisco/errors.js';
import { Lists } from '../cisco/lists.js';
import { requestsFor } from '../cisco/requests.js';
import { listOf } from '../bus/plain.js';
import { Desk } from './desk.js';
import type { AcqueonLimits } from './options.js';
import { Pending } from './pending.js';

/** What a session is made with. */
export interface SessionOptions {
  readonly appName: string;
  readonly transport: AcqueonTransport;
  readonly runtime: Runtime;
  readonly limits: AcqueonLimits;
  readonly emit: (event: PortEvent) => void;
}

/** One registration with the bus, from `start` to `stop`: reads what comes, and asks. */
export class Session {
  readonly #options: SessionOptions;
  readonly #pending = new Pending();
  readonly #desk = new Desk();
  readonly #lists: Lists;
  readonly #open = new Subscription();
  #registration: Registration | undefined;
  #agent: Seen<AgentPicture> | undefined;
  #link: Link = { state: 'idle' };

  constructor(options: SessionOptions) {
    this.#options = options;
    this.#lists = new Lists((operation, signal) => this.#read(operation, (message) => message.payload, signal));
  }

  start(): void {
    this.#say({ state: 'connecting' });
    this.#register();
  }

  stop(): void {
    this.#open.unsubscribe();
    this.#pending.close(new DesktopError('link-down', 'The port was closed'));
  }

  async send(command: Command, signal: AbortSignal): Promise<void> {
    const registration = this.#registered();
    const wrapUps = command.type === 'set-wrap-up' ? await this.#lists.wrapUpReasons(signal) : [];
    const messages = requestsFor(command, {
      source: this.#options.appName,
      extension: this.#extension ?? '',
      call: (id) => this.#desk.get(id),
      wrapUpId: (label) => wrapUps.find((reason) => reason.label === label)?.id,
    });
    const before = new Set(this.#desk.all.map(({ id }) => id));
    const key = `${command.type} ${'dialogId' in command ? command.dialogId : ''}`;
    await this.#pending.ask(
      { key, shown: () => (this.#shows(command, before) ? true : undefined) },
      () => messages.forEach((message) => registration.publish(message)),
      signal,
    );
  }

  async query(query: Query, signal: AbortSignal): Promise<unknown> {
    switch (query.type) {
      case 'agent':
        return this.#read(cisco.agentState, (message) => this.#agentFrom(message), signal);
      case 'reason-codes':
        return this.#lists.reasonCodes(query.category, signal);
      case 'wrap-up-reasons':
        return this.#lists.wrapUpReasons(signal);
      case 'contacts':
        return this.#lists.contacts(signal);
      default:
        // A call cannot be asked for: no page has such an operation.
        throw new DesktopError('not-supported', `The bus has no read for ${query.type}`);
    }
  }

  get #extension(): string | undefined {
    return this.#agent?.picture.extension;
  }

  #register(): void {
    const { transport, runtime, limits } = this.#options;
    const registering = new Subscription();
    this.#open.add(registering);
    const late = runtime.setTimer(() => {
      // Nobody answered; the Workspace may still be loading.
      registering.unsubscribe();
      this.#say({ state: 'connecting', why: 'unreachable' });
      this.#register();
    }, limits.registerMs);
    registering.add(() => runtime.clearTimer(late));
    registering.add(
      transport.register(['Cisco']).subscribe((registration) => {
        runtime.clearTimer(late);
        this.#registration = registration;
        registering.add(registration.incoming$.subscribe((read) => this.#take(read)));
        registering.add(() => (this.#registration = undefined));
        this.#lookForAgent(registering);
      }),
    );
  }

  // Whoever comes late is told nothing by itself.
  #lookForAgent(until: Subscription): void {
    const { runtime, limits } = this.#options;
    const unknown = runtime.setTimer(() => {
      if (!this.#agent) this.#say({ state: 'sign-in-needed' });
    }, limits.agentMs);
    until.add(() => runtime.clearTimer(unknown));
    this.#registered().publish(messageFor(cisco.agentState, undefined, this.#options.appName));
  }

  #take(read: Read): void {
    if (read.refused !== undefined) return this.#options.emit({ type: 'ignored', what: read.refused });
    const { message } = read;
    const { topic, subtopic } = message;
    const about = `${topic}/${subtopic}`.toLowerCase();
    if (message.channel !== 'Cisco') return;
    if (about === 'agent/setagentstate') this.#takeAgent(message);
    else if (topic.toLowerCase() === 'error') this.#takeError(message);
    else if (about === 'call/callsstatechange') this.#takeCalls(message);
    else if (about.endsWith('callstatechange')) this.#takeCall(message);
    this.#pending.answered(message);
    this.#pending.reported();
  }

  #takeAgent(message: BusMessage): void {
    const seen = agentIn(message.payload, this.#lists.reasonNames);
    if (!seen) return this.#options.emit({ type: 'ignored', what: 'an agent without an id' });
    const known = this.#agent;
    this.#agent = seen;
    if (seen.picture.state === 'signed-out') {
      this.#desk.clear();
      this.#options.emit({ type: 'agent', ...seen });
      this.#say({ state: 'sign-in-needed', why: 'signed-out' });
      return;
    }
    if (known && known.picture.state !== 'signed-out') return this.#options.emit({ type: 'agent', ...seen });
    // The desktop is shown as a whole, then as live.
    this.#options.emit({ type: 'snapshot', readAt: this.#options.runtime.monotonic(), agent: seen, dialogs: this.#seenCalls() });
    this.#say({ state: 'up' });
  }

  #takeCall(message: BusMessage): void {
    const news = callIn(message.payload, this.#extension);
    if (!news) return this.#options.emit({ type: 'ignored', what: 'a call without an id' });
    const topic: CallTopic = /^out/i.test(message.topic) ? 'OutboundCall' : 'InboundCall';
    const added = !this.#desk.get(news.id);
    for (const id of this.#desk.put({ ...news, topic })) {
      const seen = this.#desk.seen(id);
      if (seen) this.#options.emit({ type: 'dialog', added: added && id === news.id, ...seen });
      else this.#options.emit({ type: 'dialog-ended', dialogId: id });
    }
  }

  #takeCalls(message: BusMessage): void {
    this.#desk.clear();
    for (const wire of listOf(message.payload, 'calls')) {
      const news = callIn(wire, this.#extension);
      if (news && !news.over)
        this.#desk.put({ ...news, topic: news.seen.picture.callType?.startsWith('OUTBOUND') ? 'OutboundCall' : 'InboundCall' });
    }
    this.#options.emit({ type: 'snapshot', readAt: this.#options.runtime.monotonic(), dialogs: this.#seenCalls() });
  }

  #takeError(message: BusMessage): void {
    const { type, error } = errorIn(message.payload);
    if (!this.#pending.failed(type, error)) this.#options.emit({ type: 'ignored', what: 'an error that nobody waited for' });
  }

  #seenCalls(): Seen<DialogPicture>[] {
    return this.#desk.all.flatMap(({ id }) => this.#desk.seen(id) ?? []);
  }

  #shows(command: Command, before: ReadonlySet<string>): boolean {
    if (command.type === 'make-call' || command.type === 'consult') {
      return this.#desk.all.some(({ id, seen }) => !before.has(id) && ownParticipant(seen.picture)?.state !== 'alerting');
    }
    if (!('dialogId' in command)) return this.#agent !== undefined && agentShows(command, this.#agent.picture);
    if (command.type === 'conference') return this.#desk.all.some(({ id }) => dialogShows(command, this.#desk.seen(id)?.picture));
    return dialogShows(command, this.#desk.seen(command.dialogId)?.picture);
  }

  #agentFrom(message: BusMessage): Seen<AgentPicture> {
    const seen = agentIn(message.payload, this.#lists.reasonNames);
    if (!seen) throw new DesktopError('protocol', 'An agent without an id');
    return seen;
  }

  #read<T>(operation: Operation<'none'>, read: (message: BusMessage) => T, signal: AbortSignal): Promise<T> {
    const { channel, topic, subtopic, answer } = operation;
    const settles = answer && { channel, topic: answer.topic ?? topic, subtopic: answer.subtopic };
    const message = messageFor(operation, undefined, this.#options.appName);
    // A read that fails says nothing that is documented, so no error is taken for its own.
    const ask = { key: `${channel}/${topic}/${subtopic}`, read, errors: operation.errors ?? [], ...(settles && { answer: settles }) };
    return this.#pending.ask(ask, () => this.#registered().publish(message), signal);
  }

  #registered(): Registration {
    if (!this.#registration) throw new DesktopError('link-down', 'Not registered with the bus');
    return this.#registration;
  }

  #say(link: Link): void {
    if (link.state === this.#link.state && link.why === this.#link.why) return;
    this.#link = link;
    this.#options.emit({ type: 'link', link });
  }
}
