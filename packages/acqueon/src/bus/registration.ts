import type { Channel } from './message.js';
import { fieldOf, textOf, type Plain } from './plain.js';

/**
 * How an application makes itself known to the bus and learns its subscriber id. *Not documented by the vendor* beyond that there is such
 * an id, one registration per channel, and that it comes first.
 */
export interface Handshake {
  /** What to send first. */
  readonly hello: (appName: string, channels: readonly Channel[], responseUrl: string) => unknown;
  /** The subscriber id, when this is the answer; else `undefined`. */
  readonly subscriberIdIn: (wire: Plain | undefined) => string | undefined;
  /** What to send at the end, if anything. */
  readonly goodbye?: (appName: string, subscriberId: string) => unknown;
}

/** An id that was handed out in another way, by an administrator or by the page that holds the frame. */
export interface GivenRegistration {
  readonly subscriberId: string;
}

/**
 * What Cordboard's sandbox answers to. Invented: no real Workspace is known to speak it, so a deployment brings its own.
 */
export const sandboxHandshake: Handshake = {
  hello: (appName, channels, responseUrl) => pubSub('Register', appName, { channels, responseUrl }),
  subscriberIdIn: (wire) => {
    const inner = fieldOf(wire, 'message');
    const about = textOf(inner, 'subtopic') ?? textOf(wire, 'subtopic');
    const said = fieldOf(inner, 'message') ?? inner;
    return textOf(wire, 'channel') === 'PubSub' && about === 'Registered' ? textOf(said, 'subscriberID') : undefined;
  },
  goodbye: (appName, subscriberId) => pubSub('Unregister', appName, { subscriberID: subscriberId }),
};

function pubSub(subtopic: string, source: string, data: object): unknown {
  return { channel: 'PubSub', topic: '', subtopic: '', message: { channel: 'PubSub', topic: 'Registration', subtopic, source, data } };
}
