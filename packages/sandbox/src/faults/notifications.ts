import type { Clock } from '../engine/index.js';
import type { Delivery, XmppSession } from '../finesse/index.js';
import { corrupt } from './corrupt.js';
import type { Faults, Traffic } from './faults.js';

const DEFAULT_SIZE = 3;
const DEFAULT_WAIT_MS = 200;

/** Lets notifications through, or drops, doubles, delays, reorders and spoils them as the faults at work say. */
export class FaultyDelivery {
  readonly #faults: Faults;
  readonly #clock: Clock;
  readonly #held = new Map<XmppSession, (() => void)[]>();

  constructor(faults: Faults, clock: Clock) {
    this.#faults = faults;
    this.#clock = clock;
  }

  /** Delivers a notification to a session, or not. */
  deliver(session: XmppSession, delivery: Delivery): void {
    const faults = this.#faults;
    const traffic: Traffic = {
      wire: 'xmpp',
      agent: session.local,
      node: delivery.node,
      event: /<event>([^<]*)<\/event>/.exec(delivery.payload)?.[1],
    };
    if (faults.strike(traffic, 'drop_events')) return;
    const send = this.#sender(session, delivery, traffic);
    const twice = faults.strike(traffic, 'duplicate_events');
    const late = faults.strike(traffic, 'delay_events');
    const mixed = faults.strike(traffic, 'reorder');
    if (late) this.#later(faults.delay(late.plan.args), send);
    else if (mixed) this.#hold(session, send, mixed.plan.args);
    else send();
    for (let copy = 0; twice && copy < (twice.plan.args.copies ?? 1); copy++) this.#later(twice.plan.args.ms ?? 0, send);
  }

  #sender(session: XmppSession, delivery: Delivery, traffic: Traffic): () => void {
    const spoiled = this.#faults.strike(traffic, 'corrupt')?.plan.args;
    if (!spoiled) return () => session.deliver(delivery);
    const { kind = 'malformed', part = 'payload' } = spoiled;
    if (part === 'frame') return () => session.sendRaw(corrupt(session.stanzaFor(delivery), kind));
    return () => session.deliver({ ...delivery, payload: corrupt(delivery.payload, kind) });
  }

  #later(ms: number, send: () => void): void {
    if (ms <= 0) send();
    else this.#clock.after(ms, send);
  }

  // A group goes out when it is full or its time is up.
  #hold(session: XmppSession, send: () => void, args: { readonly size?: number; readonly ms?: number }): void {
    const held = this.#held.get(session);
    const group = held ?? [];
    group.push(send);
    if (!held) {
      this.#held.set(session, group);
      this.#clock.after(args.ms ?? DEFAULT_WAIT_MS, () => this.#release(session, group));
    }
    if (group.length >= (args.size ?? DEFAULT_SIZE)) this.#release(session, group);
  }

  #release(session: XmppSession, group: (() => void)[]): void {
    if (this.#held.get(session) === group) this.#held.delete(session);
    for (const send of this.#faults.shuffle(group.splice(0))) send();
  }
}
