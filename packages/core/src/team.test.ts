import { expect } from '@open-wc/testing';
import { aSeenMember, fakeDesktopWith, NINE_O_CLOCK, VirtualRuntime } from '@cordboard/testing';
import fc from 'fast-check';
import type { Subscription } from 'rxjs';
import { DesktopError } from './errors.js';
import type { TeamMember, TeamView } from './model.js';
import type { Seen, TopicReport } from './port.js';

interface Watched {
  readonly views: readonly (TeamView | undefined)[];
  readonly last: () => TeamView | undefined;
  readonly stop: () => void;
}

function desk(features?: Parameters<typeof fakeDesktopWith>[0]['features']) {
  const runtime = new VirtualRuntime({ monotonic: 1000 });
  const { client, port } = fakeDesktopWith({ runtime, ...(features && { features }) });
  const watch = (teamId = '5071'): Watched => {
    const views: (TeamView | undefined)[] = [];
    const subscription: Subscription = client.team$(teamId).subscribe((view) => views.push(view));
    return { views, last: () => views.at(-1), stop: () => subscription.unsubscribe() };
  };
  const come = async (isThere: () => boolean): Promise<void> => {
    // The code for teams is loaded with the first.
    for (const until = performance.now() + 5_000; !isThere() && performance.now() < until;) await new Promise((go) => setTimeout(go));
    expect(isThere()).to.equal(true);
  };
  const watched = (count = 1): Promise<void> => come(() => port.watched.length === count);
  const read = (members: readonly Seen<TeamMember>[], readAt = runtime.monotonic()): TopicReport => ({
    type: 'team',
    readAt,
    name: 'Billing East',
    members,
  });
  return { runtime, client, port, watch, come, watched, read };
}

/** A desk at which the team has been read. */
async function shown(...members: readonly Partial<TeamMember>[]) {
  const world = desk();
  const watched = world.watch();
  await world.watched();
  world.port.report('5071', world.read(members.map(aSeenMember)));
  await world.runtime.advance(1000);
  return { ...world, ...watched };
}

const statesOf = (view: TeamView | undefined): Record<string, string> =>
  Object.fromEntries((view?.members ?? []).map(({ id, state }) => [id, state]));

describe('team$', () => {
  it('asks for nothing before somebody observes, then once however many do, and takes it back when the last has been gone for 5 s', async () => {
    const { client, port, runtime, watched } = desk();
    const team$ = client.team$('5071');
    expect(port.watched).to.deep.equal([]);
    const subscriptions = [team$, team$, client.team$('5071')].map((each) => each.subscribe());
    await watched();
    expect(port.watched).to.deep.equal([{ type: 'team', teamId: '5071' }]);
    for (const subscription of subscriptions) subscription.unsubscribe();
    await runtime.advance(4000);
    const back = team$.subscribe();
    await runtime.advance(60_000);
    expect(port.watched.length).to.equal(1);
    back.unsubscribe();
    await runtime.advance(5000);
    expect(port.watched).to.deep.equal([]);
    expect(runtime.timers).to.equal(0);
  });

  it('says nothing is known, then the team in the order of the platform, later ones last', async () => {
    const { views, last, port, runtime, read } = await shown({ id: '3' }, { id: '1' }, { id: '2' });
    expect(views[0]).to.equal(undefined);
    expect(last()?.memberIds).to.deep.equal(['3', '1', '2']);
    expect([last()?.id, last()?.name, last()?.freshness]).to.deep.equal(['5071', 'Billing East', 'fresh']);
    port.report('5071', { type: 'member', ...aSeenMember({ id: '0' }) }, read(['2', '3', '0', '1'].map((id) => aSeenMember({ id }))));
    await runtime.advance(20);
    expect(last()?.memberIds).to.deep.equal(['3', '1', '2', '0']);
  });

  it('keeps a late observer no longer waiting than the next line of code', async () => {
    const { watch } = await shown({ id: '1' });
    expect(watch().last()?.memberIds).to.deep.equal(['1']);
  });

  it('keeps the identity of members who did not change, and of the list of ids', async () => {
    const { last, port, runtime } = await shown({ id: '1' }, { id: '2' });
    const before = last();
    port.report('5071', { type: 'member', ...aSeenMember({ id: '2', state: 'talking', since: NINE_O_CLOCK + 1 }) });
    await runtime.advance(20);
    expect(last() === before).to.equal(false);
    expect(last()?.memberIds === before?.memberIds).to.equal(true);
    expect(last()?.members[0] === before?.members[0]).to.equal(true);
    expect(before?.members[1]?.state).to.equal('ready');
    expect(last()?.members[1]?.state).to.equal('talking');
  });

  it('says nothing when equal content comes again, in a report or a read', async () => {
    const { views, port, runtime, read } = await shown({ id: '1' });
    const count = views.length;
    port.report('5071', { type: 'member', ...aSeenMember({ id: '1' }) });
    await runtime.advance(100);
    expect(views.length).to.equal(count);
    port.report('5071', read([aSeenMember({ id: '1' })]));
    await runtime.advance(100);
    expect(views.at(-1)?.members[0] === views.at(count - 1)?.members[0]).to.equal(true);
  });

  it('takes a message that comes twice for one, however many came between, within thousands', async () => {
    const { last, port, runtime } = await shown({ id: '1' });
    const say = (eventId: string, state: TeamMember['state']): void => {
      // Without a time nothing else tells old from new.
      const { picture } = aSeenMember({ id: '1', state });
      port.report('5071', { type: 'member', eventId, picture });
    };
    say('first', 'talking');
    for (let index = 0; index < 4000; index++) say(`later-${index}`, 'hold');
    say('first', 'talking');
    await runtime.advance(40);
    expect(last()?.members[0]?.state).to.equal('hold');
    for (let index = 0; index < 10_000; index++) say(`much-later-${index}`, 'ready');
    say('first', 'talking');
    await runtime.advance(40);
    expect(last()?.members[0]?.state).to.equal('talking');
  });

  it('tells the first change at once and those of a second in about sixty', async () => {
    const { views, last, port, runtime } = await shown(...Array.from({ length: 500 }, (_, index) => ({ id: String(index) })));
    const count = views.length;
    for (let change = 0; change < 1000; change++) {
      port.report('5071', { type: 'member', ...aSeenMember({ id: String(change % 500), state: 'hold', since: NINE_O_CLOCK + change }) });
      if (change === 0) expect(views.length).to.equal(count + 1);
      await runtime.advance(1);
    }
    await runtime.advance(40);
    expect(views.length - count).to.be.within(30, 64);
    expect(new Set(last()?.members.map(({ state }) => state))).to.deep.equal(new Set(['hold']));
    expect(runtime.timers).to.equal(0);
  });

  it('lets members go that left or that a read does not list, and does not let old news bring them back', async () => {
    const { last, port, runtime, read } = await shown({ id: '1' }, { id: '2' }, { id: '3' });
    port.report('5071', { type: 'member-left', memberId: '1', at: NINE_O_CLOCK + 1 });
    await runtime.advance(20);
    expect(last()?.memberIds).to.deep.equal(['2', '3']);
    port.report('5071', read([aSeenMember({ id: '3' })]));
    await runtime.advance(20);
    port.report('5071', { type: 'member', ...aSeenMember({ id: '2' }) });
    await runtime.advance(20);
    expect(last()?.memberIds).to.deep.equal(['3']);
    port.report('5071', { type: 'member', ...aSeenMember({ id: '2', since: NINE_O_CLOCK + 5 }) });
    await runtime.advance(20);
    expect(last()?.memberIds).to.deep.equal(['3', '2']);
  });

  it('is stale while the link is down and until the team has been read again', async () => {
    const { last, port, runtime, read } = await shown({ id: '1' });
    port.emit({ type: 'link', link: { state: 'connecting' } });
    await runtime.advance(20);
    expect(last()?.freshness).to.equal('stale');
    port.emit({ type: 'link', link: { state: 'up' } });
    await runtime.advance(20);
    expect(last()?.freshness).to.equal('stale');
    port.report('5071', read([aSeenMember({ id: '1' })]));
    await runtime.advance(20);
    expect(last()?.freshness).to.equal('fresh');
  });

  it('shows why a team cannot be had, keeps what it knew, and forgets the trouble when it is over', async () => {
    const { last, port, runtime, read } = await shown({ id: '1' });
    port.report('5071', { type: 'failed', error: new DesktopError('not-yours', 'Another team') });
    await runtime.advance(20);
    expect([last()?.error?.code, last()?.freshness, last()?.memberIds.length]).to.deep.equal(['not-yours', 'stale', 1]);
    port.report('5071', read([aSeenMember({ id: '1' })]));
    await runtime.advance(20);
    expect([last()?.error, last()?.freshness]).to.deep.equal([undefined, 'fresh']);
  });

  it('says so where no port serves teams', async () => {
    const { watch, come, client } = desk(['agent-state']);
    const { views, last } = watch();
    await come(() => views.length > 1);
    expect(last()?.error?.code).to.equal('not-served');
    client.close();
  });

  it('takes a watched team back and completes when the client closes', async () => {
    const { client, port, runtime } = await shown({ id: '1' });
    let completed = false;
    client.team$('5071').subscribe({ complete: () => (completed = true) });
    client.close();
    expect(completed).to.equal(true);
    expect(port.watched).to.deep.equal([]);
    expect(runtime.timers).to.equal(0);
    let late = false;
    client.team$('5071').subscribe({ complete: () => (late = true) });
    expect(late).to.equal(true);
  });
});

describe('the order of a team', () => {
  const MEMBERS = ['1', '2', '3', '4'];
  const steps = fc.array(fc.record({ id: fc.constantFrom(...MEMBERS), leaves: fc.boolean() }), { minLength: 1, maxLength: 40 });
  const mess = fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 2 })), { minLength: 40, maxLength: 40 });

  function historyOf(planned: readonly { readonly id: string; readonly leaves: boolean }[]) {
    const live = new Map<string, Seen<TeamMember>>();
    const reports = planned.map(({ id, leaves }, index): TopicReport => {
      const at = NINE_O_CLOCK + index;
      const eventId = `item-${index}`;
      if (leaves && live.delete(id)) return { type: 'member-left', memberId: id, at, eventId };
      const seen = aSeenMember({ id, since: at, extension: String(index) });
      live.set(id, seen);
      return { type: 'member', eventId, ...seen };
    });
    return { reports, truth: [...live.values()] };
  }

  const told = (members: readonly TeamMember[] = []): Record<string, string | undefined> =>
    Object.fromEntries(members.map(({ id, extension }) => [id, extension]));

  it('shows the truth after one read, however reports were shuffled, dropped and doubled, and whatever comes late', async () => {
    await fc.assert(
      fc.asyncProperty(steps, mess, async (planned, choices) => {
        const { reports, truth } = historyOf(planned);
        const order = reports
          .flatMap((report, index) =>
            Array.from({ length: choices[index]?.[1] ?? 1 }, (_, copy) => ({ report, key: (choices[index]?.[0] ?? 0) + copy * 7919 })),
          )
          .sort((a, b) => a.key - b.key);
        const world = await shown();
        for (const { report } of order) {
          world.port.report('5071', report);
          await world.runtime.advance(1);
        }
        const readAt = world.runtime.monotonic();
        world.port.report('5071', world.read(truth, readAt));
        // What was on its way is older than the read, or the same.
        for (const report of reports) world.port.report('5071', { ...report, eventId: `again-${world.runtime.random()}` } as TopicReport);
        await world.runtime.advance(20);
        const wanted = told(truth.map(({ picture }) => picture));
        expect(told(world.last()?.members)).to.deep.equal(wanted);
        expect(new Set(world.last()?.memberIds).size).to.equal(world.last()?.memberIds.length);
        world.client.close();
      }),
      { numRuns: 200 },
    );
  });

  it('never shows a state older than one it has shown, and lets what came during a read stand', async () => {
    await fc.assert(
      fc.asyncProperty(steps, fc.nat(39), fc.nat(39), async (planned, from, length) => {
        const { reports } = historyOf(planned.map(({ id }) => ({ id, leaves: false })));
        const begun = Math.min(from, reports.length);
        const early = aSeenMember({ id: 'always' });
        const world = await shown({ id: 'always' });
        const newest = new Map<string, number>();
        const look = (): void => {
          for (const { id, since = 0 } of world.last()?.members ?? []) {
            expect(since).to.be.at.least(newest.get(id) ?? 0);
            newest.set(id, since);
          }
        };
        const snapshot = new Map<string, Seen<TeamMember>>([['always', early]]);
        let readAt = 0;
        for (const [index, report] of reports.entries()) {
          if (index === begun) readAt = world.runtime.monotonic();
          if (index < begun && report.type === 'member') snapshot.set(report.picture.id, report);
          world.port.report('5071', report);
          await world.runtime.advance(1);
          if (index === begun + length) world.port.report('5071', world.read([...snapshot.values()], readAt));
          await world.runtime.advance(20);
          look();
        }
        const wanted = Object.fromEntries(
          reports.flatMap((each) => (each.type === 'member' ? [[each.picture.id, each.picture.extension]] : [])),
        );
        expect(told(world.last()?.members)).to.deep.equal({ always: 'always', ...wanted });
        world.client.close();
      }),
      { numRuns: 100 },
    );
  });

  it('moves five hundred of twelve thousand between two teams: none twice, none lost', async () => {
    const { runtime, client, port, watch, watched, read } = desk();
    const [one, two] = [watch('A'), watch('B')];
    await watched(2);
    const ids = Array.from({ length: 12_000 }, (_, index) => String(100_000 + index));
    const isInA = (index: number, moved: boolean): boolean => index < 6_000 !== (moved && index % 24 === 0);
    const team = (wanted: boolean, moved: boolean) =>
      ids.filter((_, index) => isInA(index, moved) === wanted).map((id) => aSeenMember({ id }));
    port.report('A', read(team(true, false)));
    port.report('B', read(team(false, false)));
    await runtime.advance(100);
    const readAt = runtime.monotonic();
    await runtime.advance(1);
    for (let change = 0; change < 1000; change++) {
      const index = (change * 7) % ids.length;
      const seen = aSeenMember({ id: ids[index]!, state: 'talking', since: NINE_O_CLOCK + 1 });
      port.report(isInA(index, true) ? 'A' : 'B', { type: 'member', ...seen });
    }
    port.report('B', read(team(false, true), readAt));
    port.report('A', read(team(true, true), readAt));
    await runtime.advance(100);
    const all = [...(one.last()?.memberIds ?? []), ...(two.last()?.memberIds ?? [])];
    expect(all.length).to.equal(12_000);
    expect(new Set(all).size).to.equal(12_000);
    expect([...(one.last()?.members ?? []), ...(two.last()?.members ?? [])].filter(({ state }) => state === 'talking').length).to.equal(
      1000,
    );
    expect(statesOf(one.last())[ids[24]!]).to.equal(undefined);
    client.close();
  });
});
