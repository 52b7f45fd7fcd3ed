import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setInterval } from 'node:timers/promises';
import { SaxesParser } from 'saxes';
import * as strophe from 'strophe.js';
import { startSandbox, type RunningSandbox } from './index.js';
import { basic, control, raw, until } from './raw-client.js';

// A client library that is not ours, with nothing of ours between it and the server: what it understands, others will.

// Its own types do not resolve for Node's modules; these are the parts that are used.
interface Builder {
  c(name: string, attributes?: Readonly<Record<string, string>>): Builder;
}
interface Xml {
  readonly textContent: string | null;
  getAttribute(name: string): string | null;
  getElementsByTagName(name: string): ArrayLike<Xml>;
}
type OnStatus = (status: number, why?: string) => void;
interface Connection {
  readonly jid: string;
  connect_callback: OnStatus;
  connect(jid: string, password: string, onStatus: OnStatus): void;
  disconnect(why: string): void;
  reset(): void;
  send(stanza: Builder): void;
  sendIQ(stanza: Builder, onResult: (answer: Xml) => void, onError: (answer: Xml | null) => void, timeoutMs: number): void;
  addHandler(handler: (stanza: Xml) => boolean, ns: null, name: string): unknown;
  deleteHandler(handler: unknown): void;
}
interface StropheLibrary {
  readonly $iq: (attributes: Readonly<Record<string, string>>) => Builder;
  readonly $pres: () => Builder;
  readonly Strophe: {
    readonly Connection: new (service: string) => Connection;
    readonly Status: Readonly<Record<'CONNECTED' | 'DISCONNECTED' | 'AUTHFAIL' | 'CONNFAIL', number>>;
    serialize(stanza: Xml): string;
  };
}
const { $iq, $pres, Strophe } = strophe as unknown as StropheLibrary;

const SUPERVISOR = '1001090';
const TEAM_NODE = '/finesse/api/Team/5071/Users';
const SECONDS = 30;
const BURST = 20;

interface Update {
  readonly event: string;
  readonly source: string;
  readonly state: string;
}

/** What the library takes from a browser, as far as it does, over Node's own `fetch`. */
class BrowserRequest {
  onreadystatechange: () => void = () => {};
  readyState = 0;
  status = 0;
  responseText = '';
  responseXML: unknown = null;
  readonly #gone = new AbortController();
  readonly #headers: Record<string, string> = {};
  #open: readonly [method: string, url: string] = ['', ''];

  open(method: string, url: string): void {
    this.#open = [method, url];
    this.#is(1);
  }

  setRequestHeader(name: string, value: string): void {
    this.#headers[name] = value;
  }

  getAllResponseHeaders(): string {
    return '';
  }

  send(body: string): void {
    const [method, url] = this.#open;
    fetch(url, { method, body, headers: this.#headers, signal: this.#gone.signal })
      .then(async (reply) => {
        this.responseText = await reply.text();
        this.responseXML = new DOMParser().parseFromString(this.responseText, 'text/xml');
        this.status = reply.status;
      })
      .catch(() => {})
      .finally(() => this.#is(4));
  }

  abort(): void {
    this.#gone.abort();
  }

  #is(state: number): void {
    this.readyState = state;
    this.onreadystatechange();
  }
}
Object.assign(globalThis, { XMLHttpRequest: BrowserRequest });
// The library brings this one itself.
declare const DOMParser: new () => { parseFromString(text: string, type: string): unknown };

/** Text by element name; enough for an update's few fields, and independent of the server's own reader. */
function readUpdate(payload: string): Update {
  const found = new Map<string, string>();
  const path: string[] = [];
  const parser = new SaxesParser({});
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name }) => path.push(name));
  parser.on('text', (text) => found.set(path.join('/'), text));
  parser.on('closetag', () => path.pop());
  parser.write(payload).close();
  return {
    event: found.get('Update/event') ?? '',
    source: found.get('Update/source') ?? '',
    state: found.get('Update/data/user/state') ?? '',
  };
}

const WAYS = [
  { way: 'WebSocket', url: 'wsUrl' },
  { way: 'BOSH', url: 'boshUrl' },
] as const;

// Side by side, each in its own order: both take their time.
describe('strophe.js as a client of the sandbox', { concurrency: WAYS.length }, () => {
  for (const { way, url } of WAYS) {
    describe(`over ${way}`, { concurrency: 1 }, () => {
      let running: RunningSandbox;
      let connection: Connection;

      before(async () => {
        running = await startSandbox({ port: 0 });
        connection = new Strophe.Connection(running[url]);
      });
      after(async () => {
        connection.reset();
        await running.close();
      });

      const sendIq = (iq: Builder): Promise<Xml> =>
        new Promise((resolve, reject) => {
          connection.sendIQ(
            iq,
            (answer: Xml) => resolve(answer),
            (answer: Xml | null) => reject(new Error(answer ? Strophe.serialize(answer) : 'no answer')),
            5_000,
          );
        });

      it('is told that a password is wrong', async () => {
        const other = new Strophe.Connection(running[url]);
        const statuses: number[] = [];
        await new Promise<void>((resolve) => {
          other.connect(`${SUPERVISOR}@127.0.0.1/x`, 'wrong', (status) => {
            statuses.push(status);
            if (status === Strophe.Status.AUTHFAIL) resolve();
          });
        });
        assert.ok(!statuses.includes(Strophe.Status.CONNECTED));
        other.reset();
      });

      it('connects, binds the resource it asks for, and is greeted by the web application', async () => {
        const greeted = new Promise<string>((resolve) => {
          connection.addHandler(
            (presence: Xml) => {
              const from = presence.getAttribute('from') ?? '';
              if (from.startsWith('finesse@')) resolve(from);
              return !from.startsWith('finesse@');
            },
            null,
            'presence',
          );
        });
        await new Promise<void>((resolve, reject) => {
          connection.connect(`${SUPERVISOR}@127.0.0.1/${SUPERVISOR}`, 'cordboard', (status, why) => {
            if (status === Strophe.Status.CONNECTED) resolve();
            if (status === Strophe.Status.AUTHFAIL || status === Strophe.Status.CONNFAIL) reject(new Error(why));
          });
        });
        connection.send($pres());
        assert.equal(await greeted, 'finesse@127.0.0.1/web');
        assert.equal(connection.jid, `${SUPERVISOR}@127.0.0.1/${SUPERVISOR}`);
      });

      it('subscribes to the node of a team, and sees its subscription', async () => {
        const subscribe = $iq({ type: 'set', to: 'pubsub.127.0.0.1', id: 's1' })
          .c('pubsub', { xmlns: 'http://jabber.org/protocol/pubsub' })
          .c('subscribe', { node: TEAM_NODE, jid: connection.jid });
        const answer = Strophe.serialize(await sendIq(subscribe));
        assert.match(answer, /subscription=["']subscribed["']/);
        const list = $iq({ type: 'get', to: 'pubsub.127.0.0.1', id: 's2' })
          .c('pubsub', { xmlns: 'http://jabber.org/protocol/pubsub' })
          .c('subscriptions');
        assert.ok(Strophe.serialize(await sendIq(list)).includes(TEAM_NODE));
      });

      it('hears of its own sign-in on the automatic node', async () => {
        const note = new Promise<Update>((resolve) => {
          connection.addHandler(
            (message: Xml) => {
              const update = readUpdate(message.getElementsByTagName('notification')[0]?.textContent ?? '');
              if (update.source === `/finesse/api/User/${SUPERVISOR}`) resolve(update);
              return update.source !== `/finesse/api/User/${SUPERVISOR}`;
            },
            null,
            'message',
          );
        });
        const { status } = await raw(running, 'PUT', `/finesse/api/User/${SUPERVISOR}`, {
          body: `<User><state>LOGIN</state><extension>${SUPERVISOR}</extension></User>`,
          headers: { Authorization: basic(SUPERVISOR), 'Content-Type': 'Application/XML' },
        });
        assert.equal(status, 202);
        assert.equal((await note).state, 'NOT_READY');
      });

      it(`loses nothing in ${SECONDS} s of pings and bursts`, { timeout: (SECONDS + 20) * 1000 }, async () => {
        const received: Update[] = [];
        const ids = new Set<string>();
        const handler = connection.addHandler(
          (message: Xml) => {
            const items = message.getElementsByTagName('items')[0];
            if (items?.getAttribute('node') !== TEAM_NODE) return true;
            received.push(readUpdate(message.getElementsByTagName('notification')[0]?.textContent ?? ''));
            ids.add(message.getElementsByTagName('item')[0]?.getAttribute('id') ?? '');
            return true;
          },
          null,
          'message',
        );
        const { next } = (await control(running, 'GET', '/log')).json as { next: number };
        const colleagues = ['1001001', '1001002', '1001003', '1001004'];
        let pongs = 0;
        let second = 0;
        for await (const _ of setInterval(1000)) {
          void _;
          const pong = sendIq($iq({ type: 'get', to: '127.0.0.1', id: `p${second}` }).c('ping', { xmlns: 'urn:xmpp:ping' }));
          const burst = Array.from({ length: BURST }, (_each, at) =>
            control(running, 'POST', `/agents/${colleagues[at % colleagues.length]}/state`, {
              state: (second + at) % 2 ? 'READY' : 'NOT_READY',
            }),
          );
          for (const { status } of await Promise.all(burst)) assert.equal(status, 200);
          await pong;
          pongs += 1;
          if (++second === SECONDS) break;
        }
        // Frames come in order, so what was sent before a pong has been received with it.
        await sendIq($iq({ type: 'get', to: '127.0.0.1', id: 'last' }).c('ping', { xmlns: 'urn:xmpp:ping' }));
        connection.deleteHandler(handler);
        const log = (await control(running, 'GET', `/log?since=${next}`)).json as {
          entries: { kind: string; node?: string; agent?: string }[];
        };
        const sent = log.entries.filter(({ kind, node, agent }) => kind === 'notification' && node === TEAM_NODE && agent === SUPERVISOR);
        assert.equal(pongs, SECONDS);
        assert.ok(sent.length >= SECONDS * BURST * 0.5, `only ${sent.length} notifications were sent`);
        assert.equal(received.length, sent.length);
        assert.equal(ids.size, sent.length);
        assert.ok(received.every(({ event, state }) => event === 'PUT' && (state === 'READY' || state === 'NOT_READY')));
      });

      it('leaves in good order', async () => {
        await new Promise<void>((resolve) => {
          connection.connect_callback = (status): void => {
            if (status === Strophe.Status.DISCONNECTED) resolve();
          };
          connection.disconnect('done');
        });
        await until(() => running.sandbox.finesse.notifications.sessions.every(({ local }) => local !== SUPERVISOR));
      });
    });
  }
});
