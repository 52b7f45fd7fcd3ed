import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventually, named, stage } from './browser.js';

const desk = stage();

for (const file of ['', 'static.html']) {
  test(
    `the supervisor’s page /team/${file} shows five thousand agents under its policy, and who was chosen`,
    { timeout: 90_000 },
    async () => {
      const page = await desk.page(`/team/${file}`);
      const count = (): Promise<number> =>
        page.$eval('team-roster >>> [role=grid]', (grid) => Number(grid.getAttribute('aria-rowcount'))).catch(() => 0);
      // A machine with two busy cores takes its time over five thousand sign-ins.
      for (const until = Date.now() + 40_000; (await count()) < 5_006 && Date.now() < until;) await count();
      assert.equal(await count(), 5_006);

      const before = await page.$eval('team-roster >>> [part=groups]', (groups) => groups.textContent);
      await eventually(
        'counts that change',
        () => page.$eval('team-roster >>> [part=groups]', (groups) => groups.textContent),
        (words) => words !== before,
      );

      const search = await named(page, 'searchbox', 'Find an agent');
      await search.type('Okafor');
      await eventually('one agent', count, (rows) => rows === 2);
      const row = await page.waitForSelector('team-roster >>> [part=row]', { visible: true });
      await row?.click();
      await eventually(
        'the chosen one',
        () => page.$eval('#chosen', (output) => output.textContent),
        (words) => words?.startsWith('Maya Okafor') ?? false,
      );
      assert.deepEqual(desk.problems, []);
      await page.close();
    },
  );
}
