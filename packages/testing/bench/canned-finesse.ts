import { DesktopClient, realRuntime, Secret, type Runtime } from '@cordboard/core';
import { FinessePort } from '@cordboard/finesse';
import { AGENT, EXTENSION, TEAM } from './wire.js';

/** A platform that agrees to everything and says only what it is told: what is measured is the client. */
export interface CannedDesk {
  readonly client: DesktopClient;
  /** Gives the client a frame, as its socket would. */
  deliver(frame: string): void;
  /** Sockets that are open. */
  readonly sockets: number;
}

const SYSTEM =
  '<SystemInfo><status>IN_SERVICE</status><deploymentType>UCCE</deploymentType><systemAuthMode>NON_SSO</systemAuthMode>' +
  '<xmppDomain>bench.test</xmppDomain><xmppPubSubDomain>pubsub.bench.test</xmppPubSubDomain></SystemInfo>';
const USER =
  `<User><dialogs></dialogs><extension>${EXTENSION}</extension><firstName>Maya</firstName><lastName>Okafor</lastName><loginId>${AGENT}</loginId>` +
  `<loginName>mokafor</loginName><pendingState></pendingState><reasonCodeId>-1</reasonCodeId><roles><role>Agent</role><role>Supervisor</role></roles>` +
  `<teams><Team><id>${TEAM}</id><name>Everybody</name></Team></teams>` +
  '<settings><wrapUpOnIncoming>OPTIONAL</wrapUpOnIncoming></settings><state>TALKING</state><stateChangeTime>2026-01-05T09:00:00.000Z</stateChangeTime>' +
  `<teamId>${TEAM}</teamId><teamName>Billing East</teamName><uri>/finesse/api/User/${AGENT}</uri></User>`;

function bodyOf(url: string): string {
  if (url.endsWith('/SystemInfo')) return SYSTEM;
  if (url.endsWith('/Dialogs')) return '<Dialogs></Dialogs>';
  if (url.includes('/ReasonCodes')) return '<ReasonCodes></ReasonCodes>';
  return USER;
}

/** One end of a socket whose other end agrees. */
class CannedSocket {
  readyState = 1;
  onopen: (() => void) | null = null;
  onmessage: ((event: { readonly data: unknown }) => void) | null = null;
  onclose: (() => void) | null = null;
  onerror: (() => void) | null = null;
  #authenticated = false;

  constructor(_url: string) {
    queueMicrotask(() => this.onopen?.());
  }

  send(text: string): void {
    const answer = (...frames: readonly string[]): void => frames.forEach((data) => queueMicrotask(() => this.onmessage?.({ data })));
    const id = /\bid="([^"]*)"/.exec(text)?.[1] ?? '';
    const features = (inner: string): string =>
      `<stream:features xmlns:stream="http://etherx.jabber.org/streams">${inner}</stream:features>`;
    if (text.startsWith('<open')) {
      const offer = this.#authenticated
        ? '<bind xmlns="urn:ietf:params:xml:ns:xmpp-bind"/>'
        : '<mechanisms xmlns="urn:ietf:params:xml:ns:xmpp-sasl"><mechanism>PLAIN</mechanism></mechanisms>';
      answer('<open xmlns="urn:ietf:params:xml:ns:xmpp-framing" from="bench.test" id="s"/>', features(offer));
    } else if (text.startsWith('<auth')) {
      this.#authenticated = true;
      answer('<success xmlns="urn:ietf:params:xml:ns:xmpp-sasl"/>');
    } else if (text.includes('xmpp-bind')) {
      const jid = `${AGENT}@bench.test/bench`;
      answer(
        `<iq xmlns="jabber:client" type="result" id="${id}"><bind xmlns="urn:ietf:params:xml:ns:xmpp-bind"><jid>${jid}</jid></bind></iq>`,
      );
    } else if (text.startsWith('<iq')) {
      answer(`<iq xmlns="jabber:client" type="result" id="${id}"/>`);
    }
  }

  close(): void {
    this.readyState = 3;
  }
}

/** What a platform says that has more to say. */
export interface CannedOptions {
  /** The answer to a GET; `undefined` for the usual one. */
  readonly answer?: (url: string) => string | undefined;
  /** Whether a burst is read in the turn it comes in, for what counts or weighs and takes no time. Default: in slices, as it is. */
  readonly inOneTurn?: boolean;
  /** Takes the place of the socket. */
  readonly WebSocket?: new (url: string, protocol: string) => unknown;
}

// A clock that stands still while something works: bursts are sliced by the time they take.
function stillInATurn(): Runtime {
  let now: number | undefined;
  return {
    ...realRuntime,
    monotonic() {
      if (now === undefined) {
        now = realRuntime.monotonic();
        queueMicrotask(() => (now = undefined));
      }
      return now;
    },
  };
}

/** A client whose link is up. */
export async function cannedDesk(options: CannedOptions = {}): Promise<CannedDesk> {
  const sockets = new Set<CannedSocket>();
  const port = new FinessePort({
    hosts: 'https://bench.test',
    credentials: () => Promise.resolve({ kind: 'basic', id: AGENT, secret: new Secret('x') }),
    resource: 'bench',
    ...(options.inOneTurn && { runtime: stillInATurn() }),
    // Reading everything again is measured nowhere here, and the answers would say that all calls have ended.
    limits: { rereadMs: 0, pingMs: 3_600_000 },
    environment: {
      fetch: (url) =>
        Promise.resolve(new Response(options.answer?.(url) ?? bodyOf(url), { headers: { 'content-type': 'application/xml' } })),
      WebSocket:
        options.WebSocket ??
        class extends CannedSocket {
          constructor(url: string) {
            super(url);
            sockets.add(this);
          }
          override close(): void {
            super.close();
            sockets.delete(this);
          }
        },
      onHint: () => () => {},
    },
  });
  const client = new DesktopClient(port);
  const up = new Promise<void>((resolve) => {
    const watching = client.link$.subscribe(({ state }) => {
      if (state !== 'up') return;
      resolve();
      queueMicrotask(() => watching.unsubscribe());
    });
  });
  client.connect();
  await up;
  return {
    client,
    deliver(data) {
      for (const socket of sockets) socket.onmessage?.({ data });
    },
    get sockets() {
      return sockets.size;
    },
  };
}
