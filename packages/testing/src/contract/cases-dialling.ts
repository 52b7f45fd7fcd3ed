import { ownParticipant } from '@cordboard/core';
import { must, oneOf, same, type ContractCase } from './desk.js';
import { until } from './until.js';

/** Placing calls: from which state, to whom, and what is refused. */
export const DIALLING_CASES: readonly ContractCase[] = [
  {
    id: 'dial.no-number',
    title: 'is not sent without a number',
    async run(desk) {
      await desk.signIn();
      same(await desk.refused({ type: 'make-call', to: ' ' }), 'invalid-argument', 'code before sending');
      same(await desk.refusedByPlatform({ type: 'make-call', to: ' ' }), 'invalid-argument', 'code of the port');
      same(desk.client.state.dialogs.size, 0, 'calls');
    },
  },
  {
    id: 'dial.from-ready',
    title: 'from ready is placed, with ready again after it, or refused, as the platform has it',
    async run(desk) {
      await desk.goReady();
      const command = { type: 'make-call', to: desk.world.outsideNumber } as const;
      if (desk.world.rules.dialFromReady === 'refused') {
        same(await desk.refused(command), 'invalid-state', 'code of the platform');
        await desk.agentIs('ready');
        return;
      }
      await desk.client.run(command);
      const call = await desk.found('the call', () => true);
      await desk.agentIs('talking');
      await desk.act(call, 'drop');
      await desk.gone(call);
      await desk.agentIs('ready');
    },
  },
  {
    id: 'dial.with-data',
    title: 'takes the data along that it is placed with, where the platform has that, and is not sent where not',
    async run(desk) {
      await desk.signIn();
      const variables = [{ name: 'callVariable3', value: 'Ticket <7> & more' }];
      const command = { type: 'make-call', to: desk.world.outsideNumber, variables } as const;
      if (desk.world.rules.dataWhenDialling === 'refused') {
        same(await desk.refused(command), 'not-served', 'code');
        same(desk.client.state.dialogs.size, 0, 'calls');
        return;
      }
      await desk.client.run(command);
      const call = await desk.found('the call', () => true);
      same(call.variables.find(({ name }) => name === 'callVariable3')?.value, 'Ticket <7> & more', 'value');
    },
  },
  {
    id: 'dial.in-a-call',
    title: 'while talking is refused, and the call goes on',
    async run(desk) {
      const call = await desk.talk();
      oneOf(await desk.refused({ type: 'make-call', to: desk.world.outsideNumber }), ['refused', 'invalid-state', 'device-busy'], 'code');
      same(ownParticipant(desk.dialog(call))?.state, 'active', 'the call');
      same(desk.client.state.dialogs.size, 1, 'calls');
    },
  },
  {
    id: 'dial.with-one-held',
    title: 'with a call on hold is placed beside it, and belongs to nothing',
    async run(desk) {
      const held = await desk.talk();
      await desk.act(held, 'hold');
      await desk.legIs(held, 'held');
      await desk.client.run({ type: 'make-call', to: desk.world.outsideNumber });
      const call = await desk.found('the second call', ({ id }) => id !== held.id);
      await desk.world.otherAnswers(call);
      await desk.legIs(call, 'active');
      same([desk.dialog(call).kind, desk.dialog(call).originalId ?? null], ['call', null], 'kind and original');
      same(ownParticipant(desk.dialog(held))?.state, 'held', 'the first call');
    },
  },
  {
    id: 'dial.while-ringing',
    title: 'while a routed call rings is refused, and it rings on',
    async run(desk) {
      await desk.goReady();
      const call = await desk.ring();
      oneOf(await desk.refused({ type: 'make-call', to: desk.world.outsideNumber }), ['invalid-state', 'refused', 'device-busy'], 'code');
      same(ownParticipant(desk.dialog(call))?.state, 'alerting', 'the call that rings');
    },
  },
  {
    id: 'dial.busy',
    title: 'to a busy number shows a failed leg and why, to be ended',
    async run(desk) {
      await desk.signIn();
      await desk.client.run({ type: 'make-call', to: desk.world.busyNumber });
      const call = await desk.found('a failed call', (dialog) => ownParticipant(dialog)?.state === 'failed');
      same(ownParticipant(call)?.cause, 'busy', 'cause');
      const hold = { type: 'dialog-action', dialogId: call.id, action: 'hold' } as const;
      await desk.barred(hold, { why: 'call-failed', platform: ['not-offered', 'invalid-state', 'refused'] });
      await desk.act(call, 'drop');
      await desk.gone(call);
      await desk.agentIs('not-ready');
    },
  },
  {
    id: 'dial.signed-out-by-supervisor',
    title: 'is turned away once a supervisor has signed the agent out',
    async run(desk) {
      await desk.signIn();
      await desk.world.supervisorSets('signed-out');
      await until(desk.client.agent$, 'signed out or unknown', (agent) => agent === undefined || agent.state === 'signed-out');
      oneOf(await desk.refused({ type: 'make-call', to: desk.world.outsideNumber }), ['invalid-state', 'link-down'], 'code');
    },
  },
  {
    id: 'dial.parties',
    title: 'shows the own leg as caller, and the number that was dialled',
    async run(desk) {
      await desk.signIn();
      await desk.client.run({ type: 'make-call', to: desk.world.outsideNumber });
      const { id } = await desk.found('the call', () => true);
      await desk.world.otherAnswers({ id });
      await desk.legIs({ id }, 'active');
      const call = desk.dialog({ id });
      same([call.from, call.dialed ?? call.to], [desk.world.agent.extension, desk.world.outsideNumber], 'from and to');
      same(must(ownParticipant(call), 'own leg').address, desk.world.agent.extension, 'address of the own leg');
      same(call.participants.length, 2, 'parties');
    },
  },
];
