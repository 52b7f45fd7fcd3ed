import type { Engine } from '../engine/index.js';
import { corruptPacket, type Outlet } from '../faults/index.js';
import { AmazonChannel } from './amazon/amazon-channel.js';
import { Softphones } from './amazon/softphones.js';
import type { Channel, ChannelHost } from './channel.js';
import { CiscoChannel } from './cisco-channel.js';
import { readIncoming, type ChannelName, type Incoming, type Outgoing } from './messages.js';
import { LcmChannel } from './lcm/lcm-channel.js';
import { otherSpelling, type BusQuirks } from './quirks.js';
import { CrmRecords } from './salesforce/crm-records.js';
import { SalesforceChannel } from './salesforce/salesforce-channel.js';

/** One packet that crossed the bus, either way. */
export interface BusTraffic {
  readonly direction: 'in' | 'out';
  readonly packet: unknown;
  /** The application it came from or goes to. */
  readonly subscriber: string;
}

/** What a Workspace page is made of. */
export interface WorkspaceOptions {
  readonly engine: Engine;
  /** Whether a password is the user's; wrong ones count towards the platform's lock. */
  readonly admit: (id: string, password: string) => 'yes' | 'no' | 'locked';
  readonly quirks: () => BusQuirks;
  /** Time between what happens and its message, in ms of the engine's clock. Default 30. */
  readonly latencyMs?: number;
  /** Whom the Amazon core finds signed in to the browser: its login asks for no name. Default: the first agent of the world. */
  readonly agentId?: string;
  /** What the softphones of the Amazon core keep, for all pages together. Default: for this page alone. */
  readonly softphones?: Softphones;
  /** The CRM that it is open in. Default: one of its own. */
  readonly crm?: CrmRecords;
  /** Whether what an agent asks for is carried out, or accepted and forgotten. Default: it is. */
  readonly mayCarryOut?: (agentId: string) => boolean;
  /** Lets a packet out to an application, or does to it what the faults say. Default: lets it out. */
  readonly pass?: (to: object, agentId: string | undefined, outlet: Outlet) => void;
  /** Number of the page, to tell the requests of several apart. Default 1. */
  readonly page?: number;
  readonly onTraffic?: (traffic: BusTraffic) => void;
  /** Told when the page goes. */
  readonly onClose?: () => void;
}

/** An application that is registered, or about to be. */
export interface Application {
  /** Takes a packet from it. Never throws. */
  receive(wire: unknown): void;
  /** It is gone. */
  close(): void;
}

interface Subscriber {
  readonly deliver: (packet: unknown) => void;
  id: string | undefined;
  source: string;
  /** Channels that it has registered for, in lower case; none stands for all. */
  channels: readonly string[];
}

/** First id that is handed out; the one sample is a short decimal text. */
const FIRST_ID = 40_017;
const LATENCY_MS = 30;

/**
 * One Workspace page: the agent who works in it, and the applications that are registered with its bus. How to register, and everything else
 * that no page of the documentation tells, is invented here, and only the sandbox is known to do it.
 */
export class Workspace {
  readonly #options: WorkspaceOptions;
  readonly #subscribers = new Set<Subscriber>();
  readonly #unsubscribe: () => void;
  readonly #host: ChannelHost;
  readonly #cisco: CiscoChannel;
  /** By their names in lower case; `Cisco` always, the others from the first registration for it. */
  readonly #channels = new Map<string, Channel>();
  #amazon: AmazonChannel | undefined;
  #nextId = FIRST_ID;

  constructor(options: WorkspaceOptions) {
    this.#options = options;
    this.#host = {
      engine: options.engine,
      quirks: options.quirks,
      agentId: () => this.agentId,
      say: (outgoing) => this.#say(outgoing),
    };
    const { admit, page = 1, mayCarryOut = () => true } = options;
    this.#cisco = new CiscoChannel(this.#host, { admit, mayCarryOut, page: `bus-${page}-` });
    this.#channels.set('cisco', this.#cisco);
    this.#unsubscribe = options.engine.subscribe((fact) => {
      for (const channel of this.#channels.values()) channel.heard(fact);
    });
  }

  /** The agent who is signed in here. */
  get agentId(): string | undefined {
    return this.#cisco.agentId ?? this.#amazon?.agentId;
  }

  /** An application comes: `deliver` gets what is for it, once it has registered. */
  connect(deliver: (packet: unknown) => void): Application {
    const subscriber: Subscriber = { deliver, id: undefined, source: '', channels: [] };
    this.#subscribers.add(subscriber);
    return {
      receive: (wire) => this.#receive(subscriber, wire),
      close: () => this.#subscribers.delete(subscriber),
    };
  }

  /** The page's connection to the platform of the channel `Cisco` goes, or comes back. */
  setConnected(connected: boolean): void {
    this.#cisco.setConnected(connected);
  }

  /** The page goes, and its bus with it; the agent stays signed in on the platform. */
  close(): void {
    this.#unsubscribe();
    for (const channel of this.#channels.values()) channel.close();
    this.#subscribers.clear();
    this.#options.onClose?.();
  }

  #receive(subscriber: Subscriber, wire: unknown): void {
    const incoming = readIncoming(wire);
    if (!incoming) return;
    this.#options.onTraffic?.({ direction: 'in', packet: wire, subscriber: subscriber.id ?? '' });
    if (incoming.channel === 'PubSub') return this.#register(subscriber, incoming);
    if (subscriber.id === undefined || (this.#options.quirks().needsSource && incoming.source === '')) return;
    this.#channels.get(incoming.channel.toLowerCase())?.asked(incoming);
  }

  #register(subscriber: Subscriber, incoming: Incoming): void {
    if (incoming.subtopic === 'Unregister') subscriber.id = undefined;
    if (incoming.subtopic !== 'Register') return;
    subscriber.id = String(this.#nextId++);
    subscriber.source = incoming.source;
    subscriber.channels = channelsIn(incoming.data);
    for (const name of subscriber.channels) this.#open(name);
    const answer = { channel: 'PubSub', topic: '', subtopic: 'Registered', message: { subscriberID: subscriber.id } };
    this.#later(() => this.#deliver(subscriber, answer));
  }

  #open(name: string): void {
    if (this.#channels.has(name)) return;
    const { engine, page = 1, mayCarryOut = () => true } = this.#options;
    const { softphones = new Softphones(engine), agentId = engine.world.agents[0]?.id ?? '' } = this.#options;
    if (name === 'amazon') {
      this.#amazon = new AmazonChannel(this.#host, { softphones, agentId, mayCarryOut, prefix: `amazon-${page}-` });
      this.#channels.set(name, this.#amazon);
    } else if (name === 'lcm') {
      this.#channels.set(name, new LcmChannel(this.#host));
    } else if (name === 'salesforce') {
      this.#channels.set(name, new SalesforceChannel(this.#host, this.#options.crm ?? new CrmRecords(engine)));
    }
  }

  // To everybody who is registered when it is said: the bus knows no answers to one.
  #say({ channel = 'Cisco', topic, subtopic, payload, under }: Outgoing): void {
    const { bare, blankKeys, otherCase, payloadInData } = this.#options.quirks();
    const { pass = letOut } = this.#options;
    const kept = payloadInData ? 'data' : under;
    const key = blankKeys && kept === 'data' ? 'data ' : kept;
    const [spelt, named] = otherCase ? otherSpelling(channel, topic, subtopic) : [topic, subtopic];
    const message = { channel, topic: spelt, subtopic: named, source: 'Workspace', [key]: blankKeys ? withBlanks(payload) : payload };
    this.#later(() => {
      for (const subscriber of this.#subscribers) {
        if (subscriber.id === undefined || !hears(subscriber, channel)) continue;
        const packet = bare ? message : packetFor(channel, message, subscriber.id);
        pass(subscriber, this.agentId, {
          send: () => this.#deliver(subscriber, packet),
          sendSpoiled: ({ kind = 'malformed' }) => this.#deliver(subscriber, corruptPacket(packet, kind)),
        });
      }
    });
  }

  #deliver(subscriber: Subscriber, packet: unknown): void {
    if (!this.#subscribers.has(subscriber)) return;
    this.#options.onTraffic?.({ direction: 'out', packet, subscriber: subscriber.id ?? '' });
    // A copy, as a message between windows is: nobody can alter what others get.
    subscriber.deliver(structuredClone(packet));
  }

  #later(run: () => void): void {
    this.#options.engine.clock.after(this.#options.latencyMs ?? LATENCY_MS, run);
  }
}

// The page of the errors has the blank inside too (set-api-error).
function withBlanks(payload: unknown): unknown {
  if (typeof payload !== 'object' || payload === null || !('packet' in payload && 'data' in payload)) return payload;
  const { data, ...rest } = payload;
  return rest.packet === 'apierror' ? { ...rest, 'data ': data } : payload;
}

// Registration is per channel (login-6, error-api).
function channelsIn(data: unknown): readonly string[] {
  const named = typeof data === 'object' && data !== null && 'channels' in data ? data.channels : undefined;
  return Array.isArray(named) ? named.flatMap((each) => (typeof each === 'string' ? each.trim().toLowerCase() : [])) : [];
}

function hears({ channels }: Subscriber, channel: ChannelName): boolean {
  return channels.length === 0 || channels.includes(channel.toLowerCase());
}

function packetFor(channel: ChannelName, message: object, subscriberId: string): object {
  return { channel, topic: '', subTopic: '', ResponseUrl: '', subscriberID: subscriberId, message };
}

function letOut(_to: object, _agentId: string | undefined, outlet: Outlet): void {
  outlet.send();
}
