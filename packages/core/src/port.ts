import type { Observable } from 'rxjs';
import type { Command } from './commands.js';
import type { DesktopError } from './errors.js';
import type { Agent, Dialog, ServerTime, TeamMember } from './model.js';
import type { Query, ResultOf } from './queries.js';

/** What a port can serve. A client routes commands and queries by these; a feature nobody serves is `absent` everywhere. */
export type Feature =
  | 'agent-state'
  /** The platform knows by itself who is at the desk and on which device: a sign-in needs neither, nor a password. */
  | 'session-user'
  | 'voice'
  | 'consult'
  /** The platform has to be told at the start what a consult is for. */
  | 'consult-intent'
  | 'conference'
  | 'transfer'
  | 'transfer-now'
  | 'transfer-mute'
  | 'conference-now'
  /** The platform changes sides between two calls in one request. Without it the client holds the one and retrieves the other. */
  | 'swap'
  | 'mute'
  /** A call that is over stays until somebody says that it is finished. */
  | 'mark-done'
  | 'send-dtmf'
  | 'drop-participant'
  | 'call-data'
  /** A call may be placed with call data on it. */
  | 'dial-data'
  | 'wrap-up'
  /** A call takes several wrap-up reasons. */
  | 'wrap-up-several'
  | 'record'
  | 'barge'
  | 'outbound'
  | 'contacts'
  | 'layouts'
  | 'mobile'
  | 'teams'
  | 'queues';

/**
 * The state of a connection.
 *
 * - `idle`: not started. `sign-in-needed`: reachable, waiting for credentials. With `not-the-platform` it is something in front of the
 *   platform that wants them, such as a proxy's page: the port goes on by itself when the platform answers again.
 * - `connecting`: on the way up, or back up; `retryAt` says when the next try starts.
 * - `up`: live, and everything shown is as the platform said.
 * - `out-of-service`: connected, but the platform says it cannot serve; it will say when it can.
 * - `superseded`: the same agent took the session over elsewhere; the port does not fight for it.
 * - `closed`: ended on purpose.
 */
export interface Link {
  readonly state: 'idle' | 'sign-in-needed' | 'connecting' | 'up' | 'out-of-service' | 'superseded' | 'closed';
  readonly why?: LinkReason;
  /** Monotonic milliseconds (see `Runtime.monotonic`) at which the next attempt starts. */
  readonly retryAt?: number;
  /** The host in use, for people; never with credentials. */
  readonly host?: string;
  /** Present while the port has to do with a slower way than its first choice: why. The link is no less live for it. */
  readonly fallback?: LinkReason;
}

/** Why a link is not up. */
export type LinkReason =
  | 'unreachable'
  | 'socket-lost'
  | 'socket-blocked'
  | 'silent'
  | 'platform-out-of-service'
  | 'application-down'
  | 'bad-credentials'
  | 'locked-out'
  | 'token-expired'
  | 'signed-in-elsewhere'
  | 'not-the-platform'
  | 'signed-out';

/** One exchange with the server whose answer carries the server's time; the two local times are monotonic milliseconds. */
export interface ClockSample {
  readonly sentAt: number;
  readonly receivedAt: number;
  readonly serverTime: ServerTime;
}

/** The agent as a port reports it; freshness is the client's to tell. */
export type AgentPicture = Omit<Agent, 'freshness'>;

/** A dialog as a port reports it, whole. */
export type DialogPicture = Omit<Dialog, 'freshness' | 'partial'>;

/** A picture with its place in time. */
export interface Seen<Picture> {
  readonly picture: Picture;
  /** Server time at which this picture became true; orders pictures of one object. Absent where the platform gave none. */
  readonly at?: ServerTime;
  /** The platform itself warns that such a picture may be wrong. Sticks until the dialog has ended. */
  readonly suspect?: boolean;
}

/** What a port reports. `eventId` names the message, so that a message delivered twice is seen once. */
export type PortEvent =
  | { readonly type: 'link'; readonly link: Link }
  | { readonly type: 'clock'; readonly sample: ClockSample }
  /** What the platform turned out to serve; takes the place of `DesktopPort.features` from now on. */
  | { readonly type: 'features'; readonly features: ReadonlySet<Feature> }
  | ({ readonly type: 'agent'; readonly eventId?: string } & Seen<AgentPicture>)
  /** `added` false says that the platform reported a change of a call it should have announced before. */
  | ({ readonly type: 'dialog'; readonly added: boolean; readonly eventId?: string } & Seen<DialogPicture>)
  /** The call has left this agent. The port decides what that is on its platform; for Finesse it is the DELETE event alone. */
  | { readonly type: 'dialog-ended'; readonly dialogId: string; readonly at?: ServerTime; readonly eventId?: string }
  | Snapshot
  /** A message that was not understood: counted, never shown. `what` is a short fixed phrase without any of its content. */
  | { readonly type: 'ignored'; readonly what: string };

/**
 * A read of the whole. It ends dialogs that it does not list and replaces older pictures; what an event said after `readAt`, or
 * with a later `at`, stands.
 */
export interface Snapshot {
  readonly type: 'snapshot';
  /** Monotonic milliseconds, taken *before* the request went out. */
  readonly readAt: number;
  readonly agent?: Seen<AgentPicture>;
  readonly dialogs?: readonly Seen<DialogPicture>[];
}

/** What a port reports of only while somebody watches it. Types are added in later releases. */
export type Topic = { readonly type: 'team'; readonly teamId: string };

/** What a port reports of a {@link Topic}. `eventId` names the message, as in a {@link PortEvent}. */
export type TopicReport =
  | TeamRead
  /** A member changed, or came. */
  | ({ readonly type: 'member'; readonly eventId?: string } & Seen<TeamMember>)
  /** A member left the team; signing out is no leaving. */
  | { readonly type: 'member-left'; readonly memberId: string; readonly at?: ServerTime; readonly eventId?: string }
  /** The topic cannot be read or followed: what the platform refused. Another try may follow. */
  | { readonly type: 'failed'; readonly error: DesktopError };

/** A read of a whole team. It removes members that it does not list; what was reported after `readAt`, or with a later `at`, stands. */
export interface TeamRead {
  readonly type: 'team';
  /** Monotonic milliseconds, taken *before* the request went out. */
  readonly readAt: number;
  readonly name?: string;
  readonly members: readonly Seen<TeamMember>[];
}

/** The boundary between the core and one platform. */
export interface DesktopPort {
  /**
   * What this port serves. It reports and takes commands for these only. Where that depends on the platform found, it starts with all that may be
   * and a `features` event tells which are.
   */
  readonly features: ReadonlySet<Feature>;

  /**
   * Cold; subscribe once at a time. Subscribing opens the session (or waits for `sign-in` where credentials are missing),
   * unsubscribing closes it without signing the agent out. Emits a `link` first. Never errors and never completes: trouble
   * is a `link` event. After each reconnect a `snapshot` comes before the link is `up` again.
   */
  readonly events$: Observable<PortEvent>;

  /**
   * Settles when the platform *confirms or refuses*, not when it accepts. Rejects with `DesktopError`: `aborted` when the signal
   * aborts, `link-down` when there is no connection or it is lost meanwhile, `superseded` when someone else's change of the
   * same target came instead, else what the platform said. May stay unsettled when the platform is silent: the client has the deadline.
   */
  send(command: Command, signal: AbortSignal): Promise<void>;

  /** Reads from the platform. Rejects with `DesktopError`. */
  query<Q extends Query>(query: Q, signal: AbortSignal): Promise<ResultOf<Q>>;

  /**
   * Follows what a session does not report by itself; absent where a port serves no such thing. Cold. While it is subscribed the platform
   * is asked to report, in every session: nothing before `events$` has one, and a whole read after each reconnect, which comes after the
   * link is `up`. Unsubscribing takes that back. Never errors and never completes. The client subscribes once per topic.
   */
  watch?(topic: Topic): Observable<TopicReport>;
}
