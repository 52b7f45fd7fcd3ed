import {
  DesktopError,
  type Command,
  type Link,
  type PortEvent,
  type PortSession,
  type Query,
  type ResultOf,
  type Runtime,
} from '@cordboard/core';
import { Subscription } from 'rxjs';
import type { BusMessage } from '../bus/message.js';
import type { Read } from '../bus/read.js';
import { spelled, type Spelling } from '../bus/spelling.js';
import type { AcqueonTransport, Registration } from '../bus/transport.js';
import { messageFor, type Operation, type OutMessage } from '../catalogue/operation.js';
import { enrolment, type Enrolment } from './enrolment.js';
import type { Line, Speaker, Spoken } from './line.js';
import type { AcqueonLimits } from './options.js';
import { Pending, type Ask } from './pending.js';
import { Readings } from './readings.js';

/** What a session is made with. */
export interface SessionOptions {
  readonly appName: string;
  readonly transport: AcqueonTransport;
  readonly runtime: Runtime;
  readonly limits: AcqueonLimits;
  readonly spelling: Spelling;
  readonly emit: (event: PortEvent) => void;
}

/** One registration with the bus, from `start` to `stop`: what all channels share. What is said over it is the speaker's. */
export class Session<S extends Speaker = Speaker> implements Line, PortSession {
  readonly appName: string;
  readonly runtime: Runtime;
  readonly limits: AcqueonLimits;
  readonly speaker: S;
  readonly #options: SessionOptions;
  readonly #spoken: Spoken<S>;
  readonly #pending = new Pending();
  readonly #readings: Readings;
  readonly #open = new Subscription();
  #current = new Subscription();
  #registration: Registration | undefined;
  #link: Link = { state: 'idle' };

  constructor(options: SessionOptions, spoken: Spoken<S>) {
    this.appName = options.appName;
    this.runtime = options.runtime;
    this.limits = options.limits;
    this.#options = options;
    this.#spoken = spoken;
    this.#readings = new Readings(options.runtime, options.limits.answerMs);
    this.speaker = spoken.speak(this);
  }

  start(): void {
    this.say({ state: 'connecting' });
    const { transport, runtime, limits } = this.#options;
    const options = { transport, channels: [this.#spoken.channel], runtime, registerMs: limits.registerMs };
    this.#open.add(enrolment(options).subscribe((news) => this.#enrolled(news)));
    this.#open.add(() => this.#current.unsubscribe());
  }

  stop(): void {
    this.#open.unsubscribe();
    this.speaker.closed?.();
    this.#pending.close(new DesktopError('link-down', 'The port was closed'));
  }

  async send(command: Command, signal: AbortSignal): Promise<void> {
    this.#registered();
    await this.speaker.send(command, signal);
  }

  async query<Q extends Query>(query: Q, signal: AbortSignal): Promise<ResultOf<Q>> {
    return (await this.speaker.query(query, signal)) as ResultOf<Q>;
  }

  get isOpen(): boolean {
    return this.#registration !== undefined;
  }

  emit(event: PortEvent): void {
    this.#options.emit(event);
  }

  say(link: Link): void {
    if (link.state === this.#link.state && link.why === this.#link.why) return;
    this.#link = link;
    this.emit({ type: 'link', link });
  }

  publish(...messages: readonly OutMessage[]): void {
    const registration = this.#registered();
    for (const message of messages) registration.publish(spelled(message, this.#options.spelling));
  }

  lost(link: Link): void {
    this.#pending.close(new DesktopError('link-down', 'The Workspace has lost its platform'));
    this.say(link);
  }

  async askInQuiet(ask: Ask<never>, messages: readonly OutMessage[], signal: AbortSignal): Promise<void> {
    const waiting = new AbortController();
    let isQuiet = false;
    const end = (): void => waiting.abort(signal.reason);
    const timer = this.runtime.setTimer(() => {
      isQuiet = true;
      end();
    }, this.limits.quietMs);
    signal.addEventListener('abort', end);
    if (signal.aborted) end();
    try {
      await this.ask(ask, messages, waiting.signal);
    } catch (error) {
      if (!isQuiet) throw error;
    } finally {
      this.runtime.clearTimer(timer);
      signal.removeEventListener('abort', end);
    }
  }

  ask<T>(ask: Ask<T>, messages: readonly OutMessage[], signal: AbortSignal): Promise<T> {
    return this.#pending.ask(ask, () => this.publish(...messages), signal);
  }

  async read<T>(operation: Operation<'none'>, read: (message: BusMessage) => T, signal: AbortSignal): Promise<T> {
    const { channel, topic, subtopic, answer, errors } = operation;
    const key = `${channel}/${topic}/${subtopic}`;
    const settles = answer && { channel, topic: answer.topic ?? topic, subtopic: answer.subtopic };
    // A read whose page lists no errors says nothing that is documented when it fails, so no error is taken for its own.
    const ask = { key, read: (message: BusMessage) => message, errors: errors ?? [], ...(settles && { answer: settles }) };
    const messages = [messageFor(operation, undefined, this.appName)];
    return read(await this.#readings.read(key, (until) => this.ask(ask, messages, until), signal));
  }

  #enrolled(news: Enrolment): void {
    this.#current.unsubscribe();
    this.#registration = news.registration;
    if (!news.registration) {
      // Nothing will answer what went out over a registration that is lost.
      if (news.why === 'socket-lost') this.#pending.close(new DesktopError('link-down', 'The bus was lost'));
      return this.say({ state: 'connecting', why: news.why });
    }
    this.#current = news.registration.incoming$.subscribe((read) => this.#take(read));
    this.#lookForAgent(this.#current);
  }

  #lookForAgent(until: Subscription): void {
    const { runtime, limits } = this.#options;
    const unknown = runtime.setTimer(() => {
      if (this.#link.state === 'connecting' && !this.speaker.occupied) this.say({ state: 'sign-in-needed' });
    }, limits.agentMs);
    until.add(() => runtime.clearTimer(unknown));
    this.speaker.opened();
  }

  #take(read: Read): void {
    if (read.refused !== undefined) return this.emit({ type: 'ignored', what: read.refused });
    const { message } = read;
    if (message.channel !== this.#spoken.channel) return;
    if (message.topic.toLowerCase() === 'error') return this.#takeError(message);
    this.speaker.take(message);
    // A request of another application is no answer, though it may have the answer's subtopic.
    if (message.payload !== undefined) this.#pending.answered(message);
    this.#pending.reported();
  }

  #takeError(message: BusMessage): void {
    const { type, error } = this.speaker.errorIn(message.payload);
    if (error.code === 'link-down' && this.speaker.disconnected) {
      this.#pending.close(error);
      return this.speaker.disconnected();
    }
    if (!this.#pending.failed(type, error)) this.emit({ type: 'ignored', what: 'an error that nobody waited for' });
  }

  #registered(): Registration {
    if (!this.#registration) throw new DesktopError('link-down', 'Not registered with the bus');
    return this.#registration;
  }
}
