import { expect } from '@open-wc/testing';
import { Secret, type DesktopError } from '@cordboard/core';
import { namesOf } from '../ais/names.js';
import { BridgeSide, FaultAnswer } from '../bridge-side.test.js';
import { BridgeWire } from '../wire/bridge-wire.js';
import { AgentService, DnService, PlaceService } from './agent-service.js';
import { EventService } from './event-service.js';
import { InteractionService } from './interaction-service.js';
import { InteractionVoiceService } from './interaction-voice-service.js';

async function open() {
  const side = new BridgeSide();
  const wire = new BridgeWire({ url: 'https://desk.example/ais', environment: { fetch: side.fetch } });
  await wire.open({ credentials: { user: '40017', secret: new Secret('canary') }, topics: [] }, new AbortController().signal);
  side.asked.length = 0;
  return { side, wire, voice: new InteractionVoiceService(wire) };
}

const DATA = [{ key: 'Account', value: '7781' }];
const REASONS = [{ key: 'Why', value: 'moved' }];
const EXTENSIONS = [{ key: 'x', value: 1 }];
const ALL = { location: 'SW1', attachedData: DATA, reasons: REASONS, tExtensions: EXTENSIONS };
const JUST = { reasons: REASONS, tExtensions: EXTENSIONS };

type Row = readonly [method: string, call: (voice: InteractionVoiceService) => Promise<unknown>, args: Record<string, unknown>];

// Typed from the table of methods in the reference: every method with all of its arguments, by the names it has there.
const VOICE: readonly Row[] = [
  [
    'createInteractionFromDnDTO',
    (voice) => voice.createInteractionFromDnDTO('7001_SW1', ['interaction:status'], '7002', { ...ALL, callType: 'REGULAR' }),
    {
      dnId: '7001_SW1',
      attributes: ['interaction:status'],
      destination: '7002',
      location: 'SW1',
      callType: 'REGULAR',
      attachedData: DATA,
      reasons: REASONS,
      tExtensions: EXTENSIONS,
    },
  ],
  [
    'createInteractionFromDnDTO',
    (voice) => voice.createInteractionFromDnDTO('7001_SW1', []),
    {
      dnId: '7001_SW1',
      attributes: [],
      destination: null,
      location: null,
      callType: null,
      attachedData: null,
      reasons: null,
      tExtensions: null,
    },
  ],
  [
    'createInteractionFromPlaceDTO',
    (voice) => voice.createInteractionFromPlaceDTO('Place_1', [], '7002'),
    {
      placeId: 'Place_1',
      attributes: [],
      destination: '7002',
      location: null,
      callType: null,
      attachedData: null,
      reasons: null,
      tExtensions: null,
    },
  ],
  [
    'makeCall',
    (voice) => voice.makeCall('Call_1', '7002', { ...ALL, callType: 'PRIORITY' }),
    {
      interactionId: 'Call_1',
      destination: '7002',
      location: 'SW1',
      callType: 'PRIORITY',
      attachedData: DATA,
      reasons: REASONS,
      tExtensions: EXTENSIONS,
    },
  ],
  ['answerCall', (voice) => voice.answerCall('Call_1'), { interactionId: 'Call_1', reasons: null, tExtensions: null }],
  ['answerCall', (voice) => voice.answerCall('Call_1', JUST), { interactionId: 'Call_1', reasons: REASONS, tExtensions: EXTENSIONS }],
  ['releaseCall', (voice) => voice.releaseCall('Call_1', JUST), { interactionId: 'Call_1', reasons: REASONS, tExtensions: EXTENSIONS }],
  ['holdCall', (voice) => voice.holdCall('Call_1', JUST), { interactionId: 'Call_1', reasons: REASONS, tExtensions: EXTENSIONS }],
  ['retrieveCall', (voice) => voice.retrieveCall('Call_1', JUST), { interactionId: 'Call_1', reasons: REASONS, tExtensions: EXTENSIONS }],
  ['muteOn', (voice) => voice.muteOn('Call_1', JUST), { interactionId: 'Call_1', reasons: REASONS, tExtensions: EXTENSIONS }],
  ['muteOff', (voice) => voice.muteOff('Call_1', JUST), { interactionId: 'Call_1', reasons: REASONS, tExtensions: EXTENSIONS }],
  ['markDone', (voice) => voice.markDone('Call_1'), { interactionId: 'Call_1' }],
  ...(['singleStepTransfer', 'muteTransfer'] as const).map((method): Row => [
    method,
    (voice) => voice[method]('Call_1', '7002', { ...ALL, agentReason: 'wants billing' }),
    {
      interactionId: 'Call_1',
      destination: '7002',
      location: 'SW1',
      agentReason: 'wants billing',
      attachedData: DATA,
      reasons: REASONS,
      tExtensions: EXTENSIONS,
    },
  ]),
  [
    'initiateTransferDTO',
    (voice) => voice.initiateTransferDTO('Call_1', '7002', { ...ALL, agentReason: 'wants billing' }, ['interaction:status']),
    {
      interactionId: 'Call_1',
      destination: '7002',
      location: 'SW1',
      agentReason: 'wants billing',
      attachedData: DATA,
      reasons: REASONS,
      tExtensions: EXTENSIONS,
      attributes: ['interaction:status'],
    },
  ],
  [
    'completeTransfer',
    (voice) => voice.completeTransfer('Call_1', JUST),
    { interactionId: 'Call_1', reasons: REASONS, tExtensions: EXTENSIONS },
  ],
  [
    'initiateConferenceDTO',
    (voice) => voice.initiateConferenceDTO('Call_1', '7002', ALL, ['interaction:status']),
    {
      interactionId: 'Call_1',
      destination: '7002',
      location: 'SW1',
      attachedData: DATA,
      reasons: REASONS,
      tExtensions: EXTENSIONS,
      attributes: ['interaction:status'],
    },
  ],
  [
    'completeConference',
    (voice) => voice.completeConference('Call_1', JUST),
    { interactionId: 'Call_1', reasons: REASONS, tExtensions: EXTENSIONS },
  ],
  [
    'singleStepConference',
    (voice) => voice.singleStepConference('Call_1', '7002', ALL),
    {
      interactionId: 'Call_1',
      destination: '7002',
      location: 'SW1',
      attachedData: DATA,
      reasons: REASONS,
      tExtensions: EXTENSIONS,
    },
  ],
  [
    'leaveConference',
    (voice) => voice.leaveConference('Call_1', JUST),
    { interactionId: 'Call_1', reasons: REASONS, tExtensions: EXTENSIONS },
  ],
  ['clearCall', (voice) => voice.clearCall('Call_1'), { interactionId: 'Call_1' }],
];

async function failureOf(promise: Promise<unknown>): Promise<DesktopError> {
  return promise.then(
    () => Promise.reject(new Error('It did not fail')),
    (error: DesktopError) => error,
  );
}

describe('the voice service', () => {
  for (const [method, call, args] of VOICE) {
    it(`asks ${method} with ${Object.values(args).filter((value) => value !== null).length} arguments by their names`, async () => {
      const { side, voice } = await open();
      await call(voice);
      expect(side.asked).to.deep.equal([{ what: `InteractionVoiceService.${method}`, args }]);
    });
  }

  it('returns what the telephony side refuses, and throws only what a service faults with', async () => {
    const { side, voice } = await open();
    side.answers['InteractionVoiceService.answerCall'] = () => ({ telephonyErrorType: 'REFUSED', TServerError: '185' });
    expect(await voice.answerCall('Call_1')).to.deep.equal({ telephonyErrorType: 'REFUSED', TServerError: '185' });
    side.answers['InteractionVoiceService.answerCall'] = () => ({ TServerError: 185 });
    expect(await voice.answerCall('Call_1')).to.deep.equal({ TServerError: '185' });
    side.answers['InteractionVoiceService.answerCall'] = () => {
      throw new FaultAnswer(404, 'error.interaction.Unknown');
    };
    const failure = await failureOf(voice.answerCall('Call_1'));
    expect(failure.code).to.equal('not-found');
    expect(failure.cause).to.deep.equal({ status: 404, type: 'error.interaction.Unknown', message: 'As the platform says' });
  });

  it('gives the interaction that was made, or why none was', async () => {
    const { side, voice } = await open();
    side.answers['InteractionVoiceService.initiateTransferDTO'] = () => ({
      interactionDTO: { interactionId: 'Call_2', attributes: [{ key: 'interaction:status', value: 'DIALING' }] },
      voiceError: null,
    });
    const made = await voice.initiateTransferDTO('Call_1', '7002');
    expect(made.voiceError).to.equal(null);
    expect(made.interactionDTO?.interactionId).to.equal('Call_2');
    expect(made.interactionDTO?.attributes.get('interaction:status')).to.equal('DIALING');
    side.answers['InteractionVoiceService.initiateTransferDTO'] = () => ({ interactionDTO: null, voiceError: { TServerError: '97' } });
    expect(await voice.initiateTransferDTO('Call_1', '7002')).to.deep.equal({ interactionDTO: null, voiceError: { TServerError: '97' } });
  });

  it('takes the names of a deployment where no source prints them', async () => {
    const { side, wire } = await open();
    const voice = new InteractionVoiceService(wire, namesOf({ methods: { hold: 'hold', mute: 'setMuteOn' }, sendDtmf: 'sendDTMF' }));
    await voice.holdCall('Call_1');
    await voice.muteOn('Call_1');
    await voice.retrieveCall('Call_1');
    await voice.sendDtmf('Call_1', '12#');
    expect(side.asked.map(({ what }) => what.replace('InteractionVoiceService.', ''))).to.deep.equal([
      'hold',
      'setMuteOn',
      'retrieveCall',
      'sendDTMF',
    ]);
    expect(side.asked.at(-1)?.args).to.deep.equal({ interactionId: 'Call_1', digits: '12#' });
    const { voice: plain } = await open();
    expect(await failureOf(plain.sendDtmf('Call_1', '1'))).to.be.instanceOf(TypeError);
  });
});

describe('the other services', () => {
  it('read interactions by id, agent, DN and place', async () => {
    const { side, wire } = await open();
    const service = new InteractionService(wire);
    const dto = { interactionId: 'Call_1', attributes: [{ key: 'interaction:status', value: 'TALKING' }] };
    side.answers['InteractionService.getInteractionsDTO'] = () => [dto, { attributes: [] }, 7];
    for (const from of ['Agent', 'Dn', 'Place'])
      side.answers[`InteractionService.getInteractionsDTOFrom${from}`] = () => ({ interactions: [dto] });
    const wanted = ['interaction:status'];
    const reads = [
      await service.getInteractionsDTO(['Call_1'], wanted),
      await service.getInteractionsDTOFromAgent('40017', wanted),
      await service.getInteractionsDTOFromDn('7001_SW1', wanted),
      await service.getInteractionsDTOFromPlace('Place_1', wanted),
    ];
    expect(side.asked.map(({ what, args }) => [what, args])).to.deep.equal([
      ['InteractionService.getInteractionsDTO', { interactionIds: ['Call_1'], attributes: wanted }],
      ['InteractionService.getInteractionsDTOFromAgent', { agentId: '40017', attributes: wanted }],
      ['InteractionService.getInteractionsDTOFromDn', { dnId: '7001_SW1', attributes: wanted }],
      ['InteractionService.getInteractionsDTOFromPlace', { placeId: 'Place_1', attributes: wanted }],
    ]);
    for (const read of reads) expect(read.map(({ interactionId }) => interactionId)).to.deep.equal(['Call_1']);
  });

  it('write attributes, and return why not', async () => {
    const { side, wire } = await open();
    const service = new InteractionService(wire);
    const data = [{ key: 'interaction:addAttachedData', value: DATA }];
    expect(await service.setInteractionDTO('Call_1', data)).to.equal(null);
    expect(side.asked).to.deep.equal([
      { what: 'InteractionService.setInteractionDTO', args: { interactionId: 'Call_1', attributes: data } },
    ]);
    side.answers['InteractionService.setInteractionDTO'] = () => ({ key: 'error.interaction.ReadOnly', message: 'no' });
    expect(await service.setInteractionDTO('Call_1', data)).to.deep.equal({ key: 'error.interaction.ReadOnly', message: 'no' });
  });

  it('log an agent in on a DN and change their state there', async () => {
    const { side, wire } = await open();
    const service = new AgentService(wire);
    side.answers['AgentService.login'] = () => ({
      mediaInfo: { dnId: '7001_SW1', callableNumber: '7001', status: 'NOT_READY' },
      error: null,
    });
    side.answers['AgentService.ready'] = () => ({ mediaInfo: null, error: { TServerError: '185' } });
    const form = { dnId: '7001_SW1', loginId: '40017', password: 'canary', queue: '5120', workmode: 'AUTO_IN' };
    expect(await service.login('40017', form)).to.deep.equal({
      mediaInfo: { dnId: '7001_SW1', callableNumber: '7001', status: 'NOT_READY' },
      error: null,
    });
    expect(await service.ready('40017', { dnId: '7001_SW1' })).to.deep.equal({ mediaInfo: null, error: { TServerError: '185' } });
    await service.notReady('40017', { dnId: '7001_SW1', reasons: REASONS });
    await service.afterCallWork('40017', { dnId: '7001_SW1' });
    await service.logout('40017', { dnId: '7001_SW1' });
    expect(side.asked).to.deep.equal([
      { what: 'AgentService.login', args: { agentId: '40017', form } },
      { what: 'AgentService.ready', args: { agentId: '40017', form: { dnId: '7001_SW1' } } },
      { what: 'AgentService.notReady', args: { agentId: '40017', form: { dnId: '7001_SW1', reasons: REASONS } } },
      { what: 'AgentService.afterCallWork', args: { agentId: '40017', form: { dnId: '7001_SW1' } } },
      { what: 'AgentService.logout', args: { agentId: '40017', form: { dnId: '7001_SW1' } } },
    ]);
  });

  it('read agents, DNs and places', async () => {
    const { side, wire } = await open();
    side.answers['DnService.getDnsDTO'] = () => [{ dnId: '7001_SW1', attributes: [{ key: 'dn:callableNumber', value: '7001' }] }];
    side.answers['PlaceService.getPlacesDTO'] = () => [{ placeId: 'Place_1', attributes: [{ key: 'place:placeId', value: 'Place_1' }] }];
    const agent = await new AgentService(wire).getAgentDTO('40017', ['agent:*']);
    const dns = await new DnService(wire).getDnsDTO(['7001_SW1'], ['dn:callableNumber']);
    const places = await new PlaceService(wire).getPlacesDTO(['Place_1'], ['place:*']);
    expect(agent.has('agent:dns')).to.equal(true);
    expect(dns.get('7001_SW1')?.get('dn:callableNumber')).to.equal('7001');
    expect(places.get('Place_1')?.get('place:placeId')).to.equal('Place_1');
    expect(side.asked.map(({ what, args }) => [what, args])).to.deep.equal([
      ['AgentService.getAgentDTO', { agentId: '40017', attributes: ['agent:*'] }],
      ['DnService.getDnsDTO', { dnIds: ['7001_SW1'], attributes: ['dn:callableNumber'] }],
      ['PlaceService.getPlacesDTO', { placeIds: ['Place_1'], attributes: ['place:*'] }],
    ]);
  });

  it('subscribe to events of their own', async () => {
    const { side, wire } = await open();
    const service = new EventService(wire);
    const topicServices = [{ serviceName: 'InteractionService', topicsEvents: [] }];
    side.answers['EventService.createSubscriber'] = () => ({ subscriberId: 'u-9', topicServiceErrors: [] });
    expect(await service.createSubscriber(null, topicServices)).to.deep.equal({ subscriberId: 'u-9', topicServiceErrors: [] });
    await service.subscribeTopics('u-9', topicServices);
    await service.unsubscribeTopics('u-9', topicServices);
    await service.unsubscribeAllTopics('u-9');
    await service.getTopics('u-9');
    await service.setNotification('u-9', null);
    await service.removeSubscriber('u-9');
    expect(side.asked.map(({ what, args }) => [what.replace('EventService.', ''), args])).to.deep.equal([
      ['createSubscriber', { notification: null, topicServices }],
      ['subscribeTopics', { subscriberId: 'u-9', topicServices }],
      ['unsubscribeTopics', { subscriberId: 'u-9', topicServices }],
      ['unsubscribeAllTopics', { subscriberId: 'u-9' }],
      ['getTopics', { subscriberId: 'u-9' }],
      ['setNotification', { subscriberId: 'u-9', notification: null }],
      ['removeSubscriber', { subscriberId: 'u-9' }],
    ]);
  });
});
