import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { parseXml, type XmlNode } from '../finesse/xml/read.js';
import { startSandbox, type RunningSandbox } from './index.js';
import { control, raw, RawSocket, until } from './raw-client.js';

const MAYA = '1001001';
const NS = "xmlns='http://jabber.org/protocol/httpbind'";
const XBOSH = "xmlns:xmpp='urn:xmpp:xbosh'";
const START = `to='127.0.0.1' wait='30' hold='1' ver='1.9' content='text/xml; charset=utf-8' xmpp:version='1.0' ${XBOSH}`;

let running: RunningSandbox;
beforeEach(async () => {
  running = await startSandbox({ port: 0, clock: 'virtual' });
});
afterEach(() => running.close());

/** Bodies by hand, as somebody with curl would send them. */
class RawBosh {
  sid = '';
  rid = 1000;

  /** The request with that number; its answer, read. */
  async request(rid: number, attributes: string, inside = '', init: RequestInit = {}): Promise<XmlNode> {
    const sid = this.sid === '' ? '' : ` sid='${this.sid}'`;
    const reply = await fetch(running.boshUrl, {
      method: 'POST',
      body: `<body ${NS} rid='${rid}'${sid} ${attributes}>${inside}</body>`,
      ...init,
    });
    assert.equal(reply.status, 200);
    assert.equal(reply.headers.get('content-type'), 'text/xml; charset=utf-8');
    return parseXml(await reply.text());
  }

  send(inside = '', attributes = '', init: RequestInit = {}): Promise<XmlNode> {
    return this.request(this.rid++, attributes, inside, init);
  }

  async begin(attributes: string = START): Promise<XmlNode> {
    const first = await this.send('', attributes);
    this.sid = first.attributes.get('sid') ?? '';
    return first;
  }

  async authenticate(password = 'cordboard'): Promise<XmlNode> {
    const plain = Buffer.from(`\0${MAYA}\0${password}`).toString('base64');
    return this.send(`<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>${plain}</auth>`);
  }

  /** Up to presence; the answer to that has come, and nothing is held. */
  async connect(resource = 'hand'): Promise<void> {
    await this.begin();
    await this.authenticate();
    await this.send('', `xmpp:restart='true' to='127.0.0.1' ${XBOSH}`);
    await this.send(iq('b', `<bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'><resource>${resource}</resource></bind>`, 'set'));
    await this.send("<presence xmlns='jabber:client'/>");
  }
}

const iq = (id: string, inside: string, type = 'get'): string => `<iq xmlns='jabber:client' type='${type}' id='${id}'>${inside}</iq>`;
const ping = (id: string): string => iq(id, "<ping xmlns='urn:xmpp:ping'/>");
const names = (body: XmlNode): string[] => body.children.map(({ name }) => name);
const ids = (body: XmlNode): (string | undefined)[] => body.children.map(({ attributes }) => attributes.get('id'));
const ended = (body: XmlNode): readonly (string | undefined)[] => [body.attributes.get('type'), body.attributes.get('condition')];
const held = (count = 1) => until(() => running.sandbox.bosh.held === count);
const session = () => running.sandbox.finesse.notifications.sessions.find(({ local }) => local === MAYA);

async function fault(toxic: string, args: object = {}, when: object = {}, target = 'xmpp'): Promise<string> {
  const { status, json } = await control(running, 'POST', '/faults', { target, toxic, args, when });
  assert.equal(status, 200, JSON.stringify(json));
  return json['id'] as string;
}

describe('a session over BOSH', () => {
  it('begins with everything that a client has to know', async () => {
    const client = new RawBosh();
    const first = await client.begin();
    const { wait, hold, requests, inactivity, polling, ver, sid, authid, from } = Object.fromEntries(first.attributes);
    assert.deepEqual([wait, hold, requests, inactivity, polling, ver, from], ['30', '1', '2', '30', '2', '1.9', '127.0.0.1']);
    assert.match(sid ?? '', /^[\da-f-]{36}$/);
    assert.ok(authid);
    assert.equal(first.attributes.get('xmpp:restartlogic'), 'true');
    assert.deepEqual(names(first), ['features']);
    assert.equal(first.children[0]?.ns, 'http://etherx.jabber.org/streams');
  });

  it('lowers what is asked for to what it has', async () => {
    const client = new RawBosh();
    const { wait, hold, ver, requests } = Object.fromEntries((await client.begin("wait='3600' hold='99' ver='1.99'")).attributes);
    assert.deepEqual([wait, hold, ver, requests], ['60', '4', '1.11', '5']);
  });

  it('authenticates, begins anew, binds, and is greeted', async () => {
    const client = new RawBosh();
    await client.begin();
    assert.deepEqual(names(await client.authenticate('wrong')), ['failure']);
    assert.deepEqual(names(await client.authenticate()), ['success']);
    const again = await client.send('', `x:restart='true' to='127.0.0.1' xmlns:x='urn:xmpp:xbosh'`);
    assert.deepEqual(names(again.children[0]!), ['bind', 'session']);
    assert.equal(again.attributes.get('sid'), undefined);
    const bound = await client.send(iq('b', "<bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/>", 'set'));
    assert.match(bound.children[0]?.children[0]?.children[0]?.text ?? '', /^1001001@127\.0\.0\.1\/r-/);
    const greeting = await client.send("<presence xmlns='jabber:client'/>");
    assert.deepEqual(
      greeting.children.map(({ attributes }) => attributes.get('from')?.split('@')[0]),
      [MAYA, 'finesse'],
    );
  });

  it('serves no other domain', async () => {
    const refused = await new RawBosh().begin(START.replace('127.0.0.1', 'fin-b.lab.example'));
    assert.deepEqual(ended(refused), ['terminate', 'host-unknown']);
  });

  it('takes stanzas that inherit the namespace of the body, and several at once', async () => {
    const client = new RawBosh();
    await client.connect();
    const answers = await client.send("<iq type='get' id='i1'><ping xmlns='urn:xmpp:ping'/></iq>" + ping('i2') + ping('i3'));
    assert.deepEqual(ids(answers), ['i1', 'i2', 'i3']);
    assert.ok(answers.children.every(({ ns, attributes }) => ns === 'jabber:client' && attributes.get('type') === 'result'));
  });

  it('holds a request until there is something to say', async () => {
    const client = new RawBosh();
    await client.connect();
    let isAnswered = false;
    const answer = client.send().finally(() => (isAnswered = true));
    await held();
    running.clock.advance(29_000);
    await control(running, 'GET', '/state');
    assert.equal(isAnswered, false);
    await control(running, 'POST', `/agents/${MAYA}/state`, { state: 'READY' });
    assert.deepEqual(names(await answer), ['message']);
  });

  it('answers with an empty body when the time is up', async () => {
    const client = new RawBosh();
    await client.connect();
    const answer = client.send();
    await held();
    running.clock.advance(30_000);
    const empty = await answer;
    assert.deepEqual([names(empty), ended(empty)], [[], [undefined, undefined]]);
    assert.ok(session()?.available);
  });

  it('lets a second request through while one is held, answering the older', async () => {
    const client = new RawBosh();
    await client.connect();
    const older = client.send();
    const newer = client.send(ping('p1'));
    assert.deepEqual(ids(await older), ['p1']);
    const newest = client.send();
    // Two would be held where one may be.
    assert.deepEqual(names(await newer), []);
    const last = client.send(ping('p2'));
    assert.deepEqual(ids(await newest), ['p2']);
    await client.send('', "type='terminate'");
    assert.deepEqual(names(await last), []);
  });

  it('takes requests in the order of their numbers, not of their coming', async () => {
    const client = new RawBosh();
    await client.connect();
    const later = client.request(client.rid + 1, '', ping('later'));
    await until(() => running.sandbox.bosh.held === 0);
    const sooner = client.request(client.rid, '', ping('sooner'));
    client.rid += 2;
    // Both are taken in by one turn, so one body holds both answers; the other is empty.
    assert.deepEqual(ids(await sooner), ['sooner', 'later']);
    await client.send('', "type='terminate'");
    assert.deepEqual(ids(await later), []);
  });

  it('says the same again when a request is sent again', async () => {
    const client = new RawBosh();
    await client.connect();
    const rid = client.rid++;
    const answer = await client.request(rid, '', ping('once'));
    assert.deepEqual(await client.request(rid, '', ping('once')), answer);
    const log = (await control(running, 'GET', '/log')).json['entries'] as { direction: string; text?: string }[];
    assert.equal(log.filter(({ direction, text }) => direction === 'in' && text?.includes('"once"')).length, 1);
  });

  it('loses nothing when a connection dies under a held request', async () => {
    const client = new RawBosh();
    await client.connect();
    const gone = new AbortController();
    const rid = client.rid++;
    const lost = client.request(rid, '', '', { signal: gone.signal });
    await held();
    gone.abort();
    await assert.rejects(lost);
    await held(0);
    await control(running, 'POST', `/agents/${MAYA}/state`, { state: 'READY' });
    assert.ok(names(await client.request(rid, '')).includes('message'));
  });

  it('answers on the new connection when a held request is sent again', async () => {
    const client = new RawBosh();
    await client.connect();
    const rid = client.rid++;
    const first = client.request(rid, '').then(
      () => 'answered',
      () => 'torn',
    );
    await held();
    const again = client.request(rid, '');
    assert.equal(await first, 'torn');
    await control(running, 'POST', `/agents/${MAYA}/state`, { state: 'READY' });
    assert.ok(names(await again).includes('message'));
  });

  it('gathers hundreds of notifications for a client that was slow to ask', async () => {
    const client = new RawBosh();
    await client.connect();
    for (let at = 0; at < 500; at++) {
      running.sandbox.finesse.notifications.publish(`/finesse/api/User/${MAYA}`, () => `<Update><n>${at}</n></Update>`, false);
    }
    const { children } = await client.send();
    const payload = ([event]: readonly XmlNode[]) => event?.children[0]?.children[0]?.children[0]?.text ?? '';
    assert.deepEqual(
      children.map((each) => Number(/<n>(\d+)</.exec(payload(each.children))?.[1])),
      Array.from({ length: 500 }, (_each, at) => at),
    );
  });

  it('takes leave, having read what came with it', async () => {
    const client = new RawBosh();
    await client.connect();
    const open = client.send();
    const bye = await client.send("<presence xmlns='jabber:client' type='unavailable'/>", "type='terminate'");
    assert.deepEqual(ended(bye), ['terminate', undefined]);
    assert.deepEqual(names(await open), []);
    assert.equal(session(), undefined);
    assert.deepEqual(ended(await client.send()), ['terminate', 'item-not-found']);
  });

  it('ends when nothing is asked for long, as a lost socket would', async () => {
    const client = new RawBosh();
    await client.connect();
    running.clock.advance(29_000);
    assert.ok(session()?.available);
    running.clock.advance(1_000);
    assert.equal(session(), undefined);
    assert.deepEqual(ended(await client.send()), ['terminate', 'item-not-found']);
  });

  it('ends early when the client is known to have gone', async () => {
    const client = new RawBosh();
    await client.connect();
    const gone = new AbortController();
    const lost = client.send('', '', { signal: gone.signal });
    await held();
    running.clock.advance(20_000);
    gone.abort();
    await assert.rejects(lost);
    await held(0);
    running.clock.advance(29_000);
    assert.ok(session()?.available);
    running.clock.advance(1_000);
    assert.equal(session(), undefined);
  });

  it('tells why it is over when another takes its address', async () => {
    const client = new RawBosh();
    await client.connect('same');
    const open = client.send();
    await held();
    const other = new RawBosh();
    await other.connect('same');
    const last = await open;
    assert.deepEqual(ended(last), ['terminate', 'remote-stream-error']);
    assert.deepEqual(names(last.children[0]!), ['conflict']);
  });

  it('keeps the reason of its end for the next request', async () => {
    const client = new RawBosh();
    await client.connect();
    await fault('conflict', {}, {}, MAYA);
    assert.deepEqual(ended(await client.send()), ['terminate', 'remote-stream-error']);
  });

  it('refuses numbers outside the window, and then is over', async () => {
    const client = new RawBosh();
    await client.connect();
    assert.deepEqual(ended(await client.request(client.rid + 2, '')), ['terminate', 'item-not-found']);
    assert.equal(session(), undefined);
    const late = new RawBosh();
    await late.connect();
    assert.deepEqual(ended(await late.request(late.rid - 4, '')), ['terminate', 'item-not-found']);
  });

  it('may be polled where nothing is held, but not too often', async () => {
    const client = new RawBosh();
    const { hold, requests } = Object.fromEntries((await client.begin("to='127.0.0.1' wait='0' hold='0' ver='1.6'")).attributes);
    assert.deepEqual([hold, requests], ['0', '1']);
    assert.deepEqual(names(await client.send()), []);
    running.clock.advance(2_000);
    assert.deepEqual(names(await client.send()), []);
    assert.deepEqual(ended(await client.send()), ['terminate', 'policy-violation']);
  });
});

describe('requests that are none', () => {
  it('are refused', async () => {
    const post = (body: string) => raw(running, 'POST', '/http-bind', { body });
    for (const body of ['', 'no xml', '<body/>', `<body ${NS}/>`, `<body ${NS} rid='x'/>`, `<!DOCTYPE a><body ${NS} rid='1'/>`]) {
      const { status, text } = await post(body);
      assert.equal(status, 400, body);
      assert.match(text, /type="terminate" condition="bad-request"/);
    }
    assert.equal((await raw(running, 'GET', '/http-bind/')).status, 405);
    const { status, text } = await post(`<body ${NS} rid='5' sid='nobody'/>`);
    assert.equal(status, 200);
    assert.match(text, /type="terminate" condition="item-not-found"/);
  });

  it('may come from pages of this machine, not from others', async () => {
    const ask = (origin: string) => raw(running, 'OPTIONS', '/http-bind/', { headers: { Origin: origin } });
    const own = await ask('http://localhost:1');
    assert.deepEqual([own.status, own.headers.get('access-control-allow-origin')], [204, 'http://localhost:1']);
    assert.equal(own.headers.get('access-control-allow-headers'), 'Content-Type');
    const other = await ask('https://elsewhere.example');
    assert.deepEqual([other.status, other.headers.get('access-control-allow-origin')], [403, null]);
  });
});

describe('faults of a session over BOSH', () => {
  it('may be for WebSockets only, and are in the log', async () => {
    await fault('http_status', { status: 403 }, { path: '/ws' });
    await assert.rejects(new RawSocket(running).opened());
    const client = new RawBosh();
    await client.connect();
    assert.ok(session()?.available);
    const log = (await control(running, 'GET', '/log')).json['entries'] as { kind: string; path?: string; status?: number }[];
    assert.ok(log.some(({ kind, path, status }) => kind === 'fault' && path === '/ws/' && status === 403));
  });

  it('refuse to begin', async () => {
    await fault('http_status', { status: 503, times: 1 }, { path: '/http-bind' });
    const { status } = await raw(running, 'POST', '/http-bind/', { body: `<body ${NS} rid='1' ${START}/>` });
    assert.equal(status, 503);
    await fault('down');
    await assert.rejects(new RawBosh().begin());
    const log = (await control(running, 'GET', '/log')).json['entries'] as { kind: string; path?: string; status?: number }[];
    const refused = log.filter(({ kind, path }) => kind === 'fault' && path === '/http-bind/');
    assert.deepEqual(
      refused.map((each) => each.status),
      [503, undefined],
    );
  });

  it('tear the connection under a held request', async () => {
    const client = new RawBosh();
    await client.connect();
    const open = client.send();
    await held();
    await fault('reset_peer', { times: 1 }, {}, MAYA);
    await assert.rejects(open);
    assert.equal(session(), undefined);
  });

  it('leave requests without an answer on a line that is half open', async () => {
    const client = new RawBosh();
    await client.connect();
    const id = await fault('half_open', {}, {}, MAYA);
    const gone = new AbortController();
    let isAnswered = false;
    const mute = client.request(client.rid, '', ping('lost'), { signal: gone.signal }).finally(() => (isAnswered = true));
    await held();
    running.clock.advance(30_000);
    await held(0);
    await control(running, 'GET', '/state');
    assert.equal(isAnswered, false);
    gone.abort();
    await assert.rejects(mute);
    // What was on the line is lost; what is left of the answer is not.
    await control(running, 'DELETE', `/faults/${id}`);
    assert.deepEqual(names(await client.request(client.rid, '', ping('lost'))), []);
  });

  it('delay stanzas', async () => {
    const client = new RawBosh();
    await client.connect();
    await fault('latency', { ms: 5_000 }, { path: '/http-bind' });
    let isAnswered = false;
    const answer = client.send(ping('late')).finally(() => (isAnswered = true));
    await until(() => (running.sandbox.faults.list[0]?.struck ?? 0) > 0);
    running.clock.advance(4_000);
    await control(running, 'GET', '/state');
    assert.equal(isAnswered, false);
    running.clock.advance(1_000);
    assert.deepEqual(ids(await answer), ['late']);
  });
});
