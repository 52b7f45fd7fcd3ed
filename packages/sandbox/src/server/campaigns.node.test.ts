import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { childOf, parseXml, textOf } from '../finesse/xml/read.js';
import { startSandbox, type RunningSandbox } from './index.js';
import { control, errorOf, LoggedStory, RawAgent, type RawNote } from './raw-client.js';

// Outbound Option on the wire (Finesse 12.5 guide pp. 86, 108-114).

const MAYA = '1001001';
const CUSTOMER = '+12065550142';

let running: RunningSandbox;
afterEach(() => running.close());

async function begin(world: 'cce' | 'ccx' = 'cce'): Promise<RawAgent> {
  running = await startSandbox({ port: 0, clock: 'virtual', world });
  const maya = new RawAgent(running, MAYA);
  await maya.signIn();
  await maya.ready();
  return maya;
}

async function contact(body: object): Promise<string> {
  const { status, json } = await control(running, 'POST', '/calls', body);
  assert.equal(status, 200, JSON.stringify(json));
  return json['id'] as string;
}

const params = (values: Readonly<Record<string, string>>): string =>
  `<actionParams>${Object.entries(values)
    .map(([name, value]) => `<ActionParam><name>${name}</name><value>${value}</value></ActionParam>`)
    .join('')}</actionParams>`;

/** The call that the customer has been connected to. */
const customerCall = (): string => running.engine.callsOf(MAYA)[0]?.id ?? '';

async function actionsOf(agent: RawAgent, id: string): Promise<readonly string[]> {
  const { text } = await agent.api('GET', `/Dialog/${id}`);
  const parties = childOf(parseXml(text), 'participants')?.children ?? [];
  const own = parties.find((party) => textOf(party, 'mediaAddress') === agent.extension);
  return (own && childOf(own, 'actions'))?.children.map((each) => each.text) ?? [];
}

describe('a preview contact', () => {
  it('is offered, accepted, called, and gone when the customer is there', async () => {
    const maya = await begin();
    const story = new LoggedStory(running, { [CUSTOMER]: 'C', [MAYA]: 'maya', '890001': 'port' });
    await story.told();
    const id = await contact({ from: 'Renewals preview', to: CUSTOMER });
    assert.deepEqual(await actionsOf(maya, id), ['ACCEPT', 'CLOSE', 'REJECT']);
    await maya.act(id, 'ACCEPT');
    maya.settle(3_000);
    const call = customerCall();
    await control(running, 'POST', `/calls/${call}/actions`, { address: CUSTOMER, action: 'drop' });
    assert.deepEqual(await story.with(id, 'offer').with(call, 'call').told(), [
      'maya: user RESERVED_OUTBOUND_PREVIEW',
      'maya: POST offer ALERTING OUTBOUND_PREVIEW: port INITIATED, maya ALERTING',
      'maya: PUT offer ACCEPTED OUTBOUND_PREVIEW: port INITIATED, maya ACCEPTED',
      'maya: user TALKING',
      'maya: POST call ACTIVE OUTBOUND: C ACTIVE, maya ACTIVE',
      'maya: DELETE offer ACCEPTED OUTBOUND_PREVIEW: port DROPPED, maya DROPPED',
      'maya: PUT call ACTIVE OUTBOUND: C DROPPED, maya ACTIVE',
      'maya: PUT call DROPPED OUTBOUND: C DROPPED, maya DROPPED',
      'maya: DELETE call DROPPED OUTBOUND: C DROPPED, maya DROPPED',
      'maya: user READY',
    ]);
  });

  for (const word of ['REJECT', 'CLOSE']) {
    it(`goes at ${word}, which the DELETE answers; the agent is ready again`, async () => {
      const maya = await begin();
      const id = await contact({ from: CUSTOMER, to: MAYA, callType: 'OUTBOUND_PREVIEW' });
      const { status, requestId } = await maya.act(id, word);
      assert.equal(status, 202);
      const answer = await maya.note((note) => note.requestId === requestId);
      assert.deepEqual([answer.event, answer.root], ['DELETE', 'dialogs']);
      const user = await maya.note(({ root, data }) => root === 'user' && textOf(data, 'state') === 'READY', maya.notes.indexOf(answer));
      assert.equal(user.event, 'PUT');
      running.clock.advance(60_000);
      assert.deepEqual(running.engine.calls(), []);
    });
  }

  it('keeps NOT_READY pending until it is over', async () => {
    const maya = await begin();
    const id = await contact({ from: '31', to: MAYA });
    await maya.user('<state>NOT_READY</state><reasonCodeId>11</reasonCodeId>');
    assert.deepEqual(
      [running.engine.agent(MAYA)?.state, running.engine.agent(MAYA)?.pendingState],
      ['RESERVED_OUTBOUND_PREVIEW', 'NOT_READY'],
    );
    await maya.act(id, 'REJECT');
    assert.equal(running.engine.agent(MAYA)?.state, 'NOT_READY');
  });

  it('is no call: what calls can do is refused', async () => {
    const maya = await begin();
    const id = await contact({ from: '31', to: MAYA });
    for (const action of ['RETRIEVE', 'CONSULT_CALL', 'TRANSFER_SST', 'RECLASSIFY']) {
      const more = action === 'RECLASSIFY' ? params({ outboundClassification: 'FAX' }) : '<toAddress>1001002</toAddress>';
      const { status, requestId } = await maya.act(id, action, more);
      assert.equal(status, 202, action);
      assert.match((await maya.note((note) => note.requestId === requestId)).payload, /<errorType>Generic Error</, action);
    }
  });

  for (const [world, campaign, other] of [
    ['cce', '32', '31'],
    ['ccx', '31', '32'],
  ] as const) {
    it(`of the other platform is not served on ${world}: 501`, async () => {
      const maya = await begin(world);
      const foreign = await contact({ from: campaign, to: MAYA });
      for (const action of ['ACCEPT', 'REJECT', 'CLOSE']) {
        const { status, type } = errorOf(await maya.act(foreign, action));
        assert.deepEqual([status, type], [501, 'Not Implemented'], action);
      }
      await control(running, 'POST', '/reset', {});
      await maya.signIn();
      await maya.ready();
      assert.equal((await maya.act(await contact({ from: other, to: MAYA }), 'ACCEPT')).status, 202);
    });
  }
});

describe('a progressive contact', () => {
  it('reserves the agent, who may leave, and may be reserved again', async () => {
    const maya = await begin();
    const story = new LoggedStory(running, { [CUSTOMER]: 'C', [MAYA]: 'maya' });
    await story.told();
    await contact({ from: 'Payment reminder', to: CUSTOMER });
    await maya.user('<state>READY</state>');
    running.clock.advance(5_000);
    assert.deepEqual(await story.with(customerCall(), 'call').told(), [
      'maya: user RESERVED_OUTBOUND',
      'maya: user READY',
      'maya: user RESERVED_OUTBOUND',
      'maya: user TALKING',
      'maya: POST call ACTIVE OUTBOUND: C ACTIVE, maya ACTIVE',
    ]);
  });

  it('cannot be left on CCX', async () => {
    const maya = await begin('ccx');
    await contact({ from: 'Payment reminder', to: CUSTOMER });
    const { requestId } = await maya.user('<state>READY</state>');
    assert.match((await maya.note((note) => note.requestId === requestId)).payload, /<errorType>Internal Server Error</);
  });

  it('tells on CCX that it was transferred', async () => {
    const maya = await begin('ccx');
    await contact({ from: 'Payment reminder', to: CUSTOMER });
    running.clock.advance(3_000);
    const call = customerCall();
    await control(running, 'POST', '/agents/1001002/state', { state: 'NOT_READY' });
    await maya.act(call, 'CONSULT_CALL', '<toAddress>1001002</toAddress>');
    const consult = running.engine.callsOf(MAYA)[1]?.id ?? '';
    await control(running, 'POST', `/calls/${consult}/actions`, { address: '1001002', action: 'answer' });
    await maya.act(call, 'TRANSFER');
    const left = running.engine.call(call);
    assert.deepEqual([left?.callType, left?.variables.find(({ name }) => name === 'BAStatus')?.value], ['TRANSFER', 'TRANSFERRED']);
  });
});

describe('the call of a campaign', () => {
  async function talking(): Promise<{ maya: RawAgent; id: string }> {
    const maya = await begin();
    await contact({ from: '33', to: CUSTOMER });
    running.clock.advance(3_000);
    return { maya, id: customerCall() };
  }
  const answerTo = (maya: RawAgent, requestId: string): Promise<RawNote> => maya.note((note) => note.requestId === requestId);

  it('is reclassified; a later picture tells', async () => {
    const { maya, id } = await talking();
    assert.deepEqual((await actionsOf(maya, id)).slice(-3), ['UPDATE_SCHEDULED_CALLBACK', 'CANCEL_SCHEDULED_CALLBACK', 'RECLASSIFY']);
    for (const value of ['VOICE', 'FAX', 'ANS_MACHINE', 'INVALID', 'BUSY', 'DO_NOT_CALL']) {
      const { status, requestId } = await maya.act(id, 'RECLASSIFY', params({ outboundClassification: value }));
      assert.equal(status, 202);
      const { payload } = await answerTo(maya, requestId);
      assert.match(payload, new RegExp(`<outboundClassification>${value}</outboundClassification>`));
      assert.match(payload, new RegExp(`<name>BAResponse</name><value>${value}</value>`));
    }
  });

  it('has a callback promised, moved by halves, and taken back', async () => {
    const { maya, id } = await talking();
    const promised = async (word: string, values: Readonly<Record<string, string>> = {}): Promise<string | undefined> => {
      const { requestId } = await maya.act(id, word, params(values));
      const info = childOf((await answerTo(maya, requestId)).data, 'scheduledCallbackInfo');
      return info && `${textOf(info, 'callbackTime') ?? ''} ${textOf(info, 'callbackNumber') ?? ''}`;
    };
    const time = '2026-03-07T14:30';
    assert.equal(await promised('UPDATE_SCHEDULED_CALLBACK', { callbackTime: time }), `${time} `);
    assert.equal(await promised('UPDATE_SCHEDULED_CALLBACK', { callbackNumber: '2065550142' }), `${time} 2065550142`);
    assert.equal(
      await promised('UPDATE_SCHEDULED_CALLBACK', { callbackTime: '2026-03-08T09:00', callbackNumber: '2065550143' }),
      '2026-03-08T09:00 2065550143',
    );
    assert.equal(await promised('CANCEL_SCHEDULED_CALLBACK'), undefined);
  });

  it('refuses what makes no sense at once', async () => {
    const { maya, id } = await talking();
    const rows: readonly (readonly [string, Readonly<Record<string, string>>, string, string])[] = [
      ['RECLASSIFY', {}, 'Parameter Missing', 'outboundClassification'],
      ['RECLASSIFY', { outboundClassification: '' }, 'Parameter Missing', 'outboundClassification'],
      ['RECLASSIFY', { outboundClassification: 'PIGEON' }, 'Invalid Input', 'outboundClassification'],
      ['UPDATE_SCHEDULED_CALLBACK', {}, 'Parameter Missing', 'callbackTime'],
      ['UPDATE_SCHEDULED_CALLBACK', { callbackTime: 'tomorrow' }, 'Invalid Input', 'callbackTime'],
      ['UPDATE_SCHEDULED_CALLBACK', { callbackTime: '2026-02-30T10:00' }, 'Invalid Input', 'callbackTime'],
      ['UPDATE_SCHEDULED_CALLBACK', { callbackNumber: 'home' }, 'Invalid Input', 'callbackNumber'],
    ];
    for (const [action, values, type, data] of rows) {
      const error = errorOf(await maya.act(id, action, params(values)));
      assert.deepEqual([error.status, error.type, error.data], [400, type, data], `${action} ${JSON.stringify(values)}`);
    }
  });

  it('is told apart from a call of no campaign, an unknown one and one that is over', async () => {
    const { maya, id } = await talking();
    const ask = (call: string): ReturnType<RawAgent['act']> => maya.act(call, 'RECLASSIFY', params({ outboundClassification: 'FAX' }));
    const unknown = errorOf(await ask('4'));
    assert.deepEqual([unknown.status, unknown.type], [404, 'Dialog Not Found']);
    await maya.act(id, 'DROP');
    const stale = errorOf(await ask(id));
    assert.deepEqual([stale.status, stale.type], [400, 'Finesse API Error']);
    const plain = await contact({ from: CUSTOMER, to: '7400' });
    running.clock.advance(1_000);
    await maya.act(plain, 'ANSWER');
    const { status, requestId } = await ask(plain);
    assert.equal(status, 202);
    assert.match((await answerTo(maya, requestId)).payload, /<errorType>Generic Error</);
  });
});

describe('the control of campaigns', () => {
  it('needs a ready agent, a number outside, and an agent that is there', async () => {
    await begin();
    const refused = async (body: object): Promise<unknown> => {
      const { status, json } = await control(running, 'POST', '/calls', body);
      return [status, (json['error'] as { code: string }).code];
    };
    assert.deepEqual(await refused({ from: '31', to: '7400' }), [404, 'unknown-address']);
    assert.deepEqual(await refused({ from: '31', to: '1001008' }), [409, 'operation-failed']);
    assert.equal((await control(running, 'POST', '/calls', { from: '31' })).status, 200, 'anybody is called');
  });
});
