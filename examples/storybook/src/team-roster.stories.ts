import { Secret } from '@cordboard/core';
import { html } from 'lit';
import { filter, firstValueFrom } from 'rxjs';
import { scenes, story, type Desk, type Scene, type Story } from './scene.js';

const meta = { title: 'Supervisor/team-roster', component: 'team-roster' };
export { meta as default };

const SUPERVISOR = '1001090';
const TEAM = '5071';

async function signIn({ client }: Desk, agentId: string = SUPERVISOR): Promise<void> {
  await client.run({ type: 'sign-in', agentId, extension: agentId, secret: new Secret('cordboard') });
}

async function supervise(desk: Desk, agents: number, changesPerSecond = 0): Promise<void> {
  await signIn(desk);
  await desk.sandbox.control.crowd({ team: TEAM, agents, changesPerSecond });
}

const small: Scene = { play: (desk) => signIn(desk) };
const fiveThousand: Scene = { play: (desk) => supervise(desk, 5_000) };
const atWork: Scene = { play: (desk) => supervise(desk, 5_000, 100) };
const notASupervisor: Scene = { play: (desk) => signIn(desk, '1001001') };
const lost: Scene = {
  play: async (desk) => {
    await supervise(desk, 200);
    const watched = firstValueFrom(desk.client.team$(TEAM).pipe(filter((team) => team?.freshness === 'fresh')));
    await watched;
    for (const target of ['rest', 'xmpp']) await desk.sandbox.control.startFault({ target, toxic: 'down', args: {} });
    await desk.sandbox.control.startFault({ target: `xmpp:${SUPERVISOR}`, toxic: 'reset_peer', args: {} });
    await firstValueFrom(desk.client.link$.pipe(filter(({ state }) => state !== 'up')));
  },
};

const shown = () => html`<team-roster></team-roster>`;

export const Small: Story = story(small, shown);
export const FiveThousand: Story = story(fiveThousand, shown);
export const AtWork: Story = story(atWork, shown);
export const AnothersTeam: Story = story(notASupervisor, () => html`<team-roster team-id=${TEAM}></team-roster>`);
export const NoTeam: Story = story(notASupervisor, shown);
export const LinkDown: Story = story(lost, shown);
export const NoClient: Story = story(scenes.noClient, shown);
