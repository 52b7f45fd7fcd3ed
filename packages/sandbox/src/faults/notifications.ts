import type { Clock } from '../engine/index.js';
import type { Delivery, XmppSession } from '../finesse/index.js';
import { corrupt } from './corrupt.js';
import type { Faults, Traffic } from './faults.js';
import type { FaultArgs } from './plan.js';

const DEFAULT_SIZE = 3;
const DEFAULT_WAIT_MS = 200;

/** How a report goes out: as it is, or spoiled. */
export interface Outlet {
  send(): void;
  sendSpoiled(how: FaultArgs): void;
}

/** Lets notifications and packets of a bus through, or drops, doubles, delays, reorders and spoils them as the faults at work say. */
export class FaultyDelivery {
  readonly #faults: Faults;
  readonly #clock: Clock;
  readonly #held = new Map<object, (() => void)[]>();

  constructor(faults: Faults, clock: Clock) {
    this.#faults = faults;
    this.#clock = clock;
  }

  /** Delivers a notification to a session, or not. */
  deliver(session: XmppSession, delivery: Delivery): void {
    const traffic: Traffic = {
      wire: 'xmpp',
      agent: session.local,
      node: delivery.node,
      event: /<event>([^<]*)<\/event>/.exec(delivery.payload)?.[1],
    };
    this.pass(session, traffic, {
      send: () => session.deliver(delivery),
      sendSpoiled: ({ kind = 'malformed', part = 'payload' }) =>
        part === 'frame'
          ? session.sendRaw(corrupt(session.stanzaFor(delivery), kind))
          : session.deliver({ ...delivery, payload: corrupt(delivery.payload, kind) }),
    });
  }

  /** Lets a report to somebody out, or not. Those to the same are shuffled together. */
  pass(to: object, traffic: Traffic, outlet: Outlet): void {
    const faults = this.#faults;
    if (faults.strike(traffic, 'drop_events')) return;
    const spoiled = faults.strike(traffic, 'corrupt');
    const send = spoiled ? () => outlet.sendSpoiled(spoiled.plan.args) : () => outlet.send();
    const twice = faults.strike(traffic, 'duplicate_events');
    const late = faults.strike(traffic, 'delay_events');
    const mixed = faults.strike(traffic, 'reorder');
    if (late) this.#later(faults.delay(late.plan.args), send);
    else if (mixed) this.#hold(to, send, mixed.plan.args);
    else send();
    for (let copy = 0; twice && copy < (twice.plan.args.copies ?? 1); copy++) this.#later(twice.plan.args.ms ?? 0, send);
  }

  #later(ms: number, send: () => void): void {
    if (ms <= 0) send();
    else this.#clock.after(ms, send);
  }

  // A group goes out when it is full or its time is up.
  #hold(to: object, send: () => void, args: { readonly size?: number; readonly ms?: number }): void {
    const held = this.#held.get(to);
    const group = held ?? [];
    group.push(send);
    if (!held) {
      this.#held.set(to, group);
      this.#clock.after(args.ms ?? DEFAULT_WAIT_MS, () => this.#release(to, group));
    }
    if (group.length >= (args.size ?? DEFAULT_SIZE)) this.#release(to, group);
  }

  #release(to: object, group: (() => void)[]): void {
    if (this.#held.get(to) === group) this.#held.delete(to);
    for (const send of this.#faults.shuffle(group.splice(0))) send();
  }
}
