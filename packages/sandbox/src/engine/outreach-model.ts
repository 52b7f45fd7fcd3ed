import type { WorldContactField, WorldContactPhone } from './outreach-world.js';

/** A callback that an agent has promised, in the customer's own time. */
export interface PromisedCallback {
  /** `YYYY-MM-DDThh:mm`. */
  readonly start: string;
  readonly end: string;
  /** Id of the mode; empty: any number. */
  readonly mode: string;
  /** Whose it is alone; null: anybody's who works the campaign. */
  readonly agentId: string | null;
}

/** Somebody on a campaign's list at one moment. */
export interface ContactView {
  /** The list manager's key; opaque. */
  readonly key: string;
  /** Id of the campaign. */
  readonly campaign: string;
  readonly consent: boolean;
  readonly fields: readonly WorldContactField[];
  readonly phones: readonly WorldContactPhone[];
  /** Id of the agent who has them for dialling by hand. */
  readonly reservedBy: string | null;
  readonly callback: PromisedCallback | null;
  readonly doNotCall: boolean;
}

/** What an agent said became of a call. What was not said is null. */
export interface Disposition {
  readonly callId: string;
  /** Key of the contact; null when the call is about nobody on a list. */
  readonly contact: string | null;
  readonly agentId: string;
  /** When it was said last, ms since the epoch. */
  readonly at: number;
  /** Ids of the world's outcomes. */
  readonly callOutcome: string | null;
  readonly businessOutcome: string | null;
  readonly callback: PromisedCallback | null;
  readonly doNotCall: boolean;
  readonly comments: string;
  readonly leadScore: number | null;
  readonly targetAmount: number | null;
}

/** A contact in the control API's `/sandbox/state`. */
export interface StateContact {
  readonly key: string;
  readonly campaign: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly phones: readonly WorldContactPhone[];
  readonly consent: boolean;
  readonly reservedBy?: string;
  readonly callback?: PromisedCallback;
  /** True when they are not to be called any more; absent else. */
  readonly doNotCall?: true;
}
