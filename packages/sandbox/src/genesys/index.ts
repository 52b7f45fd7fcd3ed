export { GenesysFace, type Concerns, type GenesysFaceOptions } from './face.js';
export { CLEAN_GENESYS, GenesysQuirkError, readGenesysQuirks, type GenesysQuirks } from './quirks.js';
export type { PushConnection, PushEnd } from './push.js';
