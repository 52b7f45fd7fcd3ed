import type { CallVariable } from './model.js';
import type { World } from './world-types.js';

const PERIPHERAL: readonly string[] = Array.from({ length: 10 }, (_, index) => `callVariable${index + 1}`);
const PERIPHERAL_BYTES = 40;
const ECC_BYTES = 210;

/** The data of a call: ten peripheral variables that are always there, and others in the order of their arrival. */
export class Variables {
  readonly #values: Map<string, string>;

  constructor(initial: Readonly<Record<string, string>> = {}) {
    this.#values = new Map(PERIPHERAL.map((name) => [name, '']));
    for (const [name, value] of Object.entries(initial)) this.#values.set(name, value);
  }

  /** Sets what is given. Null leaves the old value; an empty string overwrites it. */
  set(changes: Readonly<Record<string, string | null>>): void {
    for (const [name, value] of Object.entries(changes)) {
      if (value !== null) this.#values.set(name, value);
    }
  }

  /** Everything, peripheral variables first. */
  list(): readonly CallVariable[] {
    return [...this.#values].map(([name, value]) => ({ name, value }));
  }

  /** A copy, for a call that is started from this one. */
  record(): Readonly<Record<string, string>> {
    return Object.fromEntries(this.#values);
  }
}

/** What an agent's change of call data comes to: what may be written, or the name of the variable that is wrong. */
export type AgentChange = { readonly write: Readonly<Record<string, string>> } | { readonly wrong: string };

/**
 * Applies the platform's limits to an agent's change (Finesse 12.5 guide pp. 89-91): a peripheral value over 40 bytes or an index outside
 * the array is refused; an unknown extended variable is passed over in silence; an extended value over 210 bytes is cut.
 */
export function limitAgentChange(world: World, changes: Readonly<Record<string, string | null>>): AgentChange {
  const write: Record<string, string> = {};
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) continue;
    if (PERIPHERAL.includes(name)) {
      if (bytes(value) > PERIPHERAL_BYTES) return { wrong: name };
      write[name] = value;
    } else if (name.startsWith('BA')) {
      write[name] = value;
    } else {
      const fit = fitEcc(world, name);
      if (fit === 'wrong') return { wrong: name };
      if (fit === 'known') write[name] = cut(value);
    }
  }
  return { write };
}

function fitEcc(world: World, name: string): 'known' | 'unknown' | 'wrong' {
  const [, base = name, index] = /^(.*?)(?:\[(.*)\])?$/s.exec(name) ?? [];
  const variable = world.eccVariables.find((candidate) => candidate.name === base);
  if (!variable) return 'unknown';
  if (variable.elements === 0) return index === undefined ? 'known' : 'wrong';
  return index !== undefined && /^[0-9]{1,3}$/.test(index) && Number(index) < variable.elements ? 'known' : 'wrong';
}

/** Length in UTF-8, which is what the platform counts. */
export function bytes(value: string): number {
  return new TextEncoder().encode(value).length;
}

function cut(value: string): string {
  if (bytes(value) <= ECC_BYTES) return value;
  let kept = '';
  let used = 0;
  for (const character of value) {
    used += bytes(character);
    if (used > ECC_BYTES) break;
    kept += character;
  }
  return kept;
}
