import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import fc from 'fast-check';
import { examine } from '../examine.js';
import { LIMITS } from './files.js';

describe('reading a directory', () => {
  let root = '';
  beforeEach(async () => {
    root = await mkdtemp(path.join(tmpdir(), 'doctor-'));
    await chmod(root, 0o755);
  });
  afterEach(() => rm(root, { recursive: true }));

  const put = async (file: string, content: string | Uint8Array, mode = 0o644): Promise<void> => {
    await mkdir(path.dirname(path.join(root, file)), { recursive: true, mode: 0o755 });
    await writeFile(path.join(root, file), content);
    await chmod(path.join(root, file), mode);
  };
  const told = async (): Promise<string[]> =>
    (await examine(root)).findings.map(({ rule, file, line, column }) => `${rule} ${file}:${line}:${column}`);

  it('finds nothing in an empty one', async () => {
    assert.deepEqual((await examine(root)).counts, { error: 0, warning: 0, note: 0 });
  });

  it('tells files that others may not read, and those in a closed folder', async () => {
    await put('a.js', '', 0o640);
    await put('b.js', '', 0o604);
    await put('shut/c.png', '');
    await chmod(path.join(root, 'shut'), 0o750);
    assert.deepEqual(await told(), ['file-mode a.js:1:1', 'file-mode shut/c.png:1:1']);
  });

  it('tells what is no text, and reads what is no UTF-8 as well as it can', async () => {
    await put('a.js', Uint8Array.from([0x76, 0x61, 0x72, 0, 0x61]));
    await put('b.js', Uint8Array.from([...Buffer.from('alert("'), 0xe9, ...Buffer.from('")')]));
    assert.deepEqual(await told(), ['binary-file a.js:1:1', 'blocking-dialog b.js:1:1', 'not-utf8 b.js:1:1']);
  });

  it('leaves out what is too large', async () => {
    await put('a.js', ' '.repeat(LIMITS.fileBytes + 1));
    await put('picture.png', Buffer.alloc(LIMITS.fileBytes + 1));
    assert.deepEqual(await told(), ['file-too-large a.js:1:1']);
  });

  it('does not follow a link that leads out, or nowhere', async () => {
    await symlink('/etc/hostname', path.join(root, 'out.js'));
    await symlink('/etc', path.join(root, 'etc'));
    await symlink('nothing.js', path.join(root, 'nowhere.js'));
    await symlink('..', path.join(root, 'up'));
    assert.deepEqual(await told(), ['link-outside etc:1:1', 'unreadable nowhere.js:1:1', 'link-outside out.js:1:1', 'link-outside up:1:1']);
  });

  it('follows a link to a file of its own, and no link in a circle', async () => {
    await put('a.js', 'alert(1)');
    await symlink('a.js', path.join(root, 'b.js'));
    await symlink('.', path.join(root, 'again'));
    assert.deepEqual(await told(), ['blocking-dialog a.js:1:1', 'blocking-dialog b.js:1:1']);
  });

  it('does not wait for what is no file', { skip: process.platform === 'win32' }, async () => {
    execFileSync('mkfifo', [path.join(root, 'pipe.js')]);
    assert.deepEqual(await told(), ['unreadable pipe.js:1:1']);
  });

  it('takes bytes of any kind, under any name', async () => {
    const name = fc.constantFrom('a.xml', 'a.js', 'a.css', 'a.html', 'a.jsp', 'a.gadget');
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      fc
        .uint8Array({ maxLength: 40 })
        .map((some) =>
          Buffer.concat([Buffer.from('<Module><Content><![CDATA[<script>'), some, Buffer.from('</script>]]></Content></Module>')]),
        ),
    );
    await fc.assert(
      fc.asyncProperty(name, bytes, async (file, content) => {
        await put(file, content);
        for (const { message, line, column } of (await examine(root)).findings) assert.ok(message !== '' && line >= 1 && column >= 1);
        await rm(path.join(root, file));
      }),
      { numRuns: 200 },
    );
  });

  it('leaves alone what is not the gadget’s: node_modules and the like', async () => {
    await put('node_modules/x/a.js', 'alert(1)');
    await put('.git/hooks/a.js', 'alert(1)');
    assert.equal((await examine(root)).files, 0);
  });

  it('rejects for a directory that is not there', async () => {
    await assert.rejects(examine(path.join(root, 'none')));
  });
});
