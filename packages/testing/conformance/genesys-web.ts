import { GenesysPort, WebWire } from '@cordboard/genesys';
import { windowForCometD, type PortHarness } from '@cordboard/testing';
import { GENESYS_WEB_CANNOT } from './genesys-cannot.js';
import { GenesysWorld } from './genesys-world.js';

/** The Genesys port over the Web Services wire. */
export const genesysWeb: PortHarness = {
  port: 'genesys',
  wire: 'web',
  cannot: GENESYS_WEB_CANNOT,
  open() {
    // The client of the notifications is made for pages, and looks for its means under this name.
    windowForCometD();
    return Promise.resolve(
      new GenesysWorld(
        'gws',
        (fetch) =>
          new GenesysPort({
            wire: new WebWire({
              url: 'https://desk.example.test/api/v2',
              environment: { fetch },
              // Calls that are over mark themselves done in this world.
              released: 'gone',
              reasonFields: ([reason]) => ({ reasonCode: reason?.value }),
              states: { 'NotReady/OnCall': 'BUSY' },
            }),
            limits: { spreadMs: 200, baseMs: 100, capMs: 500 },
            reasonCodes: [
              { id: '12', code: '2', label: 'Lunch', category: 'not-ready', system: false },
              { id: '14', code: '21', label: 'Coaching', category: 'not-ready', system: false },
              { id: '21', code: '101', label: 'End of shift', category: 'sign-out', system: false },
            ],
          }),
      ),
    );
  },
};
