import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { builtInWorld, type DropParticipantRule, type World } from '../engine/index.js';
import { startSandbox, type RunningSandbox } from './index.js';
import { control, errorOf, RawAgent } from './raw-client.js';

// What the platform refuses when the raw request is sent anyway (Finesse 12.5 guide pp. 86-107).

const A = '1001001';
const B = '1001002';
const D = '1001005';
const SUPERVISOR = '1001090';
const C = '+12065550142';

let running: RunningSandbox;
afterEach(() => running.close());

async function signedIn(world: 'cce' | 'ccx' | World, ...ids: readonly string[]): Promise<readonly RawAgent[]> {
  running = await startSandbox({ port: 0, clock: 'virtual', world });
  const agents = ids.map((id) => new RawAgent(running, id));
  for (const agent of agents) await agent.signIn();
  return agents;
}

async function talking(agent: RawAgent): Promise<string> {
  await agent.ready();
  const { json } = await control(running, 'POST', '/calls', { from: C, to: '7400' });
  agent.settle();
  await agent.act(json['id'] as string, 'ANSWER');
  return json['id'] as string;
}

async function consult(by: RawAgent, callId: string, to: RawAgent): Promise<string> {
  await by.act(callId, 'CONSULT_CALL', `<toAddress>${to.extension}</toAddress>`);
  const id = running.engine.callsOf(by.id).at(-1)?.id ?? '';
  await to.act(id, 'ANSWER');
  return id;
}

/** How a request ends: the status and type of its refusal, `ok`, or the type and data of the error that comes later. */
async function outcome(agent: RawAgent, reply: Promise<Awaited<ReturnType<RawAgent['act']>>>): Promise<string> {
  const answer = await reply;
  if (answer.status !== 202) return `${answer.status} ${errorOf(answer).type ?? ''}`;
  const { root, payload } = await agent.note((note) => note.requestId === answer.requestId);
  const word = (name: string): string => new RegExp(`<${name}>([^<]*)<`).exec(payload)?.[1] ?? '';
  return root === 'apiErrors' ? `${word('errorType')} ${word('errorData')}` : 'ok';
}

const digits = (value: string): string =>
  `<actionParams><ActionParam><name>dtmfString</name><value>${value}</value></ActionParam></actionParams>`;
const to = (number: string): string => `<toAddress>${number}</toAddress>`;

describe('digits', () => {
  for (const [world, value, expected] of [
    ['cce', '0123456789*#', 'ok'],
    ['cce', 'ABCD', 'ok'],
    ['cce', 'E', 'Generic Error 3'],
    ['ccx', '42#', 'ok'],
    ['ccx', 'A', 'Generic Error 3'],
  ] as const) {
    it(`${value} on ${world}: ${expected}`, async () => {
      const [a] = await signedIn(world, A);
      assert.equal(await outcome(a!, a!.act(await talking(a!), 'SEND_DTMF', digits(value))), expected);
    });
  }

  it('go to no held leg', async () => {
    const [a] = await signedIn('cce', A);
    const id = await talking(a!);
    await a!.act(id, 'HOLD');
    assert.equal(await outcome(a!, a!.act(id, 'SEND_DTMF', digits('1'))), '401 Invalid State');
  });
});

describe('a consultation', () => {
  it('is refused while the phone rings, and while the call is held', async () => {
    const [a] = await signedIn('cce', A);
    await a!.ready();
    const { json } = await control(running, 'POST', '/calls', { from: C, to: '7400' });
    a!.settle();
    const id = json['id'] as string;
    assert.equal(await outcome(a!, a!.act(id, 'CONSULT_CALL', to(B))), `Generic Error ${A}`);
    await a!.act(id, 'ANSWER');
    await a!.act(id, 'HOLD');
    assert.equal(await outcome(a!, a!.act(id, 'CONSULT_CALL', to(B))), `Generic Error ${A}`);
    assert.equal(await outcome(a!, a!.act(id, 'HOLD')), `Generic Error ${A}`, 'held twice');
    await a!.act(id, 'RETRIEVE');
    assert.equal(await outcome(a!, a!.act(id, 'CONSULT_CALL')), '400 Parameter Missing');
  });
});

describe('a conference', () => {
  for (const [world, expected] of [
    ['cce', 'Generic Error 20999'],
    ['ccx', 'Invalid State 22'],
  ] as const) {
    it(`is added to by its controller only on ${world}: ${expected}`, async () => {
      const [a, b, d] = await signedIn(world, A, B, D);
      const id = await talking(a!);
      await consult(a!, id, b!);
      await a!.act(id, 'CONFERENCE');
      await consult(b!, id, d!);
      assert.equal(await outcome(b!, b!.act(id, 'CONFERENCE')), expected);
    });
  }

  for (const [rule, byController, byOther, bySupervisor] of [
    ['supervisor_only', false, false, true],
    ['conference_controller_and_supervisor', true, false, true],
    ['all', true, true, true],
  ] as readonly (readonly [DropParticipantRule, boolean, boolean, boolean])[]) {
    for (const [who, may] of [
      ['the controller', byController],
      ['another agent', byOther],
      ['a supervisor', bySupervisor],
    ] as const) {
      it(`${may ? 'lets' : 'does not let'} ${who} drop a party under ${rule}`, async () => {
        const [a, b, s] = await signedIn({ ...builtInWorld('cce'), enableDropParticipantFor: rule }, A, B, SUPERVISOR);
        const id = await talking(a!);
        for (const joined of [b!, s!]) {
          await consult(a!, id, joined);
          await a!.act(id, 'CONFERENCE');
        }
        const actor = who === 'the controller' ? a! : who === 'another agent' ? b! : s!;
        const target = actor === b ? SUPERVISOR : B;
        const offered = running.engine.callFor(actor.id, id)?.parties.find(({ agentId }) => agentId === actor.id)?.actions;
        assert.equal(offered?.includes('drop-party'), may, 'as offered');
        const drop = (address: string): ReturnType<RawAgent['command']> =>
          actor.command(
            'PUT',
            `/Dialog/${id}`,
            `<Dialog><requestedAction>PARTICIPANT_DROP</requestedAction><targetMediaAddress>${address}</targetMediaAddress></Dialog>`,
          );
        assert.equal(await outcome(actor, drop(C)), `Generic Error ${C}`, 'nobody drops the customer');
        assert.equal(await outcome(actor, drop(target)), may ? 'ok' : `Generic Error ${target}`);
      });
    }
  }
});

describe('what is not of a platform', () => {
  for (const [world, action, more] of [
    ['cce', 'START_RECORDING', ''],
    ['ccx', 'TRANSFER_SST', to(B)],
    ['ccx', 'PARTICIPANT_DROP', ''],
  ] as const) {
    it(`${action} is 501 on ${world}`, async () => {
      const [a] = await signedIn(world, A);
      assert.equal(await outcome(a!, a!.act(await talking(a!), action, more)), '501 Not Implemented');
    });
  }
});

describe('a recording on CCX', () => {
  it('needs an active leg of one’s own, and is started once', async () => {
    const [a, b] = await signedIn('ccx', A, B);
    const id = await talking(a!);
    assert.equal(await outcome(b!, b!.act(id, 'START_RECORDING')), '401 Invalid Authorization User Specified');
    await a!.act(id, 'HOLD');
    assert.equal(await outcome(a!, a!.act(id, 'START_RECORDING')), '401 Invalid State');
    await a!.act(id, 'RETRIEVE');
    assert.equal(await outcome(a!, a!.act(id, 'START_RECORDING')), 'ok');
    assert.equal(await outcome(a!, a!.act(id, 'START_RECORDING')), `Generic Error ${A}`);
    const { json } = await control(running, 'GET', '/state');
    assert.equal((json['calls'] as readonly { recording?: true }[])[0]?.recording, true);
  });

  it('several wrap-up reasons are taken on CCX, and shown', async () => {
    const [a] = await signedIn('ccx', A);
    const id = await talking(a!);
    const items =
      '<mediaProperties><wrapUpItems><wrapUpItem>Refund issued</wrapUpItem><wrapUpItem>Address changed</wrapUpItem></wrapUpItems></mediaProperties>';
    const { requestId } = await a!.act(id, 'UPDATE_CALL_DATA', items);
    assert.match(
      (await a!.note((note) => note.requestId === requestId)).payload,
      /<wrapUpItems><wrapUpItem>Refund issued<\/wrapUpItem><wrapUpItem>Address changed<\/wrapUpItem><\/wrapUpItems>/,
    );
  });
});
