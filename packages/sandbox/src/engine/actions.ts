import type { CallAction, PartyKind, PartyState } from './model.js';
import type { DropParticipantRule, Platform } from './world-types.js';

/** What decides the actions of one leg. */
export interface LegSituation {
  readonly platform: Platform;
  readonly kind: PartyKind;
  readonly state: PartyState;
  /** A contact offered by a campaign, not yet a call. */
  readonly reservation: boolean;
  /** A campaign called the customer. */
  readonly campaign: boolean;
  /** The device has another call in which it is ACTIVE and has been answered. */
  readonly otherActive: boolean;
  /** The call is a conference of three or more. */
  readonly conference: boolean;
  /** The leg belongs to the conference controller. */
  readonly controller: boolean;
  readonly supervisor: boolean;
  readonly dropRule: DropParticipantRule;
  /** The world offers recording, and this call is not recorded yet. */
  readonly recordable: boolean;
}

const ALERTING: readonly CallAction[] = ['answer'];
const RESERVATION: readonly CallAction[] = ['accept', 'close', 'reject'];
const DIALLING: readonly CallAction[] = ['update-data', 'drop'];
const HELD: readonly CallAction[] = ['update-data', 'drop', 'retrieve'];
const HELD_WITH_OTHER: readonly CallAction[] = [...HELD, 'transfer', 'conference'];
/** What a campaign's call adds (Finesse 12.5 guide pp. 110-114). */
const CAMPAIGN: readonly CallAction[] = ['schedule-callback', 'cancel-callback', 'reclassify'];
const NONE: readonly CallAction[] = [];

/**
 * What a party may do with its leg, in the order that CCE was captured to send. A transfer or conference is asked for on the held
 * call while another one is active (Finesse 12.5 guide p. 126).
 */
export function actionsOf(leg: LegSituation): readonly CallAction[] {
  switch (leg.kind) {
    case 'agent':
      return ofAgent(leg);
    case 'customer':
    case 'external':
      return ofOutside(leg.state);
    default:
      return NONE;
  }
}

function ofAgent(leg: LegSituation): readonly CallAction[] {
  switch (leg.state) {
    case 'INITIATING':
    case 'INITIATED':
      return DIALLING;
    case 'ALERTING':
      return leg.reservation ? RESERVATION : ALERTING;
    case 'ACTIVE':
      return withCampaign(leg, ofActive(leg));
    case 'HELD':
      return withCampaign(leg, leg.otherActive ? HELD_WITH_OTHER : HELD);
    case 'FAILED':
      return ['drop'];
    case 'WRAP_UP':
      return withCampaign(leg, ['update-data']);
    default:
      return NONE;
  }
}

function withCampaign({ campaign }: LegSituation, actions: readonly CallAction[]): readonly CallAction[] {
  return campaign ? [...actions, ...CAMPAIGN] : actions;
}

function ofActive(leg: LegSituation): readonly CallAction[] {
  const actions: CallAction[] = ['consult', 'hold', 'update-data', 'send-dtmf', 'drop'];
  if (leg.platform === 'CCE') actions.unshift('transfer-single-step');
  if (leg.platform === 'CCE' && leg.conference && mayDropParty(leg)) actions.push('drop-party');
  if (leg.platform === 'CCX' && leg.recordable) actions.push('start-recording');
  return actions;
}

function mayDropParty(leg: LegSituation): boolean {
  if (leg.dropRule === 'all' || leg.supervisor) return true;
  return leg.dropRule === 'conference_controller_and_supervisor' && leg.controller;
}

function ofOutside(state: PartyState): readonly CallAction[] {
  switch (state) {
    case 'INITIATING':
    case 'INITIATED':
      return ['drop'];
    case 'ALERTING':
      return ['answer', 'drop'];
    case 'ACTIVE':
      return ['hold', 'drop'];
    case 'HELD':
      return ['retrieve', 'drop'];
    default:
      return NONE;
  }
}
