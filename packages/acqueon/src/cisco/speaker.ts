import {
  DesktopError,
  type AgentPicture,
  type Command,
  type DesktopErrorCode,
  type DialogPicture,
  type LinkReason,
  type Query,
  type Seen,
} from '@cordboard/core';
import type { BusMessage } from '../bus/message.js';
import { listOf, type Plain } from '../bus/plain.js';
import { cisco } from '../catalogue/cisco.js';
import { messageFor, type OutMessage } from '../catalogue/operation.js';
import type { Line, Speaker } from '../port/line.js';
import { agentIn } from './agent.js';
import { callIn, type CallTopic } from './call.js';
import { Desk } from './desk.js';
import { Entry } from './entry.js';
import { errorIn } from './errors.js';
import { Lists, READS } from './lists.js';
import { requestsFor } from './requests.js';
import type { CiscoSettings } from './settings.js';
import { isShown } from './shown.js';
import { memberRequest, type MemberState } from './team-requests.js';

/** The channel `Cisco` in one session: the platform below in its own words, wrapped. */
export class CiscoSpeaker implements Speaker {
  readonly errorIn = errorIn;
  readonly #line: Line;
  readonly #settings: CiscoSettings;
  readonly #desk = new Desk();
  readonly #lists: Lists;
  readonly #entry: Entry;
  #agent: Seen<AgentPicture> | undefined;
  #isOccupied = false;
  /** What was told of calls before the agent. */
  #early: readonly BusMessage[] = [];
  /** What the agent was last told with, to be read again when reasons become known. */
  #told: Plain | undefined;

  constructor(line: Line, settings: CiscoSettings) {
    this.#line = line;
    this.#settings = settings;
    this.#lists = new Lists((operation, signal) => line.read(operation, (message) => message.payload, signal));
    this.#entry = new Entry(line, () => this.#goLive());
  }

  get occupied(): boolean {
    return this.#isOccupied;
  }

  opened(): void {
    this.#entry.restart();
    this.#isOccupied = false;
    this.#early = [];
    this.#desk.doubt();
    this.#askForAgent();
    if (this.#settings.asksForCalls) this.#line.publish(messageFor(cisco.calls, { source: 'api', calls: [] }, this.#line.appName));
  }

  closed(): void {
    this.#entry.restart();
  }

  take(message: BusMessage): void {
    const { topic, subtopic, payload } = message;
    const about = `${topic}/${subtopic}`.toLowerCase();
    // In which order things are told is not documented; which leg of a call is whose is known with the agent.
    if (!this.#isOccupied && /calls?statechange$/.test(about)) {
      this.#early = [...this.#early, message].slice(-MOST_EARLY);
      return;
    }
    switch (about) {
      case 'agent/setagentstate':
        return this.#takeAgent(payload);
      case 'agent/setnotreadyreasoncodes':
        return this.#takeReasons('not-ready', payload);
      case 'agent/setlogoutreasoncodes':
        return this.#takeReasons('sign-out', payload);
      case 'call/callsstatechange':
        return this.#takeCalls(payload);
      case 'connection/setconnectionstatus':
        return this.#takeConnection(payload);
      default:
        if (about.endsWith('callstatechange')) this.#takeCall(topic, payload);
    }
  }

  async send(command: Command, signal: AbortSignal): Promise<void> {
    const wrapUps = command.type === 'set-wrap-up' ? await this.#lists.wrapUpReasons(signal) : [];
    const desk = this.#desk;
    const messages = requestsFor(command, {
      source: this.#line.appName,
      extension: this.#extension ?? '',
      call: (id) => desk.get(id),
      partner: () => desk.partner,
      joinNames: this.#settings.joinNames,
      singleSignOn: this.#settings.singleSignOn,
      wrapUpId: (label) => wrapUps.find((reason) => reason.label === label)?.id,
    });
    const before = new Set(desk.all.map(({ id }) => id));
    const shown = (): true | undefined => {
      const agent = this.#entry.live || command.type !== 'sign-in' ? this.#agent?.picture : undefined;
      return isShown(command, { agent, desk, before }) || undefined;
    };
    const key = keyOf(messages, command);
    if (command.type === 'sign-in') this.#entry.announced();
    // No report ever tells of tones.
    if (command.type === 'send-dtmf') return this.#line.askInQuiet({ key }, messages, signal);
    await this.#line.ask({ key, shown }, messages, signal).catch((error: unknown) => {
      const { code } = DesktopError.from(error);
      const why = WHY[code];
      if (command.type === 'sign-in' && why && !this.#entry.live) this.#line.say({ state: 'sign-in-needed', why });
      if (command.type === 'conference' && code === 'not-controller') this.#setController(command.dialogId, 'no');
      throw error;
    });
    if (command.type === 'conference') this.#setController(command.dialogId, 'yes');
  }

  async setMemberState(member: MemberState, signal: AbortSignal): Promise<void> {
    const message = memberRequest(member, this.#line.appName);
    await this.#line.askInQuiet({ key: `Cisco/Team ${member.id}` }, [message], signal);
  }

  async query(query: Query, signal: AbortSignal): Promise<unknown> {
    switch (query.type) {
      case 'agent':
        return this.#line.read(cisco.agentState, (message) => this.#agentFrom(message.payload), signal);
      // No page reads a call. What the Workspace last told of it is what there is.
      case 'dialog':
        return this.#desk.seen(query.dialogId);
      case 'dialogs':
        return this.#seenCalls();
      case 'reason-codes':
        return this.#lists.reasonCodes(query.category, signal);
      case 'wrap-up-reasons':
        return this.#lists.wrapUpReasons(signal);
      case 'contacts':
        return this.#lists.contacts(signal);
      default:
        throw new DesktopError('not-supported', `The bus has no read for ${query.type}`);
    }
  }

  get #isOnCall(): boolean {
    const state = this.#agent?.picture.state;
    return state === 'talking' || state === 'hold';
  }

  get #extension(): string | undefined {
    return this.#agent?.picture.extension;
  }

  #askForAgent(): void {
    this.#line.publish(messageFor(cisco.agentState, undefined, this.#line.appName));
  }

  #takeAgent(payload: Plain | undefined): void {
    const seen = this.#read(payload);
    if (!seen) return this.#line.emit({ type: 'ignored', what: 'an agent without an id' });
    const known = this.#agent;
    if (known && seen.picture.id !== known.picture.id) {
      // Teams have reasons of their own.
      this.#lists.forget();
      this.#agent = undefined;
      return this.#takeAgent(payload);
    }
    // An old report that comes again.
    if (seen.at !== undefined && seen.at < (known?.at ?? seen.at)) return;
    this.#agent = seen;
    this.#told = payload;
    this.#isOccupied = seen.picture.state !== 'signed-out';
    if (!this.#isOccupied) {
      this.#entry.restart();
      this.#early = [];
      this.#desk.clear();
      this.#line.emit({ type: 'agent', ...seen });
      return this.#line.say({ state: 'sign-in-needed', why: 'signed-out' });
    }
    if (this.#entry.live) return this.#line.emit({ type: 'agent', ...seen });
    const { missing } = this.#lists;
    const asked = this.#entry.begin(missing, this.#settings.asksForCalls);
    if (asked) this.#line.publish(...missing.map((category) => messageFor(READS[category], undefined, this.#line.appName)));
    const early = this.#early;
    this.#early = [];
    for (const message of early) this.take(message);
  }

  // The desktop is shown as a whole, then as live.
  #goLive(): void {
    this.#agent = this.#read(this.#told);
    // Who is ready has none of the calls that were not heard of since.
    if (this.#agent?.picture.state === 'ready') this.#desk.dropDoubted();
    const { runtime } = this.#line;
    this.#line.emit({
      type: 'snapshot',
      readAt: runtime.monotonic(),
      ...(this.#agent && { agent: this.#agent }),
      dialogs: this.#seenCalls(),
    });
    this.#line.say({ state: 'up' });
  }

  // How a state may be asked for depends on whether there are reasons.
  #takeReasons(category: 'not-ready' | 'sign-out', payload: Plain | undefined): void {
    this.#lists.take(category, payload);
    this.#entry.came(category);
    if (!this.#entry.live) return;
    const again = this.#read(this.#told);
    if (again && JSON.stringify(again) !== JSON.stringify(this.#agent)) this.#line.emit({ type: 'agent', ...(this.#agent = again) });
  }

  #takeCall(topic: string, payload: Plain | undefined): void {
    const news = callIn(payload, this.#extension);
    if (!news) return this.#line.emit({ type: 'ignored', what: 'a call without an id' });
    const added = !this.#desk.get(news.id);
    const isCampaign: boolean = /^out/i.test(topic);
    for (const id of this.#desk.put({ ...news, topic: isCampaign ? 'OutboundCall' : 'InboundCall' }))
      this.#tell(id, added && id === news.id);
  }

  #tell(id: string, added: boolean): void {
    const seen = this.#desk.seen(id);
    if (seen) this.#line.emit({ type: 'dialog', added, ...seen });
    else this.#line.emit({ type: 'dialog-ended', dialogId: id });
  }

  // A conference found so may have lost parties, as the platform below warns; the objects are its own.
  #takeCalls(payload: Plain | undefined): void {
    const calls = listOf(payload, 'calls');
    // The same message is a question, and another application's may go round; who is on a call is told of its end by the call's own event.
    if (calls.length === 0 && this.#isOnCall) return;
    this.#desk.clear();
    for (const wire of calls) {
      const news = callIn(wire, this.#extension);
      if (!news || news.over) continue;
      const { picture } = news.seen;
      const seen = picture.kind === 'conference' ? { ...news.seen, suspect: true } : news.seen;
      const topic: CallTopic = picture.callType?.startsWith('OUTBOUND') ? 'OutboundCall' : 'InboundCall';
      this.#desk.put({ ...news, seen, topic });
    }
    if (this.#entry.live) this.#line.emit({ type: 'snapshot', readAt: this.#line.runtime.monotonic(), dialogs: this.#seenCalls() });
    this.#entry.came('calls');
  }

  #takeConnection(payload: Plain | undefined): void {
    const said = this.#settings.connectionIn(payload);
    if (said === undefined) return this.#line.emit({ type: 'ignored', what: 'a connection in an unknown state' });
    if (said === 'down') {
      // After signing out there is nothing to be lost.
      if (this.#entry.live) this.#line.lost({ state: 'connecting', why: 'socket-lost' });
      this.#entry.restart();
    } else {
      this.#entry.announced();
      if (this.#agent && !this.#entry.live) this.#askForAgent();
    }
  }

  #setController(id: string, controller: 'yes' | 'no'): void {
    this.#desk.setController(id, controller);
    if (this.#desk.get(id)) this.#tell(id, false);
  }

  #seenCalls(): Seen<DialogPicture>[] {
    return this.#desk.all.flatMap(({ id }) => this.#desk.seen(id) ?? []);
  }

  #read(payload: Plain | undefined): Seen<AgentPicture> | undefined {
    return agentIn(payload, this.#lists.reasons, this.#settings);
  }

  #agentFrom(payload: Plain | undefined): Seen<AgentPicture> {
    const seen = this.#read(payload);
    if (!seen) throw new DesktopError('protocol', 'An agent without an id');
    return seen;
  }
}

/** Messages about calls that are kept for an agent who is not told of. */
const MOST_EARLY = 50;

/** What a refused sign-in says of the link. */
const WHY: Readonly<Partial<Record<DesktopErrorCode, LinkReason>>> = { unauthorized: 'bad-credentials', 'locked-out': 'locked-out' };

// No answer tells which question it answers, so the same one is not asked twice: channel, topic, operation and call.
function keyOf([first]: readonly OutMessage[], command: Command): string {
  return `${first?.channel}/${first?.topic}/${first?.subtopic} ${'dialogId' in command ? command.dialogId : ''}`;
}
