import { expect } from '@open-wc/testing';
import type { GadgetModel } from '../desktop-model.js';
import { envelope, type FrameNote } from '../frame-protocol.js';
import { GadgetFrame } from './gadget-frame.js';
import { Hub } from './hub.js';

const GADGET: GadgetModel = {
  mid: 7,
  url: '/3rdpartygadget/files/x/X.xml?a=1&b=2',
  title: 'X',
  views: ['default'],
  features: [],
  collapsible: false,
  hidden: false,
  scrolling: false,
  attributes: {},
};

// No document is loaded: the frame is not on the page. What it would say is said by the test.
function setUp() {
  const due: (() => void)[] = [];
  const hub = new Hub({ later: (run) => due.push(run) });
  const told: string[] = [];
  const notes: FrameNote[] = [];
  let timer: (() => void) | undefined;
  const frame = new GadgetFrame(GADGET, 'X', {
    hub,
    timers: {
      setTimeout: ((run: () => void) => ((timer = run), 1)) as unknown as typeof setTimeout,
      clearTimeout: () => (timer = undefined),
    },
    preferences: { id: '1001001', host: 'a&b', country: 'AT', language: 'de' },
    dropsAnswers: () => false,
    onConnected: () => told.push('connected'),
    onLoading: () => told.push('loading'),
    onAlert: (why) => told.push(why),
    onRpc: (service, args) => told.push(`${service} ${args.join()}`),
    onNote: (note) => notes.push(note),
  });
  const tokenOf = (): string => new URLSearchParams(new URL(frame.element.src).hash.slice(1)).get('rpctoken') ?? '';
  const says = (message: object, token = tokenOf()): void => frame.receive(envelope(token, JSON.stringify(message)));
  return { frame, told, notes, says, tokenOf, isTimed: () => timer !== undefined, timeIsUp: () => timer?.() };
}

describe('a gadget’s frame', () => {
  it('has an address as the vendor’s, with the file’s own query in it, and no credential', () => {
    const { frame } = setUp();
    frame.load();
    const { pathname, searchParams } = new URL(frame.element.src);
    expect(pathname).to.equal('/gadgets/ifr');
    expect(searchParams.get('url')).to.equal(`${location.origin}${GADGET.url}`);
    expect([searchParams.get('mid'), searchParams.get('up_host'), searchParams.get('lang')]).to.deep.equal(['7', 'a&b', 'de']);
    expect([...searchParams.keys()]).not.to.include('up_authorization');
    expect([frame.element.id, frame.element.name]).to.deep.equal(['finesse_gadget_7', 'finesse_gadget_7']);
  });

  it('is unseen until it connects, and in time', () => {
    const { frame, told, says, isTimed } = setUp();
    frame.load();
    expect(frame.element.style.visibility).to.equal('hidden');
    expect(isTimed()).to.equal(true);
    says({ kind: 'connect' });
    expect(frame.element.style.visibility).to.equal('');
    expect(isTimed()).to.equal(false);
    expect(told).to.deep.equal(['loading', 'connected']);
  });

  it('is blanked when it does not connect in time', () => {
    const { frame, told, timeIsUp } = setUp();
    frame.load();
    timeIsUp();
    expect(told).to.deep.equal(['loading', 'load-timeout']);
    expect(frame.element.src).to.equal('about:blank');
    expect(frame.subscriptions).to.equal(undefined);
  });

  it('is blanked when it connects twice, and may be loaded again', () => {
    const { frame, told, says, tokenOf } = setUp();
    frame.load();
    const old = tokenOf();
    says({ kind: 'connect' });
    says({ kind: 'subscribe', id: '0', topic: 'a' });
    expect(frame.subscriptions).to.equal(1);
    says({ kind: 'connect' });
    expect(told.at(-1)).to.equal('connected-twice');
    expect(frame.subscriptions).to.equal(undefined);
    frame.load();
    says({ kind: 'connect' }, old);
    expect(frame.subscriptions).to.equal(undefined);
    says({ kind: 'connect' });
    expect(frame.subscriptions).to.equal(0);
  });

  it('leaves the hub and may come back', () => {
    const { frame, told, says } = setUp();
    frame.load();
    says({ kind: 'connect' });
    says({ kind: 'subscribe', id: '0', topic: 'a' });
    says({ kind: 'disconnect' });
    expect(frame.subscriptions).to.equal(undefined);
    says({ kind: 'connect' });
    expect(frame.subscriptions).to.equal(0);
    expect(told).not.to.include('connected-twice');
  });

  it('is heard while it is loaded, and what it says before it connects does not reach the hub', () => {
    const { frame, told, notes, says } = setUp();
    frame.load();
    says({ kind: 'subscribe', id: '0', topic: 'a' });
    says({ kind: 'rpc', service: 'set_title', args: ['Hello'] });
    says({ kind: 'note', note: { type: 'log', text: 'x' } });
    expect(frame.subscriptions).to.equal(undefined);
    expect(told.at(-1)).to.equal('set_title Hello');
    expect(notes.length).to.equal(1);
    frame.leave();
    says({ kind: 'rpc', service: 'set_title', args: ['Late'] });
    expect(told).not.to.include('set_title Late');
  });

  it('takes another file at the next load', () => {
    const { frame } = setUp();
    frame.setUrl('https://elsewhere.example/Y.xml?z=1');
    frame.load();
    expect(new URL(frame.element.src).searchParams.get('url')).to.equal('https://elsewhere.example/Y.xml?z=1');
  });
});
