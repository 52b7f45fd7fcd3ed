import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { textOf } from '../finesse/xml/read.js';
import { startSandbox, type RunningSandbox } from './index.js';
import { basic, control, raw, RawAgent, until } from './raw-client.js';

const SUPERVISOR = '1001090';
const TEAM = '5071';
const NODE = `/finesse/api/Team/${TEAM}/Users`;

let running: RunningSandbox;
beforeEach(async () => {
  running = await startSandbox({ port: 0, clock: 'virtual' });
});
afterEach(() => running.close());

const crowd = (body: object): ReturnType<typeof control> => control(running, 'POST', '/crowd', body);

describe('a crowd at the wire', () => {
  it('is in the list of the team, with and without those who are signed out', async () => {
    assert.deepEqual((await crowd({ team: TEAM, agents: 300 })).json, { team: TEAM, agents: 300, changesPerSecond: 0 });
    const count = async (query: string): Promise<number> => {
      const { text } = await raw(running, 'GET', `/finesse/api/Team/${TEAM}${query}`, { headers: { Authorization: basic(SUPERVISOR) } });
      return text.split('<loginId>').length - 1;
    };
    const { json } = await control(running, 'GET', '/state');
    const members = (json['agents'] as { team: string; state: string }[]).filter(({ team }) => team === TEAM);
    assert.equal(members.length, 305);
    assert.equal(await count('?includeLoggedOutAgents=true'), 305);
    assert.equal(await count('?includeLoggedOutAgents=false'), members.filter(({ state }) => state !== 'LOGOUT').length);
  });

  it('tells the supervisor who asked to be told of each change, and nobody else', async () => {
    const [ingrid, maya] = [new RawAgent(running, SUPERVISOR), new RawAgent(running, '1001001')];
    await maya.connect();
    const socket = await ingrid.connect('desk');
    await crowd({ team: TEAM, agents: 50, changesPerSecond: 100 });
    running.clock.advance(1000);
    assert.equal(ingrid.notes.length, 0);
    socket.send(
      `<iq xmlns='jabber:client' type='set' id='s1' to='pubsub.127.0.0.1'><pubsub xmlns='http://jabber.org/protocol/pubsub'>` +
        `<subscribe node='${NODE}' jid='${SUPERVISOR}@127.0.0.1/desk'/></pubsub></iq>`,
    );
    await socket.frame('subscribed');
    running.clock.advance(1000);
    await until(() => ingrid.notes.length === 100);
    assert.ok(
      ingrid.notes.every(
        ({ node, root, event, source }) => `${node} ${root} ${event}` === `${NODE} user PUT` && source.includes('/User/7'),
      ),
    );
    const last = ingrid.notes.at(-1);
    const truth = running.engine.agent(last?.source.split('/').at(-1) ?? '');
    assert.equal(last && textOf(last.data, 'state'), truth?.state);
    assert.equal(maya.notes.length, 0);
  });

  it('is refused with the place of the mistake', async () => {
    const told = async (body: object): Promise<unknown> => {
      const { status, json } = await crowd(body);
      const { code, path } = json['error'] as { code: string; path?: string };
      return [status, code, path];
    };
    assert.deepEqual(await told({ team: 'nowhere', agents: 5 }), [404, 'unknown-team', 'nowhere']);
    assert.deepEqual(await told({ team: TEAM }), [400, 'parameter-missing', 'agents']);
    assert.deepEqual(await told({ team: TEAM, agents: '5' }), [400, 'invalid-input', 'agents']);
    assert.deepEqual(await told({ team: TEAM, agents: 50_000 }), [400, 'invalid-input', 'agents']);
    assert.deepEqual(await told({ team: TEAM, agents: 5, pace: 1 }), [400, 'invalid-input', 'pace']);
  });
});
