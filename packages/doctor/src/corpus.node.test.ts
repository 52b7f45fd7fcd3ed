import assert from 'node:assert/strict';
import { chmod, cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { examine } from './examine.js';
import type { Report } from './finding.js';

const FIXTURES = fileURLToPath(new URL('../fixtures/', import.meta.url));
const STARTER = fileURLToPath(new URL('../../../examples/finesse-gadget/', import.meta.url));
const CLASSIC = fileURLToPath(new URL('../../testing/gadgets/', import.meta.url));

// A whole gadget each, with one fault: what is wrong, where, and nothing else.
const FAULTS: Readonly<Record<string, string>> = {
  'active-tab-on-page': 'active-tab-page-level calls/Calls.js:50:7',
  alert: 'blocking-dialog calls/Calls.js:36:5',
  'amd-first': 'amd-before-finesse calls/Calls.xml:14:13',
  'auth-before-finesse': 'auth-too-early calls/Calls.xml:15:24',
  'basic-by-hand': 'basic-header calls/Calls.js:52:94',
  'binary-script': 'binary-file calls/Calls.js:1:1',
  'body-unescaped': 'body-unescaped calls/Calls.js:50:7',
  'broken-spec': 'unparsable calls/Calls.xml:5:41',
  'bundle-missing': 'file-missing calls/Calls.xml:7:13',
  'busy-tick': 'tick-heavy calls/Calls.js:52:7',
  'confirm-in-html': 'blocking-dialog calls/Calls.xml:20:40',
  'content-by-url': 'spec-content calls/Calls.xml:7:12',
  'credential-in-log': 'credentials-in-log calls/Calls.js:52:7',
  'credential-in-url': 'credentials-in-url calls/Calls.js:52:7',
  'css-attribute': 'css-rewriter calls/calls.css:5:1',
  'css-keyframes': 'css-rewriter calls/calls.css:5:1',
  'finesse-as-module': 'finesse-module calls/Calls.xml:15:27',
  'fixed-height': 'fixed-and-adjusted-height layout.xml:15:15',
  'half-a-script': 'unparsable calls/Calls.js:8:12',
  'height-once': 'height-hidden-tab calls/Calls.js:8:5',
  'hub-at-script-time': 'hub-too-early calls/Calls.xml:25:7',
  'init-at-script-time': 'hub-too-early calls/Calls.js:47:7',
  'init-on-ready': 'hub-too-early calls/Calls.js:47:7',
  'jsp-gadget': 'layout-jsp layout.xml:15:15',
  'layout-ampersand': 'layout-ampersand layout.xml:15:78',
  'layout-columns': 'layout-columns layout.xml:21:11',
  'layout-ids': 'layout-id layout.xml:15:23',
  'layout-space': 'layout-url-space layout.xml:15:15',
  'localhost-fetch': 'localhost-in-browser calls/Calls.js:52:7',
  'message-missing': 'message-missing calls/Calls.xml:20:24',
  'mixed-content': 'mixed-content calls/Calls.xml:18:10',
  'no-bundle': 'message-bundle calls/Calls.xml:16:9',
  'no-dynamic-height': 'spec-feature calls/Calls.js:8:5',
  'no-error-handler': 'success-trusted calls/Calls.js:53:9',
  'no-loadingindicator': 'spec-feature calls/Calls.js:52:7',
  'no-pubsub': 'spec-pubsub calls/Calls.xml:2:1',
  'no-recovery': 'recovered-ignored calls/Calls.js:52:7',
  'no-setprefs': 'spec-setprefs calls/Calls.xml:2:1',
  'no-settitle': 'spec-feature calls/Calls.js:52:7',
  'numeric-id': 'numeric-gadget-id calls/Calls.js:52:11',
  'onconnect-misspelt': 'onconnect-misspelt calls/Calls.xml:22:7',
  'onconnect-on-load': 'onconnect-too-late calls/Calls.xml:23:9',
  'onconnect-twice': 'onconnect-overwritten calls/Calls.xml:22:7',
  'only-additions': 'collection-add-only calls/Calls.js:41:33',
  'other-ending': 'spec-name calls/Calls.gadget:2:1',
  'own-connection': 'own-xmpp calls/Calls.js:52:7',
  'participants-as-array': 'single-or-array calls/Calls.js:16:5',
  'plain-reason': 'reason-plain-id calls/Calls.js:53:9',
  polling: 'request-storm calls/Calls.js:52:7',
  'pref-in-script': 'hangman-outside-spec calls/Calls.js:52:23',
  'pref-name': 'spec-pref-name calls/Calls.xml:10:13',
  'queues-anywhere': 'queue-on-uccx calls/Calls.js:52:7',
  'relative-in-script': 'script-relative-url calls/Calls.js:52:7',
  'script-missing': 'file-missing calls/Calls.xml:16:13',
  'second-user': 'duplicate-rest-object calls/Calls.js:52:7',
  'success-trusted': 'success-trusted calls/Calls.js:55:13',
  'throws-in-callback': 'hub-callback-unguarded calls/Calls.js:53:26',
  toaster: 'toaster-hidden calls/Calls.js:52:7',
  'undeclared-pref': 'spec-undeclared-pref calls/Calls.xml:18:31',
  'workflow-on-hub': 'workflow-topic calls/Calls.js:52:7',
};

// What is so on purpose in gadgets written the way authors do: the first throws wherever it is called, the second is of a time without the feature,
// the third shows that the event never comes.
const HABITS: readonly string[] = [
  'active-tab-page-level page-strip/PageStrip.xml',
  'hub-callback-unguarded bad-neighbour/BadNeighbour.xml',
  'recovered-ignored bad-neighbour/BadNeighbour.xml',
  'spec-setprefs lab-status/LabStatus.xml',
  'tick-heavy bad-neighbour/BadNeighbour.xml',
];

describe('the corpus', () => {
  let root = '';
  before(async () => (root = await mkdtemp(path.join(tmpdir(), 'doctor-'))));
  after(() => rm(root, { recursive: true }));

  // A copy with the modes that a server wants: a checkout has those of whoever made it.
  const examineCopy = async (folder: string): Promise<Report> => {
    const copy = path.join(root, path.basename(folder));
    await cp(folder, copy, { recursive: true });
    await chmod(root, 0o755);
    for (const entry of await readdir(copy, { recursive: true, withFileTypes: true })) {
      await chmod(path.join(entry.parentPath, entry.name), entry.isDirectory() ? 0o755 : 0o644);
    }
    await chmod(copy, 0o755);
    return examine(copy);
  };

  it('is listed here as a whole', async () => {
    assert.deepEqual((await readdir(path.join(FIXTURES, 'faults'))).sort(), Object.keys(FAULTS).sort());
    assert.ok(Object.keys(FAULTS).length >= 25);
  });

  for (const [name, expected] of Object.entries(FAULTS)) {
    it(`finds in ${name} the one fault, and where`, async () => {
      const { findings } = await examineCopy(path.join(FIXTURES, 'faults', name));
      assert.deepEqual(
        findings.map(({ rule, file, line, column }) => `${rule} ${file}:${line}:${column}`),
        [expected],
      );
    });
  }

  it('finds nothing in gadgets that are sound', async () => {
    for (const name of await readdir(path.join(FIXTURES, 'clean'))) {
      const { findings, gadgets } = await examineCopy(path.join(FIXTURES, 'clean', name));
      assert.deepEqual(findings, []);
      assert.ok(gadgets > 0);
    }
  });

  it('finds nothing in the starter to copy, built or not', async () => {
    const { findings } = await examineCopy(STARTER);
    assert.deepEqual(findings, []);
  });

  it('finds in two dozen classic gadgets what is so on purpose, and raises no false alarm', async () => {
    const { findings, gadgets } = await examineCopy(CLASSIC);
    assert.ok(gadgets >= 12);
    assert.deepEqual(findings.map(({ rule, file }) => `${rule} ${file}`).sort(), HABITS);
  });
});
