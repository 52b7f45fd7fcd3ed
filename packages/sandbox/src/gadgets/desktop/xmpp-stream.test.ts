import { expect } from '@open-wc/testing';
import { assert, property, string } from 'fast-check';
import { XmppStream, type StreamEnd } from './xmpp-stream.js';

class FakeSocket extends EventTarget {
  readonly sent: string[] = [];
  readyState: number = WebSocket.OPEN;
  send(frame: string): void {
    this.sent.push(frame);
  }
  close(): void {
    this.readyState = WebSocket.CLOSED;
  }
  gives(data: unknown): void {
    this.dispatchEvent(new MessageEvent('message', { data }));
  }
}

function setUp() {
  const socket = new FakeSocket();
  const told: string[] = [];
  const events: [node: string, text: string][] = [];
  const ended: StreamEnd[] = [];
  let tick: () => void = () => {};
  const stream = new XmppStream(
    { id: '1001001', password: "p<&'ss", domain: 'fin.lab', pubsub: 'pubsub.fin.lab', resource: 'desktop' },
    {
      ready: (jid) => told.push(jid),
      event: (node, text) => events.push([node, text]),
      presence: (from, available) => told.push(`${from} ${available}`),
      ended: (why) => ended.push(why),
    },
    {
      open: () => socket as unknown as WebSocket,
      timers: { setInterval: ((run: () => void) => ((tick = run), 1)) as typeof setInterval, clearInterval: () => (tick = () => {}) },
    },
  );
  socket.dispatchEvent(new Event('open'));
  const features = (inner: string): void =>
    socket.gives(`<stream:features xmlns:stream="http://etherx.jabber.org/streams">${inner}</stream:features>`);
  const bound = async (): Promise<void> => {
    features('<mechanisms xmlns="urn:ietf:params:xml:ns:xmpp-sasl"><mechanism>PLAIN</mechanism></mechanisms>');
    socket.gives('<success xmlns="urn:ietf:params:xml:ns:xmpp-sasl"/>');
    features('<bind xmlns="urn:ietf:params:xml:ns:xmpp-bind"/>');
    socket.gives('<iq xmlns="jabber:client" type="result" id="box1"><bind><jid>1001001@fin.lab/desktop</jid></bind></iq>');
    await Promise.resolve();
  };
  return { stream, socket, told, events, ended, features, bound, tick: () => tick() };
}

describe('the stream of notifications', () => {
  it('signs in, binds, is present', async () => {
    const { socket, told, bound } = setUp();
    await bound();
    expect(told).to.deep.equal(['1001001@fin.lab/desktop']);
    const [open, auth, again, bind, presence] = socket.sent;
    expect(open).to.include("to='fin.lab'");
    expect(atob(/>(.*)</.exec(auth!)![1]!)).to.equal('1001001@fin.lab\0' + "1001001\0p<&'ss");
    expect(again).to.equal(open);
    expect(bind).to.include('<resource>desktop</resource>');
    expect(presence).to.include('<priority>0</priority>');
  });

  it('ends as refused, in conflict, or closed; once', async () => {
    const refused = setUp();
    refused.features('<mechanisms/>');
    refused.socket.gives('<failure xmlns="urn:ietf:params:xml:ns:xmpp-sasl"><not-authorized/></failure>');
    expect(refused.ended).to.deep.equal(['unauthorized']);
    const conflict = setUp();
    await conflict.bound();
    conflict.socket.gives('<stream:error xmlns:stream="http://etherx.jabber.org/streams"><conflict/></stream:error>');
    conflict.socket.dispatchEvent(new Event('close'));
    expect(conflict.ended).to.deep.equal(['conflict']);
    const closed = setUp();
    closed.socket.dispatchEvent(new Event('close'));
    expect(closed.ended).to.deep.equal(['closed']);
  });

  it('gives every notification of an event, decoded once', async () => {
    const { socket, events, bound } = setUp();
    await bound();
    const item = (text: string): string => `<item><notification xmlns="http://jabber.org/protocol/pubsub">${text}</notification></item>`;
    socket.gives(
      `<message xmlns="jabber:client"><event xmlns="http://jabber.org/protocol/pubsub#event"><items node="/finesse/api/User/1001001">${item('&lt;Update>a &amp;amp; b&lt;/Update>')}${item('2')}</items></event></message>`,
    );
    expect(events).to.deep.equal([
      ['/finesse/api/User/1001001', '<Update>a &amp; b</Update>'],
      ['/finesse/api/User/1001001', '2'],
    ]);
  });

  it('settles requests for nodes: done, refused, or lost with the stream', async () => {
    const { stream, socket, bound } = setUp();
    await bound();
    const done = stream.node('subscribe', "/finesse/api/Team/1'/Users");
    expect(socket.sent.at(-1)).to.include("node='/finesse/api/Team/1&apos;/Users'");
    socket.gives('<iq xmlns="jabber:client" type="result" id="box2"/>');
    expect(await done).to.equal(undefined);
    const refused = stream.node('subscribe', '/n');
    socket.gives('<iq xmlns="jabber:client" type="error" id="box3"><error/></iq>');
    expect(await refused).to.include('type="error"');
    const lost = stream.node('unsubscribe', '/n');
    stream.cut();
    expect(await lost).to.equal(null);
    expect(await stream.node('subscribe', '/n')).to.equal(null);
  });

  it('counts as lost when pings stay without an answer', async () => {
    const { socket, ended, bound, tick } = setUp();
    await bound();
    tick();
    socket.gives('<iq xmlns="jabber:client" type="result" id="box2"/>');
    await Promise.resolve();
    for (let ping = 0; ping < 3; ping++) tick();
    expect(ended).to.deep.equal([]);
    tick();
    expect(ended).to.deep.equal(['closed']);
  });

  it('drops whatever is no stanza', async () => {
    const { socket, events, ended, bound } = setUp();
    await bound();
    assert(property(string(), (text) => socket.gives(text)));
    for (const data of [null, 5, '<', '<message/>', '<message><event/></message>', '<iq/>', '<x xmlns="y"/>', new Blob()])
      socket.gives(data);
    expect(events).to.deep.equal([]);
    expect(ended).to.deep.equal([]);
  });
});
