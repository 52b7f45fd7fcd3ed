import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { Secret, type TeamView } from '@cordboard/core';
import { VirtualDesk } from './virtual-desk.node.test.js';

const SUPERVISOR = '1001090';
const TEAM = '5071';
const NODE = `/finesse/api/Team/${TEAM}/Users`;
const SIGN_IN = { type: 'sign-in', agentId: SUPERVISOR, extension: SUPERVISOR, secret: new Secret('cordboard') } as const;

interface Shown {
  readonly views: readonly (TeamView | undefined)[];
  readonly last: () => TeamView | undefined;
  readonly stop: () => void;
}

class SupervisorDesk extends VirtualDesk {
  watch(teamId = TEAM): Shown {
    const views: (TeamView | undefined)[] = [];
    const subscription = this.client.team$(teamId).subscribe((view) => views.push(view));
    return { views, last: () => views.at(-1), stop: () => subscription.unsubscribe() };
  }

  async begin(): Promise<void> {
    this.client.connect();
    await this.linkIs('sign-in-needed');
    assert.equal(await this.outcome(this.client.run(SIGN_IN)), 'done');
    await this.linkIs('up');
  }

  async shows(shown: Shown, what: string, holds: (team: TeamView) => boolean, ms?: number): Promise<TeamView> {
    await this.until(what, () => shown.last() !== undefined && holds(shown.last()!), ms);
    return shown.last()!;
  }

  force(target: string, state: 'READY' | 'NOT_READY' | 'TALKING' | 'LOGOUT', reasonCode?: number): void {
    this.node.engine.execute({ type: 'force-state', target, state, ...(reasonCode !== undefined && { reasonCode }) });
  }

  /** What was asked of the event service about the team: `subscribe` and `unsubscribe`, in order. */
  get asked(): readonly string[] {
    return this.node.log
      .since(0)
      .entries.flatMap(({ direction, text = '' }) =>
        direction === 'in' ? (new RegExp(`<(subscribe|unsubscribe) node="${NODE}"`).exec(text)?.[1] ?? []) : [],
      );
  }

  /** What the sandbox knows of the team, as the list would show it. */
  get truth(): readonly string[] {
    return (this.node.engine.teamMembers(TEAM) ?? []).map(
      ({ id, state, reason, since }) => `${id} ${state} ${reason?.label} ${since ?? undefined}`,
    );
  }
}

const WORDS: Readonly<Record<string, string>> = { 'signed-out': 'LOGOUT' };

function told(team: TeamView | undefined): readonly string[] {
  const word = (state: string): string => WORDS[state] ?? state.toUpperCase().replaceAll('-', '_');
  return (team?.members ?? []).map(({ id, state, reason, since }) => `${id} ${word(state)} ${reason?.label} ${since}`);
}

function deskFor(t: TestContext, ...args: ConstructorParameters<typeof VirtualDesk>): SupervisorDesk {
  const desk = new SupervisorDesk(...args);
  t.after(() => desk.close());
  return desk;
}

describe('a team that is watched', () => {
  it('is subscribed to, then read, and followed', async (t) => {
    const desk = deskFor(t);
    const shown = desk.watch();
    await desk.begin();
    const team = await desk.shows(shown, 'the team', ({ freshness }) => freshness === 'fresh');
    assert.equal(team.name, 'Billing East');
    assert.deepEqual(team.members[0], { id: '1001001', firstName: 'Maya', lastName: 'Okafor', state: 'signed-out' });
    desk.force('1001001', 'READY');
    await desk.shows(shown, 'ready', ({ members }) => members[0]?.state === 'ready' && members[0].extension === '1001001');
    desk.force('1001001', 'NOT_READY', 2);
    await desk.shows(shown, 'lunch', ({ members }) => members[0]?.reason?.label === 'Lunch');
    desk.force('1001001', 'LOGOUT');
    await desk.shows(shown, 'signed out', ({ members }) => members[0]?.state === 'signed-out');
    assert.deepEqual(told(shown.last()), desk.truth);
    const reads = desk.since(0).filter((request) => request === `GET /finesse/api/Team/${TEAM}`);
    assert.deepEqual([desk.asked, reads.length], [['subscribe'], 1]);
  });

  it('is subscribed to once however many watch, and given back when the last has gone', async (t) => {
    const desk = deskFor(t);
    await desk.begin();
    assert.deepEqual(desk.asked, []);
    const [one, two] = [desk.watch(), desk.watch()];
    await desk.shows(one, 'the team', () => true);
    await desk.shows(two, 'the team', () => true);
    one.stop();
    await desk.advance(10_000);
    two.stop();
    await desk.advance(4_000);
    assert.deepEqual(desk.asked, ['subscribe']);
    await desk.advance(2_000);
    assert.deepEqual(desk.asked, ['subscribe', 'unsubscribe']);
    const seen = desk.node.log.since(0).next;
    desk.force('1001001', 'READY');
    await desk.advance(1_000);
    assert.deepEqual(
      desk.node.log.since(seen).entries.filter(({ node }) => node === NODE),
      [],
    );
  });

  it('is given back when the client closes, while there is a line to do it on', async (t) => {
    const desk = deskFor(t);
    await desk.begin();
    await desk.shows(desk.watch(), 'the team', () => true);
    desk.client.close();
    await desk.advance(1_000);
    assert.deepEqual(desk.asked, ['subscribe', 'unsubscribe']);
    assert.deepEqual([desk.open, desk.timers.size], [0, 0]);
  });

  it('is stale after the line was lost, and true again when it has been read on the new one', async (t) => {
    const desk = deskFor(t);
    await desk.begin();
    const shown = desk.watch();
    await desk.shows(shown, 'the team', ({ freshness }) => freshness === 'fresh');
    const cut = desk.fault(`xmpp:${SUPERVISOR}`, 'reset_peer');
    desk.node.faults.stop(cut);
    await desk.shows(shown, 'stale', ({ freshness }) => freshness === 'stale');
    desk.force('1001002', 'TALKING');
    await desk.shows(shown, 'fresh', ({ freshness }) => freshness === 'fresh');
    assert.deepEqual(told(shown.last()), desk.truth);
    desk.force('1001002', 'READY');
    await desk.shows(shown, 'followed', ({ members }) => members[1]?.state === 'ready');
    assert.deepEqual(desk.asked, ['subscribe', 'subscribe']);
  });

  it('is read again when a report of it cannot be read, and now and then without a reason', async (t) => {
    const desk = deskFor(t, { limits: { teamRereadMs: 40_000 } });
    await desk.begin();
    const shown = desk.watch();
    await desk.shows(shown, 'the team', ({ freshness }) => freshness === 'fresh');
    desk.fault(`xmpp:${SUPERVISOR}`, 'corrupt', { kind: 'malformed', times: 1 }, { node: NODE });
    desk.force('1001003', 'READY');
    await desk.shows(shown, 'the lost report made good', ({ members }) => members[2]?.state === 'ready', 6_000);
    desk.fault(`xmpp:${SUPERVISOR}`, 'drop_events', { times: 1 }, { node: NODE });
    desk.force('1001003', 'TALKING');
    await desk.shows(shown, 'what nobody could know', ({ members }) => members[2]?.state === 'talking', 50_000);
  });

  it('shows no state older than one it has shown, however its reports are delayed, doubled and mixed', async (t) => {
    const desk = deskFor(t);
    await desk.begin();
    const shown = desk.watch();
    await desk.shows(shown, 'the team', ({ freshness }) => freshness === 'fresh');
    desk.fault(`xmpp:${SUPERVISOR}`, 'reorder', { size: 5, ms: 300 }, { node: NODE });
    desk.fault(`xmpp:${SUPERVISOR}`, 'duplicate_events', { copies: 2, ms: 700 }, { node: NODE });
    desk.node.engine.execute({ type: 'crowd', team: TEAM, agents: 20, changesPerSecond: 40 });
    await desk.advance(10_000);
    desk.node.engine.execute({ type: 'crowd', team: TEAM, agents: 20, changesPerSecond: 0 });
    await desk.advance(3_000);
    const newest = new Map<string, number>();
    for (const view of shown.views) {
      for (const { id, since = 0 } of view?.members ?? []) {
        assert.ok(since >= (newest.get(id) ?? 0), `${id} went back`);
        newest.set(id, since);
      }
    }
    assert.deepEqual([...told(shown.last())].sort(), [...desk.truth].sort());
  });

  it('takes a whole team on its node for news of its members', async (t) => {
    const desk = deskFor(t, {}, [{ quirks: { teamEvents: 'team', lowerCaseEvents: true } }]);
    await desk.begin();
    const shown = desk.watch();
    await desk.shows(shown, 'the team', ({ freshness }) => freshness === 'fresh');
    desk.force('1001001', 'READY');
    await desk.shows(shown, 'ready', ({ members }) => members[0]?.state === 'ready');
  });

  it('says why it cannot be shown: another’s, or not there', async (t) => {
    const desk = deskFor(t);
    desk.client.connect();
    await desk.linkIs('sign-in-needed');
    await desk.outcome(desk.client.run({ ...SIGN_IN, agentId: '1001001', extension: '1001001' }));
    for (const [teamId, code] of [
      ['5072', 'not-yours'],
      ['9999', 'not-found'],
      ['../x', 'not-found'],
    ] as const) {
      const shown = desk.watch(teamId);
      const { error } = await desk.shows(shown, code, (team) => team.error !== undefined);
      assert.equal(error?.code, code);
      shown.stop();
    }
  });

  it('tries again what may pass', async (t) => {
    const desk = deskFor(t);
    await desk.begin();
    desk.fault('rest', 'http_status', { status: 503, times: 2 }, { path: `/finesse/api/Team/${TEAM}` });
    const shown = desk.watch();
    assert.equal((await desk.shows(shown, 'the trouble', ({ error }) => error !== undefined)).error?.code, 'out-of-service');
    await desk.shows(shown, 'the team', ({ freshness, error }) => freshness === 'fresh' && !error);
  });

  it('of five thousand with a thousand changes a second is, after quiet, what the platform says', async (t) => {
    const desk = deskFor(t);
    await desk.begin();
    desk.node.engine.execute({ type: 'crowd', team: TEAM, agents: 5_000, changesPerSecond: 1_000 });
    const shown = desk.watch();
    await desk.shows(shown, 'the team', ({ freshness, members }) => freshness === 'fresh' && members.length > 5_000);
    const before = shown.views.length;
    await desk.advance(4_000);
    assert.ok(shown.views.length - before <= 4 * 63, `${shown.views.length - before} pictures in 4 s`);
    desk.node.engine.execute({ type: 'crowd', team: TEAM, agents: 5_000, changesPerSecond: 0 });
    await desk.advance(1_000);
    assert.deepEqual([...told(shown.last())].sort(), [...desk.truth].sort());
    assert.deepEqual(desk.asked, ['subscribe']);
  });
});
