import type { AgentState, CallAction } from './model.js';
import type { OutreachCommand } from './outreach-commands.js';
import type { MobileMode } from './world-types.js';

export type * from './outreach-commands.js';

/**
 * Who asks. With `agentId` the command is an agent's request, made through a desktop: it is refused while the system is out of
 * service, and every rule about whose device it is applies. Without, the control API plays a party or the platform.
 */
export interface Source {
  readonly agentId?: string;
  /** Opaque; comes back as `cause` in the facts that follow at once. */
  readonly requestId?: string;
}

/** Signs an agent in on a device, or confirms that they are signed in. */
export interface SignIn extends Source {
  readonly type: 'sign-in';
  readonly agentId: string;
  readonly extension: string;
  readonly mobile?: { readonly mode: MobileMode; readonly dialNumber: string };
  /**
   * The agent's desktop has after-call work after every call, until the agent ends it, whatever the world says of this agent. Lasts until
   * they sign out.
   */
  readonly alwaysWraps?: true;
}

/** Asks for another state of `target` (an agent's id; the asker's own when absent). A supervisor names someone of their teams. */
export interface SetState extends Source {
  readonly type: 'set-state';
  readonly agentId: string;
  readonly target?: string;
  /** Any text: what is no state is refused as `invalid-input`. */
  readonly state: string;
  /** Id of the reason, not its code. */
  readonly reasonId?: string;
}

/**
 * Plays a colleague or the platform: puts an agent into any state, whatever the rules say. `READY` starts routing. Signing in (any state
 * from LOGOUT) uses the agent's own extension. `reasonCode` is a code or id of the world's reasons or of the platform's own.
 */
export interface ForceState {
  readonly type: 'force-state';
  readonly target: string;
  readonly state: AgentState;
  readonly reasonCode?: number | string;
}

/** An agent places a call from their device. */
export interface MakeCall extends Source {
  readonly type: 'make-call';
  readonly agentId: string;
  /** Must be the agent's own extension. */
  readonly from: string;
  readonly to: string;
  /** CCE only. */
  readonly variables?: Readonly<Record<string, string>>;
}

/**
 * The agent's desktop sends a ringing call away, as some platforms can: to the front of its queue, or the caller hears that they are busy. The
 * agent is not ready afterwards, as after a call that nobody answered.
 */
export interface DeclineCall extends Source {
  readonly type: 'decline-call';
  readonly agentId: string;
  readonly callId: string;
}

/** A customer or any device places a call to a number (`to`) or a queue (`queue`: id, number or name). */
export interface PlaceCall {
  readonly type: 'place-call';
  readonly from: string;
  readonly to?: string;
  readonly queue?: string;
  readonly variables?: Readonly<Record<string, string>>;
  /** Replaces the call type that the platform would give. */
  readonly callType?: string;
}

/** A party acts on its leg. */
export interface CallActionCommand extends Source {
  readonly type: 'call-action';
  readonly callId: string;
  /** The leg that acts; for `drop-party` the leg to be dropped. */
  readonly address: string;
  readonly action: Exclude<CallAction, 'update-data'>;
  /** Destination of `consult` and `transfer-single-step`. */
  readonly to?: string;
  /** For `send-dtmf`. */
  readonly digits?: string;
  /** For `reclassify`; any text: what is no classification is refused as `invalid-input`. */
  readonly classification?: string;
  /** For `schedule-callback`: the time (`YYYY-MM-DDThh:mm`), the number, or both; what is left out stays. */
  readonly callback?: { readonly time?: string; readonly number?: string };
}

/**
 * What a telephone system does for a phone beyond what the agents' platforms offer: muting, holding while it rings elsewhere, consulting
 * from a held call, a conference in one step, and completing before the answer. `transfer` and `conference` are asked for on the original
 * call and join it with its consultation; `transfer-mute` consults and completes as soon as the phone called rings.
 */
export interface SwitchActionCommand {
  readonly type: 'switch-action';
  readonly callId: string;
  /** The leg that acts: a phone of the contact centre. */
  readonly address: string;
  readonly action: SwitchAction;
  /** Destination of what goes to a number. */
  readonly to?: string;
}

/** The word for each {@link SwitchActionCommand}. */
export type SwitchAction =
  'mute' | 'unmute' | 'hold' | 'consult' | 'transfer' | 'conference' | 'transfer-single-step' | 'transfer-mute' | 'conference-single-step';

/**
 * Changes call data: an agent's request, or (without `agentId`) what the platform's CTI side sends.
 * Null leaves the old value; an empty string overwrites it, and the agents are told.
 */
export interface UpdateData extends Source {
  readonly type: 'update-data';
  readonly callId: string;
  readonly variables?: Readonly<Record<string, string | null>>;
  readonly wrapUpReason?: string;
  /** CCX: several reasons; each one toggles nothing, the list replaces the old one. */
  readonly wrapUpItems?: readonly string[];
}

/** A campaign offers a contact to a ready agent of its queue (`target`, or the one ready longest). */
export interface OfferContact {
  readonly type: 'offer-contact';
  /** Id or name of the campaign. */
  readonly campaign: string;
  /** Customer's number. */
  readonly customer: string;
  readonly target?: string;
  readonly variables?: Readonly<Record<string, string>>;
}

/** The agent's desktop went away. After the world's `forcedLogoutMs` the agent is signed out (reason 255). */
export interface ConnectionLost {
  readonly type: 'connection-lost';
  readonly target: string;
}

/** The agent's desktop is back: the forced sign-out is called off. */
export interface ConnectionRestored {
  readonly type: 'connection-restored';
  readonly target: string;
}

/** Takes the system out of service or back. Calls and timers go on; agents' requests are refused meanwhile. */
export interface SetSystem {
  readonly type: 'set-system';
  readonly status: 'IN_SERVICE' | 'OUT_OF_SERVICE';
  readonly reason?: string;
}

/** Takes a phone out of service or back. */
export interface SetDevice {
  readonly type: 'set-device';
  readonly extension: string;
  readonly inService: boolean;
}

/** Gives a team agents by the thousand, who change their states by themselves. Asked again, the crowd grows or changes its pace. */
export interface Crowd {
  readonly type: 'crowd';
  /** Id of the team. */
  readonly team: string;
  /** Members of the crowd, up to 20,000; never fewer than there are. */
  readonly agents: number;
  /** Changes of state a second, all members together; up to 10,000, 0 for none. */
  readonly changesPerSecond: number;
}

/** Everything that can be asked of the engine. */
export type Command =
  | SignIn
  | SetState
  | ForceState
  | MakeCall
  | DeclineCall
  | PlaceCall
  | CallActionCommand
  | SwitchActionCommand
  | UpdateData
  | OutreachCommand
  | OfferContact
  | ConnectionLost
  | ConnectionRestored
  | SetSystem
  | SetDevice
  | Crowd;

/** The word that tells commands apart. */
export type CommandType = Command['type'];

/**
 * Why a command is refused. Faces turn it into their platform's error.
 *
 * | kind | `data` | `code` |
 * |---|---|---|
 * | `out-of-service` | | |
 * | `unknown-agent`, `unknown-team`, `unknown-call`, `unknown-queue`, `unknown-campaign`, `unknown-address`, `unknown-contact` | the id | |
 * | `parameter-missing`, `invalid-input` | name of the field | |
 * | `invalid-state` | the state now | 265 or 33 on CCX, else none |
 * | `reason-required`, `reason-not-allowed`, `reason-unknown` | the reason's id, if any | |
 * | `not-supervised` | the agent's id | |
 * | `not-yours`: the address or call is not the asker's | the address or id | |
 * | `not-supported`: not on this platform | the action | |
 * | `leg-held`: the leg must be active | | |
 * | `action-not-offered` | the extension | |
 * | `not-controller` | the extension | 20999 (CCE), 22 (CCX) |
 * | `no-consult`: nothing to transfer or conference with | the extension | |
 * | `party-limit` | | |
 * | `invalid-destination` (sync) | name of the field | |
 * | `operation-failed` | | number of the CTI failure, e.g. 33, 34 |
 * | `value-out-of-range` | | 3 |
 * | `invalid-device`, `device-busy`, `mode-not-allowed`, `already-signed-in` | the extension or mode | 260, 33, none, 259 |
 * | `variable-invalid`, `variable-protected` | name of the variable | |
 * | `internal` | | |
 */
export type RefusalKind =
  | 'out-of-service'
  | 'unknown-agent'
  | 'unknown-team'
  | 'unknown-call'
  | 'unknown-queue'
  | 'unknown-campaign'
  | 'unknown-address'
  | 'unknown-contact'
  | 'parameter-missing'
  | 'invalid-input'
  | 'invalid-state'
  | 'reason-required'
  | 'reason-not-allowed'
  | 'reason-unknown'
  | 'not-supervised'
  | 'not-yours'
  | 'not-supported'
  | 'leg-held'
  | 'action-not-offered'
  | 'not-controller'
  | 'no-consult'
  | 'party-limit'
  | 'invalid-destination'
  | 'operation-failed'
  | 'value-out-of-range'
  | 'invalid-device'
  | 'device-busy'
  | 'mode-not-allowed'
  | 'already-signed-in'
  | 'variable-invalid'
  | 'variable-protected'
  | 'internal';

/** A refusal. `sync`: the platform answers the request itself with an error and publishes nothing. `async`: it accepts, then reports. */
export interface Refusal {
  readonly timing: 'sync' | 'async';
  readonly kind: RefusalKind;
  /** For developers; holds no customer data. */
  readonly message: string;
  readonly data?: string;
  /** Number of the platform's failure, where it has one. */
  readonly code?: number;
}

/** The command took effect (`changed`), was already so (`no-op`), or will take effect later (`pending`: see `pendingState`). */
export interface Done {
  readonly ok: true;
  readonly outcome: 'changed' | 'no-op' | 'pending';
  /** The call that was made, for commands that make one. */
  readonly callId?: string;
  /** Key of the contact that came onto a list. */
  readonly contact?: string;
}

/** The command had no effect. */
export interface Refused {
  readonly ok: false;
  readonly refusal: Refusal;
}

/** Answer to a command that was carried out at once. */
export type CommandResult = Done | Refused;

/** Answer to a submitted request: accepted (the rest is told by facts), or refused at once. */
export type Submission = { readonly ok: true } | Refused;
