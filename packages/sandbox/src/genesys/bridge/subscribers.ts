import type { Cancel, Clock } from '../../engine/index.js';
import { BridgeFault } from './fault.js';
import { eventFor, type AisEvent, type Published, type TopicsService } from './topics.js';

/** Most events that wait for a subscriber; one more, and all are lost. */
export const MAX_WAITING = 1_000;
/** Longest time that a request for events is held, in ms. */
const MAX_HOLD_MS = 60_000;

/** What a request for events gets: events, or the end of its connection. */
export type Polled = readonly AisEvent[] | 'reset' | 'expired';

interface Poll {
  readonly settle: (polled: Polled) => void;
  readonly cancel: Cancel;
}

/** Where events are pushed to. */
export interface PushTarget {
  send(events: readonly AisEvent[]): void;
  close(): void;
}

/** One subscriber: its topics, and the events that wait for it. */
export class Subscriber {
  readonly id: string;
  readonly sessionId: string;
  readonly agentId: string;
  topics: readonly TopicsService[];
  readonly #clock: Clock;
  readonly #loses: (agentId: string, node: string) => boolean;
  #waiting: AisEvent[] = [];
  #poll: Poll | undefined;
  #push: PushTarget | undefined;
  #due = false;

  constructor(options: {
    readonly id: string;
    readonly sessionId: string;
    readonly agentId: string;
    readonly topics: readonly TopicsService[];
    /** Measures how long a request is held. */
    readonly clock: Clock;
    /** Whether an event for an agent is lost on its way. */
    readonly loses: (agentId: string, node: string) => boolean;
  }) {
    this.id = options.id;
    this.sessionId = options.sessionId;
    this.agentId = options.agentId;
    this.topics = options.topics;
    this.#clock = options.clock;
    this.#loses = options.loses;
  }

  /** Tells it what happened, if it asked for that. */
  tell(published: Published): void {
    const event = eventFor(published, this.topics);
    if (event && !this.#loses(this.agentId, event.serviceName)) this.#add(event);
  }

  /** It finds itself on another node: what waited is lost, and it is told so. */
  move(timeStamp: number): void {
    this.#waiting = [];
    this.#add({
      serviceName: 'EventService',
      eventName: 'SubscriberEvent',
      triggers: [],
      attributes: [
        { key: 'subscriber:subscriberId', value: this.id },
        { key: 'subscriber:isChangeNode', value: true },
      ],
      timeStamp,
    });
  }

  /** Settles with the events that wait, or that come within a time; with none when it is over or another request takes its place. */
  collect(timeoutMs: number, signal: AbortSignal): Promise<Polled> {
    if (this.#push) throw new BridgeFault(409, 'error.event.PushInUse', 'The events of this subscriber are pushed');
    this.#answer([]);
    if (this.#waiting.length > 0 || timeoutMs === 0) return Promise.resolve(this.#take());
    return new Promise((resolve) => {
      const poll: Poll = {
        settle: (polled) => {
          poll.cancel();
          signal.removeEventListener('abort', gone);
          if (this.#poll === poll) this.#poll = undefined;
          resolve(polled);
        },
        cancel: this.#clock.after(Math.min(timeoutMs, MAX_HOLD_MS), () => poll.settle([])),
      };
      // Whoever hung up does not collect: the events wait for the next request.
      const gone = (): void => poll.settle([]);
      signal.addEventListener('abort', gone);
      this.#poll = poll;
    });
  }

  /** Pushes events from now on, those that wait first. */
  pushTo(target: PushTarget): void {
    this.#push?.close();
    this.#answer([]);
    this.#push = target;
    this.#flush();
  }

  /** The push connection is gone; what comes now waits. */
  pushEnded(target: PushTarget): void {
    if (this.#push === target) this.#push = undefined;
  }

  /** Tears the connection down that it waits on. */
  tear(): void {
    this.#answer('reset');
    this.#push?.close();
    this.#push = undefined;
  }

  /** It is no more. */
  end(): void {
    this.#answer('expired');
    this.#push?.close();
    this.#push = undefined;
  }

  #add(event: AisEvent): void {
    if (this.#waiting.length >= MAX_WAITING) return this.move(event.timeStamp);
    this.#waiting.push(event);
    if (this.#due) return;
    this.#due = true;
    // What happens together is told together.
    queueMicrotask(() => this.#flush());
  }

  #flush(): void {
    this.#due = false;
    if (this.#waiting.length === 0) return;
    if (this.#push) this.#push.send(this.#take());
    else if (this.#poll) this.#answer(this.#take());
  }

  #answer(polled: Polled): void {
    this.#poll?.settle(polled);
  }

  #take(): readonly AisEvent[] {
    const events = this.#waiting;
    this.#waiting = [];
    return events;
  }
}

/** The subscribers that there are. */
export class Subscribers {
  readonly #all = new Map<string, Subscriber>();
  #made = 0;

  create(options: Omit<ConstructorParameters<typeof Subscriber>[0], 'id'>): Subscriber {
    const subscriber = new Subscriber({ ...options, id: `u-${++this.#made}` });
    this.#all.set(subscriber.id, subscriber);
    return subscriber;
  }

  /** A session's own subscriber, if it has one of that id. */
  find(id: string, sessionId: string): Subscriber | undefined {
    const found = this.#all.get(id);
    return found?.sessionId === sessionId ? found : undefined;
  }

  /** The same; a fault when it has not. */
  get(id: string, sessionId: string): Subscriber {
    const found = this.find(id, sessionId);
    if (!found) throw new BridgeFault(404, 'error.event.UnknownSubscriber', 'No such subscriber');
    return found;
  }

  remove(subscriber: Subscriber): void {
    this.#all.delete(subscriber.id);
    subscriber.end();
  }

  tell(published: Published): void {
    for (const each of this.#all.values()) each.tell(published);
  }

  /** Those of some agents. */
  of(concerns: (agentId: string) => boolean): readonly Subscriber[] {
    return [...this.#all.values()].filter(({ agentId }) => concerns(agentId));
  }

  /** Ends those of a session. */
  endOf(sessionId: string): void {
    for (const each of [...this.#all.values()]) if (each.sessionId === sessionId) this.remove(each);
  }
}
