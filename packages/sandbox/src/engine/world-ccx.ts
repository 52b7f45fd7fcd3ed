import { COMMON } from './world-common.js';

/** The CCX world: recording offered, nobody may drop another party. */
export const CCX_WORLD: object = { ...COMMON, name: 'ccx', platform: 'CCX', recording: true };
