import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { access, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const asRoot = process.getuid?.() === 0;

/** A real XMPP server on loopback with its data in a folder of its own. */
export interface Prosody {
  readonly url: string;
  /** The same over BOSH. */
  readonly boshUrl: string;
  readonly domain: string;
  /** Accounts, each with the password given. */
  readonly accounts: { readonly publisher: string; readonly agent: string; readonly password: string };
  /** Ends it abruptly and starts it again. Settles when it listens again. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** Finds Prosody, or installs Debian's package when root. Rejects with what to do otherwise. */
export async function haveProsody(): Promise<void> {
  if (await onPath()) return;
  if (!asRoot) throw new Error('Prosody is not installed: apt-get install prosody');
  const options = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
  await run('apt-get', ['-o', 'DPkg::Lock::Timeout=120', 'update'], options);
  await run('apt-get', ['-o', 'DPkg::Lock::Timeout=120', 'install', '-y', '--no-install-recommends', 'prosody'], options);
}

/** Starts one with two accounts and a pub/sub service. */
export async function startProsody(): Promise<Prosody> {
  const folder = await mkdtemp(path.join(tmpdir(), 'cordboard-prosody-'));
  const [c2s, http] = [await freePort(), await freePort()];
  const config = path.join(folder, 'prosody.cfg.lua');
  const accounts = { publisher: 'publisher', agent: '1001001', password: 'only-for-this-test' };
  await writeFile(config, settings(folder, c2s, http, accounts.publisher));
  for (const name of [accounts.publisher, accounts.agent]) {
    await run('prosodyctl', ['--config', config, ...(asRoot ? ['--root'] : []), 'register', name, 'localhost', accounts.password]);
  }
  let server = await begin(config, http);
  return {
    url: `ws://localhost:${http}/xmpp-websocket`,
    boshUrl: `http://localhost:${http}/http-bind`,
    domain: 'localhost',
    accounts,
    async restart() {
      await end(server, 'SIGKILL');
      server = await begin(config, http);
    },
    async stop() {
      await end(server, 'SIGTERM');
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function settings(folder: string, c2s: number, http: number, admin: string): string {
  return `
pidfile = "${folder}/prosody.pid"; data_path = "${folder}"; ${asRoot ? 'run_as_root = true' : ''}
interfaces = { "127.0.0.1" }; c2s_ports = { ${c2s} }; s2s_ports = { }
http_interfaces = { "127.0.0.1" }; http_ports = { ${http} }; https_ports = { }
modules_enabled = { "roster"; "saslauth"; "disco"; "ping"; "websocket"; "bosh" }
modules_disabled = { "s2s"; "tls" }
c2s_require_encryption = false; consider_websocket_secure = true; consider_bosh_secure = true
authentication = "internal_hashed"; storage = "internal"
log = { { levels = { min = "info" }, to = "file", filename = "${folder}/prosody.log" } }
VirtualHost "localhost"
  http_host = "localhost"
Component "pubsub.localhost" "pubsub"
  autocreate_on_publish = true; autocreate_on_subscribe = true
  admins = { "${admin}@localhost" }
`;
}

async function begin(config: string, port: number): Promise<ChildProcess> {
  const server = spawn('prosody', ['-F', ...(asRoot ? ['--root'] : []), '--config', config], { stdio: 'ignore' });
  for (let tries = 0; tries < 200; tries++) {
    if (await listens(port)) return server;
    if (server.exitCode !== null) break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  server.kill('SIGKILL');
  throw new Error('Prosody did not start');
}

async function end(server: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const gone = once(server, 'exit');
  server.kill(signal);
  await gone;
}

async function onPath(): Promise<boolean> {
  const folders = (process.env['PATH'] ?? '').split(':');
  const found = await Promise.all(
    folders.map((folder) =>
      access(path.join(folder, 'prosody')).then(
        () => true,
        () => false,
      ),
    ),
  );
  return found.includes(true);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('No port');
  return address.port;
}

async function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('close', () => socket.destroy());
    socket.once('connect', () => socket.end());
  });
}
