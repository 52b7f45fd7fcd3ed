import { expect } from '@open-wc/testing';
import {
  aDialog,
  aHeldDialog,
  anAgent,
  aParticipant,
  fakeDesktop,
  fakeDesktopWith,
  NINE_O_CLOCK,
  settle,
  VirtualRuntime,
} from '@cordboard/testing';
import type { CommandPhase, CommandTarget } from './commands.js';
import type { DesktopClient } from './client.js';
import type { DesktopError, DesktopErrorCode } from './errors.js';
import type { PortEvent } from './port.js';
import { Secret } from './secret.js';

const AGENT: PortEvent = { type: 'agent', picture: anAgent(), at: NINE_O_CLOCK };
const CALL: PortEvent = { type: 'dialog', added: true, picture: aDialog({ id: '7' }), at: NINE_O_CLOCK };
const HELD: PortEvent = { type: 'dialog', added: false, picture: aHeldDialog({ id: '7' }), at: NINE_O_CLOCK + 1 };
const HOLD = { type: 'dialog-action', dialogId: '7', action: 'hold' } as const;

function phases(client: DesktopClient, target: CommandTarget): (CommandPhase | undefined)[] {
  const seen: (CommandPhase | undefined)[] = [];
  client.command$(target).subscribe((entry) => seen.push(entry?.phase));
  return seen;
}

async function codeOf(promise: Promise<unknown>): Promise<DesktopErrorCode | undefined> {
  return promise.then(
    () => undefined,
    (error: DesktopError) => error.code,
  );
}

describe('a command', () => {
  it('is pending until the platform confirms it, then gone', async () => {
    const { client, port } = fakeDesktop(CALL);
    const seen = phases(client, 'dialog:7');
    const run = client.run(HOLD);
    expect(seen).to.deep.equal([undefined, 'pending']);
    port.confirm();
    await run;
    expect(seen).to.deep.equal([undefined, 'pending', 'confirmed', undefined]);
  });

  it('is confirmed once by the state that was asked for, even before the platform answers, and a later answer changes nothing', async () => {
    const { client, port } = fakeDesktop(CALL);
    const seen = phases(client, 'dialog:7');
    const run = client.run(HOLD);
    port.emit(HELD);
    await run;
    port.refuse();
    await settle();
    expect(seen).to.deep.equal([undefined, 'pending', 'confirmed', undefined]);
  });

  it('stays as refused, with the error, until the next command or dismiss', async () => {
    const { client, port } = fakeDesktop(CALL);
    const seen = phases(client, 'dialog:7');
    const run = codeOf(client.run(HOLD));
    port.refuse('not-offered');
    expect(await run).to.equal('not-offered');
    expect(client.state.commands.get('dialog:7')?.error?.code).to.equal('not-offered');
    client.dismiss('dialog:7');
    expect(seen).to.deep.equal([undefined, 'pending', 'refused', undefined]);
    const again = client.run(HOLD);
    port.confirm();
    await again;
  });

  it('keeps a second one on the same target from being sent, and lets other targets go on', async () => {
    const { client, port } = fakeDesktop(AGENT, CALL);
    const first = client.run(HOLD);
    expect(await codeOf(client.run(HOLD))).to.equal('busy');
    const ready = client.run({ type: 'set-agent-state', state: 'ready' });
    expect(port.sent.map((command) => command.type)).to.deep.equal(['dialog-action', 'set-agent-state']);
    port.confirm();
    port.confirm();
    await Promise.all([first, ready]);
  });

  it('is aborted by its signal without an entry left behind', async () => {
    const { client, port } = fakeDesktop(CALL);
    const seen = phases(client, 'dialog:7');
    const controller = new AbortController();
    const run = codeOf(client.run(HOLD, { signal: controller.signal }));
    controller.abort();
    expect(await run).to.equal('aborted');
    expect(port.waiting).to.deep.equal([]);
    expect(seen).to.deep.equal([undefined, 'pending', undefined]);
    expect(await codeOf(client.run(HOLD, { signal: controller.signal }))).to.equal('aborted');
    expect(port.sent).to.have.length(1);
  });

  it('fails as closed when the client is closed', async () => {
    const { client } = fakeDesktop(CALL);
    const run = codeOf(client.run(HOLD));
    client.close();
    expect(await run).to.equal('closed');
    expect(await codeOf(client.run(HOLD))).to.equal('closed');
  });

  it('is superseded, and its promise rejected, when the call ends first', async () => {
    const { client, port } = fakeDesktop(CALL);
    const seen = phases(client, 'dialog:7');
    const run = codeOf(client.run(HOLD));
    port.emit({ type: 'dialog-ended', dialogId: '7', at: NINE_O_CLOCK + 1 });
    expect(await run).to.equal('superseded');
    expect(seen).to.deep.equal([undefined, 'pending', 'superseded', undefined]);
  });

  it('that drops a call is confirmed by the end of the call, and a refusal goes with the call', async () => {
    const { client, port } = fakeDesktop(CALL, { ...CALL, picture: aDialog({ id: '8' }) });
    const run = client.run({ ...HOLD, action: 'drop' });
    port.emit({ type: 'dialog-ended', dialogId: '7', at: NINE_O_CLOCK + 1 });
    await run;
    const refused = codeOf(client.run({ ...HOLD, dialogId: '8' }));
    port.confirm();
    port.refuse();
    await refused;
    port.emit({ type: 'dialog-ended', dialogId: '8', at: NINE_O_CLOCK + 1 });
    expect(client.state.commands.size).to.equal(0);
  });

  it('never carries a secret into the state', async () => {
    const { client, port } = fakeDesktop();
    const run = client.run({ type: 'sign-in', agentId: '1001001', extension: '1001001', secret: new Secret('canary') });
    expect(client.state.commands.get('agent')?.command).to.deep.equal({ type: 'sign-in', agentId: '1001001', extension: '1001001' });
    expect((port.sent[0] as { secret?: Secret }).secret?.reveal()).to.equal('canary');
    port.emit(AGENT);
    await run;
  });
});

describe('a command without an answer', () => {
  it('is confirmed at the deadline when the truth shows its effect', async () => {
    const runtime = new VirtualRuntime();
    const { client, port } = fakeDesktopWith({ runtime }, CALL);
    port.answers.dialog = () => ({ picture: aHeldDialog({ id: '7' }), at: NINE_O_CLOCK + 1 });
    const run = client.run(HOLD);
    await runtime.advance(14_999);
    expect(port.asked).to.deep.equal([]);
    await runtime.advance(1);
    await run;
    expect(port.asked).to.deep.equal([{ type: 'dialog', dialogId: '7' }]);
    expect(runtime.timers).to.equal(0);
  });

  it('times out when the truth does not show it, or cannot be read, and nothing of it is kept but the entry', async () => {
    const runtime = new VirtualRuntime();
    const { client, port } = fakeDesktopWith({ runtime }, AGENT, CALL);
    port.answers.dialog = () => ({ picture: aDialog({ id: '7' }), at: NINE_O_CLOCK });
    port.answers.agent = () => new Promise<never>(() => undefined);
    const hold = codeOf(client.run(HOLD));
    const ready = codeOf(client.run({ type: 'set-agent-state', state: 'ready' }));
    await runtime.advance(15_000);
    expect(await hold).to.equal('timeout');
    await runtime.advance(5_000);
    expect(await ready).to.equal('timeout');
    expect(client.state.commands.get('dialog:7')?.error?.cause).to.equal(undefined);
    expect((client.state.commands.get('agent')?.error?.cause as DesktopError).code).to.equal('timeout');
    expect([...client.state.commands].map(([, entry]) => entry.phase)).to.deep.equal(['timed-out', 'timed-out']);
    expect(runtime.timers).to.equal(0);
    expect(port.waiting).to.deep.equal([]);
  });

  it('that makes a call finds the call at the deadline, but only one that is new', async () => {
    const runtime = new VirtualRuntime();
    const old = { ...CALL, picture: aDialog({ id: '6', participants: [aParticipant({ role: 'caller' })] }) };
    const { client, port } = fakeDesktopWith({ runtime }, AGENT, old);
    const dialogs = [{ picture: aDialog({ id: '6', participants: [aParticipant({ role: 'caller' })] }), at: NINE_O_CLOCK }];
    port.answers.dialogs = () => dialogs;
    const lost = codeOf(client.run({ type: 'make-call', to: '1001002' }));
    await runtime.advance(15_000);
    expect(await lost).to.equal('timeout');
    dialogs.push({
      picture: aDialog({ id: '8', participants: [aParticipant({ role: 'caller', state: 'initiated' })] }),
      at: NINE_O_CLOCK + 1,
    });
    const found = client.run({ type: 'make-call', to: '1001002' });
    await runtime.advance(15_000);
    await found;
  });
});

describe('a command that is not possible now', () => {
  it('is turned away with its reason and nothing is sent', async () => {
    const { client, port } = fakeDesktop(
      { ...AGENT, picture: anAgent({ state: 'ready', next: [{ state: 'not-ready', reason: 'required', effect: 'now' }] }) },
      CALL,
    );
    const turned: [DesktopErrorCode, Parameters<DesktopClient['run']>[0]][] = [
      ['invalid-state', { type: 'sign-out' }],
      ['reason-required', { type: 'set-agent-state', state: 'not-ready' }],
      ['not-found', { ...HOLD, dialogId: '404' }],
      ['not-offered', { ...HOLD, action: 'retrieve' }],
      ['invalid-argument', { type: 'set-agent-state', state: 'talking' } as never],
      ['invalid-argument', { type: 'make-call', to: ' ' }],
      ['invalid-argument', { type: 'sign-in', agentId: '', extension: '' }],
    ];
    for (const [code, command] of turned) expect(await codeOf(client.run(command)), command.type).to.equal(code);
    port.emit({ type: 'agent', picture: anAgent() });
    expect(await codeOf(client.run({ type: 'set-agent-state', state: 'ready', reasonId: '14' }))).to.equal('reason-forbidden');
    port.emit({ type: 'link', link: { state: 'out-of-service' } });
    expect(await codeOf(client.run(HOLD))).to.equal('out-of-service');
    port.emit({ type: 'link', link: { state: 'connecting' } });
    expect(await codeOf(client.run(HOLD))).to.equal('link-down');
    expect(port.sent).to.deep.equal([]);
  });

  it('signs in without saying who, where the platform knows', async () => {
    const { client, port } = fakeDesktopWith({ features: ['agent-state', 'session-user'] });
    const run = client.run({ type: 'sign-in', agentId: '', extension: '' });
    port.emit(AGENT);
    await run;
    expect(port.sent).to.deep.equal([{ type: 'sign-in', agentId: '', extension: '' }]);
  });

  it('is turned away as not served when no port serves it', async () => {
    const { client } = fakeDesktopWith({ features: ['agent-state'] }, AGENT);
    expect(await codeOf(client.run({ type: 'make-call', to: '1' }))).to.equal('not-served');
    expect(await codeOf(client.query({ type: 'queues' }))).to.equal('not-served');
  });
});

describe('an agent state', () => {
  it('is confirmed when it is pending, and for another reason only with that reason', async () => {
    const { client, port } = fakeDesktop(AGENT);
    const seen = phases(client, 'agent');
    const run = client.run({ type: 'set-agent-state', state: 'not-ready', reasonId: '14' });
    port.emit({ ...AGENT, picture: anAgent({ reason: { id: '3', system: false } }) });
    expect(seen.at(-1)).to.equal('pending');
    port.emit({ ...AGENT, picture: anAgent({ reason: { id: '14', system: false } }) });
    await run;
    const later = client.run({ type: 'set-agent-state', state: 'ready' });
    port.emit({ ...AGENT, picture: anAgent({ state: 'talking', pending: { state: 'ready' } }) });
    await later;
  });
});

describe('commands on two calls', () => {
  const HELD_7: PortEvent = {
    ...HELD,
    picture: aHeldDialog({
      id: '7',
      participants: [aParticipant({ state: 'held', actions: ['retrieve', 'drop', 'conference', 'transfer'] })],
    }),
  };
  const ACTIVE_8: PortEvent = { ...CALL, picture: aDialog({ id: '8', kind: 'consult', originalId: '7' }) };

  it('a consult is confirmed by the consult call that belongs to it, not by any other new call', async () => {
    const { client, port } = fakeDesktop(CALL);
    const run = client.run({ type: 'consult', dialogId: '7', to: '1001002', intent: 'transfer' });
    const seen = phases(client, 'dialog:7');
    port.emit({ ...CALL, picture: aDialog({ id: '6', participants: [aParticipant({ state: 'alerting' })] }) });
    expect(seen).to.deep.equal(['pending']);
    port.emit({
      ...ACTIVE_8,
      picture: aDialog({
        id: '8',
        kind: 'consult',
        originalId: '7',
        participants: [aParticipant({ role: 'caller', state: 'initiating' })],
      }),
    });
    await run;
  });

  it('a conference is confirmed by the survivor, whichever call that is', async () => {
    for (const survivor of [
      { id: '7', replacedId: '8' },
      { id: '8', replacedId: '7' },
    ]) {
      const { client, port } = fakeDesktop(HELD_7, ACTIVE_8);
      const run = client.run({ type: 'conference', dialogId: '7' });
      port.emit({ ...CALL, added: false, at: NINE_O_CLOCK + 9, picture: aDialog({ ...survivor, kind: 'conference' }) });
      await run;
    }
  });

  it('a conference is not superseded because one of the two calls goes', async () => {
    const { client, port } = fakeDesktop(HELD_7, ACTIVE_8);
    const seen = phases(client, 'dialog:7');
    const run = client.run({ type: 'conference', dialogId: '7' });
    port.emit({ type: 'dialog-ended', dialogId: '8', at: NINE_O_CLOCK + 9 });
    expect(seen.at(-1)).to.equal('pending');
    port.confirm();
    await run;
  });

  it('a transfer is confirmed when the call has left the agent', async () => {
    const { client, port } = fakeDesktop(HELD_7, ACTIVE_8);
    const run = client.run({ type: 'transfer', dialogId: '7' });
    port.emit({ type: 'dialog-ended', dialogId: '7', at: NINE_O_CLOCK + 9 });
    await run;
  });

  it('a swap holds the active call, then retrieves the other', async () => {
    const { client, port } = fakeDesktop(HELD_7, ACTIVE_8);
    const run = client.run({ type: 'swap', dialogId: '7' });
    await settle();
    expect(port.sent).to.deep.equal([{ type: 'dialog-action', dialogId: '8', action: 'hold' }]);
    port.confirm();
    await settle();
    expect(port.sent.at(-1)).to.deep.equal({ type: 'dialog-action', dialogId: '7', action: 'retrieve' });
    port.confirm();
    await run;
  });

  it('a swap is one request where the platform has one, confirmed when the agent is with the other', async () => {
    const { client, port } = fakeDesktopWith({ features: ['voice', 'swap'] }, HELD_7, ACTIVE_8);
    const run = client.run({ type: 'swap', dialogId: '7' });
    await settle();
    expect(port.sent).to.deep.equal([{ type: 'swap', dialogId: '7' }]);
    port.emit({ ...CALL, added: false, at: NINE_O_CLOCK + 9, picture: aHeldDialog({ id: '8' }) });
    expect(client.state.commands.get('dialog:7')?.phase).to.equal('pending');
    port.emit({ ...CALL, added: false, at: NINE_O_CLOCK + 9 });
    await run;
  });

  it('a swap whose second step is refused undoes the first and says what was refused', async () => {
    const { client, port } = fakeDesktop(HELD_7, ACTIVE_8);
    const run = codeOf(client.run({ type: 'swap', dialogId: '7' }));
    await settle();
    port.confirm();
    port.emit({ ...CALL, added: false, at: NINE_O_CLOCK + 9, picture: aHeldDialog({ id: '8' }) });
    await settle();
    port.refuse('invalid-state');
    await settle();
    expect(port.sent.at(-1)).to.deep.equal({ type: 'dialog-action', dialogId: '8', action: 'retrieve' });
    port.confirm();
    expect(await run).to.equal('invalid-state');
    expect(client.state.commands.get('dialog:7')?.phase).to.equal('refused');
  });

  it('a swap whose first step is refused goes no further', async () => {
    const { client, port } = fakeDesktop(HELD_7, ACTIVE_8);
    const run = codeOf(client.run({ type: 'swap', dialogId: '7' }));
    await settle();
    port.refuse('not-offered');
    expect(await run).to.equal('not-offered');
    expect(port.sent).to.have.length(1);
  });
});

describe('tones', () => {
  const press = (digits: string) => ({ type: 'send-dtmf', dialogId: '7', digits }) as const;

  it('go out one after the other, are never busy, and leave no trace in the state', async () => {
    const { client, port } = fakeDesktop(CALL);
    const runs = ['1', '2', '3'].map((digit) => client.run(press(digit)));
    for (let sent = 1; sent <= 3; sent++) {
      await settle();
      expect(port.sent).to.have.length(sent);
      port.confirm();
    }
    await Promise.all(runs);
    expect(port.sent.map((command) => 'digits' in command && command.digits)).to.deep.equal(['1', '2', '3']);
    expect(client.state.commands.size).to.equal(0);
  });

  it('go on after one that was refused, and after one that was never answered', async () => {
    const runtime = new VirtualRuntime();
    const { client, port } = fakeDesktopWith({ runtime }, CALL);
    const runs = ['1', '2', '3'].map((digit) => codeOf(client.run(press(digit))));
    await settle();
    port.refuse('invalid-state');
    await runtime.advance(15_000);
    port.confirm();
    expect(await Promise.all(runs)).to.deep.equal(['invalid-state', 'timeout', undefined]);
    expect(runtime.timers).to.equal(0);
  });

  it('end with the client, and other characters are turned away', async () => {
    const { client, port } = fakeDesktop(CALL);
    expect(await codeOf(client.run(press('1a')))).to.equal('invalid-argument');
    const runs = ['1', '2'].map((digit) => codeOf(client.run(press(digit))));
    await settle();
    client.close();
    expect(await Promise.all(runs)).to.deep.equal(['closed', 'closed']);
    expect(port.sent).to.have.length(1);
  });
});

describe('commands on call data and parties', () => {
  const conference = (second: Partial<Parameters<typeof aParticipant>[0]>): PortEvent => ({
    ...CALL,
    picture: aDialog({
      id: '7',
      kind: 'conference',
      participants: [
        aParticipant({ actions: ['drop', 'drop-participant', 'update-call-data', 'record'] }),
        aParticipant({ address: '1001002', own: false, actions: [], ...second }),
      ],
    }),
  });

  it('drop a party the platform lets go of, and are confirmed when it has left', async () => {
    const { client, port } = fakeDesktop(conference({ actions: ['drop-participant'] }));
    expect(await codeOf(client.run({ type: 'drop-participant', dialogId: '7', address: '404' }))).to.equal('not-found');
    expect(await codeOf(client.run({ type: 'drop-participant', dialogId: '7', address: '1001001' }))).to.equal('not-offered');
    const run = client.run({ type: 'drop-participant', dialogId: '7', address: '1001002' });
    port.emit({ ...conference({ state: 'dropped' }), at: NINE_O_CLOCK + 1 } as PortEvent);
    await run;
  });

  it('are confirmed by the values asked for, an empty one included', async () => {
    const { client, port } = fakeDesktop(conference({}));
    const variables = [{ name: 'callVariable1', value: '' }];
    const run = client.run({ type: 'update-call-data', dialogId: '7', variables });
    port.emit({ ...CALL, at: NINE_O_CLOCK + 1, picture: aDialog({ id: '7', variables }) });
    await run;
    const wrapUp = client.run({ type: 'set-wrap-up', dialogId: '7', reasons: ['Refund issued'] });
    port.emit({ ...CALL, at: NINE_O_CLOCK + 2, picture: aDialog({ id: '7', wrapUp: { reasons: ['Refund issued'] } }) });
    await wrapUp;
  });

  it('are turned away when they say nothing', async () => {
    const { client, port } = fakeDesktop(conference({}));
    for (const command of [
      { type: 'update-call-data', dialogId: '7', variables: [] },
      { type: 'set-wrap-up', dialogId: '7', reasons: [] },
      { type: 'schedule-callback', dialogId: '7' },
      { type: 'schedule-callback', dialogId: '7', time: 'tomorrow' },
      { type: 'consult', dialogId: '7', to: ' ', intent: 'transfer' },
    ] as const)
      expect(await codeOf(client.run(command))).to.equal('invalid-argument');
    expect(port.sent).to.deep.equal([]);
  });

  it('go to the port that shows the call', async () => {
    const { client } = fakeDesktopWith({ features: ['voice'] }, CALL);
    expect(await codeOf(client.run({ type: 'record', dialogId: '7' }))).to.equal('not-served');
  });
});

describe('features', () => {
  it('follow what the platform turned out to serve', async () => {
    const { client, port } = fakeDesktop(CALL);
    expect(client.serves('record')).to.equal(true);
    port.emit({ type: 'features', features: new Set(['voice']) });
    expect(client.serves('record')).to.equal(false);
    expect(await codeOf(client.run({ type: 'record', dialogId: '7' }))).to.equal('not-served');
  });
});

describe('commands that only some platforms have', () => {
  const features = ['voice', 'consult', 'consult-intent', 'mute', 'mark-done', 'conference-now', 'transfer-mute'] as const;
  const ON_LEG = ['mute', 'unmute', 'consult', 'mark-done', 'conference-now', 'transfer-mute'] as const;
  const leg = (changes: Parameters<typeof aParticipant>[0] = {}, others: Parameters<typeof aDialog>[0] = {}): PortEvent => ({
    ...CALL,
    at: NINE_O_CLOCK + 1,
    picture: aDialog({ id: '7', participants: [aParticipant({ actions: ON_LEG, ...changes })], ...others }),
  });

  it('mute and unmute are confirmed by what the platform says of the leg', async () => {
    for (const action of ['mute', 'unmute'] as const) {
      const { client, port } = fakeDesktopWith({ features: [...features] }, leg());
      const seen = phases(client, 'dialog:7');
      const run = client.run({ type: 'dialog-action', dialogId: '7', action });
      port.emit(leg({ muted: action !== 'mute' }));
      port.emit(leg());
      expect(seen.at(-1), action).to.equal('pending');
      port.emit(leg({ muted: action === 'mute' }));
      await run;
    }
  });

  it('marking done is confirmed when the call goes, not by its being over', async () => {
    const { client, port } = fakeDesktopWith({ features: [...features] }, leg({ state: 'dropped', actions: ['mark-done'] }));
    const seen = phases(client, 'dialog:7');
    const run = client.run({ type: 'dialog-action', dialogId: '7', action: 'mark-done' });
    port.emit(leg({ state: 'dropped', actions: [] }));
    expect(seen.at(-1)).to.equal('pending');
    port.emit({ type: 'dialog-ended', dialogId: '7', at: NINE_O_CLOCK + 2 });
    await run;
  });

  it('a conference at once is confirmed when the party is on the line, and superseded when the call ends first', async () => {
    const command = { type: 'conference-now', dialogId: '7', to: '1001002' } as const;
    const { client, port } = fakeDesktopWith({ features: [...features] }, leg());
    const seen = phases(client, 'dialog:7');
    const joining = (state: 'alerting' | 'active') =>
      leg({}, { participants: [aParticipant({ actions: ON_LEG }), aParticipant({ address: '1001002', own: false, state })] });
    const run = client.run(command);
    port.emit(joining('alerting'));
    expect(seen.at(-1)).to.equal('pending');
    port.emit(joining('active'));
    await run;
    const lost = codeOf(client.run(command));
    port.emit({ type: 'dialog-ended', dialogId: '7', at: NINE_O_CLOCK + 2 });
    expect(await lost).to.equal('superseded');
  });

  it('a mute transfer is confirmed when the call has left the agent', async () => {
    for (const gone of [leg({ state: 'dropped' }), { type: 'dialog-ended', dialogId: '7', at: NINE_O_CLOCK + 2 } as const]) {
      const { client, port } = fakeDesktopWith({ features: [...features] }, leg());
      const run = client.run({ type: 'transfer-mute', dialogId: '7', to: '1001002' });
      port.emit(gone);
      await run;
    }
  });

  it('are turned away where they lack a number, and a consult for what the platform does not offer now', async () => {
    const { client, port } = fakeDesktopWith({ features: [...features] }, leg({ consultFor: ['transfer'] }));
    for (const type of ['conference-now', 'transfer-mute'] as const)
      expect(await codeOf(client.run({ type, dialogId: '7', to: ' ' })), type).to.equal('invalid-argument');
    expect(await codeOf(client.run({ type: 'consult', dialogId: '7', to: '1001002', intent: 'conference' }))).to.equal('not-offered');
    expect(port.sent).to.deep.equal([]);
    const run = client.run({ type: 'consult', dialogId: '7', to: '1001002', intent: 'transfer' });
    port.confirm();
    await run;
  });

  it('a call takes data along only where the platform has that', async () => {
    const command = { type: 'make-call', to: '5591', variables: [{ name: 'callVariable1', value: '7' }] } as const;
    const without = fakeDesktopWith({ features: ['voice'] }, AGENT);
    expect(await codeOf(without.client.run(command))).to.equal('not-served');
    void without.client.run({ ...command, variables: [] }).catch(() => undefined);
    expect(without.port.sent).to.deep.equal([{ ...command, variables: [] }]);
    const { client, port } = fakeDesktopWith({ features: ['voice', 'dial-data'] }, AGENT);
    const run = client.run(command);
    port.confirm();
    await run;
    expect(port.sent).to.deep.equal([command]);
  });

  it('need a feature of their own', async () => {
    const { client } = fakeDesktopWith({ features: ['voice'] }, leg());
    for (const action of ['mute', 'unmute', 'mark-done'] as const)
      expect(await codeOf(client.run({ type: 'dialog-action', dialogId: '7', action })), action).to.equal('not-served');
  });
});
