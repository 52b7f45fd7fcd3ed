import { Hono, type Context } from 'hono';
import {
  AGENT_STATES,
  parseWorld,
  SimClock,
  SWITCH_PROFILES,
  WorldError,
  builtInWorld,
  type AgentState,
  type CallAction,
  type Command,
  type CommandResult,
  type SwitchProfile,
  type World,
} from './engine/index.js';
import { BusQuirkError, readBusQuirks } from './acqueon/index.js';
import { contactOf } from './contacts.js';
import { FaultError, parseFault } from './faults/index.js';
import { GenesysQuirkError, readGenesysQuirks } from './genesys/index.js';
import { QuirkError, readQuirks } from './finesse/index.js';
import type { Sandbox } from './sandbox.js';

/** What the control API works on. */
export interface ControlOptions {
  readonly sandbox: Sandbox;
  /** Why a request is not even looked at, if so; `undefined` lets it through. Default: all are. */
  readonly refuses?: (request: Request) => ControlError | undefined;
  /** The addresses listed in the state: the main one, then the widgets'. */
  readonly listed: () => readonly string[];
}

/** A refused control request: status, code, message, and where in the request the trouble lies. */
export class ControlError extends Error {
  readonly status: number;
  readonly code: string;
  readonly path: string | undefined;

  constructor(status: number, code: string, message: string, path?: string) {
    super(message);
    this.status = status;
    this.code = code;
    this.path = path;
  }
}

type Json = Readonly<Record<string, unknown>>;

const ACTIONS: ReadonlySet<string> = new Set<CallAction>([
  'answer',
  'hold',
  'retrieve',
  'drop',
  'consult',
  'transfer',
  'conference',
  'transfer-single-step',
  'send-dtmf',
  'start-recording',
  'drop-party',
  'accept',
  'reject',
  'close',
  'reclassify',
  'schedule-callback',
  'cancel-callback',
]);
/** Furthest that the clock is moved at once: a month. */
const MAX_ADVANCE_MS = 31 * 86_400_000;
const MAX_RATE = 1000;

/** The control API below `/sandbox/`: JSON in, JSON out, errors `{error: {code, message, path?}}`. Never rejects. */
export function createControl(options: ControlOptions): (request: Request) => Promise<Response> {
  const { sandbox } = options;
  const { engine } = sandbox;
  const app = new Hono().basePath('/sandbox');
  const verbs = new Map<string, string[]>();
  const on = (verb: 'GET' | 'POST' | 'DELETE', path: string, run: (context: Context) => unknown): void => {
    verbs.set(path, [...(verbs.get(path) ?? []), verb]);
    app.on(verb, path, async (context) => context.json((await run(context)) as Json));
  };
  const execute = (command: Command): CommandResult & { ok: true } => {
    const result = engine.execute(command);
    if (result.ok) return result;
    const { kind, message, data } = result.refusal;
    throw new ControlError(statusOf(kind), kind, message, data);
  };

  on('GET', '/state', () => ({ ...engine.state(), origins: options.listed() }));

  on('POST', '/calls', async ({ req }) => {
    const body = await bodyOf(req.raw, ['from', 'to', 'queue', 'variables', 'callType']);
    const wanted = {
      from: text(body, 'from'),
      ...optional(body, 'to'),
      ...optional(body, 'queue'),
      ...optional(body, 'callType'),
      ...(body['variables'] === undefined ? {} : { variables: variables(body['variables'], false) }),
    };
    const contact = wanted.queue === undefined ? contactOf(engine, wanted) : undefined;
    if (contact) return { id: execute(contact).callId };
    if (wanted.to === undefined && wanted.queue === undefined)
      throw new ControlError(400, 'parameter-missing', 'to or queue is needed', 'to');
    return { id: execute({ type: 'place-call', ...wanted }).callId };
  });

  on('POST', '/calls/:id/actions', async ({ req }) => {
    const body = await bodyOf(req.raw, ['address', 'action', 'to', 'digits', 'classification', 'callback']);
    const action = text(body, 'action');
    if (!ACTIONS.has(action)) throw new ControlError(400, 'invalid-input', `One of ${[...ACTIONS].join(', ')}`, 'action');
    const { outcome, callId } = execute({
      type: 'call-action',
      callId: req.param('id') ?? '',
      address: text(body, 'address'),
      action: action as Exclude<CallAction, 'update-data'>,
      ...optional(body, 'to'),
      ...optional(body, 'digits'),
      ...optional(body, 'classification'),
      ...(body['callback'] === undefined ? {} : { callback: callbackOf(body['callback']) }),
    });
    return { outcome, ...(callId === undefined ? {} : { id: callId }) };
  });

  on('POST', '/calls/:id/variables', async ({ req }) => {
    const body = await bodyOf(req.raw);
    const { outcome } = execute({ type: 'update-data', callId: req.param('id') ?? '', variables: variables(body, true) });
    return { outcome };
  });

  on('POST', '/agents/:id/state', async ({ req }) => {
    const body = await bodyOf(req.raw, ['state', 'reasonCode']);
    const state = text(body, 'state');
    if (!(AGENT_STATES as readonly string[]).includes(state))
      throw new ControlError(400, 'invalid-input', `One of ${[...AGENT_STATES].join(', ')}`, 'state');
    const reasonCode = body['reasonCode'];
    if (reasonCode !== undefined && typeof reasonCode !== 'number' && typeof reasonCode !== 'string') {
      throw new ControlError(400, 'invalid-input', 'A number or an id', 'reasonCode');
    }
    const target = req.param('id') ?? '';
    const { outcome } = execute({
      type: 'force-state',
      target,
      state: state as AgentState,
      ...(reasonCode === undefined ? {} : { reasonCode }),
    });
    return { outcome };
  });

  on('POST', '/agents/:id/token', ({ req }) => {
    const id = req.param('id') ?? '';
    if (!engine.agent(id)) throw new ControlError(404, 'unknown-agent', 'No such agent', id);
    const { token, refreshToken, expiresIn } = sandbox.finesse.credentials.issue(id);
    return { token, refreshToken, expiresIn };
  });

  on('POST', '/crowd', async ({ req }) => {
    const body = await bodyOf(req.raw, ['team', 'agents', 'changesPerSecond']);
    const team = text(body, 'team');
    const [agents, changesPerSecond] = [amount(body, 'agents'), amount(body, 'changesPerSecond', 0)];
    execute({ type: 'crowd', team, agents, changesPerSecond });
    return { team, agents, changesPerSecond };
  });

  on('GET', '/faults', () => ({ faults: sandbox.faults.list.map(({ id, plan, state, struck }) => ({ id, state, struck, ...plan })) }));
  on('POST', '/faults', async ({ req }) => {
    const plan = parseFault(await bodyOf(req.raw));
    // A fault for nobody would let a test pass that tests nothing.
    const agent = /^(?:(?:rest|xmpp|bus|ais|gws):)?(?!(?:system|rest|xmpp|bus|ais|gws)$)(.+)$/.exec(plan.target)?.[1];
    if (agent !== undefined && !engine.agent(agent)) throw new ControlError(404, 'unknown-agent', 'No such agent', 'target');
    return { id: sandbox.faults.start(plan) };
  });
  on('DELETE', '/faults', () => ({ stopped: sandbox.faults.stopAll() }));
  on('DELETE', '/faults/:id', ({ req }) => {
    if (!sandbox.faults.stop(req.param('id') ?? '')) throw new ControlError(404, 'unknown-fault', 'No such fault is at work', 'id');
    return { stopped: 1 };
  });

  const quirks = (): Json => ({ ...sandbox.finesse.quirks, bus: sandbox.busQuirks, genesys: sandbox.genesys.quirks });
  on('GET', '/quirks', quirks);
  on('POST', '/quirks', async ({ req }) => {
    const { bus = {}, genesys = {}, ...finesse } = await bodyOf(req.raw);
    // All are read before any is changed.
    const [ofFinesse, ofBus, ofGenesys] = [readQuirks(finesse), readBusQuirks(bus), readGenesysQuirks(objectOf(genesys, 'genesys'))];
    sandbox.finesse.setQuirks(ofFinesse);
    sandbox.setBusQuirks(ofBus);
    sandbox.genesys.setQuirks(ofGenesys);
    return quirks();
  });

  on('GET', '/switch', () => sandbox.genesys.profiles.list);
  on('POST', '/switch', async ({ req }) => {
    const body = await bodyOf(req.raw, ['profiles', 'extension']);
    const { extension } = optional(body, 'extension');
    if (extension !== undefined && ![...engine.world.agents, ...engine.world.devices].some((each) => each.extension === extension)) {
      throw new ControlError(404, 'unknown-address', 'No such phone', 'extension');
    }
    sandbox.genesys.setProfiles(profilesIn(body['profiles']), extension);
    return sandbox.genesys.profiles.list;
  });

  on('GET', '/crm', () => ({ records: sandbox.crm.records, opened: sandbox.crm.opened }));
  on('POST', '/crm/click', async ({ req }) => {
    const number = text(await bodyOf(req.raw, ['number']), 'number');
    sandbox.crm.click(number);
    return { number, record: sandbox.crm.byNumber(number)?.sfid ?? null };
  });

  on('POST', '/clock', async ({ req }) => moveClock(engine.clock, await bodyOf(req.raw, ['advanceMs', 'rate'])));

  on('GET', '/log', ({ req }) => {
    const since = Number(req.query('since') ?? '0');
    if (!Number.isSafeInteger(since) || since < 0) throw new ControlError(400, 'invalid-input', 'A number of an entry, from 0 up', 'since');
    return sandbox.log.since(since);
  });

  on('POST', '/reset', async ({ req }) => {
    const { seed, world } = await bodyOf(req.raw, ['seed', 'world']);
    if (seed !== undefined && !Number.isInteger(seed)) throw new ControlError(400, 'invalid-input', 'A whole number', 'seed');
    sandbox.reset({ ...(seed === undefined ? {} : { seed: seed as number }), ...(world === undefined ? {} : { world: readWorld(world) }) });
    return { seed: engine.seed, world: engine.world.name };
  });

  on('POST', '/desktop/publish', async ({ req }) => {
    const body = await bodyOf(req.raw, ['topic', 'data']);
    const topic = text(body, 'topic');
    // The hub's own rule: tokens with dots between, and no wildcards.
    if (topic.includes('*') || topic.split('.').includes('')) throw new ControlError(400, 'invalid-input', 'A topic of the hub', 'topic');
    const { data } = body;
    const pages = sandbox.desktops.publish({ topic, ...(data === undefined ? {} : { data }) });
    sandbox.log.add({ wire: 'desktop', kind: 'notification', direction: 'out', node: topic, text: JSON.stringify(data ?? null) });
    return { topic, pages };
  });

  for (const [path, allowed] of verbs) {
    app.all(path, () => new Response(null, { status: 405, headers: { Allow: allowed.join(',') } }));
  }
  app.notFound(() => failure(new ControlError(404, 'unknown-path', 'There is no such control')));
  app.onError(failure);
  return async (request) => {
    const refused = options.refuses?.(request);
    return refused ? failure(refused) : app.fetch(request);
  };
}

function failure(error: Error): Response {
  const known =
    error instanceof ControlError
      ? error
      : error instanceof FaultError
        ? new ControlError(400, 'invalid-fault', error.message, error.path)
        : error instanceof QuirkError || error instanceof BusQuirkError || error instanceof GenesysQuirkError
          ? new ControlError(400, 'invalid-input', error.message, error.path)
          : error instanceof WorldError
            ? new ControlError(400, 'invalid-world', error.message, error.problems[0]?.path)
            : new ControlError(500, 'internal', 'An error of the sandbox itself');
  const { status, code, message, path } = known;
  return Response.json({ error: { code, message, ...(path === undefined || path === '' ? {} : { path }) } }, { status });
}

function statusOf(kind: string): number {
  if (kind.startsWith('unknown-')) return 404;
  return kind === 'parameter-missing' || kind === 'invalid-input' ? 400 : 409;
}

async function bodyOf(request: Request, names?: readonly string[]): Promise<Json> {
  let body: unknown;
  const source = await request.text();
  try {
    body = source.trim() === '' ? {} : JSON.parse(source);
  } catch {
    throw new ControlError(400, 'invalid-json', 'The body is not JSON');
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw new ControlError(400, 'invalid-json', 'The body is not an object');
  const unknown = names && Object.keys(body).find((name) => !names.includes(name));
  if (unknown !== undefined) throw new ControlError(400, 'invalid-input', `Unknown name; known: ${names?.join(', ') ?? ''}`, unknown);
  return body as Json;
}

function text(body: Json, name: string): string {
  const value = body[name];
  if (value === undefined) throw new ControlError(400, 'parameter-missing', 'Needed', name);
  if (typeof value !== 'string' || value === '') throw new ControlError(400, 'invalid-input', 'A text', name);
  return value;
}

function amount(body: Json, name: string, fallback?: number): number {
  const value = body[name] ?? fallback;
  if (value === undefined) throw new ControlError(400, 'parameter-missing', 'Needed', name);
  if (typeof value !== 'number') throw new ControlError(400, 'invalid-input', 'A number', name);
  return value;
}

function optional<N extends string>(body: Json, name: N): Partial<Record<N, string>> {
  return body[name] === undefined ? {} : ({ [name]: text(body, name) } as Partial<Record<N, string>>);
}

function variables(json: unknown, mayBeNull: false): Readonly<Record<string, string>>;
function variables(json: unknown, mayBeNull: true): Readonly<Record<string, string | null>>;
function variables(json: unknown, mayBeNull: boolean): Readonly<Record<string, string | null>> {
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    throw new ControlError(400, 'invalid-input', 'An object', 'variables');
  const entries = Object.entries(json);
  for (const [name, value] of entries) {
    if (name === '__proto__' || !(typeof value === 'string' || (mayBeNull && value === null))) {
      throw new ControlError(400, 'invalid-input', mayBeNull ? 'A text or null' : 'A text', `variables.${name}`);
    }
  }
  return Object.fromEntries(entries);
}

function objectOf(json: unknown, path: string): Json {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) throw new ControlError(400, 'invalid-input', 'An object', path);
  return json as Json;
}

function profilesIn(json: unknown): readonly SwitchProfile[] {
  const known: readonly unknown[] = SWITCH_PROFILES;
  if (!Array.isArray(json) || !json.every((each) => known.includes(each))) {
    throw new ControlError(400, 'invalid-input', `A list of ${SWITCH_PROFILES.join(', ')}`, 'profiles');
  }
  return json as readonly SwitchProfile[];
}

function callbackOf(json: unknown): { readonly time?: string; readonly number?: string } {
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    throw new ControlError(400, 'invalid-input', 'An object', 'callback');
  return { ...optional(json as Json, 'time'), ...optional(json as Json, 'number') };
}

function moveClock(clock: unknown, { advanceMs, rate }: Json): { readonly now: number; readonly rate: number } {
  if (!(clock instanceof SimClock)) throw new ControlError(409, 'clock-fixed', 'This sandbox has a clock of its own');
  const isAmount = (value: unknown, most: number): value is number => typeof value === 'number' && value >= 0 && value <= most;
  if (advanceMs === undefined && rate === undefined)
    throw new ControlError(400, 'parameter-missing', 'advanceMs or rate is needed', 'advanceMs');
  if (rate !== undefined && !isAmount(rate, MAX_RATE))
    throw new ControlError(400, 'invalid-input', `A number from 0 to ${MAX_RATE}`, 'rate');
  if (advanceMs !== undefined && !isAmount(advanceMs, MAX_ADVANCE_MS)) {
    throw new ControlError(400, 'invalid-input', `A number from 0 to ${MAX_ADVANCE_MS}`, 'advanceMs');
  }
  if (rate !== undefined) {
    try {
      clock.setRate(rate);
    } catch {
      throw new ControlError(409, 'clock-fixed', 'This clock moves by advanceMs only');
    }
  }
  if (advanceMs !== undefined) clock.advance(advanceMs);
  return { now: clock.now(), rate: clock.rate };
}

function readWorld(json: unknown): World {
  return json === 'cce' || json === 'ccx' ? builtInWorld(json) : parseWorld(json);
}
