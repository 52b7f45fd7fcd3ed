import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { A1, A2, A3, opened, Stage, talking, valueOf } from './raw-bridge.js';

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
