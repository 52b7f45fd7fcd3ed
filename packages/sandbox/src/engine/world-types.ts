import type { WorldOutreach } from './outreach-world.js';
import type { WorldSwitch } from './switch-profile.js';

/** The contact-centre product whose rules the engine follows. */
export type Platform = 'CCE' | 'CCX';

/** Who may drop another participant of a conference (Finesse 12.5 guide p. 104). */
export type DropParticipantRule = 'supervisor_only' | 'conference_controller_and_supervisor' | 'all';

/** When after-call work follows a call (Finesse 12.5 guide p. 36). */
export type WrapUpMode = 'REQUIRED' | 'REQUIRED_WITH_WRAP_UP_DATA' | 'OPTIONAL' | 'NOT_ALLOWED';

/** What a person may do: an agent works calls, a supervisor also acts on the agents of `supervises`. */
export type Role = 'Agent' | 'Supervisor';

/** How a mobile agent's phone is joined to calls. */
export type MobileMode = 'CALL_BY_CALL' | 'NAILED_CONNECTION';

/** The state that a reason explains. */
export type ReasonCategory = 'NOT_READY' | 'LOGOUT';

/** How a campaign offers its contacts to agents. */
export type CampaignKind = 'preview' | 'direct-preview' | 'progressive' | 'predictive' | 'callback' | 'personal-callback';

/** What an outside party's phone does when it is called. `machine`: nobody but an answering machine picks up. */
export type AnswerBehaviour = 'answer' | 'machine' | 'manual' | 'busy' | 'no-answer' | 'bad-destination';

/** A group of agents. */
export interface WorldTeam {
  readonly id: string;
  readonly name: string;
}

/** A person who can sign in. */
export interface WorldAgent {
  readonly id: string;
  readonly loginName: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly password: string;
  /** The device that the agent normally signs in with; it exists even while nobody is signed in on it. */
  readonly extension: string;
  /** Id of the agent's own team. */
  readonly team: string;
  readonly roles: readonly Role[];
  /** Ids of the teams supervised; empty for plain agents. */
  readonly supervises: readonly string[];
  readonly wrapUpOnIncoming: WrapUpMode;
  readonly wrapUpOnOutgoing: WrapUpMode;
  /** Length of after-call work in seconds; 0 means that it lasts until the agent ends it. */
  readonly wrapUpSeconds: number;
  /** Modes of mobile sign-in that this agent may use; empty for ordinary agents. */
  readonly mobileModes: readonly MobileMode[];
}

/** Calls waiting for agents who can take them. */
export interface WorldQueue {
  readonly id: string;
  /** Number that the platform shows for the queue (skill group or contact service queue). */
  readonly number: string;
  readonly name: string;
  /** Ids of agents who take its calls, besides the members of `teams`. */
  readonly agents: readonly string[];
  readonly teams: readonly string[];
}

/** A number that callers dial to reach a queue. */
export interface WorldRoutePoint {
  readonly number: string;
  readonly name: string;
  /** Id of the queue. */
  readonly queue: string;
}

/** An outbound campaign. */
export interface WorldCampaign {
  readonly id: string;
  readonly name: string;
  readonly kind: CampaignKind;
  /** Id of the queue whose agents work it. */
  readonly queue: string;
}

/** Why an agent is not ready or signed out. */
export interface WorldReasonCode {
  /** What clients send; never the code. */
  readonly id: string;
  readonly code: number;
  readonly label: string;
  readonly category: ReasonCategory;
  /** For every team; otherwise for `teams` only. */
  readonly forAll: boolean;
  readonly teams: readonly string[];
  /** Set by the platform only; agents may not choose it. */
  readonly systemCode: boolean;
}

/** What a call was about, chosen by the agent. The label (39 bytes at most) is its value. */
export interface WorldWrapUpReason {
  readonly id: string;
  readonly label: string;
  readonly forAll: boolean;
  readonly teams: readonly string[];
}

/** An entry of a phone book. */
export interface WorldContact {
  readonly id: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly phoneNumber: string;
  readonly description: string;
}

/** Numbers for agents to dial. */
export interface WorldPhoneBook {
  readonly id: string;
  readonly name: string;
  readonly type: 'GLOBAL' | 'TEAM';
  readonly teams: readonly string[];
  readonly contacts: readonly WorldContact[];
}

/** One field of a layout. */
export interface WorldLayoutEntry {
  readonly displayName: string;
  /** Name of a call variable or media property. */
  readonly mediaProperty: string;
  readonly showInPopOver: boolean;
  readonly uiEditable: boolean;
}

/** Which call data a desktop shows, and where. */
export interface WorldLayout {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly type: 'DEFAULT' | 'CUSTOM';
  readonly header: readonly WorldLayoutEntry[];
  /** At most two columns of at most ten entries. */
  readonly columns: readonly (readonly WorldLayoutEntry[])[];
  /** Teams that may use it; empty means all. */
  readonly teams: readonly string[];
}

/** A channel for work other than voice. */
export interface WorldMediaDomain {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly maxDialogLimit: number;
  readonly interruptible: boolean;
}

/** A person outside, with a phone. */
export interface WorldCustomer {
  readonly id: string;
  /** E.164, with the plus sign. */
  readonly number: string;
  readonly name: string;
  readonly answer: AnswerBehaviour;
  /** How long the phone rings before `answer` takes effect, in ms. */
  readonly answerMs: number;
}

/** A phone that is no agent's own, so that people may sign in elsewhere. */
export interface WorldDevice {
  readonly extension: string;
  /** False: signing in with it is refused and calling it fails. */
  readonly inService: boolean;
}

/** An extended call variable that the platform knows. */
export interface WorldEccVariable {
  readonly name: string;
  /** Number of elements; 0 for a scalar. */
  readonly elements: number;
}

/** Durations of the simulation, all in ms. */
export interface WorldTiming {
  /** From the acceptance of an agent's request to its effect. */
  readonly requestMs: number;
  /** From RESERVED to the ringing of the phone; varies by a tenth of itself with the seed. */
  readonly deliverMs: number;
  /** How long a routed call rings before it goes to someone else. */
  readonly ringMs: number;
  /** From off-hook to the dialled digits, when an agent calls. */
  readonly dialMs: number;
  /** From the dialled digits to ringing, or failure. */
  readonly setupMs: number;
  /** From the dialler's attempt to the customer's answer, in campaigns. */
  readonly campaignMs: number;
  /** From the loss of an agent's connection to the forced sign-out. */
  readonly forcedLogoutMs: number;
}

/** How many calls a device holds. */
export interface WorldLines {
  /** Calls that a device can have at once. */
  readonly maxCalls: number;
  /** With this many calls on it the device is busy for further ones. */
  readonly busyTrigger: number;
}

/** A whole contact centre, validated and with every default filled in. `parseWorld` makes one from JSON. */
export interface World {
  readonly name: string;
  readonly platform: Platform;
  readonly enableDropParticipantFor: DropParticipantRule;
  /** Whether agents may start a recording (CCX only). */
  readonly recording: boolean;
  /** What a lost connection does when its time is up. CCE can be set to make the agent not ready instead. */
  readonly onConnectionLost: 'logout' | 'not-ready';
  /** Time of the virtual clock at the start, ms since the epoch. */
  readonly startTime: number;
  readonly timing: WorldTiming;
  readonly lines: WorldLines;
  /** Largest number of parties in a conference. */
  readonly maxParties: number;
  readonly teams: readonly WorldTeam[];
  readonly agents: readonly WorldAgent[];
  readonly queues: readonly WorldQueue[];
  readonly routePoints: readonly WorldRoutePoint[];
  readonly campaigns: readonly WorldCampaign[];
  readonly reasonCodes: readonly WorldReasonCode[];
  readonly wrapUpReasons: readonly WorldWrapUpReason[];
  readonly phoneBooks: readonly WorldPhoneBook[];
  readonly layouts: readonly WorldLayout[];
  readonly mediaDomains: readonly WorldMediaDomain[];
  readonly customers: readonly WorldCustomer[];
  readonly devices: readonly WorldDevice[];
  readonly eccVariables: readonly WorldEccVariable[];
  /** What the list manager of the campaigns knows. */
  readonly outreach: WorldOutreach;
  /** Ways of the telephone system, for platforms that show them. Not read by the engine, whose phones can do everything. */
  readonly switchProfile: WorldSwitch;
}
