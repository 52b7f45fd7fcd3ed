import { BridgeWire, WebWire, type AisWire } from '@cordboard/genesys';
import { Cookies, windowForCometD } from '@cordboard/testing';
import { WebSocket } from 'ws';

/** One of the ways to the voice interaction service, as the tests in Node take it. */
export interface GenesysWire {
  readonly name: string;
  /** What the sandbox calls it, in faults and in its log. */
  readonly id: 'ais' | 'gws';
  /** What its events of calls are lost by. */
  readonly callEvents: string;
  /** Whether events come over a WebSocket; else they are polled for. */
  readonly push: boolean;
  /** Reads all calls of the agent. */
  readonly readsAll: RegExp;
  /** A wire to the sandbox at an address; each is a browser of its own. */
  open(url: string): AisWire;
}

const bridge = (name: string, push: boolean): GenesysWire => ({
  name,
  push,
  id: 'ais',
  callEvents: 'InteractionService',
  readsAll: /getInteractionsDTOFromAgent$/,
  open: (url) => new BridgeWire({ url: `${url}ais`, push, environment: { WebSocket } }),
});

const web = (name: string, push: boolean): GenesysWire => ({
  name,
  push,
  id: 'gws',
  callEvents: '/v2/me/calls',
  readsAll: /\/me\/calls$/,
  open(url) {
    const cookies = new Cookies();
    // A page's sockets carry its cookies.
    windowForCometD()['WebSocket'] = class extends WebSocket {
      constructor(address: string) {
        super(address, { headers: { Cookie: cookies.cookie } });
      }
    };
    return new WebWire({ url: `${url}api/v2`, push, environment: { fetch: cookies.fetch } });
  },
});

export const WEB_BY_PUSH: GenesysWire = web('the Web Services wire, by push', true);

/** Both wires, each by polls and by push. */
export const GENESYS_WIRES: readonly GenesysWire[] = [
  bridge('the bridge wire', false),
  bridge('the bridge wire, by push', true),
  web('the Web Services wire', false),
  WEB_BY_PUSH,
];
