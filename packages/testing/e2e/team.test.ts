import { DesktopClient, Secret } from '@cordboard/core';
import '@cordboard/elements/team-roster/define';
import { FinessePort } from '@cordboard/finesse';
import { startInPage } from '@cordboard/sandbox/page';
import { expect, fixture, html, waitUntil } from '@open-wc/testing';

const SUPERVISOR = '1001090';
const TEAM = '5071';
const NODE = `/finesse/api/Team/${TEAM}/Users`;
const AGENTS = 5_000;
const PACE = 1_000;

const frame = (): Promise<unknown> => new Promise((resolve) => requestAnimationFrame(resolve));

describe('a team of five thousand who make a thousand changes a second', () => {
  it('is, after quiet, what the platform says, in every row', async function () {
    this.timeout(120_000);
    const sandbox = startInPage({ globals: false });
    const client = new DesktopClient(new FinessePort({ hosts: sandbox.url, environment: sandbox.environment }));
    try {
      const el = await fixture<HTMLElementTagNameMap['team-roster']>(html`<team-roster .client=${client}></team-roster>`);
      // Higher than a screen, so that there are fewer places to look at.
      el.style.blockSize = '2400px';
      const root = el.shadowRoot!;
      const grid = root.querySelector<HTMLElement>('[role=grid]')!;
      client.connect();
      await client.run({ type: 'sign-in', agentId: SUPERVISOR, extension: SUPERVISOR, secret: new Secret('cordboard') });
      await sandbox.control.crowd({ team: TEAM, agents: AGENTS, changesPerSecond: PACE });
      await waitUntil(() => Number(grid.getAttribute('aria-rowcount')) > AGENTS, 'the whole team', { timeout: 20_000 });
      const begun = sandbox.clock.now();
      await waitUntil(() => sandbox.clock.now() - begun > 3_000, 'three seconds of it', { timeout: 20_000 });
      await sandbox.control.crowd({ team: TEAM, agents: AGENTS, changesPerSecond: 0 });

      const truth = new Map(sandbox.engine.teamMembers(TEAM)!.map((agent) => [`${agent.firstName} ${agent.lastName}`, new Set<string>()]));
      for (const { firstName, lastName, state, reason } of sandbox.engine.teamMembers(TEAM)!) {
        truth.get(`${firstName} ${lastName}`)!.add(`${state.toLowerCase().replace('_', '-')}|${reason?.label ?? ''}`);
      }
      const words: Readonly<Record<string, string>> = { 'signed-out': 'logout' };
      // What is on its way needs a moment; from then on every row has to be right.
      const wrong = (): string[] =>
        [...root.querySelectorAll<HTMLElement>('[part=row]')].flatMap((row) => {
          const cell = (part: string): string => row.querySelector(`[part=${part}]`)?.textContent?.trim() ?? '';
          const state = row.dataset['state'] ?? '';
          const told = `${words[state] ?? state}|${cell('reason')}`;
          return truth.get(cell('name'))?.has(told) ? [] : [`${cell('name')}: ${told}`];
        });
      await frame();
      await waitUntil(() => wrong().length === 0, `rows that are true, not ${wrong().join()}`, { timeout: 5_000 });
      const seen = new Set<string>();
      for (let top = 0; top < grid.scrollHeight; top += grid.clientHeight - 60) {
        grid.scrollTop = top;
        await frame();
        await frame();
        expect(wrong()).to.deep.equal([]);
        for (const row of root.querySelectorAll('[part=row]')) seen.add(row.getAttribute('aria-rowindex')!);
      }
      expect(seen.size).to.equal(AGENTS + 5);

      const { entries } = await sandbox.control.log();
      const asked = entries.filter(({ direction, text = '' }) => direction === 'in' && text.includes(`<subscribe node="${NODE}"`));
      expect(asked.length).to.equal(1);
      el.remove();
    } finally {
      client.close();
      sandbox.close();
    }
  });
});
