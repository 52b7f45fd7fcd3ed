import { expect } from '@open-wc/testing';
import { TestDesk } from '../testing-desk.js';
import { type ClientConfig } from './client-services.js';

const CONNECTION = 'finesse.info.connection';
const REQUESTS = 'finesse.info.requests';
const CONFIG: ClientConfig = {
  host: 'fin-a.lab.example',
  restHost: 'localhost',
  localhostPort: '8445',
  authorization: 'QQ==',
  locale: 'de_DE',
};

function setUp() {
  const desk = new TestDesk();
  const { ClientServices: services } = desk.finesse.clientservices;
  const log: string[] = [];
  services.setLogger({ log: (line) => log.push(line) });
  return { desk, services, log, hub: desk.page.hub, io: desk.page.io };
}

describe('ClientServices.init', () => {
  const bad: [what: string, config: ClientConfig][] = [
    ['nothing', undefined as unknown as ClientConfig],
    ['no host', { ...CONFIG, host: undefined }],
    ['an empty host', { ...CONFIG, host: '' }],
    ['no REST host', { ...CONFIG, restHost: '' }],
    ['no way to sign in', { ...CONFIG, authorization: undefined }],
    ['an id without a password', { ...CONFIG, authorization: undefined, id: '1001' }],
  ];
  for (const [what, config] of bad) {
    it(`throws for ${what}, and can be called again`, () => {
      const { services, hub } = setUp();
      expect(() => services.init(config)).to.throw(Error);
      expect(hub.published).to.be.empty;
      expect(services.init(CONFIG) === services).to.be.true;
    });
  }

  it('listens for the connection before it asks for it, once', () => {
    const { services, hub, desk } = setUp();
    expect(services.init(CONFIG) === services).to.be.true;
    expect(services.init({ ...CONFIG, host: 'other' }) === services).to.be.true;
    expect(hub.listened).to.deep.equal([REQUESTS, CONNECTION]);
    expect(hub.on(REQUESTS)).to.deep.equal([{ type: 'ConnectionInfoReq', data: {}, invokeID: desk.page.frame.Date.now() }]);
  });

  it('throws where there is no hub yet, and can be called again when there is', () => {
    const { services, desk, hub } = setUp();
    const gadgets = desk.page.frame.gadgets!;
    delete gadgets.Hub;
    expect(() => services.init(CONFIG)).to.throw(Error, 'hub');
    expect(() => services.subscribe('a.b', () => undefined)).to.throw(Error, 'init');
    gadgets.Hub = hub;
    services.init(CONFIG);
    expect(hub.listened).to.deep.equal([REQUESTS, CONNECTION]);
  });

  it('takes an id with a password, or a token', async () => {
    for (const [who, header] of [
      [{ id: '1001', password: 'pö' }, `Basic ${btoa('1001:p\u00c3\u00b6')}`],
      [{ authToken: 'tok', systemAuthMode: 'SSO' }, 'Bearer tok'],
    ] as const) {
      const { services, desk } = setUp();
      services.init({ ...CONFIG, authorization: undefined, ...who }).makeRequest('/x', () => undefined);
      await desk.settle();
      expect(desk.take()[0]?.headers).to.include({ Authorization: header });
    }
  });

  it('works on a hub of the configuration', async () => {
    const { services, desk } = setUp();
    const other = new TestDesk().page.hub;
    const seen: unknown[] = [];
    services.init({ ...CONFIG, hub: other });
    services.subscribe('some.topic', (data) => seen.push(data));
    await other.say('some.topic', 'here');
    await desk.publish('some.topic', 'there');
    expect(seen).to.deep.equal(['here']);
  });
});

describe('The connection, as a gadget sees it', () => {
  async function watched(...statuses: string[]) {
    const made = setUp();
    made.desk.answering = false;
    const calls: string[] = [];
    made.services.init(CONFIG);
    made.services.registerOnConnectHandler(() => calls.push('connect'));
    made.services.registerOnDisconnectHandler(() => calls.push('disconnect'));
    await made.desk.status(...statuses);
    return { ...made, calls };
  }

  const cases: [statuses: string[], calls: string[]][] = [
    [['connected'], ['connect']],
    [['connected', 'connected', 'connected'], ['connect']],
    [['connecting', 'reconnecting', 'disconnecting', 'unloading', 'conflict', 'unauthorized', 'disconnected'], []],
    [
      ['connected', 'disconnected', 'failing', 'connected', 'recovered'],
      ['connect', 'disconnect', 'connect'],
    ],
    [
      ['connected', 'failing', 'failing', 'recovered', 'recovered'],
      ['connect', 'disconnect', 'connect'],
    ],
    [
      ['connected', 'disconnected', 'connected'],
      ['connect', 'connect'],
    ],
    [['CONNECTED', 'toString'], []],
  ];
  for (const [statuses, calls] of cases)
    it(`${statuses.join(', ')}: ${calls.join(', ') || 'nothing'}`, async () =>
      expect((await watched(...statuses)).calls).to.deep.equal(calls));

  it('calls a late handler at once where the last status was its own', async () => {
    const { services, desk } = await watched('connected');
    const calls: string[] = [];
    services.registerOnConnectHandler(() => calls.push('connect'));
    services.registerOnDisconnectHandler(() => calls.push('disconnect'));
    expect(calls).to.deep.equal(['connect']);
    await desk.status('disconnected');
    services.registerOnDisconnectHandler(() => calls.push('disconnect'));
    expect(calls).to.deep.equal(['connect', 'disconnect']);
  });

  it('does not tell a late handler of a connection while that is failing', async () => {
    const { services, desk } = await watched('failing', 'connected');
    const calls: string[] = [];
    services.registerOnConnectHandler(() => calls.push('connect'));
    expect(calls).to.be.empty;
    await desk.status('recovered');
    expect(calls).to.deep.equal(['connect']);
  });

  it('has one handler for an occasion, the last one, and none once that is taken away', async () => {
    const { services, desk, calls } = await watched();
    services.registerOnConnectHandler(() => calls.push('other'));
    await desk.status('connected');
    services.unregisterOnConnectHandler();
    services.unregisterOnDisconnectHandler();
    await desk.status('failing', 'recovered');
    expect(calls).to.deep.equal(['other']);
  });

  it('refuses a handler that is none', () => {
    const { services } = setUp();
    expect(() => services.registerOnConnectHandler('x' as unknown as () => void)).to.throw(Error);
  });

  it('tells the state and the resource', async () => {
    const { services, desk } = await watched();
    expect(services.getNotificationConnectionState()).to.equal(undefined);
    for (const [status, state] of [
      ['connected', 'Connected'],
      ['failing', 'Failing'],
      ['connected', 'Failing'],
      ['recovered', 'Recovered'],
      ['connected', 'Connected'],
    ] as const) {
      await desk.status(status);
      expect(services.getNotificationConnectionState()).to.equal(state);
    }
    expect(services.getResourceID()).to.equal('r1');
    expect(services.isMaster()).to.be.false;
    expect(() => services.initBosh()).to.throw(Error, 'not offered');
  });

  it('drops what is no status, with a word to the logger', async () => {
    const { desk, log, calls, hub } = await watched();
    for (const payload of [undefined, null, 'connected', 5, [], {}, { status: 7 }, { status: { a: 1 } }])
      await desk.publish(CONNECTION, payload);
    expect(calls).to.be.empty;
    expect(log).to.have.length(8);
    expect(log.every((line) => line.startsWith('[ClientServices] '))).to.be.true;
    expect(hub.swallowed).to.be.empty;
  });

  it('tells the developer what a handler throws, and goes on', async () => {
    const { desk, services } = await watched();
    services.registerOnConnectHandler(() => {
      throw new Error('mine');
    });
    await desk.status('connected');
    expect(desk.page.errors.map(String)).to.deep.equal(['Error: mine']);
    expect(desk.page.hub.swallowed).to.be.empty;
  });
});

describe('ClientServices.subscribe', () => {
  it('has one callback for a topic', async () => {
    const { services, desk } = setUp();
    const seen: string[] = [];
    services.init(CONFIG);
    expect(services.subscribe('a.b', (data) => seen.push(`one ${String(data)}`))).to.be.true;
    expect(services.subscribe('a.b', (data) => seen.push(`two ${String(data)}`))).to.be.false;
    await desk.publish('a.b', '1');
    services.unsubscribe('a.b');
    services.unsubscribe('never.subscribed');
    await desk.publish('a.b', '2');
    expect(services.subscribe('a.b', (data) => seen.push(`two ${String(data)}`))).to.be.true;
    await desk.publish('a.b', '3');
    expect(seen).to.deep.equal(['one 1', 'two 3']);
  });

  it('tells the developer what a callback throws, and the hub nothing', async () => {
    const { services, desk, hub } = setUp();
    services.init(CONFIG).subscribe('a.b', () => {
      throw new Error('mine');
    });
    await desk.publish('a.b');
    expect(desk.page.errors.map(String)).to.deep.equal(['Error: mine']);
    expect(hub.swallowed).to.be.empty;
  });

  it('throws before init', () => {
    const { services } = setUp();
    expect(() => services.subscribe('a.b', () => undefined)).to.throw(Error, 'init');
    expect(() => services.makeRequest('/x', () => undefined)).to.throw(Error, 'init');
    expect(() => services.subscribeNode('/n', () => undefined)).to.throw(Error, 'init');
  });

  it('drops events during failover where that was asked for', async () => {
    const { services, desk } = setUp();
    const seen: string[] = [];
    services.init(CONFIG);
    services.subscribe('drops', (data) => seen.push(`drops ${String(data)}`), true);
    services.subscribe('keeps', (data) => seen.push(`keeps ${String(data)}`));
    for (const step of ['connected', 'failing', 'recovered']) {
      await desk.status(step);
      await desk.publish('drops', step);
      await desk.publish('keeps', step);
    }
    expect(seen).to.deep.equal(['drops connected', 'keeps connected', 'keeps failing', 'drops recovered', 'keeps recovered']);
  });
});

describe('ClientServices and nodes', () => {
  const NODE = '/finesse/api/Team/5071/Users';

  it('asks with an id of its own, listens for the answer first, and no longer afterwards', async () => {
    const { services, desk, hub } = setUp();
    services.init(CONFIG);
    const answers: unknown[][] = [];
    const subid = services.subscribeNode(NODE, (...answer) => answers.push(answer));
    expect(hub.listened.at(-1)).to.equal(`finesse.info.responses.${subid}`);
    await desk.settle();
    expect(hub.on(REQUESTS).at(-1)).to.deep.equal({ type: 'SubscribeNodeReq', data: { node: NODE }, invokeID: subid });
    expect(answers).to.deep.equal([[subid, undefined]]);
    expect(hub.listened).to.deep.equal([REQUESTS, CONNECTION]);

    services.unsubscribeNode(NODE, subid, (...answer) => answers.push(answer));
    await desk.settle();
    expect(hub.on(REQUESTS).at(-1)).to.deep.include({ type: 'UnsubscribeNodeReq', data: { node: NODE, subid } });
    expect(answers).to.deep.equal([
      [subid, undefined],
      [subid, undefined],
    ]);
    expect(hub.listened).to.deep.equal([REQUESTS, CONNECTION]);
  });

  for (const error of [
    { error: { errorType: 'Not connected', errorMessage: 'x' } },
    { error: { errorType: 'Disconnected', errorMessage: 'x' } },
    { subscribe: { content: '<iq type="error"/>', object: {} } },
  ]) {
    it(`hands on ${Object.keys(error).join()}: ${JSON.stringify(error).slice(0, 50)}`, async () => {
      const { services, desk } = setUp();
      services.init(CONFIG);
      desk.nodeAnswer = error;
      const answers: unknown[] = [];
      services.subscribeNode(NODE, (_subid, why) => answers.push(why));
      await desk.settle();
      expect(answers).to.deep.equal([error]);
    });
  }
});

describe('ClientServices.makeRequest', () => {
  it('goes by the proxy to the server as that sees it, with credentials and locale', async () => {
    const { services, desk } = setUp();
    services.init({ ...CONFIG, scheme: 'https' });
    services.makeRequest('/finesse/api/User/1001', () => undefined, {
      METHOD: 'PUT',
      HEADERS: { requestId: 'r' },
      POST_DATA: 'x',
      REFRESH_INTERVAL: 9,
    });
    services.makeRequest('/finesse/api/User/1001', () => undefined, { SCHEME: null });
    services.makeRequest('/finesse/api/User/1001', () => undefined, { SCHEME: 'ftp' });
    await desk.settle();
    const [put, own, other] = desk.take();
    expect(put).to.deep.include({ method: 'PUT', url: 'http://localhost:8445/finesse/api/User/1001', body: 'x' });
    expect(put?.headers).to.deep.equal({ requestId: 'r', Authorization: 'Basic QQ==', locale: 'de_DE' });
    expect(put?.params['REFRESH_INTERVAL']).to.equal(0);
    expect([own?.url, other?.url]).to.deep.equal([
      'https://localhost:8445/finesse/api/User/1001',
      'ftp://localhost:8445/finesse/api/User/1001',
    ]);
    expect(services.getRestHost()).to.equal('localhost');
  });

  it('leaves the port out where there is none, and takes a token that comes later', async () => {
    const { services, desk } = setUp();
    const config = { ...CONFIG, localhostPort: undefined, systemAuthMode: 'SSO', authToken: 'old' };
    services.init(config);
    config.authToken = 'new';
    services.makeRequest('/x', () => undefined);
    await desk.settle();
    expect(desk.take()[0]).to.deep.include({ url: 'http://localhost/x' });
    expect(desk.page.io.requests[0]?.params['HEADERS']).to.include({ Authorization: 'Bearer new' });
  });

  it('tells the developer what a callback throws', async () => {
    const { services, desk } = setUp();
    services.init(CONFIG).makeRequest('/x', () => {
      throw new Error('mine');
    });
    await desk.settle();
    expect(desk.page.errors.map(String)).to.deep.equal(['Error: mine']);
  });

  it('never logs a credential', async () => {
    const { services, desk, log } = setUp();
    const lines: string[] = [];
    desk.page.frame.console.log = (line: string) => lines.push(line);
    desk.finesse.cslogger.ClientLogger.init(desk.page.hub, 'Mine');
    services.init(desk.finesse.gadget.Config);
    new desk.finesse.restservices.User({ id: '1001', onError: () => undefined });
    await desk.status('failing', 'recovered');
    const said = [...lines, ...log, JSON.stringify(desk.page.hub.published)].join('\n');
    expect(said).to.not.include(btoa('1001:secret'));
    expect(said).to.not.include('secret');
  });
});

describe('ClientServices.setLogger', () => {
  it('sends lines there, and nowhere for what is no logger', () => {
    const { services, log } = setUp();
    services.log('one');
    services.setLogger({} as { log(message: string): void });
    services.log('two');
    expect(log).to.deep.equal(['[ClientServices] one']);
  });
});
