import { expect } from '@open-wc/testing';
import { startInPage, type InPageOptions, type InPageSandbox } from './index.js';

const A = 'https://a.sandbox.example';
const B = 'https://b.sandbox.example';
const MAYA = { Authorization: `Basic ${btoa('1001001:cordboard')}` };

const running: InPageSandbox[] = [];
function play(options: InPageOptions = {}): InPageSandbox {
  const sandbox = startInPage({ origin: A, clock: 'virtual', ...options });
  running.push(sandbox);
  return sandbox;
}
afterEach(() => {
  for (const each of running.splice(0)) each.close();
});

const globals = (): readonly unknown[] => [fetch, XMLHttpRequest, WebSocket].map((each) => each as unknown);
const systemOf = (url: string): string => `${url}finesse/api/SystemInfo`;

async function rejection(promise: Promise<unknown>): Promise<Error> {
  return promise.then(
    () => {
      throw new Error('It was not refused');
    },
    (error: unknown) => error as Error,
  );
}

describe('a sandbox in a page', () => {
  it('gives the page its own globals back', () => {
    const before = globals();
    const first = play();
    const second = play({ origin: B });
    expect(globals().every((each, at) => each !== before[at])).to.be.true;
    first.close();
    expect(globals().some((each, at) => each === before[at])).to.be.false;
    second.close();
    expect(globals()).to.deep.equal(before);
    expect(Object.getOwnPropertyDescriptor(globalThis, 'WebSocket')?.enumerable).to.be.false;
  });

  it('leaves alone what somebody put over its own', () => {
    const before = fetch;
    const sandbox = play();
    const under = fetch;
    const theirs: typeof fetch = (...args) => under(...args);
    globalThis.fetch = theirs;
    sandbox.close();
    expect(fetch).to.equal(theirs);
    globalThis.fetch = before;
  });

  it('can play neither the page’s own origin, nor one twice, nor anything but an origin', () => {
    expect(() => play({ origin: location.origin })).to.throw(TypeError, 'own origin');
    expect(() => play({ origin: `${A}/path` })).to.throw(TypeError);
    expect(() => play({ origin: 'ftp://a.example' })).to.throw(TypeError);
    play();
    expect(() => play()).to.throw('plays https://a.sandbox.example already');
    const again = play({ globals: false });
    expect(again.url).to.equal(`${A}/`);
  });

  it('offers the verbs of the control API, with its checks', async () => {
    const { control, clock } = play();
    const { id } = await control.call({ from: '+12065550142', queue: '5120', variables: { callVariable1: 'x' } });
    expect((await control.state()).calls.map((call) => call.id)).to.deep.equal([id]);
    await control.setVariables(id, { callVariable1: '' });
    await control.act(id, { address: '+12065550142', action: 'drop' });
    clock.advance(1000);
    expect((await control.state()).calls).to.deep.equal([]);
    const { now } = await control.moveClock({ advanceMs: 60_000 });
    expect(now).to.equal(clock.now());
    const refused = await rejection(control.setAgentState('1', 'READY'));
    expect(refused).to.include({ name: 'ControlRefusal', status: 404 });
    const fault = await control.startFault({ target: 'rest', toxic: 'down', args: {} });
    expect(await control.stopFault(fault.id)).to.deep.equal({ stopped: 1 });
    expect(await control.setQuirks({ duplicatePuts: true })).to.include({ duplicatePuts: true });
    expect((await control.issueToken('1001001')).token).to.be.a('string');
    expect(await control.clickInCrm('+12065550142')).to.deep.equal({ number: '+12065550142', record: '003CB0000000000001' });
    expect((await control.crm()).records[0]).to.deep.include({
      type: 'Contact',
      fields: { Name: 'Dana Whitfield', Phone: '+12065550142' },
    });
    expect((await control.log()).entries.length).to.be.greaterThan(0);
    expect(await control.reset({ seed: 7, world: 'ccx' })).to.include({ seed: 7 });
  });

  it('is no more when closed', async () => {
    const sandbox = play();
    sandbox.close();
    expect(await rejection(sandbox.environment.fetch(systemOf(sandbox.url)))).to.be.instanceOf(TypeError);
    expect(await rejection(sandbox.control.state())).to.include({ code: 'closed' });
  });
});

describe('fetch in a page', () => {
  it('answers at its origin, and nowhere else', async () => {
    const sandbox = play();
    const response = await fetch(systemOf(sandbox.url));
    expect(response.status).to.equal(200);
    expect(response.url).to.equal(systemOf(sandbox.url));
    expect(await response.text()).to.include('<SystemInfo>');
    expect((await fetch(`${A}/elsewhere`)).status).to.equal(404);
    // The page's own server still answers for itself, to a relative address too.
    expect((await fetch(location.href)).headers.get('content-type')).to.include('text/html');
    expect((await fetch('/')).url).to.equal(`${location.origin}/`);
    // One that only begins alike is another.
    expect(await rejection(fetch('https://a.sandbox.example.invalid/finesse/api/SystemInfo'))).to.be.instanceOf(TypeError);
  });

  it('takes a Request, and an address with a body', async () => {
    play();
    const user = new Request(`${A}/finesse/api/User/1001001`, { headers: MAYA });
    expect(await (await fetch(user)).text()).to.include('<loginId>1001001</loginId>');
    const body = '<User><state>LOGIN</state><extension>1001001</extension></User>';
    const headers = { ...MAYA, 'Content-Type': 'application/xml', requestId: 'r1' };
    const accepted = await fetch(`${A}/finesse/api/User/1001001`, { method: 'PUT', headers, body });
    expect([accepted.status, accepted.headers.get('requestId')]).to.deep.equal([202, 'r1']);
    expect((await fetch(systemOf(`${A}/`), { method: 'HEAD' })).body).to.equal(null);
  });

  it('does what the faults say, and can be called off', async () => {
    const { control } = play();
    const down = await control.startFault({ target: 'rest', toxic: 'down', args: {} });
    expect(await rejection(fetch(systemOf(`${A}/`)))).to.be.instanceOf(TypeError);
    await control.stopFault(down.id);
    await control.startFault({ target: 'rest', toxic: 'timeout', args: {} });
    const stop = new AbortController();
    const waiting = fetch(systemOf(`${A}/`), { signal: stop.signal });
    stop.abort();
    expect(await rejection(waiting)).to.include({ name: 'AbortError' });
    expect(await rejection(fetch(systemOf(`${A}/`), { signal: stop.signal }))).to.include({ name: 'AbortError' });
  });

  it('reaches one sandbox each, side by side', async () => {
    const [a, b] = [play({ world: 'cce' }), play({ origin: B, world: 'ccx' })];
    await a.control.call({ from: '+12065550142', queue: '5120' });
    expect((await b.control.state()).calls).to.deep.equal([]);
    expect(((await (await fetch(`${B}/sandbox/state`)).json()) as { calls: unknown[] }).calls).to.deep.equal([]);
    expect(((await (await fetch(`${A}/sandbox/state`)).json()) as { calls: unknown[] }).calls).to.have.length(1);
    expect(await rejection(a.environment.fetch(systemOf(b.url)))).to.be.instanceOf(TypeError);
  });
});

describe('XMLHttpRequest in a page', () => {
  interface Seen {
    readonly events: readonly string[];
    readonly xhr: XMLHttpRequest;
  }

  function ask(url: string, how: (xhr: XMLHttpRequest) => void = () => {}, method = 'GET', body?: string): Promise<Seen> {
    const xhr = new XMLHttpRequest();
    const events: string[] = [];
    xhr.onreadystatechange = () => events.push(`state ${xhr.readyState}`);
    for (const type of ['loadstart', 'progress', 'load', 'error', 'abort', 'timeout']) xhr.addEventListener(type, () => events.push(type));
    return new Promise((resolve) => {
      xhr.addEventListener('loadend', () => resolve({ xhr, events }));
      xhr.open(method, url);
      how(xhr);
      xhr.send(body);
    });
  }

  it('runs through the states and events of a real one', async () => {
    play();
    const played = await ask(systemOf(`${A}/`));
    const real = await ask('/');
    expect(played.events).to.deep.equal(real.events);
    expect(played.xhr.status).to.equal(200);
    expect(played.xhr.responseText).to.include('<SystemInfo>');
    expect(played.xhr.responseXML?.documentElement.tagName).to.equal('SystemInfo');
    expect(played.xhr.getResponseHeader('content-type')).to.include('application/xml');
    expect(played.xhr.getAllResponseHeaders()).to.match(/^content-type: .*\r\n/m);
    expect(played.xhr).to.be.instanceOf(XMLHttpRequest);
    expect(real.xhr.responseURL).to.equal(`${location.origin}/`);
  });

  it('sends headers and bodies, and gives the types that are asked for', async () => {
    play();
    const body = JSON.stringify({ from: '+12065550142', queue: '5120' });
    const { xhr } = await ask(`${A}/sandbox/calls`, (each) => (each.responseType = 'json'), 'POST', body);
    expect(xhr.response).to.have.property('id');
    expect(() => xhr.responseText).to.throw();
    const user = await ask(`${A}/finesse/api/User/1001001`, (each) => each.setRequestHeader('Authorization', MAYA.Authorization));
    expect(user.xhr.responseText).to.include('1001001');
  });

  it('is called off, times out and fails as a real one', async () => {
    const { control } = play();
    const down = await control.startFault({ target: 'rest', toxic: 'down', args: {} });
    const failed = await ask(systemOf(`${A}/`));
    expect(failed.events.slice(-2)).to.deep.equal(['state 4', 'error']);
    expect(failed.xhr.status).to.equal(0);
    await control.stopFault(down.id);
    await control.startFault({ target: 'rest', toxic: 'timeout', args: {} });
    const late = await ask(systemOf(`${A}/`), (each) => (each.timeout = 1));
    expect(late.events.at(-1)).to.equal('timeout');
    const off = await ask(systemOf(`${A}/`), (each) => queueMicrotask(() => each.abort()));
    expect(off.events.at(-1)).to.equal('abort');
    expect(off.xhr.readyState).to.equal(0);
  });

  it('refuses to wait', () => {
    play();
    expect(() => new XMLHttpRequest().open('GET', systemOf(`${A}/`), false)).to.throw(DOMException);
  });

  it('is itself when what it was opened for is another’s', async () => {
    const sandbox = play();
    const { xhr } = await ask(systemOf(sandbox.url));
    const ended = new Promise((resolve) => xhr.addEventListener('loadend', resolve));
    xhr.open('GET', '/');
    xhr.send();
    await ended;
    expect(xhr.responseURL).to.equal(`${location.origin}/`);
  });
});

describe('WebSocket in a page', () => {
  const OPEN = '<open xmlns="urn:ietf:params:xml:ns:xmpp-framing" to="a.sandbox.example" version="1.0"/>';

  function heard(socket: Pick<WebSocket, 'addEventListener' | 'readyState'>): Promise<readonly string[]> {
    const events: string[] = [];
    for (const type of ['open', 'error']) socket.addEventListener(type, () => events.push(`${type} ${socket.readyState}`));
    socket.addEventListener('message', (event) => events.push(String(event.data).slice(0, 5)));
    return new Promise((resolve) => {
      socket.addEventListener('close', (event) => resolve([...events, `close ${event.code}`]));
    });
  }

  it('opens, speaks and closes', async () => {
    const { wsUrl } = play();
    const socket = new WebSocket(wsUrl, 'xmpp');
    expect(socket.readyState).to.equal(WebSocket.CONNECTING);
    expect(() => socket.send(OPEN)).to.throw(DOMException);
    const events = heard(socket);
    socket.onopen = () => {
      expect(socket.protocol).to.equal('xmpp');
      socket.send(OPEN);
    };
    socket.onmessage = ({ data }) => {
      if (String(data).includes('features')) socket.close(1000);
    };
    expect((await events).filter((each) => !each.startsWith('<'))).to.deep.equal(['open 1', 'close 1000']);
    expect(socket.readyState).to.equal(WebSocket.CLOSED);
    expect(() => socket.close(1001)).to.throw(DOMException);
  });

  it('is refused as a real one is: an error, then the end', async () => {
    const { control, wsUrl } = play();
    expect(await heard(new WebSocket(`${A.replace('http', 'ws')}/nowhere`))).to.deep.equal(['error 3', 'close 1006']);
    expect(await heard(new WebSocket(wsUrl, 'soap'))).to.deep.equal(['error 3', 'close 1006']);
    await control.startFault({ target: 'xmpp', toxic: 'down', args: {} });
    expect(await heard(new WebSocket(wsUrl, 'xmpp'))).to.deep.equal(['error 3', 'close 1006']);
  });

  it('is torn down with the sandbox', async () => {
    const sandbox = play();
    const socket = new WebSocket(sandbox.wsUrl, 'xmpp');
    const events = heard(socket);
    socket.onopen = () => sandbox.close();
    const seen = await events;
    expect([seen[0], seen.at(-1)?.slice(0, 5)]).to.deep.equal(['open 1', 'close']);
  });

  it('is the browser’s own for every other address', async () => {
    const Native = WebSocket;
    play();
    const socket = new WebSocket('ws://127.0.0.1:1/');
    expect(socket).to.be.instanceOf(Native);
    expect((await heard(socket)).at(-1)).to.equal('close 1006');
    expect(() => new WebSocket('ftp://a.example/')).to.throw(DOMException);
  });
});

describe('the voice interaction service in a page', () => {
  const AGENT = '1001001';

  it('answers and pushes, with no server', async () => {
    const { environment, engine, clock, url, wsUrl } = play({ genesys: { eventMs: 5 } });
    const post = async (path: string, body: object): Promise<Record<string, unknown>> =>
      (await environment.fetch(`${url}ais/${path}`, { method: 'POST', body: JSON.stringify(body) })).json() as Promise<
        Record<string, unknown>
      >;
    const { sessionId } = await post('session', { user: AGENT, password: 'cordboard' });
    const invoke = (method: string, args: object): Promise<Record<string, unknown>> => post(`${method}?sid=${String(sessionId)}`, { args });
    await invoke('AgentService/login', { agentId: AGENT, form: { dnId: `${AGENT}_SW1`, loginId: AGENT, password: 'cordboard' } });
    const topics = { eventName: 'InteractionEvent', attributes: ['interaction:status'], triggers: [{ key: 'AGENT', value: AGENT }] };
    const { result } = await invoke('EventService/createSubscriber', {
      notification: null,
      topicServices: [{ serviceName: 'InteractionService', topicsEvents: [topics] }],
    });
    const { subscriberId } = result as { subscriberId: string };
    const address = wsUrl.replace('/ws/', `/ais/notify?sid=${String(sessionId)}&subscriberId=${subscriberId}`);
    const socket = new environment.WebSocket(address);
    await new Promise((resolve) => socket.addEventListener('open', resolve, { once: true }));
    const frame = new Promise<MessageEvent<string>>((resolve) =>
      socket.addEventListener('message', (event) => resolve(event as MessageEvent<string>), { once: true }),
    );
    engine.execute({ type: 'place-call', from: '+12065550142', to: AGENT });
    clock.advance(5);
    const { events } = JSON.parse((await frame).data) as { events: { attributes: unknown }[] };
    expect(events.map(({ attributes }) => attributes)).to.deep.equal([[{ key: 'interaction:status', value: 'RINGING' }]]);
    const stranger = new environment.WebSocket(wsUrl.replace('/ws/', '/ais/notify?sid=s-1&subscriberId=u-1'));
    const refused = await new Promise<CloseEvent>((resolve) =>
      stranger.addEventListener('close', (event) => resolve(event as CloseEvent), { once: true }),
    );
    expect(refused.wasClean).to.be.false;
  });

  it('knows a client that keeps no cookies by its credentials', async () => {
    const { environment, url } = play();
    const me = await environment.fetch(`${url}api/v2/me`, { headers: MAYA });
    const csrf = me.headers.get('x-csrf-token') ?? '';
    const start = { operationName: 'StartContactCenterSession', channels: ['voice'] };
    const send = async (headers: Record<string, string>): Promise<number> =>
      (await environment.fetch(`${url}api/v2/me`, { method: 'POST', headers, body: JSON.stringify(start) })).status;
    expect(await send({ ...MAYA, 'X-CSRF-TOKEN': csrf })).to.equal(200);
    expect(await send(MAYA)).to.equal(403);
    expect(await send({ 'X-CSRF-TOKEN': csrf })).to.equal(401);
  });
});
