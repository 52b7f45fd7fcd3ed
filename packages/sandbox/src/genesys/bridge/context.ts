import type { Engine } from '../../engine/index.js';
import type { Interactions } from '../interactions.js';
import type { EventPipe } from '../pipe.js';
import type { SwitchFeatures } from '../profile.js';
import type { GenesysQuirks } from '../quirks.js';
import type { Telephony } from '../telephony.js';
import type { Args } from './args.js';
import type { BridgeSession } from './sessions.js';
import type { Subscribers } from './subscribers.js';

/** What the services work on. */
export interface BridgeContext {
  readonly engine: Engine;
  readonly interactions: Interactions;
  readonly telephony: Telephony;
  readonly subscribers: Subscribers;
  readonly pipe: EventPipe;
  readonly features: (extension: string) => SwitchFeatures;
  readonly quirks: () => GenesysQuirks;
  /** Whether an event for an agent is lost on its way; `node` is the service or channel that it comes from. */
  readonly loses: (agentId: string, node: string) => boolean;
  /** Whether a password is the user's; wrong ones count towards the platform's lock. */
  readonly admit: (id: string, password: string) => 'yes' | 'no' | 'locked';
}

/** A request to a method. */
export interface Invocation {
  readonly args: Args;
  readonly session: BridgeSession;
  /** Aborted when the client is gone. */
  readonly signal: AbortSignal;
}

/** A method: its result, or a fault that is thrown. */
export type Method = (invocation: Invocation) => unknown;

/** The methods of a service, by name. */
export type Service = Readonly<Record<string, Method>>;

/** What is returned, not thrown, when the telephone system refuses. */
export interface VoiceError {
  readonly telephonyErrorType: string;
  readonly TServerError: string;
}

/** The error for a code. No source tells the members of the type; this one is invented. */
export function voiceError(code: number): VoiceError {
  return { telephonyErrorType: 'REFUSED', TServerError: String(code) };
}
