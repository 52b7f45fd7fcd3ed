// Browser tests: every *.test.ts beside the sources, in Chromium, from the TypeScript sources. Node's own are *.node.test.ts.
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { defaultReporter } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import { fileURLToPath } from 'node:url';
import { findBrowser } from './packages/testing/tools/browser.mjs';
import { modulesOf } from './packages/testing/tools/wtr-commonjs.mjs';
import { countReporter } from './packages/testing/tools/wtr-count-reporter.mjs';

const { executablePath, args, headless } = await findBrowser();

export default {
  files: ['packages/*/src/**/*.test.ts', 'packages/testing/**/*.test.ts', '!**/*.node.test.ts', '!**/node_modules/**', '!**/dist/**'],
  nodeResolve: { exportConditions: ['source', 'production'] },
  plugins: [
    esbuildPlugin({ ts: true, tsconfig: fileURLToPath(new URL('tsconfig.json', import.meta.url)), target: 'es2022' }),
    modulesOf(['saxes'], fileURLToPath(new URL('.', import.meta.url)).replace(/[\\/]$/, '')),
  ],
  browsers: [chromeLauncher({ launchOptions: { executablePath, args, headless }, createPage, concurrency: 2 })],
  // Mocha's own 2 s is too short for an accessibility audit on a busy machine with two cores.
  testFramework: { config: { timeout: 10_000 } },
  browserStartTimeout: 60_000,
  testsStartTimeout: 60_000,
  testsFinishTimeout: 180_000,
  reporters: [defaultReporter(), countReporter()],
  coverageConfig: {
    include: ['packages/*/src/**/*.ts'],
    exclude: ['**/*.test.ts', 'packages/testing/**'],
    reporters: ['lcov', 'text-summary'],
  },
};

// Two pages run side by side. As tabs of one window the one behind would get no frames, and without focus no keys: tests would wait for ever.
async function createPage({ context }) {
  const window = await context.browser().createBrowserContext();
  const page = await window.newPage();
  const session = await page.createCDPSession();
  await session.send('Emulation.setFocusEmulationEnabled', { enabled: true });
  return page;
}
