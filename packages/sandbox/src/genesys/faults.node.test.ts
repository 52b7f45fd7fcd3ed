import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseFault } from '../faults/index.js';
import { A1, A2, K, Stage, valueOf, type RawAgent } from './raw-bridge.js';
import type { GenesysQuirks } from './quirks.js';
import { RawWeb } from './raw-web.js';

async function talking(quirks: Partial<GenesysQuirks> = {}): Promise<{ stage: Stage; a1: RawAgent; call: string }> {
  const stage = new Stage();
  const a1 = await stage.agent(A1);
  const call = stage.ring(A1);
  stage.act(call, A1, 'answer');
  await stage.wait(30);
  await a1.told();
  stage.sandbox.genesys.setQuirks(quirks);
  return { stage, a1, call };
}

describe('a subscriber that is moved to another node', () => {
  it('loses what waited, is told so, and can read everything', async () => {
    const { stage, a1, call } = await talking();
    stage.act(call, A1, 'hold');
    await stage.wait(30);
    stage.sandbox.faults.start(parseFault({ target: A1, toxic: 'change_node' }));
    await stage.wait(0);
    const events = await a1.events();
    assert.deepEqual(
      events.map(({ serviceName, eventName }) => `${serviceName}/${eventName}`),
      ['EventService/SubscriberEvent'],
    );
    assert.equal(events[0] && valueOf(events[0], 'subscriber:isChangeNode'), true);
    assert.equal(await a1.read('Call_1', 'interaction:status'), 'HELD');
    assert.deepEqual(stage.sandbox.faults.list, []);
    stage.act(call, A1, 'retrieve');
    await stage.wait(30);
    assert.match((await a1.told())[0] ?? '', /^Call_1 S:TALKING/);
  });

  it('that does not collect for too long is treated the same', async () => {
    const { stage, a1, call } = await talking();
    for (let turn = 0; turn < 501; turn++) {
      stage.act(call, A1, 'hold');
      stage.act(call, A1, 'retrieve');
    }
    await stage.wait(30);
    const events = await a1.events();
    assert.equal(events[0]?.eventName, 'SubscriberEvent');
    assert.ok(events.length < 10);
  });

  it('on the Web Services wire has to shake hands again', async () => {
    const stage = new Stage();
    const web = await RawWeb.start(stage, A1);
    stage.sandbox.faults.start(parseFault({ target: 'gws', toxic: 'change_node' }));
    const [reply] = await web.notify({ channel: '/meta/connect', clientId: web.clientId });
    assert.deepEqual([reply?.error, reply?.advice?.reconnect], ['402::Unknown client', 'handshake']);
    await web.subscribe('/v2/me/calls');
    stage.ring(A1);
    await stage.wait(30);
    assert.deepEqual(await web.told(), [`Call_1 StatusChange:Ringing [${K}] Answer`]);
  });
});

describe('a session that expires', () => {
  it('answers 401, also to who waits for events, and a new one begins', async () => {
    const { stage, a1 } = await talking();
    const poll = a1.faultOf('EventService', 'getEvents', { subscriberId: a1.subscriber, timeoutMs: 25_000 });
    await stage.wait(100);
    stage.sandbox.faults.start(parseFault({ target: `ais:${A1}`, toxic: 'expire_session' }));
    assert.equal(await poll, '401 error.session.Unknown');
    assert.equal(await a1.faultOf('InteractionVoiceService', 'holdCall', { interactionId: 'Call_1' }), '401 error.session.Unknown');
    await a1.open();
    assert.equal(await a1.read('Call_1', 'interaction:status'), 'TALKING');
  });

  it('by itself, when it is not used', async () => {
    const { stage, a1 } = await talking({ sessionSeconds: 60 });
    await stage.wait(40_000);
    await a1.events();
    await stage.wait(40_000);
    await a1.events();
    await stage.wait(61_000);
    assert.equal(await a1.faultOf('EventService', 'getEvents', { subscriberId: a1.subscriber }), '401 error.session.Unknown');
  });

  it('on the Web Services wire too', async () => {
    const stage = new Stage();
    const web = await RawWeb.start(stage, A1);
    stage.sandbox.faults.start(parseFault({ target: A1, toxic: 'expire_session' }));
    assert.equal((await web.send('GET', '/me')).status, 401);
  });
});

describe('an interaction that nobody dials', () => {
  it('is gone after its time, without an event', async () => {
    const stage = new Stage({ quirks: { newSeconds: 60, sessionSeconds: 3_600 } });
    const a1 = await stage.agent(A1);
    await a1.voice('createInteractionFromDnDTO', { dnId: `${A1}_SW1` });
    await stage.wait(30);
    await a1.told();
    await stage.wait(60_000);
    assert.deepEqual(await a1.told(), []);
    assert.equal(
      await a1.faultOf('InteractionVoiceService', 'makeCall', { interactionId: 'Call_1', destination: K }),
      '404 error.interaction.Unknown',
    );
  });

  it('is kept when somebody has', async () => {
    const stage = new Stage({ quirks: { newSeconds: 60, sessionSeconds: 3_600 } });
    const a1 = await stage.agent(A1);
    await a1.voice('createInteractionFromDnDTO', { dnId: `${A1}_SW1` });
    await stage.wait(30);
    await a1.voice('makeCall', { interactionId: 'Call_1', destination: K });
    await stage.wait(120_000);
    assert.equal(await a1.read('Call_1', 'interaction:status'), 'TALKING');
  });

  it('is not taken for one of before everything began again', async () => {
    const stage = new Stage({ quirks: { newSeconds: 60, sessionSeconds: 3_600 } });
    await (await stage.agent(A1)).voice('createInteractionFromDnDTO', { dnId: `${A1}_SW1` });
    await stage.wait(30_000);
    stage.sandbox.reset();
    const again = await stage.agent(A1);
    await again.voice('createInteractionFromDnDTO', { dnId: `${A1}_SW1` });
    await stage.wait(40_000);
    assert.equal(await again.read('Call_1', 'interaction:status'), 'NEW');
  });

  it('is gone at once when a fault says so', async () => {
    const stage = new Stage();
    const a1 = await stage.agent(A1);
    await a1.voice('createInteractionFromDnDTO', { dnId: `${A1}_SW1` });
    stage.sandbox.faults.start(parseFault({ target: A2, toxic: 'expire_new' }));
    assert.equal(await a1.read('Call_1', 'interaction:status'), 'NEW');
    stage.sandbox.faults.start(parseFault({ target: A1, toxic: 'expire_new' }));
    assert.equal(await a1.faultOf('InteractionService', 'getInteractionDTO', { interactionId: 'Call_1' }), '404 error.interaction.Unknown');
  });
});

describe('events that are lost', () => {
  it('on either wire: the truth is read', async () => {
    const { stage, a1, call } = await talking();
    const web = await RawWeb.start(stage, A2);
    stage.ring(A2, '+12065550143');
    await stage.wait(30);
    await web.told();
    stage.sandbox.faults.start(
      parseFault({ target: `ais:${A1}`, toxic: 'drop_events', when: { node: 'InteractionService' }, args: { times: 1 } }),
    );
    stage.sandbox.faults.start(
      parseFault({ target: `gws:${A2}`, toxic: 'drop_events', when: { node: '/v2/me/calls' }, args: { times: 1 } }),
    );
    stage.act(call, A1, 'hold');
    stage.act(stage.engine.calls()[1]?.id ?? '', A2, 'answer');
    await stage.wait(30);
    assert.deepEqual([await a1.told(), await web.told()], [[], []]);
    assert.equal(await a1.read('Call_1', 'interaction:status'), 'HELD');
    assert.equal(((await web.send('GET', '/me/calls/Call_2')).json['call'] as { state: string }).state, 'Established');
    stage.act(call, A1, 'retrieve');
    await stage.wait(30);
    assert.match((await a1.told())[0] ?? '', /^Call_1 S:TALKING/);
  });
});

describe('a connection that is torn', () => {
  it('while it waits for events loses none', async () => {
    const { stage, a1, call } = await talking();
    const poll = a1.raw('EventService', 'getEvents', { subscriberId: a1.subscriber, timeoutMs: 25_000 });
    const failed = assert.rejects(poll, /reset/);
    await stage.wait(100);
    stage.sandbox.faults.start(parseFault({ target: 'ais', toxic: 'reset_peer', args: { times: 1 } }));
    await failed;
    stage.act(call, A1, 'hold');
    await stage.wait(30);
    assert.match((await a1.told())[0] ?? '', /^Call_1 S:HELD/);
  });

  it('on the Web Services wire loses none either', async () => {
    const stage = new Stage();
    const web = await RawWeb.start(stage, A1);
    const connect = web.notify({ channel: '/meta/connect', clientId: web.clientId });
    const failed = assert.rejects(connect, /reset/);
    await stage.wait(100);
    stage.sandbox.faults.start(parseFault({ target: `gws:${A1}`, toxic: 'reset_peer', args: { times: 1 } }));
    await failed;
    stage.ring(A1);
    await stage.wait(30);
    assert.deepEqual(await web.told(), [`Call_1 StatusChange:Ringing [${K}] Answer`]);
  });

  it('is refused as long as the node is down', async () => {
    const { stage, a1 } = await talking();
    const id = stage.sandbox.faults.start(parseFault({ target: 'ais', toxic: 'down' }));
    await assert.rejects(a1.events(), /reset/);
    stage.sandbox.faults.stop(id);
    assert.deepEqual(await a1.events(), []);
  });
});

describe('habits of an installation', () => {
  it('a command is answered after its events', async () => {
    const { stage, a1 } = await talking({ eventBeforeAck: true, eventMs: 200 });
    const poll = a1.told();
    await poll;
    let answered = false;
    const hold = a1.voice('holdCall', { interactionId: 'Call_1' }).then((code) => {
      answered = true;
      return code;
    });
    await stage.wait(199);
    assert.deepEqual([answered, await a1.told()], [false, []]);
    await stage.wait(1);
    assert.match((await a1.told())[0] ?? '', /^Call_1 S:HELD/);
    assert.equal(await hold, null);
  });

  it('answers and events take their time', async () => {
    const { stage, a1 } = await talking({ ackMs: 50, eventMs: 100 });
    const hold = a1.voice('holdCall', { interactionId: 'Call_1' });
    await stage.wait(50);
    assert.equal(await hold, null);
    const busy = a1.voice('retrieveCall', { interactionId: 'Call_1' });
    await stage.wait(50);
    assert.equal(await busy, '110');
    const retrieve = a1.voice('retrieveCall', { interactionId: 'Call_1' });
    await stage.wait(100);
    assert.equal(await retrieve, null);
  });

  it('jitter is the same for the same seed', async () => {
    const story = async (): Promise<readonly number[]> => {
      const { stage, a1, call } = await talking({ eventJitterMs: 500 });
      const delays: number[] = [];
      for (const action of ['hold', 'retrieve', 'hold'] as const) {
        stage.act(call, A1, action);
        let waited = 0;
        for (; (await a1.told()).length === 0; waited += 10) await stage.wait(10);
        delays.push(waited);
      }
      return delays;
    };
    const first = await story();
    assert.deepEqual(await story(), first);
    assert.ok(new Set(first).size > 1);
  });

  it('constants of another spelling, or that nobody knows', async () => {
    const { stage, a1 } = await talking({ otherConstants: true });
    assert.match(await a1.actions('Call_1'), /^RELEASE_CALL HOLD_CALL MUTE /);
    stage.sandbox.genesys.setQuirks({ otherConstants: false, unknownConstants: true });
    assert.match(await a1.actions('Call_1'), /^CAMP_ON_CALL RELEASE_CALL HOLD /);
    stage.act(stage.engine.calls()[0]?.id ?? '', A1, 'hold');
    await stage.wait(30);
    assert.match((await a1.told())[0] ?? '', /S:PARKED /);
  });

  it('the phone itself among the parties, and completions on both interactions', async () => {
    const { stage, a1 } = await talking({ selfInParties: true, completionsOnBoth: true, noExtensions: true });
    const a2 = await stage.agent(A2);
    assert.deepEqual(await a1.read('Call_1', 'interaction.voice:parties'), [K, A1]);
    await a1.voice('initiateTransferDTO', { interactionId: 'Call_1', destination: A2 });
    await stage.wait(500);
    await a2.voice('answerCall', { interactionId: 'Call_3' });
    await stage.wait(30);
    assert.match(await a1.actions('Call_2'), /COMPLETE_TRANSFER/);
    assert.equal(await a1.voice('completeTransfer', { interactionId: 'Call_1' }), null);
    await stage.wait(30);
    const events = await a2.events();
    assert.ok(events.every((event) => valueOf(event, 'interaction:extensions') === undefined));
  });

  it('what is accepted may be forgotten, on the wire that the fault names', async () => {
    const { stage, a1 } = await talking();
    const web = await RawWeb.start(stage, A1);
    stage.sandbox.faults.start(parseFault({ target: 'gws', toxic: 'accept_and_forget', args: { times: 1 } }));
    assert.equal(await a1.voice('muteOn', { interactionId: 'Call_1' }), null);
    await stage.wait(30);
    assert.match((await a1.told())[0] ?? '', /MUTE_OFF/);
    assert.equal(await web.operate('Call_1', 'Hold'), 0);
    await stage.wait(30);
    assert.equal(await a1.read('Call_1', 'interaction:status'), 'TALKING');
    stage.sandbox.faults.start(parseFault({ target: A1, toxic: 'accept_and_forget', args: { times: 1 } }));
    assert.equal(await a1.voice('holdCall', { interactionId: 'Call_1' }), null);
    await stage.wait(1_000);
    assert.deepEqual(await a1.told(), []);
    assert.equal(await a1.read('Call_1', 'interaction:status'), 'TALKING');
  });
});
