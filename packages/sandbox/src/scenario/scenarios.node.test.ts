import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { parseScenario, playScenario, SCENARIO_SCHEMA, ScenarioError, type ScenarioReport } from './index.js';

const FOLDER = new URL('../../scenarios/', import.meta.url);
const FILES = readdirSync(FOLDER).filter((name) => name.endsWith('.json'));

const failures = ({ steps }: ScenarioReport): readonly string[] =>
  steps.filter(({ outcome }) => outcome === 'failed').map(({ line, text, why }) => `line ${line}: ${text}: ${why ?? ''}`);

const story = (...steps: readonly object[]): string => JSON.stringify({ title: 'A story', steps }, null, 1);

function problemsOf(source: string): readonly string[] {
  try {
    parseScenario(source);
    return [];
  } catch (error) {
    assert.ok(error instanceof ScenarioError, String(error));
    return error.problems.map(({ line, path, message }) => `${line} ${path} ${message}`);
  }
}

describe('the scenarios that come with the sandbox', () => {
  it('are at least fifteen', () => assert.ok(FILES.length >= 15));

  for (const name of FILES) {
    it(`${name} goes as it says`, async () => {
      const report = await playScenario(parseScenario(readFileSync(new URL(name, FOLDER), 'utf8')));
      assert.deepEqual(failures(report), []);
      assert.ok(report.passed >= 5, 'expects something');
    });
  }
});

describe('a scenario', () => {
  const UP = [
    { agent: '1001001', does: 'sign-in' },
    { agent: '1001001', does: 'ready' },
  ];

  it('is the same every time: also the times', async () => {
    const scenario = parseScenario(readFileSync(new URL('four-party-conference.json', FOLDER), 'utf8'));
    assert.deepEqual(await playScenario(scenario), await playScenario(scenario));
  });

  it('tells which expectation fails, and goes on', async () => {
    const { steps, passed, failed } = await playScenario(
      parseScenario(
        story(
          ...UP,
          { expect: { agent: '1001001', state: 'TALKING' }, within: 100 },
          { expect: { told: '1001001', of: 'user', state: 'READY', never: true } },
          { expect: { agent: '1001001', state: 'READY' } },
        ),
      ),
    );
    assert.deepEqual([passed, failed], [1, 2]);
    assert.equal(steps[2]?.why, 'state of 1001001 is READY, not TALKING');
    assert.equal(steps[3]?.why, '1001001 was told so');
  });

  it('ends where something cannot be carried out', async () => {
    const report = await playScenario(parseScenario(story({ agent: '1001001', does: 'hold' }, { wait: 10 })));
    assert.equal(report.steps.length, 1);
    assert.match(failures(report)[0] ?? '', /refused: /);
  });

  it('sees that a refusal does not come', async () => {
    const report = await playScenario(parseScenario(story(UP[0]!, { ...UP[1]!, refused: 'Invalid State' })));
    assert.match(failures(report)[0] ?? '', /not refused as Invalid State, but carried out/);
  });

  it('waits for its time, and for what has to happen before', async () => {
    const { steps } = await playScenario(
      parseScenario(
        story(
          ...UP,
          { at: 2_000, customer: '+12065550142', calls: 'Billing', as: 'first' },
          { when: { party: '1001001', call: 'first', state: 'ALERTING' }, agent: '1001001', does: 'answer' },
          { expect: { agent: '1001001', state: 'TALKING' }, within: 0 },
        ),
      ),
    );
    assert.deepEqual(
      steps.slice(2).map(({ outcome }) => outcome),
      ['done', 'done', 'passed'],
    );
    assert.ok(steps[2]!.at >= 2_000 && steps[3]!.at > steps[2]!.at);
  });

  it('goes on while requests are slow', async () => {
    const report = await playScenario(
      parseScenario(
        story(
          { fault: { target: 'rest', toxic: 'latency', args: { ms: 500 } }, as: 'slow' },
          ...UP,
          { expect: { agent: '1001001', state: 'READY' } },
          { heal: 'slow' },
        ),
      ),
    );
    assert.deepEqual(failures(report), []);
    assert.ok(report.steps.at(-1)!.at >= 1_000);
  });
});

describe('what is wrong with a scenario file', () => {
  const rows: readonly (readonly [title: string, source: string, problems: readonly string[]])[] = [
    ['no JSON', '{\n "title": "x",\n "steps": [,]\n}', ['3  column 12: Unexpected ,']],
    ['text behind the end', '{}\n}', ['2  column 1: Nothing more is expected']],
    ['a name twice', '{"title": "a",\n"title": "b"}', ['2  column 8: title is there twice']],
    ['nothing', '', ['1  column 1: The text ends too early']],
    ['no steps', '{\n"title": "x" }', ['1 steps is missing']],
    ['an unknown field', '{"title":"x","steps":[],\n"seeed":1}', ['2 seeed is not known here']],
    [
      'an unknown world',
      '{"title":"x","steps":[],\n"world":{"name":"w"}}',
      ['2 world.platform is missing', '2 world.teams is missing', '2 world.agents is missing'],
    ],
    ['a quirk that there is not', '{"title":"x","steps":[],\n"quirks":{"odd":true}}', []],
    [
      'a step of no kind',
      story({ does: 'x' }),
      ['4 steps[0] must have one of agent, customer, party, colleague, campaign, data, fault, heal, wait, expect'],
    ],
    ['a deed without what it needs', story({ agent: '1001001', does: 'consult' }), ['4 steps[0].to is needed to consult']],
    ['a deed with what it has no use for', story({ agent: '1001001', does: 'ready', to: '5' }), ['7 steps[0].to means nothing to ready']],
    ['an agent of nowhere', story({ agent: '7', does: 'ready' }), ['5 steps[0].agent no agent of the world has the id 7']],
    [
      'a call that nobody named',
      story({ expect: { call: 'first', state: 'ACTIVE' } }),
      ['6 steps[0].expect.call no step before names first'],
    ],
    ['a fault that is none', story({ fault: { target: 'rest', toxic: 'rain' } }), []],
  ];
  for (const [title, source, problems] of rows) {
    it(`is told by line and path: ${title}`, () => {
      const found = problemsOf(source);
      if (problems.length > 0) assert.deepEqual(found, problems);
      else assert.equal(found.length, 1);
    });
  }
});

it('scenarios have a JSON Schema in docs/, made from the same rules', () => {
  const file = new URL('../../../../docs/scenario.schema.json', import.meta.url);
  if (process.env['UPDATE_DOCS']) writeFileSync(file, `${JSON.stringify(SCENARIO_SCHEMA, null, 2)}\n`);
  const written: unknown = JSON.parse(readFileSync(file, 'utf8'));
  assert.deepEqual(written, JSON.parse(JSON.stringify(SCENARIO_SCHEMA)), 'run this test with UPDATE_DOCS=1 to write the schema anew');
});
