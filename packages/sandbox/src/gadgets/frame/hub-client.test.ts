import { expect, nextFrame } from '@open-wc/testing';
import type { FrameMessage } from '../frame-protocol.js';
import { HubClient } from './hub-client.js';

function setUp(connected = true) {
  const sent: FrameMessage[] = [];
  const swallowed: string[] = [];
  const scope = { name: 'window' };
  const hub = new HubClient({
    clientId: 'finesse_gadget_3',
    send: (message) => sent.push(message),
    swallowed: (error, where) => swallowed.push(`${where}: ${(error as Error).message}`),
    scope,
  });
  if (connected) {
    hub.connect();
    hub.connected();
    sent.length = 0;
  }
  return { hub, sent, swallowed, scope };
}

describe('gadgets.Hub', () => {
  it('is not connected until the page says so, and nothing may be done before', () => {
    const { hub, sent, scope } = setUp(false);
    const calls: unknown[] = [];
    hub.connect(function (this: unknown, ...args) {
      calls.push(this, ...args);
    });
    expect(sent).to.deep.equal([{ kind: 'connect' }]);
    expect(hub.isConnected()).to.equal(false);
    for (const act of [() => hub.subscribe('a', () => {}), () => hub.publish('a'), () => hub.unsubscribe('0')]) {
      expect(act).to.throw('OpenAjax.hub.Error.Disconnected');
    }
    hub.connected();
    expect(hub.isConnected()).to.equal(true);
    expect(calls[0] === scope && calls[1] === hub).to.equal(true);
    expect(calls.slice(2)).to.deep.equal([true, undefined]);
    hub.connected();
    expect(calls.length).to.equal(4);
    expect(() => hub.connect()).to.throw('OpenAjax.hub.Error.Duplicate');
  });

  it('swallows what callbacks throw, and others hear all the same', () => {
    const { hub, swallowed } = setUp();
    const heard: unknown[] = [];
    hub.subscribe('a', () => {
      throw new Error('oh');
    });
    hub.subscribe('a', (...args: unknown[]) => heard.push(...args), null, null, 'mine');
    hub.deliver('a', ['0', '1'], { x: 1 });
    expect(heard).to.deep.equal(['a', { x: 1 }, 'mine']);
    expect(swallowed).to.deep.equal(['a: oh']);
  });

  it('counts its subscriptions as texts and forgets them', async () => {
    const { hub, sent } = setUp();
    const done: unknown[] = [];
    expect(
      hub.subscribe(
        'a.b',
        () => {},
        undefined,
        (id, success) => done.push(id, success),
      ),
    ).to.equal('0');
    expect(hub.subscribe('a.**', () => {})).to.equal('1');
    hub.unsubscribe('0');
    expect(() => hub.unsubscribe('0')).to.throw('OpenAjax.hub.Error.NoSubscription');
    expect(() => hub.unsubscribe('')).to.throw('OpenAjax.hub.Error.BadParameters');
    expect(sent.map(({ kind }) => kind)).to.deep.equal(['subscribe', 'subscribe', 'unsubscribe']);
    expect(done).to.deep.equal([]);
    await nextFrame();
    await nextFrame();
    expect(done).to.deep.equal(['0', true]);
  });

  it('refuses topics that are none', () => {
    const { hub } = setUp();
    for (const topic of ['', 'a..b', '**.a']) expect(() => hub.subscribe(topic, () => {}), topic).to.throw('BadParameters');
    for (const topic of ['', 'a.*', '**', 'a..b']) expect(() => hub.publish(topic), topic).to.throw('BadParameters');
    expect(() => hub.subscribe('a', undefined)).to.throw('BadParameters');
  });

  it('takes a method of the scope by its name', () => {
    const { hub } = setUp();
    const scope = {
      heard: 0,
      onData(): void {
        this.heard += 1;
      },
    };
    hub.subscribe('a', 'onData', scope);
    hub.deliver('a', ['0'], undefined);
    expect(scope.heard).to.equal(1);
  });
});
