import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { TOXICS } from '../faults/index.js';
import { startSandbox, type RunningSandbox } from './index.js';
import { control, raw, RawAgent, rawTarget } from './raw-client.js';

const MAYA = '1001001';
const CUSTOMER = '+12065550142';

let running: RunningSandbox;
beforeEach(async () => {
  running = await startSandbox({ port: 0, clock: 'virtual' });
});
afterEach(() => running.close());

interface Schema {
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly pattern?: string;
}

const schemaOf = (name: string): Schema =>
  JSON.parse(readFileSync(new URL(`../../../../docs/${name}.schema.json`, import.meta.url), 'utf8')) as Schema;

/** Where a value departs from a schema; of the keywords only those that ours use. */
function problems(value: unknown, schema: Schema, path = ''): string[] {
  const kind = value === null ? 'null' : Array.isArray(value) ? 'array' : Number.isInteger(value) ? 'integer' : typeof value;
  const types = schema.type === undefined ? [] : [schema.type].flat();
  if (types.length > 0 && !types.includes(kind) && !(kind === 'integer' && types.includes('number')))
    return [`${path}: ${kind}, not ${types.join(' or ')}`];
  if (schema.enum && !schema.enum.includes(value)) return [`${path}: ${String(value)} is not one of them`];
  if (schema.pattern !== undefined && !new RegExp(schema.pattern).test(String(value))) return [`${path}: ${String(value)} does not match`];
  if (Array.isArray(value)) return value.flatMap((each, at) => problems(each, schema.items ?? {}, `${path}[${at}]`));
  if (kind !== 'object') return [];
  const record = value as Record<string, unknown>;
  const missing = (schema.required ?? []).filter((name) => !(name in record)).map((name) => `${path}.${name}: missing`);
  const others = Object.entries(record).flatMap(([name, each]) => {
    const known = schema.properties?.[name] ?? (typeof schema.additionalProperties === 'object' ? schema.additionalProperties : undefined);
    // Strict even where the schema is open: what is not described would be a secret kept from its readers.
    return known ? problems(each, known, `${path}.${name}`) : [`${path}.${name}: not described`];
  });
  return [...missing, ...others];
}

const error = (json: Record<string, unknown>): { code: string; message: string; path?: string } => json['error'] as never;

describe('the control API', () => {
  it('tells the state as its schema says, at rest and with calls', async () => {
    const schema = schemaOf('state');
    assert.deepEqual(problems((await control(running, 'GET', '/state')).json, schema), []);
    await control(running, 'POST', `/agents/${MAYA}/state`, { state: 'READY' });
    await control(running, 'POST', '/calls', { from: CUSTOMER, queue: 'Billing', variables: { callVariable1: 'x', 'user.Case[0]': 'y' } });
    running.clock.advance(1_000);
    await control(running, 'POST', '/agents/1001002/state', { state: 'NOT_READY', reasonCode: 21 });
    const { json } = await control(running, 'GET', '/state');
    assert.deepEqual(problems(json, schema), []);
    assert.deepEqual(
      json['origins'],
      [running.url, running.widgetUrl].map((url) => new URL(url).origin),
    );
    const [call] = json['calls'] as { parties: { address: string; state: string }[]; variables: Record<string, string> }[];
    assert.deepEqual(
      call?.parties.map(({ address, state }) => [address, state]),
      [
        [CUSTOMER, 'INITIATED'],
        [MAYA, 'ALERTING'],
      ],
    );
    assert.deepEqual([call?.variables['callVariable1'], call?.variables['user.Case[0]']], ['x', 'y']);
  });

  it('says of signing somebody out who is not in that nothing changed', async () => {
    const signOut = async (): Promise<unknown> =>
      (await control(running, 'POST', `/agents/${MAYA}/state`, { state: 'LOGOUT' })).json['outcome'];
    const before = running.engine.facts().length;
    assert.equal(await signOut(), 'no-op');
    assert.equal(running.engine.facts().length, before);
    await control(running, 'POST', `/agents/${MAYA}/state`, { state: 'READY' });
    assert.equal(await signOut(), 'changed');
    assert.equal(await signOut(), 'no-op');
  });

  it('plays every party of a call', async () => {
    await control(running, 'POST', `/agents/${MAYA}/state`, { state: 'READY' });
    const { json } = await control(running, 'POST', '/calls', { from: CUSTOMER, to: '7400', callType: 'OTHER_KIND' });
    const id = json['id'] as string;
    running.clock.advance(1_000);
    const act = (address: string, action: string): Promise<{ status: number }> =>
      control(running, 'POST', `/calls/${id}/actions`, { address, action });
    for (const action of ['answer', 'hold', 'retrieve']) assert.equal((await act(MAYA, action)).status, 200, action);
    assert.equal((await control(running, 'POST', `/calls/${id}/variables`, { callVariable2: 'gold', callVariable3: '' })).status, 200);
    assert.equal(running.engine.call(id)?.callType, 'OTHER_KIND');
    assert.equal((await act(CUSTOMER, 'drop')).status, 200);
    running.clock.advance(1_000);
    assert.equal(running.engine.call(id), undefined);
  });

  it('leaves a variable when told null and empties it when told so', async () => {
    const maya = new RawAgent(running, MAYA);
    await maya.signIn();
    await maya.ready();
    const { json } = await control(running, 'POST', '/calls', {
      from: CUSTOMER,
      to: '7400',
      variables: { callVariable1: 'old', callVariable2: 'old' },
    });
    const id = json['id'] as string;
    maya.settle();
    await maya.note(({ event }) => event === 'POST');
    await control(running, 'POST', `/calls/${id}/variables`, { callVariable1: null, callVariable2: '' });
    const note = await maya.note(({ root }) => root === 'dialog');
    assert.match(note.payload, /<name>callVariable1<\/name><value>old<\/value>/);
    assert.match(note.payload, /<name>callVariable2<\/name><value\/>/);
  });

  it('moves the clock', async () => {
    const before = running.clock.now();
    assert.deepEqual((await control(running, 'POST', '/clock', { advanceMs: 90_000 })).json, { now: before + 90_000, rate: 0 });
    assert.equal((await control(running, 'POST', '/clock', { rate: 2 })).status, 409);
    for (const body of [{ advanceMs: -1 }, { advanceMs: 'x' }, { advanceMs: 1e12 }, { rate: -1 }, {}]) {
      assert.equal((await control(running, 'POST', '/clock', body)).status, 400);
    }
    const real = await startSandbox({ port: 0 });
    assert.equal((await control(real, 'POST', '/clock', { rate: 60 })).json['rate'], 60);
    await real.close();
  });

  it('starts again, in another world if wanted', async () => {
    const maya = new RawAgent(running, MAYA);
    await maya.signIn();
    await control(running, 'POST', '/faults', { target: 'rest', toxic: 'down', when: { path: '/finesse/api/Queue' } });
    const { json } = await control(running, 'POST', '/reset', { world: 'ccx', seed: 7 });
    assert.deepEqual(json, { seed: 7, world: 'ccx' });
    await maya.socket?.frame('system-shutdown');
    assert.match((await raw(running, 'GET', '/finesse/api/SystemInfo')).text, /<deploymentType>UCCX</);
    assert.match((await maya.api('GET', `/User/${MAYA}`)).text, /<state>LOGOUT</);
    assert.deepEqual((await control(running, 'GET', '/faults')).json, { faults: [] });
    const bad = await control(running, 'POST', '/reset', {
      world: { name: 'x', platform: 'CCE', teams: [], agents: [{ id: '1', team: 'none' }] },
    });
    assert.deepEqual([bad.status, error(bad.json).code], [400, 'invalid-world']);
    assert.match(error(bad.json).path ?? '', /^agents/);
    assert.equal(running.engine.world.name, 'ccx');
  });

  it('tells everything that crossed a wire, from a number on', async () => {
    const maya = new RawAgent(running, MAYA);
    await maya.signIn();
    const first = (await control(running, 'GET', '/log')).json as {
      next: number;
      entries: { seq: number; kind: string; method?: string; status?: number; node?: string }[];
    };
    assert.deepEqual(
      first.entries.map(({ seq }) => seq),
      first.entries.map((_each, at) => at + 1),
    );
    assert.ok(first.entries.some(({ kind, method }) => kind === 'request' && method === 'PUT'));
    assert.ok(first.entries.some(({ kind, status }) => kind === 'response' && status === 202));
    assert.ok(first.entries.some(({ kind, node }) => kind === 'notification' && node === `/finesse/api/User/${MAYA}`));
    await maya.api('GET', `/User/${MAYA}`);
    const later = (await control(running, 'GET', `/log?since=${first.next}`)).json as typeof first;
    assert.deepEqual(
      later.entries.map(({ seq, kind }) => [seq, kind]),
      [
        [first.next + 1, 'request'],
        [first.next + 2, 'response'],
      ],
    );
    assert.equal((await control(running, 'GET', '/log?since=x')).status, 400);
  });

  it('issues a token for an agent, for pages that sign in by address', async () => {
    const { json } = await control(running, 'POST', `/agents/${MAYA}/token`);
    const { status } = await raw(running, 'GET', `/finesse/api/User/${MAYA}`, {
      headers: { Authorization: `Bearer ${json['token'] as string}` },
    });
    assert.equal(status, 200);
  });

  const refused: readonly (readonly [method: string, path: string, body: unknown, status: number, code: string, where?: string])[] = [
    ['POST', '/calls', {}, 400, 'parameter-missing', 'from'],
    ['POST', '/calls', { from: CUSTOMER }, 400, 'parameter-missing', 'to'],
    ['POST', '/calls', { from: 7, to: '7400' }, 400, 'invalid-input', 'from'],
    ['POST', '/calls', { from: CUSTOMER, to: '7400', colour: 1 }, 400, 'invalid-input', 'colour'],
    ['POST', '/calls', { from: CUSTOMER, to: '7400', variables: { a: 1 } }, 400, 'invalid-input', 'variables.a'],
    ['POST', '/calls', { from: CUSTOMER, queue: 'none' }, 404, 'unknown-queue'],
    ['POST', '/calls/1/actions', { address: MAYA, action: 'answer' }, 404, 'unknown-call'],
    ['POST', '/calls/1/actions', { address: MAYA, action: 'sing' }, 400, 'invalid-input', 'action'],
    ['POST', '/calls/1/variables', { callVariable1: 'x' }, 404, 'unknown-call'],
    ['POST', '/agents/1/state', { state: 'READY' }, 404, 'unknown-agent'],
    ['POST', `/agents/${MAYA}/state`, { state: 'AWAY' }, 400, 'invalid-input', 'state'],
    ['POST', '/agents/1/token', {}, 404, 'unknown-agent'],
    ['POST', '/faults', { target: 'rest' }, 400, 'invalid-fault', 'toxic'],
    ['POST', '/faults', { target: 'a b', toxic: 'down' }, 400, 'invalid-fault', 'target'],
    ['POST', '/faults', { target: 'nobody', toxic: 'down' }, 404, 'unknown-agent', 'target'],
    ['POST', '/faults', { target: 'xmpp:4711', toxic: 'down' }, 404, 'unknown-agent', 'target'],
    ['POST', '/faults', { target: 'rest', toxic: 'down', args: { status: 1 } }, 400, 'invalid-fault', 'args.status'],
    ['POST', '/faults', { target: 'rest', toxic: 'http_status' }, 400, 'invalid-fault', 'args.status'],
    ['POST', '/faults', { target: 'rest', toxic: 'constructor' }, 400, 'invalid-fault', 'toxic'],
    [
      'POST',
      '/faults',
      { target: 'rest', toxic: 'http_status', args: { status: 503, headers: { 'X-A': 'a\r\nb' } } },
      400,
      'invalid-fault',
      'args.headers',
    ],
    ['DELETE', '/faults/f77', undefined, 404, 'unknown-fault'],
    ['POST', '/reset', { seed: 'x' }, 400, 'invalid-input', 'seed'],
    ['POST', '/desktop/publish', { data: 1 }, 400, 'parameter-missing', 'topic'],
    ['POST', '/desktop/publish', { topic: 'a.*', data: 1 }, 400, 'invalid-input', 'topic'],
    ['POST', '/desktop/publish', { topic: 'a..b', data: 1 }, 400, 'invalid-input', 'topic'],
    ['POST', '/desktop/publish', { topic: 'a', date: 1 }, 400, 'invalid-input', 'date'],
    ['GET', '/nothing', undefined, 404, 'unknown-path'],
  ];
  for (const [method, path, body, status, code, where] of refused) {
    it(`refuses ${method} ${path} ${JSON.stringify(body) ?? ''}`, async () => {
      const reply = await control(running, method, path, body);
      assert.deepEqual([reply.status, error(reply.json).code], [status, code]);
      if (where !== undefined) assert.equal(error(reply.json).path, where);
    });
  }

  it('refuses what is no JSON, no object, or too long, and pollutes nothing', async () => {
    for (const body of ['{', '[]', 'null', '"x"']) {
      const reply = await raw(running, 'POST', '/sandbox/calls', { body });
      assert.deepEqual([reply.status, (JSON.parse(reply.text) as { error: { code: string } }).error.code], [400, 'invalid-json'], body);
    }
    assert.equal((await raw(running, 'POST', '/sandbox/calls', { body: 'x'.repeat(1_000_001) })).status, 413);
    for (const body of [
      `{"from":"${CUSTOMER}","to":"7400","variables":{"__proto__":"polluted"}}`,
      '{"__proto__":{"polluted":true}}',
      '{"constructor":{"prototype":{"polluted":true}}}',
    ]) {
      assert.equal((await raw(running, 'POST', '/sandbox/calls', { body })).status, 400, body);
    }
    assert.equal(({} as Record<string, unknown>)['polluted'], undefined);
    assert.equal((await raw(running, 'PUT', '/sandbox/state')).status, 405);
  });

  it('holds an invented CRM, where a number is clicked', async () => {
    const { json } = await control(running, 'GET', '/crm');
    const [first] = json['records'] as readonly Record<string, unknown>[];
    const { sfid } = first as { readonly sfid: string };
    assert.deepEqual(first, { sfid, type: 'Contact', oid: '', callId: '', fields: { Name: 'Dana Whitfield', Phone: CUSTOMER } });
    assert.deepEqual(json['opened'], []);
    assert.deepEqual((await control(running, 'POST', '/crm/click', { number: CUSTOMER })).json, { number: CUSTOMER, record: sfid });
    assert.equal((await control(running, 'POST', '/crm/click', { number: '+12065550100' })).json['record'], null);
    assert.equal(error((await control(running, 'POST', '/crm/click', {})).json).path, 'number');
  });

  it('is for our own pages only', async () => {
    const { origin, port, host } = new URL(running.url);
    const as = async (headers: Record<string, string>): Promise<number> =>
      (await rawTarget(running, '/sandbox/state', { Host: host, ...headers })).status;
    assert.equal(await as({}), 200);
    assert.equal(await as({ Origin: origin }), 200);
    assert.equal(await as({ Origin: `http://localhost:${port}`, Host: `localhost:${port}` }), 200);
    assert.equal(await as({ Origin: new URL(running.widgetUrl).origin }), 200);
    assert.equal(await as({ Origin: 'http://127.0.0.1:1' }), 403);
    assert.equal(await as({ Origin: 'https://elsewhere.example' }), 403);
    assert.equal(await as({ Origin: 'null' }), 403);
    assert.equal(await as({ 'Sec-Fetch-Site': 'cross-site' }), 403);
    // A name that was made to resolve to this machine.
    assert.equal(await as({ Host: `elsewhere.example:${port}` }), 403);
    assert.equal(await as({ Host: `127.0.0.1.elsewhere.example:${port}` }), 403);
  });
});

describe('the schema of fault plans', () => {
  it('names the toxics and the settings that there are', () => {
    const { properties = {} } = schemaOf('faults');
    assert.deepEqual(new Set(properties['toxic']?.enum), new Set(Object.keys(TOXICS)));
    const settings = new Set(['times', 'probability', ...Object.values(TOXICS).flat()]);
    assert.deepEqual(new Set(Object.keys(properties['args']?.properties ?? {})), settings);
  });

  it('takes what the server takes', async () => {
    const schema = schemaOf('faults');
    const plans = [
      { target: MAYA, toxic: 'latency', args: { ms: 10, jitter: 5, times: 3 } },
      {
        target: `xmpp:${MAYA}`,
        toxic: 'corrupt',
        at: 5,
        when: { node: '/x', event: 'PUT', skip: 1 },
        args: { kind: 'doctype', part: 'frame' },
      },
      {
        target: 'rest',
        toxic: 'http_status',
        when: { method: 'GET', path: '/finesse/' },
        args: { status: 503, body: 'x', headers: { 'Retry-After': '3' } },
      },
    ];
    for (const plan of plans) {
      assert.deepEqual(problems(plan, schema), []);
      assert.equal((await control(running, 'POST', '/faults', plan)).status, 200);
    }
    assert.equal((await control(running, 'DELETE', '/faults')).json['stopped'], 3);
  });
});
