import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { A1, A2, opened, Stage, talking, valueOf } from './raw-bridge.js';

const FORM = { dnId: `${A1}_SW1`, loginId: A1, password: 'cordboard' };

interface MediaInfoError {
  readonly mediaInfo: { readonly dnId: string; readonly callableNumber: string; readonly status: string } | null;
  readonly error: { readonly telephonyErrorType: string; readonly TServerError: string } | null;
}

describe('a session of the bridge', () => {
  it('is opened with credentials, and travels in the address or as a cookie', async () => {
    const stage = new Stage();
    const { status, json, headers } = await stage.send('POST', '/ais/session', { user: 'mokafor', password: 'cordboard' });
    assert.deepEqual([status, json], [201, { sessionId: 's-token-1', ttlSeconds: 1800 }]);
    assert.equal(headers.get('set-cookie'), 'AISSESSION=s-token-1; Path=/ais; HttpOnly; SameSite=Strict');
    const read = { args: { agentId: A1, attributes: ['agent:agentId'] } };
    const expected = { result: { agentId: A1, attributes: [{ key: 'agent:agentId', value: A1 }] } };
    assert.deepEqual((await stage.send('POST', '/ais/AgentService/getAgentDTO?sid=s-token-1', read)).json, expected);
    assert.deepEqual(
      (await stage.send('POST', '/ais/AgentService/getAgentDTO', read, { Cookie: 'x=1; AISSESSION=s-token-1' })).json,
      expected,
    );
    assert.equal((await stage.send('DELETE', '/ais/session?sid=s-token-1')).status, 204);
    assert.equal((await stage.send('POST', '/ais/AgentService/getAgentDTO?sid=s-token-1', read)).status, 401);
  });

  it('is opened by nobody else', async () => {
    const stage = new Stage();
    for (const body of [
      { user: A1, password: 'wrong' },
      { user: 'nobody', password: 'cordboard' },
    ]) {
      const { status, json, headers } = await stage.send('POST', '/ais/session', body);
      assert.deepEqual([status, json.fault?.key, headers.get('set-cookie')], [401, 'error.session.BadCredentials', null]);
    }
    for (const body of [{}, { user: A1 }, { user: 7, password: 'x' }, '[]', '{', '""']) {
      assert.equal((await stage.send('POST', '/ais/session', body)).status, 400);
    }
    assert.equal((await stage.send('GET', '/ais/session')).status, 405);
  });

  it('leaves no secret in the log', async () => {
    const { stage, a1 } = await opened();
    await a1.login();
    await stage.send('POST', '/ais/AgentService/getAgentDTO', {}, { Cookie: `AISSESSION=${a1.sid}` });
    const log = JSON.stringify(stage.sandbox.log.since(0));
    assert.ok(log.includes('/ais/AgentService/login?sid=***'));
    assert.ok(log.includes('\\"sessionId\\":\\"***\\"'));
    for (const secret of [a1.sid, a1.sid.slice(2), 'cordboard']) assert.ok(!log.includes(secret), secret);
  });
});

describe('the agent service (3)', () => {
  it('logs in on a DN, which shows as an event', async () => {
    const { stage, a1 } = await opened();
    assert.deepEqual(await a1.login(), { mediaInfo: { dnId: `${A1}_SW1`, callableNumber: A1, status: 'NOT_READY' }, error: null });
    await stage.wait(30);
    const events = await a1.events();
    assert.ok(events.every(({ serviceName, eventName }) => `${serviceName}/${eventName}` === 'AgentService/VoiceMediaEvent'));
    const last = events.at(-1);
    assert.deepEqual(last?.triggers, [{ key: 'AGENT', value: A1 }]);
    assert.deepEqual(last && valueOf(last, 'agent:dnActionsPossible'), {
      dnId: `${A1}_SW1`,
      actionsPossible: ['LOGOUT', 'READY', 'AFTER_CALL_WORK', 'CREATE_INTERACTION'],
    });
    assert.equal(last && valueOf(last, 'agent:currentPlaceId'), `Place_${A1}`);
  });

  it('answers several forms with as many results', async () => {
    const { a1 } = await opened();
    const results = (await a1.call('AgentService', 'login', { agentId: A1, forms: [FORM, { ...FORM, dnId: '4711' }] })) as MediaInfoError[];
    assert.deepEqual(
      results.map(({ error, mediaInfo }) => error?.TServerError ?? mediaInfo?.status),
      ['NOT_READY', '59'],
    );
  });

  for (const [title, form, code] of [
    ['a DN that there is not', { dnId: '4711' }, '59'],
    ['a phone out of service', { dnId: '1001199_SW1' }, '58'],
    ['a wrong password', { password: 'wrong' }, '119'],
    ['somebody else’s login', { loginId: A2 }, '192'],
  ] as const) {
    it(`refuses ${title} (${code})`, async () => {
      const { a1 } = await opened();
      const result = (await a1.call('AgentService', 'login', { agentId: A1, form: { ...FORM, ...form } })) as MediaInfoError;
      assert.deepEqual(result, { mediaInfo: null, error: { telephonyErrorType: 'REFUSED', TServerError: code } });
    });
  }

  it('changes states, with a reason', async () => {
    const { stage, a1 } = await opened();
    await a1.login();
    const dn = { dnId: `${A1}_SW1` };
    const ask = async (method: string, form: object): Promise<string | null | undefined> => {
      const result = (await a1.call('AgentService', method, { agentId: A1, form: { ...dn, ...form } })) as MediaInfoError;
      return result.error?.TServerError ?? result.mediaInfo?.status;
    };
    assert.equal(await ask('ready', {}), 'READY');
    assert.equal(await ask('notReady', { reasons: [{ key: 'ReasonCode', value: 2 }] }), 'NOT_READY');
    assert.equal(stage.engine.agent(A1)?.reason?.label, 'Lunch');
    assert.equal(await ask('notReady', { reasons: [{ key: 'ReasonCode', value: 4711 }] }), '53');
    assert.equal(await ask('afterCallWork', {}), 'AFTER_CALL_WORK');
    assert.equal(await ask('logout', {}), 'LOGGED_OUT');
    assert.equal(await ask('ready', {}), '41');
    assert.equal(await ask('logout', {}), '41');
  });

  it('keeps an agent who is on a call', async () => {
    const { a1 } = await talking();
    const result = (await a1.call('AgentService', 'logout', { agentId: A1, form: FORM })) as MediaInfoError;
    assert.equal(result.error?.TServerError, '185');
  });

  it('has no actions for whoever is not logged in', async () => {
    const { a1 } = await opened();
    const attributes = ['agent:dnsActionsPossible', 'agent:dns', 'agent:currentPlaceId', 'agent:defaultPlaceId'];
    assert.deepEqual(await a1.call('AgentService', 'getAgentDTO', { agentId: A1, attributes }), {
      agentId: A1,
      attributes: [{ key: 'agent:defaultPlaceId', value: `Place_${A1}` }],
    });
    assert.equal(
      await a1.faultOf('InteractionVoiceService', 'createInteractionFromDnDTO', { dnId: `${A1}_SW1` }),
      '409 error.agent.NotLoggedIn',
    );
    assert.equal(await a1.faultOf('InteractionVoiceService', 'answerCall', { interactionId: 'Call_1' }), '409 error.agent.NotLoggedIn');
  });

  it('takes the right to create away while the phone is in use', async () => {
    const { a1 } = await talking();
    const [dto] = (await a1.call('AgentService', 'getAgentsDTO', { agentIds: [A1], attributes: ['agent:dnsActionsPossible'] })) as {
      attributes: { value: { actionsPossible: string[] }[] }[];
    }[];
    assert.deepEqual(dto?.attributes[0]?.value[0]?.actionsPossible, ['LOGOUT', 'READY', 'NOT_READY', 'AFTER_CALL_WORK']);
    assert.equal(await a1.voice('createInteractionFromDnDTO', { dnId: `${A1}_SW1` }), '79');
  });

  it('is for oneself, and for one’s own teams', async () => {
    const stage = new Stage();
    const a1 = await stage.agent(A1);
    assert.equal(await a1.faultOf('AgentService', 'getAgentDTO', { agentId: A2 }), '403 error.agent.NotPermitted');
    assert.equal(await a1.faultOf('AgentService', 'logout', { agentId: A2, form: { dnId: A2 } }), '403 error.agent.NotPermitted');
    assert.equal(await a1.faultOf('AgentService', 'getAgentDTO', { agentId: '4711' }), '404 error.agent.Unknown');
    const supervisor = await stage.agent('1001090');
    assert.equal(
      ((await supervisor.call('AgentService', 'getAgentDTO', { agentId: A2, attributes: [] })) as { agentId: string }).agentId,
      A2,
    );
  });
});

describe('DNs and places', () => {
  it('tell the number to dial, which is not the id', async () => {
    const { a1 } = await opened();
    await a1.login();
    const attributes = ['dn:dnId', 'dn:callableNumber', 'dn:agentId', 'dn:status'];
    assert.deepEqual(await a1.call('DnService', 'getDnsDTO', { dnIds: [`${A1}_SW1`], attributes }), [
      {
        dnId: `${A1}_SW1`,
        attributes: [
          { key: 'dn:dnId', value: `${A1}_SW1` },
          { key: 'dn:callableNumber', value: A1 },
          { key: 'dn:status', value: 'NOT_READY' },
          { key: 'dn:agentId', value: A1 },
        ],
      },
    ]);
    assert.deepEqual(await a1.call('PlaceService', 'getPlacesDTO', { placeIds: [`Place_${A1}`], attributes: ['place:dns'] }), [
      {
        placeId: `Place_${A1}`,
        attributes: [{ key: 'place:dns', value: [{ dnId: `${A1}_SW1`, callableNumber: A1, status: 'NOT_READY' }] }],
      },
    ]);
    assert.equal(await a1.voice('createInteractionFromDnDTO', { dnId: `${A1}_SW1`, destination: `${A2}_SW1` }), '71');
    assert.equal(await a1.faultOf('DnService', 'getDnDTO', { dnId: '4711' }), '404 error.dn.Unknown');
    assert.equal(await a1.faultOf('PlaceService', 'getPlaceDTO', { placeId: A1 }), '404 error.place.Unknown');
  });
});
