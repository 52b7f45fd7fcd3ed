import type { Disposition, StateContact } from './outreach-model.js';
import type { CampaignKind, MobileMode, Platform, ReasonCategory, Role, WrapUpMode } from './world-types.js';

/** What an agent is doing (Finesse 12.5 guide pp. 42-47). WORK_READY exists on CCE only. */
export type AgentState =
  | 'LOGOUT'
  | 'NOT_READY'
  | 'READY'
  | 'RESERVED'
  | 'RESERVED_OUTBOUND'
  | 'RESERVED_OUTBOUND_PREVIEW'
  | 'TALKING'
  | 'HOLD'
  | 'WORK'
  | 'WORK_READY'
  | 'UNKNOWN';

/** A state that an agent has asked for and will enter later. */
export type PendingState = 'READY' | 'NOT_READY' | 'LOGOUT' | 'WORK';

/** State of a call as a whole. A call stays ACTIVE when all who are left in it hold it. */
export type CallState = 'INITIATING' | 'INITIATED' | 'ALERTING' | 'ACTIVE' | 'ACCEPTED' | 'FAILED' | 'DROPPED';

/** State of one party's leg. */
export type PartyState = 'INITIATING' | 'INITIATED' | 'ALERTING' | 'ACTIVE' | 'HELD' | 'DROPPED' | 'FAILED' | 'WRAP_UP' | 'ACCEPTED';

/** Why a leg failed or dropped; OTHER: it left by a transfer. */
export type PartyCause = '' | 'BUSY' | 'BAD_DESTINATION' | 'OTHER' | 'DEVICE_RESOURCE_NOT_AVAILABLE';

/** What stands behind an address: a device of ours, a number of the world's customers, a routed number, any other number, a dialler port. */
export type PartyKind = 'agent' | 'customer' | 'route-point' | 'external' | 'dialer';

/** What a party may do with its leg. Faces translate the names. */
export type CallAction =
  | 'answer'
  | 'hold'
  | 'retrieve'
  | 'drop'
  | 'consult'
  | 'transfer'
  | 'conference'
  | 'transfer-single-step'
  | 'send-dtmf'
  | 'update-data'
  | 'start-recording'
  | 'drop-party'
  | 'accept'
  | 'reject'
  | 'close'
  | 'schedule-callback'
  | 'cancel-callback'
  | 'reclassify';

/**
 * How the call came about, in the words of the platforms' call types (Finesse 12.5 guide p. 118).
 * The control API may give any other text, which is passed on as it is.
 */
export type CallType =
  | 'ACD_IN'
  | 'PREROUTE_ACD_IN'
  | 'PREROUTE_DIRECT_AGENT'
  | 'TRANSFER'
  | 'OFFERED'
  | 'OTHER_IN'
  | 'OUT'
  | 'AGENT_INSIDE'
  | 'CONSULT'
  | 'CONSULT_OFFERED'
  | 'CONFERENCE'
  | 'OUTBOUND'
  | 'OUTBOUND_PREVIEW'
  | 'OUTBOUND_DIRECT_PREVIEW'
  | 'OUTBOUND_CALLBACK'
  | 'OUTBOUND_CALLBACK_PREVIEW'
  | 'OUTBOUND_PERSONAL_CALLBACK'
  | 'OUTBOUND_PERSONAL_CALLBACK_PREVIEW'
  | (string & {});

/** A reason as it stands beside a state. System reasons are the platform's own. */
export interface ReasonView {
  readonly id: string;
  readonly code: number;
  readonly label: string;
  readonly category: ReasonCategory;
  readonly forAll: boolean;
  readonly system: boolean;
}

/** Id and name of something. */
export interface Named {
  readonly id: string;
  readonly name: string;
}

/** What became of a campaign's attempt to reach somebody, as the agent corrects it (Finesse 12.5 guide p. 110). */
export type Classification = 'VOICE' | 'FAX' | 'ANS_MACHINE' | 'INVALID' | 'BUSY' | 'DO_NOT_CALL';

/** When and where a customer is to be called back. */
export interface ScheduledCallback {
  /** `YYYY-MM-DDThh:mm`, in the customer's own time zone; null: not told. */
  readonly time: string | null;
  readonly number: string | null;
}

/** An agent at one moment. A new object for every change; never altered. */
export interface AgentView {
  readonly id: string;
  readonly loginName: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly roles: readonly Role[];
  readonly team: Named;
  /** Teams supervised, with names. */
  readonly supervises: readonly Named[];
  readonly state: AgentState;
  /** When `state` or its reason last changed, ms since the epoch; null when nothing has changed since the start. */
  readonly since: number | null;
  readonly pendingState: PendingState | null;
  readonly reason: ReasonView | null;
  /** Null while signed out. */
  readonly extension: string | null;
  readonly mobile: { readonly mode: MobileMode; readonly dialNumber: string } | null;
  readonly wrapUpOnIncoming: WrapUpMode;
  readonly wrapUpOnOutgoing: WrapUpMode;
  /** False from `connection-lost` to `connection-restored`. */
  readonly connected: boolean;
}

/** One party of a call at one moment. */
export interface PartyView {
  readonly address: string;
  readonly kind: PartyKind;
  /** The agent signed in on the device, if any. */
  readonly agentId: string | null;
  readonly state: PartyState;
  readonly cause: PartyCause;
  /** When the leg came into the call, ms since the epoch. */
  readonly startedAt: number;
  /** When `state` last changed. */
  readonly since: number;
  /** The others do not hear this party; absent else. */
  readonly muted?: true;
  /** In the order that the platform was seen to send. */
  readonly actions: readonly CallAction[];
}

/** A piece of call data. An empty value is a value. */
export interface CallVariable {
  readonly name: string;
  readonly value: string;
}

/** The queue that a call waits in or came through. */
export interface CallQueue {
  readonly id: string;
  readonly number: string;
  readonly name: string;
}

/** A call at one moment, as one agent (in facts) or nobody in particular (in `calls()`) sees it. Never altered. */
export interface CallView {
  /** Decimal digits. */
  readonly id: string;
  readonly state: CallState;
  readonly callType: CallType;
  readonly from: string;
  /** Number dialled, empty until the digits are known. */
  readonly to: string;
  readonly dialedNumber: string;
  /** Last number that the call was delivered to. */
  readonly dnis: string;
  readonly queue: CallQueue | null;
  /** Waiting for an agent now. */
  readonly queued: boolean;
  /** Came to its agent through a queue or a campaign. */
  readonly routed: boolean;
  readonly campaign: { readonly id: string; readonly name: string; readonly kind: CampaignKind } | null;
  /** For a consult call, the call that it was started from. */
  readonly originalId: string | null;
  /** For a campaign's call, what its offer and the call to the customer have in common: the id of the first of them. */
  readonly attemptId: string | null;
  /** On the call that survives a transfer or conference, the call that was merged into it. */
  readonly secondaryId: string | null;
  /** Address of the conference controller; null when it is no conference, or the controller has left. */
  readonly controller: string | null;
  /** The ten peripheral variables first, always all of them; then others in the order of their arrival. */
  readonly variables: readonly CallVariable[];
  /** Label of the last reason; null until one is set. */
  readonly wrapUpReason: string | null;
  /** CCX: all reasons. */
  readonly wrapUpItems: readonly string[];
  readonly recording: boolean;
  /** Set by an agent of a campaign; null until then. */
  readonly classification: Classification | null;
  readonly callback: ScheduledCallback | null;
  readonly startedAt: number;
  /** CCE call key: day and running number. */
  readonly callKey: { readonly prefix: number; readonly callId: number };
  readonly parties: readonly PartyView[];
}

/** A queue at one moment. */
export interface QueueView {
  readonly id: string;
  readonly number: string;
  readonly name: string;
  readonly callsInQueue: number;
  /** When the longest-waiting call was queued, ms since the epoch; null when none waits. */
  readonly longestSince: number | null;
  readonly agentsLoggedOn: number;
  readonly agentsReady: number;
  readonly agentsNotReady: number;
  readonly agentsTalkingInbound: number;
  readonly agentsTalkingOutbound: number;
  readonly agentsTalkingInternal: number;
  readonly agentsWrapUpReady: number;
  readonly agentsWrapUpNotReady: number;
  /** Reserved or holding. */
  readonly agentsBusyOther: number;
}

/** Whether the platform takes agents' requests. */
export interface SystemView {
  readonly platform: Platform;
  readonly status: 'IN_SERVICE' | 'OUT_OF_SERVICE';
  /** Empty while in service. */
  readonly reason: string;
  readonly since: number;
}

/** An agent in the control API's `/sandbox/state`. */
export interface StateAgent {
  readonly id: string;
  readonly state: AgentState;
  readonly since: number | null;
  readonly pendingState?: PendingState;
  readonly reasonCode?: number;
  readonly reasonLabel?: string;
  readonly extension: string | null;
  readonly loginName: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly team: string;
  readonly connected: boolean;
  /** Ids of the calls that the agent sees. */
  readonly calls: readonly string[];
}

/** A party in the control API's `/sandbox/state`. */
export interface StateParty {
  readonly address: string;
  readonly kind: PartyKind;
  readonly state: PartyState;
  readonly cause?: PartyCause;
  readonly agentId?: string;
  readonly since: number;
  /** The others do not hear this party; absent else. */
  readonly muted?: true;
  readonly actions: readonly CallAction[];
}

/** A call in the control API's `/sandbox/state`. */
export interface StateCall {
  readonly id: string;
  readonly state: CallState;
  readonly callType: CallType;
  readonly from: string;
  readonly to: string;
  /** Name of the queue. */
  readonly queue?: string;
  readonly queued: boolean;
  readonly originalId?: string;
  readonly secondaryId?: string;
  readonly controller?: string;
  readonly wrapUpReason?: string;
  readonly classification?: Classification;
  readonly callback?: ScheduledCallback;
  /** True while it is recorded; absent else. */
  readonly recording?: true;
  readonly parties: readonly StateParty[];
  readonly variables: Readonly<Record<string, string>>;
}

/** The simulator's truth, for the control API (which adds `origins`). */
export interface EngineState {
  /** Engine clock, ms since the epoch. */
  readonly now: number;
  readonly platform: Platform;
  readonly seed: number;
  readonly system: { readonly status: SystemView['status']; readonly reason: string };
  readonly agents: readonly StateAgent[];
  readonly calls: readonly StateCall[];
  /** Everybody on the campaigns' lists. */
  readonly contacts: readonly StateContact[];
  /** What agents said became of calls. */
  readonly dispositions: readonly Disposition[];
}
