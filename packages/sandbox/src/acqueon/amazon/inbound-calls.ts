import type { CallView } from '../../engine/index.js';
import type { ChannelHost } from '../channel.js';
import type { JoinButton } from './buttons.js';
import { joinsOf, type OwnCall } from './directory.js';
import { agentConnection, dataOf, legInSnapshot, legMessage, legsOf, statusOf, type Leg, type LegEvent } from './legs.js';
import { hasMissedCall } from './statuses.js';

interface Told {
  readonly mine: OwnCall;
  readonly legs: readonly Leg[];
  readonly text: string;
}

/**
 * Tells of the calls of the topic `InboundCall`: those that reach the agent, and those that they dial. What was told last is compared with what
 * is true now; nothing else is kept, but for a missed call that the agent has not cleared yet.
 */
export class InboundCalls {
  readonly #host: ChannelHost;
  readonly #told = new Map<string, Told>();
  /** The status that a connection had before it ended. */
  readonly #before = new Map<string, string>();
  readonly #missed = new Map<string, Told>();
  readonly #refused = new Set<string>();

  constructor(host: ChannelHost) {
    this.#host = host;
  }

  /** The agent has refused a call, which is told of differently from one that they missed. */
  refused(callId: string): void {
    this.#refused.add(callId);
  }

  /** Tells what has changed since it was told last. */
  tell(calls: readonly OwnCall[]): void {
    const joins = this.#joinsOf(calls);
    for (const mine of calls) {
      const legs = legsOf(mine, joins);
      const told = { mine, legs, text: JSON.stringify([legs, dataOf(mine.call)]) };
      const before = this.#told.get(mine.call.id);
      if (before?.text === told.text) continue;
      this.#told.set(mine.call.id, told);
      for (const leg of before?.legs ?? []) if (!legs.some(sameAs(leg))) this.#say(ended(leg, this.#host.engine.now()), mine.call);
      for (const leg of legs) this.#say(leg, mine.call);
    }
    for (const [id, told] of this.#told) {
      if (calls.some(({ call }) => call.id === id)) continue;
      this.#told.delete(id);
      // A consultation that was joined goes on as a further leg of the call that it was about.
      if (!calls.some(({ call }) => call.secondaryId === id)) this.#over(told);
    }
    this.#clear();
  }

  /** Forgets everything, without telling. */
  forget(): void {
    for (const each of [this.#told, this.#before, this.#missed, this.#refused]) each.clear();
  }

  /** The message that answers `StateSync` (call-state-synchronization). */
  snapshot(calls: readonly OwnCall[]): object {
    const joins = this.#joinsOf(calls);
    const first = calls[0]?.call;
    return {
      attributes: first ? Object.entries(dataOf(first)).map(([name, value]) => ({ name, value })) : [],
      queueName: first?.queue?.name ?? '',
      queueTimestamp: first ? new Date(first.startedAt).toISOString() : null,
      calls: calls.flatMap((mine) => legsOf(mine, joins).map((leg) => legInSnapshot(leg, mine.call))),
    };
  }

  #joinsOf(calls: readonly OwnCall[]): readonly JoinButton[] {
    return joinsOf(calls, this.#host.quirks().earlyTransfer);
  }

  #over(told: Told): void {
    const { mine, legs } = told;
    const now = this.#host.engine.now();
    const agent = this.#host.engine.agent(mine.own.agentId ?? '');
    const refused = this.#refused.delete(mine.call.id);
    if (mine.own.state === 'ALERTING') {
      const waits = hasMissedCall(agent);
      if (waits) this.#missed.set(mine.call.id, told);
      this.#sayEnd(told, refused ? 'Rejected' : 'missed', waits);
      if (!waits) this.#forgetStatuses(told);
      return;
    }
    for (const leg of legs) if (leg.event !== 'Dropped') this.#say(ended(leg, now), mine.call);
    this.#forgetStatuses(told);
  }

  // Nothing more is told of them.
  #forgetStatuses({ legs }: Told): void {
    for (const { connectionId } of legs) this.#before.delete(connectionId);
  }

  // Cleared by the agent, or because they went on without.
  #clear(): void {
    for (const [id, told] of this.#missed) {
      if (hasMissedCall(this.#host.engine.agent(told.mine.own.agentId ?? ''))) continue;
      this.#missed.delete(id);
      this.#sayEnd(told, 'Dropped', false);
      this.#forgetStatuses(told);
    }
  }

  #sayEnd({ mine }: Told, event: LegEvent, clearable: boolean): void {
    const since = this.#host.engine.now();
    const connectionId = agentConnection(mine.call.id);
    this.#say({ connectionId, type: 'agent', phoneNumber: null, event, since, buttons: clearable ? ['clearContact'] : [] }, mine.call);
  }

  #say(leg: Leg, call: CallView): void {
    const status = statusOf(leg);
    const was = this.#before.get(leg.connectionId);
    if (status !== 'disconnected') this.#before.set(leg.connectionId, status);
    this.#host.say({
      channel: 'Amazon',
      topic: 'InboundCall',
      subtopic: 'InboundCallStateChange',
      payload: legMessage(leg, call, was),
      under: 'message',
    });
  }
}

function sameAs({ connectionId }: Leg): (other: Leg) => boolean {
  return (other) => other.connectionId === connectionId;
}

function ended(leg: Leg, now: number): Leg {
  return { ...leg, event: 'Dropped', since: now, buttons: [] };
}
