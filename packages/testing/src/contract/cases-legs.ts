import { featureOfAction, ownParticipant, type DialogAction } from '@cordboard/core';
import { same, type ContractCase, type Desk } from './desk.js';
import type { CallHandle } from './harness.js';
import { signInColleague } from './joining.js';
import { until } from './until.js';

// What may be done with the own leg of a call in each of its states, and what may not: Finesse 12.5 guide p. 126, and the same questions
// to any platform.

const PLATFORM = { platform: ['not-offered', 'invalid-state', 'refused'] } as const;

/** The own leg of a call: what is offered in each state, what is turned away and refused. */
export const LEG_CASES: readonly ContractCase[] = [
  {
    id: 'leg.ringing',
    title: 'that rings is answered, and nothing else: hold, retrieve and ending are refused',
    async run(desk) {
      await desk.goReady();
      const call = await desk.ring();
      for (const action of ['hold', 'retrieve', 'drop'] as const) {
        await desk.barred({ type: 'dialog-action', dialogId: call.id, action }, { why: 'ringing', ...PLATFORM });
      }
      await stays(desk, call, 'alerting');
      await desk.act(call, 'answer');
      await desk.legIs(call, 'active');
    },
  },
  {
    id: 'leg.active',
    title: 'that talks is offered hold, ending, tones, data and a consult; answering and retrieving are refused',
    async run(desk) {
      const call = await desk.talk();
      offers(desk, call, ['hold', 'drop', 'consult', 'update-call-data', 'send-dtmf'], ['answer', 'retrieve', 'transfer', 'conference']);
      const command = { type: 'dialog-action', dialogId: call.id } as const;
      await desk.barred({ ...command, action: 'answer' }, { why: 'already-answered', ...PLATFORM });
      await desk.barred({ ...command, action: 'retrieve' }, { why: 'not-held', ...PLATFORM });
      await stays(desk, call, 'active');
    },
  },
  {
    id: 'leg.held',
    title: 'that is on hold is offered retrieving, ending and data; answering is refused',
    async run(desk) {
      const call = await heldCall(desk);
      offers(desk, call, ['retrieve', 'drop', 'update-call-data'], ['hold', 'answer', 'consult', 'send-dtmf', 'transfer', 'conference']);
      const command = { type: 'dialog-action', dialogId: call.id, action: 'answer' } as const;
      await desk.barred(command, { why: 'already-answered', ...PLATFORM });
      await stays(desk, call, 'held');
    },
  },
  {
    id: 'leg.held-drop',
    title: 'that is on hold is ended without being retrieved',
    async run(desk) {
      const call = await heldCall(desk);
      await desk.act(call, 'drop');
      await desk.gone(call);
      same((await desk.world.truth()).calls.includes(call.id), false, 'the call still on the platform');
      await desk.agentIs('ready');
    },
  },
  {
    id: 'leg.dialling',
    title: 'that dials is ended, and neither held nor joined with anything',
    async run(desk) {
      await desk.signIn();
      await desk.client.run({ type: 'make-call', to: desk.world.outsideNumber });
      const call = await desk.found('the call', (dialog) => ownParticipant(dialog)?.state === 'initiated');
      const command = { type: 'dialog-action', dialogId: call.id, action: 'hold' } as const;
      await desk.barred(command, { why: 'no-answer-yet', ...PLATFORM });
      const consult = { type: 'consult', dialogId: call.id, to: desk.world.colleague.extension, intent: 'transfer' } as const;
      await desk.barred(consult, { why: 'no-answer-yet', ...PLATFORM });
      await desk.act(call, 'drop');
      await desk.gone(call);
      await desk.agentIs('not-ready');
    },
  },
  {
    id: 'leg.wrap-up',
    title: 'that wraps up takes call data and reasons, and no call control',
    async run(desk) {
      const wrapper = desk.of(desk.world.staff.wrapsUp);
      const call = await wrapper.talk();
      await wrapper.act(call, 'drop');
      await wrapper.legIs(call, 'wrap-up');
      for (const action of ['hold', 'retrieve', 'answer', 'drop'] as const) {
        await wrapper.barred({ type: 'dialog-action', dialogId: call.id, action }, { why: 'wrapping-up', ...PLATFORM });
      }
      const [reason] = await wrapper.client.query({ type: 'wrap-up-reasons' });
      const label = reason?.label ?? '';
      await wrapper.client.run({ type: 'set-wrap-up', dialogId: call.id, reasons: [label] });
      same(wrapper.dialog(call).wrapUp?.reasons, [label], 'reasons of the call');
    },
  },
  {
    id: 'leg.ended',
    title: 'that has ended takes nothing more, and the call is not found',
    async run(desk) {
      const call = await desk.talk();
      await desk.act(call, 'drop');
      await desk.gone(call);
      for (const action of ['hold', 'drop'] as const) {
        const command = { type: 'dialog-action', dialogId: call.id, action } as const;
        await desk.barred(command, { why: 'no-call', before: 'not-found', platform: ['not-found', 'not-yours'] });
      }
    },
  },
  {
    id: 'leg.of-others',
    title: "of a colleague's call is nobody else's: not shown, and refused as another's",
    async run(desk) {
      const colleague = desk.of(desk.world.colleague);
      const call = await colleague.talk();
      await desk.signIn();
      const command = { type: 'dialog-action', dialogId: call.id, action: 'drop' } as const;
      await desk.barred(command, { why: 'no-call', before: 'not-found', platform: ['not-yours', 'not-found'] });
      same(ownParticipant(colleague.dialog(call))?.state, 'active', "the colleague's leg");
    },
  },
  {
    id: 'leg.other-side-leaves',
    title: 'ends when the colleague on the other side hangs up',
    async run(desk) {
      const colleague = await signInColleague(desk);
      await desk.signIn();
      await desk.client.run({ type: 'make-call', to: desk.world.colleague.extension });
      const call = await desk.found('the call', () => true);
      await until(colleague.dialog$(await desk.idThere(call)), 'ringing there', (dialog) => ownParticipant(dialog)?.state === 'alerting');
      await colleague.run({ type: 'dialog-action', dialogId: await desk.idThere(call), action: 'answer' });
      await desk.legIs(call, 'active');
      await colleague.run({ type: 'dialog-action', dialogId: await desk.idThere(call), action: 'drop' });
      await desk.gone(call);
      await until(colleague.dialog$(await desk.idThere(call)), 'gone there', (dialog) => dialog === undefined);
    },
  },
  {
    id: 'leg.direct',
    title: 'of a call to the own number rings while not ready, is answered and ended, and the agent is as before',
    async run(desk) {
      await desk.signIn();
      const call = await desk.world.customerCallsAgent();
      await desk.legIs(call, 'alerting');
      same(desk.dialog(call).direction, 'inbound', 'direction');
      await desk.act(call, 'answer');
      await desk.legIs(call, 'active');
      await desk.act(call, 'drop');
      await desk.gone(call);
      await desk.agentIs('not-ready');
    },
  },
];

function offers(desk: Desk, call: CallHandle, wanted: readonly DialogAction[], unwanted: readonly DialogAction[]): void {
  const actions = ownParticipant(desk.dialog(call))?.actions ?? [];
  same(
    wanted.filter((action) => desk.client.serves(featureOfAction(action)) && !actions.includes(action)),
    [],
    'missing among the actions offered',
  );
  same(
    unwanted.filter((action) => actions.includes(action)),
    [],
    'offered though it cannot be',
  );
}

// A refusal must not have moved anything, on the platform either.
async function stays(desk: Desk, { id }: CallHandle, state: string): Promise<void> {
  const seen = await desk.client.query({ type: 'dialog', dialogId: id });
  same(ownParticipant(seen?.picture)?.state, state, 'own leg after the refusals');
}

async function heldCall(desk: Desk): Promise<CallHandle> {
  const call = await desk.talk();
  await desk.act(call, 'hold');
  await desk.legIs(call, 'held');
  return call;
}
