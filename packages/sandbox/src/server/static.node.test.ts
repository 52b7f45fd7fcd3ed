import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { startSandbox, type RunningSandbox } from './index.js';
import { raw, rawTarget } from './raw-client.js';

let running: RunningSandbox;
let folder: string;

before(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'static-'));
  const site = path.join(folder, 'site');
  mkdirSync(path.join(site, 'sub'), { recursive: true });
  writeFileSync(path.join(folder, 'outside.txt'), 'outside');
  writeFileSync(path.join(site, 'index.html'), '<!DOCTYPE html><title>Site</title>');
  writeFileSync(path.join(site, 'sub', 'index.html'), 'sub');
  writeFileSync(path.join(site, 'app.js'), 'export {};');
  writeFileSync(path.join(site, 'données é.css'), 'a{}');
  writeFileSync(path.join(site, 'thing.unknown'), '?');
  writeFileSync(path.join(site, '.env'), 'hidden');
  symlinkSync(path.join(folder, 'outside.txt'), path.join(site, 'link.txt'));
  running = await startSandbox({ port: 0, clock: 'virtual', mounts: [{ path: '/site/', directory: site }] });
});
after(async () => {
  await running.close();
  rmSync(folder, { recursive: true });
});

describe('other people’s files', () => {
  it('come with their types, on both origins', async () => {
    const types: readonly (readonly [string, string])[] = [
      ['/site/', 'text/html; charset=utf-8'],
      ['/site/app.js', 'text/javascript; charset=utf-8'],
      ['/site/donn%C3%A9es%20%C3%A9.css', 'text/css; charset=utf-8'],
      ['/site/thing.unknown', 'application/octet-stream'],
    ];
    for (const [target, type] of types) {
      const { status, headers } = await raw(running, 'GET', target);
      assert.deepEqual([status, headers.get('content-type'), headers.get('x-content-type-options')], [200, type, 'nosniff'], target);
      const framed = await fetch(new URL(target, running.widgetUrl));
      assert.equal(framed.status, 200);
      await framed.arrayBuffer();
    }
    const head = await raw(running, 'HEAD', '/site/app.js');
    assert.deepEqual([head.status, head.text, head.headers.get('content-length')], [200, '', '10']);
  });

  it('lead directories to their page', async () => {
    assert.equal((await raw(running, 'GET', '/site/sub/')).text, 'sub');
    for (const [from, to] of [
      ['/site/sub', '/site/sub/'],
      ['/site', '/site/'],
    ] as const) {
      const { status, headers } = await raw(running, 'GET', from);
      assert.deepEqual([status, headers.get('location')], [301, to]);
    }
  });

  const forbidden = [
    '/site/../outside.txt',
    '/site/%2e%2e/outside.txt',
    '/site/..%2foutside.txt',
    '/site/..%5coutside.txt',
    '/site/sub/../../outside.txt',
    '/site/%2e%2e%2f%2e%2e%2f%2e%2e%2f%2e%2e%2fetc/passwd',
    '/site//etc/passwd',
    '/site/.env',
    '/site/%00',
    '/site/%ff',
    '/site/link.txt',
    '/site/app.js/more',
    '//etc/passwd',
    '/../package.json',
  ];
  for (const target of forbidden) {
    it(`stop at the directory: ${target}`, async () => {
      const { status, text } = await rawTarget(running, target);
      assert.ok(status === 404 || status === 400, `${status}`);
      assert.ok(!/outside|root:|hidden/.test(text));
    });
  }

  it('take no other verb', async () => {
    assert.equal((await raw(running, 'POST', '/site/app.js', { body: 'x' })).status, 405);
  });

  it('are refused to a target that is no path', async () => {
    assert.equal((await rawTarget(running, 'http://elsewhere.example/site/app.js')).status, 400);
    assert.equal((await rawTarget(running, '/site/app.js', { Host: 'a b' })).status, 400);
  });
});

describe('our own pages', () => {
  it('come under a strict policy', async () => {
    const { status, headers } = await raw(running, 'GET', '/');
    const policy = headers.get('content-security-policy') ?? '';
    assert.equal(status, 200);
    assert.match(policy, /default-src 'none'/);
    assert.ok(!policy.includes('unsafe'));
  });
});
