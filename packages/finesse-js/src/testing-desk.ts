import { createFinesse, type Finesse } from './create-finesse.js';
import { type ProxyAnswer } from './frame-window.js';
import { testPage, type TestPage, type TestPageOptions } from './testing-page.js';

/** A request that reached the proxy. */
export interface SentRequest {
  readonly method: string;
  /** As the proxy was given it. */
  readonly url: string;
  /** Path and query below `/finesse/api`, without `nocache`. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  readonly params: Readonly<Record<string, unknown>>;
}

/** What a request is answered: XML with 200, or more; null for never. */
type Answer = string | ProxyAnswer | null;

/** Preferences of agent 1001. */
const PREFS: Readonly<Record<string, string>> = {
  id: '1001',
  host: 'fin-a.lab.example',
  hostPort: '8445',
  scheme: 'https',
  restHost: 'localhost',
  localhostPort: '8082',
  locale: 'en_US',
  extension: '61001',
  teamId: '5071',
  teamName: 'Billing &amp; East',
  systemAuthMode: 'NON_SSO',
  clientDriftInMillis: '1500',
};

/** Agent 1001's page, ready for the library to be loaded. */
export function agentPage(options: TestPageOptions = {}): TestPage {
  const page = testPage(options);
  for (const [name, value] of Object.entries(PREFS)) page.prefs.set(name, value);
  page.session.set('userFinesseAuth', btoa('1001:secret'));
  return page;
}

/** A gadget of agent 1001 with the library loaded, on a page that answers for its connection and its nodes, and a server that answers as told. */
export class TestDesk {
  readonly page: TestPage = agentPage();
  readonly finesse: Finesse = createFinesse(this.page.frame);
  /** Whether the page answers. */
  answering = true;
  /** What the page says to a request for a node; undefined grants it. */
  nodeAnswer: unknown = undefined;
  readonly #answers = new Map<string, Answer>();
  #seen = 0;
  #taken = 0;

  constructor() {
    this.page.hub.subscribe('finesse.info.requests', (_topic, request) => this.#onRequest(request));
  }

  /** Begins the client services. */
  begin(): this {
    this.finesse.clientservices.ClientServices.init(this.finesse.gadget.Config);
    return this;
  }

  /** Answers a request from now on. Other reads are answered 404, all else 202. @param path - Below `/finesse/api`. */
  answer(method: string, path: string, answer: Answer): this {
    this.#answers.set(`${method} ${path}`, answer);
    return this;
  }

  /** Waits until hub and server have nothing left to do. */
  async settle(): Promise<void> {
    for (;;) {
      await this.page.hub.settled();
      const request = this.page.io.requests[this.#seen];
      if (!request) return;
      this.#seen++;
      const { method, path } = sentOf(request);
      const known = this.#answers.get(`${method} ${path}`);
      if (known === null) continue;
      const answer = known ?? { rc: method === 'GET' ? 404 : 202, text: '' };
      request.answer(typeof answer === 'string' ? { rc: 200, text: answer } : answer);
    }
  }

  /** Publishes a notification as the page does, and waits. @param node - Below `/finesse/api`. */
  async notify(node: string, xml: string): Promise<void> {
    await this.publish(`finesse.api${node.replaceAll('/', '.')}`, {
      content: `/finesse/api${node}${xml}`,
      object: this.finesse.utilities.Utilities.xml2JsObj(xml),
    });
  }

  /** Publishes as the page, and waits. */
  async publish(topic: string, data?: unknown): Promise<void> {
    this.page.hub.publish(topic, data);
    await this.settle();
  }

  /** Publishes connection statuses one by one, and waits. */
  async status(...statuses: string[]): Promise<void> {
    for (const status of statuses) await this.publish('finesse.info.connection', { status, resourceID: 'r1' });
  }

  /** Lets time pass, and waits for what comes of it. */
  async pass(ms: number): Promise<void> {
    this.page.pass(ms);
    await this.settle();
  }

  /** The requests sent since this was called last. */
  take(): SentRequest[] {
    const taken = this.page.io.requests.slice(this.#taken).map(sentOf);
    this.#taken += taken.length;
    return taken;
  }

  /** The same, as lines: method, path, body. */
  lines(): string[] {
    return this.take().map(({ method, path, body }) => [method, path, body].filter((part) => part !== undefined).join(' '));
  }

  #onRequest(request: unknown): void {
    if (!this.answering) return;
    const { type, invokeID } = request as { type: string; invokeID: string };
    if (type === 'ConnectionInfoReq') this.page.hub.publish('finesse.info.connection', { status: 'connected', resourceID: 'r1', invokeID });
    if (type === 'SubscribeNodeReq') this.page.hub.publish(`finesse.info.responses.${invokeID}`, this.nodeAnswer);
    if (type === 'UnsubscribeNodeReq') this.page.hub.publish(`finesse.info.responses.${invokeID}`);
  }
}

function sentOf({ url, params }: { readonly url: string; readonly params: Readonly<Record<string, unknown>> }): SentRequest {
  const parsed = new URL(url);
  parsed.searchParams.delete('nocache');
  return {
    method: typeof params['METHOD'] === 'string' ? params['METHOD'] : 'GET',
    url,
    path: (parsed.pathname + parsed.search).replace('/finesse/api', ''),
    headers: (params['HEADERS'] ?? {}) as Record<string, string>,
    body: typeof params['POST_DATA'] === 'string' ? params['POST_DATA'] : undefined,
    params,
  };
}

/** The XML of a notification. @param source - Below `/finesse/api`. */
export function update(event: string, source: string, data: string, requestId = ''): string {
  return `<Update><data>${data}</data><event>${event}</event><requestId>${requestId}</requestId><source>/finesse/api${source}</source></Update>`;
}
