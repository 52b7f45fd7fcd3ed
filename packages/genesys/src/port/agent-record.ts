import type { AgentPicture, AgentState, Seen, ServerTime, StateOption } from '@cordboard/core';
import { isOneOf, type AisNames } from '../ais/names.js';
import { itemsOf, wordOf, type Attributes } from '../ais/values.js';
import { dnActionsOf, mediaInfoOf, type VoiceMediaInfo } from '../services/agent-service.js';
import type { OwnLine } from './calls.js';

const DNS = 'agent:dns';
const POSSIBLE = 'agent:dnsActionsPossible';

/** The agent as the agent service tells of them: one DN at a time, though they may be on several. */
export class AgentRecord {
  readonly #names: AisNames;
  #id = '';
  #dnId: string | undefined;
  #extension: string | undefined;
  #attributes: Attributes = new Map();
  #numbers: Attributes = new Map();
  #since: ServerTime | undefined;
  #at: ServerTime | undefined;

  constructor(names: AisNames) {
    this.#names = names;
  }

  /** Begins anew, for this agent. */
  seat(id: string): void {
    if (id === this.#id) return;
    this.#id = id;
    this.#dnId = this.#extension = this.#since = this.#at = undefined;
    this.#attributes = this.#numbers = new Map();
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

  /** The number to call of each DN, by id. */
  learn(numbers: Attributes): void {
    this.#numbers = numbers;
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
    if (this.dn?.status !== before) this.#since = at;
  }
}

// Of the agent's name no public page tells the attributes; these are the likely ones, and shown where they come.
function named<K extends 'firstName' | 'lastName'>(key: K, value: unknown): Partial<Record<K, string>> {
  const word = wordOf(value);
  return word === undefined ? {} : ({ [key]: word } as Record<K, string>);
}
