// The gadgets of these tests are such as the doctor passes, but for what a test needs of them.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { examine } from '@cordboard/doctor';

const GADGETS = fileURLToPath(new URL('../gadgets/', import.meta.url));

/** What may be found wrong with a gadget, because it is so on purpose. */
const ON_PURPOSE: Readonly<Record<string, readonly string[]>> = {
  // Throws wherever it is called.
  'bad-neighbour': ['hub-callback-unguarded', 'recovered-ignored', 'tick-heavy'],
  // As gadgets of 11.5 were.
  'lab-status': ['spec-setprefs'],
};

for (const name of readdirSync(GADGETS, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name)) {
  test(`${name} is a gadget that works`, async () => {
    const { findings, gadgets } = await examine(`${GADGETS}${name}`);
    const meant = ON_PURPOSE[name] ?? [];
    assert.deepEqual(
      findings.filter(({ rule }) => !meant.includes(rule)),
      [],
    );
    assert.equal(gadgets, name === 'layouts' ? 0 : 1);
  });
}
