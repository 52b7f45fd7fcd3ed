import {
  DesktopClient,
  DesktopError,
  type Command,
  type DesktopErrorCode,
  type DesktopPort,
  type Feature,
  type PortEvent,
  type Query,
  type QueryResults,
  type ResultOf,
  type Runtime,
  type Topic,
  type TopicReport,
} from '@cordboard/core';
import { Observable, Subject } from 'rxjs';

interface Waiting {
  readonly command: Command;
  readonly resolve: () => void;
  readonly reject: (error: DesktopError) => void;
}

type Answers = { [Type in Query['type']]?: (query: Extract<Query, { type: Type }>) => QueryResults[Type] | Promise<QueryResults[Type]> };

const EVERYTHING: readonly Feature[] = [
  'agent-state',
  'voice',
  'consult',
  'conference',
  'transfer',
  'transfer-now',
  'send-dtmf',
  'drop-participant',
  'call-data',
  'wrap-up',
  'record',
  'outbound',
  'contacts',
  'layouts',
  'teams',
  'queues',
];

/** A port without a platform: a test says what is reported, confirmed, refused and answered. */
export class FakePort implements DesktopPort {
  readonly features: ReadonlySet<Feature>;
  readonly events$: Observable<PortEvent>;
  /** Every command sent, oldest first. */
  readonly sent: Command[] = [];
  /** Every query asked, oldest first. */
  readonly asked: Query[] = [];
  /** What queries answer; a query without an answer is refused as `not-found`. */
  readonly answers: Answers = {};
  /** How many subscriptions to `events$` are alive. */
  subscriptions = 0;
  /** What is watched now, once per subscription. */
  readonly watched: Topic[] = [];
  readonly #reports = new Subject<PortEvent>();
  readonly #before: PortEvent[] = [];
  readonly #topicReports = new Subject<{ readonly teamId: string; readonly report: TopicReport }>();
  #waiting: readonly Waiting[] = [];

  constructor(features: readonly Feature[] = EVERYTHING) {
    this.features = new Set(features);
    this.events$ = new Observable<PortEvent>((subscriber) => {
      this.subscriptions++;
      for (const event of this.#before.splice(0)) subscriber.next(event);
      const reports = this.#reports.subscribe(subscriber);
      return () => {
        this.subscriptions--;
        reports.unsubscribe();
      };
    });
  }

  /** Commands that wait for a verdict. */
  get waiting(): readonly Command[] {
    return this.#waiting.map(({ command }) => command);
  }

  /** Reports events; before somebody subscribes they are kept for the first subscriber. */
  emit(...events: readonly PortEvent[]): void {
    for (const event of events) {
      if (this.subscriptions === 0) this.#before.push(event);
      else this.#reports.next(event);
    }
  }

  /** Confirms the oldest waiting command. */
  confirm(): void {
    this.#take().resolve();
  }

  /** Refuses the oldest waiting command. */
  refuse(code: DesktopErrorCode = 'refused', message = 'Refused by the fake port'): void {
    this.#take().reject(new DesktopError(code, message, { cause: { type: 'Generic Error', message } }));
  }

  send(command: Command, signal: AbortSignal): Promise<void> {
    this.sent.push(command);
    return new Promise((resolve, reject) => {
      const waiting: Waiting = { command, resolve, reject };
      this.#waiting = [...this.#waiting, waiting];
      signal.addEventListener('abort', () => {
        this.#waiting = this.#waiting.filter((other) => other !== waiting);
        reject(new DesktopError('aborted', 'Aborted'));
      });
    });
  }

  async query<Q extends Query>(query: Q, _signal: AbortSignal): Promise<ResultOf<Q>> {
    this.asked.push(query);
    const answer = this.answers[query.type] as ((query: Query) => unknown) | undefined;
    if (!answer) throw new DesktopError('not-found', `The fake port has no answer to ${query.type}`);
    return (await answer(query)) as ResultOf<Q>;
  }

  watch(topic: Topic): Observable<TopicReport> {
    return new Observable((subscriber) => {
      this.watched.push(topic);
      const reports = this.#topicReports.subscribe(({ teamId, report }) => {
        if (teamId === topic.teamId) subscriber.next(report);
      });
      return () => {
        this.watched.splice(this.watched.indexOf(topic), 1);
        reports.unsubscribe();
      };
    });
  }

  /** Reports to who watches the team. */
  report(teamId: string, ...reports: readonly TopicReport[]): void {
    for (const report of reports) this.#topicReports.next({ teamId, report });
  }

  #take(): Waiting {
    const [first, ...rest] = this.#waiting;
    if (!first) throw new Error('No command is waiting for a verdict');
    this.#waiting = rest;
    return first;
  }
}

/** A connected client over a fake port whose link is up, after the given reports. Close the client when the test is over. */
export function fakeDesktop(...events: readonly PortEvent[]): { readonly client: DesktopClient; readonly port: FakePort } {
  return fakeDesktopWith({}, ...events);
}

/** The same with another runtime or other features. */
export function fakeDesktopWith(
  options: { readonly runtime?: Runtime; readonly features?: readonly Feature[] },
  ...events: readonly PortEvent[]
): { readonly client: DesktopClient; readonly port: FakePort } {
  const port = new FakePort(options.features);
  const client = new DesktopClient(options.runtime ? { runtime: options.runtime } : {}, port);
  client.connect();
  port.emit(...events, { type: 'link', link: { state: 'up' } });
  return { client, port };
}
