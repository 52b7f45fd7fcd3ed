import { ownParticipant } from '@cordboard/core';
import { verdictOf } from './joining.js';
import { must, oneOf, same, type ContractCase } from './desk.js';
import { until } from './until.js';

/** What is done to a call besides carrying it: tones, call data, wrap-up, recording, lists. */
export const DATA_CASES: readonly ContractCase[] = [
  {
    id: 'data.tones',
    title: 'tones go out in order, and none is refused as busy',
    async run(desk) {
      const call = await desk.talk();
      const press = (digits: string) => desk.client.run({ type: 'send-dtmf', dialogId: call.id, digits });
      await Promise.all(['1', '2', '3', '#'].map(press));
      same(await desk.world.tonesOf(call), '123#', 'tones heard by the platform');
    },
  },
  {
    id: 'data.tones-held',
    title: 'tones are turned away on a held call, and refused by the platform when sent anyway',
    async run(desk) {
      const call = await desk.talk();
      await desk.act(call, 'hold');
      await desk.legIs(call, 'held');
      const command = { type: 'send-dtmf', dialogId: call.id, digits: '1' } as const;
      same(await desk.refused(command), 'not-offered', 'before sending');
      oneOf(await desk.refusedByPlatform(command), ['invalid-state', 'not-offered', 'refused'], 'by the platform');
    },
  },
  {
    id: 'data.update',
    title: 'call data is changed; what is not named stays, and an empty value empties',
    async run(desk) {
      const call = await desk.talk({ callVariable1: 'keep', callVariable2: 'change', callVariable3: 'empty' });
      const variables = [
        { name: 'callVariable2', value: 'changed & <checked>' },
        { name: 'callVariable3', value: '' },
      ];
      await desk.client.run({ type: 'update-call-data', dialogId: call.id, variables });
      const values = new Map(desk.dialog(call).variables.map(({ name, value }) => [name, value]));
      same(
        ['callVariable1', 'callVariable2', 'callVariable3'].map((name) => values.get(name)),
        ['keep', 'changed & <checked>', ''],
        'values',
      );
    },
  },
  {
    id: 'data.pushed',
    title: 'call data that the platform changes is shown',
    async run(desk) {
      const call = await desk.talk({ callVariable1: 'before' });
      await desk.world.pushVariables(call, { callVariable1: 'after' });
      await until(
        desk.client.dialog$(call.id),
        'the new value',
        (dialog) => dialog?.variables.some(({ value }) => value === 'after') ?? false,
      );
    },
  },
  {
    id: 'data.wrap-up-reasons',
    title: 'wrap-up reasons are listed and one is set on the call',
    async run(desk) {
      const call = await desk.talk();
      const reasons = await desk.client.query({ type: 'wrap-up-reasons' });
      const { label } = must(reasons[0], 'a wrap-up reason');
      await desk.client.run({ type: 'set-wrap-up', dialogId: call.id, reasons: [label] });
      same(desk.dialog(call).wrapUp?.reasons, [label], 'reasons of the call');
    },
  },
  {
    id: 'data.contacts',
    title: 'phone books are read',
    async run(desk) {
      await desk.signIn();
      const contacts = await desk.client.query({ type: 'contacts' });
      must(contacts[0]?.number, 'a number');
    },
  },
  {
    id: 'data.layouts',
    title: 'layouts of call data are read, one of them the default',
    async run(desk) {
      await desk.signIn();
      const layouts = await desk.client.query({ type: 'layouts' });
      same(layouts.filter((layout) => layout.isDefault).length, 1, 'default layouts');
      must(layouts[0]?.columns[0]?.[0]?.property, 'a field');
    },
  },
  {
    id: 'data.record',
    title: 'recording starts where the platform has it, and is not served where it has not',
    async run(desk) {
      const call = await desk.talk();
      const command = { type: 'record', dialogId: call.id } as const;
      if (!desk.client.serves('record')) {
        same(await verdictOf(desk.client, command), 'not-served', 'code');
        return;
      }
      await desk.client.run(command);
      await until(desk.client.dialog$(call.id), 'recording shown', (dialog) => dialog?.recording === 'on');
    },
  },
  {
    id: 'data.preview-accept',
    title: 'an outbound preview is accepted: the reservation goes, the customer call comes',
    async run(desk) {
      await desk.goReady();
      const reservation = await desk.world.previewFor();
      await until(desk.client.dialog$(reservation.id), 'the reservation', (dialog) => dialog?.kind === 'reservation');
      await desk.agentIs('reserved-outbound-preview');
      await desk.client.run({ type: 'dialog-action', dialogId: reservation.id, action: 'accept' });
      await until(desk.client.dialogs$, 'the customer call', (all) =>
        all.some((dialog) => dialog.id !== reservation.id && dialog.direction === 'outbound' && ownParticipant(dialog)?.state === 'active'),
      );
      await desk.agentIs('talking');
    },
  },
  {
    id: 'data.preview-reject',
    title: 'an outbound preview is rejected, and the agent is ready again',
    async run(desk) {
      await desk.goReady();
      const reservation = await desk.world.previewFor();
      await until(desk.client.dialog$(reservation.id), 'the reservation', (dialog) => dialog?.kind === 'reservation');
      await desk.client.run({ type: 'dialog-action', dialogId: reservation.id, action: 'reject' });
      await desk.gone(reservation);
      await desk.agentIs('ready');
    },
  },
];
