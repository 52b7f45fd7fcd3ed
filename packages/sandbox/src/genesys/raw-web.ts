// A client for tests that speaks the Web Services wire by hand, over a sandbox without a server. It is not shipped.
import type { Stage } from './raw-bridge.js';

/** A reply, read. */
export interface WebReplyRead {
  readonly status: number;
  readonly json: Record<string, unknown>;
  readonly headers: Headers;
}

/** A message of the notifications. */
export interface WebMessage {
  readonly channel: string;
  readonly successful?: boolean;
  readonly error?: string;
  readonly clientId?: string;
  readonly advice?: { readonly reconnect: string };
  readonly data?: {
    readonly messageType: string;
    readonly notificationType?: string;
    readonly call?: Record<string, unknown> & { readonly capabilities: string[]; readonly participants: { phoneNumber: string }[] };
    readonly devices?: (Record<string, unknown> & { readonly userState: { state: string }; readonly capabilities: string[] })[];
  };
}

/** One agent's client. */
export class RawWeb {
  readonly stage: Stage;
  readonly id: string;
  cookie = '';
  csrf = '';
  clientId = '';

  constructor(stage: Stage, id: string) {
    this.stage = stage;
    this.id = id;
  }

  /** Signs an agent in, subscribed to everything. */
  static async start(stage: Stage, id: string): Promise<RawWeb> {
    const web = new RawWeb(stage, id);
    await web.open();
    await web.subscribe('/v2/me/calls', '/v2/me/devices');
    await web.post('/me', { operationName: 'StartContactCenterSession', channels: ['voice'] });
    await stage.wait(30);
    await web.messages();
    return web;
  }

  async open(): Promise<void> {
    const { headers } = await this.send('GET', '/me', undefined, { Authorization: `Basic ${btoa(`${this.id}:cordboard`)}` });
    this.cookie = /JSESSIONID=([^;]+)/.exec(headers.get('set-cookie') ?? '')?.[0] ?? '';
    this.csrf = headers.get(headers.get('x-csrf-header') ?? '') ?? '';
  }

  async subscribe(...channels: readonly string[]): Promise<void> {
    const [shaken] = await this.notify({ channel: '/meta/handshake', version: '1.0', supportedConnectionTypes: ['long-polling'] });
    this.clientId = shaken?.clientId ?? '';
    await this.notify({ channel: '/meta/subscribe', clientId: this.clientId, subscription: channels });
  }

  async send(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<WebReplyRead> {
    const all = { ...(this.cookie && { Cookie: this.cookie }), ...(this.csrf && { 'X-CSRF-TOKEN': this.csrf }), ...headers };
    const init = { method, headers: all, ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }) };
    const outcome = await this.stage.sandbox.fetch(new Request(`http://127.0.0.1:8450/api/v2${path}`, init));
    if (typeof outcome === 'string') throw new Error(outcome);
    const text = await outcome.text();
    return { status: outcome.status, json: (text === '' ? {} : JSON.parse(text)) as Record<string, unknown>, headers: outcome.headers };
  }

  /** Posts; the statusCode of the answer. */
  async post(path: string, body: unknown): Promise<unknown> {
    return (await this.send('POST', path, body)).json['statusCode'];
  }

  /** An operation on a call; the statusCode of the answer. */
  async operate(callId: string, operationName: string, more: object = {}): Promise<unknown> {
    return this.post(`/me/calls/${callId}`, { operationName, ...more });
  }

  async notify(...messages: readonly object[]): Promise<readonly WebMessage[]> {
    return (await this.send('POST', '/notifications', messages)).json as unknown as WebMessage[];
  }

  /** Messages that wait, without waiting for more. */
  async messages(): Promise<readonly WebMessage[]> {
    const all = await this.notify({
      channel: '/meta/connect',
      clientId: this.clientId,
      connectionType: 'long-polling',
      advice: { timeout: 0 },
    });
    return all.filter(({ channel }) => !channel.startsWith('/meta/'));
  }

  /** Notifications of calls, a line each: id, type, state, participants, operations (those of data apart). */
  async told(): Promise<readonly string[]> {
    return (await this.messages()).flatMap(({ data }) => {
      const call = data?.call;
      if (!call) return [];
      const parties = call.participants.map(({ phoneNumber }) => phoneNumber).join();
      const operations = call.capabilities.filter((each) => !each.includes('UserData')).join();
      return [`${String(call['id'])} ${data.notificationType ?? ''}:${String(call['state'])} [${parties}] ${operations}`];
    });
  }
}
