import { Secret } from '@cordboard/core';
import { NotificationClient, type ClientServices, type GadgetHub, type GadgetPage } from '@cordboard/finesse';
import { createFinesse, type Finesse, type FrameWindow } from '@cordboard/finesse-js';
import type { RunningSandbox } from '@cordboard/sandbox/server';
import type { Subscription } from 'rxjs';
import { WebSocket } from 'ws';

interface Subscribed {
  readonly frame: number;
  readonly topic: string;
  readonly onData: (topic: string, data: unknown) => void;
}

/**
 * A Finesse desktop page without a browser: the hub, the proxy and the one notification connection that all gadgets of an agent share, by the
 * words of its contract. What the platform says is the sandbox's; nothing here makes up a report.
 */
export class DesktopPage {
  readonly #running: RunningSandbox;
  readonly #password: string;
  readonly #fetch: (url: string, init: RequestInit) => Promise<Response>;
  readonly #subscribed = new Map<string, Subscribed>();
  readonly #asked: string[] = [];
  readonly #config: Record<string, string> = {};
  #master: NotificationClient | undefined;
  #notices: Subscription | undefined;
  #status: string | undefined;
  #last = 0;
  #isProxyDown = false;

  /** `send` takes the place of `fetch` for what the proxy passes on. */
  constructor(running: RunningSandbox, password: string, send: (url: string, init: RequestInit) => Promise<Response> = fetch) {
    this.#running = running;
    this.#password = password;
    this.#fetch = send;
  }

  /** Requests that came to the proxy, as `METHOD path`. */
  get asked(): readonly string[] {
    return this.#asked;
  }

  /** How many subscriptions gadgets have on the hub. */
  get subscriptions(): number {
    return this.#subscribed.size;
  }

  /** The agent signs in on the desktop's own form. Resolves when they are in, and the page is connected. */
  async signIn(agentId: string, extension: string): Promise<void> {
    const authorization = Buffer.from(`${agentId}:${this.#password}`).toString('base64');
    const response = await fetch(`${this.#running.url}finesse/api/User/${agentId}`, {
      method: 'PUT',
      headers: { Authorization: `Basic ${authorization}`, 'Content-Type': 'application/xml' },
      body: `<User><state>LOGIN</state><extension>${extension}</extension></User>`,
    });
    if (!response.ok) throw new Error(`The desktop could not sign in: ${response.status}`);
    await this.#signedIn(agentId);
    await this.open(agentId, extension);
  }

  /** The same for an agent who is signed in already. */
  async open(agentId: string, extension: string): Promise<void> {
    Object.assign(this.#config, {
      id: agentId,
      extension,
      scheme: 'http',
      host: '127.0.0.1',
      restHost: 'localhost',
      localhostPort: '8082',
      locale: 'en_US',
      systemAuthMode: 'NON_SSO',
      authorization: Buffer.from(`${agentId}:${this.#password}`).toString('base64'),
    });
    await this.#listen(agentId);
  }

  /** The globals of a gadget's frame that has loaded finesse.js, which it finds there as soon as somebody is signed in. */
  frameWithLibrary(): GadgetPage {
    const page = this.frame();
    let finesse: Finesse | undefined;
    const isReady = (): boolean => this.#config['id'] !== undefined;
    return {
      ...page,
      get finesse() {
        if (isReady()) finesse ??= createFinesse(windowOf(page));
        if (!finesse) return {};
        const { gadget, clientservices } = finesse;
        return {
          gadget: { Config: { ...gadget.Config } },
          clientservices: { ClientServices: clientservices.ClientServices as ClientServices },
        };
      },
    };
  }

  /** The globals of a gadget's frame. */
  frame(): GadgetPage {
    const frame = ++this.#last;
    const hub: GadgetHub = {
      isConnected: () => true,
      subscribe: (topic, onData) => {
        const id = `${++this.#last}`;
        this.#subscribed.set(id, { frame, topic, onData });
        return id;
      },
      publish: (topic, data) => this.#onPublish(topic, data),
      unsubscribe: (id) => {
        if (!this.#subscribed.delete(id)) throw new Error('OpenAjax.hub.Error.NoSubscription');
      },
    };
    const config = this.#config;
    return {
      // Not among the preferences, which stand in the frame's address: finesse.js takes it from here.
      sessionStorage: { getItem: (name) => (name === 'userFinesseAuth' ? (config['authorization'] ?? null) : null) },
      gadgets: {
        Hub: hub,
        HubSettings: {},
        Prefs: class {
          getString(name: string): string {
            return name === 'authorization' ? '' : (config[name] ?? '');
          }
        },
        io: { makeRequest: (url, callback, params) => void this.#request(url, callback, params) },
      },
    };
  }

  /** The frame is reloaded: the page drops what it had subscribed. */
  drop(): void {
    this.#subscribed.clear();
  }

  /** Says how the page's connection stands. */
  tell(status: string): void {
    this.#status = status;
    this.publish('finesse.info.connection', { status, resourceID: 'desktop' });
  }

  /** Publishes as the page does: later, and as a copy for each. */
  publish(topic: string, data: unknown): void {
    const text = JSON.stringify(data);
    setImmediate(() => {
      for (const [id, { topic: wanted, onData }] of [...this.#subscribed]) {
        if (wanted !== topic || !this.#subscribed.has(id)) continue;
        try {
          onData(topic, text === undefined ? undefined : JSON.parse(text));
        } catch {
          // The hub swallows what its listeners throw.
        }
      }
    });
  }

  /** From now on the proxy gives no answers of the platform, or does again. */
  cutProxy(isCut: boolean): void {
    this.#isProxyDown = isCut;
  }

  close(): void {
    this.#notices?.unsubscribe();
    this.#subscribed.clear();
  }

  // The answer is only that it was asked for, and a desktop loads no gadget before.
  #signedIn(agentId: string): Promise<void> {
    const { engine } = this.#running;
    return new Promise((resolve) => {
      const look = (): void => {
        if (engine.agent(agentId)?.state === 'LOGOUT') return;
        forget();
        resolve();
      };
      const forget = engine.subscribe(look);
      look();
    });
  }

  async #listen(agentId: string): Promise<void> {
    this.#notices?.unsubscribe();
    const master = new NotificationClient({
      url: this.#running.wsUrl,
      domain: '127.0.0.1',
      credentials: { kind: 'basic', id: agentId, secret: new Secret(this.#password) },
      resource: 'desktop',
      // Nobody else comes back in the same moment.
      spreadMs: 200,
      baseMs: 100,
      capMs: 400,
      environment: { WebSocket },
    });
    this.#master = master;
    await new Promise<void>((resolve) => {
      this.#notices = master.events$.subscribe((notice) => {
        if (notice.type === 'item') this.#onItem(notice.item.node, notice.item.payload);
        else if (notice.type === 'up') {
          this.tell(this.#status === 'failing' ? 'recovered' : 'connected');
          resolve();
        } else if (notice.type === 'down') this.tell('failing');
      });
    });
  }

  // The library's publisher leaves the path of the node before the text.
  #onItem(node: string, payload: string): void {
    this.publish(decodeURIComponent(node).slice(1).replaceAll('/', '.'), { content: `${node}${payload}`, object: {} });
  }

  #onPublish(topic: string, data: unknown): void {
    this.publish(topic, data);
    if (topic !== 'finesse.info.requests') return;
    const { type, data: wanted, invokeID } = data as { type: string; data: { node?: string }; invokeID: string | number };
    if (type === 'ConnectionInfoReq' && this.#status !== undefined) {
      this.publish('finesse.info.connection', { status: this.#status, resourceID: 'desktop', invokeID });
    }
    const { node } = wanted;
    if (node === undefined || (type !== 'SubscribeNodeReq' && type !== 'UnsubscribeNodeReq')) return;
    const done = type === 'SubscribeNodeReq' ? this.#master?.subscribe(node) : this.#master?.unsubscribe(node);
    void done?.then(
      () => this.publish(`finesse.info.responses.${invokeID}`, undefined),
      () => this.publish(`finesse.info.responses.${invokeID}`, { error: { errorType: 'Not connected', errorMessage: '' } }),
    );
  }

  async #request(url: string, callback: (reply: unknown) => void, params: Readonly<Record<string, unknown>>): Promise<void> {
    const { pathname, search, origin } = new URL(url);
    const method = typeof params['METHOD'] === 'string' ? params['METHOD'] : 'GET';
    this.#asked.push(`${method} ${pathname}`);
    if (origin !== 'http://localhost:8082' || this.#isProxyDown) return callback({ errors: ['502 Error'], rc: 502, text: '<html></html>' });
    const headers = params['HEADERS'] as Record<string, string>;
    const body = params['POST_DATA'];
    try {
      const response = await this.#fetch(new URL(pathname + search, this.#running.url).href, {
        method,
        headers,
        ...(typeof body === 'string' && { body }),
      });
      const text = await response.text();
      callback({
        text,
        data: text,
        rc: response.status,
        headers: Object.fromEntries([...response.headers].map(([name, value]) => [name, [value]])),
        errors: response.ok ? [] : [`${response.status} Error`],
      });
    } catch {
      callback({ errors: ['500 Error'], rc: 500, text: '' });
    }
  }
}

// What the library takes from a frame, where there is no browser. What it shows on the page nobody asks it for here.
function windowOf(page: GadgetPage): FrameWindow {
  const frame = {
    gadgets: page.gadgets,
    document: {},
    location: { href: '', search: '', hash: '' },
    sessionStorage: page.sessionStorage,
    console,
    Date,
    crypto,
    setTimeout,
    clearTimeout,
    reportError: (error: unknown) => {
      throw error;
    },
  };
  return frame as unknown as FrameWindow;
}
