import { ownParticipant } from '@cordboard/core';
import { same, type Barred, type ContractCase } from './desk.js';
import { conference, consulting, offers, REFUSALS } from './joining.js';
import { until } from './until.js';

const PLATFORM: Pick<Barred, 'platform'> = { platform: ['not-offered', 'invalid-state', 'refused'] };

/** Joining calls when it cannot be: turned away before it is sent, refused by the platform, and nothing moved. */
export const JOIN_REFUSAL_CASES: readonly ContractCase[] = [
  {
    id: 'join.consult-no-number',
    title: 'a consult and a transfer without consulting are not sent without a number',
    async run(desk) {
      const call = await desk.talk();
      const consult = { type: 'consult', dialogId: call.id, to: '', intent: 'transfer' } as const;
      same(await desk.refused(consult), 'invalid-argument', 'consult, before sending');
      same(await desk.refusedByPlatform(consult), 'invalid-argument', 'consult, by the port');
      if (desk.client.serves('transfer-now')) {
        const now = { type: 'transfer-now', dialogId: call.id, to: ' ' } as const;
        same(await desk.refused(now), 'invalid-argument', 'transfer, before sending');
        same(await desk.refusedByPlatform(now), 'invalid-argument', 'transfer, by the port');
      }
      await desk.legIs(call, 'active');
    },
  },
  {
    id: 'join.consult-of-consult',
    title: 'a second consult is refused by the platform while the first is under way',
    async run(desk) {
      const { first, second } = await consulting(desk);
      const command = { type: 'consult', dialogId: second.id, to: desk.world.outsideNumber, intent: 'conference' } as const;
      same(REFUSALS.includes(await desk.refusedByPlatform(command)), true, 'refused');
      same(ownParticipant(desk.dialog(second))?.state, 'active', 'the consult');
      same(ownParticipant(desk.dialog(first))?.state, 'held', 'the call that waits');
    },
  },
  {
    id: 'join.on-the-wrong-call',
    title: 'conference and transfer are not asked for on the active call while another one waits',
    async run(desk) {
      const { first, second } = await consulting(desk);
      for (const type of ['conference', 'transfer'] as const) {
        await desk.barred({ type, dialogId: second.id }, { why: 'no-consult', ...PLATFORM });
      }
      await desk.legIs(first, 'held');
      await desk.legIs(second, 'active');
    },
  },
  {
    id: 'join.after-going-back',
    title: 'conference and transfer are refused on the original once the agent has gone back to it',
    async run(desk) {
      const { first, second } = await consulting(desk);
      await desk.client.run({ type: 'swap', dialogId: first.id });
      await desk.legIs(second, 'held');
      for (const type of ['conference', 'transfer'] as const) {
        await desk.barred({ type, dialogId: first.id }, { why: 'no-consult', ...PLATFORM });
      }
      await desk.offers(second, 'conference');
    },
  },
  {
    id: 'join.while-ringing',
    title: 'a transfer, at once or joined, is refused while the call rings',
    async run(desk) {
      await desk.goReady();
      const call = await desk.ring();
      for (const type of ['conference', 'transfer'] as const)
        await desk.barred({ type, dialogId: call.id }, { why: 'ringing', ...PLATFORM });
      await desk.legIs(call, 'alerting');
    },
  },
  {
    id: 'join.transfer-now-refused',
    title: 'a transfer without consulting is refused while the call rings and while it is held',
    async run(desk) {
      await desk.goReady();
      const call = await desk.ring();
      const command = { type: 'transfer-now', dialogId: call.id, to: desk.world.colleague.extension } as const;
      await desk.barred(command, { why: 'ringing', ...PLATFORM });
      await desk.act(call, 'answer');
      await desk.act(call, 'hold');
      await desk.legIs(call, 'held');
      await desk.barred(command, { why: 'held', ...PLATFORM });
    },
  },
  {
    id: 'join.not-of-this-platform',
    title: 'what the platform does not have is absent, not sent, and refused as unknown to it when sent anyway',
    async run(desk) {
      const call = await desk.talk();
      const address = desk.world.colleague.extension;
      const commands = [
        { type: 'transfer-now', dialogId: call.id, to: address },
        { type: 'drop-participant', dialogId: call.id, address },
        { type: 'record', dialogId: call.id },
      ] as const;
      const missing = commands.filter(({ type }) => !desk.client.serves(type));
      for (const command of missing) {
        same(await desk.refused(command), 'not-served', `${command.type}, before sending`);
        same(await desk.refusedByPlatform(command), 'not-supported', `${command.type}, by the platform`);
      }
      await desk.legIs(call, 'active');
    },
  },
  {
    id: 'join.swap-refused',
    title: 'a swap goes to a held call only',
    async run(desk) {
      const call = await desk.talk();
      same(await desk.refused({ type: 'swap', dialogId: call.id }), 'not-offered', 'to the active call');
      await desk.legIs(call, 'active');
    },
  },
  {
    id: 'join.drop-party-of-two',
    title: 'nobody is dropped from a call of two',
    async run(desk) {
      const call = await desk.talk();
      const other = desk.dialog(call).participants.find(({ own }) => !own)?.address ?? '';
      const command = { type: 'drop-participant', dialogId: call.id, address: other } as const;
      await desk.barred(command, { why: 'not-offered', ...PLATFORM });
      await desk.legIs(call, 'active');
    },
  },
  {
    id: 'join.drop-party-refused',
    title: 'neither the customer nor oneself is dropped from a conference, nor somebody who is not in it',
    async run(desk) {
      const { first } = await conference(desk);
      await desk.offers(first, 'drop-participant');
      const { participants } = desk.dialog(first);
      const customer = participants.find(({ kind }) => kind !== 'agent')?.address ?? '';
      const drop = (address: string) => ({ type: 'drop-participant', dialogId: first.id, address }) as const;
      await desk.barred(drop(customer), { why: 'party-not-droppable', ...PLATFORM });
      await desk.barred(drop(desk.world.agent.extension), { why: 'own-leg', ...PLATFORM });
      same(await desk.refused(drop('99')), 'not-found', 'a stranger, before sending');
      same(REFUSALS.includes(await desk.refusedByPlatform(drop('99'))), true, 'a stranger, by the platform');
      same(desk.dialog(first).participants.filter(({ state }) => state === 'active').length, 3, 'parties');
    },
  },
  {
    id: 'join.drop-party-not-controller',
    title: 'who did not begin the conference is not offered to drop a party, and is refused',
    async run(desk) {
      const { first, colleague } = await conference(desk);
      const theirs = await until(
        colleague.dialog$(await desk.idThere(first)),
        'the conference there',
        (dialog) => dialog?.kind === 'conference',
      );
      same(offers(theirs, 'drop-participant'), false, 'offered');
      const command = { type: 'drop-participant', dialogId: first.id, address: desk.world.agent.extension } as const;
      const code = await colleague.run(command).then(
        () => 'taken',
        (error: { code: string }) => error.code,
      );
      same(code, 'not-offered', 'code');
      same(ownParticipant(desk.dialog(first))?.state, 'active', 'own leg');
    },
  },
];
