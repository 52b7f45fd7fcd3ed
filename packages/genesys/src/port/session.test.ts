import { expect } from '@open-wc/testing';
import { ownParticipant, Secret, type DesktopClient, type DesktopError } from '@cordboard/core';
import { until, VirtualRuntime } from '@cordboard/testing';
import { AGENT, BridgeSide, closeDesks, desk, DN, FaultAnswer, LOGGED_IN, NUMBER, pairs } from '../bridge-side.test.js';

const STATUS = 'interaction:status';
const LOGGED_OUT = {
  'agent:dns': [{ dnId: DN, callableNumber: NUMBER, status: 'LOGGED_OUT' }],
  'agent:dnsActionsPossible': [{ dnId: DN, actionsPossible: ['LOGIN'] }],
};

/** A platform where the agent is logged in nowhere. */
function nobody(): BridgeSide {
  const side = new BridgeSide();
  side.answers['AgentService.getAgentDTO'] = () => ({ agentId: AGENT, attributes: pairs(LOGGED_OUT) });
  return side;
}

async function signIn(client: DesktopClient, password = 'canary'): Promise<void> {
  await until(client.link$, 'credentials wanted', ({ state }) => state === 'sign-in-needed');
  await client.run({ type: 'sign-in', agentId: AGENT, secret: new Secret(password), extension: NUMBER });
}

const failure = (promise: Promise<unknown>): Promise<DesktopError> =>
  promise.then(
    () => Promise.reject(new Error('It did not fail')),
    (error: DesktopError) => error,
  );

describe('a session', () => {
  afterEach(closeDesks);

  it('logs the agent in on the DN, subscribes first, reads everything, and is up then', async () => {
    const side = nobody();
    const { client, links } = await desk({ login: { dnOf: (extension) => `${extension}_SW1`, queue: '5120' } }, { side, signIn: false });
    side.answers['AgentService.login'] = () => {
      side.answers['AgentService.getAgentDTO'] = () => ({ agentId: AGENT, attributes: pairs(LOGGED_IN) });
      return { mediaInfo: { dnId: DN, callableNumber: NUMBER, status: 'NOT_READY' }, error: null };
    };
    side.interactions = [
      {
        interactionId: 'Call_1',
        attributes: pairs({ [STATUS]: 'HELD', actionsPossible: ['RETRIEVE'], 'interaction:interactionType': 'VOICE' }),
      },
      { interactionId: 'Mail_1', attributes: pairs({ [STATUS]: 'TALKING', 'interaction:interactionType': 'EMAIL' }) },
    ];
    await signIn(client);
    const agent = await until(client.agent$, 'the agent', (each) => each?.state === 'not-ready');
    expect(agent).to.deep.include({ id: AGENT, extension: NUMBER });
    expect(agent?.next).to.deep.equal([
      { state: 'ready', reason: 'forbidden', effect: 'now' },
      { state: 'not-ready', reason: 'optional', effect: 'now' },
      { state: 'signed-out', reason: 'optional', effect: 'now' },
    ]);
    expect([...client.state.dialogs].map(([id]) => id)).to.deep.equal(['Call_1']);
    expect(links.map(({ state }) => state)).to.deep.equal(['idle', 'sign-in-needed', 'connecting', 'up']);
    // What only the DN tells, nobody waits for.
    expect(side.asked.map(({ what }) => what.split('.').at(-1)).filter((what) => what !== 'getDnsDTO')).to.deep.equal([
      'POST session',
      'createSubscriber',
      'getAgentDTO',
      'login',
      'getAgentDTO',
      'getInteractionsDTOFromAgent',
    ]);
    expect(side.asked[3]?.args).to.deep.equal({
      agentId: AGENT,
      form: { dnId: DN, loginId: AGENT, password: 'canary', queue: '5120' },
    });
    expect(side.asked[1]?.args).to.deep.equal({
      notification: null,
      topicServices: [
        {
          serviceName: 'InteractionService',
          topicsEvents: [
            {
              eventName: 'InteractionEvent',
              attributes: [
                'interaction:interactionId',
                'interaction:interactionType',
                'interaction:status',
                'interaction:eventReason',
                'interaction:extensions',
                'interaction:attachedData',
                'interaction:agentId',
                'interaction:dateCreated',
                'interaction.voice:*',
              ],
              triggers: [{ key: 'AGENT', value: AGENT }],
            },
          ],
        },
        {
          serviceName: 'AgentService',
          topicsEvents: [{ eventName: 'VoiceMediaEvent', attributes: ['agent:*'], triggers: [{ key: 'AGENT', value: AGENT }] }],
        },
      ],
    });
  });

  it('is not begun with a wrong password, and then with the right one', async () => {
    const side = new BridgeSide();
    side.answers['session'] = ({ password }) => {
      if (password !== 'canary') throw new FaultAnswer(401, 'error.session.BadCredentials');
      return { sessionId: 's-1', ttlSeconds: 1800 };
    };
    const { client } = await desk({}, { side, signIn: false });
    const error = await failure(signIn(client, 'wrong'));
    expect(error.code).to.equal('unauthorized');
    await until(client.link$, 'the reason', ({ why }) => why === 'bad-credentials');
    await signIn(client);
    await until(client.link$, 'a link', ({ state }) => state === 'up');
  });

  it('tells of a DN that cannot be logged in on, and stays open', async () => {
    const side = nobody();
    side.answers['AgentService.login'] = () => ({ mediaInfo: null, error: { TServerError: '58' } });
    const { client } = await desk({}, { side, signIn: false });
    expect((await failure(signIn(client))).code).to.equal('device-invalid');
    await until(client.link$, 'a link', ({ state }) => state === 'up');
    expect(client.state.agent?.state).to.equal('signed-out');
  });

  it('shows an agent who is logged in already, without a person', async () => {
    const credentials = { user: AGENT, secret: new Secret('canary') };
    const { client, side } = await desk({ credentials: () => Promise.resolve(credentials) }, { signIn: false });
    await until(client.link$, 'a link', ({ state }) => state === 'up');
    expect(client.state.agent?.state).to.equal('not-ready');
    expect(side.commands).to.deep.equal([]);
  });

  it('changes the agent’s state, confirmed by the event, with a reason of the site’s', async () => {
    const reasonCodes = [{ id: '14', code: '14', label: 'Lunch', category: 'not-ready', system: false }] as const;
    const { client, side } = await desk({ reasonCodes });
    expect(await client.query({ type: 'reason-codes', category: 'not-ready' })).to.deep.equal(reasonCodes);
    const ready = client.run({ type: 'set-agent-state', state: 'ready' });
    side.media({ 'agent:dns': [{ dnId: DN, callableNumber: NUMBER, status: 'READY' }] });
    await ready;
    const away = client.run({ type: 'set-agent-state', state: 'not-ready', reasonId: '14' });
    await until(client.command$('agent'), 'it asked', (entry) => entry !== undefined);
    side.media({ 'agent:dns': [{ dnId: DN, callableNumber: NUMBER, status: 'NOT_READY' }] });
    await away;
    expect(client.state.agent?.state).to.equal('not-ready');
    expect(side.commands.slice(-2)).to.deep.equal([
      { what: 'AgentService.ready', args: { agentId: AGENT, form: { dnId: DN } } },
      { what: 'AgentService.notReady', args: { agentId: AGENT, form: { dnId: DN, reasons: [{ key: 'Lunch', value: '14' }] } } },
    ]);
  });

  it('is ended by signing out, on the platform too', async () => {
    const { client, side } = await desk();
    side.interaction('Call_1', { [STATUS]: 'IDLE', actionsPossible: ['MARK_DONE'] });
    await until(client.dialog$('Call_1'), 'a call', (dialog) => dialog !== undefined);
    const out = client.run({ type: 'sign-out' });
    side.media(LOGGED_OUT);
    await out;
    await until(client.link$, 'the end', ({ state, why }) => state === 'sign-in-needed' && why === 'signed-out');
    expect(client.state.dialogs.size).to.equal(0);
    expect(side.asked.at(-1)?.what).to.equal('DELETE session');
  });

  it('reads the agent where an event does not tell on which DNs they are', async () => {
    const { client, side } = await desk();
    side.answers['AgentService.getAgentDTO'] = () => ({ agentId: AGENT, attributes: pairs({ 'agent:lastName': 'Okafor' }) });
    side.media({ 'agent:dnActionsPossible': { dnId: DN, actionsPossible: ['LOGIN'] } });
    const agent = await until(client.agent$, 'signed out', (each) => each?.state === 'signed-out');
    expect([agent?.lastName, agent?.next]).to.deep.equal(['Okafor', []]);
  });

  it('comes back by itself when the way was cut, and shows the truth', async () => {
    const { client, side, links } = await desk();
    side.interaction('Call_1', { [STATUS]: 'TALKING', actionsPossible: ['HOLD'] });
    side.interaction('Call_2', { [STATUS]: 'TALKING', actionsPossible: ['HOLD'] });
    await until(client.dialog$('Call_2'), 'two calls', (dialog) => dialog !== undefined);
    side.answers['InteractionVoiceService.holdCall'] = () => new Promise(() => undefined);
    const hold = failure(client.run({ type: 'dialog-action', dialogId: 'Call_1', action: 'hold' }));
    side.interactions = [{ interactionId: 'Call_2', attributes: pairs({ [STATUS]: 'HELD', actionsPossible: ['RETRIEVE'] }) }];
    side.cut();
    expect((await hold).code).to.equal('link-down');
    await until(client.link$, 'a link that is down', ({ state }) => state === 'connecting');
    expect(client.state.dialogs.get('Call_1')?.freshness).to.equal('stale');
    side.reachable = true;
    await until(client.link$, 'a link', ({ state }) => state === 'up');
    expect([...client.state.dialogs].map(([id, dialog]) => [id, ownParticipant(dialog)?.state])).to.deep.equal([['Call_2', 'held']]);
    expect(links.filter(({ state }) => state === 'connecting').at(-1)?.why).to.be.oneOf(['socket-lost', 'unreachable']);
    expect(client.state.commands.size).to.be.lessThan(2);
  });

  it('is opened anew when it has expired, with what is kept in memory', async () => {
    const { client, side } = await desk();
    side.expired.add('s-1');
    const refused = await failure(client.query({ type: 'agent' }));
    expect(refused.code).to.equal('link-down');
    await until(client.link$, 'a link', ({ state }) => state === 'up');
    await until(client.agent$, 'the agent', (agent) => agent?.freshness === 'fresh');
    expect(side.sessions).to.equal(2);
  });

  it('asks nobody for credentials when the read of everything is what finds it expired', async () => {
    const { client, side } = await desk();
    const links: string[] = [];
    client.link$.subscribe(({ state }) => links.push(state));
    // The subscriber is moved to a node that does not know the session.
    const moved = side.asks('EventService.createSubscriber');
    side.publish('EventService', 'SubscriberEvent', [{ key: 'subscriber:isChangeNode', value: true }]);
    side.expired.add('s-1');
    await moved;
    await until(client.link$, 'a link', ({ state }) => state === 'up');
    expect(side.sessions).to.equal(2);
    expect([...new Set(links)]).to.deep.equal(['up', 'connecting']);
  });

  it('tries at once when the page is woken, however long it was to wait', async () => {
    const runtime = new VirtualRuntime();
    let wake = (): void => undefined;
    let isHeard = false;
    const onWake = (run: () => void): (() => void) => {
      wake = run;
      isHeard = true;
      return () => (isHeard = false);
    };
    const { client, side } = await desk({ runtime, onWake, limits: { spreadMs: 60_000, baseMs: 60_000, capMs: 60_000 } });
    side.cut();
    await until(client.link$, 'another try to come', ({ retryAt }) => retryAt !== undefined);
    side.reachable = true;
    wake();
    await until(client.link$, 'a link', ({ state }) => state === 'up');
    client.close();
    expect(isHeard).to.equal(false);
  });

  it('reads everything again when its subscriber was moved to another node', async () => {
    const { client, side } = await desk();
    side.interaction('Call_1', { [STATUS]: 'TALKING', actionsPossible: ['HOLD'] });
    await until(client.dialog$('Call_1'), 'a call', (dialog) => dialog !== undefined);
    side.interactions = [
      { interactionId: 'Call_2', attributes: pairs({ [STATUS]: 'RINGING', isIncoming: true, actionsPossible: ['ANSWER_CALL'] }) },
    ];
    side.publish('EventService', 'SubscriberEvent', [{ key: 'subscriber:isChangeNode', value: true }]);
    await until(client.dialog$('Call_2'), 'what was missed', (dialog) => dialog !== undefined);
    expect(client.state.dialogs.get('Call_1')).to.equal(undefined);
    expect(client.state.link.state).to.equal('up');
  });

  it('holds events back while it reads, and drops those that are older than what it knew', async () => {
    const { client, side } = await desk();
    side.interaction('Call_1', { [STATUS]: 'TALKING', actionsPossible: ['HOLD'] });
    await until(client.dialog$('Call_1'), 'a call', (dialog) => dialog !== undefined);
    let answer: (value: unknown) => void = () => undefined;
    side.answers['InteractionService.getInteractionsDTOFromAgent'] = () => new Promise((resolve) => (answer = resolve));
    const reading = side.asks('InteractionService.getInteractionsDTOFromAgent');
    side.publish('EventService', 'SubscriberEvent', [{ key: 'subscriber:isChangeNode', value: true }]);
    await reading;
    const old = { serviceName: 'InteractionService', eventName: 'InteractionEvent', timeStamp: 1 };
    side.raw({ ...old, attributes: pairs({ 'interaction:interactionId': 'Call_1', [STATUS]: 'RINGING', actionsPossible: [] }) });
    side.interaction('Call_1', { [STATUS]: 'HELD', actionsPossible: ['RETRIEVE'] });
    const seen: (string | undefined)[] = [];
    client.dialog$('Call_1').subscribe((dialog) => seen.push(ownParticipant(dialog)?.state));
    await side.fetched();
    answer({ interactions: [{ interactionId: 'Call_1', attributes: pairs({ [STATUS]: 'TALKING', actionsPossible: ['HOLD'] }) }] });
    await until(client.dialog$('Call_1'), 'held', (dialog) => ownParticipant(dialog)?.state === 'held');
    expect(seen.includes('alerting')).to.equal(false);
  });

  it('keeps its id and the password out of errors', async () => {
    const { client, side } = await desk();
    side.cut();
    const error = await failure(client.query({ type: 'dialogs' }));
    const whole = JSON.stringify([error.message, error.stack, error.cause instanceof Error ? error.cause.message : error.cause]);
    expect(whole).to.not.match(/s-1|sid|canary/);
  });

  it('leaves the agent logged in when it is closed', async () => {
    const { client, side } = await desk();
    const deleted = side.asks('DELETE session');
    client.close();
    await deleted;
    expect(side.commands.map(({ what }) => what)).to.not.contain('AgentService.logout');
    expect(side.asked.at(-1)?.what).to.equal('DELETE session');
  });
});
