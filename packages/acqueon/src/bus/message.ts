import type { Plain } from './plain.js';

/** The channels with a page in the vendor's documentation, as it spells them; `UI` is seen in answers only. */
export type Channel = 'Cisco' | 'Amazon' | 'LCM' | 'Salesforce' | 'UI';

/** One message off the bus, unwrapped. Words stand as they came, trimmed; compare them with {@link isAbout}. */
export interface BusMessage {
  readonly channel: Channel;
  readonly topic: string;
  readonly subtopic: string;
  /** Name of the application that published it; many messages carry none. */
  readonly source?: string;
  /** What it says: `message` where it has one, else `data`. */
  readonly payload: Plain | undefined;
}

/** What a message is about. */
export interface Address {
  readonly channel: Channel;
  readonly topic: string;
  readonly subtopic: string;
}

/** Whether a message is about that. The documentation spells one topic in several cases, so case does not count. */
export function isAbout(message: Address, { channel, topic, subtopic }: Address): boolean {
  return message.channel === channel && same(message.topic, topic) && same(message.subtopic, subtopic);
}

function same(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
