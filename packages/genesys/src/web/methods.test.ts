import { DesktopError } from '@cordboard/core';
import { expect } from '@open-wc/testing';
import { namesOf } from '../ais/names.js';
import { InteractionVoiceService } from '../services/interaction-voice-service.js';
import { closeWebDesks, webDesk, WebSide } from '../web-side.test.js';

// Every method of the voice service on this wire: what it is asked for as, typed from the table of operations ("Web Services API v2"), or that
// the platform has nothing for it.

const DATA = [{ key: 'Case', value: '7' }];
const TO = { destination: { phoneNumber: '7002' } };
const WITH_DATA = { ...TO, userData: { Case: '7' } };
/** Of an original on hold and the consult about it: completions are asked of the consult. */
const CALLS = [
  { id: 'c1', state: 'Held', capabilities: ['Retrieve', 'Hangup'], participants: [{ phoneNumber: '5551234' }] },
  { id: 'c2', state: 'Established', capabilities: ['CompleteTransfer', 'CompleteConference'], parentCallPath: '/me/calls/c1' },
];

type Call = (voice: InteractionVoiceService) => Promise<unknown>;

const CAN: readonly (readonly [method: string, call: Call, path: string, body: object])[] = [
  ['answerCall', (voice) => voice.answerCall('c1'), '/me/calls/c1', { operationName: 'Answer' }],
  ['releaseCall', (voice) => voice.releaseCall('c1'), '/me/calls/c1', { operationName: 'Hangup' }],
  ['leaveConference', (voice) => voice.leaveConference('c1'), '/me/calls/c1', { operationName: 'Hangup' }],
  ['holdCall', (voice) => voice.holdCall('c1'), '/me/calls/c1', { operationName: 'Hold' }],
  ['retrieveCall', (voice) => voice.retrieveCall('c1'), '/me/calls/c1', { operationName: 'Retrieve' }],
  ['muteOn', (voice) => voice.muteOn('c1'), '/me/calls/c1', { operationName: 'MuteCall' }],
  ['muteOff', (voice) => voice.muteOff('c1'), '/me/calls/c1', { operationName: 'UnmuteCall' }],
  [
    'singleStepTransfer',
    (voice) => voice.singleStepTransfer('c1', '7002', { attachedData: DATA }),
    '/me/calls/c1',
    { operationName: 'SingleStepTransfer', ...WITH_DATA },
  ],
  [
    'singleStepConference',
    (voice) => voice.singleStepConference('c1', '7002', { location: 'SW2' }),
    '/me/calls/c1',
    { operationName: 'SingleStepConference', ...TO, location: 'SW2' },
  ],
  [
    'initiateTransferDTO',
    (voice) => voice.initiateTransferDTO('c1', '7002', { attachedData: DATA }),
    '/me/calls/c1',
    { operationName: 'InitiateTransfer', ...WITH_DATA },
  ],
  [
    'initiateConferenceDTO',
    (voice) => voice.initiateConferenceDTO('c1', '7002'),
    '/me/calls/c1',
    { operationName: 'InitiateConference', ...TO },
  ],
  ['completeTransfer', (voice) => voice.completeTransfer('c1'), '/me/calls/c2', { operationName: 'CompleteTransfer' }],
  ['completeConference', (voice) => voice.completeConference('c1'), '/me/calls/c2', { operationName: 'CompleteConference' }],
  ['markDone', (voice) => voice.markDone('c1'), '/ucs/interactions/c1', { operationName: 'SetCallCompleted' }],
  ['sendDtmf', (voice) => voice.sendDtmf('c1', '12#'), '/me/calls/c1', { operationName: 'SendDtmf', digits: '12#' }],
  [
    'dropParty',
    (voice) => voice.dropParty('c1', '7003'),
    '/me/calls/c1',
    { operationName: 'RemoveParticipantFromConference', participant: '7003' },
  ],
  ['clearCall', (voice) => voice.clearCall('c1'), '/me/calls/c1', { operationName: 'ClearCall' }],
];

const CANNOT: readonly (readonly [method: string, call: Call, why: string])[] = [
  ['muteTransfer', (voice) => voice.muteTransfer('c1', '7002'), 'no operation passes a call on mute'],
  ['makeCall', (voice) => voice.makeCall('c1', '7002'), 'a call is created by dialling it'],
  [
    'createInteractionFromDnDTO',
    (voice) => voice.createInteractionFromDnDTO('7001_SW1', []),
    'without a number there is no call: a device dials, and nothing is created before',
  ],
  ['createInteractionFromPlaceDTO', (voice) => voice.createInteractionFromPlaceDTO('Place_1', [], '7002'), 'a device dials, not a place'],
];

describe('the methods of the voice service on Web Services', () => {
  afterEach(closeWebDesks);

  async function open() {
    const side = new WebSide();
    side.calls = CALLS;
    const { wire } = await webDesk({ limits: { dialMs: 1 } }, side);
    return { side, voice: new InteractionVoiceService(wire, namesOf(wire.names)) };
  }

  for (const [method, call, what, body] of CAN) {
    it(`${method} is ${(body as { operationName: string }).operationName}`, async () => {
      const { side, voice } = await open();
      await call(voice);
      expect(side.asked).to.deep.equal([{ what, body }]);
    });
  }

  it('createInteractionFromDnDTO with a number dials from the device', async () => {
    const { side, voice } = await open();
    await voice.createInteractionFromDnDTO('7001_SW1', [], '7002', { attachedData: DATA });
    expect(side.asked).to.deep.equal([{ what: '/me/devices/7001_SW1/calls', body: { operationName: 'Dial', ...WITH_DATA } }]);
  });

  for (const [method, call, why] of CANNOT) {
    it(`${method} cannot: ${why}`, async () => {
      const { side, voice } = await open();
      const code = await call(voice).then(
        () => 'done',
        (error: unknown) => DesktopError.from(error).code,
      );
      expect(code).to.equal('not-supported');
      expect(side.asked).to.deep.equal([]);
    });
  }
});
