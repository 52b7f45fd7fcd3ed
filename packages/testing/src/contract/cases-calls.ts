import { ownParticipant, type Dialog } from '@cordboard/core';
import type { CallHandle } from './harness.js';
import { must, oneOf, same, type ContractCase, type Desk } from './desk.js';
import { until } from './until.js';

/** Calls: in, out, on hold and ended, by either side. */
export const CALL_CASES: readonly ContractCase[] = [
  {
    id: 'call.rings',
    title: 'a routed call rings: reserved, the own leg alerting, answer offered, hold not',
    async run(desk) {
      await desk.goReady();
      const call = await desk.ring();
      await desk.agentIs('reserved');
      const own = must(ownParticipant(desk.dialog(call)), 'own leg');
      same([own.actions.includes('answer'), own.actions.includes('hold')], [true, false], 'answer and hold offered');
      same(desk.dialog(call).direction, 'inbound', 'direction');
    },
  },
  {
    id: 'call.answer-hold-retrieve-end',
    title: 'is answered, held, retrieved and ended by the agent',
    async run(desk) {
      const call = await desk.talk();
      await desk.agentIs('talking');
      await desk.act(call, 'hold');
      await desk.legIs(call, 'held');
      await desk.act(call, 'retrieve');
      await desk.legIs(call, 'active');
      await desk.act(call, 'drop');
      await until(desk.client.dialog$(call.id), 'own leg over', (dialog) => over(dialog));
      same((await desk.world.truth()).calls.includes(call.id), false, 'the call still on the platform');
    },
  },
  {
    id: 'call.settles-on-effect',
    title: 'settles an action only when its effect has been reported',
    async run(desk) {
      const call = await desk.talk();
      await desk.port.send({ type: 'dialog-action', dialogId: call.id, action: 'hold' }, AbortSignal.timeout(10_000));
      same(ownParticipant(desk.dialog(call))?.state, 'held', 'own leg when the port settles');
    },
  },
  {
    id: 'call.customer-hangs-up',
    title: 'goes when the customer hangs up',
    async run(desk) {
      const call = await desk.talk();
      await desk.world.othersHangUp(call);
      await until(desk.client.dialog$(call.id), 'own leg over', (dialog) => over(dialog));
    },
  },
  {
    id: 'call.abandoned',
    title: 'goes when the customer gives up before the answer, and the agent is ready again',
    async run(desk) {
      await desk.goReady();
      const call = await desk.ring();
      await desk.world.othersHangUp(call);
      await desk.gone(call);
      await desk.agentIs('ready');
    },
  },
  {
    id: 'call.variables',
    title: 'carries its variables: values byte for byte, an empty one as empty',
    async run(desk) {
      await desk.goReady();
      const call = await desk.ring({ callVariable1: ' <b>&amp; "tab\t" ', callVariable2: '' });
      const values = new Map(desk.dialog(call).variables.map(({ name, value }) => [name, value]));
      same([values.get('callVariable1'), values.get('callVariable2')], [' <b>&amp; "tab\t" ', ''], 'values');
    },
  },
  {
    id: 'call.queue',
    title: 'names the queue it came through and the number that was dialled',
    async run(desk) {
      await desk.goReady();
      const dialog = desk.dialog(await desk.ring());
      must(dialog.queue?.name ?? dialog.queue?.id, 'queue');
      must(dialog.dialed, 'number dialled');
    },
  },
  {
    id: 'call.outgoing',
    title: 'is placed to an outside number, answered there, and ended',
    async run(desk) {
      await desk.signIn();
      const call = await place(desk, desk.world.outsideNumber);
      await desk.world.otherAnswers(call);
      await desk.legIs(call, 'active');
      oneOf(desk.dialog(call).direction, ['outbound'], 'direction');
      await desk.act(call, 'drop');
      await until(desk.client.dialog$(call.id), 'own leg over', (dialog) => over(dialog));
    },
  },
  {
    id: 'call.colleague',
    title: 'rings at the colleague who is called, and both see it answered',
    async run(desk) {
      const other = desk.open(desk.world.colleaguePort());
      await desk.signIn({ client: other, as: desk.world.colleague });
      await desk.signIn();
      const call = await place(desk, desk.world.colleague.extension);
      await until(
        other.dialog$(await desk.idThere(call)),
        'ringing at the colleague',
        (dialog) => ownParticipant(dialog)?.state === 'alerting',
      );
      await other.run({ type: 'dialog-action', dialogId: await desk.idThere(call), action: 'answer' });
      await desk.legIs(call, 'active');
      same(other.state.dialogs.get(await desk.idThere(call))?.direction, 'internal', 'direction');
    },
  },
  {
    id: 'call.remote-hold',
    title: 'shows the colleague on hold as a party on hold',
    async run(desk) {
      const other = desk.open(desk.world.colleaguePort());
      await desk.signIn({ client: other, as: desk.world.colleague });
      await desk.signIn();
      const call = await place(desk, desk.world.colleague.extension);
      await until(other.dialog$(await desk.idThere(call)), 'ringing', (dialog) => ownParticipant(dialog)?.state === 'alerting');
      await other.run({ type: 'dialog-action', dialogId: await desk.idThere(call), action: 'answer' });
      await other.run({ type: 'dialog-action', dialogId: await desk.idThere(call), action: 'hold' });
      await until(
        desk.client.dialog$(call.id),
        'the colleague held',
        (dialog) => dialog?.participants.some((p) => !p.own && p.state === 'held') ?? false,
      );
      same(ownParticipant(desk.dialog(call))?.state, 'active', 'own leg');
    },
  },
  {
    id: 'call.bad-destination',
    title: 'to a number that cannot be reached fails visibly, and leaves nothing behind',
    async run(desk) {
      await desk.signIn();
      const before = desk.client.state.dialogs.size;
      const outcome = await desk.client.run({ type: 'make-call', to: desk.world.deadNumber }).then(
        () => 'placed',
        (error: { code: string }) => error.code,
      );
      oneOf(outcome, ['placed', 'bad-destination', 'refused'], 'outcome');
      if (outcome === 'placed') {
        const [dialog] = await until(desk.client.dialogs$, 'a failed call', (all) =>
          all.some((d) => ownParticipant(d)?.state === 'failed'),
        );
        const failed = must(dialog, 'failed call');
        oneOf(ownParticipant(failed)?.cause, ['bad-destination', 'other', 'busy'], 'cause');
        await desk.act(failed, 'drop');
      }
      await until(desk.client.dialogs$, 'no call left', (all) => all.length === before);
    },
  },
  {
    id: 'call.hold-twice',
    title: 'held twice is turned away before it is sent, and refused by the platform when it is sent',
    async run(desk) {
      const call = await desk.talk();
      await desk.act(call, 'hold');
      await desk.legIs(call, 'held');
      const command = { type: 'dialog-action', dialogId: call.id, action: 'hold' } as const;
      same(await desk.refused(command), 'not-offered', 'code before sending');
      oneOf(await desk.refusedByPlatform(command), ['not-offered', 'invalid-state', 'refused'], 'code of the platform');
      same(ownParticipant(desk.dialog(call))?.state, 'held', 'own leg after the refusal');
    },
  },
  {
    id: 'call.unknown',
    title: 'that nobody knows is not found',
    async run(desk) {
      await desk.signIn();
      const command = { type: 'dialog-action', dialogId: '40404040', action: 'hold' } as const;
      same(await desk.refused(command), 'not-found', 'code before sending');
      same(await desk.refusedByPlatform(command), 'not-found', 'code of the platform');
      same(await desk.port.query({ type: 'dialog', dialogId: '40404040' }, AbortSignal.timeout(10_000)), undefined, 'the read');
    },
  },
  {
    id: 'call.two-at-once',
    title: 'beside another call keeps a state of its own',
    async run(desk) {
      const first = await desk.talk();
      await desk.act(first, 'hold');
      await desk.legIs(first, 'held');
      const second = await desk.world.customerCallsAgent();
      await desk.legIs(second, 'alerting');
      await desk.act(second, 'answer');
      await desk.legIs(second, 'active');
      same(ownParticipant(desk.dialog(first))?.state, 'held', 'the first call');
      await desk.act(second, 'drop');
      await until(desk.client.dialog$(second.id), 'the second over', (dialog) => over(dialog));
      await desk.act(first, 'retrieve');
      await desk.legIs(first, 'active');
    },
  },
  {
    id: 'call.swallowed',
    title: 'whose action is accepted and forgotten ends as timed out after the truth was read, with nothing changed',
    async run(desk) {
      const call = await desk.talk();
      await desk.world.swallowCommands();
      same(await desk.refused({ type: 'dialog-action', dialogId: call.id, action: 'hold' }), 'timeout', 'code');
      same(ownParticipant(desk.dialog(call))?.state, 'active', 'own leg');
    },
  },
  {
    id: 'call.pending-state',
    title: 'keeps a state asked for meanwhile as pending, and takes it up when it ends',
    async run(desk) {
      const call = await desk.talk();
      const option = must(
        desk.agent?.next.find(({ state }) => state === 'not-ready'),
        'not ready offered',
      );
      same(option.effect, 'pending', 'effect');
      await desk.client.run({ type: 'set-agent-state', state: 'not-ready', reasonId: desk.world.reasonIds[0] });
      same([desk.agent?.state, desk.agent?.pending?.state], ['talking', 'not-ready'], 'state and pending state');
      await desk.act(call, 'drop');
      const agent = await until(desk.client.agent$, 'off the call', (now) => now?.state === 'not-ready' || now?.state === 'work');
      oneOf(agent?.state, ['not-ready', 'work'], 'state after the call');
    },
  },
];

async function place(desk: Desk, to: string): Promise<CallHandle> {
  await desk.client.run({ type: 'make-call', to });
  const all = await until(desk.client.dialogs$, 'the new call', (dialogs) => dialogs.length > 0);
  return { id: must(all.at(-1), 'new call').id };
}

// Wrap-up keeps the call on the desk after it has ended.
function over(dialog: Dialog | undefined): boolean {
  const own = ownParticipant(dialog);
  return own === undefined || own.state === 'dropped' || own.state === 'wrap-up';
}
