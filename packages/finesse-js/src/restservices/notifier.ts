/** What happens to an object, and whom it may be told to. */
export type Happening = 'load' | 'change' | 'add' | 'delete' | 'error' | 'collectionAdd' | 'collectionDelete';

type Handler = (about: never) => void;
interface Listener {
  readonly handler: Handler;
  readonly scope: unknown;
}

/** Handlers by what they are for; the same function twice is one. */
export class Notifier {
  readonly #listeners = new Map<Happening, readonly Listener[]>();
  readonly #call: (work: () => void) => void;

  /** @param call - Runs one handler, and lets nothing it throws through. */
  constructor(call: (work: () => void) => void) {
    this.#call = call;
  }

  /** Adds a handler. @param scope - Its `this`. */
  add(type: Happening, handler: Handler, scope?: unknown): void {
    const before = this.#listeners.get(type) ?? [];
    if (!before.some((listener) => listener.handler === handler)) this.#listeners.set(type, [...before, { handler, scope }]);
  }

  /** Takes one handler away; without one, all of that kind. */
  remove(type: Happening, handler?: Handler): void {
    const before = this.#listeners.get(type) ?? [];
    this.#listeners.set(type, handler ? before.filter((listener) => listener.handler !== handler) : []);
  }

  /** Tells all who are there now. */
  tell(type: Happening, about: unknown): void {
    for (const listener of this.#listeners.get(type) ?? []) this.run(listener.handler, about, listener.scope);
  }

  /** Tells one. */
  run(handler: Handler, about: unknown, scope?: unknown): void {
    this.#call(() => {
      handler.call(scope, about as never);
    });
  }
}
