import { ownParticipant } from '@cordboard/core';
import { must, oneOf, same, type Barred, type ContractCase, type Desk } from './desk.js';
import type { CallHandle } from './harness.js';
import { signInColleague } from './joining.js';
import { until } from './until.js';

const PLATFORM: Pick<Barred, 'platform'> = { platform: ['not-offered', 'invalid-state', 'refused'] };

/** Tones, call data, wrap-up reasons and recording where they cannot be, and at their limits. */
export const DATA_REFUSAL_CASES: readonly ContractCase[] = [
  {
    id: 'data.tones-ringing',
    title: 'tones are turned away while the call rings, and refused by the platform',
    async run(desk) {
      await desk.goReady();
      const call = await desk.ring();
      await desk.barred({ type: 'send-dtmf', dialogId: call.id, digits: '1' }, { why: 'ringing', ...PLATFORM });
    },
  },
  {
    id: 'data.tones-malformed',
    title: 'what is no tone is not sent',
    async run(desk) {
      const call = await desk.talk();
      for (const digits of ['', '12x', '+1', '1 2']) {
        same(await desk.refused({ type: 'send-dtmf', dialogId: call.id, digits }), 'invalid-argument', `${digits}, before sending`);
        same(await desk.refusedByPlatform({ type: 'send-dtmf', dialogId: call.id, digits }), 'invalid-argument', `${digits}, by the port`);
      }
      same(await desk.world.tonesOf(call), '', 'tones heard by the platform');
    },
  },
  {
    id: 'data.tones-letters',
    title: 'the tones A to D are taken where the platform has them, and refused where not',
    async run(desk) {
      const call = await desk.talk();
      const command = { type: 'send-dtmf', dialogId: call.id, digits: 'ABCD' } as const;
      if (desk.world.rules.letterTones === 'now') {
        await desk.client.run(command);
        return;
      }
      oneOf(await desk.refused(command), ['refused', 'invalid-argument'], 'code');
      await desk.legIs(call, 'active');
    },
  },
  {
    id: 'data.update-ringing',
    title: 'call data is not changed while the call rings',
    async run(desk) {
      await desk.goReady();
      const call = await desk.ring({ callVariable1: 'before' });
      await desk.barred(changing(call, 'callVariable1', 'after'), { why: 'ringing', ...PLATFORM });
      same(await valueOf(desk, call, 'callVariable1'), 'before', 'value');
    },
  },
  {
    id: 'data.update-held',
    title: 'call data is changed on a held call too',
    async run(desk) {
      const call = await desk.talk({ callVariable1: 'before' });
      await desk.act(call, 'hold');
      await desk.legIs(call, 'held');
      await desk.client.run(changing(call, 'callVariable1', 'after'));
      same(await valueOf(desk, call, 'callVariable1'), 'after', 'value');
    },
  },
  {
    id: 'data.update-nothing',
    title: 'a change of no call data is not sent',
    async run(desk) {
      const call = await desk.talk();
      same(await desk.refused({ type: 'update-call-data', dialogId: call.id, variables: [] }), 'invalid-argument', 'code');
    },
  },
  {
    id: 'data.update-too-long',
    title: 'a value that is too long is refused, and the old one stays',
    async run(desk) {
      const call = await desk.talk({ callVariable1: 'before' });
      oneOf(await desk.refused(changing(call, 'callVariable1', 'x'.repeat(41))), ['refused', 'invalid-argument'], 'code');
      same(await valueOf(desk, call, 'callVariable1'), 'before', 'value');
    },
  },
  {
    id: 'data.update-unknown',
    title: 'a variable that the platform does not know is not taken for changed',
    async run(desk) {
      const call = await desk.talk();
      // Finesse drops it in silence (12.5 guide pp. 89-91): then the verdict is that nothing is to be seen of it.
      const verdict = await desk.client.run(changing(call, 'user.NoSuchVariable', 'x')).then(
        () => 'taken',
        (error: { code: string }) => error.code,
      );
      oneOf(verdict, ['timeout', 'refused', 'invalid-argument'], 'verdict');
      same(await valueOf(desk, call, 'user.NoSuchVariable'), undefined, 'value');
    },
  },
  {
    id: 'data.update-both-sides',
    title: 'call data that one agent changes is shown to the other one in the call',
    async run(desk) {
      const colleague = await signInColleague(desk);
      await desk.signIn();
      await desk.client.run({ type: 'make-call', to: desk.world.colleague.extension });
      const { id } = await desk.found('the call', () => true);
      await until(colleague.dialog$(await desk.idThere({ id })), 'ringing there', (dialog) => ownParticipant(dialog)?.state === 'alerting');
      await colleague.run({ type: 'dialog-action', dialogId: await desk.idThere({ id }), action: 'answer' });
      await desk.legIs({ id }, 'active');
      await desk.client.run(changing({ id }, 'callVariable1', 'between us'));
      const has = (value: string) => value === 'between us';
      await until(
        colleague.dialog$(await desk.idThere({ id })),
        'the value there',
        (dialog) => dialog?.variables.some(({ value }) => has(value)) ?? false,
      );
    },
  },
  {
    id: 'data.update-direct',
    title: 'data of a call past the queues is changed or protected, as the platform has it',
    async run(desk) {
      await desk.signIn();
      const call = await desk.world.customerCallsAgent();
      await desk.legIs(call, 'alerting');
      await desk.act(call, 'answer');
      await desk.legIs(call, 'active');
      const command = changing(call, 'callVariable1', 'mine');
      if (desk.world.rules.dataOfDirectCalls === 'now') {
        await desk.client.run(command);
        same(await valueOf(desk, call, 'callVariable1'), 'mine', 'value');
        return;
      }
      same(await desk.refused(command), 'refused', 'code');
      same((await valueOf(desk, call, 'callVariable1')) === 'mine', false, 'changed');
    },
  },
  {
    id: 'data.wrap-up-ringing',
    title: 'a wrap-up reason is not set while the call rings',
    async run(desk) {
      await desk.goReady();
      const call = await desk.ring();
      await desk.barred({ type: 'set-wrap-up', dialogId: call.id, reasons: ['Refund issued'] }, { why: 'ringing', ...PLATFORM });
    },
  },
  {
    id: 'data.wrap-up-none',
    title: 'no wrap-up reason at all is not sent',
    async run(desk) {
      const call = await desk.talk();
      same(await desk.refused({ type: 'set-wrap-up', dialogId: call.id, reasons: [] }), 'invalid-argument', 'code');
    },
  },
  {
    id: 'data.wrap-up-too-long',
    title: 'a wrap-up reason longer than any label is refused, and none is set',
    async run(desk) {
      const call = await desk.talk();
      const command = { type: 'set-wrap-up', dialogId: call.id, reasons: ['x'.repeat(40)] } as const;
      oneOf(await desk.refused(command), ['refused', 'invalid-argument'], 'code');
      same(desk.dialog(call).wrapUp?.reasons ?? [], [], 'reasons of the call');
    },
  },
  {
    id: 'data.wrap-up-several',
    title: 'several wrap-up reasons are set where the platform takes them, and refused where not',
    async run(desk) {
      const call = await desk.talk();
      const labels = (await desk.client.query({ type: 'wrap-up-reasons' })).slice(0, 2).map(({ label }) => label);
      const command = { type: 'set-wrap-up', dialogId: call.id, reasons: labels } as const;
      if (desk.world.rules.severalWrapUpReasons === 'now') {
        await desk.client.run(command);
        same(desk.dialog(call).wrapUp?.reasons, labels, 'reasons of the call');
        return;
      }
      oneOf(await desk.refused(command), ['refused', 'invalid-argument', 'not-supported'], 'code');
      same(desk.dialog(call).wrapUp?.reasons ?? [], [], 'reasons of the call');
    },
  },
  {
    id: 'data.record-refused',
    title: 'recording is turned away while the call rings and while it is held, and refused by the platform',
    async run(desk) {
      await desk.goReady();
      const call = await desk.ring();
      const command = { type: 'record', dialogId: call.id } as const;
      await desk.barred(command, { why: 'ringing', ...PLATFORM });
      await desk.act(call, 'answer');
      await desk.act(call, 'hold');
      await desk.legIs(call, 'held');
      await desk.barred(command, { why: 'held', ...PLATFORM });
      same(desk.dialog(call).recording, undefined, 'recording');
    },
  },
  {
    id: 'data.sign-out-reasons',
    title: 'reasons for signing out are listed apart from those for not ready',
    async run(desk) {
      await desk.signIn();
      const [out, notReady] = await Promise.all([
        desk.client.query({ type: 'reason-codes', category: 'sign-out' }),
        desk.client.query({ type: 'reason-codes', category: 'not-ready' }),
      ]);
      must(out[0], 'a reason for signing out');
      const ids = new Set(notReady.map(({ id }) => id));
      same(
        out.filter(({ id, category }) => ids.has(id) || category !== 'sign-out'),
        [],
        'in both lists',
      );
    },
  },
];

function changing({ id }: CallHandle, name: string, value: string) {
  return { type: 'update-call-data', dialogId: id, variables: [{ name, value }] } as const;
}

async function valueOf(desk: Desk, { id }: CallHandle, variable: string): Promise<string | undefined> {
  const seen = await desk.client.query({ type: 'dialog', dialogId: id });
  return seen?.picture.variables.find(({ name }) => name === variable)?.value;
}
