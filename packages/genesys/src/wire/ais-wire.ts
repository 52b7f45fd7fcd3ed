import type { ClockSample, DesktopError, Feature, Secret } from '@cordboard/core';
import type { Observable } from 'rxjs';
import type { AisEvent, TopicsService } from '../ais/event.js';
import type { AisNameChanges } from '../ais/names.js';

/** Who opens a session. */
export interface AisCredentials {
  readonly user: string;
  readonly secret: Secret;
}

/** What a session is opened for. */
export interface AisOpening {
  readonly credentials: AisCredentials;
  /** What the session's one subscriber is to hear of. */
  readonly topics: readonly TopicsService[];
}

/** Arguments by the names that the services give them; `undefined` is sent as null. */
export type AisArguments = Readonly<Record<string, unknown>>;

/** The way to the services, over whatever carries them. One session at a time; who keeps it alive and opens it again is the port. */
export interface AisWire {
  /**
   * Opens a session, or takes the last one up again, with a new subscriber. Resolves when events can come. Rejects with `DesktopError`:
   * `unauthorized` for wrong credentials, `link-down` where nothing answers, `aborted` when the signal aborts. Not tried again here.
   */
  open(opening: AisOpening, signal: AbortSignal): Promise<void>;

  /** Ends the session, on the platform too. Never rejects. */
  close(): Promise<void>;

  /** Calls a method. Resolves with its result, unread; a telephony error is a result. Rejects with `DesktopError` where a service faults. */
  invoke(service: string, method: string, args: AisArguments, signal?: AbortSignal): Promise<unknown>;

  /** Hot. The events of the subscriber, in order. Never errors and never completes. */
  readonly events$: Observable<AisEvent>;

  /** Hot. Events may have been lost and the session goes on: everything is to be read again. */
  readonly gap$: Observable<void>;

  /** Hot. The session, or the way to it, is gone: `open` again. What was under way is rejected with `link-down`. */
  readonly lost$: Observable<DesktopError>;

  /** Hot. Exchanges whose answer told the server's time; absent where a wire has none. */
  readonly clock$?: Observable<ClockSample>;

  /** Names that are the wire's own; those of the port's options come before them. */
  readonly names?: AisNameChanges;

  /** What cannot be asked for by this wire, whatever the services have. */
  readonly lacks?: readonly Feature[];

  /** Hot. What came and was not understood, as short fixed phrases. */
  readonly ignored$?: Observable<string>;
}
