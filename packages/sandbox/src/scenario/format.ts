import { AGENT_STATES, builtInWorld, parseWorld, WorldError, type World } from '../engine/index.js';
import {
  anything,
  list,
  oneOf,
  optional,
  record,
  text,
  truth,
  whole,
  type Fields,
  type Problem,
  type Reader,
} from '../engine/read-json.js';
import { FaultError, parseFault, type FaultPlan } from '../faults/index.js';
import { QuirkError, readQuirks, type FinesseQuirks } from '../finesse/index.js';
import { JsonError, readJson, type JsonSource } from './json-source.js';
import type {
  AgentDeed,
  AgentExpectation,
  AgentStep,
  CallExpectation,
  CampaignStep,
  ColleagueStep,
  CustomerStep,
  DataStep,
  ExpectStep,
  Expectation,
  FaultStep,
  HealStep,
  PartyExpectation,
  PartyStep,
  Scenario,
  Step,
  StepBase,
  ToldExpectation,
  WaitStep,
} from './steps.js';

/** One thing wrong with a scenario: the line, the path in the JSON, and what. */
export interface ScenarioProblem extends Problem {
  readonly line: number;
}

/** Thrown for a file that is no scenario; names every problem. */
export class ScenarioError extends Error {
  readonly problems: readonly ScenarioProblem[];

  constructor(problems: readonly ScenarioProblem[]) {
    super(problems.map(({ line, path, message }) => `line ${line}: ${path === '' ? '' : `${path} `}${message}`).join('\n'));
    this.name = 'ScenarioError';
    this.problems = problems;
  }
}

const DAY_MS = 86_400_000;
const id = text({ max: 64 });
const name = text({ pattern: /^[A-Za-z][\w-]*$/, what: 'a name of letters, digits, _ and -', max: 64 });
const duration = whole(0, DAY_MS);
const words = text({ min: 0, max: 1000 });

// A field that may be left out, and then is undefined.
function maybe<T>(reader: Reader<T>): Reader<T | undefined> {
  return { schema: reader.schema, fallback: { value: undefined }, read: reader.read.bind(reader) };
}

function variables<T extends string | null>(mayBeNull: boolean): Reader<Readonly<Record<string, T>>> {
  return {
    schema: { type: 'object', additionalProperties: { type: mayBeNull ? ['string', 'null'] : 'string' } },
    read(value, path, problems) {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) {
        problems.push({ path, message: 'must be an object of texts' });
        return undefined;
      }
      const wrong = Object.entries(value).find(([, each]) => typeof each !== 'string' && !(mayBeNull && each === null));
      if (wrong) problems.push({ path: `${path}.${wrong[0]}`, message: mayBeNull ? 'must be a text or null' : 'must be a text' });
      return wrong ? undefined : (value as Readonly<Record<string, T>>);
    },
  };
}
const data = variables<string | null>(true);

// Reads with a function that throws, and says the rest of the path itself.
function thrown<T>(read: (json: unknown) => T, schema: Readonly<Record<string, unknown>>): Reader<T> {
  return {
    schema,
    read(value, path, problems) {
      try {
        return read(value);
      } catch (error) {
        if (error instanceof WorldError) problems.push(...error.problems.map((each) => ({ ...each, path: `${path}.${each.path}` })));
        else if (error instanceof FaultError || error instanceof QuirkError) {
          problems.push({ path: error.path === '' ? path : `${path}.${error.path}`, message: error.message });
        } else throw error;
        return undefined;
      }
    },
  };
}

// An object whose kind is told by the one of these names that it has.
function oneOfKinds<T extends object>(kinds: Readonly<Record<string, Reader<T>>>): Reader<T> {
  const names = Object.keys(kinds);
  return {
    schema: { oneOf: Object.values(kinds).map(({ schema }) => schema) },
    read(value, path, problems) {
      const given = typeof value === 'object' && value !== null ? names.filter((each) => Object.hasOwn(value, each)) : [];
      const [first] = given;
      if (first === undefined) {
        problems.push({ path, message: `must have one of ${names.join(', ')}` });
        return undefined;
      }
      return kinds[first]?.read(value, path, problems);
    },
  };
}

const agentState = oneOf(AGENT_STATES);
const callState = oneOf(['INITIATING', 'INITIATED', 'ALERTING', 'ACTIVE', 'ACCEPTED', 'FAILED', 'DROPPED']);
const partyState = oneOf(['INITIATING', 'INITIATED', 'ALERTING', 'ACTIVE', 'HELD', 'DROPPED', 'FAILED', 'WRAP_UP', 'ACCEPTED']);

const TOLD: Fields<ToldExpectation> = {
  told: id,
  event: maybe(oneOf(['POST', 'PUT', 'DELETE'])),
  of: maybe(oneOf(['user', 'dialog', 'error'])),
  call: maybe(name),
  state: maybe(text()),
  type: maybe(text()),
  error: maybe(text()),
  contains: maybe(text()),
  never: maybe(truth()),
};
const PARTY_EXPECTED: Fields<PartyExpectation> = {
  party: id,
  call: name,
  state: maybe(partyState),
  can: maybe(list(text())),
  cannot: maybe(list(text())),
};
const CALL_EXPECTED: Fields<CallExpectation> = {
  call: name,
  gone: maybe(truth()),
  state: maybe(callState),
  type: maybe(text()),
  parties: maybe(list(id)),
  controller: maybe(text({ min: 0 })),
  merged: maybe(name),
  about: maybe(name),
  recording: maybe(truth()),
  wrapUp: maybe(text({ min: 0 })),
  variables: maybe(variables<string>(false)),
};
const AGENT_EXPECTED: Fields<AgentExpectation> = {
  agent: id,
  state: maybe(agentState),
  pending: maybe(text({ min: 0 })),
  reason: maybe(whole(0, 65_535)),
  calls: maybe(whole(0, 1000)),
};
// `told` and `party` come first: they name a call too.
const expectations: Reader<Expectation> = oneOfKinds<Expectation>({
  told: record(TOLD, 'A notification that an agent is sent.'),
  party: record(PARTY_EXPECTED, 'One party of a call.'),
  agent: record(AGENT_EXPECTED, 'The state of an agent.'),
  call: record(CALL_EXPECTED, 'A call as it is.'),
});

// Used in every step, so written once in the schema.
const expectation: Reader<Expectation> = { ...expectations, schema: { $ref: '#/$defs/expectation' } };

const BASE: Fields<StepBase> = { at: maybe(duration), when: maybe(expectation), note: maybe(words) };

const DEEDS: Readonly<Record<AgentDeed, { readonly needs?: readonly (keyof AgentStep)[]; readonly takes?: readonly (keyof AgentStep)[] }>> =
  {
    connect: {},
    disconnect: {},
    'sign-in': { takes: ['extension'] },
    'sign-out': { takes: ['reason'] },
    ready: {},
    'not-ready': { takes: ['reason'] },
    work: {},
    dial: { needs: ['to'], takes: ['variables', 'as'] },
    answer: { takes: ['call'] },
    hold: { takes: ['call'] },
    retrieve: { takes: ['call'] },
    drop: { takes: ['call'] },
    consult: { needs: ['to'], takes: ['call', 'as'] },
    transfer: { takes: ['call'] },
    conference: { takes: ['call'] },
    'transfer-now': { needs: ['to'], takes: ['call'] },
    'send-digits': { needs: ['digits'], takes: ['call'] },
    'drop-party': { needs: ['to'], takes: ['call'] },
    record: { takes: ['call'] },
    'set-data': { needs: ['variables'], takes: ['call'] },
    'wrap-up': { needs: ['reasons'], takes: ['call'] },
    accept: { takes: ['call', 'as'] },
    reject: { takes: ['call'] },
    close: { takes: ['call'] },
    reclassify: { needs: ['classification'], takes: ['call'] },
    'schedule-callback': { takes: ['call', 'time', 'number'] },
    'cancel-callback': { takes: ['call'] },
  };

const AGENT: Fields<AgentStep> = {
  ...BASE,
  agent: id,
  does: oneOf(Object.keys(DEEDS) as AgentDeed[]),
  call: maybe(name),
  to: maybe(text()),
  reason: maybe(id),
  extension: maybe(id),
  digits: maybe(text()),
  variables: maybe(data),
  reasons: maybe(list(text(), 20)),
  classification: maybe(text()),
  time: maybe(text()),
  number: maybe(text()),
  as: maybe(name),
  refused: maybe(text()),
  status: maybe(whole(200, 599)),
};
const EVERY_DEED: readonly string[] = ['agent', 'does', 'refused', 'status', ...Object.keys(BASE)];

const plainAgent = record(AGENT, 'An agent does something at their desktop: the raw request of it is sent.');
const agentStep: Reader<AgentStep> = {
  schema: plainAgent.schema,
  read(value, path, problems) {
    const step = plainAgent.read(value, path, problems);
    if (!step) return undefined;
    const { needs = [], takes = [] } = DEEDS[step.does];
    for (const field of needs)
      if (step[field] === undefined) problems.push({ path: `${path}.${field}`, message: `is needed to ${step.does}` });
    for (const [field, given] of Object.entries(step)) {
      const fits = EVERY_DEED.includes(field) || [...needs, ...takes].includes(field as keyof AgentStep);
      if (given !== undefined && !fits) problems.push({ path: `${path}.${field}`, message: `means nothing to ${step.does}` });
    }
    return step;
  },
};

const CUSTOMER: Fields<CustomerStep> = {
  ...BASE,
  customer: id,
  calls: text(),
  as: maybe(name),
  variables: maybe(data),
  callType: maybe(text()),
};
const PARTY: Fields<PartyStep> = {
  ...BASE,
  party: id,
  does: oneOf(['answer', 'hold', 'retrieve', 'drop', 'consult', 'transfer', 'conference', 'transfer-single-step']),
  call: name,
  to: maybe(text()),
  as: maybe(name),
};
const COLLEAGUE: Fields<ColleagueStep> = { ...BASE, colleague: id, is: agentState, reason: maybe(whole(0, 65_535)) };
const CAMPAIGN: Fields<CampaignStep> = {
  ...BASE,
  campaign: text(),
  offers: id,
  to: maybe(id),
  as: maybe(name),
  variables: maybe(data),
};
const DATA: Fields<DataStep> = { ...BASE, data, call: name };
const fault: Reader<FaultPlan> = thrown(parseFault, { type: 'object', description: 'As in faults.schema.json.' });
const FAULT: Fields<FaultStep> = { ...BASE, fault, as: maybe(name) };
const HEAL: Fields<HealStep> = { ...BASE, heal: name };
const WAIT: Fields<WaitStep> = { ...BASE, wait: duration };
const EXPECT: Fields<ExpectStep> = { ...BASE, expect: expectation, within: maybe(duration) };

const step: Reader<Step> = oneOfKinds<Step>({
  agent: agentStep,
  customer: record(CUSTOMER, 'Somebody outside, or a phone, calls a number.'),
  party: record(PARTY, 'Any party of a call acts on its phone.'),
  colleague: record(COLLEAGUE, 'Somebody is put into a state, as the platform would.'),
  campaign: record(CAMPAIGN, 'A campaign offers a contact.'),
  data: record(DATA, "The platform's own data for a call."),
  fault: record(FAULT, 'Something begins to go wrong.'),
  heal: record(HEAL, 'A fault ends; all: every one.'),
  wait: record(WAIT, 'Time passes, in ms.'),
  expect: record(EXPECT, 'Something must be true, or become so.'),
});

interface ScenarioFile extends Pick<Scenario, 'title' | 'about' | 'world' | 'seed' | 'quirks' | 'steps'> {
  readonly $schema: string;
}

const world: Reader<World> = thrown((json) => (json === 'cce' || json === 'ccx' ? builtInWorld(json) : parseWorld(json)), {
  description: 'A built-in world, or one as in world.schema.json.',
  anyOf: [{ enum: ['cce', 'ccx'] }, { type: 'object' }],
});
const quirks: Reader<Partial<FinesseQuirks>> = thrown((json) => readQuirks(json as object), anything('Ways of the wire, by name.').schema);

const FILE: Fields<ScenarioFile> = {
  $schema: optional(text({ min: 0 }), ''),
  title: text(),
  about: optional(words, ''),
  world: { ...world, fallback: { value: builtInWorld('cce') } },
  seed: optional(whole(0, 0xffff_ffff), 1),
  quirks: { ...quirks, fallback: { value: {} } },
  steps: list(step, 10_000),
};

/** JSON Schema of a scenario file, made from the same rules that read it. */
export const SCENARIO_SCHEMA: Readonly<Record<string, unknown>> = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Cordboard sandbox scenario',
  ...record(FILE, 'A story for the sandbox to play: what happens, and what must come of it.').schema,
  $defs: { expectation: expectations.schema },
};

/** Reads a scenario file. Throws `ScenarioError`, which names every problem by line and path. */
export function parseScenario(source: string): Scenario {
  const json = readSource(source);
  const problems: Problem[] = [];
  const file = record(FILE).read(json.value, '', problems);
  const stepsOfFile = file?.steps ?? [];
  checkNames(stepsOfFile, problems);
  if (file) checkAgents(file, problems);
  if (!file || problems.length > 0) {
    throw new ScenarioError(problems.map((each) => ({ ...each, line: json.placeOf(each.path).line })));
  }
  const { $schema: _, ...scenario } = file;
  return { ...scenario, lines: stepsOfFile.map((_step, index) => json.placeOf(`steps[${index}]`).line) };
}

function readSource(source: string): JsonSource {
  try {
    return readJson(source);
  } catch (error) {
    if (!(error instanceof JsonError)) throw error;
    throw new ScenarioError([{ line: error.place.line, path: '', message: `column ${error.place.column}: ${error.message}` }]);
  }
}

// A name is given before it is used.
function checkNames(steps: readonly Step[], problems: Problem[]): void {
  const calls = new Set<string>();
  const faults = new Set<string>(['all']);
  const known = (names: ReadonlySet<string>, path: string, wanted: string | undefined): void => {
    if (wanted !== undefined && !names.has(wanted)) problems.push({ path, message: `no step before names ${wanted}` });
  };
  const checkExpected = (expected: Expectation | undefined, path: string): void => {
    if (!expected) return;
    if ('call' in expected) known(calls, `${path}.call`, expected.call);
    if ('merged' in expected) known(calls, `${path}.merged`, expected.merged);
    if ('about' in expected) known(calls, `${path}.about`, expected.about);
  };
  steps.forEach((each, index) => {
    const path = `steps[${index}]`;
    checkExpected(each.when, `${path}.when`);
    if ('expect' in each) checkExpected(each.expect, `${path}.expect`);
    if ('call' in each) known(calls, `${path}.call`, each.call);
    if ('heal' in each) known(faults, `${path}.heal`, each.heal);
    if (!('as' in each) || each.as === undefined) return;
    const names = 'fault' in each ? faults : calls;
    if (names.has(each.as)) problems.push({ path: `${path}.as`, message: `${each.as} is taken` });
    names.add(each.as);
  });
}

function checkAgents({ steps, world: { agents } }: ScenarioFile, problems: Problem[]): void {
  const known = (path: string, wanted: string): void => {
    if (!agents.some((each) => each.id === wanted)) problems.push({ path, message: `no agent of the world has the id ${wanted}` });
  };
  const inExpected = (expected: Expectation | undefined, path: string): void => {
    if (expected && 'told' in expected) known(`${path}.told`, expected.told);
    if (expected && 'agent' in expected) known(`${path}.agent`, expected.agent);
  };
  steps.forEach((each, index) => {
    const path = `steps[${index}]`;
    if ('agent' in each) known(`${path}.agent`, each.agent);
    if ('colleague' in each) known(`${path}.colleague`, each.colleague);
    if ('campaign' in each && each.to !== undefined) known(`${path}.to`, each.to);
    inExpected(each.when, `${path}.when`);
    if ('expect' in each) inExpected(each.expect, `${path}.expect`);
  });
}
