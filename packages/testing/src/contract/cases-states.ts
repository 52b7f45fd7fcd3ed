import { effectOf, noWrapUp, offered, READY, REFUSED, signOutReason, WORK } from './asking.js';
import { oneOf, same, type ContractCase, type Desk } from './desk.js';
import { until } from './until.js';

// What may be asked for in each state, and what comes of it: Finesse 12.5 guide pp. 41-51, and the same questions to any platform.

/** The agent's own state: every state, and what may be asked for there. */
export const STATE_CASES: readonly ContractCase[] = [
  {
    id: 'state.not-ready',
    title: 'from not ready offers ready, another reason and signing out; wrap-up is refused',
    async run(desk) {
      await desk.signIn();
      same(offered(desk), ['ready now', 'not-ready now', 'signed-out now'], 'offered');
      await desk.barred(WORK, { why: 'no-call', ...noWrapUp(desk), before: 'not-found' });
      await desk.agentIs('not-ready');
    },
  },
  {
    id: 'state.ready-offers',
    title: 'from ready offers not ready, and ready no second time; wrap-up is refused',
    async run(desk) {
      await desk.goReady();
      const signOut = desk.world.rules.signOutFromReady === 'now' ? ['signed-out now'] : [];
      same(offered(desk), ['not-ready now', ...signOut], 'offered');
      same(await desk.refused(READY), 'not-offered', 'ready again, before sending');
      await desk.barred(WORK, { why: 'no-call', ...noWrapUp(desk), before: 'not-found' });
      await desk.agentIs('ready');
    },
  },
  {
    id: 'state.ready-to-not-ready',
    title: 'goes not ready from ready, for the reason given',
    async run(desk) {
      await desk.goReady();
      const reasonId = desk.world.reasonIds[0];
      await desk.client.run({ type: 'set-agent-state', state: 'not-ready', reasonId });
      const agent = await desk.agentIs('not-ready');
      same(agent?.reason?.id, reasonId, 'reason');
    },
  },
  {
    id: 'state.reason-unknown',
    title: 'is refused with a reason that does not exist, and stays as it is',
    async run(desk) {
      await desk.goReady();
      const command = { type: 'set-agent-state', state: 'not-ready', reasonId: '987654' } as const;
      oneOf(await desk.refused(command), ['refused', 'invalid-argument', 'not-found'], 'code');
      await desk.agentIs('ready');
    },
  },
  {
    id: 'state.only-the-system',
    title: 'sends no request for a state that only the system sets',
    async run(desk) {
      await desk.signIn();
      // A page's script has no types.
      const command = { type: 'set-agent-state', state: 'talking' as 'ready' } as const;
      same(await desk.refused(command), 'invalid-argument', 'code before sending');
      oneOf(await desk.refusedByPlatform(command), ['invalid-argument', 'refused', 'invalid-state'], 'code of the port');
      await desk.agentIs('not-ready');
    },
  },
  {
    id: 'state.reserved',
    title: 'while a call rings neither signs out nor takes wrap-up',
    async run(desk) {
      await desk.goReady();
      const call = await desk.ring();
      await desk.agentIs('reserved');
      const reasonId = await signOutReason(desk);
      await desk.barred({ type: 'sign-out', reasonId }, { why: 'on-a-call', before: 'invalid-state', ...REFUSED });
      await desk.barred(WORK, { why: 'wrap-up-not-allowed', before: 'invalid-state', ...noWrapUp(desk) });
      await desk.agentIs('reserved');
      await desk.act(call, 'answer');
      await desk.agentIs('talking');
    },
  },
  {
    id: 'state.ring-out',
    title: 'goes not ready, for a reason of the system, when nobody answers',
    async run(desk) {
      await desk.goReady();
      const call = await desk.ring();
      await desk.world.ringOut();
      await desk.gone(call);
      const agent = await desk.agentIs('not-ready');
      same(agent?.reason?.system, true, 'a reason of the system');
    },
  },
  {
    id: 'state.preview-pending',
    title: 'while a preview waits keeps not ready as pending, until it is rejected',
    async run(desk) {
      const reservation = await offeredPreview(desk);
      same(effectOf(desk, 'not-ready'), 'pending', 'effect told');
      await desk.client.run({ type: 'set-agent-state', state: 'not-ready', reasonId: desk.world.reasonIds[0] });
      same([desk.agent?.state, desk.agent?.pending?.state], ['reserved-outbound-preview', 'not-ready'], 'state and pending state');
      await desk.client.run({ type: 'dialog-action', dialogId: reservation, action: 'reject' });
      await desk.agentIs('not-ready');
    },
  },
  {
    id: 'state.preview-ready',
    title: 'while a preview waits goes back to ready at once, and the preview goes',
    async run(desk) {
      const id = await offeredPreview(desk);
      same(effectOf(desk, 'ready'), 'now', 'effect told');
      await desk.client.run(READY);
      await desk.gone({ id });
      await desk.agentIs('ready');
    },
  },
  {
    id: 'state.preview-refused',
    title: 'while a preview waits neither signs out nor takes wrap-up',
    async run(desk) {
      await offeredPreview(desk);
      const reasonId = await signOutReason(desk);
      await desk.barred({ type: 'sign-out', reasonId }, { why: 'on-a-call', before: 'invalid-state', ...REFUSED });
      await desk.barred(WORK, { why: 'wrap-up-not-allowed', before: 'invalid-state', ...noWrapUp(desk) });
      await desk.agentIs('reserved-outbound-preview');
    },
  },
  ...(['ready', 'not-ready'] as const).map((state): ContractCase => ({
    id: `state.dialler-${state}`,
    title: `leaves a dialler's reservation for ${state} where the platform lets one, and is refused where not`,
    async run(desk) {
      await desk.goReady();
      await desk.world.diallerReserves();
      await desk.agentIs('reserved-outbound');
      const reasonId = desk.world.reasonIds[0];
      const command = state === 'ready' ? READY : ({ type: 'set-agent-state', state, reasonId } as const);
      if (desk.world.rules.leaveDiallerReservation === 'now') {
        same(effectOf(desk, state), 'now', 'effect told');
        await desk.client.run(command);
        await desk.agentIs(state);
        return;
      }
      await desk.barred(command, { why: 'system-decides', before: 'invalid-state', platform: ['invalid-state', 'refused'] });
    },
  })),
  {
    id: 'state.dialler-refused',
    title: 'while a dialler reserves the agent neither signs out nor takes wrap-up',
    async run(desk) {
      await desk.goReady();
      const reasonId = await signOutReason(desk);
      await desk.world.diallerReserves();
      await desk.agentIs('reserved-outbound');
      await desk.barred({ type: 'sign-out', reasonId }, { why: 'on-a-call', before: 'invalid-state', ...REFUSED });
      await desk.barred(WORK, { why: 'wrap-up-not-allowed', before: 'invalid-state', ...noWrapUp(desk) });
    },
  },
  {
    id: 'state.dialler-connects',
    title: "talks to the dialler's customer as soon as they are there",
    async run(desk) {
      await desk.goReady();
      await desk.world.diallerReserves();
      await desk.agentIs('reserved-outbound');
      await desk.agentIs('talking');
      same((await desk.found('the call', () => true)).direction, 'outbound', 'direction');
    },
  },
  ...(['talking', 'hold'] as const).map((state): ContractCase => ({
    id: `state.${state}-ready`,
    title: `asked for ready ${state === 'hold' ? 'with the call on hold' : 'in a call'}, keeps it for later or is refused, as the platform has it`,
    async run(desk) {
      const call = await desk.talk();
      if (state === 'hold') await hold(desk, call.id);
      if (desk.world.rules.readyDuringCall === 'refused') {
        await desk.barred(READY, { why: 'system-decides', before: 'invalid-state', ...REFUSED });
        return;
      }
      same(effectOf(desk, 'ready'), 'pending', 'effect told');
      await desk.client.run(READY);
      same([desk.agent?.state, desk.agent?.pending?.state], [state, 'ready'], 'state and pending state');
      await desk.world.outsideHangsUp(call);
      await desk.agentIs('ready');
    },
  })),
  {
    id: 'state.hold-not-ready',
    title: 'with the call on hold keeps not ready for when it ends',
    async run(desk) {
      const call = await desk.talk();
      await hold(desk, call.id);
      same(effectOf(desk, 'not-ready'), 'pending', 'effect told');
      await desk.client.run({ type: 'set-agent-state', state: 'not-ready', reasonId: desk.world.reasonIds[0] });
      same(desk.agent?.pending?.state, 'not-ready', 'pending state');
      await desk.world.outsideHangsUp(call);
      const agent = await desk.agentIs('not-ready');
      same(agent?.reason?.id, desk.world.reasonIds[0], 'reason');
    },
  },
  {
    id: 'state.not-ready-twice',
    title: 'asked again during a call, with another reason, takes the last one or refuses, as the platform has it',
    async run(desk) {
      const call = await desk.talk();
      const [first, second] = desk.world.reasonIds;
      const command = { type: 'set-agent-state', state: 'not-ready', reasonId: second } as const;
      await desk.client.run({ ...command, reasonId: first });
      const taken = desk.world.rules.notReadyAgainDuringCall === 'pending';
      if (taken) {
        await desk.client.run(command);
      } else {
        await desk.barred(command, { why: 'system-decides', before: 'invalid-state', ...REFUSED });
      }
      await desk.world.outsideHangsUp(call);
      const agent = await desk.agentIs('not-ready');
      same(agent?.reason?.id, taken ? second : first, 'reason in the end');
    },
  },
  {
    id: 'state.supervisor-ready',
    title: 'shows that a supervisor made the agent ready',
    async run(desk) {
      await desk.signIn();
      await desk.world.supervisorSets('ready');
      await desk.agentIs('ready');
    },
  },
  {
    id: 'state.supervisor-signs-out',
    title: 'shows that a supervisor signed the agent out',
    async run(desk) {
      await desk.goReady();
      await desk.world.supervisorSets('signed-out');
      await until(desk.client.agent$, 'signed out or unknown', (agent) => agent === undefined || agent.state === 'signed-out');
      same(await desk.refused(READY).then((code) => ['invalid-state', 'link-down'].includes(code)), true, 'ready is turned away');
    },
  },
];

async function offeredPreview(desk: Desk): Promise<string> {
  await desk.goReady();
  const { id } = await desk.world.previewFor();
  await desk.legIs({ id }, 'alerting');
  await desk.agentIs('reserved-outbound-preview');
  return id;
}

async function hold(desk: Desk, id: string): Promise<void> {
  await desk.act({ id }, 'hold');
  await desk.legIs({ id }, 'held');
  await desk.agentIs(desk.world.rules.showsHold ? 'hold' : 'talking');
}
