import { DesktopClient, ownParticipant, Secret, type Dialog } from '@cordboard/core';
import { FinessePort } from '@cordboard/finesse';
import { startInPage, type InPageSandbox } from '@cordboard/sandbox/page';
import { expect, waitUntil } from '@open-wc/testing';
import { filter, firstValueFrom, map, timeout, type Observable } from 'rxjs';

const CUSTOMER = '+12065550142';

const open: (() => void)[] = [];
afterEach(() => {
  for (const close of open.splice(0).reverse()) close();
});

function play(options: Parameters<typeof startInPage>[0]): InPageSandbox {
  const sandbox = startInPage(options);
  open.push(() => sandbox.close());
  return sandbox;
}

function clientOf(port: FinessePort): DesktopClient {
  const client = new DesktopClient(port);
  open.push(() => client.close());
  client.connect();
  return client;
}

const once = <T>(stream$: Observable<T>, isIt: (value: T) => boolean): Promise<T> =>
  firstValueFrom(stream$.pipe(filter(isIt), timeout(8_000)));

const legs = (client: DesktopClient): Observable<string> =>
  client.dialogs$.pipe(map((dialogs: readonly Dialog[]) => dialogs.map((dialog) => ownParticipant(dialog)?.state ?? 'none').join(' ')));

async function signIn(client: DesktopClient, id: string): Promise<void> {
  await client.run({ type: 'sign-in', agentId: id, extension: id, secret: new Secret('cordboard') });
  await client.run({ type: 'set-agent-state', state: 'ready' });
}

async function takeACall(client: DesktopClient, sandbox: InPageSandbox): Promise<void> {
  await signIn(client, '1001001');
  await sandbox.control.call({ from: CUSTOMER, queue: '5120', variables: { callVariable1: 'ACC-7781' } });
  const [ringing] = await once(client.dialogs$, (dialogs) => dialogs.length === 1 && ownParticipant(dialogs[0])?.state === 'alerting');
  const dialogId = ringing!.id;
  expect(ringing!.from).to.equal(CUSTOMER);
  for (const [action, state] of [
    ['answer', 'active'],
    ['hold', 'held'],
    ['retrieve', 'active'],
  ] as const) {
    await client.run({ type: 'dialog-action', dialogId, action });
    await once(legs(client), (now) => now === state);
    const { calls } = await sandbox.control.state();
    const leg = calls[0]?.parties.find(({ address }) => address === '1001001');
    expect(leg?.state).to.equal(state === 'held' ? 'HELD' : 'ACTIVE');
  }
  await client.run({ type: 'dialog-action', dialogId, action: 'drop' });
  await once(legs(client), (now) => now === '');
}

describe('the Finesse port against a sandbox in the page', () => {
  it('runs a call over the page’s own globals, and the log shows both wires', async () => {
    const sandbox = play({ origin: 'https://a.sandbox.example' });
    const client = clientOf(new FinessePort({ hosts: sandbox.url }));
    await takeACall(client, sandbox);
    const { entries } = await sandbox.control.log();
    expect(entries.some(({ wire, path }) => wire === 'rest' && path?.startsWith('/finesse/api/Dialog/'))).to.be.true;
    expect(entries.some(({ kind, node }) => kind === 'notification' && node?.endsWith('/Dialogs'))).to.be.true;
    expect(JSON.stringify(entries)).not.to.include('cordboard"');
  });

  it('runs a call with what it is given, and leaves the globals alone', async () => {
    const before = [fetch, WebSocket, XMLHttpRequest].map((each) => each as unknown);
    const sandbox = play({ globals: false });
    const client = clientOf(new FinessePort({ hosts: sandbox.url, environment: sandbox.environment }));
    await takeACall(client, sandbox);
    expect([fetch, WebSocket, XMLHttpRequest]).to.deep.equal(before);
  });

  it('runs a call over BOSH: strophe.js has the page’s XMLHttpRequest', async () => {
    const sandbox = play({ origin: 'https://a.sandbox.example' });
    const Played = XMLHttpRequest;
    const asked: XMLHttpRequest[] = [];
    // Whatever is made from now on is remembered.
    globalThis.XMLHttpRequest = class extends Played {
      constructor() {
        super();
        asked.push(this);
      }
    };
    open.push(() => (globalThis.XMLHttpRequest = Played));
    const client = clientOf(new FinessePort({ hosts: sandbox.url, transport: 'bosh' }));
    await takeACall(client, sandbox);
    const { entries } = await sandbox.control.log();
    expect(entries.some(({ kind, node }) => kind === 'notification' && node?.endsWith('/Dialogs'))).to.be.true;
    // The library stumbles over a server that goes before its goodbye is answered.
    client.close();
    await waitUntil(() => asked.every(({ readyState }) => readyState === 0 || readyState === 4));
    expect(asked.length).to.be.greaterThan(2);
  });

  it('keeps two sandboxes apart, whichever way they are reached', async () => {
    const left = play({ origin: 'https://a.sandbox.example' });
    const right = play({ origin: 'https://b.sandbox.example', world: 'ccx' });
    const alike = play({ origin: 'https://a.sandbox.example', globals: false });
    const clients = [
      clientOf(new FinessePort({ hosts: left.url })),
      clientOf(new FinessePort({ hosts: right.url })),
      clientOf(new FinessePort({ hosts: alike.url, environment: alike.environment })),
    ] as const;
    await Promise.all(clients.map((client) => signIn(client, '1001001')));
    await right.control.call({ from: CUSTOMER, queue: '5120' });
    await once(legs(clients[1]), (now) => now === 'alerting');
    const counts = await Promise.all([left, right, alike].map(async ({ control }) => (await control.state()).calls.length));
    expect(counts).to.deep.equal([0, 1, 0]);
    expect(await firstValueFrom(legs(clients[0]))).to.equal('');
    expect(await firstValueFrom(legs(clients[2]))).to.equal('');
  });

  it('sees a closed sandbox as a link that is down, and a fault as a fault', async () => {
    const sandbox = play({ origin: 'https://a.sandbox.example' });
    const client = clientOf(new FinessePort({ hosts: sandbox.url, limits: { spreadMs: 1 } }));
    await signIn(client, '1001001');
    await sandbox.control.startFault({ target: 'xmpp:1001001', toxic: 'reset_peer', args: { times: 1 } });
    await once(client.link$, ({ state }) => state !== 'up');
    await once(client.link$, ({ state }) => state === 'up');
    sandbox.close();
    await once(client.link$, ({ state }) => state !== 'up');
  });
});
