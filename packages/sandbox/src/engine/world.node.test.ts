import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { builtInWorld } from './built-in.js';
import { createEngine } from './engine.js';
import { parseWorld, WORLD_SCHEMA, WorldError } from './world.js';

const SMALL = {
  name: 'small',
  platform: 'CCE',
  teams: [{ id: '1', name: 'One' }],
  agents: [{ id: '10', loginName: 'ana', firstName: 'Ana', lastName: 'Sousa', password: 'secret-word', extension: '2010', team: '1' }],
};

function problemsOf(json: unknown): readonly string[] {
  try {
    parseWorld(json);
  } catch (error) {
    assert.ok(error instanceof WorldError);
    return error.problems.map(({ path, message }) => `${path}: ${message}`);
  }
  return [];
}

describe('the built-in worlds', () => {
  for (const name of ['cce', 'ccx'] as const) {
    it(`${name}: eight agents, a supervisor, two teams, three queues, a route point, a campaign of each kind`, () => {
      const world = builtInWorld(name);
      assert.equal(world.platform, name.toUpperCase());
      assert.deepEqual(
        world.agents.map(({ id }) => id),
        ['1001001', '1001002', '1001003', '1001004', '1001005', '1001006', '1001007', '1001008', '1001090'],
      );
      for (const agent of world.agents) assert.deepEqual([agent.extension, agent.password], [agent.id, 'cordboard']);
      assert.deepEqual(world.agents.at(-1)?.roles, ['Agent', 'Supervisor']);
      assert.deepEqual([world.teams.length, world.queues.length, world.routePoints.length], [2, 3, 1]);
      assert.deepEqual(new Set(world.campaigns.map(({ kind }) => kind)).size, 6);
      for (const { number } of world.customers) assert.match(number, /^\+[1-9][0-9]{6,14}$/);
      assert.deepEqual(
        [world.recording, world.enableDropParticipantFor],
        name === 'ccx' ? [true, 'supervisor_only'] : [false, 'conference_controller_and_supervisor'],
      );
    });
  }
});

describe('a world file', () => {
  it('may be small: the rest is filled in', () => {
    const world = parseWorld(SMALL);
    assert.deepEqual(world.queues, []);
    assert.equal(world.timing.forcedLogoutMs, 60_000);
    assert.equal(world.agents[0]?.wrapUpOnIncoming, 'OPTIONAL');
    assert.equal(createEngine({ world }).agent('10')?.team.name, 'One');
  });

  it('may give some of the times', () => {
    const { timing } = parseWorld({ ...SMALL, timing: { ringMs: 5 } });
    assert.deepEqual([timing.ringMs, timing.deliverMs], [5, 200]);
  });

  const [agent] = SMALL.agents;
  const cases: readonly [string, unknown, readonly string[]][] = [
    ['nothing', null, [': must be an object, not null']],
    ['a list', [], [': must be an object, not a list']],
    ['no platform', { ...SMALL, platform: undefined }, ['platform: is missing']],
    ['another platform', { ...SMALL, platform: 'cce' }, ['platform: must be one of CCE, CCX']],
    ['a misspelt field', { ...SMALL, agents: [{ ...agent, extention: '1' }] }, ['agents[0].extention: is not known here']],
    [
      'a number for a text',
      { ...SMALL, agents: [{ ...agent, id: 10 }] },
      ['agents[0].id: must be an id of letters, digits, _ . -, not a number'],
    ],
    [
      'two things at once',
      { ...SMALL, teams: [{ id: '1' }], recording: 'yes' },
      ['recording: must be true or false, not a string', 'teams[0].name: is missing'],
    ],
    ['an unknown team', { ...SMALL, agents: [{ ...agent, team: '2' }] }, ['agents[0].team: no team has the id 2']],
    ['the same id twice', { ...SMALL, teams: [...SMALL.teams, ...SMALL.teams] }, ['teams[1].id: team 1 is there twice']],
    [
      'the same extension twice',
      { ...SMALL, agents: [agent, { ...agent, id: '11', loginName: 'bo' }] },
      ['agents[1].extension: number 2010 is taken by agents[0].extension'],
    ],
    [
      'login names that differ by case only',
      { ...SMALL, agents: [agent, { ...agent, id: '11', loginName: 'ANA', extension: '2011' }] },
      ['agents[1].loginName: login name ana is there twice'],
    ],
    [
      'a customer without a country',
      { ...SMALL, customers: [{ id: 'c', number: '2065550142', name: 'X' }] },
      ['customers[0].number: must be an E.164 number, like +12065550142'],
    ],
    [
      'a supervisor without the role',
      { ...SMALL, agents: [{ ...agent, supervises: ['1'] }] },
      ['agents[0].supervises: only an agent with the role Supervisor supervises teams'],
    ],
    [
      'a queue of nobody known',
      { ...SMALL, queues: [{ id: 'q', number: '5', name: 'Q', agents: ['10', '12'] }] },
      ['queues[0].agents[1]: no agent has the id 12'],
    ],
    [
      'a code that CCX does not have',
      { ...SMALL, platform: 'CCX', reasonCodes: [{ id: '1', code: 1000, label: 'X', category: 'LOGOUT' }] },
      ['reasonCodes[0].code: CCX has codes from 1 to 999'],
    ],
    [
      'a label of too many bytes',
      { ...SMALL, wrapUpReasons: [{ id: '1', label: 'ü'.repeat(20) }] },
      ['wrapUpReasons[0].label: must have at most 39 bytes'],
    ],
    ['a time that is none', { ...SMALL, timing: { ringMs: -1 } }, ['timing.ringMs: must be a whole number from 0 to 86400000']],
    ['recording on CCE', { ...SMALL, recording: true }, ['recording: agents start recordings on CCX only']],
    [
      'three columns',
      { ...SMALL, layouts: [{ id: '1', name: 'L', header: [], columns: [[], [], []] }] },
      ['layouts[0].columns: must have at most 2 entries, not 3'],
    ],
    [
      'an inherited name',
      JSON.parse(`{"name":"x","__proto__":{}}`),
      ['platform: is missing', 'teams: is missing', 'agents: is missing', '__proto__: is not known here'],
    ],
  ];
  for (const [what, json, expected] of cases) {
    it(`with ${what} is refused, by path`, () => assert.deepEqual(problemsOf(json), expected));
  }

  it('never shows a password in a problem', () => {
    const problems = problemsOf({ ...SMALL, agents: [{ ...agent, password: 'secret-word'.repeat(20), id: '' }] }).join();
    assert.ok(problems.includes('agents[0].password'));
    assert.ok(!problems.includes('secret-word'));
  });

  it('has a JSON Schema in docs/, made from the same rules', () => {
    const file = new URL('../../../../docs/world.schema.json', import.meta.url);
    if (process.env['UPDATE_DOCS']) writeFileSync(file, `${JSON.stringify(WORLD_SCHEMA, null, 2)}\n`);
    const written: unknown = JSON.parse(readFileSync(file, 'utf8'));
    assert.deepEqual(written, JSON.parse(JSON.stringify(WORLD_SCHEMA)), 'run this test with UPDATE_DOCS=1 to write the schema anew');
  });
});
