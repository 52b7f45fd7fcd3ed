import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const CLI = fileURLToPath(new URL('./cli.ts', import.meta.url));

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs the command; `onReady` gets the address of the ready line and the way to end it. */
function run(args: readonly string[], onReady?: (url: string) => Promise<void>): Promise<Ended> {
  const child = spawn(process.execPath, ['--conditions=source', '--import', 'tsx', CLI, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let out = '';
  let err = '';
  let told = false;
  return new Promise((resolve, reject) => {
    child.stdout.on('data', (piece: Buffer) => {
      out += piece.toString();
      const url = /^ready (\S+)$/m.exec(out)?.[1];
      if (url === undefined || told) return;
      told = true;
      (onReady?.(url) ?? Promise.resolve()).catch(reject).finally(() => child.kill('SIGTERM'));
    });
    child.stderr.on('data', (piece: Buffer) => (err += piece.toString()));
    child.on('exit', (code) => resolve({ code, out, err }));
  });
}

describe('the command', () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'cli-'));
    writeFileSync(path.join(folder, 'page.html'), 'page');
  });
  after(() => rmSync(folder, { recursive: true }));

  it('tells when both ports listen, serves what it was told, and ends when asked', async () => {
    const args = [
      '--port',
      '0',
      '--widget-port',
      '0',
      '--world',
      'ccx',
      '--seed',
      '5',
      '--static',
      `/mine=${folder}`,
      '--static',
      `/yours/=${folder}`,
    ];
    const ended = await run(args, async (url) => {
      const state = (await (await fetch(`${url}sandbox/state`)).json()) as { platform: string; seed: number; origins: string[] };
      assert.deepEqual([state.platform, state.seed], ['CCX', 5]);
      for (const address of [`${url}mine/page.html`, `${url}yours/page.html`, `${state.origins[1]}/mine/page.html`]) {
        assert.equal(await (await fetch(address)).text(), 'page');
      }
    });
    assert.match(ended.out, /^ready http:\/\/127\.0\.0\.1:\d+\/\n$/);
    assert.deepEqual([ended.code, ended.err], [0, '']);
  });

  it('plays a world from a file', async () => {
    const file = path.join(folder, 'world.json');
    const agent = { id: '7', loginName: 'seven', firstName: 'A', lastName: 'B', password: 'p', extension: '7', team: '1' };
    writeFileSync(file, JSON.stringify({ name: 'tiny', platform: 'CCE', teams: [{ id: '1', name: 'One' }], agents: [agent] }));
    await run(['--port', '0', '--world', file], async (url) => {
      const state = (await (await fetch(`${url}sandbox/state`)).json()) as { agents: { id: string }[] };
      assert.deepEqual(
        state.agents.map(({ id }) => id),
        ['7'],
      );
    });
  });

  it('plays a scenario, in its world, and stays', async () => {
    const file = path.join(folder, 'scenario.json');
    const steps = [{ agent: '1001001', does: 'sign-in' }, { expect: { agent: '1001001', state: 'NOT_READY' } }];
    writeFileSync(file, JSON.stringify({ title: 'Short', world: 'ccx', seed: 3, steps }));
    const ended = await run(['--port', '0', '--scenario', file], async (url) => {
      const state = async (): Promise<{ platform: string; seed: number; agents: readonly { state: string }[] }> =>
        (await (await fetch(`${url}sandbox/state`)).json()) as Awaited<ReturnType<typeof state>>;
      for (let look = await state(); look.agents[0]?.state !== 'NOT_READY'; look = await state()) await nextTurn();
      const { platform, seed } = await state();
      assert.deepEqual([platform, seed], ['CCX', 3]);
      for (let told = ''; !told.includes('notification');) told = await (await fetch(`${url}sandbox/log`)).text();
    });
    assert.match(ended.out, /^ready [^\n]+\n[0-9.]+ s done line 1: agent 1001001, does sign-in\n/);
  });

  it('lists its options', async () => {
    const { code, out } = await run(['--help']);
    assert.equal(code, 0);
    for (const option of ['--port', '--world', '--scenario', '--seed', '--static', '--gadget', '--layout', '--finesse-js'])
      assert.ok(out.includes(option), option);
  });

  it('names what it cannot do, and why', async () => {
    const broken = path.join(folder, 'broken.json');
    writeFileSync(broken, '{"name":');
    const badGadget = path.join(folder, 'Bad.xml');
    writeFileSync(badGadget, '<Module>\n<ModulePrefs title="x">\n</Module>');
    const [goodGadget, otherGadget] = ['a/same/Good.xml', 'b/same/Good.xml'].map((name) => path.join(folder, name)) as [string, string];
    for (const file of [goodGadget, otherGadget]) {
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, '<Module><Content type="html">x</Content></Module>');
    }
    const rows: readonly (readonly [args: readonly string[], says: RegExp])[] = [
      [['--scenario', broken], /^error invalid-scenario: .*broken\.json:1: column 9: The text ends too early$/m],
      [['--scenario', path.join(folder, 'absent.json')], /^error invalid-scenario: /m],
      [['--gadget', path.join(folder, 'absent.xml')], /^error invalid-gadget: .*absent\.xml/m],
      [['--gadget', badGadget], /^error invalid-gadget: .*Bad\.xml:3: unexpected close tag/m],
      [['--gadget', broken], /^error invalid-gadget: .*broken\.json: the file of a gadget ends in \.xml/m],
      [['--gadget', goodGadget, '--gadget', otherGadget], /^error invalid-gadget: .* have the same name/m],
      [['--layout', badGadget], /^error invalid-layout: .*Bad\.xml:3: /m],
      [['--layout', goodGadget], /^error invalid-layout: .*Good\.xml:1: <finesseLayout> is expected/m],
      [['--finesse-js', path.join(folder, 'absent.js')], /^error invalid-option: --finesse-js: no file/m],
      [['--proxy-pass', 'https://example.com/path'], /^error invalid-option: --proxy-pass takes an origin/m],
      [['--proxy-pass', 'file:///etc'], /^error invalid-option: --proxy-pass takes an origin/m],
      [['--colour', 'red'], /^error invalid-option: /m],
      [['--port', 'x'], /^error invalid-option: --port takes a whole number/m],
      [['--static', 'x'], /^error invalid-option: --static takes \/path=DIR/m],
      [['--static', '/x=/nowhere/at/all'], /^error invalid-option: --static: no directory/m],
      [['--world', broken], /^error invalid-world: /m],
      [['--world', path.join(folder, 'absent.json')], /^error invalid-world: /m],
    ];
    const ended = await Promise.all(rows.map(([args]) => run(args)));
    for (const [at, [args, says]] of rows.entries()) {
      assert.deepEqual([ended[at]?.code, ended[at]?.out], [2, ''], args.join(' '));
      assert.match(ended[at]?.err ?? '', says);
    }
  });

  it('does not start on a port that is taken', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const address = taken.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const { code, out, err } = await run(['--port', String(port)]);
    taken.close();
    assert.deepEqual([code, out], [1, '']);
    assert.match(err, /^error EADDRINUSE: /m);
  });
});
