import assert from 'node:assert/strict';
import { once } from 'node:events';
import { after, before, describe, it } from 'node:test';
import { WebSocket } from 'ws';
import { startSandbox, type RunningSandbox } from './index.js';
import { until } from './raw-client.js';
import type { WorkspaceFrame } from './workspace-socket.js';

const inner = (topic: string, subtopic: string, data?: object, channel = 'Cisco'): object => ({
  channel,
  topic,
  subtopic,
  source: 'test',
  data,
});
const REGISTER = { channel: 'PubSub', message: inner('Registration', 'Register', { channels: ['Cisco'] }, 'PubSub') };
const SIGN_IN = { message: inner('Agent', 'SetUserInfo', { username: '1001001', password: 'cordboard', extension: '1001001' }) };

describe('the server’s end of a Workspace page', () => {
  let running: RunningSandbox;
  const open: WebSocket[] = [];
  before(async () => {
    running = await startSandbox({ port: 0 });
  });
  after(async () => {
    for (const socket of open) socket.terminate();
    await running.close();
  });

  const address = (): string => `${running.url.replace('http', 'ws')}acqueon/bus`;
  async function page(query = '') {
    const socket = new WebSocket(address() + query, { origin: new URL(running.url).origin });
    open.push(socket);
    const got: WorkspaceFrame[] = [];
    socket.on('message', (data: Buffer) => got.push(JSON.parse(data.toString()) as WorkspaceFrame));
    await once(socket, 'open');
    const about = (name: string): string[] =>
      got
        .filter(({ application }) => application === name)
        .map(({ packet }) => (packet as { message: { subtopic?: string } }).message.subtopic ?? 'Registered');
    return { socket, got, about, say: (frame: unknown) => socket.send(JSON.stringify(frame)) };
  }

  it('relays each application’s packets, and says to all who are registered what happens', async () => {
    const { say, about } = await page();
    say({ application: 'first', packet: REGISTER });
    say({ application: 'second', packet: REGISTER });
    say({ application: 'third', packet: SIGN_IN });
    say({ application: 'first', packet: SIGN_IN });
    await until(() => about('second').includes('SetWrapupCode'));
    assert.equal(about('first')[0], 'Registered');
    assert.deepEqual(about('first'), about('second'));
    assert.deepEqual(about('third'), [], 'nobody who has not registered is told, or heard');
    assert.equal(running.engine.agent('1001001')?.state, 'NOT_READY');
  });

  it('signs in to the Amazon core whom the page was opened for', async () => {
    const { say, about } = await page('?agent=1001005');
    say({
      application: 'first',
      packet: { channel: 'PubSub', message: inner('Registration', 'Register', { channels: ['Amazon'] }, 'PubSub') },
    });
    say({ application: 'first', packet: { message: inner('Agent', 'Login', undefined, 'Amazon') } });
    await until(() => about('first').includes('LoginSuccess'));
    assert.notEqual(running.engine.agent('1001005')?.state, 'LOGOUT');
  });

  it('forgets an application that left, and hears no more of it', async () => {
    const { say, about } = await page();
    say({ application: 'first', packet: REGISTER });
    say({ application: 'second', packet: REGISTER });
    await until(() => about('second').length === 1);
    say({ application: 'first', left: true });
    say({ application: 'second', packet: SIGN_IN });
    await until(() => about('second').includes('SetWrapupCode'));
    assert.deepEqual(about('first'), ['Registered']);
  });

  it('ignores what is no frame, and goes on', async () => {
    const { socket, say, about } = await page();
    for (const text of ['', '{', 'null', '[]', '"x"', '{"application":7,"packet":{}}', '{"packet":{}}']) socket.send(text);
    socket.send(Buffer.from([0, 1, 2]));
    for (const packet of [null, 'x', 7, [], { message: null }]) say({ application: 'first', packet });
    say({ application: 'first', packet: REGISTER });
    await until(() => about('first').length === 1);
  });

  it('takes no more than so many applications', async () => {
    const { say, got } = await page();
    for (let index = 0; index < 40; index++) say({ application: `a${index}`, packet: REGISTER });
    say({ application: 'a0', packet: REGISTER });
    await until(() => got.filter(({ application }) => application === 'a0').length === 2);
    assert.equal(new Set(got.map(({ application }) => application)).size, 32);
  });

  it('lets in no page of another origin, not even the widgets’', async () => {
    for (const origin of ['https://evil.example', 'null', new URL(running.widgetUrl).origin]) {
      const socket = new WebSocket(address(), { origin });
      const [error] = (await once(socket, 'error')) as [Error];
      assert.match(error.message, /403/);
    }
  });

  it('ends with 1012 after a reset, for the page to begin anew', async () => {
    const { socket } = await page();
    const closed = once(socket, 'close');
    running.sandbox.reset();
    assert.equal((await closed)[0], 1012);
  });

  it('keeps no password in the log', async () => {
    const { say, about } = await page();
    say({ application: 'first', packet: REGISTER });
    const signIn = { message: inner('Agent', 'SetUserInfo', { username: '1001001', password: 'CANARY-8' }) };
    say({
      application: 'first',
      packet: { message: inner('Agent', 'SetUserInfo', JSON.parse('"{\\"password\\":\\"CANARY-8\\"}"') as object) },
    });
    say({ application: 'first', packet: JSON.stringify(signIn) });
    say({ application: 'first', packet: signIn });
    await until(() => about('first').filter((each) => each === 'SetAPIError').length === 3);
    assert.ok(!JSON.stringify(running.sandbox.log.since(0)).includes('CANARY'));
  });

  it('changes the habits of a bus that is open, by the control API', async () => {
    const post = (body: unknown) => fetch(new URL('/sandbox/quirks', running.url), { method: 'POST', body: JSON.stringify({ bus: body }) });
    const { say, got, about } = await page();
    say({ application: 'first', packet: REGISTER });
    say({ application: 'first', packet: SIGN_IN });
    await until(() => about('first').includes('SetWrapupCode'));
    const said = (key: string) =>
      got.some(({ packet }) => {
        const { message } = packet as { message: { subtopic: string } };
        return message.subtopic === 'SetAPIError' && key in message;
      });
    const answer = (await (await post('as-documented')).json()) as { bus: { blankKeys: boolean } };
    assert.equal(answer.bus.blankKeys, true);
    say({ application: 'first', packet: { message: inner('InboundCall', 'SetHOLD', { CallID: '1' }) } });
    await until(() => said('data '));
    await post('clean');
    say({ application: 'first', packet: { message: inner('InboundCall', 'SetHOLD', { CallID: '1' }) } });
    await until(() => said('data'));
    for (const body of [7, [], 'dirty', { blankKeys: 'yes' }, { blank: true }]) assert.equal((await post(body)).status, 400);
  });
});
