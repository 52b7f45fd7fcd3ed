import {
  agentShows,
  DesktopError,
  dialogShows,
  ownParticipant,
  type AgentPicture,
  type Command,
  type DialogPicture,
  type Query,
  type Seen,
} from '@cordboard/core';
import type { BusMessage } from '../bus/message.js';
import { listOf } from '../bus/plain.js';
import { cisco } from '../catalogue/cisco.js';
import { messageFor, type OutMessage } from '../catalogue/operation.js';
import type { Line, Speaker } from '../port/line.js';
import { agentIn } from './agent.js';
import { callIn, type CallTopic } from './call.js';
import { Desk } from './desk.js';
import { errorIn } from './errors.js';
import { Lists } from './lists.js';
import { requestsFor } from './requests.js';

/** The channel `Cisco` in one session: the platform below in its own words, wrapped. */
export class CiscoSpeaker implements Speaker {
  readonly errorIn = errorIn;
  readonly #line: Line;
  readonly #desk = new Desk();
  readonly #lists: Lists;
  #agent: Seen<AgentPicture> | undefined;

  constructor(line: Line) {
    this.#line = line;
    this.#lists = new Lists((operation, signal) => line.read(operation, (message) => message.payload, signal));
  }

  opened(): void {
    // Of another registration, and perhaps no longer so: shown as a whole again when it is told.
    this.#agent = undefined;
    this.#line.publish(messageFor(cisco.agentState, undefined, this.#line.appName));
  }

  take(message: BusMessage): void {
    const about = `${message.topic}/${message.subtopic}`.toLowerCase();
    if (about === 'agent/setagentstate') this.#takeAgent(message);
    else if (about === 'call/callsstatechange') this.#takeCalls(message);
    else if (about.endsWith('callstatechange')) this.#takeCall(message);
  }

  async send(command: Command, signal: AbortSignal): Promise<void> {
    const wrapUps = command.type === 'set-wrap-up' ? await this.#lists.wrapUpReasons(signal) : [];
    const messages = requestsFor(command, {
      source: this.#line.appName,
      extension: this.#extension ?? '',
      call: (id) => this.#desk.get(id),
      wrapUpId: (label) => wrapUps.find((reason) => reason.label === label)?.id,
    });
    const before = new Set(this.#desk.all.map(({ id }) => id));
    const ask = { key: keyOf(messages, command), shown: () => (this.#shows(command, before) ? true : undefined) };
    await this.#line.ask(ask, messages, signal);
  }

  async query(query: Query, signal: AbortSignal): Promise<unknown> {
    switch (query.type) {
      case 'agent':
        return this.#line.read(cisco.agentState, (message) => this.#agentFrom(message), signal);
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

  #takeAgent(message: BusMessage): void {
    const seen = agentIn(message.payload, this.#lists.reasonNames);
    if (!seen) return this.#line.emit({ type: 'ignored', what: 'an agent without an id' });
    const known = this.#agent;
    this.#agent = seen;
    if (seen.picture.state === 'signed-out') {
      this.#desk.clear();
      this.#line.emit({ type: 'agent', ...seen });
      this.#line.say({ state: 'sign-in-needed', why: 'signed-out' });
      return;
    }
    if (known && known.picture.state !== 'signed-out') return this.#line.emit({ type: 'agent', ...seen });
    // The desktop is shown as a whole, then as live.
    this.#line.emit({ type: 'snapshot', readAt: this.#line.runtime.monotonic(), agent: seen, dialogs: this.#seenCalls() });
    this.#line.say({ state: 'up' });
  }

  #takeCall(message: BusMessage): void {
    const news = callIn(message.payload, this.#extension);
    if (!news) return this.#line.emit({ type: 'ignored', what: 'a call without an id' });
    const topic: CallTopic = /^out/i.test(message.topic) ? 'OutboundCall' : 'InboundCall';
    const added = !this.#desk.get(news.id);
    for (const id of this.#desk.put({ ...news, topic })) {
      const seen = this.#desk.seen(id);
      if (seen) this.#line.emit({ type: 'dialog', added: added && id === news.id, ...seen });
      else this.#line.emit({ type: 'dialog-ended', dialogId: id });
    }
  }

  #takeCalls(message: BusMessage): void {
    this.#desk.clear();
    for (const wire of listOf(message.payload, 'calls')) {
      const news = callIn(wire, this.#extension);
      if (news && !news.over)
        this.#desk.put({ ...news, topic: news.seen.picture.callType?.startsWith('OUTBOUND') ? 'OutboundCall' : 'InboundCall' });
    }
    this.#line.emit({ type: 'snapshot', readAt: this.#line.runtime.monotonic(), dialogs: this.#seenCalls() });
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
}

// No answer tells which question it answers, so the same one is not asked twice: channel, topic, operation and call.
function keyOf([first]: readonly OutMessage[], command: Command): string {
  return `${first?.channel}/${first?.topic}/${first?.subtopic} ${'dialogId' in command ? command.dialogId : ''}`;
}
