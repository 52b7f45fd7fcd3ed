import { agentStateLabels, type AgentStateLabels } from './agent-state.js';
import { callActionLabels, type CallActionLabels } from './call-actions.js';
import { callDataLabels, type CallDataLabels } from './call-data.js';
import { callLabels, type CallLabels } from './calls.js';
import { commonLabels, type CommonLabels } from './common.js';
import { consultLabels, type ConsultLabels } from './consult.js';
import { dialLabels, type DialLabels } from './dial.js';
import { linkLabels, type LinkLabels } from './link.js';
import { outboundLabels, type OutboundLabels } from './outbound.js';
import { partyLabels, type PartyLabels } from './parties.js';
import { reasonLabels, type ReasonLabels } from './reasons.js';
import { signInLabels, type SignInLabels } from './sign-in.js';
import { teamLabels, type TeamLabels } from './team.js';
import { toneLabels, type ToneLabels } from './tones.js';
import { wrapUpLabels, type WrapUpLabels } from './wrap-up.js';

/** Every word that the elements show or speak. Each element carries only the parts it uses. */
export interface Labels
  extends
    CommonLabels,
    SignInLabels,
    AgentStateLabels,
    CallLabels,
    CallActionLabels,
    CallDataLabels,
    ConsultLabels,
    DialLabels,
    TeamLabels,
    ToneLabels,
    OutboundLabels,
    PartyLabels,
    ReasonLabels,
    WrapUpLabels,
    LinkLabels {}

/** Any part of the table, in any depth. A part that is left out, or undefined, stays English. */
export type LabelOverrides = {
  readonly [K in keyof Labels]?: Labels[K] extends string | ((...args: never) => unknown)
    ? Labels[K] | undefined
    : Partial<Labels[K]> | undefined;
};

/** The English table. */
export const defaultLabels: Labels = {
  ...commonLabels,
  ...signInLabels,
  ...agentStateLabels,
  ...callLabels,
  ...callActionLabels,
  ...callDataLabels,
  ...consultLabels,
  ...dialLabels,
  ...teamLabels,
  ...toneLabels,
  ...outboundLabels,
  ...partyLabels,
  ...reasonLabels,
  ...wrapUpLabels,
  ...linkLabels,
};
