import type { Engine, Fact } from '../engine/index.js';
import type { Incoming, Outgoing } from './messages.js';
import type { BusQuirks } from './quirks.js';

/** What a channel is given of the page that it is part of. */
export interface ChannelHost {
  readonly engine: Engine;
  readonly quirks: () => BusQuirks;
  /** The agent who is signed in on the page, over whichever channel. */
  readonly agentId: () => string | undefined;
  /** Says something to every application that hears the channel. */
  readonly say: (outgoing: Outgoing) => void;
}

/** A part of the Workspace that speaks on a channel of its own. */
export interface Channel {
  /** An application asks for something. Never throws, whatever it is. */
  asked(incoming: Incoming): void;
  /** Something happened in the contact centre. */
  heard(fact: Fact): void;
  /** The page goes. */
  close(): void;
}
