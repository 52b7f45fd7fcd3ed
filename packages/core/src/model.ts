/**
 * The vendor-neutral model. Every field is read-only: a change is a new object, and an unchanged branch keeps its identity.
 *
 * Conventions that hold throughout:
 * - Ids are strings, whatever the platform calls them; leading zeros and more than 53 bits survive.
 * - Times are milliseconds since 1970 on the *server's* clock. A time the platform did not give, or gave wrongly, is `undefined`.
 * - A value the model has no word for is `'unknown'`, and the platform's own word stands beside it in `raw…`.
 * - `undefined` means the platform said nothing; an empty string means it said "empty" (Finesse 12.5 guide p. 94).
 */

import type { DesktopError } from './errors.js';

/** Milliseconds since 1970-01-01T00:00Z on the server's clock. */
export type ServerTime = number;

/**
 * What an agent is doing. `work` is wrap-up that leads to not ready, `work-ready` wrap-up that leads to ready.
 * `unknown` carries the platform's word in `Agent.rawState`.
 */
export type AgentState =
  | 'signed-out'
  | 'not-ready'
  | 'ready'
  | 'reserved'
  | 'reserved-outbound'
  | 'reserved-outbound-preview'
  | 'talking'
  | 'hold'
  | 'work'
  | 'work-ready'
  | 'unknown';

/** The states a person may ask for; the others only the system sets. */
export type RequestableState = 'ready' | 'not-ready' | 'work' | 'signed-out';

/** One state that may be asked for now, as the platform's rules have it. */
export interface StateOption {
  readonly state: RequestableState;
  /** Whether a reason code goes with the request. */
  readonly reason: 'required' | 'optional' | 'forbidden';
  /** `pending`: accepted now, in force when the call ends. */
  readonly effect: 'now' | 'pending';
}

/** Why an agent is in a state, as the platform reports it. System reasons are set by the platform and cannot be asked for. */
export interface StateReason {
  readonly id?: string;
  readonly code?: string;
  readonly label?: string;
  readonly system: boolean;
}

/** A reason an agent may give with a change of state. `id` is what a command carries; `code` is for people and reports. */
export interface ReasonCode {
  readonly id: string;
  readonly code: string;
  readonly label: string;
  readonly category: 'not-ready' | 'sign-out';
  /** Set by the platform only: shown, never offered. */
  readonly system: boolean;
}

/** How wrap-up works for one direction of calls. */
export type WrapUpMode = 'required' | 'required-with-reason' | 'optional' | 'not-allowed' | 'unknown';

/** `fresh`: as the platform last said. `stale`: the link is down since. `suspect`: the platform itself warns that it may be wrong. */
export type Freshness = 'fresh' | 'stale' | 'suspect';

export interface TeamRef {
  readonly id: string;
  readonly name?: string;
}

/** The signed-in agent. */
export interface Agent {
  readonly id: string;
  readonly loginName?: string;
  readonly firstName?: string;
  readonly lastName?: string;
  readonly extension?: string;
  readonly state: AgentState;
  /** The platform's word where `state` is `unknown`. */
  readonly rawState?: string;
  readonly reason?: StateReason;
  /** A state that was asked for and comes into force when the call ends. */
  readonly pending?: { readonly state: AgentState; readonly rawState?: string; readonly reason?: StateReason };
  /** When the present state began. */
  readonly since?: ServerTime;
  /** What may be asked for now; states that only the system sets never appear. */
  readonly next: readonly StateOption[];
  readonly settings: {
    readonly wrapUpIncoming?: WrapUpMode;
    readonly wrapUpOutgoing?: WrapUpMode;
    /** After so many seconds the platform ends wrap-up by itself. Absent where it does not tell. */
    readonly wrapUpSeconds?: number;
  };
  readonly roles: readonly ('agent' | 'supervisor' | 'unknown')[];
  readonly team?: TeamRef;
  /** Teams this agent supervises. */
  readonly supervises: readonly TeamRef[];
  readonly mobile?: { readonly mode: 'call-by-call' | 'nailed' | 'unknown'; readonly number?: string };
  readonly freshness: Freshness;
}

/** The actions on a dialog that the model has words for. Others are kept raw in `Participant.otherActions`. */
export type DialogAction =
  | 'answer'
  | 'hold'
  | 'retrieve'
  | 'drop'
  | 'consult'
  | 'conference'
  | 'transfer'
  | 'transfer-now'
  | 'send-dtmf'
  | 'update-call-data'
  | 'record'
  | 'drop-participant'
  | 'barge'
  | 'accept'
  | 'reject'
  | 'close'
  | 'reclassify'
  | 'schedule-callback'
  | 'cancel-callback'
  | 'mute'
  | 'unmute'
  | 'mark-done'
  | 'conference-now'
  | 'transfer-mute';

/** What a consult call is for. */
export type ConsultIntent = 'transfer' | 'conference';

/** The life of a call as a whole. A ringing call is told by the agent's *own participant*, not by this (see `ownParticipant`). */
export type DialogState = 'initiating' | 'initiated' | 'alerting' | 'active' | 'accepted' | 'failed' | 'dropped' | 'unknown';

/** The state of one party in a dialog. */
export type ParticipantState =
  'initiating' | 'initiated' | 'alerting' | 'active' | 'held' | 'dropped' | 'failed' | 'wrap-up' | 'accepted' | 'unknown';

/** One party in a dialog. `address` is its key there. */
export interface Participant {
  readonly address: string;
  /** `agent`: a device the platform monitors; `outside`: everybody else; `route-point`: a queue, script or port. */
  readonly kind: 'agent' | 'outside' | 'route-point' | 'unknown';
  /** `caller` began the call, `called` was the target, `joined` came by consult, conference or transfer, `monitor` listens in. */
  readonly role: 'caller' | 'called' | 'joined' | 'monitor' | 'unknown';
  /** True for the agent's own leg. */
  readonly own: boolean;
  /** Who may add parties to a conference. Platforms that do not tell leave it `unknown`. */
  readonly controller: 'yes' | 'no' | 'unknown';
  readonly state: ParticipantState;
  readonly rawState?: string;
  /** Why the leg failed or dropped, where the platform says. */
  readonly cause?: 'busy' | 'bad-destination' | 'no-resource' | 'other' | 'unknown';
  /** When this party's state began. */
  readonly since?: ServerTime;
  /** When this party joined. */
  readonly joined?: ServerTime;
  /** What the platform lets this party do now. Only the own participant's list decides what is offered. */
  readonly actions: readonly DialogAction[];
  /** What a consult may be begun for now, where the platform has to be told at the start; elsewhere absent, and either goes. */
  readonly consultFor?: readonly ConsultIntent[];
  /** Whether the others do not hear the party; absent where the platform does not tell. */
  readonly muted?: boolean;
  /** Actions the platform listed that the model has no word for, as written. */
  readonly otherActions: readonly string[];
}

/** One call variable. An empty value is a value. */
export interface CallVariable {
  readonly name: string;
  readonly value: string;
}

/** What a campaign says about its call; words as the platform wrote them. */
export interface OutboundInfo {
  readonly campaign?: string;
  readonly account?: string;
  readonly customerNumber?: string;
  /** As the list of contacts has it; the order of first and last name differs by platform. */
  readonly customerName?: string;
  readonly status?: string;
  readonly classification?: string;
  /** The same, where the model has a word for it. */
  readonly classified?: Classification;
}

/** How a customer call of a campaign may be classed. */
export type Classification = 'voice' | 'fax' | 'answering-machine' | 'invalid-number' | 'busy' | 'do-not-call';

/** A call or task of the agent. */
export interface Dialog {
  readonly id: string;
  readonly media: 'voice' | 'task' | 'unknown';
  readonly rawMedia?: string;
  readonly direction: 'inbound' | 'outbound' | 'internal' | 'unknown';
  /** `consult` is known by its link to an original, `reservation` is an outbound preview, `monitor` a supervisor listening in. */
  readonly kind: 'call' | 'consult' | 'conference' | 'reservation' | 'monitor' | 'unknown';
  /** The platform's own type of call, as written; empty when it gave none. */
  readonly callType?: string;
  readonly state: DialogState;
  readonly rawState?: string;
  /** Address of the party that began the original call. */
  readonly from?: string;
  /** Address of the party called first. */
  readonly to?: string;
  /** The number that was dialled; what an agent wants to see. */
  readonly dialed?: string;
  readonly queue?: { readonly id?: string; readonly name?: string };
  readonly participants: readonly Participant[];
  /** For a consult: the call it belongs to. */
  readonly originalId?: string;
  /** For the survivor of a transfer or conference: the dialog that vanished into it. */
  readonly replacedId?: string;
  readonly variables: readonly CallVariable[];
  /** Name of the layout that the call's routing asks for. */
  readonly layout?: string;
  readonly wrapUp?: { readonly reasons: readonly string[] };
  /** What an outbound campaign says about the call. */
  readonly outbound?: OutboundInfo;
  /** A callback the customer has been promised; `time` is the platform's own local form, without a zone. */
  readonly callback?: { readonly time?: string; readonly number?: string };
  /** `on` once the platform has taken a request to record; platforms that never tell leave it out. */
  readonly recording?: 'on';
  /** When the call began, as far as the platform tells. */
  readonly started?: ServerTime;
  readonly freshness: Freshness;
  /** True while only an update has been seen and the whole has been asked for. */
  readonly partial: boolean;
}

export interface Team {
  readonly id: string;
  readonly name?: string;
  readonly members: readonly TeamMember[];
}

/** The short picture of a colleague that platforms give of a team. */
export interface TeamMember {
  readonly id: string;
  readonly firstName?: string;
  readonly lastName?: string;
  readonly extension?: string;
  readonly state: AgentState;
  readonly rawState?: string;
  readonly reason?: StateReason;
  readonly since?: ServerTime;
}

/**
 * A team as its supervisor sees it now. Unchanged members keep their identity, and so does the whole of `memberIds` while nobody comes or
 * goes, so that a list of thousands need look only at the rows it shows.
 */
export interface TeamView {
  readonly id: string;
  readonly name?: string;
  /** In a lasting order: as the platform listed them, whoever came later last. */
  readonly memberIds: readonly string[];
  /** In the order of `memberIds`. */
  readonly members: readonly TeamMember[];
  /** `stale`: the link is down, or the team has not been read again since, or cannot be read (then `error` says why). */
  readonly freshness: Freshness;
  /** Why the team cannot be shown or followed; goes when it has been read. */
  readonly error?: DesktopError;
}

export interface Queue {
  readonly id: string;
  readonly name?: string;
  /** Figures by name; a figure the platform calls not available is absent. */
  readonly statistics: Readonly<Record<string, number>>;
}

/** A label an agent may put on a call when wrapping up. */
export interface WrapUpReason {
  readonly id: string;
  readonly label: string;
}

/** Which call data to show, and where. */
export interface CallDataLayout {
  readonly name: string;
  readonly isDefault: boolean;
  readonly header: readonly LayoutEntry[];
  readonly columns: readonly (readonly LayoutEntry[])[];
}

/** A field of the call that is no variable, and that layouts name too. */
export type CallField = 'queue' | 'queue-number' | 'dialed' | 'wrap-up' | 'call-type' | 'classification';

/** One field of a layout: a call variable or a field of the call by the platform's name for it. */
export interface LayoutEntry {
  readonly property: string;
  readonly label: string;
  readonly editable: boolean;
  /** The field of the call that `property` names; absent where it is the name of a variable. */
  readonly field?: CallField;
  /** The longest value of a variable, in bytes of UTF-8, where the platform has a limit. */
  readonly maxBytes?: number;
}

/** An entry of a phone book. */
export interface Contact {
  readonly id: string;
  readonly firstName?: string;
  readonly lastName?: string;
  readonly number: string;
  readonly description?: string;
  /** Name of the phone book it stands in. */
  readonly book?: string;
}

/** The agent's own leg in a dialog, or `undefined` where the platform listed none. */
export function ownParticipant(dialog: Pick<Dialog, 'participants'> | undefined): Participant | undefined {
  return dialog?.participants.find((participant) => participant.own);
}
