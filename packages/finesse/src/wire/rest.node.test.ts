import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { inspect } from 'node:util';
import { DesktopError, Secret } from '@cordboard/core';
import { settle, VirtualRuntime } from '@cordboard/testing';
import { Keyring, type Credentials } from './credentials.js';
import { Rest, retryAfterOf, type RestLimits } from './rest.js';

const CANARY = 'canary-7f3a';
const XML = { 'Content-Type': 'application/xml' };
const OK = (): Response => new Response('<User/>', { headers: XML });
const REFUSED = (): Response =>
  new Response(
    '<ApiErrors><ApiError><ErrorType>Authorization Failure</ErrorType><ErrorMessage>UNAUTHORIZED</ErrorMessage></ApiError></ApiErrors>',
    {
      status: 401,
      headers: XML,
    },
  );

interface Seen {
  readonly url: string;
  readonly init: RequestInit;
  readonly headers: Readonly<Record<string, string>>;
}

function setUp(
  answer: (seen: Seen, count: number) => Response | Promise<Response>,
  limits: RestLimits = {},
  tokens: readonly string[] = [],
) {
  const runtime = new VirtualRuntime();
  const seen: Seen[] = [];
  let asked = 0;
  const provider = (): Promise<Credentials> =>
    Promise.resolve({ kind: 'bearer', id: '40017', token: new Secret(tokens[asked++] ?? 'none') });
  const keyring = new Keyring(tokens.length > 0 ? provider : undefined, runtime);
  if (tokens.length === 0) keyring.keep({ kind: 'basic', id: '40017', secret: new Secret(CANARY) });
  const rest = new Rest({
    ...limits,
    host: () => 'https://fin.test:8445',
    authority: keyring,
    runtime,
    environment: {
      fetch: async (url, init) => {
        const request = { url, init, headers: init.headers as Record<string, string> };
        seen.push(request);
        return answer(request, seen.length);
      },
      openSocket: () => assert.fail('no socket'),
      onHint: () => () => {},
    },
  });
  return { runtime, rest, seen, asked: () => asked };
}

const never = new AbortController().signal;
const PUT = { method: 'PUT', path: '/finesse/api/User/40017', body: '<User><state>READY</state></User>' } as const;

async function failure(promise: Promise<unknown>): Promise<DesktopError> {
  return promise.then(
    () => assert.fail('it succeeded'),
    (error: unknown) => {
      assert.ok(error instanceof DesktopError);
      return error;
    },
  );
}

describe('Rest', () => {
  it('sends what the platform wants, and credentials in the header alone', async () => {
    const { rest, seen } = setUp(() => new Response(null, { status: 202 }));
    await rest.send(PUT, 'r-1', never);
    const [{ url, init, headers }] = seen as [Seen];
    assert.equal(url, 'https://fin.test:8445/finesse/api/User/40017');
    assert.equal(init.method, 'PUT');
    assert.equal(init.body, PUT.body);
    assert.deepEqual([init.redirect, init.credentials, init.cache], ['manual', 'omit', 'no-store']);
    assert.deepEqual([headers['Content-Type'], headers['requestId']], ['application/xml', 'r-1']);
    assert.equal(headers['Authorization'], `Basic ${Buffer.from(`40017:${CANARY}`).toString('base64')}`);
  });

  it('asks openly where it is told to', async () => {
    const { rest, seen } = setUp(OK);
    await rest.get('/finesse/api/SystemInfo', never, { openlyFrom: 'https://peer.test' });
    assert.equal(seen[0]!.url, 'https://peer.test/finesse/api/SystemInfo');
    assert.equal('Authorization' in seen[0]!.headers, false);
  });

  it('renews a refused token once for all who hold it, and tries each once more', async () => {
    const { rest, seen, asked } = setUp(({ headers }) => (headers['Authorization'] === 'Bearer new' ? OK() : REFUSED()), {}, [
      'old',
      'new',
    ]);
    await Promise.all([rest.get('/a', never), rest.get('/b', never), rest.send(PUT, 'r', never)]);
    assert.equal(asked(), 2);
    assert.deepEqual(
      seen.map(({ headers }) => headers['Authorization']?.slice(7)),
      ['old', 'old', 'old', 'new', 'new', 'new'],
    );
  });

  it('does not try a password or token again that was refused', async () => {
    const basic = setUp(REFUSED);
    assert.equal((await failure(basic.rest.get('/a', never))).code, 'unauthorized');
    assert.equal(basic.seen.length, 1);
    const same = setUp(REFUSED, {}, ['old', 'old', 'old']);
    assert.equal((await failure(same.rest.get('/a', never))).code, 'unauthorized');
    assert.deepEqual([same.seen.length, same.asked()], [1, 2]);
    const worse = setUp(REFUSED, {}, ['old', 'new', 'newer']);
    assert.equal((await failure(worse.rest.get('/a', never))).code, 'unauthorized');
    assert.deepEqual([worse.seen.length, worse.asked()], [2, 2]);
  });

  for (const [what, answer, code] of [
    ['a page where XML is due', () => new Response('<!doctype html><html>', { headers: { 'Content-Type': 'text/html' } }), 'protocol'],
    ['a redirect', () => new Response(null, { status: 302, headers: { Location: 'https://idp.test/' } }), 'protocol'],
    ['JSON', () => new Response('{"a":1}', { headers: { 'Content-Type': 'application/json' } }), 'protocol'],
    ['nothing', () => new Response(''), 'protocol'],
    ['a proxy that has no server', () => new Response('<html>', { status: 502, headers: { 'Content-Type': 'text/html' } }), 'link-down'],
    ['too much', () => new Response('x'.repeat(2_000)), 'protocol'],
    ['no network', () => Promise.reject(new TypeError('fetch failed')), 'link-down'],
  ] as const) {
    it(`takes ${what} for ${code}`, async () => {
      const { rest, seen } = setUp(answer, { maxBody: 1_000 });
      const error = await failure(rest.get('/a', never));
      assert.equal(error.code, code, error.message);
      assert.equal(seen.length, 1);
    });
  }

  it('gives up after 15 s, once, and calls the request off', async () => {
    let signal: AbortSignal | null | undefined;
    const { runtime, rest } = setUp(({ init }) => {
      signal = init.signal;
      return new Promise(() => {});
    });
    const outcome = failure(rest.send(PUT, 'r', never));
    await runtime.advance(14_999);
    assert.equal(signal?.aborted, false);
    await runtime.advance(1);
    assert.equal((await outcome).code, 'timeout');
    assert.deepEqual([signal?.aborted, runtime.timers], [true, 0]);
  });

  it('counts a body that never ends among what takes too long', async () => {
    const { runtime, rest } = setUp(() => new Response(new ReadableStream({ start: (stream) => stream.enqueue(new Uint8Array([60])) })));
    const outcome = failure(rest.get('/a', never));
    await runtime.advance(15_000);
    assert.equal((await outcome).code, 'timeout');
  });

  it('rejects with aborted at the caller’s signal, and at its own end', async () => {
    for (const end of ['signal', 'close'] as const) {
      const { runtime, rest } = setUp(() => new Promise(() => {}));
      const abort = new AbortController();
      const outcome = failure(rest.get('/a', abort.signal));
      await settle();
      if (end === 'signal') abort.abort();
      else rest.close();
      assert.equal((await outcome).code, 'aborted');
      assert.equal(runtime.timers, 0);
    }
  });

  it('passes on when to come back, in seconds or as a date', async () => {
    for (const [value, ms] of [
      ['7', 7_000],
      ['Mon, 05 Jan 2026 09:00:30 GMT', 30_000],
      ['soon', 0],
      ['-4', 0],
      ['99999999', 600_000],
    ] as const) {
      const { rest } = setUp(() => new Response('', { status: 503, headers: { 'Retry-After': value } }));
      const error = await failure(rest.get('/a', never));
      assert.deepEqual([error.code, retryAfterOf(error)], ['out-of-service', ms], value);
    }
  });

  it('shows no credentials in any error', async () => {
    for (const answer of [REFUSED, () => Promise.reject(new TypeError('fetch failed')), () => new Response(CANARY)]) {
      const { rest } = setUp(answer);
      const error = await failure(rest.get('/a', never));
      assert.ok(!inspect(error, { depth: 9, showHidden: true }).includes(CANARY));
    }
  });
});

describe('Keyring', () => {
  it('waits for a renewal under way instead of handing out what was refused', async () => {
    const runtime = new VirtualRuntime();
    let give: (credentials: Credentials) => void = () => assert.fail('not asked');
    const keyring = new Keyring(() => new Promise((resolve) => (give = resolve)), runtime);
    const first = keyring.get(never);
    give({ kind: 'bearer', id: '1', token: new Secret('old') });
    const old = await first;
    const renewed = keyring.renew(old, never);
    const waiting = keyring.get(never);
    const fresh: Credentials = { kind: 'bearer', id: '1', token: new Secret('new') };
    give(fresh);
    assert.deepEqual([await renewed, await waiting], [fresh, fresh]);
    assert.equal(await keyring.renew(old, never), fresh);
    assert.equal(runtime.timers, 0);
  });

  it('does not repeat what a provider throws', async () => {
    const keyring = new Keyring(() => Promise.reject(new Error(CANARY)), new VirtualRuntime());
    const error = await failure(keyring.get(never));
    assert.ok(!inspect(error, { depth: 9, showHidden: true }).includes(CANARY));
  });
});
