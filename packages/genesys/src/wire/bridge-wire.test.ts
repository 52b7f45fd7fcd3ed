import { expect } from '@open-wc/testing';
import { DesktopError, Secret, type DesktopErrorCode } from '@cordboard/core';
import { VirtualRuntime } from '@cordboard/testing';
import { firstValueFrom } from 'rxjs';
import { BridgeSide, FaultAnswer } from '../bridge-side.test.js';
import type { AisEvent } from '../ais/event.js';
import { BridgeWire, type BridgeOptions } from './bridge-wire.js';
import type { Socket } from './environment.js';

const OPENING = { credentials: { user: '40017', secret: new Secret('canary') }, topics: [] };
const signal = () => new AbortController().signal;

async function open(options: Partial<BridgeOptions> = {}, side = new BridgeSide()) {
  const wire = new BridgeWire({ url: 'https://desk.example/ais/', environment: { fetch: side.fetch }, ...options });
  const events: AisEvent[] = [];
  const gaps: string[] = [];
  const ignored: string[] = [];
  wire.events$.subscribe((event) => events.push(event));
  wire.gap$.subscribe(() => gaps.push('gap'));
  wire.lost$.subscribe(({ code }) => gaps.push(code));
  wire.ignored$.subscribe((what) => ignored.push(what));
  await wire.open(OPENING, signal());
  return { wire, side, events, gaps, ignored };
}

const codeOf = (promise: Promise<unknown>): Promise<DesktopErrorCode | undefined> =>
  promise.then(
    () => undefined,
    (error: unknown) => DesktopError.from(error).code,
  );

class FakeSocket implements Socket {
  static last: FakeSocket | undefined;
  onopen: ((event: never) => void) | null = null;
  onmessage: ((event: { readonly data: unknown }) => void) | null = null;
  onclose: ((event: never) => void) | null = null;
  onerror: ((event: never) => void) | null = null;
  isClosed = false;
  readonly url: string;
  constructor(url: string) {
    this.url = url;
    FakeSocket.last = this;
    queueMicrotask(() => this.onopen?.(undefined as never));
  }
  close(): void {
    this.isClosed = true;
  }
}

describe('the bridge wire', () => {
  it('takes no address that is not http, or that has credentials in it', () => {
    for (const url of ['ftp://desk.example/ais', 'https://me:canary@desk.example/ais', 'https://desk.example/ais?sid=1', 'http://']) {
      expect(() => new BridgeWire({ url }), url).to.throw(DesktopError);
    }
  });

  it('names its session in every address, or leaves that to the cookie', async () => {
    const inUrl = await open();
    await inUrl.wire.invoke('DnService', 'getDnsDTO', { dnIds: ['7'], attributes: undefined });
    expect(inUrl.side.urls.slice(0, 2)).to.deep.equal([
      'https://desk.example/ais/session',
      'https://desk.example/ais/EventService/createSubscriber?sid=s-1',
    ]);
    expect(inUrl.side.urls).to.include('https://desk.example/ais/DnService/getDnsDTO?sid=s-1');
    expect([...new Set(inUrl.side.credentials)]).to.deep.equal(['omit']);
    expect(inUrl.side.asked.at(-1)?.args).to.deep.equal({ dnIds: ['7'], attributes: null });
    const byCookie = await open({ session: 'cookie' });
    await byCookie.wire.invoke('DnService', 'getDnsDTO', {});
    expect(byCookie.side.urls.some((url) => url.includes('sid'))).to.equal(false);
    expect([...new Set(byCookie.side.credentials)]).to.deep.equal(['same-origin']);
    await Promise.all([inUrl.wire.close(), byCookie.wire.close()]);
  });

  it('hands events on in order, and tells of what is none', async () => {
    const { wire, side, events, ignored } = await open();
    side.interaction('Call_1', { 'interaction:status': 'RINGING' });
    side.raw('rubbish');
    side.raw({ serviceName: 'InteractionService' });
    side.interaction('Call_1', { 'interaction:status': 'TALKING' });
    await side.fetched();
    expect(events.map(({ attributes }) => attributes.get('interaction:status'))).to.deep.equal(['RINGING', 'TALKING']);
    expect(ignored).to.have.length(2);
    await wire.close();
  });

  it('does not ask a bridge without end that answers its polls at once', async () => {
    const runtime = new VirtualRuntime();
    let polls = 0;
    const fetch = (url: string) => {
      const result = url.includes('getEvents') ? (polls++, []) : { subscriberId: 'u-1', topicServiceErrors: [] };
      const body = url.endsWith('/session') ? { sessionId: 's-1' } : { result };
      return Promise.resolve(new Response(JSON.stringify(body), { status: 200 }));
    };
    const wire = new BridgeWire({ url: 'https://desk.example/ais', runtime, environment: { fetch } });
    await wire.open(OPENING, signal());
    for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setTimeout(resolve));
    expect(polls).to.equal(1);
    await runtime.advance(500);
    for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setTimeout(resolve));
    expect(polls).to.equal(2);
    await wire.close();
  });

  it('tells once that it was lost, and takes its session up again', async () => {
    const { wire, side, gaps } = await open();
    const lost = firstValueFrom(wire.lost$);
    side.cut();
    await lost;
    expect(gaps).to.deep.equal(['link-down']);
    side.reachable = true;
    await wire.open(OPENING, signal());
    expect(side.sessions).to.equal(1);
    side.expired.add('s-1');
    await wire.open(OPENING, signal());
    expect(side.sessions).to.equal(2);
    await wire.close();
  });

  it('is lost when a request is told that the session has expired: who was let in has no wrong password', async () => {
    const { wire, side, gaps } = await open();
    side.expired.add('s-1');
    expect(await codeOf(wire.invoke('AgentService', 'getAgentDTO', {}))).to.equal('link-down');
    expect(gaps).to.deep.equal(['link-down']);
    expect(await codeOf(wire.invoke('AgentService', 'getAgentDTO', {}))).to.equal('link-down');
  });

  it('ends another agent’s session before it begins one', async () => {
    const { wire, side } = await open();
    await wire.open({ ...OPENING, credentials: { user: '40018', secret: new Secret('canary') } }, signal());
    expect(side.asked.map(({ what }) => what).filter((what) => what.includes('session'))).to.deep.equal([
      'POST session',
      'DELETE session',
      'POST session',
    ]);
    await wire.close();
  });

  it('tells what each fault means', async () => {
    const { wire, side } = await open();
    const rows: readonly (readonly [number, string, DesktopErrorCode])[] = [
      [404, 'error.interaction.Unknown', 'not-found'],
      [404, 'error.common.UnknownMethod', 'not-supported'],
      [409, 'error.agent.NotLoggedIn', 'invalid-state'],
      [400, 'error.common.InvalidArgument', 'invalid-argument'],
      [400, 'error.event.BadTopicEvent', 'refused'],
      [500, 'error.common.AilFactoryNotInitialized', 'out-of-service'],
      [503, 'error.common.Whatever', 'out-of-service'],
    ];
    for (const [status, key, code] of rows) {
      side.answers['X.y'] = () => {
        throw new FaultAnswer(status, key);
      };
      expect(await codeOf(wire.invoke('X', 'y', {})), key).to.equal(code);
    }
    await wire.close();
  });

  it('takes nothing but what the protocol allows', async () => {
    const bodies: readonly (readonly [number, string, DesktopErrorCode])[] = [
      [200, '<html>', 'protocol'],
      [200, 'null', 'protocol'],
      [200, '[]', 'protocol'],
      [502, '<html>', 'protocol'],
      [200, `{"result":"${'x'.repeat(3_000)}"}`, 'protocol'],
    ];
    const { side } = await open();
    for (const [status, body, code] of bodies) {
      const fetch = (url: string, init: RequestInit) =>
        url.includes('/X/') ? Promise.resolve(new Response(body, { status })) : side.fetch(url, init);
      const { wire } = await open({ environment: { fetch }, limits: { maxBytes: 2_000 } });
      expect(await codeOf(wire.invoke('X', 'y', {})), body.slice(0, 20)).to.equal(code);
      await wire.close();
    }
  });

  it('gives up a request that is not answered, and one that is aborted', async () => {
    const runtime = new VirtualRuntime();
    const { wire, side } = await open({ runtime });
    side.answers['X.y'] = () => new Promise(() => undefined);
    const asked = side.asks('X.y');
    const late = codeOf(wire.invoke('X', 'y', {}));
    await asked;
    await runtime.advance(15_000);
    expect(await late).to.equal('timeout');
    const control = new AbortController();
    const called = codeOf(wire.invoke('X', 'y', {}, control.signal));
    control.abort();
    expect(await called).to.equal('aborted');
    await wire.close();
  });

  describe('by push', () => {
    const push = (runtime = new VirtualRuntime()) => {
      const side = new BridgeSide();
      return open({ push: true, runtime, environment: { fetch: side.fetch, WebSocket: FakeSocket } }, side);
    };

    it('takes events from the socket and never polls', async () => {
      const { wire, side, events, ignored } = await push();
      const socket = FakeSocket.last!;
      expect(socket.url).to.equal('wss://desk.example/ais/notify?sid=s-1&subscriberId=u-1');
      const event = { serviceName: 'InteractionService', eventName: 'InteractionEvent', attributes: [] };
      const say = (data: unknown) => socket.onmessage?.({ data });
      say(JSON.stringify({ subscriberId: 'u-1', events: [event] }));
      say(JSON.stringify({ subscriberId: 'another', events: [event] }));
      say('{');
      say(new ArrayBuffer(1));
      expect(events).to.have.length(1);
      expect(ignored).to.have.length(2);
      expect(side.urls.some((url) => url.includes('getEvents'))).to.equal(false);
      await wire.close();
      expect(socket.isClosed).to.equal(true);
    });

    it('is lost with the socket', async () => {
      const { gaps } = await push();
      FakeSocket.last!.onclose?.(undefined as never);
      expect(gaps).to.deep.equal(['link-down']);
    });

    it('keeps the session alive, which nothing else asks for', async () => {
      const runtime = new VirtualRuntime();
      const { wire, side } = await push(runtime);
      const kept = side.asks('EventService.getTopics');
      await runtime.advance(600_000);
      await kept;
      await wire.close();
      expect(runtime.timers).to.equal(0);
    });
  });
});
