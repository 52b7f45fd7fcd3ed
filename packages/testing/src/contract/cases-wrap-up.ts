import { effectOf, noWrapUp, offered, READY, WORK } from './asking.js';
import { oneOf, same, type ContractCase } from './desk.js';
import { until } from './until.js';

/** Wrap-up: asked for, required, not allowed, and what leads out of it. */
export const WRAP_UP_CASES: readonly ContractCase[] = [
  {
    id: 'state.wrap-up-chosen',
    title: 'asked for wrap-up during a call, where it is optional, wraps up after it',
    async run(desk) {
      const call = await desk.talk();
      same(effectOf(desk, 'work'), 'pending', 'effect told');
      await desk.client.run(WORK);
      oneOf(desk.agent?.pending?.state, ['work', 'work-ready'], 'pending state');
      await desk.world.outsideHangsUp(call);
      await until(desk.client.agent$, 'wrapping up', (agent) => agent?.state === 'work' || agent?.state === 'work-ready');
    },
  },
  {
    id: 'state.wrap-up-forbidden',
    title: 'offers no wrap-up to an agent without, and the platform refuses it',
    async run(desk) {
      const other = desk.of(desk.world.staff.neverWrapsUp);
      const call = await other.talk();
      await other.barred(WORK, { why: 'wrap-up-not-allowed', before: 'invalid-state', ...noWrapUp(desk) });
      await desk.world.outsideHangsUp(call);
      await other.agentIs('ready');
    },
  },
  ...(['ready', 'not-ready'] as const).map((state): ContractCase => ({
    id: `state.wrap-up-to-${state}`,
    title: `leaves wrap-up for ${state}, and the call goes with it`,
    async run(desk) {
      const wrapper = desk.of(desk.world.staff.wrapsUp);
      const call = await wrapper.talk();
      await desk.world.outsideHangsUp(call);
      await wrapper.agentIs(desk.world.rules.wrapUpFromReady);
      await wrapper.legIs(call, 'wrap-up');
      same(effectOf(wrapper, state), 'now', 'effect told');
      const reasonId = desk.world.reasonIds[0];
      await wrapper.client.run(state === 'ready' ? READY : { type: 'set-agent-state', state, reasonId });
      await wrapper.agentIs(state);
      await wrapper.gone(call);
    },
  })),
  {
    id: 'state.wrap-up-not-ready-first',
    title: 'wraps up towards not ready when that was asked for during the call',
    async run(desk) {
      const wrapper = desk.of(desk.world.staff.wrapsUp);
      const call = await wrapper.talk();
      await wrapper.client.run({ type: 'set-agent-state', state: 'not-ready', reasonId: desk.world.reasonIds[0] });
      await desk.world.outsideHangsUp(call);
      await wrapper.agentIs('work');
      same(offered(wrapper), ['ready now', 'not-ready now'], 'offered');
    },
  },
];
