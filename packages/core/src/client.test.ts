import { expect } from '@open-wc/testing';
import {
  aCustomer,
  aDialog,
  aHeldDialog,
  anAgent,
  aParticipant,
  fakeDesktop,
  fakeDesktopWith,
  FakePort,
  NINE_O_CLOCK,
  settle,
  VirtualRuntime,
} from '@cordboard/testing';
import { DesktopClient } from './client.js';
import type { Dialog } from './model.js';
import type { PortEvent } from './port.js';

function talking(id: string, changes: Partial<Dialog> = {}): Extract<PortEvent, { type: 'dialog' }> {
  return { type: 'dialog', added: true, picture: aDialog({ id, ...changes }), at: NINE_O_CLOCK };
}

function collect<T>(stream: { subscribe(next: (value: T) => void): unknown }): T[] {
  const values: T[] = [];
  stream.subscribe((value) => values.push(value));
  return values;
}

describe('DesktopClient', () => {
  it('does nothing before connect, and subscribes each port once after it', () => {
    const port = new FakePort();
    const client = new DesktopClient(port);
    client.agent$.subscribe();
    client.dialog$('1').subscribe();
    client.tick$.subscribe().unsubscribe();
    expect(port.subscriptions).to.equal(0);
    client.connect();
    client.connect();
    expect(port.subscriptions).to.equal(1);
    client.close();
    expect(port.subscriptions).to.equal(0);
  });

  it('replays what it knows to a late subscriber', () => {
    const { client } = fakeDesktop({ type: 'agent', picture: anAgent() }, talking('7'));
    expect(collect(client.agent$)[0]).to.include({ id: '1001001', freshness: 'fresh' });
    expect(collect(client.dialogIds$)).to.deep.equal([['7']]);
    expect(collect(client.dialog$('7'))[0]?.id).to.equal('7');
    expect(collect(client.dialog$('8'))).to.deep.equal([undefined]);
  });

  it('tells nobody who watches the other 99 dialogs that one has changed', () => {
    const ids = Array.from({ length: 100 }, (_, index) => String(33870000 + index));
    const { client, port } = fakeDesktop(...ids.map((id) => talking(id)));
    const before = client.state.dialogs;
    const seen = new Map(ids.map((id) => [id, collect(client.dialog$(id)).length]));
    const counts = new Map<string, number>();
    for (const id of ids) client.dialog$(id).subscribe(() => counts.set(id, (counts.get(id) ?? 0) + 1));
    const lists = collect(client.dialogIds$);
    port.emit({ type: 'dialog', added: false, picture: aHeldDialog({ id: '33870042' }), at: NINE_O_CLOCK + 1000 });
    expect(ids.filter((id) => (counts.get(id) ?? 0) > (seen.get(id) ?? 0))).to.deep.equal(['33870042']);
    expect(ids.filter((id) => client.state.dialogs.get(id) !== before.get(id))).to.deep.equal(['33870042']);
    expect(lists).to.have.length(1);
  });

  it('emits nothing for a message that comes twice, or again with equal content', () => {
    const event = { ...talking('7'), eventId: 'item-1' };
    const { client, port } = fakeDesktop(event);
    const emitted = collect(client.dialogs$);
    port.emit(event, { ...talking('7'), eventId: 'item-2' });
    expect(emitted).to.have.length(1);
  });

  it('delivers an event caused by an event after it, in the same order to everybody', () => {
    const { client, port } = fakeDesktop();
    const states: (string | undefined)[] = [];
    client.agent$.subscribe((agent) => {
      if (agent?.state === 'not-ready') port.emit({ type: 'agent', picture: anAgent({ state: 'ready' }) });
    });
    client.agent$.subscribe((agent) => states.push(agent?.state));
    port.emit({ type: 'agent', picture: anAgent() });
    expect(states).to.deep.equal([undefined, 'not-ready', 'ready']);
  });

  it('marks everything stale while the link is down and fresh again after it', () => {
    const { client, port } = fakeDesktop({ type: 'agent', picture: anAgent() }, talking('7'));
    const freshness = () => [client.state.agent?.freshness, client.state.dialogs.get('7')?.freshness];
    port.emit({ type: 'link', link: { state: 'connecting', why: 'silent' } });
    expect(freshness()).to.deep.equal(['stale', 'stale']);
    port.emit({ type: 'link', link: { state: 'up' } });
    expect(freshness()).to.deep.equal(['fresh', 'fresh']);
  });

  it('keeps a dialog suspect until the agent has left it', () => {
    const { client, port } = fakeDesktop({ ...talking('7'), suspect: true });
    const freshness = () => client.state.dialogs.get('7')?.freshness;
    expect(freshness()).to.equal('suspect');
    port.emit({ ...talking('7', { state: 'alerting' }), at: NINE_O_CLOCK + 1 });
    expect(freshness()).to.equal('suspect');
    port.emit({ ...talking('7', { participants: [aParticipant({ state: 'dropped' }), aCustomer()] }), at: NINE_O_CLOCK + 2 });
    expect(freshness()).to.equal('fresh');
  });

  it('completes every stream with close, for early and late subscribers', () => {
    const { client } = fakeDesktop(talking('7'));
    let completed = 0;
    const watch = () => {
      for (const stream of [
        client.link$,
        client.agent$,
        client.dialogs$,
        client.dialogIds$,
        client.dialog$('7'),
        client.command$('agent'),
        client.tick$,
      ]) {
        (stream as typeof client.link$).subscribe({ complete: () => completed++ });
      }
    };
    watch();
    client.close();
    expect(completed).to.equal(7);
    watch();
    expect(completed).to.equal(14);
    expect(() => client.connect()).to.throw('closed');
  });

  it('goes on for the others when one subscriber throws', () => {
    const { client, port } = fakeDesktop();
    const reported: unknown[] = [];
    const onError = (event: ErrorEvent) => {
      reported.push(event.error);
      event.preventDefault();
    };
    window.addEventListener('error', onError);
    const mochaHandler = window.onerror;
    window.onerror = null;
    client.dialog$('7').subscribe(() => {
      throw new Error('mine');
    });
    const seen = collect(client.dialog$('7'));
    port.emit(talking('7'));
    expect(seen.at(-1)?.id).to.equal('7');
    return new Promise<void>((resolve) => setTimeout(resolve)).then(() => {
      window.removeEventListener('error', onError);
      window.onerror = mochaHandler;
      expect(reported).to.have.length.above(0);
    });
  });

  it('takes a port that breaks its promise for a closed link', () => {
    const port = new FakePort();
    Object.defineProperty(port, 'events$', {
      value: { subscribe: (observer: { error(e: unknown): void }) => observer.error(new Error('broken')) },
    });
    const client = new DesktopClient(port);
    client.connect();
    expect(client.state.link.state).to.equal('closed');
  });

  it('sends commands and queries to the first port that serves the feature, and shows the gravest link', async () => {
    const outreach = new FakePort(['teams']);
    const voice = new FakePort(['agent-state', 'voice']);
    voice.answers['reason-codes'] = () => [];
    const client = new DesktopClient(outreach, voice);
    client.connect();
    outreach.emit({ type: 'link', link: { state: 'up' } });
    expect(client.state.link.state).to.equal('idle');
    voice.emit({ type: 'agent', picture: anAgent() }, { type: 'link', link: { state: 'up' } });
    expect(client.state.link.state).to.equal('up');
    void client.run({ type: 'set-agent-state', state: 'ready' });
    expect([outreach.sent.length, voice.sent.length]).to.deep.equal([0, 1]);
    expect(await client.query({ type: 'reason-codes', category: 'not-ready' })).to.deep.equal([]);
    expect(client.serves('queues')).to.equal(false);
    voice.confirm();
  });

  it('shows a call that two ports report once, as the first of them has it', () => {
    const first = new FakePort(['voice']);
    const second = new FakePort(['voice', 'agent-state']);
    const client = new DesktopClient(first, second);
    client.connect();
    second.emit(talking('7', { dialed: 'second' }));
    first.emit(talking('7', { dialed: 'first' }));
    second.emit({ ...talking('7', { dialed: 'second again' }), at: NINE_O_CLOCK + 5000 }, { type: 'dialog-ended', dialogId: '7' });
    expect([...client.state.dialogs].map(([, dialog]) => dialog.dialed)).to.deep.equal(['first']);
  });

  it('asks for the whole of a dialog it only saw a change of, and again when that fails', async () => {
    const runtime = new VirtualRuntime();
    const { client, port } = fakeDesktopWith({ runtime });
    let fails = 1;
    port.answers.dialog = () => {
      if (fails-- > 0) throw new Error('not now');
      return { picture: aDialog({ id: '9', dialed: 'whole' }), at: NINE_O_CLOCK };
    };
    port.emit({ ...talking('9', { dialed: 'part' }), added: false });
    expect(client.state.dialogs.get('9')).to.include({ partial: true, dialed: 'part' });
    await runtime.advance(10_000);
    expect(port.asked).to.have.length(2);
    expect(client.state.dialogs.get('9')).to.include({ partial: false, dialed: 'whole' });
    expect(runtime.timers).to.equal(0);
  });

  it('takes a dialog it asked for and that is gone off the list', async () => {
    const { client, port } = fakeDesktop();
    port.answers.dialog = () => undefined;
    port.emit({ ...talking('9'), added: false });
    await settle();
    expect(client.state.dialogs.size).to.equal(0);
  });
});
