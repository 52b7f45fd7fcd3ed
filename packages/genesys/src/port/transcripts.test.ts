import { expect } from '@open-wc/testing';
import { controlOf, featureOfAction, ownParticipant, type Dialog, type DialogAction, type DialogPicture } from '@cordboard/core';
import fc from 'fast-check';
import { eventOf } from '../ais/event.js';
import { AIS_NAMES } from '../ais/names.js';
import { Calls } from './calls.js';
import { GenesysPort } from './genesys-port.js';
import { BridgeWire } from '../wire/bridge-wire.js';

// For any transcript the controls that are ready are the image of the last list of possible actions, and nothing else: no status, no
// reason and no order of events gives or takes a permission.

const IMAGE: Readonly<Record<string, DialogAction>> = {
  ANSWER_CALL: 'answer',
  RELEASE_CALL: 'drop',
  LEAVE_CONFERENCE: 'drop',
  MARK_DONE: 'mark-done',
  HOLD: 'hold',
  HOLD_CALL: 'hold',
  HELD: 'hold',
  RETRIEVE: 'retrieve',
  RETRIEVE_CALL: 'retrieve',
  MUTE_ON: 'mute',
  MUTE: 'mute',
  MUTE_CALL: 'mute',
  MUTE_OFF: 'unmute',
  UNMUTE: 'unmute',
  UNMUTE_CALL: 'unmute',
  SINGLE_STEP_TRANSFER: 'transfer-now',
  MUTE_TRANSFER: 'transfer-mute',
  INIT_TRANSFER: 'consult',
  INIT_CONFERENCE: 'consult',
  COMPLETE_TRANSFER: 'transfer',
  COMPLETE_CONFERENCE: 'conference',
  SINGLE_STEP_CONFERENCE: 'conference-now',
};
const NO_IMAGE = ['MAKE_CALL', 'ALTERNATE', 'RECONNECT', 'REDIRECT', 'MERGE', 'CLEAR', 'DELETE_FROM_CONFERENCE', 'SEND_DTMF', 'FROBNICATE'];
const ACTIONS = [...new Set(Object.values(IMAGE))];

const served = new GenesysPort({ wire: new BridgeWire({ url: 'https://desk.example/ais' }) }).features;

function ready(picture: DialogPicture): readonly string[] {
  const dialog: Dialog = { ...picture, freshness: 'fresh', partial: false };
  const facts = (action: DialogAction) => ({
    served: served.has(featureOfAction(action)),
    link: { state: 'up' } as const,
    dialog,
    command: undefined,
  });
  return ACTIONS.filter((action) => controlOf(facts(action), action).state === 'ready').sort();
}

const calls = () => new Calls(AIS_NAMES, () => ({ number: '7001', aliases: new Set(['7001', '7001_SW1']) }));
const event = (attributes: readonly { key: string; value: unknown }[], timeStamp: number) =>
  eventOf({ serviceName: 'InteractionService', eventName: 'InteractionEvent', timeStamp, attributes })!;

const possible = fc.subarray([...Object.keys(IMAGE), ...NO_IMAGE]);
const statuses = fc.constantFrom('NEW', 'DIALING', 'DIALING_HELD', 'RINGING', 'TALKING', 'HELD', 'IDLE', 'PARKED');
const step = fc.record({
  id: fc.constantFrom('Call_1', 'Call_2', 'Call_3'),
  status: statuses,
  possible,
  reason: fc.constantFrom('STATUS_CHANGED', 'INFO_CHANGED', 'WHATEVER'),
  isIncoming: fc.option(fc.boolean(), { nil: undefined }),
  parties: fc.subarray(['7002', '7003', 'Unknown', '7001_SW1', '7001']),
});

describe('any transcript', () => {
  it('gives exactly the controls that the platform listed last', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const store = calls();
        steps.forEach(({ id, status, possible: listed, reason, isIncoming, parties }, index) => {
          store.apply(
            event(
              [
                { key: 'interaction:interactionId', value: id },
                { key: 'interaction:status', value: status },
                { key: 'interaction:eventReason', value: reason },
                { key: 'interaction.voice:actionsPossible', value: listed },
                { key: 'interaction.voice:parties', value: parties },
                ...(isIncoming === undefined ? [] : [{ key: 'interaction.voice:isIncoming', value: isIncoming }]),
              ],
              index + 1,
            ),
          );
          const want = [...new Set(listed.flatMap((word) => IMAGE[word] ?? []))].sort();
          const picture = store.seen(id)!.picture;
          expect(ready(picture)).to.deep.equal(want);
          const own = ownParticipant(picture)!;
          expect(own.consultFor).to.deep.equal([
            ...(listed.includes('INIT_TRANSFER') ? ['transfer'] : []),
            ...(listed.includes('INIT_CONFERENCE') ? ['conference'] : []),
          ]);
          expect(picture.participants.filter((party) => !party.own).map(({ address }) => address)).to.not.include('7001');
        });
      }),
      { numRuns: 300 },
    );
  });

  it('gives the same to the merger of events that carry only what changed, and nothing after a change of status that does not tell', () => {
    const sparse = fc.record({
      status: fc.option(statuses, { nil: undefined }),
      possible: fc.option(possible, { nil: undefined }),
    });
    fc.assert(
      fc.property(fc.array(sparse, { minLength: 1, maxLength: 30 }), (steps) => {
        const store = calls();
        let status: string | undefined;
        let listed: readonly string[] = [];
        steps.forEach((each, index) => {
          const outcome = store.apply(
            event(
              [
                { key: 'interaction:interactionId', value: 'Call_1' },
                ...(each.status === undefined ? [] : [{ key: 'interaction:status', value: each.status }]),
                ...(each.possible === undefined ? [] : [{ key: 'interaction.voice:actionsPossible', value: each.possible }]),
              ],
              index + 1,
            ),
          );
          const hasChanged = index === 0 || (each.status !== undefined && each.status !== status);
          status = each.status ?? status;
          if (each.possible !== undefined) listed = each.possible;
          else if (hasChanged) listed = [];
          const want = [...new Set(listed.flatMap((word) => IMAGE[word] ?? []))].sort();
          expect(ready(store.seen('Call_1')!.picture)).to.deep.equal(want);
          // It is read whenever what is possible is not known.
          if (hasChanged && each.possible === undefined) expect(outcome.doubtful).to.equal('Call_1');
        });
      }),
      { numRuns: 300 },
    );
  });

  it('of anything at all is read without a throw, and shown as text', () => {
    const key = fc.oneof(
      fc.constantFrom(
        'interaction:interactionId',
        'interaction:status',
        'interaction:attachedData',
        'interaction:interactionType',
        'interaction:dateCreated',
        'interaction.voice:actionsPossible',
        'interaction.voice:parties',
        'interaction.voice:isIncoming',
        'interaction.voice:ANI',
        'interaction.voice:callType',
        'interaction.voice:initialInteractionId',
        'interaction.voice:consultationInteractionIds',
        'interaction.voice:conferenceOwner',
        '__proto__',
        'constructor',
      ),
      fc.string(),
    );
    const word = fc.constantFrom('Call_1', '__proto__', 'constructor', 'toString', 'TALKING', 'RINGING', 'MARKED_DONE', '', 'HOLD');
    const value = fc.oneof(
      word,
      fc.array(fc.oneof(word, fc.anything())),
      fc.anything(),
      fc.array(fc.record({ key: word, value: fc.anything() })),
    );
    fc.assert(
      fc.property(fc.array(fc.array(fc.record({ key, value })), { maxLength: 10 }), (all) => {
        const store = calls();
        for (const attributes of all) {
          const read = eventOf({ serviceName: 'InteractionService', eventName: 'InteractionEvent', attributes });
          const { events } = store.apply(read!);
          for (const each of events) {
            if (each.type !== 'dialog') continue;
            const { participants, variables, state } = each.picture;
            for (const { address, otherActions } of participants)
              for (const text of [address, ...otherActions]) expect(text).to.be.a('string');
            for (const variable of variables) expect(variable.value).to.be.a('string');
            expect(state).to.be.a('string');
          }
        }
      }),
      { numRuns: 500 },
    );
  });
});
