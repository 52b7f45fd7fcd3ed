import type { Runtime } from '@cordboard/core';
import { Alarm } from './alarm.js';

/** From asking what there is to being live: the agent is told of, and the routed calls are too or have been waited for. */
export class Entry {
  readonly #patience: Alarm;
  readonly #wholeMs: number;
  readonly #done: () => void;
  #hasAgent = false;
  #hasCalls = false;
  #live = false;

  /** `wholeMs`: how long calls may follow the agent. `done`: it is live now. */
  constructor(runtime: Runtime, wholeMs: number, done: () => void) {
    this.#patience = new Alarm(runtime);
    this.#wholeMs = wholeMs;
    this.#done = done;
  }

  get live(): boolean {
    return this.#live;
  }

  /** The agent is there, and the calls are waited for. */
  get waiting(): boolean {
    return this.#patience.isSet;
  }

  /** Everything is asked for anew. */
  restart(): void {
    this.leave();
    this.#hasCalls = false;
  }

  /** Nobody is at work here. Calls that were told of stay told of. */
  leave(): void {
    this.#patience.clear();
    this.#hasAgent = false;
    this.#live = false;
  }

  agentCame(): void {
    this.#hasAgent = true;
    this.#check();
    if (!this.#live) this.#patience.set(this.#wholeMs, () => this.callsCame());
  }

  callsCame(): void {
    this.#hasCalls = true;
    this.#check();
  }

  #check(): void {
    if (this.#live || !this.#hasAgent || !this.#hasCalls) return;
    this.#patience.clear();
    this.#live = true;
    this.#done();
  }
}
