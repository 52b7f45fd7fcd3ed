/** What a fault does. The vocabulary of network tools, and of what goes wrong in contact centres. */
export type Toxic =
  | 'latency'
  | 'timeout'
  | 'reset_peer'
  | 'down'
  | 'http_status'
  | 'html'
  | 'half_open'
  | 'drop_events'
  | 'duplicate_events'
  | 'delay_events'
  | 'reorder'
  | 'corrupt'
  | 'accept_and_forget'
  | 'out_of_service'
  | 'finesse_presence'
  | 'conflict'
  | 'revoke_token'
  | 'change_node'
  | 'expire_session'
  | 'expire_new';

/** How `corrupt` spoils a notification. */
export type Corruption =
  'malformed' | 'truncated' | 'oversized' | 'doctype' | 'deep' | 'json' | 'html' | 'empty' | 'unknown_enum' | 'no_data' | 'no_source';

/** Which traffic a fault is for; what is absent does not matter. */
export interface FaultFilter {
  /** HTTP verb. */
  readonly method?: string;
  /** Beginning of a request's path, or of the one that a notification connection was opened by: `/ws/` or `/http-bind/`. */
  readonly path?: string;
  /** Node of a notification. */
  readonly node?: string;
  /** Event of a notification. */
  readonly event?: 'POST' | 'PUT' | 'DELETE';
  /** Lets the first so many matching ones pass. */
  readonly skip?: number;
}

/** Settings of a fault. Each toxic reads some of them. */
export interface FaultArgs {
  /** How often it strikes before it is over; without it, until it is stopped. */
  readonly times?: number;
  /** Chance of striking, 0 to 1, from the sandbox's seeded randomness. */
  readonly probability?: number;
  /** Delay (`latency`, `delay_events`), patience (`timeout`, `reorder`) in ms. */
  readonly ms?: number;
  /** Largest deviation from `ms`, to both sides. */
  readonly jitter?: number;
  /** `http_status`: the answer. */
  readonly status?: number;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** `duplicate_events`: how many more. */
  readonly copies?: number;
  /** `reorder`: how many notifications are shuffled together. */
  readonly size?: number;
  /** `corrupt`: how, and whether the payload or the whole frame. */
  readonly kind?: Corruption;
  readonly part?: 'payload' | 'frame';
  /** `half_open`: also connections that are opened later. */
  readonly new?: boolean;
  /** `out_of_service`: the reason shown. */
  readonly reason?: string;
  /** `revoke_token`: also what could renew it. */
  readonly refresh?: boolean;
}

/** One thing that goes wrong. */
export interface FaultPlan {
  /** `system`, `rest`, `xmpp`, `bus`, an agent's id, or `rest:ID`, `xmpp:ID` and `bus:ID` for one wire of an agent. */
  readonly target: string;
  /** Starts so many ms (of the sandbox's clock) after it was asked for. */
  readonly at?: number;
  readonly when?: FaultFilter;
  readonly toxic: Toxic;
  readonly args: FaultArgs;
}

/** A plan that cannot be carried out. */
export class FaultError extends Error {
  /** Where, like `args.status`. */
  readonly path: string;

  constructor(path: string, message: string) {
    super(message);
    this.name = 'FaultError';
    this.path = path;
  }
}

type Check = (value: unknown) => boolean;

const count: Check = (value) => Number.isInteger(value) && (value as number) >= 0 && (value as number) <= 1_000_000;
const ms: Check = (value) => typeof value === 'number' && value >= 0 && value <= 86_400_000;
const text: Check = (value) => typeof value === 'string' && value.length <= 100_000;
const flag: Check = (value) => typeof value === 'boolean';
const oneOf =
  (...words: readonly string[]): Check =>
  (value) =>
    words.includes(value as string);

const ARGS: Readonly<Record<keyof FaultArgs, Check>> = {
  times: count,
  probability: (value) => typeof value === 'number' && value >= 0 && value <= 1,
  ms,
  jitter: ms,
  status: (value) => Number.isInteger(value) && (value as number) >= 200 && (value as number) <= 599,
  body: text,
  headers: (value) => isRecord(value) && Object.entries(value).every(([name, each]) => /^[\w-]+$/.test(name) && isHeaderValue(each)),
  copies: count,
  size: (value) => count(value) && (value as number) >= 2 && (value as number) <= 1000,
  kind: oneOf('malformed', 'truncated', 'oversized', 'doctype', 'deep', 'json', 'html', 'empty', 'unknown_enum', 'no_data', 'no_source'),
  part: oneOf('payload', 'frame'),
  new: flag,
  reason: text,
  refresh: flag,
};
const COMMON: readonly (keyof FaultArgs)[] = ['times', 'probability'];

/** Settings that each toxic reads, besides `times` and `probability`. */
export const TOXICS: Readonly<Record<Toxic, readonly (keyof FaultArgs)[]>> = {
  latency: ['ms', 'jitter'],
  timeout: ['ms'],
  reset_peer: [],
  down: [],
  http_status: ['status', 'body', 'headers'],
  html: ['body'],
  half_open: ['new'],
  drop_events: [],
  duplicate_events: ['copies', 'ms'],
  delay_events: ['ms', 'jitter'],
  reorder: ['size', 'ms'],
  corrupt: ['kind', 'part'],
  accept_and_forget: [],
  out_of_service: ['reason'],
  finesse_presence: [],
  conflict: [],
  revoke_token: ['refresh'],
  change_node: [],
  expire_session: [],
  expire_new: [],
};
const FILTER: Readonly<Record<keyof FaultFilter, Check>> = {
  method: (value) => text(value) && /^[A-Z]+$/.test(value as string),
  path: text,
  node: text,
  event: oneOf('POST', 'PUT', 'DELETE'),
  skip: count,
};

/** Reads a plan from JSON. Throws `FaultError` for the first thing that is wrong with it; unknown names are wrong. */
export function parseFault(json: unknown): FaultPlan {
  if (!isRecord(json)) throw new FaultError('', 'A fault is an object');
  for (const name of Object.keys(json)) {
    if (!['target', 'at', 'when', 'toxic', 'args'].includes(name)) throw new FaultError(name, 'Unknown name');
  }
  const { target, at, when = {}, toxic, args = {} } = json;
  if (typeof target !== 'string' || !/^(?:(?:rest|xmpp|bus|ais|gws):)?[^\s:]{1,64}$/.test(target)) {
    throw new FaultError('target', 'system, rest, xmpp, bus, ais, gws, an agent id, or rest:ID, xmpp:ID, bus:ID, ais:ID or gws:ID');
  }
  if (typeof toxic !== 'string' || !Object.hasOwn(TOXICS, toxic)) throw new FaultError('toxic', `One of ${Object.keys(TOXICS).join(', ')}`);
  if (at !== undefined && !ms(at)) throw new FaultError('at', 'Milliseconds from now');
  const allowed = [...COMMON, ...TOXICS[toxic as Toxic]];
  const filter: FaultFilter = checked('when', when, FILTER, Object.keys(FILTER));
  const settings: FaultArgs = checked('args', args, ARGS, allowed);
  if (toxic === 'http_status' && settings.status === undefined) throw new FaultError('args.status', 'Needed');
  return { target, toxic: toxic as Toxic, args: settings, ...(at === undefined ? {} : { at: at as number }), when: filter };
}

function checked<T extends object>(path: string, value: unknown, checks: Readonly<Record<keyof T, Check>>, allowed: readonly string[]): T {
  if (!isRecord(value)) throw new FaultError(path, 'An object');
  for (const [name, each] of Object.entries(value)) {
    if (!allowed.includes(name)) throw new FaultError(`${path}.${name}`, `Not known here; known: ${allowed.join(', ') || 'none'}`);
    if (!checks[name as keyof T](each)) throw new FaultError(`${path}.${name}`, 'Not a value that it can have');
  }
  return value as T;
}

function isHeaderValue(value: unknown): boolean {
  return typeof value === 'string' && /^[\t\x20-\x7e]*$/.test(value);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
