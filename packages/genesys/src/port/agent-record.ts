import type { AgentPicture, AgentState, ReasonCode, Seen, ServerTime, SetAgentState, StateOption, StateReason } from '@cordboard/core';
import { isOneOf, type AisNames } from '../ais/names.js';
import { fieldOf, itemsOf, wordOf, type Attributes } from '../ais/values.js';
import { dnActionsOf, mediaInfoOf, type VoiceMediaInfo } from '../services/agent-service.js';
import type { OwnLine } from './calls.js';

const DNS = 'agent:dns';
const POSSIBLE = 'agent:dnsActionsPossible';
const NUMBER = 'dn:callableNumber';
const REASON = 'dn:lastReasonCode';

/** What a reason is called that no list has a label for. */
export const REASON_KEY = 'ReasonCode';

/** The agent as the agent service tells of them: one DN at a time, though they may be on several. */
export class AgentRecord {
  readonly #names: AisNames;
  readonly #reasonCodes: readonly ReasonCode[];
  readonly #isOnCall: () => boolean;
  #id = '';
  #dnId: string | undefined;
  #extension: string | undefined;
  #attributes: Attributes = new Map();
  #numbers: Attributes = new Map();
  #reason: StateReason | undefined;
  /** Whether the reason has been read since the DN was last told of. */
  #isReasonRead = false;
  #accepted: SetAgentState['state'] | undefined;
  #since: ServerTime | undefined;
  #at: ServerTime | undefined;

  /** `isOnCall`: whether there are calls that an accepted state may wait for. */
  constructor(names: AisNames, reasonCodes: readonly ReasonCode[], isOnCall: () => boolean) {
    this.#names = names;
    this.#reasonCodes = reasonCodes;
    this.#isOnCall = isOnCall;
  }

  /** Begins anew, for this agent. */
  seat(id: string): void {
    if (id === this.#id) return;
    this.#id = id;
    this.#dnId = this.#extension = this.#since = this.#at = undefined;
    this.#attributes = this.#numbers = new Map();
    this.#reason = this.#accepted = undefined;
  }

  /** The DN to act on, and the extension that it stands for. */
  choose(dnId: string, extension: string): void {
    this.#dnId = dnId;
    this.#extension = extension;
  }

  /** The agent was read: what is not listed has no value. */
  read(attributes: Attributes): void {
    this.#keep(attributes, undefined);
  }

  /**
   * An event of the agent service. True where it leaves open on which DNs the agent is: the list has no value for who is on none ("API
   * Reference", AgentService), and no value is not sent, no more than one that has not changed.
   */
  apply(attributes: Attributes, at: ServerTime | undefined): boolean {
    // One that comes again, after younger ones.
    if (at !== undefined && this.#at !== undefined && at < this.#at) return false;
    const merged = new Map([...this.#attributes, ...attributes]);
    const one = dnActionsOf(attributes.get('agent:dnActionsPossible'));
    // An event tells what is possible on its one DN; the list for all of them is only sometimes with it.
    if (one && !attributes.has(POSSIBLE)) {
      const others = itemsOf(merged.get(POSSIBLE)).filter((each) => dnActionsOf(each)?.dnId !== one.dnId);
      merged.set(POSSIBLE, [...others, one]);
    }
    this.#keep(merged, at);
    return !attributes.has(DNS);
  }

  /** Whether nothing has told the number to call. */
  get wantsNumber(): boolean {
    const { dn } = this;
    return dn !== undefined && dn.callableNumber === undefined && !this.#numbers.has(dn.dnId);
  }

  /** What only the DN itself can tell now: the number to call, the reason of not being ready. */
  get wanted(): readonly string[] {
    const { dn } = this;
    const asksWhy = dn && !this.#isReasonRead && this.#stateOf(dn) === 'not-ready';
    return [...(this.wantsNumber ? [NUMBER] : []), ...(asksWhy ? [REASON] : [])];
  }

  /** The DN was read for what was wanted. True where that is news. */
  learn(dnId: string, attributes: Attributes): boolean {
    const number = wordOf(attributes.get(NUMBER));
    if (number !== undefined) this.#numbers = new Map([...this.#numbers, [dnId, number]]);
    const before = this.#reason;
    if (dnId === this.dn?.dnId) {
      this.#isReasonRead = true;
      this.#reason = this.#reasonOf(attributes.get(REASON));
    }
    return number !== undefined || JSON.stringify(before) !== JSON.stringify(this.#reason);
  }

  /**
   * The platform has accepted a state. Where it does not show it while the agent has calls, it waits for their end: that is told as pending,
   * and forgotten with the next state that is shown, or with the last call. True where it waits.
   */
  accept(state: SetAgentState['state']): boolean {
    this.#isReasonRead = false;
    this.#accepted = this.#isOnCall() && this.seen.picture.state !== state ? state : undefined;
    return this.#accepted !== undefined;
  }

  /** True, once, where a state waited for calls that are over now. */
  callsAreOver(): boolean {
    if (this.#accepted === undefined || this.#isOnCall()) return false;
    this.#accepted = undefined;
    return true;
  }

  /** The DN in use: the one that was chosen, else the first that somebody is logged in on, else the first. */
  get dn(): VoiceMediaInfo | undefined {
    const all = itemsOf(this.#attributes.get(DNS))
      .map(mediaInfoOf)
      .filter((info) => info !== undefined);
    const chosen = all.find(({ dnId }) => dnId === this.#dnId) ?? all.find(({ callableNumber }) => callableNumber === this.#extension);
    return (this.#dnId === undefined ? undefined : chosen) ?? all.find((info) => this.#stateOf(info) !== 'signed-out') ?? all[0];
  }

  /** The number to call; never the DN's id where another is known. */
  get line(): OwnLine {
    const { dn } = this;
    const number = dn?.callableNumber ?? wordOf(this.#numbers.get(dn?.dnId ?? '')) ?? this.#extension ?? dn?.dnId ?? '';
    const aliases = [number, dn?.dnId, this.#dnId, this.#extension].filter((alias) => alias !== undefined && alias !== '');
    return { number, aliases: new Set(aliases as readonly string[]) };
  }

  /** Whether the platform lets the agent do it on the DN; `undefined` where it told nothing. */
  lets(action: keyof AisNames['agentActions']): boolean | undefined {
    const listed = this.#possible();
    return listed?.some((word) => isOneOf(word, this.#names.agentActions[action]));
  }

  /** The agent as they are now. */
  get seen(): Seen<AgentPicture> {
    const { dn, line } = this;
    const state = dn ? this.#stateOf(dn) : 'signed-out';
    const picture: AgentPicture = {
      id: this.#id,
      loginName: wordOf(this.#attributes.get('agent:userName')) ?? this.#id,
      ...named('firstName', this.#attributes.get('agent:firstName')),
      ...named('lastName', this.#attributes.get('agent:lastName')),
      ...(line.number !== '' && { extension: line.number }),
      state,
      ...(state === 'unknown' && dn?.status !== undefined && { rawState: dn.status }),
      ...(state === 'not-ready' && this.#reason && { reason: this.#reason }),
      ...(this.#accepted !== undefined && this.#isOnCall() && { pending: { state: this.#accepted } }),
      ...(this.#since !== undefined && { since: this.#since }),
      next: this.#next(),
      settings: {},
      roles: ['agent'],
      supervises: [],
    };
    return { picture, ...(this.#at !== undefined && { at: this.#at }) };
  }

  #next(): readonly StateOption[] {
    const asked = ['ready', 'not-ready', 'work', 'signed-out'] as const;
    return asked
      .filter((state) => this.lets(state))
      .map((state) => ({ state, reason: state === 'not-ready' || state === 'signed-out' ? 'optional' : 'forbidden', effect: 'now' }));
  }

  #possible(): readonly string[] | undefined {
    const { dn } = this;
    const all = itemsOf(this.#attributes.get(POSSIBLE)).map(dnActionsOf);
    return all.find((each) => each?.dnId === dn?.dnId)?.actionsPossible;
  }

  #stateOf({ status = '' }: VoiceMediaInfo): AgentState {
    const { agentStates } = this.#names;
    const word = Object.keys(agentStates).find((each) => each.toUpperCase() === status.toUpperCase());
    return (word !== undefined && agentStates[word]) || 'unknown';
  }

  #keep(attributes: Attributes, at: ServerTime | undefined): void {
    const before = this.dn?.status;
    this.#attributes = attributes;
    this.#at = at ?? this.#at;
    this.#isReasonRead = false;
    if (this.dn?.status === before) return;
    this.#since = at;
    this.#reason = this.#accepted = undefined;
  }

  // The last reason that was given: pairs, of which a site’s own list may know the first.
  #reasonOf(value: unknown): StateReason | undefined {
    const [pair] = itemsOf(value);
    const [key, code] = [wordOf(fieldOf(pair, 'key')), wordOf(fieldOf(pair, 'value'))];
    if (code === undefined) return undefined;
    const known = this.#reasonCodes.find((reason) => reason.code === code || reason.label === code || reason.id === code);
    if (known) return { id: known.id, code: known.code, label: known.label, system: known.system };
    return { code, ...(key !== undefined && key !== REASON_KEY && { label: key }), system: false };
  }
}

// Of the agent's name no public page tells the attributes; these are the likely ones, and shown where they come.
function named<K extends 'firstName' | 'lastName'>(key: K, value: unknown): Partial<Record<K, string>> {
  const word = wordOf(value);
  return word === undefined ? {} : ({ [key]: word } as Record<K, string>);
}
