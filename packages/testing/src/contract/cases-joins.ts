import { ownParticipant } from '@cordboard/core';
import { must, oneOf, same, type ContractCase } from './desk.js';
import { active, conference, consulting, offers, REFUSALS, signInColleague } from './joining.js';
import { until } from './until.js';

/** Consult, conference, transfer and swap, seen from both sides. */
export const JOIN_CASES: readonly ContractCase[] = [
  {
    id: 'join.consult',
    title: 'a consult holds the first call and shows a second that belongs to it',
    async run(desk) {
      const { first, second } = await consulting(desk);
      await desk.legIs(first, 'held');
      const consult = desk.dialog(second);
      same([consult.kind, consult.originalId], ['consult', first.id], 'kind and link of the consult');
    },
  },
  {
    id: 'join.consult-blocked',
    title: 'a consult is turned away while the call rings and while it is held, and refused by the platform when sent anyway',
    async run(desk) {
      await desk.goReady();
      const call = await desk.ring();
      const command = { type: 'consult', dialogId: call.id, to: desk.world.colleague.extension, intent: 'transfer' } as const;
      same(await desk.refused(command), 'not-offered', 'while ringing, before sending');
      oneOf(await desk.refusedByPlatform(command), REFUSALS, 'while ringing, by the platform');
      await desk.act(call, 'answer');
      await desk.act(call, 'hold');
      await desk.legIs(call, 'held');
      same(await desk.refused(command), 'not-offered', 'while held, before sending');
      oneOf(await desk.refusedByPlatform(command), REFUSALS, 'while held, by the platform');
    },
  },
  {
    id: 'join.needs-second',
    title: 'conference and transfer need a second call, and say so',
    async run(desk) {
      const call = await desk.talk();
      for (const type of ['conference', 'transfer'] as const) {
        same(await desk.refused({ type, dialogId: call.id }), 'not-offered', `${type} before sending`);
        oneOf(await desk.refusedByPlatform({ type, dialogId: call.id }), REFUSALS, `${type} by the platform`);
      }
    },
  },
  {
    id: 'join.consult-cancel',
    title: 'a consult given up leaves the first call on hold, to be retrieved',
    async run(desk) {
      const { first, second } = await consulting(desk);
      await desk.act(second, 'drop');
      await desk.gone(second);
      same(ownParticipant(desk.dialog(first))?.state, 'held', 'the first call');
      await desk.act(first, 'retrieve');
      await desk.legIs(first, 'active');
    },
  },
  {
    id: 'join.conference',
    title: 'a conference has all three parties in one call, on both desktops, and its beginner controls it',
    async run(desk) {
      const { first, colleague } = await conference(desk);
      same(active(desk.dialog(first)), 3, 'parties');
      await until(desk.client.dialog$(first.id), 'known controller', (dialog) => ownParticipant(dialog)?.controller === 'yes');
      const theirs = await until(colleague.dialogs$, 'one conference', (all) => all.length === 1 && all[0]?.kind === 'conference');
      same(active(must(theirs[0], 'their call')), 3, 'parties on the other desktop');
    },
  },
  {
    id: 'join.conference-blind',
    title: 'a conference waits for the consult to be answered',
    async run(desk) {
      const { first } = await consulting(desk, { answered: false });
      same(await desk.refused({ type: 'conference', dialogId: first.id }), 'not-offered', 'before sending');
      oneOf(await desk.refusedByPlatform({ type: 'conference', dialogId: first.id }), REFUSALS, 'by the platform');
    },
  },
  {
    id: 'join.not-controller',
    title: 'only who began the conference adds to it: the refusal is spoken, and then known beforehand',
    async run(desk) {
      const { first, colleague } = await conference(desk);
      await until(colleague.dialogs$, 'the conference there', (all) => all.length === 1 && all[0]?.kind === 'conference');
      const theirs = must(colleague.state.dialogs.get(await desk.idThere(first)), 'the conference there').id;
      await colleague.run({ type: 'consult', dialogId: theirs, to: desk.world.outsideNumber, intent: 'conference' });
      const consult = await until(colleague.dialogs$, 'the consult', (all) => all.length === 2);
      await desk.world.otherAnswers({ id: must(consult.at(-1), 'the consult').id });
      await until(colleague.dialog$(theirs), 'conference offered', (dialog) => offers(dialog, 'conference'));
      const code = await colleague.run({ type: 'conference', dialogId: theirs }).then(
        () => 'taken',
        (error: { code: string }) => error.code,
      );
      same(code, 'not-controller', 'what the platform said');
      await until(colleague.dialog$(theirs), 'known beforehand', (dialog) => ownParticipant(dialog)?.controller === 'no');
    },
  },
  {
    id: 'join.leave-conference',
    title: 'a party that leaves the conference goes, the others stay',
    async run(desk) {
      const { first, colleague } = await conference(desk);
      await until(colleague.dialogs$, 'the conference there', (all) => all.length === 1 && all[0]?.kind === 'conference');
      await colleague.run({ type: 'dialog-action', dialogId: await desk.idThere(first), action: 'drop' });
      await until(desk.client.dialog$(first.id), 'two left', (dialog) => dialog !== undefined && active(dialog) === 2);
      same(ownParticipant(desk.dialog(first))?.state, 'active', 'own leg');
    },
  },
  {
    id: 'join.drop-party',
    title: 'the controller drops a party',
    async run(desk) {
      const { first } = await conference(desk);
      const address = desk.world.colleague.extension;
      await until(desk.client.dialog$(first.id), 'drop offered', (dialog) => offers(dialog, 'drop-participant'));
      await desk.client.run({ type: 'drop-participant', dialogId: first.id, address });
      await until(desk.client.dialog$(first.id), 'the party gone', (dialog) => dialog !== undefined && active(dialog) === 2);
    },
  },
  {
    id: 'join.transfer',
    title: 'a transfer takes the agent out and leaves the colleague with the customer, in the surviving call',
    async run(desk) {
      const { first, second, colleague } = await consulting(desk);
      await desk.client.run({ type: 'transfer', dialogId: first.id });
      await desk.gone(first);
      await desk.gone(second);
      const survivor = await until(colleague.dialogs$, 'the survivor', (all) => all.length === 1 && all[0]?.id === first.id);
      same(active(must(survivor[0], 'the survivor')), 2, 'parties');
      same(survivor[0]?.replacedId, second.id, 'the call that went into it');
    },
  },
  {
    id: 'join.swap',
    title: 'a swap goes back and forth between two calls, and the other one survives a transfer after it',
    async run(desk) {
      const { first, second, colleague } = await consulting(desk);
      await desk.client.run({ type: 'swap', dialogId: first.id });
      await desk.legIs(first, 'active');
      await desk.legIs(second, 'held');
      await desk.offers(second, 'transfer');
      await desk.client.run({ type: 'transfer', dialogId: second.id });
      const survivor = await until(
        colleague.dialogs$,
        'the survivor',
        (all) => all.length === 1 && all[0]?.id === second.id && active(all[0]) === 2,
      );
      same(survivor[0]?.id, second.id, 'the survivor');
    },
  },
  {
    id: 'join.transfer-now',
    title: 'a call is passed on without consulting, and rings at the colleague',
    async run(desk) {
      const colleague = await signInColleague(desk);
      const call = await desk.talk();
      await desk.client.run({ type: 'transfer-now', dialogId: call.id, to: desk.world.colleague.extension });
      await until(desk.client.dialog$(call.id), 'gone from here', (dialog) => ownParticipant(dialog)?.state !== 'active');
      await until(colleague.dialogs$, 'ringing there', (all) => all.some((dialog) => ownParticipant(dialog)?.state === 'alerting'));
    },
  },
  {
    id: 'join.suspect',
    title: 'a conference found when signing in is suspect until the agent has left it, and blocks nothing',
    async run(desk) {
      const { first } = await conference(desk);
      const again = desk.open(desk.world.port());
      await desk.signIn({ client: again });
      same(again.state.dialogs.get(first.id)?.freshness, 'suspect', 'freshness');
      same(offers(again.state.dialogs.get(first.id), 'drop'), true, 'end offered');
    },
  },
];
