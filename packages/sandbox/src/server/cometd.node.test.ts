import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { CometD, type Message } from 'cometd';
import { WebSocket } from 'ws';
import { startSandbox, type RunningSandbox } from './index.js';
import { basic, raw, until } from './raw-client.js';

const MAYA = '1001001';
const K = '+12065550142';

/** As much of a browser's request as the library uses. */
class PlainRequest {
  status = 0;
  responseText = '';
  readyState = 0;
  withCredentials = false;
  onload: (() => void) | undefined;
  onerror: (() => void) | undefined;
  readonly #headers: Record<string, string> = {};
  readonly #gone = new AbortController();
  #method = '';
  #address = '';

  open(method: string, address: string): void {
    this.#method = method;
    this.#address = address;
    this.readyState = 1;
  }

  setRequestHeader(name: string, value: string): void {
    this.#headers[name] = value;
  }

  send(body: string): void {
    fetch(this.#address, { method: this.#method, headers: this.#headers, body, signal: this.#gone.signal }).then(
      async (reply) => {
        this.status = reply.status;
        this.responseText = await reply.text();
        this.readyState = 4;
        this.onload?.();
      },
      () => {
        this.readyState = 4;
        this.onerror?.();
      },
    );
  }

  abort(): void {
    this.#gone.abort();
  }
}

// The library is made for browsers; it looks for its means under this name.
const browser: Record<string, unknown> = { setTimeout, clearTimeout, XMLHttpRequest: PlainRequest };

let running: RunningSandbox;
let headers: Record<string, string>;
before(async () => {
  (globalThis as Record<string, unknown>)['window'] = browser;
  running = await startSandbox({ port: 0 });
  const me = await raw(running, 'GET', '/api/v2/me', { headers: { Authorization: basic(MAYA) } });
  const cookie = /JSESSIONID=[^;]+/.exec(me.headers.get('set-cookie') ?? '')?.[0] ?? '';
  headers = { Cookie: cookie, 'X-CSRF-TOKEN': me.headers.get('x-csrf-token') ?? '' };
  const start = JSON.stringify({ operationName: 'StartContactCenterSession', channels: ['voice'] });
  await raw(running, 'POST', '/api/v2/me', { body: start, headers });
});
after(async () => {
  delete (globalThis as Record<string, unknown>)['window'];
  await running.close();
});

describe('the CometD project’s own client', () => {
  for (const transport of ['long-polling', 'websocket']) {
    it(`is told of calls by ${transport}, and begins again when it is forgotten`, async () => {
      browser['WebSocket'] = class extends WebSocket {
        constructor(address: string, protocol?: string) {
          super(address, protocol ?? [], { headers });
        }
      };
      const client = new CometD();
      for (const other of client.getTransportTypes()) if (other !== transport) client.unregisterTransport(other);
      client.configure({ url: `${running.url}api/v2/notifications`, requestHeaders: headers, logLevel: 'warn' });
      const states: string[] = [];
      let shaken = 0;
      client.addListener('/meta/handshake', (message: Message) => {
        if (!message.successful) return;
        shaken += 1;
        client.subscribe('/v2/me/calls', ({ data }: Message) => {
          const { call } = data as { call: { id: string; state: string } };
          states.push(call.state);
        });
      });
      let subscribed = 0;
      client.addListener('/meta/subscribe', ({ successful }: Message) => void (subscribed += Number(successful)));
      client.handshake();
      await until(() => subscribed === 1);
      const placed = running.engine.execute({ type: 'place-call', from: K, to: MAYA });
      const callId = placed.ok ? (placed.callId ?? '') : '';
      await until(() => states.length === 1);
      running.sandbox.genesys.moveNode(() => true);
      await until(() => shaken === 2 && subscribed === 2);
      running.engine.execute({ type: 'call-action', callId, address: MAYA, action: 'answer' });
      await until(() => states.length === 2);
      running.engine.execute({ type: 'call-action', callId, address: MAYA, action: 'drop' });
      await until(() => states.length === 3);
      assert.deepEqual(states, ['Ringing', 'Established', 'Released']);
      await new Promise<void>((resolve) => client.disconnect(() => resolve()));
      assert.ok(client.isDisconnected());
    });
  }
});
