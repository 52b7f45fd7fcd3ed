// Finds a Chromium, or gets one: a fresh machine has Node and perhaps nothing else.
import { execFile } from 'node:child_process';
import { access, constants, mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { Launcher } from 'chrome-launcher';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../../../', import.meta.url));
const asRoot = process.getuid?.() === 0;

const QUIET_ARGS = [
  '--disable-dev-shm-usage',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-default-apps',
  '--mute-audio',
];

/**
 * Where the browser is and how to start it: `{ executablePath, args, headless }`, fit for puppeteer's `launch` and for web-test-runner's
 * `chromeLauncher({ launchOptions })`. Looks at `CHROME_PATH`, then at what is installed, then installs one: Debian's when root, else one from
 * the npm registry. Rejects, naming `CHROME_PATH`, when none of that is possible.
 */
export async function findBrowser() {
  const installed = process.env.CHROME_PATH || firstInstallation() || (await installWithApt());
  // A container's root may not use the sandbox, and CI is nearly always such a container.
  if (installed)
    return { executablePath: installed, headless: true, args: [...(asRoot || process.env.CI ? ['--no-sandbox'] : []), ...QUIET_ARGS] };
  const fetched = await fetchFromRegistry();
  if (fetched) return { executablePath: fetched, headless: 'shell', args: ['--no-sandbox', ...QUIET_ARGS] };
  throw new Error('No Chromium or Chrome found, and none could be installed. Set CHROME_PATH to the path of one.');
}

function firstInstallation() {
  try {
    return Launcher.getFirstInstallation();
  } catch {
    // The look-up throws where it knows of no place to look; that is the same as finding nothing.
    return undefined;
  }
}

async function installWithApt() {
  if (!asRoot || !(await exists('/usr/bin/apt-get'))) return undefined;
  const options = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }, maxBuffer: 64 * 1024 * 1024 };
  const apt = (...args) => run('apt-get', ['-o', 'DPkg::Lock::Timeout=120', ...args], options);
  try {
    note('installing Chromium from Debian packages');
    await apt('update');
    await apt('install', '-y', '--no-install-recommends', 'chromium');
  } catch (error) {
    note(`apt-get failed: ${firstLine(error)}`);
    return undefined;
  }
  return firstInstallation();
}

async function fetchFromRegistry() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  const prefix = path.join(root, 'node_modules/.cache/chromium');
  const unpacked = path.join(prefix, 'tmp');
  try {
    const require = createRequire(path.join(prefix, 'package.json'));
    if (!resolves(require, '@sparticuz/chromium')) {
      note('fetching a headless Chromium from the npm registry');
      await mkdir(prefix, { recursive: true });
      const npm = [
        'install',
        '--prefix',
        prefix,
        '--no-save',
        '--ignore-scripts',
        '--no-audit',
        '--no-fund',
        '@sparticuz/chromium@147.0.0',
      ];
      await run('npm', npm, { cwd: prefix, maxBuffer: 64 * 1024 * 1024 });
    }
    await mkdir(unpacked, { recursive: true });
    const { TMPDIR } = process.env;
    // It unpacks into the temporary folder, and nothing at all where a `chromium` of another program already lies there: give it its own.
    process.env.TMPDIR = unpacked;
    // With this it brings its own libraries along, which a bare machine lacks.
    process.env.AWS_EXECUTION_ENV = 'AWS_Lambda_nodejs20.x';
    try {
      const { default: chromium } = await import(pathToFileURL(require.resolve('@sparticuz/chromium')).href);
      return await chromium.executablePath();
    } finally {
      if (TMPDIR === undefined) delete process.env.TMPDIR;
      else process.env.TMPDIR = TMPDIR;
    }
  } catch (error) {
    note(`the npm registry's Chromium failed: ${firstLine(error)}`);
    return undefined;
  }
}

function resolves(require, name) {
  try {
    return Boolean(require.resolve(name));
  } catch {
    return false;
  }
}

const exists = (file) =>
  access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
const firstLine = (error) =>
  String(error?.stderr || error?.message || error)
    .trim()
    .split('\n', 1)[0];
const note = (text) => process.stderr.write(`browser: ${text}\n`);

if (process.argv[1] && path.resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  process.stdout.write(`${(await findBrowser()).executablePath}\n`);
}
