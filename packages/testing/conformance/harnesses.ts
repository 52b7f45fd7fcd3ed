import type { PortHarness } from '@cordboard/testing';
import { acqueonBus } from './acqueon-bus.js';
import { finesseDirect, finesseDirectOnCcx, finesseDirectOverBosh } from './finesse-direct.js';
import { finesseGadget, finesseGadgetWithLibrary } from './finesse-gadget.js';
import { genesysBridge } from './genesys-bridge.js';
import { genesysWeb } from './genesys-web.js';

/** Every port on every wire there is; what `npm run conformance` reports. */
export const HARNESSES: readonly PortHarness[] = [
  finesseDirect,
  finesseGadget,
  finesseGadgetWithLibrary,
  acqueonBus,
  genesysBridge,
  genesysWeb,
];

/** The same ports in other surroundings: the tests run the contract there too. */
export const VARIANTS: readonly (PortHarness & { readonly surroundings: string })[] = [
  { ...finesseDirectOnCcx, surroundings: 'CCX' },
  { ...finesseDirectOverBosh, surroundings: 'BOSH' },
];
