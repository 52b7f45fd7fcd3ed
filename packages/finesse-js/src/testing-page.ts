import { type FrameWindow, type Hub, type NotificationMaker, type ProxyAnswer, type ProxyIo } from './frame-window.js';

/** A message that crossed the hub, as the last subscriber would see it. */
export interface HubMessage {
  readonly topic: string;
  readonly data: unknown;
}

/** A hub as pages have it: delivery later and in order, data by way of JSON, the publisher among the receivers. */
export class TestHub implements Hub {
  /** All that was published, in order. */
  readonly published: HubMessage[] = [];
  /** What subscribers threw. The real hub swallows it. */
  readonly swallowed: unknown[] = [];
  readonly #subscriptions = new Map<string, { topic: string; onData: (topic: string, data: unknown) => void }>();
  readonly #queue: { topic: string; json: string | undefined }[] = [];
  #delivering: Promise<void> | undefined;
  #next = 0;

  isConnected(): boolean {
    return true;
  }

  subscribe(topic: string, onData: (topic: string, data: unknown) => void): string {
    if (topic.split('.').some((token) => token === '')) throw new Error('OpenAjax.hub.Error.BadParameters');
    const id = String(this.#next++);
    this.#subscriptions.set(id, { topic, onData });
    return id;
  }

  unsubscribe(id: string): void {
    if (!this.#subscriptions.delete(id)) throw new Error('OpenAjax.hub.Error.NoSubscription');
  }

  publish(topic: string, data?: unknown): void {
    if (topic.split('.').some((token) => token === '' || token.startsWith('*'))) throw new Error('OpenAjax.hub.Error.BadParameters');
    const json = JSON.stringify(data) as string | undefined;
    this.published.push({ topic, data: json === undefined ? undefined : JSON.parse(json) });
    this.#queue.push({ topic, json });
    this.#delivering ??= this.#deliver();
  }

  getClientID(): string {
    return 'finesse_gadget_3';
  }

  /** Resolves when everything published has been delivered, what handlers published on that occasion included. */
  async settled(): Promise<void> {
    while (this.#delivering) await this.#delivering;
  }

  /** Publishes as the page, and waits for what comes of it. */
  async say(topic: string, data?: unknown): Promise<void> {
    this.publish(topic, data);
    await this.settled();
  }

  /** What was published on one topic. */
  on(topic: string): unknown[] {
    return this.published.filter((message) => message.topic === topic).map(({ data }) => data);
  }

  /** Topics somebody listens to, one entry for each subscription. */
  get listened(): string[] {
    return [...this.#subscriptions.values()].map(({ topic }) => topic);
  }

  async #deliver(): Promise<void> {
    await Promise.resolve();
    for (let message = this.#queue.shift(); message; message = this.#queue.shift()) {
      for (const { topic, onData } of [...this.#subscriptions.values()]) {
        if (!matches(topic, message.topic)) continue;
        try {
          onData(message.topic, message.json === undefined ? undefined : JSON.parse(message.json));
        } catch (error) {
          this.swallowed.push(error);
        }
      }
    }
    this.#delivering = undefined;
  }
}

/** A request as it reached the proxy. */
export interface ProxiedRequest {
  readonly url: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** Answers it. */
  readonly answer: (answer: ProxyAnswer) => void;
}

/** A proxy that keeps requests until the test, or `reply`, answers them. */
export class TestProxy implements ProxyIo {
  readonly requests: ProxiedRequest[] = [];
  /** Answers requests by itself, later, where it returns an answer. */
  reply: ((url: string, params: Readonly<Record<string, unknown>>) => ProxyAnswer | undefined) | undefined;

  makeRequest(url: string, callback: (answer: ProxyAnswer) => void, params: Record<string, unknown> = {}): void {
    this.requests.push({ url, params, answer: callback });
    const answer = this.reply?.(url, params);
    if (answer) queueMicrotask(() => callback(answer));
  }
}

/** What a test may change of the page before the library is made. */
export interface TestPageOptions {
  /** Id of the tab panel around the frame without `panel_`, or null for a gadget outside tabs. */
  tab?: string | null;
  /** The query of the frame's address. */
  search?: string;
  /** The window around the frame; a page with `finesse.container` by default. */
  parent?: unknown;
  /** Message bundle of the gadget. */
  messages?: Readonly<Record<string, string>>;
  Notification?: NotificationMaker;
}

/** A frame on a page, in memory: one for each test. */
export interface TestPage {
  readonly frame: FrameWindow;
  readonly hub: TestHub;
  readonly io: TestProxy;
  /** Calls into the page's own objects, in order: name and arguments. */
  readonly calls: [string, ...unknown[]][];
  /** What gadgets' handlers threw. */
  readonly errors: unknown[];
  /** What the gadget stored as preferences. */
  readonly prefs: Map<string, string>;
  readonly session: Map<string, string>;
  /** Lets time pass; timers that are due run. */
  pass(ms: number): void;
}

/** Makes a page with one gadget in it: number 3, in the tab `home`. */
export function testPage(options: TestPageOptions = {}): TestPage {
  const hub = new TestHub();
  const io = new TestProxy();
  const calls: [string, ...unknown[]][] = [];
  const errors: unknown[] = [];
  const prefs = new Map<string, string>();
  const session = new Map<string, string>();
  const timers = new Map<number, { at: number; task: () => void }>();
  let now = Date.UTC(2026, 0, 5, 9);
  let timer = 0;

  const record =
    (name: string) =>
    (...args: unknown[]): string => {
      calls.push([name, ...args]);
      return `${name} answered`;
    };
  const page = {
    finesse: {
      container: {
        Container: {
          showDialog: record('showDialog'),
          hideDialog: record('hideDialog'),
          reloadGadget: record('reloadGadget'),
          modifyGadgetUrl: record('modifyGadgetUrl'),
        },
      },
    },
  };
  const frame: FrameWindow = {
    gadgets: {
      Hub: hub,
      io,
      Prefs: class {
        getString(name: string): string {
          return prefs.get(name) ?? '';
        }
        getMsg(name: string): string {
          return options.messages?.[name] ?? '';
        }
        set(name: string, value: string): void {
          prefs.set(name, value);
        }
      },
    },
    parent: 'parent' in options ? options.parent : page,
    frameElement: frameElement(options.tab === undefined ? 'home' : options.tab),
    document: document.implementation.createHTMLDocument('gadget'),
    location: { href: `https://desk.example/gadgets/ifr${options.search ?? '?mid=3'}`, search: options.search ?? '?mid=3', hash: '' },
    sessionStorage: storage(session),
    console: { log: () => undefined },
    Date: { now: () => now },
    crypto,
    indexedDB,
    ...(options.Notification ? { Notification: options.Notification } : {}),
    reportError: (error) => void errors.push(error),
    setTimeout(task, ms) {
      timers.set(++timer, { at: now + ms, task });
      return timer;
    },
    clearTimeout: (id) => void timers.delete(id),
  };

  return {
    frame,
    hub,
    io,
    calls,
    errors,
    prefs,
    session,
    pass(ms) {
      const until = now + ms;
      for (;;) {
        const [next] = [...timers].filter(([, { at }]) => at <= until).sort(([, a], [, b]) => a.at - b.at);
        if (!next) break;
        const [id, { at, task }] = next;
        timers.delete(id);
        now = at;
        task();
      }
      now = until;
    },
  };
}

function frameElement(tab: string | null): Element {
  const box = document.createElement('div');
  if (tab !== null) {
    box.className = 'tab-panel';
    box.id = `panel_${tab}`;
  }
  const inner = document.createElement('div');
  const frame = document.createElement('iframe');
  frame.id = 'finesse_gadget_3';
  inner.append(frame);
  box.append(inner);
  return frame;
}

function storage(entries: Map<string, string>): Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> {
  return {
    getItem: (key) => entries.get(key) ?? null,
    setItem: (key, value) => void entries.set(key, value),
    removeItem: (key) => void entries.delete(key),
  };
}

// `*` is one token, a last `**` one or more.
function matches(subscribed: string, topic: string): boolean {
  const wanted = subscribed.split('.');
  const tokens = topic.split('.');
  if (wanted.at(-1) === '**') {
    wanted.pop();
    return tokens.length > wanted.length && wanted.every((token, at) => token === '*' || token === tokens[at]);
  }
  return tokens.length === wanted.length && wanted.every((token, at) => token === '*' || token === tokens[at]);
}
