import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { startSandbox, type RunningSandbox } from './index.js';
import { control, RawAgent, RawSocket, until } from './raw-client.js';

const MAYA = '1001001';
const KENJI = '1001002';
const PUBSUB = 'http://jabber.org/protocol/pubsub';
const OPEN = "<open xmlns='urn:ietf:params:xml:ns:xmpp-framing' to='127.0.0.1' version='1.0'/>";

let running: RunningSandbox;
let maya: RawAgent;
beforeEach(async () => {
  running = await startSandbox({ port: 0, clock: 'virtual' });
  maya = new RawAgent(running, MAYA);
});
afterEach(() => running.close());

async function challenged(path = '/ws/'): Promise<RawSocket> {
  const socket = new RawSocket(running, { path });
  await socket.opened();
  socket.send(OPEN);
  await socket.frame('<mechanism>PLAIN</mechanism>');
  return socket;
}

const auth = (text: string, mechanism = 'PLAIN'): string =>
  `<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='${mechanism}'>${text}</auth>`;
const base64 = (text: string): string => Buffer.from(text).toString('base64');
const iq = (type: string, content: string, to = '127.0.0.1', id = 'q1'): string =>
  `<iq xmlns='jabber:client' type='${type}' id='${id}' to='${to}'>${content}</iq>`;

describe('a stream', () => {
  it('opens with and without the slash', async () => {
    for (const path of ['/ws', '/ws/', '/ws/?x=1']) {
      const socket = await challenged(path);
      assert.match(
        socket.frames[0] ?? '',
        /^<open xmlns="urn:ietf:params:xml:ns:xmpp-framing" from="127.0.0.1" id="x\d+" version="1.0" xml:lang="en"\/>$/,
      );
    }
    const elsewhere = new RawSocket(running, { path: '/wss' });
    await assert.rejects(elsewhere.opened());
  });

  it('takes PLAIN with and without authzid, and an access token for a password', async () => {
    await maya.open('r1');
    await maya.open('r2', `${MAYA}@127.0.0.1`);
    await maya.open('r3', `${MAYA}@some.other.name`);
    const { token } = running.sandbox.finesse.credentials.issue(MAYA);
    await new RawAgent(running, MAYA, { password: token }).open('r4');
    assert.equal(running.sandbox.finesse.notifications.sessions.length, 4);
  });

  it('lets the server speak first if the client wants so', async () => {
    const socket = await challenged();
    socket.send(auth(''));
    await socket.frame('<challenge');
    socket.send(`<response xmlns='urn:ietf:params:xml:ns:xmpp-sasl'>${base64(`\0${MAYA}\0cordboard`)}</response>`);
    await socket.frame('<success');
  });

  const failures: readonly (readonly [title: string, frame: string, condition: string])[] = [
    ['a wrong password', auth(base64(`\0${MAYA}\0wrong`)), 'not-authorized'],
    ['an unknown user', auth(base64('\0nobody\0cordboard')), 'not-authorized'],
    ["somebody else's authzid", auth(base64(`${KENJI}@127.0.0.1\0${MAYA}\0cordboard`)), 'invalid-authzid'],
    ['no base64', auth('***'), 'incorrect-encoding'],
    ['too few parts', auth(base64(`${MAYA}\0cordboard`)), 'incorrect-encoding'],
    ['another mechanism', auth(base64('n,,n=x,r=y'), 'SCRAM-SHA-1'), 'invalid-mechanism'],
    ['a change of mind', "<abort xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/>", 'aborted'],
  ];
  for (const [title, frame, condition] of failures) {
    it(`answers ${title} with ${condition} and takes another try`, async () => {
      const socket = await challenged();
      socket.send(frame);
      assert.equal(await socket.frame('<failure'), `<failure xmlns="urn:ietf:params:xml:ns:xmpp-sasl"><${condition}/></failure>`);
      socket.send(auth(base64(`\0${MAYA}\0cordboard`)));
      await socket.frame('<success');
    });
  }

  it('serves the names of this machine, and ends with host-unknown for another domain', async () => {
    const open = (to: string): string => OPEN.replace('127.0.0.1', to);
    for (const to of ['localhost', '127.0.0.1', 'LOCALHOST']) {
      const socket = new RawSocket(running);
      await socket.opened();
      socket.send(open(to));
      await socket.frame(`from="${to}"`);
    }
    for (const to of ['fin-b.lab.example', 'x', 'a b', `${MAYA}@127.0.0.1`]) {
      const socket = new RawSocket(running);
      await socket.opened();
      socket.send(open(to));
      await socket.frame('<host-unknown xmlns="urn:ietf:params:xml:ns:xmpp-streams"/>');
      assert.match(socket.frames[0] ?? '', /^<open .*from="127.0.0.1"/);
      await socket.until(() => socket.closed !== undefined);
    }
  });

  describe('to an account locked by five wrong passwords', () => {
    const attempt = async (password: string): Promise<string> => {
      const socket = await challenged();
      socket.send(auth(base64(`\0${MAYA}\0${password}`)));
      await socket.until(() => /<(success|failure)/.test(socket.frames.at(-1) ?? ''));
      return /<(success|[a-z-]+)( xmlns="[^"]*")?\/>/.exec(socket.frames.at(-1) ?? '')?.[1] ?? '';
    };
    const lock = async (): Promise<void> => {
      for (let time = 0; time < 5; time++) assert.equal(await attempt('wrong'), 'not-authorized');
    };

    it('says account-disabled to the right password too, and REST refuses it; for five minutes', async () => {
      await lock();
      assert.equal(await attempt('cordboard'), 'account-disabled');
      assert.equal((await maya.api('GET', `/User/${MAYA}`)).status, 401);
      running.clock.advance(5 * 60_000);
      assert.equal(await attempt('cordboard'), 'success');
    });

    it('keeps the lock of REST, and counts on from its failures', async () => {
      const wrong = new RawAgent(running, MAYA, { password: 'wrong' });
      for (let time = 0; time < 4; time++) assert.equal((await wrong.api('GET', `/User/${MAYA}`)).status, 401);
      assert.equal(await attempt('wrong'), 'not-authorized');
      assert.equal(await attempt('cordboard'), 'account-disabled');
    });

    it('lets an access token in', async () => {
      await lock();
      assert.equal(await attempt(running.sandbox.finesse.credentials.issue(MAYA).token), 'success');
    });

    it('may be told nothing of it, or not know', async () => {
      running.sandbox.finesse.setQuirks({ streamLock: 'not-authorized' });
      await lock();
      assert.equal(await attempt('cordboard'), 'not-authorized');
      running.sandbox.finesse.setQuirks({ streamLock: 'none' });
      assert.equal(await attempt('cordboard'), 'success');
    });
  });

  it('ends after five failures', async () => {
    const socket = await challenged();
    for (let time = 0; time < 5; time++) socket.send(auth(base64(`\0${MAYA}\0wrong`)));
    await socket.frame('policy-violation');
    await socket.until(() => socket.closed !== undefined);
  });

  const endings: readonly (readonly [title: string, frame: string, condition: string])[] = [
    ['malformed XML', '<iq', 'not-well-formed'],
    ['mismatched tags', '<iq></message>', 'not-well-formed'],
    ['an unbound prefix', '<x:iq/>', 'not-well-formed'],
    ['JSON', '{"iq":1}', 'not-well-formed'],
    ['a document type', '<!DOCTYPE iq [<!ENTITY a "b">]><iq>&a;</iq>', 'restricted-xml'],
    ['a deep frame', '<iq>'.repeat(20_000), 'policy-violation'],
    ['an unknown stanza', "<thing xmlns='jabber:client'/>", 'unsupported-stanza-type'],
    ['another namespace', "<iq xmlns='jabber:server' type='get' id='1'/>", 'invalid-namespace'],
    ['a second opening', OPEN, 'policy-violation'],
  ];
  for (const [title, frame, condition] of endings) {
    it(`ends with ${condition} on ${title}`, async () => {
      const socket = await maya.open();
      socket.send(frame);
      await socket.frame(`<${condition} xmlns="urn:ietf:params:xml:ns:xmpp-streams"/>`);
      await socket.frame('<close xmlns="urn:ietf:params:xml:ns:xmpp-framing"/>');
      await socket.until(() => socket.closed !== undefined);
    });
  }

  it('refuses stanzas before authentication, and frames over the limit', async () => {
    const early = await challenged();
    early.send("<presence xmlns='jabber:client'/>");
    await early.frame('<not-authorized xmlns="urn:ietf:params:xml:ns:xmpp-streams"/>');
    const large = await maya.open();
    large.send(`<message xmlns='jabber:client'>${'x'.repeat(1_000_001)}</message>`);
    await large.until(() => large.closed !== undefined);
    assert.equal(large.closed, 1009);
  });

  it('tolerates blanks as keep-alive and closes when asked', async () => {
    const socket = await maya.open();
    socket.send(' ');
    socket.send('\n');
    socket.send(iq('get', "<ping xmlns='urn:xmpp:ping'/>"));
    await socket.frame('type="result" id="q1"');
    socket.send("<close xmlns='urn:ietf:params:xml:ns:xmpp-framing'/>");
    await socket.frame('<close');
    await socket.until(() => socket.closed !== undefined);
    assert.equal(socket.closed, 1000);
  });

  it('gives a resource to those who ask for none', async () => {
    const socket = await maya.open('');
    assert.match(socket.frames.at(-1) ?? '', new RegExp(`<jid>${MAYA}@127.0.0.1/[^<]+</jid>`));
  });

  it('of an older session with the same address dies of a conflict', async () => {
    const older = await maya.connect('desk');
    const newer = await maya.connect('desk');
    await older.frame('<conflict xmlns="urn:ietf:params:xml:ns:xmpp-streams"/>');
    await older.until(() => older.closed !== undefined);
    newer.send(iq('get', "<ping xmlns='urn:xmpp:ping'/>"));
    await newer.frame('type="result" id="q1"');
    assert.equal(running.engine.agent(MAYA)?.connected, true);
  });
});

describe('requests', () => {
  const ask = async (stanza: string): Promise<string> => {
    const socket = await maya.open();
    const before = socket.frames.length;
    socket.send(stanza);
    return socket.until(() => socket.frames[before]);
  };

  it('are answered: session, ping, roster, discovery', async () => {
    assert.match(await ask(iq('set', "<session xmlns='urn:ietf:params:xml:ns:xmpp-session'/>")), /^<iq [^>]*type="result" id="q1"/);
    assert.match(await ask(iq('get', "<ping xmlns='urn:xmpp:ping'/>", 'another.name')), /type="result".* from="another.name"/);
    assert.match(await ask(`<iq xmlns='jabber:client' type='get' id='q1'><ping xmlns='urn:xmpp:ping'/></iq>`), /type="result"/);
    assert.match(
      await ask(iq('get', "<query xmlns='jabber:iq:roster'/>")),
      /<item jid="finesse@127.0.0.1" name="finesse" subscription="both"\/>/,
    );
    const info = "<query xmlns='http://jabber.org/protocol/disco#info'/>";
    assert.match(await ask(iq('get', info)), /<identity category="server" type="im".*<feature var="urn:xmpp:ping"\/>/);
    assert.match(await ask(iq('get', info, 'pubsub.127.0.0.1')), /<identity category="pubsub" type="service"/);
    const items = "<query xmlns='http://jabber.org/protocol/disco#items'/>";
    assert.match(await ask(iq('get', items)), /<item jid="pubsub.127.0.0.1"/);
  });

  it('are never met with silence', async () => {
    const unavailable = /type="error".*<service-unavailable xmlns="urn:ietf:params:xml:ns:xmpp-stanzas"\/>/;
    assert.match(await ask(iq('get', "<query xmlns='jabber:iq:version'/>")), unavailable);
    assert.match(await ask(iq('set', "<query xmlns='jabber:iq:roster'/>")), unavailable);
    assert.match(await ask(iq('get', "<ping xmlns='urn:xmpp:ping'/>", `${KENJI}@127.0.0.1`)), unavailable);
    assert.match(
      await ask(iq('set', `<pubsub xmlns='${PUBSUB}'><publish node='/finesse/api/SystemInfo'/></pubsub>`, 'pubsub.127.0.0.1')),
      unavailable,
    );
    assert.match(await ask("<message xmlns='jabber:client' to='x@y' id='m'><body>hello</body></message>"), unavailable);
    assert.match(await ask(iq('get', '')), /<bad-request/);
    assert.match(await ask("<iq xmlns='jabber:client' type='get'><ping xmlns='urn:xmpp:ping'/></iq>"), /<bad-request/);
  });
});

describe('subscriptions', () => {
  const node = '/finesse/api/Team/5071/Users';
  const pubsub = (what: string, id = 'q1', type = 'set'): string =>
    iq(type, `<pubsub xmlns='${PUBSUB}'>${what}</pubsub>`, 'pubsub.127.0.0.1', id);
  const ask = async (socket: RawSocket, stanza: string): Promise<string> => {
    const before = socket.frames.length;
    socket.send(stanza);
    return socket.until(() => socket.frames.slice(before).find((frame) => frame.startsWith('<iq')));
  };

  it('by bare and by full address are kept, listed and ended', async () => {
    const socket = await maya.open('desk');
    const bare = `${MAYA}@127.0.0.1`;
    const first = await ask(socket, pubsub(`<subscribe node='${node}' jid='${bare}'/>`));
    assert.match(first, new RegExp(`<subscription node="${node}" jid="${bare}" subid="s1" subscription="subscribed"/>`));
    await ask(socket, pubsub(`<subscribe node='${node}' jid='${bare}/desk'/>`));
    const again = await ask(socket, pubsub(`<subscribe node='${node}' jid='${bare}'/>`));
    assert.match(again, /subid="s1"/);
    const list = await ask(socket, pubsub('<subscriptions/>', 'q2', 'get'));
    assert.equal(list.split('<subscription ').length - 1, 2);
    assert.match(await ask(socket, pubsub(`<unsubscribe node='${node}' jid='${bare}/desk'/>`)), /type="result"/);
    assert.match(
      await ask(socket, pubsub(`<unsubscribe node='${node}' jid='${bare}/desk'/>`)),
      /<not-subscribed xmlns="[^"]*pubsub#errors"\/>/,
    );
    // They outlive the session.
    const later = await maya.open('other');
    assert.match(await ask(later, pubsub('<subscriptions/>', 'q2', 'get')), /subid="s1"/);
  });

  it('are refused for what is not there, or not one’s own', async () => {
    const socket = await maya.open();
    const own = `${MAYA}@127.0.0.1`;
    assert.match(await ask(socket, pubsub(`<subscribe node='/finesse/api/Team/1/Users' jid='${own}'/>`)), /<item-not-found/);
    assert.match(await ask(socket, pubsub(`<subscribe node='/nothing' jid='${own}'/>`)), /<item-not-found/);
    assert.match(await ask(socket, pubsub(`<subscribe node='/finesse/api/User/${KENJI}' jid='${own}'/>`)), /<forbidden/);
    assert.match(await ask(socket, pubsub(`<subscribe node='/finesse/api/Team/5072/Users' jid='${own}'/>`)), /<forbidden/);
    assert.match(await ask(socket, pubsub(`<subscribe node='${node}' jid='${KENJI}@127.0.0.1'/>`)), /<invalid-jid/);
    assert.match(await ask(socket, pubsub(`<subscribe jid='${own}'/>`)), /<nodeid-required/);
  });

  it('bring what other people do, to the address that was given', async () => {
    const one = await maya.connect('one');
    const two = await maya.connect('two');
    await ask(one, pubsub(`<subscribe node='${node}' jid='${MAYA}@127.0.0.1/one'/>`));
    await ask(two, pubsub(`<subscribe node='/finesse/api/Queue/5120' jid='${MAYA}@127.0.0.1'/>`));
    await control(running, 'POST', `/agents/${KENJI}/state`, { state: 'READY' });
    const note = await one.until(() => one.notes[0]);
    assert.deepEqual([note.node, note.to, note.root, note.source], [node, `${MAYA}@127.0.0.1/one`, 'user', `/finesse/api/User/${KENJI}`]);
    running.clock.advance(10_000);
    const queue = await two.until(() => two.notes.find(({ root }) => root === 'Queue'));
    assert.equal(queue.to, `${MAYA}@127.0.0.1`);
    assert.match(queue.payload, /<agentsReady>1<\/agentsReady>/);
    assert.deepEqual(
      two.notes.filter((each) => each.node === node),
      [],
    );
  });
});

describe('presence', () => {
  it('brings the automatic nodes to every session, and to none without it or with a negative priority', async () => {
    const one = await maya.connect('one');
    const two = await maya.connect('two');
    const silent = await maya.open('silent');
    const negative = await maya.open('negative');
    negative.send("<presence xmlns='jabber:client'><priority>-1</priority></presence>");
    await negative.frame('<presence');
    const { requestId } = await maya.user(`<state>LOGIN</state><extension>${MAYA}</extension>`);
    for (const socket of [one, two]) {
      const note = await socket.until(() => socket.notes.find((each) => each.requestId === requestId));
      assert.equal(note.to, `${MAYA}@127.0.0.1`);
    }
    for (const socket of [silent, negative]) {
      socket.send(iq('get', "<ping xmlns='urn:xmpp:ping'/>"));
      await socket.frame('type="result" id="q1"');
      assert.deepEqual(socket.notes, []);
    }
  });

  it('writes each notification in two namespaces around one text', async () => {
    const socket = await maya.connect();
    await maya.user(`<state>LOGIN</state><extension>${MAYA}</extension>`);
    const frame = await socket.frame('pubsub#event');
    assert.match(
      frame,
      /^<message xmlns="jabber:client" from="pubsub\.127\.0\.0\.1" to="1001001@127\.0\.0\.1" id="[^"]+"><event xmlns="http:\/\/jabber\.org\/protocol\/pubsub#event"><items node="\/finesse\/api\/User\/1001001"><item id="[^"]+"><notification xmlns="http:\/\/jabber\.org\/protocol\/pubsub">&lt;Update&gt;[^<]*&lt;\/Update&gt;<\/notification><\/item><\/items><\/event><\/message>$/,
    );
  });

  it('lost for a minute signs the agent out with reason 255, found again it does not', async () => {
    await maya.signIn();
    maya.socket?.terminate();
    await until(() => running.engine.agent(MAYA)?.connected === false);
    running.clock.advance(59_000);
    assert.equal(running.engine.agent(MAYA)?.state, 'NOT_READY');
    await maya.connect();
    running.clock.advance(120_000);
    assert.equal(running.engine.agent(MAYA)?.state, 'NOT_READY');
    maya.socket?.send("<presence xmlns='jabber:client' type='unavailable'/>");
    await until(() => running.engine.agent(MAYA)?.connected === false);
    running.clock.advance(60_000);
    assert.deepEqual([running.engine.agent(MAYA)?.state, running.engine.agent(MAYA)?.reason?.code], ['LOGOUT', 255]);
  });

  it('of one session is enough', async () => {
    await maya.signIn();
    const second = await maya.connect('second');
    second.terminate();
    await until(() => running.sandbox.finesse.notifications.sessions.length === 1);
    assert.equal(running.engine.agent(MAYA)?.connected, true);
  });

  it('to somebody, and requests about subscriptions, change nothing', async () => {
    const socket = await maya.open();
    socket.send("<presence xmlns='jabber:client' to='finesse@127.0.0.1'/>");
    socket.send("<presence xmlns='jabber:client' type='subscribe' to='finesse@127.0.0.1'/>");
    socket.send(iq('get', "<ping xmlns='urn:xmpp:ping'/>"));
    await socket.frame('type="result" id="q1"');
    assert.ok(!socket.frames.some((frame) => frame.startsWith('<presence')));
  });
});
