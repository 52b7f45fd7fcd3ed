/**
 * A password or token on its way to a port. Shows itself to nobody by accident: printing, logging, JSON and structured
 * cloning give no trace of the value; only `reveal()` does.
 */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  /** The value. Call it where the bytes go on the wire, and keep nothing. */
  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return '[secret]';
  }

  toJSON(): string {
    return '[secret]';
  }
}
