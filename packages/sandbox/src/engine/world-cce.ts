import { COMMON } from './world-common.js';

/** The default world: CCE, where the conference controller and supervisors may drop a party. */
export const CCE_WORLD: object = {
  ...COMMON,
  name: 'cce',
  platform: 'CCE',
  enableDropParticipantFor: 'conference_controller_and_supervisor',
};
