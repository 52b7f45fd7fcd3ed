import type { Attributes, KeyValue } from '../attributes.js';
import { pick } from '../attributes.js';
import type { Args } from './args.js';
import { BridgeFault } from './fault.js';

/** A key and its value, as triggers and filters have it. */
export interface Topic {
  readonly key: string;
  readonly value: string;
}

/** What is wanted of one event. */
export interface TopicsEvent {
  readonly eventName: string;
  readonly attributes: readonly string[];
  readonly triggers: readonly Topic[];
  readonly filters: readonly Topic[];
}

/** What is wanted of one service. */
export interface TopicsService {
  readonly serviceName: string;
  readonly topicsEvents: readonly TopicsEvent[];
}

/** Something that happened, before it is known who wants to know. */
export interface Published {
  readonly serviceName: string;
  readonly eventName: string;
  /** Every trigger that it answers to. */
  readonly about: readonly Topic[];
  readonly attributes: Attributes;
  /** Names of the attributes that are new or changed; null when all are to be told. */
  readonly changed: ReadonlySet<string> | null;
  readonly timeStamp: number;
}

/** An event as a subscriber gets it. */
export interface AisEvent {
  readonly serviceName: string;
  readonly eventName: string;
  readonly triggers: readonly Topic[];
  readonly attributes: readonly KeyValue[];
  readonly timeStamp: number;
}

/** The events that there are, by service, and the triggers that they need one of. */
const EVENTS: Readonly<Record<string, readonly string[]>> = {
  InteractionService: ['InteractionEvent'],
  AgentService: ['VoiceMediaEvent'],
};
const TRIGGERS: readonly string[] = ['AGENT', 'PLACE', 'DN'];
/** Told even when only changes are. */
const ALWAYS: ReadonlySet<string> = new Set(['interaction:interactionId', 'interaction:eventReason', 'agent:agentId']);

/** Reads topics; what does not exist is a fault. */
export function readTopics(services: readonly Args[]): readonly TopicsService[] {
  return services.map((service) => {
    const serviceName = service.text('serviceName');
    const names = Object.hasOwn(EVENTS, serviceName) ? EVENTS[serviceName] : undefined;
    if (!names) throw new BridgeFault(400, 'error.event.BadTopicService', `No events come from ${serviceName}`);
    const topicsEvents = service.records('topicsEvents').map((event): TopicsEvent => {
      const eventName = event.text('eventName');
      if (!names.includes(eventName)) throw badEvent(`${serviceName} has no ${eventName}`);
      const topics = (name: string): readonly Topic[] =>
        event.records(name).map((topic) => ({ key: topic.text('key'), value: topic.text('value') }));
      const triggers = topics('triggers');
      const unknown = triggers.find(({ key }) => !TRIGGERS.includes(key));
      if (unknown) throw badEvent(`No trigger is called ${unknown.key}`);
      if (triggers.length === 0) throw badEvent(`${eventName} needs a trigger`);
      return { eventName, attributes: event.texts('attributes'), triggers, filters: topics('filters') };
    });
    return { serviceName, topicsEvents };
  });
}

/** A topic that cannot be subscribed to. */
export function badEvent(message: string): BridgeFault {
  return new BridgeFault(400, 'error.event.BadTopicEvent', message);
}

/** What a subscriber with these topics gets of what happened; `undefined` when nothing asks for it. */
export function eventFor(published: Published, topics: readonly TopicsService[]): AisEvent | undefined {
  const { serviceName, eventName, about, attributes, changed, timeStamp } = published;
  const triggers: Topic[] = [];
  const wanted = new Set<string>();
  for (const service of topics) {
    if (service.serviceName !== serviceName) continue;
    for (const event of service.topicsEvents) {
      if (event.eventName !== eventName || !event.filters.every(({ key, value }) => String(attributes.get(key)) === value)) continue;
      const matched = event.triggers.filter((trigger) => about.some((each) => each.key === trigger.key && each.value === trigger.value));
      if (matched.length === 0) continue;
      triggers.push(...matched);
      for (const name of event.attributes) wanted.add(name);
    }
  }
  if (triggers.length === 0) return undefined;
  const told = pick(attributes, [...wanted]).filter(({ key }) => changed === null || changed.has(key) || ALWAYS.has(key));
  return { serviceName, eventName, triggers: unique(triggers), attributes: told, timeStamp };
}

/** Topics without those of `removed`: whole events, by service and name. */
export function withoutTopics(topics: readonly TopicsService[], removed: readonly TopicsService[]): readonly TopicsService[] {
  const gone = (serviceName: string, eventName: string): boolean =>
    removed.some((service) => service.serviceName === serviceName && service.topicsEvents.some((event) => event.eventName === eventName));
  return topics
    .map(({ serviceName, topicsEvents }) => ({
      serviceName,
      topicsEvents: topicsEvents.filter(({ eventName }) => !gone(serviceName, eventName)),
    }))
    .filter(({ topicsEvents }) => topicsEvents.length > 0);
}

function unique(topics: readonly Topic[]): readonly Topic[] {
  return topics.filter((topic, at) => topics.findIndex(({ key, value }) => key === topic.key && value === topic.value) === at);
}
