import type { Feature, ReasonCode, Runtime } from '@cordboard/core';
import type { AisNameChanges } from '../ais/names.js';
import type { AisCredentials, AisWire } from '../wire/ais-wire.js';
import type { BackoffOptions } from '../wire/backoff.js';
import type { OnWake } from './wake.js';

/** What a `GenesysPort` is made from. Only `wire` is required. */
export interface GenesysOptions {
  /** The way to the services, such as a `BridgeWire`. It is the port's own from then on. */
  readonly wire: AisWire;
  /** Gives credentials without a person. Without it the port waits for a `sign-in` command that carries them. */
  readonly credentials?: () => Promise<AisCredentials>;
  /** Names that differ, or that no public source prints. */
  readonly names?: AisNameChanges;
  /** How an agent logs in on a DN. */
  readonly login?: {
    /** The DN that an extension stands for. Default: the extension itself; the number to call is not always the DN's id. */
    readonly dnOf?: (extension: string) => string;
    readonly queue?: string;
    readonly workmode?: string;
  };
  /** The reasons that agents may give; the platform takes any, so a site lists its own. */
  readonly reasonCodes?: readonly ReasonCode[];
  /** The part of the features to serve, where another port serves the rest. */
  readonly features?: readonly Feature[];
  readonly limits?: BackoffOptions;
  /**
   * Replaces listening to `online`, `visibilitychange`, `pageshow` and `resume` of the page: a lost session is tried again at once then. Calls
   * `run` until the returned function is called.
   */
  readonly onWake?: OnWake;
  /** Clock, timers and chance; the real ones by default. */
  readonly runtime?: Runtime;
}
