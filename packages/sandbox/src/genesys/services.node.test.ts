import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { A1, A2, A3, K, RawAgent, Stage, TOPICS, valueOf } from './raw-bridge.js';

const FORM = { dnId: `${A1}_SW1`, loginId: A1, password: 'cordboard' };

interface MediaInfoError {
  readonly mediaInfo: { readonly dnId: string; readonly callableNumber: string; readonly status: string } | null;
  readonly error: { readonly telephonyErrorType: string; readonly TServerError: string } | null;
}

async function opened(): Promise<{ stage: Stage; a1: RawAgent }> {
  const stage = new Stage();
  const a1 = new RawAgent(stage, A1);
  await a1.open();
  return { stage, a1 };
}

async function talking(): Promise<{ stage: Stage; a1: RawAgent; a2: RawAgent; call: string }> {
  const stage = new Stage();
  const [a1, a2] = [await stage.agent(A1), await stage.agent(A2)];
  const call = stage.ring(A1);
  stage.act(call, A1, 'answer');
  await stage.wait(30);
  await a1.told();
  return { stage, a1, a2, call };
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

describe('the event service (4)', () => {
  it('delivers what topics ask for, and nothing else', async () => {
    const stage = new Stage();
    const a1 = await stage.agent(A1);
    const made = (await a1.call('EventService', 'createSubscriber', {
      notification: null,
      topicServices: [
        {
          serviceName: 'InteractionService',
          topicsEvents: [
            {
              eventName: 'InteractionEvent',
              attributes: ['interaction:interactionID', 'interaction.voice:parties', 'interaction:contactId'],
              triggers: [{ key: 'DN', value: `${A1}_SW1` }],
              filters: [{ key: 'interaction:status', value: 'RINGING' }],
            },
          ],
        },
      ],
    })) as { subscriberId: string; topicServiceErrors: unknown[] };
    assert.deepEqual(made.topicServiceErrors, []);
    const { subscriberId } = made;
    const call = stage.ring(A1);
    stage.act(call, A1, 'answer');
    await stage.wait(30);
    const events = await a1.call('EventService', 'getEvents', { subscriberId, timeoutMs: 0 });
    assert.deepEqual(events, [
      {
        serviceName: 'InteractionService',
        eventName: 'InteractionEvent',
        triggers: [{ key: 'DN', value: `${A1}_SW1` }],
        attributes: [
          { key: 'interaction:interactionId', value: 'Call_1' },
          { key: 'interaction.voice:parties', value: [K] },
        ],
        timeStamp: stage.engine.now() - 30,
      },
    ]);
    assert.deepEqual(await a1.call('EventService', 'unsubscribeTopics', { subscriberId, topicServices: TOPICS(A1) }), []);
    assert.deepEqual(await a1.call('EventService', 'getTopics', { subscriberId }), []);
    assert.deepEqual(await a1.call('EventService', 'subscribeTopics', { subscriberId, topicServices: TOPICS(A1) }), []);
    assert.equal(((await a1.call('EventService', 'getTopics', { subscriberId })) as unknown[]).length, 2);
    assert.equal(await a1.call('EventService', 'unsubscribeAllTopics', { subscriberId }), null);
    assert.equal(await a1.call('EventService', 'setNotification', { subscriberId, notification: null }), null);
    assert.equal(await a1.call('EventService', 'removeSubscriber', { subscriberId }), null);
    assert.equal(await a1.faultOf('EventService', 'getEvents', { subscriberId }), '404 error.event.UnknownSubscriber');
  });

  it('holds a request until something happens, or its time is over', async () => {
    const stage = new Stage();
    const a1 = await stage.agent(A1);
    const args = { subscriberId: a1.subscriber, timeoutMs: 25_000 };
    const first = a1.call('EventService', 'getEvents', args);
    await stage.wait(25_000);
    assert.deepEqual(await first, []);
    const second = a1.call('EventService', 'getEvents', args) as Promise<unknown[]>;
    await stage.wait(1_000);
    stage.ring(A1);
    await stage.wait(30);
    assert.ok((await second).length > 0);
    const third = a1.call('EventService', 'getEvents', args);
    await stage.wait(1_000);
    const fourth = a1.call('EventService', 'getEvents', args);
    await stage.wait(10);
    assert.deepEqual(await third, []);
    await stage.wait(25_000);
    assert.deepEqual(await fourth, []);
  });

  it('knows its faults', async () => {
    const stage = new Stage();
    const [a1, a2] = [await stage.agent(A1), await stage.agent(A2)];
    const create = (topicServices: unknown, notification: unknown = null): Promise<string> =>
      a1.faultOf('EventService', 'createSubscriber', { notification, topicServices });
    const event = (change: object): object[] => [
      {
        serviceName: 'InteractionService',
        topicsEvents: [{ eventName: 'InteractionEvent', attributes: [], triggers: [{ key: 'AGENT', value: A1 }], ...change }],
      },
    ];
    assert.equal(await create([{ serviceName: 'MailService', topicsEvents: [] }]), '400 error.event.BadTopicService');
    assert.equal(await create(event({ eventName: 'MailEvent' })), '400 error.event.BadTopicEvent');
    assert.equal(await create(event({ triggers: [] })), '400 error.event.BadTopicEvent');
    assert.equal(await create(event({ triggers: [{ key: 'MOON', value: '1' }] })), '400 error.event.BadTopicEvent');
    assert.equal(await create(event({ triggers: [{ key: 'AGENT', value: '4711' }] })), '400 error.event.BadTopicEvent');
    assert.equal(await create(event({ triggers: [{ key: 'AGENT', value: A2 }] })), '403 error.agent.NotPermitted');
    assert.equal(await create(event({ triggers: [{ key: 'PLACE', value: `Place_${A2}` }] })), '403 error.agent.NotPermitted');
    assert.equal(
      await create([], { notificationType: 'SOAP_HTTP', notificationEndpoint: 'http://elsewhere/' }),
      '400 error.event.AdapterTypeNotFound',
    );
    assert.equal(await a2.faultOf('EventService', 'getEvents', { subscriberId: a1.subscriber }), '404 error.event.UnknownSubscriber');
  });
});

describe('the interaction service (8)', () => {
  it('reads by id, agent, DN and place', async () => {
    const { a1 } = await talking();
    const dto = { interactionId: 'Call_1', attributes: [{ key: 'interaction:status', value: 'TALKING' }] };
    const attributes = ['interaction:status'];
    const read = (method: string, args: object): Promise<unknown> => a1.call('InteractionService', method, { ...args, attributes });
    assert.deepEqual(await read('getInteractionDTO', { interactionId: 'Call_1' }), dto);
    assert.deepEqual(await read('getInteractionsDTO', { interactionIds: ['Call_1'] }), [dto]);
    assert.deepEqual(await read('getInteractionsDTOFromAgent', { agentId: A1 }), { agentId: A1, interactions: [dto] });
    assert.deepEqual(await read('getInteractionsDTOFromDn', { dnId: `${A1}_SW1` }), { dnId: `${A1}_SW1`, interactions: [dto] });
    assert.deepEqual(await read('getInteractionsDTOFromPlace', { placeId: `Place_${A1}` }), {
      placeId: `Place_${A1}`,
      interactions: [dto],
    });
  });

  it('has the attributes of both domains', async () => {
    const { a1, call, stage } = await talking();
    await stage.wait(2_000);
    const [read] = (await a1.call('InteractionService', 'getInteractionsDTO', {
      interactionIds: ['Call_1'],
      attributes: ['interaction:*', 'interaction.voice:*'],
    })) as { attributes: { key: string; value: unknown }[] }[];
    const { 'interaction:dateCreated': created, ...rest } = Object.fromEntries(
      (read?.attributes ?? []).map(({ key, value }) => [key, value]),
    );
    assert.equal(created, stage.engine.now() - 2_030);
    assert.deepEqual(rest, {
      'interaction:interactionId': 'Call_1',
      'interaction:interactionType': 'VOICE',
      'interaction:status': 'TALKING',
      'interaction:agentId': A1,
      'interaction:attachedData': [{ key: 'callVariable1', value: 'ACC-7781' }],
      'interaction:done': false,
      'interaction.voice:actionsPossible': [
        'RELEASE_CALL',
        'HOLD',
        'MUTE_ON',
        'SINGLE_STEP_TRANSFER',
        'MUTE_TRANSFER',
        'INIT_TRANSFER',
        'SINGLE_STEP_CONFERENCE',
        'INIT_CONFERENCE',
      ],
      'interaction.voice:ANI': K,
      'interaction.voice:callType': 'INBOUND',
      'interaction.voice:consultationInteractionIds': [],
      'interaction.voice:dnId': `${A1}_SW1`,
      'interaction.voice:DNIS': A1,
      'interaction.voice:duration': 2,
      'interaction.voice:isIncoming': true,
      'interaction.voice:parties': [K],
      'interaction.voice:phoneNumber': K,
      'interaction.voice:TEventExtensions': [{ key: 'CallRef', value: call }],
    });
  });

  it('says Unknown of a number that is withheld', async () => {
    const stage = new Stage();
    const a1 = await stage.agent(A1);
    stage.ring(A1, 'anonymous');
    await stage.wait(30);
    assert.deepEqual(await a1.told(), ['Call_1 S:RINGING [Unknown] ANSWER_CALL']);
  });

  it('adds attached data, during the call and after it', async () => {
    const { stage, a1, call } = await talking();
    const add = (...pairs: readonly object[]): Promise<unknown> =>
      a1.call('InteractionService', 'setInteractionDTO', {
        interactionId: 'Call_1',
        attributes: [{ key: 'interaction:addAttachedData', value: pairs }],
      });
    assert.equal(await add({ key: 'Case', value: 'C-9' }, { key: 'Count', value: 3 }), null);
    await stage.wait(30);
    const [event] = await a1.events();
    assert.equal(event && valueOf(event, 'interaction:eventReason'), 'INFO_CHANGED');
    assert.deepEqual(event && valueOf(event, 'interaction:modifiedAttachedData'), [
      { key: 'callVariable1', value: 'ACC-7781' },
      { key: 'Case', value: 'C-9' },
      { key: 'Count', value: '3' },
    ]);
    stage.act(call, A1, 'drop');
    await stage.wait(30);
    assert.equal(await add({ key: 'Case', value: 'C-10' }), null);
    const data = (await a1.read('Call_1', 'interaction:attachedData')) as { key: string; value: string }[];
    assert.equal(data.find(({ key }) => key === 'Case')?.value, 'C-10');
    assert.deepEqual(await add({ key: 'Deep', value: [{ key: 'a', value: 'b' }] }), {
      key: 'error.interaction.BadAttachedData',
      message: 'The calls of the sandbox carry texts and numbers',
    });
    const status = { interactionId: 'Call_1', attributes: [{ key: 'interaction:status', value: 'TALKING' }] };
    const error = (await a1.call('InteractionService', 'setInteractionDTO', status)) as { key: string };
    assert.equal(error.key, 'error.interaction.AttributeNotWritable');
  });
});

describe('errors of the telephone system (10.2)', () => {
  for (const [code, method, more] of [
    ['43', 'muteOff', {}],
    ['43', 'answerCall', {}],
    ['43', 'retrieveCall', {}],
    ['53', 'singleStepTransfer', { destination: A2, location: '' }],
    ['53', 'singleStepTransfer', { destination: A2, attachedData: [{ key: 'x', value: null }] }],
    ['71', 'singleStepTransfer', {}],
    ['71', 'singleStepTransfer', { destination: '12' }],
    ['71', 'initiateTransferDTO', { destination: `${A2}_SW1` }],
    ['71', 'singleStepConference', { destination: 'somewhere' }],
    ['93', 'singleStepTransfer', { destination: '1001199' }],
    ['96', 'completeConference', {}],
    ['98', 'completeTransfer', {}],
    ['185', 'leaveConference', {}],
    ['185', 'makeCall', { destination: A2, callType: 'REGULAR' }],
    ['53', 'makeCall', { destination: A2, callType: 'LOUD' }],
  ] as const) {
    it(`${code} for ${method} ${JSON.stringify(more)}`, async () => {
      const { a1 } = await talking();
      assert.equal(await a1.voice(method, { interactionId: 'Call_1', ...more }), code);
      assert.equal(await a1.read('Call_1', 'interaction:status'), 'TALKING');
    });
  }

  it('41 for a DN that somebody else is logged in on', async () => {
    const { a1 } = await talking();
    assert.equal(await a1.voice('createInteractionFromDnDTO', { dnId: `${A2}_SW1` }), '41');
  });

  it('54 while the link to the switch is down', async () => {
    const { stage, a1 } = await talking();
    stage.engine.execute({ type: 'set-system', status: 'OUT_OF_SERVICE' });
    assert.equal(await a1.voice('holdCall', { interactionId: 'Call_1' }), '54');
    stage.engine.execute({ type: 'set-system', status: 'IN_SERVICE' });
    assert.equal(await a1.voice('holdCall', { interactionId: 'Call_1' }), null);
  });

  it('99 for a call that cannot be retrieved', async () => {
    const { stage, a1 } = await talking();
    await a1.voice('initiateTransferDTO', { interactionId: 'Call_1', destination: A2 });
    await stage.wait(200);
    assert.equal(await a1.voice('retrieveCall', { interactionId: 'Call_1' }), '99');
  });

  it('110 for a second action on the same or a linked interaction, until the events of the first are out', async () => {
    const { stage, a1, a2 } = await talking();
    assert.equal(await a1.voice('initiateTransferDTO', { interactionId: 'Call_1', destination: A2 }), null);
    assert.equal(await a1.voice('releaseCall', { interactionId: 'Call_2' }), '110');
    assert.equal(await a1.voice('retrieveCall', { interactionId: 'Call_1' }), '110');
    await stage.wait(500);
    assert.equal(await a2.voice('answerCall', { interactionId: 'Call_3' }), null);
    assert.equal(await a2.voice('releaseCall', { interactionId: 'Call_3' }), '110');
    await stage.wait(30);
    assert.equal(await a1.voice('releaseCall', { interactionId: 'Call_2' }), null);
  });

  it('tell reasons and extensions of a command with the events that follow', async () => {
    const { stage, a1 } = await talking();
    const reasons = [{ key: 'Why', value: 'lunch' }];
    await a1.voice('holdCall', { interactionId: 'Call_1', reasons, tExtensions: [{ key: 'X', value: 1 }] });
    await stage.wait(30);
    const [event] = await a1.events();
    assert.deepEqual(event && valueOf(event, 'interaction.voice:TEventReasons'), reasons);
    assert.deepEqual((event && (valueOf(event, 'interaction.voice:TEventExtensions') as object[]))?.[0], { key: 'X', value: 1 });
  });
});

describe('an interaction is its own agent’s', () => {
  it('others neither read it nor act on it', async () => {
    const stage = new Stage();
    const [a1, a3] = [await stage.agent(A1), await stage.agent(A3)];
    stage.ring(A1);
    await stage.wait(30);
    assert.equal(await a3.faultOf('InteractionVoiceService', 'answerCall', { interactionId: 'Call_1' }), '404 error.interaction.Unknown');
    assert.equal(await a3.faultOf('InteractionService', 'getInteractionDTO', { interactionId: 'Call_1' }), '404 error.interaction.Unknown');
    assert.equal(await a3.faultOf('InteractionService', 'getInteractionsDTOFromDn', { dnId: `${A1}_SW1` }), '403 error.agent.NotPermitted');
    assert.equal(await a1.read('Call_1', 'interaction:status'), 'RINGING');
  });
});

describe('hostile requests', () => {
  it('to what there is not', async () => {
    const { a1, stage } = await opened();
    assert.equal(await a1.faultOf('MailService', 'send'), '404 error.common.UnknownService');
    assert.equal(await a1.faultOf('EventService', 'toString'), '404 error.common.UnknownMethod');
    assert.equal(await a1.faultOf('constructor', 'call'), '404 error.common.UnknownService');
    assert.equal((await stage.send('POST', `/ais/EventService/getEvents/more?sid=${a1.sid}`, {})).status, 404);
    assert.equal((await stage.send('GET', `/ais/EventService/getEvents?sid=${a1.sid}`)).status, 405);
    assert.equal((await stage.send('POST', '/ais/EventService/getEvents', {})).status, 401);
    const foreign = await stage.send('POST', `/ais/EventService/getEvents?sid=${a1.sid}`, {}, { Origin: 'https://elsewhere.example' });
    assert.equal(foreign.status, 403);
  });

  it('of every kind are answered, never with a bug', async () => {
    const stage = new Stage();
    const a1 = await stage.agent(A1);
    stage.ring(A1);
    const services = ['AgentService', 'EventService', 'InteractionService', 'InteractionVoiceService', 'DnService', 'PlaceService'];
    const methods = [
      'login',
      'getAgentDTO',
      'createSubscriber',
      'subscribeTopics',
      'getInteractionsDTO',
      'setInteractionDTO',
      'createInteractionFromDnDTO',
      'makeCall',
      'answerCall',
      'initiateTransferDTO',
      'markDone',
      'getDnsDTO',
      'getPlacesDTO',
    ];
    const name = fc.constantFrom(
      'agentId',
      'form',
      'forms',
      'interactionId',
      'interactionIds',
      'attributes',
      'destination',
      'dnId',
      'topicServices',
    );
    const value = fc.oneof(
      fc.jsonValue(),
      fc.constantFrom(
        A1,
        'Call_1',
        `${A1}_SW1`,
        '__proto__',
        [{ key: '__proto__', value: 'x' }],
        [{ serviceName: 'AgentService', topicsEvents: [7] }],
      ),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...services),
        fc.constantFrom(...methods),
        fc.dictionary(name, value),
        async (service, method, args) => {
          const { status } = await a1.raw(service, method, args);
          assert.ok([200, 400, 403, 404, 409].includes(status), `${service}.${method} ${status}`);
        },
      ),
      { numRuns: 500 },
    );
    assert.deepEqual(stage.bugs, []);
  });
});

describe('the two platforms of one contact centre', () => {
  it('show the same call, each in its own words', async () => {
    const stage = new Stage();
    const a1 = await stage.agent(A1);
    // A2 works with the other platform.
    stage.engine.execute({ type: 'sign-in', agentId: A2, extension: A2 });
    const basic = { Authorization: `Basic ${btoa(`${A2}:cordboard`)}` };
    const dialogs = async (): Promise<string> => {
      const outcome = await stage.sandbox.fetch(new Request(`http://127.0.0.1:8450/finesse/api/User/${A2}/Dialogs`, { headers: basic }));
      return typeof outcome === 'string' ? outcome : outcome.text();
    };
    const put = async (action: string, id: string): Promise<number> => {
      const body = `<Dialog><requestedAction>${action}</requestedAction><targetMediaAddress>${A2}</targetMediaAddress></Dialog>`;
      const headers = { ...basic, 'Content-Type': 'application/xml' };
      const outcome = await stage.sandbox.fetch(
        new Request(`http://127.0.0.1:8450/finesse/api/Dialog/${id}`, { method: 'PUT', headers, body }),
      );
      return typeof outcome === 'string' ? 0 : outcome.status;
    };
    assert.equal(await a1.voice('createInteractionFromDnDTO', { dnId: `${A1}_SW1`, destination: A2 }), null);
    await stage.wait(500);
    const xml = await dialogs();
    assert.match(xml, /<state>ALERTING<\/state>/);
    const id = /<id>(\d+)<\/id>/.exec(xml)?.[1] ?? '';
    assert.equal(await put('ANSWER', id), 202);
    await stage.wait(100);
    assert.equal(await a1.read('Call_1', 'interaction:status'), 'TALKING');
    assert.equal(await put('HOLD', id), 202);
    await stage.wait(100);
    // Who is put on hold still talks, as far as their own phone knows.
    assert.equal(await a1.read('Call_1', 'interaction:status'), 'TALKING');
    assert.equal(await a1.voice('muteOn', { interactionId: 'Call_1' }), null);
    await stage.wait(30);
    assert.equal(await a1.voice('releaseCall', { interactionId: 'Call_1' }), null);
    await stage.wait(100);
    assert.doesNotMatch(await dialogs(), /<Dialog>/);
    assert.equal(await a1.voice('markDone', { interactionId: 'Call_1' }), null);
    // The phone of the other platform has its own view, which nobody of this one ever sees.
    assert.deepEqual(stage.bugs, []);
  });
});
