import type { LinkReason, Runtime } from '@cordboard/core';
import { Observable, Subscription } from 'rxjs';
import type { Channel } from '../bus/message.js';
import type { AcqueonTransport, Registration } from '../bus/transport.js';

/** What came of registering: a registration that stands, or why there is none at the moment. */
export type Enrolment = { readonly registration: Registration } | { readonly registration?: undefined; readonly why: LinkReason };

/** What to register with. */
export interface EnrolmentOptions {
  readonly transport: AcqueonTransport;
  readonly channels: readonly Channel[];
  readonly runtime: Runtime;
  /** How long the Workspace may take. */
  readonly registerMs: number;
}

/** Between a loss and the next try, so that a bus that is lost each time is not asked all the time. */
const AGAIN_MS = 1_000;

/**
 * Stays registered with the bus while it is subscribed. The transport waits for ever and says nothing; this asks again when nobody
 * answered in time (the Workspace may still be loading), and a second after what comes in has ended, which is how a transport tells that it
 * was lost. Neither errors nor completes.
 */
export function enrolment({ transport, channels, runtime, registerMs }: EnrolmentOptions): Observable<Enrolment> {
  return new Observable((subscriber) => {
    let attempt = new Subscription();
    const timer = (run: () => void, ms: number): Subscription => {
      const handle = runtime.setTimer(run, ms);
      return new Subscription(() => runtime.clearTimer(handle));
    };
    const register = (): void => {
      attempt.unsubscribe();
      const now = (attempt = new Subscription());
      const late = timer(() => {
        subscriber.next({ why: 'unreachable' });
        if (!now.closed) register();
      }, registerMs);
      const lost = (): void => {
        if (now.closed) return;
        now.add(timer(register, AGAIN_MS));
        subscriber.next({ why: 'socket-lost' });
      };
      now.add(late);
      now.add(
        transport.register(channels).subscribe((registration) => {
          late.unsubscribe();
          subscriber.next({ registration });
          if (!now.closed) now.add(registration.incoming$.subscribe({ error: lost, complete: lost }));
        }),
      );
    };
    register();
    return () => attempt.unsubscribe();
  });
}
