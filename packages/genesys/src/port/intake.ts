import type { AisEvent } from '../ais/event.js';

/** Events on their way in: while everything is being read they wait, and those that the read has overtaken are dropped. */
export class Intake {
  readonly #apply: (event: AisEvent) => void;
  #held: AisEvent[] | undefined;
  #newest = 0;
  #hasGap = false;

  constructor(apply: (event: AisEvent) => void) {
    this.#apply = apply;
  }

  /** Whether events may be lost that no read has made up for. */
  get hasGap(): boolean {
    return this.#hasGap;
  }

  /** An event has come. */
  hear(event: AisEvent): void {
    if (this.#held) this.#held.push(event);
    else this.#let(event);
  }

  /** Events may be lost: what comes from now on waits for a read of everything. */
  doubt(): void {
    this.#held ??= [];
    this.#hasGap = true;
  }

  /** Everything is read now. Call what it gives when the picture is whole: what has come meanwhile, and is not in it, is let in. */
  hold(): () => void {
    this.#held ??= [];
    this.#hasGap = false;
    // What is older than what was known before the read has been in it.
    const floor = this.#newest;
    return () => {
      const held = this.#held ?? [];
      this.#held = undefined;
      for (const event of held) if (event.timeStamp === undefined || event.timeStamp >= floor) this.#let(event);
    };
  }

  /** A session begins, with what comes before its first read. */
  begin(): void {
    this.#held = [];
  }

  /** The session is left, and whatever waited with it. */
  forget(): void {
    this.#held = undefined;
  }

  #let(event: AisEvent): void {
    this.#newest = Math.max(this.#newest, event.timeStamp ?? 0);
    this.#apply(event);
  }
}
