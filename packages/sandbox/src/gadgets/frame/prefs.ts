import { escapeString } from './escape.js';
import type { FrameData } from './frame-data.js';

/** What `gadgets.Prefs` works on. */
export interface PrefsOptions {
  readonly data: FrameData;
  /** Tells the page which preferences were set; their values stay in the frame, one of them is the agent's password. */
  readonly onSet: (names: readonly string[]) => void;
}

/** Makes the class `gadgets.Prefs`: every `new` of it gives the same object. */
export function prefsClass({ data, onSet }: PrefsOptions): new () => Prefs {
  const values = new Map(data.prefs);
  const only = new Prefs(data, values, onSet);
  return class extends Prefs {
    constructor() {
      super(data, values, onSet);
      return only;
    }
  };
}

/** The preferences of a gadget. */
export class Prefs {
  readonly #data: FrameData;
  readonly #values: Map<string, string>;
  readonly #onSet: (names: readonly string[]) => void;

  constructor(data: FrameData, values: Map<string, string>, onSet: (names: readonly string[]) => void) {
    this.#data = data;
    this.#values = values;
    this.#onSet = onSet;
  }

  /** Escaped by `escapeString`; `""` when unset. */
  getString(name: string): string {
    return escapeString(this.#values.get(name) ?? '');
  }

  /** A whole number, 0 when it is none. */
  getInt(name: string): number {
    return Number.parseInt(this.#values.get(name) ?? '', 10) || 0;
  }

  getFloat(name: string): number {
    return Number.parseFloat(this.#values.get(name) ?? '') || 0;
  }

  /** `true` for `"true"` and for a whole number other than zero. */
  getBool(name: string): boolean {
    const value = this.#values.get(name) ?? '';
    return value === 'true' || (Number.parseInt(value, 10) || 0) !== 0;
  }

  /** The parts between bars, escaped by `escapeString`; none when unset. */
  getArray(name: string): string[] {
    const value = this.#values.get(name);
    return value ? value.split('|').map((part) => escapeString(part.replaceAll('%7C', '|'))) : [];
  }

  /** Text of the message bundle, or `""`. */
  getMsg(name: string): string {
    return this.#data.messages.get(name) ?? '';
  }

  getCountry(): string {
    return this.#data.country;
  }

  getLang(): string {
    return this.#data.lang;
  }

  getModuleId(): number {
    return this.#data.mid;
  }

  /** Takes name, value, and further pairs. Never throws, with the feature `setprefs` or without it. */
  set(...pairs: readonly unknown[]): void {
    const names: string[] = [];
    for (let index = 0; index + 1 < pairs.length; index += 2) {
      const name = String(pairs[index]);
      this.#values.set(name, String(pairs[index + 1]));
      names.push(name);
    }
    this.#onSet(names);
  }

  setArray(name: string, value: readonly unknown[]): void {
    this.set(name, value.map((part) => String(part).replaceAll('|', '%7C')).join('|'));
  }
}
