import { expect } from '@open-wc/testing';
import type { DesktopClient } from '@cordboard/core';
import { until } from '@cordboard/testing';
import { closeDesks, desk, DN, NUMBER, pairs, type BridgeSide } from '../bridge-side.test.js';

const STATUS = 'interaction:status';
const ACTIONS = ['CREATE_INTERACTION', 'LOGOUT', 'READY', 'NOT_READY', 'AFTER_CALL_WORK'];
const LUNCH = { id: '12', code: '2', label: 'Lunch', category: 'not-ready', system: false } as const;

/** How the agent stands on their DN, as an event tells. */
const on = (status: string) => ({
  'agent:dns': [{ dnId: DN, callableNumber: NUMBER, status }],
  'agent:dnsActionsPossible': [{ dnId: DN, actionsPossible: ACTIONS }],
});

const accepted = (status: string) => () => ({ mediaInfo: { dnId: DN, callableNumber: NUMBER, status }, error: null });
const agentIs = (client: DesktopClient, state: string) => until(client.agent$, `the agent ${state}`, (agent) => agent?.state === state);

async function talking() {
  const setting = await desk();
  setting.side.interaction('Call_1', { [STATUS]: 'TALKING', actionsPossible: ['RELEASE_CALL'] });
  setting.side.media(on('BUSY'));
  await agentIs(setting.client, 'talking');
  return setting;
}

/** The last reason that was given on the DN. */
function givesReason(side: BridgeSide, ...reasons: readonly unknown[]): void {
  side.answers['DnService.getDnsDTO'] = () => [{ dnId: DN, attributes: pairs({ 'dn:lastReasonCode': reasons }) }];
}

describe('a state that is asked for during a call', () => {
  afterEach(closeDesks);

  it('is pending once the platform has accepted it, and what the platform shows when the call is over', async () => {
    const { client, side } = await talking();
    side.answers['AgentService.ready'] = accepted('BUSY');
    await client.run({ type: 'set-agent-state', state: 'ready' });
    expect(client.state.agent).to.deep.include({ state: 'talking', pending: { state: 'ready' } });
    side.interaction('Call_1', { [STATUS]: 'IDLE', actionsPossible: ['MARK_DONE'] });
    side.media(on('READY'));
    await agentIs(client, 'ready');
    expect(client.state.agent?.pending).to.equal(undefined);
  });

  it('is forgotten with the call where the platform says no more of it', async () => {
    const { client, side } = await talking();
    side.answers['AgentService.notReady'] = accepted('BUSY');
    await client.run({ type: 'set-agent-state', state: 'not-ready' });
    side.interaction('Call_1', { [STATUS]: 'IDLE', actionsPossible: ['MARK_DONE'] });
    await until(client.agent$, 'nothing pending', (agent) => agent?.pending === undefined);
    expect(client.state.agent?.state).to.equal('talking');
  });

  it('takes the place of the one before it', async () => {
    const { client, side } = await talking();
    side.answers['AgentService.notReady'] = side.answers['AgentService.afterCallWork'] = accepted('BUSY');
    await client.run({ type: 'set-agent-state', state: 'not-ready' });
    await client.run({ type: 'set-agent-state', state: 'work' });
    expect(client.state.agent?.pending).to.deep.equal({ state: 'work' });
  });

  it('waits for the event where there is no call that it could wait for', async () => {
    const { client, side } = await desk();
    side.answers['AgentService.ready'] = accepted('NOT_READY');
    const asked = side.asks('AgentService.ready');
    const run = client.run({ type: 'set-agent-state', state: 'ready' });
    await asked;
    await side.fetched();
    expect(client.state.agent?.pending).to.equal(undefined);
    expect(client.state.commands.get('agent')?.phase).to.equal('pending');
    side.media(on('READY'));
    await run;
  });
});

describe('the reason of not being ready', () => {
  afterEach(closeDesks);

  const reasonIs = (client: DesktopClient, label: string | undefined) =>
    until(client.agent$, `the reason ${label}`, (agent) => agent?.reason?.label === label && agent?.state === 'not-ready');

  it('is read from the DN, and called as the site calls it', async () => {
    const { client, side } = await desk({ reasonCodes: [LUNCH] });
    givesReason(side, { key: 'ReasonCode', value: 2 });
    side.media(on('NOT_READY'));
    const agent = await reasonIs(client, 'Lunch');
    expect(agent?.reason).to.deep.equal({ id: '12', code: '2', label: 'Lunch', system: false });
    side.media(on('READY'));
    await agentIs(client, 'ready');
    expect(client.state.agent?.reason).to.equal(undefined);
  });

  it('is shown as it is where the site does not list it', async () => {
    const { client, side } = await desk();
    givesReason(side, { key: 'Training', value: '77' });
    side.media(on('NOT_READY'));
    const agent = await reasonIs(client, 'Training');
    expect(agent?.reason).to.deep.equal({ code: '77', label: 'Training', system: false });
  });

  it('is another one when another is given in the same state', async () => {
    const { client, side } = await desk({ reasonCodes: [LUNCH] });
    givesReason(side, { key: 'Training', value: '77' });
    side.media(on('NOT_READY'));
    await reasonIs(client, 'Training');
    side.answers['AgentService.notReady'] = () => {
      givesReason(side, { key: 'Lunch', value: '2' });
      return accepted('NOT_READY')();
    };
    await client.run({ type: 'set-agent-state', state: 'not-ready', reasonId: '12' });
    side.media(on('NOT_READY'));
    await reasonIs(client, 'Lunch');
  });

  it('is left out where the DN cannot be read, or tells none that can be understood', async () => {
    for (const reasons of [[], ['2'], [{ key: 'ReasonCode' }], [{ value: { deep: 1 } }]]) {
      const { client, side } = await desk();
      side.media(on('READY'));
      await agentIs(client, 'ready');
      givesReason(side, ...reasons);
      const read = side.asks('DnService.getDnsDTO');
      side.media(on('NOT_READY'));
      await read;
      await side.fetched();
      expect(client.state.agent?.state).to.equal('not-ready');
      expect(client.state.agent?.reason).to.equal(undefined);
    }
  });
});
