import type { Engine, Fact, Refusal } from '../engine/index.js';
import { readIncoming, word, type Incoming, type Outgoing } from './messages.js';
import { agentPayload, callPayload, directoryPayload, reasonsPayload, wrapUpPayload } from './payloads.js';
import type { BusQuirks } from './quirks.js';
import { commandOf, errorPayload } from './requests.js';

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
  readonly onTraffic?: (traffic: BusTraffic) => void;
}

/** An application that is registered, or about to be. */
export interface Application {
  /** Takes a packet from it. Never throws. */
  receive(wire: unknown): void;
  /** It is gone. */
  close(): void;
}

interface Subscriber {
  readonly deliver: (packet: object) => void;
  id: string | undefined;
  source: string;
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
  #agentId: string | undefined;
  #entering = false;
  #nextId = FIRST_ID;
  #requests = 0;

  constructor(options: WorkspaceOptions) {
    this.#options = options;
    this.#unsubscribe = options.engine.subscribe((fact) => this.#hear(fact));
  }

  /** The agent who is signed in here. */
  get agentId(): string | undefined {
    return this.#agentId;
  }

  /** An application comes: `deliver` gets what is for it, once it has registered. */
  connect(deliver: (packet: object) => void): Application {
    const subscriber: Subscriber = { deliver, id: undefined, source: '' };
    this.#subscribers.add(subscriber);
    return {
      receive: (wire) => this.#receive(subscriber, wire),
      close: () => this.#subscribers.delete(subscriber),
    };
  }

  /** The page goes, and its bus with it; the agent stays signed in on the platform. */
  close(): void {
    this.#unsubscribe();
    this.#subscribers.clear();
  }

  #receive(subscriber: Subscriber, wire: unknown): void {
    const incoming = readIncoming(wire);
    if (!incoming) return;
    this.#options.onTraffic?.({ direction: 'in', packet: wire, subscriber: subscriber.id ?? '' });
    if (incoming.channel === 'PubSub') return this.#register(subscriber, incoming);
    if (subscriber.id === undefined || (this.#options.quirks().needsSource && incoming.source === '')) return;
    if (incoming.channel.toLowerCase() === 'cisco') this.#asked(incoming);
  }

  #register(subscriber: Subscriber, incoming: Incoming): void {
    if (incoming.subtopic === 'Unregister') subscriber.id = undefined;
    if (incoming.subtopic !== 'Register') return;
    subscriber.id = String(this.#nextId++);
    subscriber.source = incoming.source;
    const answer = { channel: 'PubSub', topic: '', subtopic: 'Registered', message: { subscriberID: subscriber.id } };
    this.#later(() => this.#deliver(subscriber, answer));
  }

  #asked(incoming: Incoming): void {
    const { engine } = this.#options;
    const about = `${incoming.topic}/${incoming.subtopic}`.toLowerCase();
    if (about === 'agent/setuserinfo') return this.#signIn(incoming);
    const agent = this.#agentId === undefined ? undefined : engine.agent(this.#agentId);
    // Nobody works here: there is nothing to tell of, and no page says what is answered then.
    if (!agent) return;
    switch (about) {
      case 'agent/getagentstate':
        return this.#say({ topic: 'Agent', subtopic: 'SetAgentState', payload: agentPayload(agent, engine.world), under: 'message' });
      case 'agent/getwrapupreasoncode':
        return this.#say({ topic: 'Agent', subtopic: 'SetWrapupCode', payload: wrapUpPayload(engine, agent), under: 'message' });
      case 'agent/getnotreadyreasoncode':
        return this.#sayReasons('NOT_READY');
      case 'agent/getlogoutreasoncode':
        return this.#sayReasons('LOGOUT');
      case 'agent/getphonedirectory':
        return this.#say({ topic: 'Agent', subtopic: 'SetPhoneDirectory', payload: directoryPayload(engine, agent), under: 'message' });
      default:
        this.#request(incoming, agent.id);
    }
  }

  #request(incoming: Incoming, agentId: string): void {
    const { engine } = this.#options;
    const asked = commandOf(incoming, agentId, engine, this.#newRequest());
    if (!asked) return;
    if ('refusal' in asked) return this.#refuse(asked.refusal);
    const submission = engine.submit(asked.command);
    if (!submission.ok) this.#refuse(submission.refusal);
  }

  // Signing in again with the right password succeeds and keeps the state (login-6).
  #signIn(incoming: Incoming): void {
    const { engine, admit } = this.#options;
    const name = word(incoming.data, 'username');
    const id = engine.agent(name)?.id ?? engine.agentByLoginName(name)?.id ?? name;
    const verdict = admit(id, word(incoming.data, 'password'));
    if (verdict !== 'yes') {
      const errorMessage = verdict === 'locked' ? 'account locked' : 'bad credentials';
      const data = { errorType: 'Unauthorized', errorMessage, msg: 'User name or password is wrong.' };
      return this.#say({ topic: 'Error', subtopic: 'SetAPIError', payload: { packet: 'apierror', data }, under: 'data' });
    }
    this.#agentId = id;
    const agent = engine.agent(id);
    if (agent && agent.state !== 'LOGOUT') return this.#enter();
    this.#entering = true;
    const submission = engine.submit({
      type: 'sign-in',
      agentId: id,
      extension: word(incoming.data, 'extension'),
      requestId: this.#newRequest(),
    });
    if (!submission.ok) this.#refuse(submission.refusal);
  }

  // In the order of login-6; the names there without a page or a role are left out.
  #enter(): void {
    const { engine } = this.#options;
    this.#entering = false;
    const agent = this.#agentId === undefined ? undefined : engine.agent(this.#agentId);
    if (!agent) return;
    this.#say({ topic: 'Connection', subtopic: 'SetConnectionStatus', payload: { status: 'up' }, under: 'message' });
    this.#say({ topic: 'Agent', subtopic: 'SetAgentState', payload: agentPayload(agent, engine.world), under: 'message' });
    const calls = engine.callsOf(agent.id).map((call) => callPayload(call, agent, false));
    this.#say({ topic: 'Call', subtopic: 'CallsStateChange', payload: { source: 'api', calls }, under: 'data' });
    this.#sayReasons('LOGOUT');
    this.#sayReasons('NOT_READY');
    this.#say({ topic: 'Agent', subtopic: 'SetPhoneBook', payload: directoryPayload(engine, agent), under: 'message' });
    this.#say({ topic: 'Agent', subtopic: 'SetWrapupCode', payload: wrapUpPayload(engine, agent), under: 'message' });
  }

  #hear(fact: Fact): void {
    if (fact.type === 'reset') {
      this.#agentId = undefined;
      return;
    }
    if (!('agentId' in fact) || fact.agentId !== this.#agentId) return;
    const { engine } = this.#options;
    switch (fact.type) {
      case 'agent':
        if (this.#entering && fact.agent.state !== 'LOGOUT') return this.#enter();
        return this.#say({
          topic: 'Agent',
          subtopic: 'SetAgentState',
          payload: agentPayload(fact.agent, engine.world),
          under: 'message',
        });
      case 'refused':
        // Another desktop of the same agent hears of its own.
        if (fact.cause?.requestId.startsWith(this.#prefix)) this.#refuse(fact.refusal);
        return;
      default:
        this.#tellOfCall(fact);
    }
  }

  #tellOfCall(fact: Extract<Fact, { type: 'call-added' | 'call-changed' | 'call-removed' }>): void {
    const agent = this.#options.engine.agent(fact.agentId);
    if (!agent) return;
    const campaign = fact.call.campaign !== null;
    this.#say({
      topic: campaign ? 'OutboundCall' : 'InboundCall',
      // The one is printed so, the other inferred from the other channel's.
      subtopic: campaign ? 'OutBoundCallStateChange' : 'InboundCallStateChange',
      payload: callPayload(fact.call, agent, fact.type === 'call-removed'),
      under: this.#options.quirks().callsInMessage ? 'message' : 'data',
    });
  }

  #sayReasons(category: 'LOGOUT' | 'NOT_READY'): void {
    const { engine } = this.#options;
    const agent = this.#agentId === undefined ? undefined : engine.agent(this.#agentId);
    if (!agent) return;
    const subtopic = category === 'LOGOUT' ? 'SetLogOutReasonCodes' : 'SetNotReadyReasonCodes';
    this.#say({ topic: 'Agent', subtopic, payload: reasonsPayload(engine, agent, category), under: 'message' });
  }

  #refuse(refusal: Refusal): void {
    this.#say({ topic: 'Error', subtopic: 'SetAPIError', payload: errorPayload(refusal), under: 'data' });
  }

  // To everybody who is registered when it is said: the bus knows no answers to one.
  #say({ topic, subtopic, payload, under }: Outgoing): void {
    const { bare, blankKeys, otherCase } = this.#options.quirks();
    const key = blankKeys && under === 'data' ? 'data ' : under;
    const message = {
      channel: 'Cisco',
      topic,
      subtopic: otherCase ? subtopic.replace('OutBound', 'Outbound') : subtopic,
      source: 'Workspace',
      [key]: payload,
    };
    this.#later(() => {
      for (const subscriber of this.#subscribers) {
        if (subscriber.id === undefined) continue;
        this.#deliver(subscriber, bare ? message : packetFor(message, subscriber.id));
      }
    });
  }

  #deliver(subscriber: Subscriber, packet: object): void {
    if (!this.#subscribers.has(subscriber)) return;
    this.#options.onTraffic?.({ direction: 'out', packet, subscriber: subscriber.id ?? '' });
    // A copy, as a message between windows is: nobody can alter what others get.
    subscriber.deliver(structuredClone(packet));
  }

  #later(run: () => void): void {
    this.#options.engine.clock.after(this.#options.latencyMs ?? LATENCY_MS, run);
  }

  get #prefix(): string {
    return `bus-${this.#agentId ?? ''}-`;
  }

  #newRequest(): string {
    return `${this.#prefix}${++this.#requests}`;
  }
}

function packetFor(message: object, subscriberId: string): object {
  return { channel: 'Cisco', topic: '', subTopic: '', ResponseUrl: '', subscriberID: subscriberId, message };
}
