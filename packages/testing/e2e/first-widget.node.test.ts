import assert from 'node:assert/strict';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { cardOf, named, press, stage } from './browser.js';
import { Control } from './control.js';
import { choose, widgetIn, workspacePage } from './workspace-page.js';

const EXAMPLE = fileURLToPath(new URL('../../../examples/acqueon-layout/index.html', import.meta.url));
const folder = await mkdtemp(path.join(tmpdir(), 'widget-'));
before(() => cp(EXAMPLE, path.join(folder, 'index.html')));
after(() => rm(folder, { recursive: true }));

const desk = stage({ mounts: [{ path: '/my/', directory: folder }] });
const control = new Control(() => desk.sandbox);

test('the one file of the starting point, copied to a folder of its own, is a widget that works', { timeout: 60_000 }, async () => {
  const page = await workspacePage(desk, '?agent=1001001&widgets=/my/index.html,//127.0.0.1/evil,nobody');
  assert.equal((await page.$$('iframe')).length, 1);
  const widget = await widgetIn(page, '/my/index.html');
  assert.equal(new URL(widget.url()).origin, new URL(desk.sandbox.widgetUrl).origin);
  await choose(widget, 'Ready');
  await control.agentIs('1001001', 'READY');
  const { id } = await control.post('calls', { from: '+12065550142', queue: '5120' });
  await press(widget, 'button', 'Answer', cardOf(id));
  await control.partiesAre(id, '+12065550142 ACTIVE, 1001001 ACTIVE');
  await press(widget, 'button', 'End', cardOf(id));
  await named(widget, 'combobox', 'Agent state');
  await control.callsAre(0);
  assert.deepEqual(desk.problems, []);
  await page.close();
});

test('the settings beside a widget name the Workspace as the widget’s page was opened, and a file of that name goes first', async () => {
  const settings = async (host: string, at: string): Promise<unknown> => {
    const url = new URL(at, desk.sandbox.widgetUrl);
    url.hostname = host;
    const response = await fetch(url);
    return response.ok ? response.json() : response.status;
  };
  const { port } = new URL(desk.sandbox.url);
  const asks = { cisco: { asksForCalls: true } };
  for (const host of ['127.0.0.1', 'localhost']) {
    const main = `http://${host}:${port}`;
    assert.deepEqual(await settings(host, '/my/settings.json'), { workspaceOrigin: main, finesseHosts: [main], port: asks });
  }
  assert.equal(await settings('127.0.0.1', '/settings.json'), 404);
  assert.equal((await fetch(new URL('/acqueon-layout/settings.json', desk.sandbox.url))).status, 404, 'of the main origin');
  await writeFile(path.join(folder, 'settings.json'), '{"workspaceOrigin":"https://workspace.example"}');
  assert.deepEqual(await settings('127.0.0.1', '/my/settings.json'), { workspaceOrigin: 'https://workspace.example' });
});
