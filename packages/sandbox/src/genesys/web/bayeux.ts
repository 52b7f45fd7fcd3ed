import type { Clock } from '../../engine/index.js';
import type { PushConnection, PushEnd } from '../push.js';
import { BayeuxSession, HOLD_MS, type BayeuxMessage } from './bayeux-session.js';

/** What a request for notifications comes to: the replies, or the end of its connection. */
export type BayeuxOutcome = readonly BayeuxMessage[] | 'reset';

/** Most messages in one request. */
const MAX_MESSAGES = 100;
/** Most subscriptions of a client. */
const MAX_SUBSCRIPTIONS = 100;
const TRANSPORTS: readonly string[] = ['websocket', 'long-polling'];

/**
 * The server side of Bayeux 1.0, as far as clients of notifications need it: handshake, connect, subscribe, unsubscribe and disconnect, by
 * long polling and over WebSockets. Nobody publishes but the server.
 */
export class Bayeux {
  readonly #clock: Clock;
  readonly #newToken: () => string;
  readonly #maySubscribe: (channel: string) => boolean;
  readonly #loses: (agentId: string, node: string) => boolean;
  readonly #sessions = new Map<string, BayeuxSession>();

  constructor(options: {
    readonly clock: Clock;
    readonly newToken: () => string;
    readonly maySubscribe: (channel: string) => boolean;
    /** Whether a message for an agent, on a channel, is lost on its way. */
    readonly loses: (agentId: string, node: string) => boolean;
  }) {
    this.#loses = options.loses;
    this.#clock = options.clock;
    this.#newToken = options.newToken;
    this.#maySubscribe = options.maySubscribe;
  }

  /** Answers the messages of a request; `undefined` when they are none. */
  async handle(content: unknown, agentId: string, signal: AbortSignal): Promise<BayeuxOutcome | undefined> {
    const messages = messagesIn(content);
    if (!messages) return undefined;
    const replies: BayeuxMessage[] = [];
    for (const message of messages) {
      const reply = await this.#answer(message, agentId, undefined, signal);
      if (reply === 'reset') return reply;
      replies.push(...reply);
    }
    return replies;
  }

  /** Serves a WebSocket of an agent. */
  open(agentId: string): PushConnection {
    return { start: (client) => this.#serve(agentId, client) };
  }

  /** Tells an agent's clients of something on a channel. */
  tell(agentId: string, channel: string, data: unknown): void {
    for (const session of this.#of((id) => id === agentId)) {
      if (session.wants(channel) && !this.#loses(agentId, channel)) session.tell(channel, data);
    }
  }

  /** Tears down the connections on which some agents' clients wait. */
  tear(concerns: (agentId: string) => boolean): void {
    for (const session of this.#of(concerns)) session.tear();
  }

  /** Forgets some agents' clients, as a node does that never knew them: they have to begin again. */
  forget(concerns: (agentId: string) => boolean): void {
    for (const session of this.#of(concerns)) this.#remove(session);
  }

  #serve(agentId: string, client: PushEnd): { receive(frame: string): void; closed(): void } {
    const answer = async (frame: string): Promise<void> => {
      const messages = messagesIn(parsed(frame));
      if (!messages) return client.close();
      for (const message of messages) {
        const reply = await this.#answer(message, agentId, client);
        if (reply === 'reset') return client.close();
        client.send(JSON.stringify(reply));
      }
    };
    return {
      receive: (frame) => void answer(frame),
      closed: () => {
        for (const session of this.#sessions.values()) session.detach(client);
      },
    };
  }

  async #answer(message: BayeuxMessage, agentId: string, socket?: PushEnd, signal?: AbortSignal): Promise<BayeuxOutcome> {
    const { channel, id } = message;
    const about = { channel, ...(id === undefined ? {} : { id }) };
    if (channel === '/meta/handshake') return [this.#handshake(message, agentId, about)];
    const session = this.#sessions.get(String(message['clientId']));
    if (session?.agentId !== agentId) {
      return [{ ...about, successful: false, error: '402::Unknown client', advice: { reconnect: 'handshake', interval: 0 } }];
    }
    const known = { ...about, clientId: session.clientId };
    switch (channel) {
      case '/meta/connect': {
        if (socket) session.attach(socket);
        const outcome = await session.connect(holdOf(message), signal);
        if (outcome === 'reset') return outcome;
        const lives = this.#sessions.has(session.clientId);
        const advice = { reconnect: lives ? 'retry' : 'handshake', interval: 0, timeout: HOLD_MS };
        return [...outcome, { ...known, successful: lives, advice, ...(lives ? {} : { error: '402::Unknown client' }) }];
      }
      case '/meta/subscribe':
        return [{ ...known, ...this.#subscribe(session, message['subscription']) }];
      case '/meta/unsubscribe':
        for (const each of channelsIn(message['subscription']) ?? []) session.subscriptions.delete(each);
        return [{ ...known, successful: true, subscription: message['subscription'] }];
      case '/meta/disconnect':
        this.#remove(session);
        return [{ ...known, successful: true }];
      default:
        return [{ ...known, successful: false, error: `403:${String(channel)}:Publish denied` }];
    }
  }

  #handshake(message: BayeuxMessage, agentId: string, about: object): BayeuxMessage {
    const offered = message['supportedConnectionTypes'];
    if (!Array.isArray(offered) || !TRANSPORTS.some((each) => offered.includes(each))) {
      return { ...about, successful: false, error: '412::Unsupported transport', advice: { reconnect: 'none' } };
    }
    const session = new BayeuxSession({
      clientId: this.#newToken(),
      agentId,
      clock: this.#clock,
      forget: (each) => this.#remove(each),
    });
    this.#sessions.set(session.clientId, session);
    return {
      ...about,
      successful: true,
      version: '1.0',
      supportedConnectionTypes: TRANSPORTS,
      clientId: session.clientId,
      advice: { reconnect: 'retry', interval: 0, timeout: HOLD_MS },
    };
  }

  #subscribe(session: BayeuxSession, subscription: unknown): BayeuxMessage {
    const channels = channelsIn(subscription);
    if (!channels || session.subscriptions.size + channels.length > MAX_SUBSCRIPTIONS) {
      return { successful: false, subscription, error: '400::Bad subscription' };
    }
    const denied = channels.find((channel) => !this.#maySubscribe(channel));
    if (denied !== undefined) return { successful: false, subscription, error: `403:${denied}:Subscription denied` };
    for (const each of channels) session.subscriptions.add(each);
    return { successful: true, subscription };
  }

  #of(concerns: (agentId: string) => boolean): readonly BayeuxSession[] {
    return [...this.#sessions.values()].filter(({ agentId }) => concerns(agentId));
  }

  #remove(session: BayeuxSession): void {
    this.#sessions.delete(session.clientId);
    session.end();
  }
}

function messagesIn(content: unknown): readonly BayeuxMessage[] | undefined {
  const messages: readonly unknown[] = Array.isArray(content) ? content : [content];
  const fine = messages.length > 0 && messages.length <= MAX_MESSAGES && messages.every(isMessage);
  return fine ? messages : undefined;
}

function isMessage(value: unknown): value is BayeuxMessage {
  return typeof value === 'object' && value !== null && 'channel' in value && typeof value.channel === 'string';
}

function channelsIn(subscription: unknown): readonly string[] | undefined {
  const channels: readonly unknown[] = Array.isArray(subscription) ? subscription : [subscription];
  const isChannel = (each: unknown): each is string => typeof each === 'string' && /^\/[\w/*~!$@().-]{1,200}$/.test(each);
  return channels.length > 0 && channels.every(isChannel) ? channels : undefined;
}

// A client that only wants to know whether it is connected asks not to be held.
function holdOf(message: BayeuxMessage): number {
  const advice = message['advice'] as { readonly timeout?: unknown } | null | undefined;
  const wanted = typeof advice === 'object' ? advice?.timeout : undefined;
  return typeof wanted === 'number' && wanted >= 0 ? wanted : HOLD_MS;
}

function parsed(frame: string): unknown {
  try {
    return JSON.parse(frame);
  } catch {
    return undefined;
  }
}
