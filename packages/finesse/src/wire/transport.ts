/** How notifications travel: over a WebSocket, or over HTTP requests that the server holds open until there is news (BOSH). */
export type Transport = 'websocket' | 'bosh';

/**
 * Chooses the transport of one session. A network that blocks WebSockets blocks them for everybody on it and all day long, so once a
 * server has been heard over one transport, that stays.
 */
export class TransportChoice {
  readonly #isFree: boolean;
  #present: Transport;
  #isSettled = false;

  /** `auto`: BOSH only where no WebSocket gets through. */
  constructor(wanted: 'auto' | Transport = 'auto') {
    this.#isFree = wanted === 'auto';
    this.#present = wanted === 'bosh' ? 'bosh' : 'websocket';
  }

  /** What the next attempt uses. */
  get present(): Transport {
    return this.#present;
  }

  /** Whether that is not the first choice. */
  get isFallback(): boolean {
    return this.#isFree && this.#present === 'bosh';
  }

  /** An attempt has ended, or succeeded; `wasHeard` tells whether the server said anything. True: try at once, the other transport. */
  tried(wasHeard: boolean): boolean {
    if (!this.#isFree || this.#isSettled) return false;
    this.#isSettled = wasHeard;
    if (wasHeard) return false;
    this.#present = this.#present === 'websocket' ? 'bosh' : 'websocket';
    return this.#present === 'bosh';
  }
}
