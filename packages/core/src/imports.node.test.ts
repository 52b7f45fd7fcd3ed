import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DesktopClient, Secret } from '@cordboard/core';
import { inspect } from 'node:util';

test('the core runs in Node, without a page', () => {
  const client = new DesktopClient();
  const links: string[] = [];
  client.link$.subscribe({ next: (link) => links.push(link.state), complete: () => links.push('complete') });
  client.connect();
  client.close();
  assert.deepEqual(links, ['idle', 'complete']);
});

test('a secret shows itself to nobody but who asks for it', () => {
  const secret = new Secret('canary-4711');
  const shown = [
    String(secret),
    JSON.stringify({ secret }),
    inspect(secret, { showHidden: true, depth: 9 }),
    inspect({ ...secret }),
  ].join();
  assert.ok(!shown.includes('canary-4711'));
  assert.equal(secret.reveal(), 'canary-4711');
});
