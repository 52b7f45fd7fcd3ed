import { BridgeWire, GenesysPort } from '@cordboard/genesys';
import type { PortHarness } from '@cordboard/testing';
import { GENESYS_CANNOT } from './genesys-cannot.js';
import { GenesysWorld } from './genesys-world.js';

/** The Genesys port over the bridge wire. */
export const genesysBridge: PortHarness = {
  port: 'genesys',
  wire: 'bridge',
  cannot: GENESYS_CANNOT,
  open: () =>
    Promise.resolve(
      new GenesysWorld(
        'ais',
        (fetch) =>
          new GenesysPort({
            wire: new BridgeWire({ url: 'https://desk.example.test/ais', environment: { fetch } }),
            limits: { spreadMs: 200, baseMs: 100, capMs: 500 },
            reasonCodes: [
              { id: '12', code: '2', label: 'Lunch', category: 'not-ready', system: false },
              { id: '14', code: '21', label: 'Coaching', category: 'not-ready', system: false },
              { id: '21', code: '101', label: 'End of shift', category: 'sign-out', system: false },
            ],
          }),
      ),
    ),
};
