import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { A1, A2, K, Stage } from './raw-bridge.js';
import { RawWeb } from './raw-web.js';

const PLAIN = 'Hangup,Hold,MuteCall,SingleStepTransfer,SingleStepConference,InitiateTransfer,InitiateConference,SendDtmf';

async function two(profiles?: ConstructorParameters<typeof Stage>[0]): Promise<{ stage: Stage; a1: RawWeb; a2: RawWeb }> {
  const stage = new Stage(profiles);
  return { stage, a1: await RawWeb.start(stage, A1), a2: await RawWeb.start(stage, A2) };
}

/** A1 talks with the contact as Call_1; what led to it has been read. */
async function talking(options?: ConstructorParameters<typeof Stage>[0]): ReturnType<typeof two> {
  const all = await two(options);
  all.stage.act(all.stage.ring(A1), A1, 'answer');
  await all.stage.wait(30);
  await all.a1.told();
  return all;
}

describe('a session of the Web Services wire', () => {
  it('begins with credentials, goes on with a cookie, and changes things with a token only', async () => {
    const stage = new Stage();
    const a1 = new RawWeb(stage, A1);
    const first = await a1.send('GET', '/me');
    assert.deepEqual([first.status, first.json['statusCode']], [401, 20]);
    await a1.open();
    const me = await a1.send('GET', '/me');
    assert.equal((me.json['user'] as { id: string }).id, A1);
    const start = { operationName: 'StartContactCenterSession', channels: ['voice'] };
    const without = await a1.send('POST', '/me', start, { 'X-CSRF-TOKEN': 'guessed' });
    assert.deepEqual([without.status, without.json['statusCode']], [403, 3]);
    assert.equal(stage.engine.agent(A1)?.state, 'LOGOUT');
    assert.equal(await a1.post('/me', start), 0);
    assert.equal(stage.engine.agent(A1)?.extension, A1);
    assert.equal(await a1.post('/me', { operationName: 'EndContactCenterSession' }), 0);
    assert.equal(stage.engine.agent(A1)?.state, 'LOGOUT');
    assert.equal((await a1.send('GET', '/me')).status, 401);
  });

  it('takes no wrong password, and no session of somebody else', async () => {
    const stage = new Stage();
    const a1 = new RawWeb(stage, A1);
    const wrong = await a1.send('GET', '/me', undefined, { Authorization: `Basic ${btoa(`${A1}:wrong`)}` });
    assert.equal(wrong.status, 401);
    assert.equal(wrong.headers.get('set-cookie'), null);
    assert.equal((await a1.send('GET', '/me', undefined, { Authorization: 'Basic %%%' })).status, 401);
    assert.equal((await a1.send('GET', '/me', undefined, { Cookie: 'JSESSIONID=token-1' })).status, 401);
  });

  it('chooses the device by its path or by its place', async () => {
    const stage = new Stage();
    const a1 = new RawWeb(stage, A1);
    await a1.open();
    assert.equal(
      await a1.post('/me', { operationName: 'StartContactCenterSession', channels: ['voice'], devicePath: '/devices/1001101_SW1' }),
      0,
    );
    assert.equal(stage.engine.agent(A1)?.extension, '1001101');
    assert.equal(await a1.post('/me', { operationName: 'StartContactCenterSession', channels: ['voice'], place: 'Place_1001199' }), 2);
    assert.equal(await a1.post('/me', { operationName: 'StartContactCenterSession' }), 1);
    assert.equal(await a1.post('/me', {}), 1);
  });
});

describe('an agent’s state on the Web Services wire', () => {
  it('is asked for on the channel and told by the device', async () => {
    const { stage, a1 } = await two();
    assert.equal(await a1.post('/me/channels/voice', { operationName: 'Ready' }), 0);
    await stage.wait(30);
    const [ready] = await a1.messages();
    assert.equal(ready?.channel, '/v2/me/devices');
    assert.equal(ready.data?.messageType, 'DeviceStateChangeMessage');
    assert.equal(ready.data.devices?.[0]?.userState.state, 'Ready');
    assert.deepEqual(ready.data.devices[0].capabilities, ['NotReady', 'AfterCallWork', 'Dial']);
    assert.equal(await a1.post('/me/channels/voice', { operationName: 'NotReady', reasonCode: 2 }), 0);
    assert.equal(stage.engine.agent(A1)?.reason?.label, 'Lunch');
    assert.equal(await a1.post('/me/channels/voice', { operationName: 'NotReady', reasonCode: 4711 }), 2);
    assert.equal(await a1.post('/me/channels/voice', { operationName: 'toString' }), 2);
  });
});

describe('a call on the Web Services wire', () => {
  it('is dialled, answered, released and completed, on both sides', async () => {
    const { stage, a1, a2 } = await two();
    assert.equal(
      await a1.post(`/me/devices/${A1}_SW1/calls`, { operationName: 'Dial', destination: { phoneNumber: A2 }, userData: { Case: 7 } }),
      0,
    );
    await stage.wait(500);
    assert.deepEqual(await a1.told(), [
      'Call_1 StatusChange:Dialing [] Hangup,Hold',
      `Call_1 ParticipantsUpdated:Dialing [${A2}] Hangup,Hold`,
    ]);
    assert.deepEqual(await a2.told(), [`Call_2 StatusChange:Ringing [${A1}] Answer`]);
    const { json } = await a2.send('GET', '/me/calls/Call_2');
    const call = json['call'] as Record<string, unknown>;
    assert.deepEqual([call['userData'], call['callType'], call['mute'], call['duration']], [{ Case: '7' }, 'Internal', 'Off', '0']);
    assert.equal(await a2.operate('Call_2', 'Answer'), 0);
    await stage.wait(30);
    assert.deepEqual(await a1.told(), [`Call_1 StatusChange:Established [${A2}] ${PLAIN}`]);
    await a2.told();
    assert.equal(await a1.operate('Call_1', 'Hangup'), 0);
    await stage.wait(30);
    assert.deepEqual([await a1.told(), await a2.told()], [['Call_1 StatusChange:Released [] '], ['Call_2 StatusChange:Released [] ']]);
    assert.deepEqual((await a1.send('GET', '/me/calls')).json, { statusCode: 0, calls: [] });
    assert.equal(await a1.post('/ucs/interactions/Call_1', { operationName: 'SetCallCompleted', callDuration: '0' }), 0);
    assert.equal(await a1.post('/ucs/interactions/Call_1', { operationName: 'SetCallCompleted' }), 6);
    assert.equal(await a1.post('/ucs/interactions/Call_2', { operationName: 'SetCallCompleted' }), 6);
  });

  it('is held, muted and taken back', async () => {
    const { stage, a1 } = await talking();
    for (const [operation, line] of [
      ['Hold', `Call_1 StatusChange:Held [${K}] Hangup,Retrieve,InitiateTransfer,InitiateConference`],
      ['Retrieve', `Call_1 StatusChange:Established [${K}] ${PLAIN}`],
      ['MuteCall', `Call_1 StatusChange:Established [${K}] ${PLAIN.replace('MuteCall', 'UnmuteCall')}`],
      ['UnmuteCall', `Call_1 StatusChange:Established [${K}] ${PLAIN}`],
    ] as const) {
      assert.equal(await a1.operate('Call_1', operation), 0);
      await stage.wait(30);
      assert.deepEqual(await a1.told(), [line], operation);
    }
    assert.equal(await a1.operate('Call_1', 'Retrieve'), 2);
  });

  it('carries data', async () => {
    const { stage, a1 } = await talking();
    assert.equal(await a1.operate('Call_1', 'AttachUserData', { userData: { Case: 7, Note: 'x' } }), 0);
    await stage.wait(30);
    assert.deepEqual(
      (await a1.messages()).map(({ data }) => [data?.notificationType, data?.call?.['userData']]),
      [['AttachedDataChanged', { callVariable1: 'ACC-7781', Case: '7', Note: 'x' }]],
    );
    assert.equal(await a1.operate('Call_1', 'DeleteUserDataPair', { key: 'Note' }), 0);
    assert.equal(await a1.operate('Call_1', 'DeleteUserDataPair'), 1);
    assert.equal(await a1.operate('Call_1', 'UpdateUserData', { userData: { deep: { er: 1 } } }), 2);
    assert.equal(await a1.operate('Call_1', 'SendDtmf', { digits: '12#' }), 0);
    assert.equal(await a1.operate('Call_1', 'SendDtmf'), 1);
  });

  it('is transferred in one step, and in two by the consultation', async () => {
    const one = await talking();
    assert.equal(await one.a1.operate('Call_1', 'SingleStepTransfer', { destination: { phoneNumber: A2 } }), 0);
    await one.stage.wait(30);
    assert.deepEqual(await one.a1.told(), ['Call_1 StatusChange:Released [] ']);
    assert.deepEqual(await one.a2.told(), [`Call_2 StatusChange:Ringing [${K}] Answer`]);

    const { stage, a1, a2 } = await talking();
    assert.equal(await a1.operate('Call_1', 'InitiateTransfer', { destination: { phoneNumber: A2 } }), 0);
    await stage.wait(500);
    assert.equal(await a2.operate('Call_3', 'Answer'), 0);
    await stage.wait(30);
    const told = await a1.told();
    assert.equal(told[0], `Call_1 StatusChange:Held [${K}] `);
    assert.equal(told.at(-1), `Call_2 StatusChange:Established [${A2}] Hangup,Hold,MuteCall,CompleteTransfer,SendDtmf`);
    const consult = (await a1.send('GET', '/me/calls/Call_2')).json['call'] as Record<string, unknown>;
    assert.equal(consult['parentCallPath'], '/me/calls/Call_1');
    await a2.told();
    const before = (await a2.send('GET', '/me/calls/Call_3')).json['call'] as Record<string, unknown>;
    assert.equal(await a1.operate('Call_2', 'CompleteTransfer'), 0);
    await stage.wait(30);
    assert.deepEqual(await a1.told(), ['Call_2 StatusChange:Released [] ', 'Call_1 StatusChange:Released [] ']);
    assert.deepEqual(await a2.told(), [`Call_3 ParticipantsUpdated:Established [${K}] ${PLAIN}`]);
    const after = (await a2.send('GET', '/me/calls/Call_3')).json['call'] as Record<string, unknown>;
    // The call of the consultation is gone; the id of this wire stays.
    assert.notEqual(before['connId'], after['connId']);
  });

  it('becomes a conference, from which the owner removes a party', async () => {
    const { stage, a1, a2 } = await talking();
    await a1.operate('Call_1', 'InitiateConference', { destination: { phoneNumber: A2 } });
    await stage.wait(500);
    await a2.operate('Call_3', 'Answer');
    await stage.wait(30);
    await Promise.all([a1.told(), a2.told()]);
    assert.equal(await a1.operate('Call_2', 'CompleteConference'), 0);
    await stage.wait(30);
    assert.equal(
      (await a1.told()).at(-1),
      `Call_1 ParticipantsUpdated:Established [${K},${A2}] Hangup,MuteCall,SingleStepConference,InitiateConference,SendDtmf,RemoveParticipantFromConference,ClearCall`,
    );
    assert.deepEqual(await a2.told(), [`Call_3 ParticipantsUpdated:Established [${K},${A1}] Hangup,MuteCall,SendDtmf`]);
    assert.equal(await a2.operate('Call_3', 'RemoveParticipantFromConference', { participant: A1 }), 2);
    assert.equal(await a1.operate('Call_1', 'RemoveParticipantFromConference', { participant: A2 }), 0);
    await stage.wait(30);
    assert.deepEqual(await a2.told(), ['Call_3 StatusChange:Released [] ']);
    assert.deepEqual(await a1.told(), [`Call_1 ParticipantsUpdated:Established [${K}] ${PLAIN}`]);
  });

  it('swaps with the other one', async () => {
    const { stage, a1, a2 } = await talking();
    await a1.operate('Call_1', 'InitiateTransfer', { destination: { phoneNumber: A2 } });
    await stage.wait(500);
    await a2.operate('Call_3', 'Answer');
    await stage.wait(30);
    await a1.told();
    assert.equal(await a1.operate('Call_1', 'SwapCalls'), 1);
    assert.equal(await a1.operate('Call_1', 'SwapCalls', { otherCallUri: '/me/calls/Call_2' }), 0);
    await stage.wait(30);
    const states = ((await a1.send('GET', '/me/calls')).json['calls'] as { id: string; state: string; capabilities: string[] }[]).map(
      (each) => [each.id, each.state, each.capabilities.includes('SwapCalls')],
    );
    assert.deepEqual(states, [
      ['Call_1', 'Established', false],
      ['Call_2', 'Held', true],
    ]);
  });

  it('has no mute transfer, whatever the telephone system has', async () => {
    const { a1 } = await talking();
    const call = (await a1.send('GET', '/me/calls/Call_1')).json['call'] as { capabilities: string[] };
    assert.ok(!call.capabilities.some((each) => each.startsWith('MuteTransfer')));
    assert.equal(await a1.operate('Call_1', 'MuteTransfer', { destination: { phoneNumber: A2 } }), 2);
  });

  it('refuses what is missing, unknown or somebody else’s', async () => {
    const { a1, a2 } = await talking();
    assert.equal(await a1.operate('Call_1', 'InitiateTransfer'), 1);
    assert.equal(await a1.operate('Call_1', 'InitiateTransfer', { destination: {} }), 1);
    assert.equal(await a1.operate('Call_1', 'InitiateTransfer', { destination: { phoneNumber: `${A2}_SW1` } }), 2);
    assert.equal(await a1.post('/me/calls/Call_1', {}), 1);
    assert.equal(await a1.operate('Call_1', '__proto__'), 2);
    assert.equal(await a2.operate('Call_1', 'Hangup'), 6);
    assert.equal((await a1.send('GET', '/me/calls/Call_9')).status, 404);
    assert.equal((await a1.send('GET', '/nowhere')).status, 404);
    assert.equal((await a1.send('POST', '/me/calls/Call_1', '{')).status, 400);
    assert.equal(await a1.post(`/me/devices/${A2}_SW1/calls`, { operationName: 'Dial', destination: { phoneNumber: K } }), 6);
  });
});

describe('notifications by CometD', () => {
  const shake = { channel: '/meta/handshake', version: '1.0', supportedConnectionTypes: ['long-polling', 'websocket'], id: '1' };

  it('shake hands, subscribe and hold a connect until something happens', async () => {
    const { stage, a1 } = await two();
    const connect = a1.notify({ channel: '/meta/connect', clientId: a1.clientId, connectionType: 'long-polling', id: '9' });
    await stage.wait(1_000);
    stage.ring(A1);
    await stage.wait(30);
    const messages = await connect;
    assert.deepEqual(
      messages.map(({ channel }) => channel),
      ['/v2/me/calls', '/meta/connect'],
    );
    assert.deepEqual(messages[1], {
      channel: '/meta/connect',
      id: '9',
      clientId: a1.clientId,
      successful: true,
      advice: { reconnect: 'retry', interval: 0, timeout: 25_000 },
    });
  });

  it('answer a connect when its time is over, and forget who does not come back', async () => {
    const { stage, a1 } = await two();
    const connect = a1.notify({ channel: '/meta/connect', clientId: a1.clientId });
    await stage.wait(25_000);
    assert.equal((await connect)[0]?.successful, true);
    await stage.wait(15_000);
    const [late] = await a1.notify({ channel: '/meta/connect', clientId: a1.clientId });
    assert.deepEqual([late?.successful, late?.error, late?.advice?.reconnect], [false, '402::Unknown client', 'handshake']);
  });

  it('let nobody have another agent’s client, subscribe to what there is not, or publish', async () => {
    const { a1, a2 } = await two();
    const [stolen] = await a2.notify({ channel: '/meta/connect', clientId: a1.clientId });
    assert.equal(stolen?.error, '402::Unknown client');
    const [other] = await a1.notify({ channel: '/meta/subscribe', clientId: a1.clientId, subscription: '/v2/others/calls' });
    assert.equal(other?.error, '403:/v2/others/calls:Subscription denied');
    const [published] = await a1.notify({ channel: '/v2/me/calls', clientId: a1.clientId, data: {} });
    assert.equal(published?.successful, false);
    const [odd] = await a1.notify({ ...shake, supportedConnectionTypes: ['callback-polling'] });
    assert.equal(odd?.successful, false);
  });

  it('subscribe with wildcards, and no longer when they do not want to', async () => {
    const { stage, a1 } = await two();
    await a1.notify({ channel: '/meta/unsubscribe', clientId: a1.clientId, subscription: ['/v2/me/calls', '/v2/me/devices'] });
    stage.ring(A1);
    await stage.wait(30);
    assert.deepEqual(await a1.messages(), []);
    await a1.notify({ channel: '/meta/subscribe', clientId: a1.clientId, subscription: '/v2/me/*' });
    stage.engine.execute({ type: 'call-action', callId: stage.engine.calls()[0]?.id ?? '', address: A1, action: 'answer' });
    await stage.wait(30);
    assert.ok((await a1.told()).length > 0);
    await a1.notify({ channel: '/meta/disconnect', clientId: a1.clientId });
    assert.equal((await a1.notify({ channel: '/meta/connect', clientId: a1.clientId }))[0]?.error, '402::Unknown client');
  });

  it('take no messages that are none', async () => {
    const { a1 } = await two();
    for (const body of ['[]', '7', 'null', '[null]', '[{"channel":7}]', `[${'{"channel":"/x"},'.repeat(200)}{"channel":"/x"}]`]) {
      assert.equal((await a1.send('POST', '/notifications', body)).status, 400, body.slice(0, 30));
    }
    assert.equal((await a1.send('GET', '/notifications')).status, 405);
    // A client may put the kind of message into the address.
    assert.equal((await a1.send('POST', '/notifications/handshake', [shake])).status, 200);
  });
});
