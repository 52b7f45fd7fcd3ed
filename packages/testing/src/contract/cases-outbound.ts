import { ownParticipant, type Command, type Dialog } from '@cordboard/core';
import { same, type Barred, type ContractCase, type Desk } from './desk.js';
import type { CallHandle } from './harness.js';
import { until } from './until.js';

const PLATFORM: Pick<Barred, 'platform'> = { platform: ['not-offered', 'invalid-state', 'refused'] };

/** Calls of campaigns: what may be done with a reservation and with the customer's call, and what not. */
export const OUTBOUND_CASES: readonly ContractCase[] = [
  {
    id: 'outbound.close',
    title: 'a preview is closed for good, and the agent is ready again',
    async run(desk) {
      const reservation = await preview(desk);
      await desk.client.run({ type: 'dialog-action', dialogId: reservation.id, action: 'close' });
      await desk.gone(reservation);
      await desk.agentIs('ready');
    },
  },
  {
    id: 'outbound.reservation-refuses',
    title: 'a preview is no call yet: what is done to calls is turned away and refused',
    async run(desk) {
      const { id } = await preview(desk);
      const to = desk.world.colleague.extension;
      const commands: Command[] = [
        { type: 'dialog-action', dialogId: id, action: 'answer' },
        { type: 'dialog-action', dialogId: id, action: 'hold' },
        { type: 'dialog-action', dialogId: id, action: 'retrieve' },
        { type: 'dialog-action', dialogId: id, action: 'drop' },
        { type: 'consult', dialogId: id, to, intent: 'transfer' },
        { type: 'send-dtmf', dialogId: id, digits: '1' },
      ];
      for (const command of commands) await desk.barred(command, { why: 'reserved-call', ...PLATFORM });
      same(ownParticipant(desk.dialog({ id }))?.state, 'alerting', 'own leg after the refusals');
    },
  },
  {
    id: 'outbound.not-a-reservation',
    title: 'a call of a queue is neither accepted nor rejected nor closed',
    async run(desk) {
      const call = await desk.talk();
      for (const action of ['accept', 'reject', 'close'] as const) {
        await desk.barred({ type: 'dialog-action', dialogId: call.id, action }, { why: 'not-a-reservation', ...PLATFORM });
      }
      await desk.legIs(call, 'active');
    },
  },
  {
    id: 'outbound.accepted-twice',
    title: 'a preview that has been accepted takes no second answer',
    async run(desk) {
      const { id } = await preview(desk);
      await desk.client.run({ type: 'dialog-action', dialogId: id, action: 'accept' });
      const code = await desk.refusedByPlatform({ type: 'dialog-action', dialogId: id, action: 'reject' });
      same(['not-offered', 'invalid-state', 'not-found', 'refused'].includes(code), true, 'refused');
      await customerCall(desk, id);
    },
  },
  {
    id: 'outbound.call',
    title: "the customer's call is the campaign's: outbound, with what the campaign says of it",
    async run(desk) {
      const call = await campaignCall(desk);
      same([call.direction, ownParticipant(call)?.state], ['outbound', 'active'], 'direction and own leg');
      same([call.outbound?.campaign !== undefined, call.outbound?.status !== undefined], [true, true], 'campaign and status told');
      await desk.act(call, 'drop');
      await desk.gone(call);
      await desk.agentIs('ready');
    },
  },
  {
    id: 'outbound.reclassify',
    title: 'the customer call of a campaign is classed, and shows it',
    async run(desk) {
      const { id } = await campaignCall(desk);
      await desk.client.run({ type: 'reclassify', dialogId: id, classification: 'answering-machine' });
      await until(desk.client.dialog$(id), 'the class shown', (dialog) => dialog?.outbound?.classification !== undefined);
    },
  },
  {
    id: 'outbound.reclassify-refused',
    title: 'a call of a queue is not classed',
    async run(desk) {
      const call = await desk.talk();
      const command = { type: 'reclassify', dialogId: call.id, classification: 'voice' } as const;
      await desk.barred(command, { why: 'not-offered', ...PLATFORM });
    },
  },
  {
    id: 'outbound.callback',
    title: 'a callback is promised, by time and number, changed by either, and taken back',
    async run(desk) {
      const { id } = await campaignCall(desk);
      const schedule = { type: 'schedule-callback', dialogId: id } as const;
      await desk.client.run({ ...schedule, time: '2031-03-07T14:30', number: desk.world.outsideNumber });
      same(desk.dialog({ id }).callback, { time: '2031-03-07T14:30', number: desk.world.outsideNumber }, 'promised');
      await desk.client.run({ ...schedule, time: '2031-03-08T09:00' });
      same(desk.dialog({ id }).callback, { time: '2031-03-08T09:00', number: desk.world.outsideNumber }, 'another time');
      await desk.client.run({ type: 'cancel-callback', dialogId: id });
      same(desk.dialog({ id }).callback, undefined, 'taken back');
    },
  },
  {
    id: 'outbound.callback-malformed',
    title: 'a callback without time and number, or at no time, is not sent',
    async run(desk) {
      const { id } = await campaignCall(desk);
      same(await desk.refused({ type: 'schedule-callback', dialogId: id }), 'invalid-argument', 'nothing promised');
      same(await desk.refused({ type: 'schedule-callback', dialogId: id, time: 'tomorrow' }), 'invalid-argument', 'no time');
      same(desk.dialog({ id }).callback, undefined, 'callback');
    },
  },
  {
    id: 'outbound.callback-bad-number',
    title: 'a callback to what is no number is refused by the platform, and none is shown',
    async run(desk) {
      const { id } = await campaignCall(desk);
      const code = await desk.refused({ type: 'schedule-callback', dialogId: id, number: 'call me' });
      same(['refused', 'invalid-argument', 'bad-destination'].includes(code), true, 'refused');
      same(desk.dialog({ id }).callback, undefined, 'callback');
    },
  },
  {
    id: 'outbound.callback-refused',
    title: 'a call of a queue promises no callback and has none to take back',
    async run(desk) {
      const call = await desk.talk();
      const time = '2031-03-07T14:30';
      await desk.barred({ type: 'schedule-callback', dialogId: call.id, time }, { why: 'not-offered', ...PLATFORM });
      await desk.barred({ type: 'cancel-callback', dialogId: call.id }, { why: 'not-offered', ...PLATFORM });
    },
  },
];

async function preview(desk: Desk): Promise<CallHandle> {
  await desk.goReady();
  const reservation = await desk.world.previewFor();
  await desk.legIs(reservation, 'alerting');
  await desk.agentIs('reserved-outbound-preview');
  return reservation;
}

async function customerCall(desk: Desk, reservation: string): Promise<Dialog> {
  const call = await desk.found('the customer call', (dialog) => dialog.id !== reservation && ownParticipant(dialog)?.state === 'active');
  await desk.gone({ id: reservation });
  return call;
}

/** A preview, accepted: the agent talks to the customer. */
async function campaignCall(desk: Desk): Promise<Dialog> {
  const { id } = await preview(desk);
  await desk.client.run({ type: 'dialog-action', dialogId: id, action: 'accept' });
  return customerCall(desk, id);
}
