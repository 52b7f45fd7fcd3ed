import { attributesOf, fieldOf, itemsOf, timeOf, wordOf, type Attributes } from './values.js';

/** Names a trigger or a filter: `AGENT` and the agent's id. */
export interface Topic {
  readonly key: string;
  readonly value: string;
}

/** Which attributes of which event are wanted, and about whom. */
export interface TopicsEvent {
  readonly eventName: string;
  readonly attributes: readonly string[];
  readonly triggers: readonly Topic[];
  readonly filters?: readonly Topic[];
}

/** Which events of a service are wanted. */
export interface TopicsService {
  readonly serviceName: string;
  readonly topicsEvents: readonly TopicsEvent[];
}

/** An event that a service has published. */
export interface AisEvent {
  readonly serviceName: string;
  readonly eventName: string;
  readonly attributes: Attributes;
  /** Milliseconds since 1970, on the platform's clock. */
  readonly timeStamp: number | undefined;
}

/** An event read off the wire; `undefined` for what is none. */
export function eventOf(value: unknown): AisEvent | undefined {
  const serviceName = wordOf(fieldOf(value, 'serviceName'));
  const eventName = wordOf(fieldOf(value, 'eventName'));
  if (serviceName === undefined || eventName === undefined) return undefined;
  return { serviceName, eventName, attributes: attributesOf(fieldOf(value, 'attributes')), timeStamp: timeOf(fieldOf(value, 'timeStamp')) };
}

/** The events of a list; what is no event is counted. */
export function eventsOf(value: unknown): { readonly events: readonly AisEvent[]; readonly strange: number } {
  const items = itemsOf(value);
  const events = items.map(eventOf).filter((event) => event !== undefined);
  return { events, strange: items.length - events.length + (Array.isArray(value) ? 0 : 1) };
}

/** Whether the subscriber was moved to another node: what happened meanwhile may be lost ("API Reference", EventService). */
export function isNodeChange({ eventName, attributes }: AisEvent): boolean {
  return eventName === 'SubscriberEvent' && attributes.get('subscriber:isChangeNode') === true;
}
