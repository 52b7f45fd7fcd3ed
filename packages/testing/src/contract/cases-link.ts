import { ownParticipant } from '@cordboard/core';
import { same, type ContractCase } from './desk.js';
import { until } from './until.js';

/** What becomes of the picture when the connection, the platform or a message goes wrong. */
export const LINK_CASES: readonly ContractCase[] = [
  {
    id: 'link.comes-back',
    title: 'is lost and found again: stale meanwhile, fresh and true after it',
    async run(desk) {
      const call = await desk.talk();
      await desk.world.cutLink();
      await desk.linkIs('connecting', 60_000);
      same([desk.agent?.freshness, desk.dialog(call).freshness], ['stale', 'stale'], 'freshness meanwhile');
      same(await desk.refused({ type: 'dialog-action', dialogId: call.id, action: 'hold' }), 'link-down', 'code meanwhile');
      await desk.world.restoreLink();
      await desk.linkIs('up', 90_000);
      same([desk.agent?.freshness, desk.dialog(call).freshness], ['fresh', 'fresh'], 'freshness after it');
      await desk.act(call, 'hold');
      await desk.legIs(call, 'held');
    },
  },
  {
    id: 'link.missed-end',
    title: 'brings out that a call ended meanwhile, once',
    async run(desk) {
      const call = await desk.talk();
      const seen: boolean[] = [];
      desk.client.dialog$(call.id).subscribe((dialog) => seen.push(ownParticipant(dialog)?.state === 'active'));
      await desk.world.cutLink();
      await desk.linkIs('connecting', 60_000);
      await desk.world.othersHangUp(call);
      await desk.world.restoreLink();
      await desk.linkIs('up', 90_000);
      same(ownParticipant(desk.client.state.dialogs.get(call.id))?.state === 'active', false, 'still shown as live');
      same(seen.filter((live, index) => live && seen[index - 1] === false).length, 0, 'times it came back to life');
    },
  },
  {
    id: 'link.missed-call',
    title: 'brings out a call that began meanwhile',
    async run(desk) {
      await desk.signIn();
      await desk.world.cutLink();
      await desk.linkIs('connecting', 60_000);
      const call = await desk.world.customerCallsAgent();
      await desk.world.restoreLink();
      await desk.linkIs('up', 90_000);
      await desk.legIs(call, 'alerting');
    },
  },
  {
    id: 'link.out-of-service',
    title: 'says so while the platform is out of service, blocks what needs it, and goes on after it',
    async run(desk) {
      await desk.signIn();
      await desk.world.goOutOfService();
      await desk.linkIs('out-of-service');
      same(await desk.refused({ type: 'set-agent-state', state: 'ready' }), 'out-of-service', 'code meanwhile');
      await desk.world.comeBackToService();
      await desk.linkIs('up');
      await desk.client.run({ type: 'set-agent-state', state: 'ready' });
    },
  },
  {
    id: 'link.taken-over',
    title: 'gives way when the session is taken over elsewhere, and does not fight for it',
    async run(desk) {
      await desk.signIn();
      await desk.world.takeOver();
      const link = await desk.linkIs('superseded');
      same(link.why, 'signed-in-elsewhere', 'reason');
      same(await desk.refused({ type: 'set-agent-state', state: 'ready' }), 'link-down', 'code after it');
    },
  },
  {
    id: 'link.fails-pending',
    title: 'fails what is under way when it is lost, at once and not by time-out',
    async run(desk) {
      await desk.signIn();
      await desk.world.swallowCommands();
      const failed = desk.refused({ type: 'set-agent-state', state: 'ready' });
      await until(desk.client.command$('agent'), 'the command pending', (entry) => entry?.phase === 'pending');
      await desk.world.cutLink();
      same(await failed, 'link-down', 'code');
    },
  },
  {
    id: 'link.doubled-reports',
    title: 'shows every change once when reports come twice',
    async run(desk) {
      await desk.goReady();
      await desk.world.doubleReports();
      const call = await desk.ring();
      const legs: (string | undefined)[] = [];
      desk.client.dialog$(call.id).subscribe((dialog) => legs.push(ownParticipant(dialog)?.state));
      await desk.act(call, 'answer');
      await desk.act(call, 'hold');
      await desk.legIs(call, 'held');
      const turns = legs.filter((state, index) => state !== legs[index - 1]);
      same(turns, ['alerting', 'active', 'held'], 'states shown');
    },
  },
  {
    id: 'link.spoilt-report',
    title: 'survives a report that cannot be understood: it is counted, and the truth is read',
    async run(desk) {
      await desk.signIn();
      await desk.world.spoilNextReport();
      const before = desk.client.state.ignored;
      await desk.client.run({ type: 'set-agent-state', state: 'ready' });
      await desk.agentIs('ready');
      if (desk.client.state.ignored <= before) throw new Error('The report was not counted');
    },
  },
  {
    id: 'link.late-repeat-agent',
    title: 'takes an old report that comes again for no confirmation: the agent',
    async run(desk) {
      await desk.signIn();
      await desk.world.repeatReportsLate();
      await desk.client.run({ type: 'set-agent-state', state: 'ready' });
      await desk.client.run({ type: 'set-agent-state', state: 'not-ready', reasonId: desk.world.reasonIds[0] });
      await desk.world.swallowCommands();
      const verdict = await desk.port.send({ type: 'set-agent-state', state: 'ready' }, AbortSignal.timeout(2_500)).then(
        () => 'confirmed',
        (error: { code: string }) => error.code,
      );
      same(verdict, 'aborted', 'verdict on a command that the platform forgot');
      same(desk.agent?.state, 'not-ready', 'state shown');
    },
  },
  {
    id: 'link.late-repeat-call',
    title: 'takes an old report that comes again for no confirmation: a call',
    async run(desk) {
      const call = await desk.talk();
      await desk.world.repeatReportsLate();
      await desk.act(call, 'hold');
      await desk.act(call, 'retrieve');
      await desk.world.swallowCommands();
      const verdict = await desk.port.send({ type: 'dialog-action', dialogId: call.id, action: 'hold' }, AbortSignal.timeout(2_500)).then(
        () => 'confirmed',
        (error: { code: string }) => error.code,
      );
      same(verdict, 'aborted', 'verdict on a command that the platform forgot');
      same(ownParticipant(desk.dialog(call))?.state, 'active', 'own leg');
    },
  },
];
