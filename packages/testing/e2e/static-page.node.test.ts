import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { named, press, stage } from './browser.js';

const DIST = fileURLToPath(new URL('../../../examples/crm-embed/dist/', import.meta.url));
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};

// Any static server will do; this one knows nothing but files.
const files = createServer((request, response) => {
  const name = path.basename(new URL(request.url ?? '/', 'http://x').pathname);
  readFile(path.join(DIST, name)).then(
    (body) => response.setHeader('Content-Type', TYPES[path.extname(name)] ?? 'text/plain').end(body),
    () => response.writeHead(404).end(),
  );
});
before(() => new Promise<void>((resolve) => files.listen(0, '127.0.0.1', resolve)));
after(() => files.close());

const desk = stage();

test('a page on a static server takes a call, and asks nobody for anything but its files', { timeout: 60_000 }, async () => {
  const origin = `http://127.0.0.1:${(files.address() as AddressInfo).port}`;
  const page = await desk.page(`${origin}/static.html`);
  const password = await named(page, 'textbox', 'Password');
  await password.type('cordboard');
  await press(page, 'button', 'Sign in');
  await press(page, 'combobox', 'Agent state');
  const ready = await named(page, 'option', 'Ready');
  await ready.click();

  await press(page, 'button', 'Dana Whitfield calls');
  await press(page, 'button', 'Answer');
  await page.waitForSelector('tr[data-on-the-line][data-number="+12065550142"]');
  await press(page, 'button', 'Hold');
  await press(page, 'button', 'Retrieve');
  await press(page, 'button', 'End');
  await page.waitForSelector('tr[data-on-the-line]', { hidden: true });

  const asked = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name));
  assert.ok(asked.some((address) => address.endsWith('/static.js')));
  assert.deepEqual(
    asked.filter((address) => !address.startsWith(`${origin}/`) || address.includes('/finesse/')),
    [],
  );
  assert.deepEqual(desk.problems, []);
});
