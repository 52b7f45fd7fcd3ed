import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { builtInWorld, parseWorld, type World } from '../engine/index.js';
import { startSandbox, type RunningSandbox } from './index.js';
import { basic, control, errorOf, raw, RawAgent, type RawError } from './raw-client.js';

// Raw requests and the codes that the guide's tables give them (Finesse 12.5 guide pp. 29-54, 80-114).

const MAYA = '1001001';
const KENJI = '1001002';
const PRIYA = '1001008';
const INGRID = '1001090';

let running: RunningSandbox;

async function start(world: World = builtInWorld('cce')): Promise<void> {
  running = await startSandbox({ port: 0, clock: 'virtual', world });
}

async function callFor(agent: RawAgent): Promise<string> {
  await agent.ready();
  const { json } = await control(running, 'POST', '/calls', { from: '+12065550142', to: '7400' });
  agent.settle();
  await agent.note(({ event, root }) => event === 'POST' && root === 'dialogs');
  return json['id'] as string;
}

describe('refused at once', () => {
  before(() => start());
  after(() => running.close());

  const user = (content: string): string => `<User>${content}</User>`;
  const dialog = (content: string): string => `<Dialog>${content}</Dialog>`;
  const action = (name: string, address = MAYA): string =>
    `<requestedAction>${name}</requestedAction><targetMediaAddress>${address}</targetMediaAddress>`;
  const LOGIN = user(`<state>LOGIN</state><extension>${MAYA}</extension>`);

  interface Row {
    readonly title: string;
    readonly as?: string;
    readonly request: readonly [method: string, path: string, body?: string];
    readonly expect: readonly [status: number, type: string | undefined, data?: string];
  }

  // Nobody is signed in here.
  const rows: readonly Row[] = [
    { title: 'malformed XML', request: ['PUT', `/User/${MAYA}`, '<User><state>READY'], expect: [400, 'Bad Request', ''] },
    { title: 'no body', request: ['PUT', `/User/${MAYA}`, ''], expect: [400, 'Bad Request', ''] },
    { title: 'JSON for XML', request: ['PUT', `/User/${MAYA}`, '{"state":"READY"}'], expect: [400, 'Bad Request', ''] },
    { title: 'HTML for XML', request: ['PUT', `/User/${MAYA}`, '<html><body><br></body></html>'], expect: [400, 'Bad Request', ''] },
    {
      title: 'a document type',
      request: ['PUT', `/User/${MAYA}`, `<!DOCTYPE User [<!ENTITY s "READY">]>${user('<state>&s;</state>')}`],
      expect: [400, 'Bad Request'],
    },
    { title: 'too deep', request: ['PUT', `/User/${MAYA}`, '<User>'.repeat(5000)], expect: [400, 'Bad Request'] },
    { title: 'another object', request: ['PUT', `/User/${MAYA}`, '<Dialog/>'], expect: [400, 'Bad Request'] },
    { title: 'no state', request: ['PUT', `/User/${MAYA}`, user('')], expect: [400, 'Parameter Missing', 'state'] },
    { title: 'an unknown state', request: ['PUT', `/User/${MAYA}`, user('<state>REDY</state>')], expect: [400, 'Invalid Input', 'state'] },
    {
      title: 'sign-in without extension',
      request: ['PUT', `/User/${MAYA}`, user('<state>LOGIN</state>')],
      expect: [400, 'Parameter Missing', 'extension'],
    },
    {
      title: 'an unknown mobile mode',
      request: ['PUT', `/User/${MAYA}`, user('<state>LOGIN</state><extension>1</extension><mobileAgent><mode>FAR</mode></mobileAgent>')],
      expect: [400, 'Invalid Input', 'mode'],
    },
    {
      title: 'mobile without number',
      request: [
        'PUT',
        `/User/${MAYA}`,
        user('<state>LOGIN</state><extension>1</extension><mobileAgent><mode>CALL_BY_CALL</mode></mobileAgent>'),
      ],
      expect: [400, 'Parameter Missing', 'dialNumber'],
    },
    {
      title: 'LOGOUT while signed out',
      request: ['PUT', `/User/${MAYA}`, user('<state>LOGOUT</state><reasonCodeId>21</reasonCodeId>')],
      expect: [400, 'Invalid State'],
    },
    {
      title: "another agent's sign-in",
      request: ['PUT', `/User/${KENJI}`, LOGIN],
      expect: [401, 'Invalid Authorization User Specified', KENJI],
    },
    { title: "another agent's user", request: ['GET', `/User/${KENJI}`], expect: [401, 'Invalid Authorization User Specified', KENJI] },
    {
      title: "another agent's dialogs",
      request: ['GET', `/User/${KENJI}/Dialogs`],
      expect: [401, 'Invalid Authorization User Specified', KENJI],
    },
    { title: 'a supervisor and an unknown user', as: INGRID, request: ['GET', '/User/999'], expect: [404, 'User Not Found', '999'] },
    { title: 'all users, for an agent', request: ['GET', '/Users'], expect: [401, 'Authorization Failure', MAYA] },
    { title: 'a team, for an agent', request: ['GET', '/Team/5071'], expect: [401, 'Authorization Failure', MAYA] },
    { title: 'an unknown team', as: INGRID, request: ['GET', '/Team/1'], expect: [404, 'TeamId Not Found', '1'] },
    { title: "another team's lists", request: ['GET', '/TeamResource/5072/WrapUpReasons'], expect: [401, 'Authorization Failure', MAYA] },
    { title: 'reasons without category', request: ['GET', `/User/${MAYA}/ReasonCodes`], expect: [400, 'Parameter Missing', 'category'] },
    {
      title: 'reasons of no category',
      request: ['GET', `/User/${MAYA}/ReasonCodes?category=READY`],
      expect: [400, 'Invalid Input', 'category'],
    },
    { title: 'an unknown reason', request: ['GET', '/ReasonCode/77'], expect: [404, 'Not Found', '77'] },
    { title: 'an unknown queue', request: ['GET', '/Queue/77'], expect: [404, 'Not Found', '77'] },
    { title: 'an unknown dialog', request: ['GET', '/Dialog/123'], expect: [404, 'Not Found', '123'] },
    { title: 'an action on an unknown dialog', request: ['PUT', '/Dialog/123', dialog(action('HOLD'))], expect: [404, 'Not Found', '123'] },
    { title: 'no action', request: ['PUT', '/Dialog/123', dialog('')], expect: [400, 'Parameter Missing', 'requestedAction'] },
    {
      title: 'an unknown action',
      request: ['PUT', '/Dialog/123', dialog(action('HOLDD'))],
      expect: [400, 'Invalid Input', 'requestedAction'],
    },
    {
      title: 'an action by no device',
      request: ['PUT', '/Dialog/123', dialog('<requestedAction>HOLD</requestedAction>')],
      expect: [400, 'Parameter Missing', 'targetMediaAddress'],
    },
    {
      title: 'a call without action',
      request: ['POST', `/User/${MAYA}/Dialogs`, dialog('')],
      expect: [400, 'Parameter Missing', 'requestedAction'],
    },
    {
      title: 'a call from nowhere',
      request: ['POST', `/User/${MAYA}/Dialogs`, dialog('<requestedAction>MAKE_CALL</requestedAction>')],
      expect: [400, 'Parameter Missing', 'fromAddress'],
    },
    {
      title: 'a call to nowhere',
      request: ['POST', `/User/${MAYA}/Dialogs`, dialog(`<requestedAction>MAKE_CALL</requestedAction><fromAddress>${MAYA}</fromAddress>`)],
      expect: [400, 'Parameter Missing', 'toAddress'],
    },
    {
      title: 'a call as somebody else',
      request: ['POST', `/User/${KENJI}/Dialogs`, dialog('<requestedAction>MAKE_CALL</requestedAction>')],
      expect: [401, 'Invalid Authorization User Specified', KENJI],
    },
    {
      title: 'silent monitoring, which is not simulated',
      as: INGRID,
      request: ['POST', `/User/${INGRID}/Dialogs`, dialog('<requestedAction>SILENT_MONITOR</requestedAction>')],
      expect: [501, 'Not Implemented'],
    },
    { title: 'no such resource', request: ['GET', '/Nothing/1'], expect: [404, 'Not Found'] },
    {
      title: 'a log without data',
      request: ['POST', `/User/${MAYA}/ClientLog`, '<ClientLog/>'],
      expect: [400, 'Parameter Missing', 'logData'],
    },
    { title: 'a verb that a user has not', request: ['DELETE', `/User/${MAYA}`], expect: [405, undefined] },
  ];

  for (const { title, as = MAYA, request, expect } of rows) {
    it(title, async () => {
      const [method, path, body] = request;
      const reply = await new RawAgent(running, as).api(method, path, body, { requestId: 'r1' });
      const { status, type, data } = errorOf(reply);
      const [wantedStatus, wantedType, wantedData] = expect;
      assert.deepEqual([status, type], [wantedStatus, wantedType]);
      if (wantedData !== undefined) assert.equal(data, wantedData);
      if (method !== 'GET' && status !== 405) assert.equal(reply.headers.get('requestId'), 'r1');
    });
  }

  it('says which verbs there are', async () => {
    const { headers } = await new RawAgent(running, MAYA).api('DELETE', `/User/${MAYA}`);
    assert.equal(headers.get('Allow'), 'GET,OPTIONS,HEAD,PUT');
  });

  it('words the errors as documented', async () => {
    const maya = new RawAgent(running, MAYA);
    const missing = errorOf(await maya.api('PUT', `/User/${MAYA}`, user('')));
    assert.equal(missing.message, 'State Parameter missing');
    const unknown = errorOf(await maya.api('PUT', `/User/${MAYA}`, user('<state>REDY</state>')));
    assert.equal(unknown.message, 'Invalid State specified for user');
    const gone = errorOf(await maya.api('GET', '/Dialog/123'));
    assert.equal(gone.message, 'Invalid dialogId specified for dialog');
  });

  it('another content type than XML', async () => {
    const { finesse } = running.sandbox;
    const put = async (type: string): Promise<readonly [number, string | undefined]> => {
      const headers = { Authorization: basic(MAYA), 'Content-Type': type };
      const { status, type: error } = errorOf(
        await raw(running, 'PUT', `/finesse/api/User/${MAYA}`, { body: user('<state>REDY</state>'), headers }),
      );
      return [status, error];
    };
    for (const type of ['application/xml', 'Application/XML; charset=UTF-8']) assert.deepEqual(await put(type), [400, 'Invalid Input']);
    for (const type of ['text/plain', 'application/json', 'text/xml']) assert.deepEqual(await put(type), [415, undefined]);
    finesse.setQuirks({ otherContentType: '400' });
    assert.deepEqual(await put('text/plain'), [400, 'Bad Request']);
    finesse.setQuirks({ otherContentType: 'taken' });
    assert.deepEqual(await put('text/plain'), [400, 'Invalid Input']);
    finesse.setQuirks({ otherContentType: '415' });
  });

  it('a body over the limit, before it is parsed', async () => {
    const { status } = await new RawAgent(running, MAYA).api(
      'PUT',
      `/User/${MAYA}`,
      `<User><state>${'x'.repeat(2_000_000)}</state></User>`,
    );
    assert.equal(status, 413);
  });

  it('everything but SystemInfo while out of service', async () => {
    const { json } = await control(running, 'POST', '/faults', { target: 'system', toxic: 'out_of_service', args: { reason: 'CTI lost' } });
    const maya = new RawAgent(running, MAYA);
    for (const [method, path, body] of [
      ['GET', `/User/${MAYA}`],
      ['GET', `/User/${MAYA}/Dialogs`],
      ['GET', `/User/${MAYA}/ReasonCodes?category=NOT_READY`],
      ['PUT', `/User/${MAYA}`, LOGIN],
    ] as const) {
      const error = errorOf(await maya.api(method, path, body));
      assert.deepEqual(error, { status: 503, type: 'Service Unavailable', message: 'SERVER_OUT_OF_SERVICE', data: '' });
    }
    const info = await raw(running, 'GET', '/finesse/api/SystemInfo');
    assert.match(info.text, /<status>OUT_OF_SERVICE<\/status><statusReason>CTI lost<\/statusReason>/);
    await control(running, 'DELETE', `/faults/${json['id'] as string}`);
    assert.equal((await maya.api('GET', `/User/${MAYA}`)).status, 200);
  });
});

describe('credentials', () => {
  beforeEach(() => start());
  afterEach(() => running.close());

  const get = async (authorization?: string, id = MAYA): Promise<RawError> =>
    errorOf(
      await raw(running, 'GET', `/finesse/api/User/${id}`, {
        headers: authorization === undefined ? {} : { Authorization: authorization },
      }),
    );

  it('are refused when absent, wrong, broken or of nobody', async () => {
    const unauthorized = (data: string): RawError => ({ status: 401, type: 'Authorization Failure', message: 'UNAUTHORIZED', data });
    assert.deepEqual(await get(), unauthorized(''));
    assert.deepEqual(await get(basic(MAYA, 'wrong')), unauthorized(MAYA));
    assert.deepEqual(await get('Basic !!!'), unauthorized(''));
    assert.deepEqual(await get('Bearer nothing'), unauthorized(''));
    assert.deepEqual(await get(basic('nobody')), unauthorized('nobody'));
    assert.equal((await get(basic(MAYA))).status, 200);
  });

  it('are locked for five minutes by five wrong passwords in a row, and not by four', async () => {
    for (let time = 0; time < 4; time++) assert.equal((await get(basic(MAYA, 'wrong'))).status, 401);
    assert.equal((await get(basic(MAYA))).status, 200);
    for (let time = 0; time < 5; time++) assert.equal((await get(basic(MAYA, 'wrong'))).status, 401);
    assert.equal((await get(basic(MAYA))).status, 401);
    assert.equal((await get(basic(KENJI), KENJI)).status, 200);
    running.clock.advance(5 * 60_000 - 1);
    assert.equal((await get(basic(MAYA))).status, 401);
    running.clock.advance(1);
    assert.equal((await get(basic(MAYA))).status, 200);
  });

  it('may be a token, which can be revoked and renewed', async () => {
    const path = `/desktop/sso/token?cc_username=${MAYA}&return_user=true&return_refresh_token=true`;
    const issued = JSON.parse((await raw(running, 'GET', path, { headers: { Authorization: basic(MAYA) } })).text) as Record<
      string,
      string
    >;
    assert.equal((await get(`Bearer ${issued['token']}`)).status, 200);
    assert.equal((await raw(running, 'GET', path)).status, 401);
    await control(running, 'POST', '/faults', { target: MAYA, toxic: 'revoke_token' });
    assert.equal((await get(`Bearer ${issued['token']}`)).status, 401);
    const renewing = { body: `token=${issued['token']}&refresh-token=${issued['refresh_token']}` };
    const renewed = JSON.parse((await raw(running, 'POST', '/desktop/sso/token', renewing)).text) as Record<string, string>;
    assert.equal((await get(`Bearer ${renewed['token']}`)).status, 200);
    assert.equal((await raw(running, 'POST', '/desktop/sso/token', renewing)).status, 401);
    running.clock.advance(60 * 60_000);
    assert.equal((await get(`Bearer ${renewed['token']}`)).status, 401);
  });
});

describe('what the state forbids', () => {
  let maya: RawAgent;

  beforeEach(async () => {
    await start();
    maya = new RawAgent(running, MAYA);
    await maya.signIn();
  });
  afterEach(() => running.close());

  it('LOGOUT from READY: accepted, then refused', async () => {
    await maya.ready();
    const { status, requestId } = await maya.user('<state>LOGOUT</state><reasonCodeId>21</reasonCodeId>');
    assert.equal(status, 202);
    const note = await maya.note((each) => each.requestId === requestId);
    assert.deepEqual([note.root, note.event, note.source], ['apiErrors', 'put', `/finesse/api/User/${MAYA}`]);
    assert.match(note.payload, /<errorType>Invalid State<\/errorType>/);
  });

  it('READY with a reason code', async () => {
    const reply = errorOf(await maya.user('<state>READY</state><reasonCodeId>14</reasonCodeId>'));
    assert.deepEqual([reply.status, reply.type, reply.data], [400, 'Invalid Input', 'finesse.api.reasoncode.not_allowed']);
  });

  it('NOT_READY and LOGOUT without one where there are any', async () => {
    for (const state of ['NOT_READY', 'LOGOUT']) {
      const reply = errorOf(await maya.user(`<state>${state}</state>`));
      assert.deepEqual([reply.status, reply.type, reply.data], [400, 'Parameter Missing', 'finesse.api.reasoncode.require_reasoncode']);
    }
  });

  it('a reason code of another team, and one that nobody has', async () => {
    for (const id of ['15', '999']) {
      assert.equal((await maya.user(`<state>NOT_READY</state><reasonCodeId>${id}</reasonCodeId>`)).status, 400);
    }
  });

  it('READY for somebody signed out: accepted, then refused', async () => {
    const kenji = new RawAgent(running, KENJI);
    await kenji.connect();
    const { status, requestId } = await kenji.user('<state>READY</state>');
    assert.equal(status, 202);
    assert.match((await kenji.note((each) => each.requestId === requestId)).payload, /<errorType>Invalid State</);
  });

  it('a device that is in use, or out of order', async () => {
    const kenji = new RawAgent(running, KENJI);
    await kenji.connect();
    const busy = await kenji.user(`<state>LOGIN</state><extension>${MAYA}</extension>`);
    assert.match((await kenji.note((each) => each.requestId === busy.requestId)).payload, /<errorType>Device Busy</);
    const broken = await kenji.user('<state>LOGIN</state><extension>1001199</extension>');
    assert.match((await kenji.note((each) => each.requestId === broken.requestId)).payload, /<errorType>Invalid Device</);
  });

  it("somebody else's device, dialog, or both", async () => {
    const id = await callFor(maya);
    await maya.act(id, 'ANSWER');
    const wrongDevice = `<Dialog><requestedAction>HOLD</requestedAction><targetMediaAddress>${KENJI}</targetMediaAddress></Dialog>`;
    const reply = errorOf(await maya.command('PUT', `/Dialog/${id}`, wrongDevice));
    assert.deepEqual([reply.status, reply.type, reply.data], [401, 'Invalid Authorization User Specified', KENJI]);
    const kenji = new RawAgent(running, KENJI);
    await kenji.signIn();
    const notMine = errorOf(await kenji.act(id, 'HOLD'));
    assert.deepEqual([notMine.status, notMine.type, notMine.data], [401, 'Invalid Authorization User Specified', id]);
    assert.equal(errorOf(await kenji.api('GET', `/Dialog/${id}`)).status, 401);
    assert.equal((await new RawAgent(running, INGRID).api('GET', `/Dialog/${id}`)).status, 200);
  });

  it('an action that is not offered: accepted, then refused as captured', async () => {
    const id = await callFor(maya);
    const { status, requestId } = await maya.act(id, 'HOLD');
    assert.equal(status, 202);
    const note = await maya.note((each) => each.requestId === requestId);
    assert.deepEqual([note.event, note.source, note.node], ['put', `/finesse/api/Dialog/${id}`, `/finesse/api/User/${MAYA}/Dialogs`]);
    assert.match(
      note.payload,
      /<errorData>1001001<\/errorData><errorMessage>INVALID_ACTION HOLD on extension 1001001<\/errorMessage><errorType>Generic Error<\/errorType>/,
    );
  });

  it('digits on a held leg, and a recording on CCE', async () => {
    const id = await callFor(maya);
    await maya.act(id, 'ANSWER');
    await maya.act(id, 'HOLD');
    const digits = '<actionParams><ActionParam><name>dtmfString</name><value>42#</value></ActionParam></actionParams>';
    const held = errorOf(await maya.act(id, 'SEND_DTMF', digits));
    assert.deepEqual([held.status, held.type], [401, 'Invalid State']);
    assert.deepEqual([(await maya.act(id, 'SEND_DTMF')).status, errorOf(await maya.act(id, 'SEND_DTMF')).data], [400, 'dtmfString']);
    const recording = errorOf(await maya.act(id, 'START_RECORDING'));
    assert.deepEqual([recording.status, recording.type], [501, 'Not Implemented']);
  });

  it("a supervisor's reach", async () => {
    const ingrid = new RawAgent(running, INGRID);
    const ask = (id: string, content: string): Promise<RawError> =>
      ingrid.command('PUT', `/User/${id}`, `<User>${content}</User>`).then(errorOf);
    const withReason = await ask(MAYA, '<state>NOT_READY</state><reasonCodeId>14</reasonCodeId>');
    assert.deepEqual([withReason.status, withReason.data], [400, 'finesse.api.reasoncode.not_allowed']);
    const work = await ask(MAYA, '<state>WORK</state>');
    assert.deepEqual([work.status, work.type], [400, 'Invalid State']);
    assert.equal((await ask(MAYA, '<state>READY</state>')).status, 202);
    assert.equal((await ask(PRIYA, `<state>LOGIN</state><extension>${PRIYA}</extension>`)).type, 'Invalid Authorization User Specified');
  });
});

describe('on CCX', () => {
  beforeEach(() => start(builtInWorld('ccx')));
  afterEach(() => running.close());

  it('a call with call data, and a queue', async () => {
    const maya = new RawAgent(running, MAYA);
    await maya.signIn();
    const body = `<Dialog><requestedAction>MAKE_CALL</requestedAction><fromAddress>${MAYA}</fromAddress><toAddress>${KENJI}</toAddress><mediaProperties/></Dialog>`;
    const reply = errorOf(await maya.command('POST', `/User/${MAYA}/Dialogs`, body));
    assert.deepEqual([reply.status, reply.type, reply.data], [400, 'Invalid Input', 'mediaProperties']);
    assert.equal((await maya.api('GET', '/Queue/5120')).status, 501);
  });
});

describe('a supervisor of one team only', () => {
  afterEach(() => running.close());

  it('is not the supervisor of another', async () => {
    const agent = (id: string, team: string, more: object = {}): object => ({
      id,
      loginName: `n${id}`,
      firstName: 'A',
      lastName: 'B',
      password: 'p',
      extension: id,
      team,
      ...more,
    });
    const world = parseWorld({
      name: 'two',
      platform: 'CCE',
      teams: [
        { id: '1', name: 'One' },
        { id: '2', name: 'Two' },
      ],
      agents: [agent('11', '1'), agent('12', '2'), agent('19', '1', { roles: ['Agent', 'Supervisor'], supervises: ['1'] })],
    });
    await start(world);
    const supervisor = new RawAgent(running, '19', { password: 'p' });
    const other = errorOf(await supervisor.command('PUT', '/User/12', '<User><state>READY</state></User>'));
    assert.deepEqual([other.status, other.type, other.data], [401, 'Invalid Supervisor', '12']);
    assert.equal(errorOf(await supervisor.api('GET', '/Team/2')).type, 'Invalid Supervisor');
    assert.equal((await supervisor.api('GET', '/Team/1')).status, 200);
    assert.equal((await supervisor.api('GET', '/User/11')).status, 200);
  });
});
