import { DesktopError, realRuntime, type Link, type Runtime } from '@cordboard/core';
import { BehaviorSubject, filter, mergeMap, Subject, Subscription, type Observable } from 'rxjs';
import { isAbout, type BusMessage, type Channel } from '../bus/message.js';
import { fieldOf } from '../bus/plain.js';
import type { Read } from '../bus/read.js';
import { spelled } from '../bus/spelling.js';
import type { Registration } from '../bus/transport.js';
import { recordIn, type Answer, type AnswerOf, type AnswerShape, type RecordOf } from '../catalogue/answer.js';
import type { BusEvent } from '../catalogue/event.js';
import {
  messageFor,
  type DataOf,
  type Kind,
  type Operation,
  type OutMessage,
  type Shape,
  type Unanswered,
} from '../catalogue/operation.js';
import { enrolment, type Enrolment } from '../port/enrolment.js';
import { Pending } from '../port/pending.js';
import { askedWith, unanswered } from './asked.js';
import { errorIn } from './errors.js';
import { DESK_LIMITS, type DeskLimits, type DeskOptions } from './options.js';

/**
 * Asks and hears on channels that are no telephony: the operations of the catalogue as typed calls. Watching is free: nothing is registered
 * before `connect()`, and `close()` ends it.
 */
export class BusDesk {
  /** The connection: replays how it is, `idle` first, `up` while the registration stands. Completes with `close()`. */
  readonly link$: Observable<Link>;
  /** What came on the channels of the desk and settled nothing: news, answers to others. Hot; completes with `close()`. */
  readonly messages$: Observable<BusMessage>;
  /** What could not be read, in a word and without its content. Hot; completes with `close()`. */
  readonly ignored$: Observable<string>;
  readonly #options: DeskOptions;
  readonly #channels: readonly Channel[];
  readonly #runtime: Runtime;
  readonly #limits: DeskLimits;
  readonly #link = new BehaviorSubject<Link>({ state: 'idle' });
  readonly #messages = new Subject<BusMessage>();
  readonly #ignored = new Subject<string>();
  readonly #pending = new Pending();
  readonly #unsent = new Set<OutMessage>();
  #open: Subscription | undefined;
  #incoming: Subscription | undefined;
  #registration: Registration | undefined;
  #closed = false;

  /** Does no I/O. */
  constructor(options: DeskOptions, channels: readonly Channel[]) {
    this.#options = options;
    this.#channels = options.channels ?? channels;
    this.#runtime = options.runtime ?? realRuntime;
    this.#limits = { ...DESK_LIMITS, ...options.limits };
    this.link$ = this.#link.asObservable();
    this.messages$ = this.#messages.asObservable();
    this.ignored$ = this.#ignored.asObservable();
  }

  /** Registers with the bus. Calling it again does nothing; after `close()` it throws `DesktopError('closed')`. */
  connect(): void {
    if (this.#closed) throw new DesktopError('closed');
    if (this.#open) return;
    this.#open = new Subscription();
    this.#say({ state: 'connecting' });
    const { transport } = this.#options;
    const options = { transport, channels: this.#channels, runtime: this.#runtime, registerMs: this.#limits.registerMs };
    this.#open.add(enrolment(options).subscribe((news) => this.#enrolled(news)));
  }

  /** Ends the registration; what waits is rejected with `closed`. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#incoming?.unsubscribe();
    this.#open?.unsubscribe();
    this.#registration = undefined;
    this.#pending.close(new DesktopError('closed'));
    this.#say({ state: 'closed' });
    for (const subject of [this.#link, this.#messages, this.#ignored]) subject.complete();
  }

  /**
   * Asks, and resolves with the paired answer, read by its shape. Asked before the registration stands, it goes out when that does.
   *
   * Rejects with `DesktopError`: before anything is sent with `invalid-argument` (the message names the field), `not-served` for a channel
   * that the desk is not registered for, `busy` while the same question about the same call is open, `link-down` without `connect()`,
   * `closed`; later with `refused` or `not-found` (the Workspace said so; its words are in `cause`), `protocol` for an answer that is not of
   * its shape, `link-down` when the bus is lost, `aborted`, and `timeout` after 15 s. An answer that is only inferred (`answer.standing` of the
   * row) may never come: then `timeout` says that the outcome is not known, not that it failed.
   */
  async ask<D extends Shape | Kind | 'none', A extends Answer>(
    operation: Operation<D> & { readonly answer: A },
    data: DataOf<D>,
    options?: { readonly signal?: AbortSignal },
  ): Promise<AnswerOf<A>> {
    const message = this.#messageFor(operation, data);
    const giveUp = new AbortController();
    const timer = this.#runtime.setTimer(() => giveUp.abort(unanswered(operation)), this.#limits.answerMs);
    const onAbort = (): void => giveUp.abort(options?.signal?.reason);
    if (options?.signal?.aborted) onAbort();
    options?.signal?.addEventListener('abort', onAbort);
    try {
      return await this.#pending.ask(askedWith(operation, message), () => this.#send(message), giveUp.signal);
    } finally {
      this.#runtime.clearTimer(timer);
      options?.signal?.removeEventListener('abort', onAbort);
      this.#unsent.delete(message);
    }
  }

  /**
   * Says what has no answer: returns when it was handed to the bus, which says nothing about its effect. Throws `DesktopError` like `ask`,
   * and `link-down` while the registration does not stand.
   */
  tell<D extends Shape | Kind | 'none'>(operation: Operation<D> & Unanswered, data: DataOf<D>): void {
    const message = this.#messageFor(operation, data);
    if (!this.#registration) throw new DesktopError('link-down', 'Not registered with the bus');
    this.#registration.publish(this.#spelled(message));
  }

  /** The events of that kind, read by their shape; those that are not of it are left out. Hot; completes with `close()`. */
  on<S extends AnswerShape>(event: BusEvent<S>): Observable<RecordOf<S>> {
    return this.#messages.pipe(
      filter((message) => isAbout(message, event)),
      mergeMap(({ payload }) => {
        const record = recordIn(event.gives, event.at === undefined ? payload : fieldOf(payload, event.at));
        return record === undefined ? [] : [record];
      }),
    );
  }

  #messageFor<D extends Shape | Kind | 'none'>(operation: Operation<D>, data: DataOf<D>): OutMessage {
    if (this.#closed) throw new DesktopError('closed');
    const message = messageFor(operation, data, this.#options.appName);
    if (!this.#channels.includes(operation.channel)) throw new DesktopError('not-served', `Not registered for ${operation.channel}`);
    if (!this.#open) throw new DesktopError('link-down', 'Not connected');
    return message;
  }

  #send(message: OutMessage): void {
    if (this.#registration) this.#registration.publish(this.#spelled(message));
    else this.#unsent.add(message);
  }

  #spelled(message: OutMessage): OutMessage {
    return this.#options.spelling ? spelled(message, this.#options.spelling) : message;
  }

  #enrolled(news: Enrolment): void {
    this.#incoming?.unsubscribe();
    this.#registration = news.registration;
    if (!news.registration) {
      // Nothing will answer what went out over a registration that is lost; what has not gone out waits on.
      if (news.why === 'socket-lost') this.#pending.close(new DesktopError('link-down', 'The bus was lost'));
      return this.#say({ state: 'connecting', why: news.why });
    }
    this.#incoming = news.registration.incoming$.subscribe((read) => this.#take(read));
    for (const message of this.#unsent) news.registration.publish(this.#spelled(message));
    this.#unsent.clear();
    this.#say({ state: 'up' });
  }

  #take(read: Read): void {
    if (read.refused !== undefined) return this.#ignored.next(read.refused);
    const { message } = read;
    if (!this.#channels.includes(message.channel)) return;
    if (!this.#settles(message)) this.#messages.next(message);
  }

  #settles(message: BusMessage): boolean {
    if (message.topic.toLowerCase() !== 'error') return this.#pending.answered(message);
    const { type, error, call } = errorIn(message.payload);
    return this.#pending.failed(type, error, call);
  }

  #say(link: Link): void {
    const { state, why } = this.#link.value;
    if (link.state !== state || link.why !== why) this.#link.next(link);
  }
}
