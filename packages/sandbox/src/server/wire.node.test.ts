import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import type { FinesseQuirks } from '../finesse/index.js';
import { childOf, parseXml, textOf, type XmlNode } from '../finesse/xml/read.js';
import { startSandbox, type RunningSandbox } from './index.js';
import { basic, control, raw, RawAgent, type RawNote } from './raw-client.js';

const MAYA = '1001001';
const KENJI = '1001002';
const ZOFIA = '1001003';
const INGRID = '1001090';

let running: RunningSandbox;
beforeEach(async () => {
  running = await startSandbox({ port: 0, clock: 'virtual' });
});
afterEach(() => running.close());

/** What a note says in short: event, object, state, own participant's state and actions. */
function brief(note: RawNote, own: string): string {
  if (note.root === 'user') return `${note.event} user ${textOf(note.data, 'state') ?? ''}`;
  const dialog = note.root === 'dialogs' ? note.data.children[0] : note.data;
  if (!dialog) return note.event;
  const parties = childOf(dialog, 'participants')?.children ?? [];
  const mine = parties.find((party) => textOf(party, 'mediaAddress') === own);
  const others = parties.filter((party) => party !== mine).map((party) => textOf(party, 'state'));
  const actions = mine ? actionsOf(mine).join(' ') : '';
  return `${note.event} ${note.root} ${textOf(dialog, 'state') ?? ''}: ${mine ? (textOf(mine, 'state') ?? '') : '-'}[${actions}] ${others.join(' ')}`.trim();
}

function actionsOf(party: XmlNode): readonly string[] {
  return childOf(party, 'actions')?.children.map((each) => each.text) ?? [];
}

const ACTIVE = 'TRANSFER_SST CONSULT_CALL HOLD UPDATE_CALL_DATA SEND_DTMF DROP';
const HELD = 'UPDATE_CALL_DATA DROP RETRIEVE';

async function customerCalls(body: object = { from: '+12065550142', to: '7400' }): Promise<string> {
  const { status, json } = await control(running, 'POST', '/calls', body);
  assert.equal(status, 200);
  return json['id'] as string;
}

describe('a routed call', () => {
  it('goes over the wire as captured', async () => {
    const maya = new RawAgent(running, MAYA);
    await maya.signIn();
    await maya.ready();
    const start = maya.notes.length;
    const id = await customerCalls();
    maya.settle();
    await maya.act(id, 'ANSWER');
    await maya.act(id, 'HOLD');
    await maya.act(id, 'RETRIEVE');
    await control(running, 'POST', `/calls/${id}/actions`, { address: '+12065550142', action: 'drop' });
    maya.settle();
    await maya.note((note) => note.event === 'DELETE');
    await maya.note((note) => note.root === 'user' && brief(note, MAYA) === 'PUT user READY', start);
    assert.deepEqual(
      maya.notes.slice(start).map((note) => brief(note, MAYA)),
      [
        'PUT user RESERVED',
        'POST dialogs ALERTING: ALERTING[ANSWER] INITIATED',
        'PUT user TALKING',
        `PUT dialog ACTIVE: ACTIVE[${ACTIVE}] ACTIVE`,
        `PUT dialog ACTIVE: HELD[${HELD}] ACTIVE`,
        'PUT user HOLD',
        `PUT dialog ACTIVE: ACTIVE[${ACTIVE}] ACTIVE`,
        'PUT user TALKING',
        `PUT dialog ACTIVE: ACTIVE[${ACTIVE}] DROPPED`,
        'PUT dialog DROPPED: DROPPED[] DROPPED',
        'DELETE dialogs DROPPED: DROPPED[] DROPPED',
        'PUT user READY',
      ],
    );
  });

  it('that is abandoned ends with a DELETE in state ALERTING, then the agent is ready again', async () => {
    const maya = new RawAgent(running, MAYA);
    await maya.signIn();
    await maya.ready();
    const start = maya.notes.length;
    const id = await customerCalls();
    maya.settle();
    await control(running, 'POST', `/calls/${id}/actions`, { address: '+12065550142', action: 'drop' });
    maya.settle();
    await maya.note((note) => brief(note, MAYA) === 'PUT user READY', start);
    const last = maya.notes.slice(start).map((note) => brief(note, MAYA));
    assert.deepEqual(last.slice(-2), ['DELETE dialogs ALERTING: DROPPED[] INITIATED', 'PUT user READY']);
  });

  it('that ends with wrap-up stays until the work is done', async () => {
    const zofia = new RawAgent(running, ZOFIA);
    await zofia.signIn();
    await zofia.ready();
    const start = zofia.notes.length;
    const id = await customerCalls();
    zofia.settle();
    await zofia.act(id, 'ANSWER');
    await control(running, 'POST', `/calls/${id}/actions`, { address: '+12065550142', action: 'drop' });
    zofia.settle();
    await zofia.note((note) => brief(note, ZOFIA) === 'PUT user WORK_READY', start);
    assert.ok(zofia.notes.some((note) => brief(note, ZOFIA).includes('WRAP_UP[UPDATE_CALL_DATA]')));
    const reason = '<mediaProperties><wrapUpReason>Refund issued</wrapUpReason></mediaProperties>';
    const { requestId } = await zofia.act(id, 'UPDATE_CALL_DATA', reason);
    assert.match((await zofia.note((note) => note.requestId === requestId)).payload, /<wrapUpReason>Refund issued<\/wrapUpReason>/);
    assert.ok(!zofia.notes.slice(start).some((note) => note.event === 'DELETE'));
    zofia.settle(31_000);
    await zofia.note((note) => note.event === 'DELETE', start);
    await zofia.note((note) => brief(note, ZOFIA) === 'PUT user READY', start);
  });

  it('shows in GET what the notifications said', async () => {
    const maya = new RawAgent(running, MAYA);
    await maya.signIn();
    await maya.ready();
    const id = await customerCalls({
      from: '+12065550142',
      to: '7400',
      variables: { callVariable1: ' <b>&amp; "A"\t\r\n ', 'user.Segment': '😀' },
    });
    maya.settle();
    const post = await maya.note((note) => note.event === 'POST' && note.root === 'dialogs');
    const list = parseXml((await maya.api('GET', `/User/${MAYA}/Dialogs`)).text);
    const one = parseXml((await maya.api('GET', `/Dialog/${id}`)).text);
    assert.equal(list.name, 'Dialogs');
    assert.deepEqual(list.children, post.data.children);
    assert.deepEqual(one.children, post.data.children[0]?.children);
    const variables = childOf(childOf(one, 'mediaProperties')!, 'callvariables')?.children ?? [];
    const values = new Map(variables.map((each) => [textOf(each, 'name'), childOf(each, 'value')?.text]));
    assert.equal(values.get('callVariable1'), ' <b>&amp; "A"\t\r\n ');
    assert.equal(values.get('user.Segment'), '😀');
    assert.equal(values.get('callVariable10'), '');
    for (const name of ['associatedDialogUri', 'outboundClassification', 'stateCause'])
      assert.ok(post.payload.includes(`<${name}/>`), name);
  });
});

describe('calls between agents', () => {
  it('go through INITIATING, INITIATED and ALERTING at the caller', async () => {
    const maya = new RawAgent(running, MAYA);
    const kenji = new RawAgent(running, KENJI);
    await maya.signIn();
    await kenji.signIn();
    const start = maya.notes.length;
    const body = `<Dialog><requestedAction>MAKE_CALL</requestedAction><fromAddress>${MAYA}</fromAddress><toAddress>${KENJI}</toAddress></Dialog>`;
    const { status, requestId } = await maya.command('POST', `/User/${MAYA}/Dialogs`, body);
    assert.equal(status, 202);
    maya.settle(2_000);
    const ring = await kenji.note((note) => note.event === 'POST');
    const id = textOf(ring.data.children[0]!, 'id') ?? '';
    await kenji.act(id, 'ANSWER');
    await maya.note((note) => brief(note, MAYA) === `PUT dialog ACTIVE: ACTIVE[${ACTIVE}] ACTIVE`, start);
    assert.deepEqual(
      maya.notes.slice(start).map((note) => brief(note, MAYA)),
      [
        'PUT user TALKING',
        'POST dialogs INITIATING: INITIATING[UPDATE_CALL_DATA DROP]',
        'PUT dialog INITIATED: INITIATED[UPDATE_CALL_DATA DROP]',
        'PUT dialog ALERTING: INITIATED[UPDATE_CALL_DATA DROP] ALERTING',
        `PUT dialog ACTIVE: ACTIVE[${ACTIVE}] ACTIVE`,
      ],
    );
    const answers = maya.notes.filter((note) => note.requestId === requestId);
    assert.deepEqual(
      answers.map((note) => note.event),
      ['POST'],
    );
    assert.deepEqual(
      kenji.notes.filter((note) => note.requestId === requestId),
      [],
    );
  });
});

describe('requests', () => {
  it('are accepted without a body or a content type, whatever the case and the extras', async () => {
    const maya = new RawAgent(running, MAYA);
    await maya.connect();
    const reply = await raw(running, 'PUT', `/finesse/api/User/${MAYA}?nocache=1&other=x`, {
      body: `<User><state>LOGIN</state><extension>${MAYA}</extension></User>`,
      headers: { authorization: basic(MAYA), 'content-type': 'Application/Xml; charset=UTF-8', REQUESTID: 'Mixed-Case-1' },
    });
    assert.deepEqual(
      [reply.status, reply.text, reply.headers.get('content-length'), reply.headers.get('content-type')],
      [202, '', '0', null],
    );
    assert.equal(reply.headers.get('requestid'), 'Mixed-Case-1');
    assert.match(reply.headers.get('set-cookie') ?? '', /^JSESSIONID=[^;]+; Path=\/finesse; HttpOnly/);
    maya.settle();
    await maya.note((note) => note.requestId === 'Mixed-Case-1');
  });

  it('get a new cookie for one that was never given out', async () => {
    const stale = { Authorization: basic(MAYA), Cookie: 'JSESSIONID=0123' };
    const reply = await raw(running, 'GET', `/finesse/api/User/${MAYA}`, { headers: stale });
    assert.match(reply.headers.get('set-cookie') ?? '', /^JSESSIONID=(?!0123)/);
  });

  it('get no second cookie, and a cookie alone lets nobody in', async () => {
    const first = await raw(running, 'GET', `/finesse/api/User/${MAYA}`, { headers: { Authorization: basic(MAYA) } });
    const cookie = (first.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
    const second = await raw(running, 'GET', `/finesse/api/User/${MAYA}`, { headers: { Authorization: basic(MAYA), Cookie: cookie } });
    assert.equal(second.headers.get('set-cookie'), null);
    assert.equal((await raw(running, 'GET', `/finesse/api/User/${MAYA}`, { headers: { Cookie: cookie } })).status, 401);
  });

  it('for the same object take effect one after the other, in order', async () => {
    const maya = new RawAgent(running, MAYA);
    await maya.signIn();
    const start = maya.notes.length;
    const put = (state: string, requestId: string): Promise<unknown> =>
      maya.api('PUT', `/User/${MAYA}`, `<User>${state}</User>`, { requestId });
    await put('<state>READY</state>', 'one');
    await put('<state>NOT_READY</state><reasonCodeId>11</reasonCodeId>', 'two');
    await put('<state>NOT_READY</state><reasonCodeId>12</reasonCodeId>', 'three');
    maya.settle();
    await maya.note((note) => note.requestId === 'three');
    const own = maya.notes.slice(start).filter((note) => note.node === `/finesse/api/User/${MAYA}`);
    assert.deepEqual(
      own.map((note) => [note.requestId, textOf(note.data, 'state'), textOf(note.data, 'reasonCodeId')]),
      [
        ['one', 'READY', '-1'],
        ['two', 'NOT_READY', '11'],
        ['three', 'NOT_READY', '12'],
      ],
    );
  });

  it('of a browser on another origin are answered when the origin is on this machine', async () => {
    const preflight = (origin: string): Promise<Headers> =>
      raw(running, 'OPTIONS', `/finesse/api/User/${MAYA}`, { headers: { Origin: origin } }).then(({ headers }) => headers);
    const own = await preflight('http://localhost:3000');
    assert.equal(own.get('access-control-allow-origin'), 'http://localhost:3000');
    assert.equal(own.get('access-control-allow-headers'), 'Authorization, Content-Type, requestId, Range, bypassServerCache');
    assert.equal((await preflight('https://elsewhere.example')).get('access-control-allow-origin'), null);
    const get = await raw(running, 'GET', '/finesse/api/SystemInfo', { headers: { Origin: 'http://localhost:3000' } });
    assert.equal(get.headers.get('access-control-expose-headers'), 'requestId, Location, Content-Range');
  });

  it('of a supervisor are answered on the node of the team, and not as the agent’s own', async () => {
    const maya = new RawAgent(running, MAYA);
    const ingrid = new RawAgent(running, INGRID);
    await maya.signIn();
    const socket = await ingrid.connect();
    const node = '/finesse/api/Team/5071/Users';
    socket.send(
      `<iq type='set' id='s' xmlns='jabber:client'><pubsub xmlns='http://jabber.org/protocol/pubsub'><subscribe node='${node}' jid='${INGRID}@127.0.0.1'/></pubsub></iq>`,
    );
    await socket.frame('subscribed');
    const { requestId } = await ingrid.command('PUT', `/User/${MAYA}`, '<User><state>READY</state></User>');
    const note = await ingrid.note((each) => each.requestId === requestId);
    assert.deepEqual([note.node, note.source, textOf(note.data, 'state')], [node, `/finesse/api/User/${MAYA}`, 'READY']);
    assert.equal(childOf(note.data, 'roles'), undefined);
    const own = await maya.note((each) => textOf(each.data, 'state') === 'READY');
    assert.equal(own.requestId, '');
  });
});

describe('lists', () => {
  let maya: RawAgent;
  beforeEach(() => {
    maya = new RawAgent(running, MAYA);
  });
  const get = async (path: string, headers: Record<string, string> = {}): Promise<XmlNode> => {
    const reply = await maya.api('GET', path, undefined, headers);
    assert.ok(reply.status === 200 || reply.status === 206, `${path}: ${reply.status} ${reply.text}`);
    assert.match(reply.headers.get('content-type') ?? '', /^application\/xml/);
    return parseXml(reply.text);
  };

  it('hold what the team may use, by both ways', async () => {
    const codes = await get(`/User/${MAYA}/ReasonCodes?category=NOT_READY`);
    assert.equal(codes.attributes.get('category'), 'NOT_READY');
    assert.deepEqual(
      codes.children.map((code) => textOf(code, 'label')),
      ['Break', 'Lunch', 'Team meeting', 'Coaching'],
    );
    assert.equal(textOf(codes.children[3]!, 'uri'), '/finesse/api/ReasonCode/14');
    assert.deepEqual((await get('/TeamResource/5071/ReasonCodes?category=NOT_READY')).children, codes.children);
    assert.equal(textOf(await get('/ReasonCode/14'), 'label'), 'Coaching');
    assert.equal((await get(`/User/${MAYA}/WrapUpReasons`)).children.length, 4);
    assert.equal(textOf(await get(`/User/${MAYA}/MediaPropertiesLayout`), 'type'), 'DEFAULT');
    assert.equal((await get(`/User/${MAYA}/MediaPropertiesLayouts`)).children.length, 1);
    assert.deepEqual(
      (await get(`/User/${MAYA}/Queues`)).children.map((queue) => textOf(queue, 'name')),
      ['Billing', 'Technical Support', 'Loyalty'],
    );
    assert.equal((await get(`/User/${MAYA}/Workflows`)).children.length, 0);
    assert.equal((await get(`/User/${MAYA}/Media`)).children.length, 0);
    assert.equal(textOf(await get('/Queue/5120'), 'name'), 'Billing');
    assert.equal((await maya.api('POST', `/User/${MAYA}/ClientLog`, '<ClientLog><logData>x</logData></ClientLog>')).status, 202);
  });

  it('of contacts come in ranges', async () => {
    const contacts = (books: XmlNode): (string | undefined)[] =>
      books.children.flatMap((book) => childOf(book, 'contacts')?.children.map((contact) => textOf(contact, 'phoneNumber')) ?? []);
    const all = ['7400', '1001090', '+12065550199'];
    assert.deepEqual(contacts(await get(`/User/${MAYA}/PhoneBooks`)), all);
    const reply = await maya.api('GET', `/User/${MAYA}/PhoneBooks`, undefined, { Range: 'objects=2-6000' });
    assert.deepEqual([reply.status, reply.headers.get('content-range')], [206, 'objects 2-3/3']);
    assert.deepEqual(contacts(parseXml(reply.text)), all.slice(1));
    for (const range of ['objects=0-5', 'objects=1-6001', 'objects=3-2', 'bytes=1-2']) {
      assert.equal((await maya.api('GET', `/User/${MAYA}/PhoneBooks`, undefined, { Range: range })).status, 416, range);
    }
  });

  it('of a team are for its supervisors', async () => {
    maya = new RawAgent(running, INGRID);
    const team = await get('/Team/5071');
    assert.equal(childOf(team, 'users')?.children.length, 5);
    assert.equal(childOf(await get('/Team/5071?includeLoggedOutAgents=false'), 'users')?.children.length, 0);
    assert.equal((await get('/Users')).children.length, 9);
    const teams = childOf(await get(`/User/${INGRID}`), 'teams');
    assert.deepEqual(
      teams?.children.map((each) => textOf(each, 'name')),
      ['Billing East', 'Care West'],
    );
    assert.equal(textOf(await get('/User?loginName=mokafor'), 'loginId'), MAYA);
  });
});

describe('SystemInfo', () => {
  it('needs no credentials and names the host that the client used', async () => {
    const { port } = new URL(running.url);
    const asked = await fetch(`http://localhost:${port}/finesse/api/SystemInfo?nocache=1`);
    const info = parseXml(await asked.text());
    assert.deepEqual([textOf(info, 'xmppDomain'), textOf(info, 'xmppPubSubDomain')], ['localhost', 'pubsub.localhost']);
    assert.deepEqual([textOf(info, 'status'), textOf(info, 'deploymentType')], ['IN_SERVICE', 'UCCE']);
    assert.equal(textOf(info, 'currentTimestamp'), new Date(running.clock.now()).toISOString());
  });
});

describe('quirks', () => {
  const withQuirks = async (quirks: Partial<FinesseQuirks>): Promise<RawAgent> => {
    running.sandbox.finesse.setQuirks(quirks);
    const maya = new RawAgent(running, MAYA);
    await maya.signIn();
    return maya;
  };
  const notReady = '<state>NOT_READY</state><reasonCodeId>14</reasonCodeId>';
  const answer = async (maya: RawAgent): Promise<RawNote> => {
    const { requestId } = await maya.user(notReady);
    return maya.note((note) => note.requestId === requestId);
  };

  it('change the words', async () => {
    const maya = await withQuirks({ lowerCaseEvents: true, reasonElement: 'ReasonCode', updateOrder: 'event-first' });
    const { payload } = await answer(maya);
    assert.match(payload, /^<Update><event>put<\/event><source>/);
    assert.match(payload, /<ReasonCode><category>NOT_READY<\/category><code>21<\/code>/);
  });

  it('change the order and the blanks', async () => {
    const maya = await withQuirks({ reverseChildren: true, padEmptyElements: true });
    const { payload } = await answer(maya);
    assert.match(payload, /<user><uri>.*<dialogs>[^<]*<\/dialogs><\/user>/s);
    assert.match(payload, /<pendingState>\s+<\/pendingState>/);
  });

  it('double every PUT, with its request id', async () => {
    const maya = await withQuirks({ duplicatePuts: true });
    const { requestId } = await answer(maya);
    await maya.socket?.until(() => maya.notes.filter((note) => note.requestId === requestId).length === 2);
  });

  it('forget the call type', async () => {
    const maya = await withQuirks({ forgetCallType: true });
    await maya.ready();
    await customerCalls();
    maya.settle();
    assert.match((await maya.note((note) => note.event === 'POST')).payload, /<callType>NULL<\/callType>/);
  });
});

describe('two sandboxes', () => {
  let other: RunningSandbox;
  before(async () => {
    other = await startSandbox({ port: 0, clock: 'virtual' });
  });
  after(() => other.close());

  it('with the same seed number their calls alike, with another not', async () => {
    const place = async (server: RunningSandbox): Promise<unknown> =>
      (await control(server, 'POST', '/calls', { from: '+12065550142', to: '7400' })).json['id'];
    assert.equal(await place(running), await place(other));
    await control(other, 'POST', '/reset', { seed: 2 });
    await control(running, 'POST', '/reset', { seed: 1 });
    assert.notEqual(await place(running), await place(other));
  });
});
