import { ownParticipant, type Dialog } from '@cordboard/core';
import { must, oneOf, same, type ContractCase } from './desk.js';
import { active, conference, consulting, signInColleague } from './joining.js';
import { until } from './until.js';

/** What joining calls does on every side of them: which call lives on, whose it is, what it carries, who stays. */
export const JOIN_SIDE_CASES: readonly ContractCase[] = [
  {
    id: 'join.consult-both-sides',
    title: 'a consult rings at the colleague as a call of the agent, and is shown there as theirs to answer',
    async run(desk) {
      const { second, colleague } = await consulting(desk, { answered: false });
      const theirs = must(colleague.state.dialogs.get(await desk.idThere(second)), 'the consult there');
      const offered = ownParticipant(theirs)?.actions.filter((action) => action !== 'update-call-data');
      same(offered, ['answer'], 'offered to the colleague');
      same(theirs.from, desk.world.agent.extension, 'caller shown there');
      oneOf(ownParticipant(desk.dialog(second))?.state, ['initiating', 'initiated'], 'own leg meanwhile');
    },
  },
  {
    id: 'join.consult-dead-number',
    title: 'a consult to a number that cannot be reached fails visibly; the first call waits and is retrieved',
    async run(desk) {
      const first = await desk.talk();
      await desk.client.run({ type: 'consult', dialogId: first.id, to: desk.world.deadNumber, intent: 'transfer' });
      const failed = await desk.found('the failed consult', (dialog) => ownParticipant(dialog)?.state === 'failed');
      same(failed.originalId, first.id, 'the call it belongs to');
      same(ownParticipant(failed)?.cause, 'bad-destination', 'cause');
      await desk.act(failed, 'drop');
      await desk.gone(failed);
      await desk.act(first, 'retrieve');
      await desk.legIs(first, 'active');
    },
  },
  {
    id: 'join.consult-colleague-leaves',
    title: 'a consult that the colleague ends goes on both desktops, and nothing is retrieved by itself',
    async run(desk) {
      const { first, second, colleague } = await consulting(desk);
      await colleague.run({ type: 'dialog-action', dialogId: await desk.idThere(second), action: 'drop' });
      await desk.gone(second);
      await until(colleague.dialog$(await desk.idThere(second)), 'gone there', (dialog) => dialog === undefined);
      same(ownParticipant(desk.dialog(first))?.state, 'held', 'the first call');
    },
  },
  {
    id: 'join.consult-customer-leaves',
    title: 'a consult goes on when the customer who waited hangs up, and there is nothing left to join',
    async run(desk) {
      const { first, second } = await consulting(desk);
      await desk.world.outsideHangsUp(first);
      await desk.gone(first);
      same(ownParticipant(desk.dialog(second))?.state, 'active', 'the consult');
      same(await desk.refused({ type: 'transfer', dialogId: first.id }), 'not-found', 'transfer');
    },
  },
  {
    id: 'join.transfer-carries-data',
    title: 'a transfer brings the colleague the call data and wrap-up reason of the first call',
    async run(desk) {
      const colleague = await signInColleague(desk);
      const first = await desk.talk({ callVariable1: 'ACC-7781' });
      const [reason] = await desk.client.query({ type: 'wrap-up-reasons' });
      const label = must(reason, 'a wrap-up reason').label;
      await desk.client.run({ type: 'set-wrap-up', dialogId: first.id, reasons: [label] });
      await desk.client.run({ type: 'consult', dialogId: first.id, to: desk.world.colleague.extension, intent: 'transfer' });
      const second = await desk.found('the consult', ({ id }) => id !== first.id);
      await until(
        colleague.dialog$(await desk.idThere(second)),
        'the consult rings',
        (dialog) => ownParticipant(dialog)?.state === 'alerting',
      );
      await colleague.run({ type: 'dialog-action', dialogId: await desk.idThere(second), action: 'answer' });
      await desk.offers(first, 'transfer');
      await desk.client.run({ type: 'transfer', dialogId: first.id });
      const survivor = must(
        await until(colleague.dialog$(await desk.idThere(first)), 'the survivor', (dialog) => dialog !== undefined),
        'the survivor',
      );
      same(survivor.variables.find(({ name }) => name === 'callVariable1')?.value, 'ACC-7781', 'call data');
      same(survivor.wrapUp?.reasons, [label], 'wrap-up reason');
    },
  },
  {
    id: 'join.transfer-frees-agent',
    title: 'a transfer frees the agent, who is ready again, and the colleague stays in the call',
    async run(desk) {
      const { first, second, colleague } = await consulting(desk);
      await desk.client.run({ type: 'transfer', dialogId: first.id });
      await desk.gone(second);
      await desk.agentIs('ready');
      const theirs = must(
        await until(colleague.dialog$(await desk.idThere(first)), 'the survivor', (dialog) => dialog !== undefined),
        'the survivor',
      );
      same(ownParticipant(theirs)?.state, 'active', "the colleague's leg");
      same((await desk.world.truth()).calls, [], 'calls of the agent');
    },
  },
  {
    id: 'join.transfer-outside',
    title: 'a customer is transferred to an outside number, and both calls go from the agent',
    async run(desk) {
      const first = await desk.talk();
      await desk.client.run({ type: 'consult', dialogId: first.id, to: desk.world.outsideNumber, intent: 'transfer' });
      const second = await desk.found('the consult', ({ id }) => id !== first.id);
      await desk.world.otherAnswers(second);
      await desk.offers(first, 'transfer');
      await desk.client.run({ type: 'transfer', dialogId: first.id });
      await desk.gone(first);
      await desk.gone(second);
      await desk.agentIs('ready');
    },
  },
  {
    id: 'join.transfer-now-both-sides',
    title: 'a call passed on keeps its id and its data, rings at the colleague, and is theirs once answered',
    async run(desk) {
      const colleague = await signInColleague(desk);
      const call = await desk.talk({ callVariable1: 'ACC-7781' });
      await desk.client.run({ type: 'transfer-now', dialogId: call.id, to: desk.world.colleague.extension });
      await desk.gone(call);
      await until(colleague.dialog$(await desk.idThere(call)), 'ringing there', (dialog) => ownParticipant(dialog)?.state === 'alerting');
      await colleague.run({ type: 'dialog-action', dialogId: await desk.idThere(call), action: 'answer' });
      const theirs = await until(
        colleague.dialog$(await desk.idThere(call)),
        'talking there',
        (dialog) => ownParticipant(dialog)?.state === 'active',
      );
      same(active(must(theirs, 'the call there')), 2, 'parties');
      same(theirs?.variables.find(({ name }) => name === 'callVariable1')?.value, 'ACC-7781', 'call data');
      await desk.agentIs('ready');
    },
  },
  {
    id: 'join.conference-survivor',
    title: 'a conference lives on as the first call, names the consult that went into it, and carries the data, on both desktops',
    async run(desk) {
      const { first, second, colleague } = await conference(desk);
      const theirs = await until(
        colleague.dialog$(await desk.idThere(first)),
        'the conference there',
        (dialog) => dialog?.kind === 'conference',
      );
      same(desk.dialog(first).replacedId, second.id, 'the call that went into it');
      same(theirs?.replacedId, second.id, 'the same, there');
      same(byAddress(must(theirs, 'theirs')), byAddress(desk.dialog(first)), 'parties on both sides');
      same(colleague.state.dialogs.size, 1, 'calls of the colleague');
    },
  },
  {
    id: 'join.conference-controller',
    title: 'who began a conference controls it, and the colleague does not know of controlling it',
    async run(desk) {
      const { first, colleague } = await conference(desk);
      await until(desk.client.dialog$(first.id), 'known controller', (dialog) => ownParticipant(dialog)?.controller === 'yes');
      const theirs = await until(
        colleague.dialog$(await desk.idThere(first)),
        'the conference there',
        (dialog) => dialog?.kind === 'conference',
      );
      oneOf(ownParticipant(theirs)?.controller, ['no', 'unknown'], 'controller, as the colleague sees it');
    },
  },
  {
    id: 'join.conference-after-swap',
    title: 'a conference asked for on the held consult lives on as the consult',
    async run(desk) {
      const { first, second, colleague } = await consulting(desk);
      await desk.client.run({ type: 'swap', dialogId: first.id });
      await desk.offers(second, 'conference');
      await desk.client.run({ type: 'conference', dialogId: second.id });
      await desk.gone(first);
      await until(desk.client.dialog$(second.id), 'the conference', (dialog) => dialog?.kind === 'conference');
      same(desk.dialog(second).replacedId, first.id, 'the call that went into it');
      same(active(desk.dialog(second)), 3, 'parties');
      await until(
        colleague.dialog$(await desk.idThere(second)),
        'three parties there',
        (dialog) => dialog !== undefined && active(dialog) === 3,
      );
    },
  },
  {
    id: 'join.conference-controller-leaves',
    title: 'a conference goes on for the others when its beginner leaves',
    async run(desk) {
      const { first, colleague } = await conference(desk);
      await until(colleague.dialog$(await desk.idThere(first)), 'the conference there', (dialog) => dialog?.kind === 'conference');
      await desk.act(first, 'drop');
      await desk.gone(first);
      const theirs = await until(
        colleague.dialog$(await desk.idThere(first)),
        'two left',
        (dialog) => dialog !== undefined && active(dialog) === 2,
      );
      same(ownParticipant(theirs)?.state, 'active', "the colleague's leg");
      await desk.agentIs('ready');
    },
  },
  {
    id: 'join.conference-customer-leaves',
    title: 'a conference goes on for the two agents when the customer hangs up',
    async run(desk) {
      const { first, colleague } = await conference(desk);
      await desk.world.outsideHangsUp(first);
      await until(desk.client.dialog$(first.id), 'two left', (dialog) => dialog !== undefined && active(dialog) === 2);
      await until(colleague.dialog$(await desk.idThere(first)), 'two left there', (dialog) => dialog !== undefined && active(dialog) === 2);
    },
  },
  {
    id: 'join.conference-ends',
    title: 'a conference ends for the agent when everybody else has left',
    async run(desk) {
      const { first } = await conference(desk);
      await desk.world.othersHangUp(first);
      await desk.gone(first);
      await desk.agentIs('ready');
    },
  },
  {
    id: 'join.conference-hold',
    title: 'a conference is held and retrieved by one, while the others talk on',
    async run(desk) {
      const { first, colleague } = await conference(desk);
      await until(colleague.dialog$(await desk.idThere(first)), 'the conference there', (dialog) => dialog?.kind === 'conference');
      await desk.act(first, 'hold');
      await desk.legIs(first, 'held');
      const theirs = await until(
        colleague.dialog$(await desk.idThere(first)),
        'one held',
        (dialog) => dialog !== undefined && active(dialog) === 2,
      );
      same(ownParticipant(theirs)?.state, 'active', "the colleague's leg");
      await desk.act(first, 'retrieve');
      await until(colleague.dialog$(await desk.idThere(first)), 'three again', (dialog) => dialog !== undefined && active(dialog) === 3);
    },
  },
];

function byAddress({ participants }: Dialog): string[] {
  return participants.map(({ address, state }) => `${address} ${state}`).sort();
}
