import { filled, given } from '../bus/given.js';
import { textOf, type Plain } from '../bus/plain.js';
import { bare } from './words.js';

/** What the channel tells beside the agent and the calls, as far as it has told. */
export interface AmazonWorkspace {
  /** `initState` of the core as written; `Loaded` is the one word that is documented. */
  readonly core?: string;
  readonly campaign?: CampaignStatus;
  readonly tethered?: TetheredLine;
}

/** How the campaigns see the agent (agent-status-event); all words as written. */
export interface CampaignStatus {
  /** `Log-In`, `Log-Out`, `Outbound`, `NCC`, `In Call`, `ACW`, or the name of a softphone status. */
  readonly state?: string;
  /** Inbound or outbound, in any case. */
  readonly blending?: string;
  /** `Nailed` is the one word that is documented. */
  readonly dialing?: string;
  readonly agentName?: string;
}

/** The line to the agent that is kept open between a campaign's calls (tethered-call-event). */
export interface TetheredLine {
  readonly status: 'initiate' | 'ringing' | 'started' | 'answered' | 'connected' | 'completed' | 'disconnected' | 'unknown';
  readonly rawStatus?: string;
  readonly id?: string;
}

const LINE: ReadonlyMap<string, TetheredLine['status']> = new Map(
  (['initiate', 'ringing', 'started', 'answered', 'connected', 'completed', 'disconnected'] as const).map((word) => [word, word]),
);

/** Takes `App`/`StateSync`. */
export function coreIn(payload: Plain | undefined): string | undefined {
  return filled(textOf(payload, 'initState'));
}

/** Takes `OutboundCall`/`SetAgentDetails`. */
export function campaignIn(payload: Plain | undefined): CampaignStatus {
  return given({
    state: filled(textOf(payload, 'agentState')),
    blending: filled(textOf(payload, 'blendingState')),
    dialing: filled(textOf(payload, 'dialingType')),
    agentName: filled(textOf(payload, 'agentName')),
  });
}

/** Takes `OutboundCall`/`SetNailupDetails`; the words differ in case between the page's text and its sample. */
export function tetheredIn(payload: Plain | undefined): TetheredLine {
  const word = textOf(payload, 'callStatus');
  const status = LINE.get(bare(word)) ?? 'unknown';
  return { status, ...given({ rawStatus: status === 'unknown' ? filled(word) : undefined, id: filled(textOf(payload, 'uuid')) }) };
}

/** Whether the line is down, or going down. */
export function isDown({ status }: TetheredLine): boolean {
  return status === 'completed' || status === 'disconnected';
}

/** Whether the campaigns say that the agent has no contact: neither on a call nor wrapping one up. */
export function isFree({ state }: CampaignStatus): boolean {
  const word = bare(state);
  return word !== '' && word !== 'incall' && word !== 'acw';
}
