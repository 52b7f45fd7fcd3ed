// What the monitor says of a packet. It looks at packets as they are, before anything tolerant has read them.
import {
  amazon,
  amazonInbound,
  amazonOutbound,
  cisco,
  lcmReads,
  lcmWrites,
  manualDial,
  salesforce,
  type Operation,
} from '@cordboard/acqueon';

/** `asked` goes from a widget to the Workspace, `said` the other way. */
export type Direction = 'asked' | 'said';

/** What is not as the documentation's tables have it: a short word, and where. */
export interface Flag {
  readonly flag: 'blank' | 'spelling' | 'no source' | 'unknown operation' | 'no channel' | 'no message';
  /** The key or value it is about, in quotation marks where it has blanks. */
  readonly at: string;
}

/** A packet, told. */
export interface Inspected {
  readonly channel: string;
  readonly topic: string;
  readonly subtopic: string;
  readonly source: string;
  /** The gist of what the Workspace says: a state, or a call and where it stands. Empty for what has none. */
  readonly gist: string;
  readonly flags: readonly Flag[];
  /** The whole packet as JSON, secrets masked. */
  readonly json: string;
  /** Of its message alone, so that a broadcast can be told as one. */
  readonly messageJson: string;
}

type Json = null | boolean | number | string | readonly Json[] | JsonObject;
interface JsonObject {
  readonly [key: string]: Json;
}

const MASK = '•••';
const SECRET = /password|passwd|secret|token|credential/i;
// JSON inside a text.
const QUOTED_SECRET = /"[^"]*(?:password|passwd|secret|token|credential)[^"]*"\s*:/i;
const TONES = /dtmf/i;
const KEYS = ['channel', 'topic', 'subtopic', 'subTopic', 'message', 'ResponseUrl', 'subscriberID', 'SubscriberID', 'source', 'data'];
// Names of events without a request of their own.
const EVENTS = [
  ...['Connection/SetConnectionStatus', 'Agent/SetAgentState', 'Agent/SetPhoneBook', 'Call/CallsStateChange', 'Error/SetAPIError'],
  ...['InboundCall/InboundCallStateChange', 'OutboundCall/OutBoundCallStateChange'],
].map((event) => `Cisco/${event}`);
const EITHER_TOPIC = ['InboundCall', 'OutboundCall'];
const SPELLINGS = new Map([...EVENTS, ...operationNames()].map((name) => [name.toLowerCase(), name]));
const KNOWN_KEYS = new Map(KEYS.map((key) => [key.toLowerCase(), new Set(KEYS.filter((each) => same(each, key)))]));

/** Tells a packet or bare message. `undefined` for what is no JSON: it has a cycle, say. Never throws. */
export function inspect(wire: unknown, direction: Direction): Inspected | undefined {
  const outer = jsonOf(wire);
  if (outer === undefined) return undefined;
  const flags: Flag[] = [];
  const wrapped = field(outer, 'message');
  const inner = isObject(wrapped) && !text(outer, 'topic') ? wrapped : outer;
  if (isObject(outer)) flagKeys(outer, flags);
  if (isObject(inner) && inner !== outer) flagKeys(inner, flags);
  if (!isObject(outer)) flags.push({ flag: 'no message', at: Array.isArray(outer) ? 'a list' : typeof outer });
  flagBlankKeys(inner, flags, 0);
  const [channel, topic, subtopic] = ['channel', 'topic', 'subtopic'].map((key) => text(inner, key) || text(outer, key)) as [
    string,
    string,
    string,
  ];
  const source = text(inner, 'source');
  for (const value of [channel, topic, subtopic]) if (value !== value.trim()) flags.push({ flag: 'blank', at: `“${value}”` });
  if (isObject(outer) && channel === '') flags.push({ flag: 'no channel', at: 'channel' });
  if (channel !== 'PubSub' && channel !== '')
    flagOperation([channel, topic, subtopic].map((each) => each.trim()).join('/'), direction, flags);
  if (direction === 'asked' && isObject(outer) && source.trim() === '') flags.push({ flag: 'no source', at: 'source' });
  const isTone = TONES.test(subtopic);
  return {
    ...{ channel: channel.trim(), topic: topic.trim(), subtopic: subtopic.trim(), source: source.trim() },
    gist: direction === 'said' ? gistOf(field(inner, 'message') ?? field(inner, 'data') ?? null) : '',
    flags: flags.filter((each, index) => flags.findIndex(({ flag, at }) => flag === each.flag && at === each.at) === index),
    json: JSON.stringify(masked(outer, isTone)),
    messageJson: JSON.stringify(masked(inner, isTone)),
  };
}

function gistOf(payload: Json): string {
  const call = field(payload, 'call');
  if (call !== undefined) return [text(call, 'id'), text(call, 'event'), text(call, 'CallType')].filter(Boolean).join(' · ');
  const data = field(payload, 'data') ?? payload;
  for (const [of, name] of [
    [payload, 'event'],
    [data, 'state'],
    [data, 'errorType'],
    [payload, 'agentState'],
    [payload, 'callStatus'],
    [payload, 'status'],
    [payload, 'loginState'],
  ] as const) {
    const word = text(of, name);
    if (word !== '') return word;
  }
  return '';
}

function flagKeys(object: JsonObject, flags: Flag[]): void {
  for (const key of Object.keys(object)) {
    const known = KNOWN_KEYS.get(key.trim().toLowerCase());
    if (known && !known.has(key.trim())) flags.push({ flag: 'spelling', at: key.trim() });
    if (key !== key.trim()) flags.push({ flag: 'blank', at: `“${key}”` });
  }
}

function flagBlankKeys(value: Json, flags: Flag[], depth: number): void {
  if (depth > 16 || typeof value !== 'object' || value === null) return;
  for (const [key, each] of Object.entries(value)) {
    if (key !== key.trim()) flags.push({ flag: 'blank', at: `“${key}”` });
    flagBlankKeys(each, flags, depth + 1);
  }
}

// Of what the Workspace says only the spelling is looked at: no page lists all its events.
function flagOperation(name: string, direction: Direction, flags: Flag[]): void {
  const canonical = SPELLINGS.get(name.toLowerCase());
  if (canonical === undefined) {
    if (direction === 'asked') flags.push({ flag: 'unknown operation', at: name });
  } else if (canonical !== name) flags.push({ flag: 'spelling', at: name });
}

function operationNames(): readonly string[] {
  const catalogues: readonly Readonly<Record<string, Operation>>[] = [
    ...[cisco, amazon, amazonInbound, amazonOutbound],
    ...[lcmReads, lcmWrites, manualDial, salesforce],
  ];
  const rows = catalogues.flatMap((catalogue) => Object.values(catalogue));
  return [
    ...rows.flatMap(({ channel, topic, subtopic, answer }) => {
      const topics = channel === 'Cisco' && EITHER_TOPIC.includes(topic) ? EITHER_TOPIC : [topic];
      const answers = answer ? [`${channel}/${answer.topic ?? topic}/${answer.subtopic}`] : [];
      return [...topics.map((each) => `${channel}/${each}/${subtopic}`), ...answers];
    }),
    // The name by which a call offers it; the page of the operation has another.
    ...EITHER_TOPIC.map((topic) => `Cisco/${topic}/SetCONSULT_CALL`),
  ];
}

function jsonOf(wire: unknown): Json | undefined {
  try {
    // What JSON leaves out, such as functions, has no place on the bus either.
    return JSON.parse(typeof wire === 'string' ? wire : JSON.stringify(wire)) as Json;
  } catch {
    return undefined;
  }
}

function masked(value: Json, isTone: boolean): Json {
  if (typeof value === 'string') return QUOTED_SECRET.test(value) ? MASK : value;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return (value as readonly Json[]).map((each) => masked(each, isTone));
  const entries = Object.entries(value as JsonObject).map(([key, each]): [string, Json] => {
    const hides = SECRET.test(key) || (isTone && /^\s*data\s*$/i.test(key));
    return [key, hides ? MASK : masked(each, isTone)];
  });
  // Not by assignment: a key of that name would set the prototype.
  return Object.fromEntries(entries);
}

function field(of: Json, name: string): Json | undefined {
  if (!isObject(of)) return undefined;
  const key = Object.keys(of).find((each) => same(each.trim(), name));
  return key === undefined ? undefined : of[key];
}

function text(of: Json, name: string): string {
  const value = field(of, name);
  return typeof value === 'string' ? value : '';
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function same(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
