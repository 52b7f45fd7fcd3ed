import { DesktopError, type ClockSample } from '@cordboard/core';
import { Subject } from 'rxjs';
import type { AisEvent } from '../ais/event.js';

/** What every wire tells, and what becomes of a request whose session ends under it. See `AisWire` for the streams. */
export abstract class TellingWire {
  protected readonly told = {
    events: new Subject<AisEvent>(),
    gap: new Subject<void>(),
    lost: new Subject<DesktopError>(),
    clock: new Subject<ClockSample>(),
    ignored: new Subject<string>(),
  };
  readonly events$ = this.told.events.asObservable();
  readonly gap$ = this.told.gap.asObservable();
  readonly lost$ = this.told.lost.asObservable();
  readonly clock$ = this.told.clock.asObservable();
  readonly ignored$ = this.told.ignored.asObservable();

  /**
   * Asks in a session that was open. Who has been let in has no wrong password: `unauthorized` says that the session has expired, which
   * `expired` is told, and the request comes to nothing with it, as does one that a lost session called off.
   */
  protected async inSession<T>(
    about: string,
    signal: AbortSignal | undefined,
    ask: () => Promise<T>,
    expired: (error: DesktopError) => void,
  ): Promise<T> {
    try {
      return await ask();
    } catch (error) {
      const isExpired = isUnauthorized(error);
      if (isExpired) expired(error);
      const isCalledOff = DesktopError.from(error).code === 'aborted' && !signal?.aborted;
      throw isExpired || isCalledOff ? new DesktopError('link-down', about) : error;
    }
  }
}

/** Whether the platform does not know who asks. */
export function isUnauthorized(error: unknown): error is DesktopError {
  return error instanceof DesktopError && error.code === 'unauthorized';
}
