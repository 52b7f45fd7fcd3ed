import { Secret, type DesktopClient, type TeamMember } from '@cordboard/core';
import '@cordboard/elements/agent-state-picker/define';
import '@cordboard/elements/link-status/define';
import '@cordboard/elements/team-roster/define';

/** Agents by the thousand in a team, who change their states by themselves. */
export interface Crowd {
  readonly team: string;
  readonly agents: number;
  readonly changesPerSecond: number;
}

const SUPERVISOR = '1001090';

/** Runs the page over a client: signs the supervisor in, and has a crowd come when it is asked for. */
export function runPage(client: DesktopClient, bringCrowd: (crowd: Crowd) => Promise<unknown>): void {
  const page = {
    provider: byId<HTMLElementTagNameMap['desktop-provider']>('desk'),
    roster: byId<HTMLElementTagNameMap['team-roster']>('roster'),
    team: byId<HTMLSelectElement>('team'),
    agents: byId<HTMLSelectElement>('agents'),
    pace: byId<HTMLSelectElement>('pace'),
    chosen: byId('chosen'),
    said: byId('said'),
  };
  page.provider.client = client;

  client
    .select(({ agent }) => agent?.supervises)
    .subscribe((teams = []) => {
      page.team.replaceChildren(...teams.map(({ id, name }) => new Option(name ?? id, id)));
      page.roster.teamId = page.team.value;
    });
  page.team.addEventListener('change', () => (page.roster.teamId = page.team.value));

  page.roster.addEventListener('member-chosen', ({ detail }) => (page.chosen.textContent = wordsFor(detail.member)));

  const come = async (): Promise<void> => {
    const crowd = { team: page.team.value, agents: Number(page.agents.value), changesPerSecond: Number(page.pace.value) };
    try {
      await bringCrowd(crowd);
      page.said.textContent = '';
      // A crowd only grows.
      for (const option of page.agents.options) option.disabled = Number(option.value) < crowd.agents;
    } catch (error) {
      page.said.textContent = error instanceof Error ? error.message : String(error);
    }
  };
  for (const choice of [page.agents, page.pace]) choice.addEventListener('change', () => void come());

  client.connect();
  const signIn = { type: 'sign-in', agentId: SUPERVISOR, extension: SUPERVISOR, secret: new Secret('cordboard') } as const;
  client.run(signIn).then(come, (error: Error) => (page.said.textContent = error.message));
}

function wordsFor({ id, firstName, lastName, extension }: TeamMember): string {
  const name = [firstName, lastName].filter(Boolean).join(' ') || id;
  return extension ? `${name}, extension ${extension}` : `${name}, not signed in`;
}

function byId<E extends HTMLElement = HTMLElement>(id: string): E {
  const found = document.getElementById(id);
  if (!found) throw new Error(`The page has no #${id}`);
  return found as E;
}
