import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventually, named, press, says, stage } from './browser.js';

const desk = stage();
const AGENT = '1001001';

const post = (path: string, body: object): Promise<Response> =>
  fetch(new URL(`/sandbox/${path}`, desk.sandbox.url), {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });

test('where no WebSocket gets through, the desktop works over BOSH and says so', { timeout: 60_000 }, async () => {
  await post('faults', { target: 'xmpp', toxic: 'http_status', args: { status: 403 }, when: { path: '/ws' } });
  const page = await desk.page('/');
  const chunks: string[] = [];
  page.on('request', (request) => /\/(bosh|strophe)[^/]*\.js$/.test(request.url()) && chunks.push(request.url()));
  for (const name of ['Agent ID', 'Password', 'Extension']) {
    await (await named(page, 'textbox', name)).type(name === 'Password' ? 'cordboard' : AGENT);
  }
  await press(page, 'button', 'Sign in');
  await named(page, 'combobox', 'Agent state');
  await says(page, 'link-status', 'The live line is blocked. Updates may be slower');
  assert.equal(chunks.length, 2);

  await post('calls', { from: '+12065550142', to: AGENT });
  await press(page, 'button', 'Answer');
  await press(page, 'button', 'End');
  const { log, bosh, engine } = desk.sandbox.sandbox;
  await eventually(
    'the end of the call',
    () => engine.calls().length,
    (count) => count === 0,
  );
  await named(page, 'combobox', 'Agent state');
  assert.equal(bosh.held, 1);
  assert.equal(log.since(0).entries.filter(({ path, status }) => path === '/ws/' && status === 403).length, 1);
  await page.close();
  await eventually(
    'the session to end with the page',
    () => bosh.held,
    (count) => count === 0,
  );
  assert.deepEqual(
    desk.problems.filter((problem) => !problem.includes('WebSocket connection to')),
    [],
  );
});
