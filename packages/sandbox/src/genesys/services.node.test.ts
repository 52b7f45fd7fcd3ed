import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { A1, A2, K, Stage, talking, TOPICS, valueOf } from './raw-bridge.js';

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
