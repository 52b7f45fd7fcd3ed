import type { Source } from './commands.js';
import type { WorldContactField, WorldContactPhone } from './outreach-world.js';

/** An agent says what became of a call, or of a contact. Said again, what is named changes and the rest stays. */
export interface Dispose extends Source {
  readonly type: 'dispose';
  readonly agentId: string;
  /** The call, which may be over; or `contact` alone. */
  readonly callId?: string;
  /** Key of the contact. Default: whom the call is about. */
  readonly contact?: string;
  /** Ids of the world's outcomes. */
  readonly callOutcome?: string;
  readonly businessOutcome?: string;
  readonly callback?: {
    /** `YYYY-MM-DDThh:mm`, in the customer's own time. */
    readonly start: string;
    readonly end: string;
    /** Id of the mode; empty: any. */
    readonly mode: string;
    /** For the agent alone. */
    readonly personal: boolean;
  };
  readonly doNotCall?: true;
  readonly comments?: string;
  readonly leadScore?: number;
  readonly targetAmount?: number;
}

/** Changes what is known about a contact. Fields that are unknown, or not to be edited, are refused. */
export interface ChangeContact extends Source {
  readonly type: 'change-contact';
  readonly agentId: string;
  readonly contact: string;
  readonly fields?: Readonly<Record<string, string>>;
  /** A number for a mode, beside the others or in their stead. */
  readonly phone?: WorldContactPhone & { readonly alone: boolean };
}

/** Puts somebody onto a campaign's list; the answer names them by `contact`. */
export interface CreateContact extends Source {
  readonly type: 'create-contact';
  readonly agentId: string;
  /** Id of the campaign. */
  readonly campaign: string;
  readonly fields: readonly WorldContactField[];
  readonly phones: readonly WorldContactPhone[];
}

/** Sets contacts aside for an agent to dial by hand, or lets them go. */
export interface ReserveContacts extends Source {
  readonly type: 'reserve-contacts';
  readonly agentId: string;
  readonly contacts: readonly string[];
  readonly reserved: boolean;
}

/** What can be asked of the list manager. */
export type OutreachCommand = Dispose | ChangeContact | CreateContact | ReserveContacts;
