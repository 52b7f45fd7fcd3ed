import type { OutMessage } from '../catalogue/operation.js';

/**
 * A message on its way. The page that describes a packet prints two of its keys in two ways, so both spellings are there; topic and
 * subtopic must be empty, the real ones are inside (api-structure).
 */
export interface AcqueonPacket {
  readonly channel: string;
  readonly topic: '';
  readonly subTopic: '';
  readonly subtopic: '';
  /** Origin of the application's frame, where answers go. */
  readonly ResponseUrl: string;
  readonly subscriberID: string;
  readonly SubscriberID: string;
  readonly message: OutMessage;
}

export function packetOf(message: OutMessage, responseUrl: string, subscriberId: string): AcqueonPacket {
  return {
    channel: message.channel,
    topic: '',
    subTopic: '',
    subtopic: '',
    ResponseUrl: responseUrl,
    subscriberID: subscriberId,
    SubscriberID: subscriberId,
    message,
  };
}
