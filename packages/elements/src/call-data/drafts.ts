import type { CallVariable } from '@cordboard/core';

/** A value that is being changed. */
export interface Draft {
  /** What the agent has typed so far. */
  readonly text: string;
  /** The value that the agent saw when beginning. */
  readonly from: string;
}

/** Says what the platform has for a variable now; `undefined` where it has nothing. */
export type ValueNow = (property: string) => string | undefined;

/** The values that are being changed, by name of the variable. */
export class Drafts {
  readonly #drafts = new Map<string, Draft>();

  get size(): number {
    return this.#drafts.size;
  }

  get(property: string): Draft | undefined {
    return this.#drafts.get(property);
  }

  /** Begins with what the platform has. One that is open stays as it is. */
  open(property: string, value: string): void {
    if (!this.#drafts.has(property)) this.#drafts.set(property, { text: value, from: value });
  }

  type(property: string, text: string): void {
    const draft = this.#drafts.get(property);
    if (draft) this.#drafts.set(property, { ...draft, text });
  }

  close(...properties: readonly string[]): void {
    for (const property of properties) this.#drafts.delete(property);
  }

  clear(): void {
    this.#drafts.clear();
  }

  /** What is to be sent: only what the agent has changed. What somebody else changed under an untouched field stays theirs. */
  changes(now: ValueNow): readonly CallVariable[] {
    const changed = [...this.#drafts].filter(([name, { text, from }]) => text !== from && text !== now(name));
    return changed.map(([name, { text }]) => ({ name, value: text }));
  }

  /** Variables whose value is another than when the agent began. */
  changedMeanwhile(now: ValueNow): readonly string[] {
    return [...this.#drafts].filter(([name, { from }]) => (now(name) ?? '') !== from).map(([name]) => name);
  }
}

/** Length in bytes of UTF-8, which is what platforms count. */
export function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length;
}
