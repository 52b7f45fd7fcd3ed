import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { importProblems } from './imports.mjs';

const CORE = 'packages/core/src/client.ts';
const FINESSE = 'packages/finesse/src/direct/wire.ts';
const ELEMENT = 'packages/elements/src/call-data/call-data.ts';
const ENGINE = 'packages/sandbox/src/engine/engine.ts';
const SERVER = 'packages/sandbox/src/server/http.ts';
const CONTRACT = 'packages/testing/src/contract.ts';

describe('imports that may be', () => {
  const allowed = [
    [CORE, `import { map } from 'rxjs';`],
    [CORE, `import { reduce } from './reduce.js';`],
    ['packages/core/src/reduce.test.ts', `import { fakePort } from '@cordboard/testing'; import fc from 'fast-check';`],
    ['packages/core/src/imports.node.test.ts', `import { DesktopClient } from '@cordboard/core';`],
    [FINESSE, `import { DesktopError } from '@cordboard/core';`],
    [FINESSE, `const { Strophe } = await import('strophe.js');`],
    [FINESSE, `import type { Strophe } from 'strophe.js';`],
    [ELEMENT, `import { property } from 'lit/decorators.js';`],
    [SERVER, `import { createServer } from 'node:http'; import { Engine } from '../engine/engine.js';`],
    [CONTRACT, `import { type Command } from '@cordboard/core';`],
    ['packages/testing/e2e/call.node.test.ts', `import { FinessePort } from '@cordboard/finesse';`],
    ['examples/desktop/src/main.ts', `import '@cordboard/elements/define';`],
    [CORE, `// Finesse 12.5 guide p. 94\nconst empty = '';`],
  ];
  for (const [file, text] of allowed) it(`${file}: ${text}`, () => assert.deepEqual(importProblems(file, text), []));
});

describe('imports that may not be', () => {
  const refused = [
    [CORE, `import { html } from 'lit';`],
    [CORE, `import type { FinessePort } from '@cordboard/finesse';`],
    [CORE, `export * from '@cordboard/elements';`],
    [CORE, `let port: import('@cordboard/finesse').FinessePort;`],
    [CORE, `const port = await import('@cordboard/finesse');`],
    [CORE, `const port = await import(name);`],
    [CORE, `import { readFile } from 'node:fs';`],
    [CORE, `import { x } from '../../finesse/src/index.js';`],
    [CORE, `import { x } from '../dist/index.js';`],
    [CORE, `import { x } from '@cordboard/core';`],
    [CORE, `const platform = 'finesse';`],
    [CORE, `declare module '@cordboard/finesse' {}`],
    ['packages/core/src/reduce.test.ts', `import { FinessePort } from '@cordboard/finesse';`],
    [FINESSE, `import { Strophe } from 'strophe.js';`],
    [FINESSE, `import { x } from '@cordboard/core/src/table.js';`],
    [ELEMENT, `import { FinessePort } from '@cordboard/finesse';`],
    [ELEMENT, `class CiscoButton {}`],
    [ENGINE, `import { DesktopClient } from '@cordboard/core';`],
    [ENGINE, `import { createServer } from 'node:http';`],
    [ENGINE, `import { serve } from '../server/http.js';`],
    [SERVER, `import type { Command } from '@cordboard/core';`],
    [CONTRACT, `import { Engine } from '@cordboard/sandbox';`],
    ['examples/desktop/src/main.ts', `import { x } from '../../../packages/core/src/index.js';`],
    ['examples/desktop/src/main.ts', `import { x } from '@cordboard/testing';`],
    ['packages/unheard/src/index.ts', ``],
  ];
  for (const [file, text] of refused) it(`${file}: ${text}`, () => assert.equal(importProblems(file, text).length, 1));
});
