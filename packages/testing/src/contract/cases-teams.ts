import type { DesktopClient, TeamMember, TeamView } from '@cordboard/core';
import type { ContractCase, Desk } from './desk.js';
import { must, oneOf, same } from './desk.js';
import { until } from './until.js';

/** A supervisor's client, signed in, and the team that they look at. */
async function supervisor(desk: Desk): Promise<{ readonly client: DesktopClient; readonly teamId: string }> {
  const as = must(desk.world.supervisor, 'a supervisor');
  const client = desk.open(desk.world.portOf(as));
  await desk.signIn({ client, as });
  return { client, teamId: as.teamId };
}

/** The colleague's client, signed in. */
async function colleague(desk: Desk): Promise<DesktopClient> {
  const client = desk.open(desk.world.colleaguePort());
  await desk.signIn({ client, as: desk.world.colleague });
  return client;
}

const colleagueIn = (desk: Desk, team: TeamView | undefined): TeamMember | undefined =>
  team?.members.find(({ id }) => id === desk.world.colleague.id);

const isShown = (
  desk: Desk,
  { client, teamId }: Awaited<ReturnType<typeof supervisor>>,
  what: string,
  holds: (member: TeamMember) => boolean,
) =>
  until(client.team$(teamId), `the colleague ${what}`, (team) => {
    const member = colleagueIn(desk, team);
    return member !== undefined && holds(member);
  });

/** A team as its supervisor sees it. */
export const TEAM_CASES: readonly ContractCase[] = [
  {
    id: 'team.read',
    title: 'a supervisor sees who is on the team, those who are signed out too',
    async run(desk) {
      const { client, teamId } = await supervisor(desk);
      const team = await until(client.team$(teamId), 'the team', (view) => view?.freshness === 'fresh');
      same(team?.memberIds.length, new Set(team?.memberIds).size, 'members, each once');
      const member = must(colleagueIn(desk, team), 'the colleague');
      same(member.state, 'signed-out', 'their state');
      must(member.lastName, 'their name');
    },
  },
  {
    id: 'team.follow',
    title: 'what members do is shown as it happens: state, reason, since when, and that they are gone for the day',
    async run(desk) {
      const watching = await supervisor(desk);
      await isShown(desk, watching, 'listed', () => true);
      const client = await colleague(desk);
      await client.run({ type: 'set-agent-state', state: 'ready' });
      const team = await isShown(desk, watching, 'ready', ({ state }) => state === 'ready');
      same(colleagueIn(desk, team)?.extension, desk.world.colleague.extension, 'extension');
      must(colleagueIn(desk, team)?.since, 'since when');
      await client.run({ type: 'set-agent-state', state: 'not-ready', reasonId: desk.world.reasonIds[0] });
      await isShown(desk, watching, 'not ready, with the reason', ({ state, reason }) => state === 'not-ready' && Boolean(reason?.label));
      await client.run({
        type: 'sign-out',
        reasonId: must((await client.query({ type: 'reason-codes', category: 'sign-out' }))[0]?.id, 'a reason'),
      });
      await isShown(desk, watching, 'signed out', ({ state }) => state === 'signed-out');
    },
  },
  {
    id: 'team.again',
    title: 'a team that was let go of can be watched again, and is as it is then',
    async run(desk) {
      const watching = await supervisor(desk);
      const first = watching.client.team$(watching.teamId).subscribe();
      await isShown(desk, watching, 'listed', () => true);
      first.unsubscribe();
      const client = await colleague(desk);
      await client.run({ type: 'set-agent-state', state: 'ready' });
      await isShown(desk, watching, 'ready', ({ state }) => state === 'ready');
    },
  },
  {
    id: 'team.not-yours',
    title: 'somebody else’s team is refused, and nothing of it is shown',
    async run(desk) {
      await desk.signIn();
      const { teamId } = must(desk.world.supervisor, 'a supervisor');
      const team = await until(desk.client.team$(teamId), 'a refusal', (view) => view?.error !== undefined);
      oneOf(team?.error?.code, ['not-yours', 'not-found', 'unauthorized', 'refused'], 'code');
      same(team?.members, [], 'members');
    },
  },
];
