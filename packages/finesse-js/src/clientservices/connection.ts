import { type ConnectionStatus } from './client-services.js';

/** What a handler is registered for. */
export type Occasion = 'connect' | 'disconnect' | 'connecting' | 'disconnecting' | 'reconnecting' | 'unloading';

/** What connection does in the library around it. */
interface Effects {
  /** Runs a gadget's handler. */
  call(handler: () => void): void;
  /** Events are to be dropped from now on, or no longer. */
  failover(on: boolean): void;
  /** All that is alive is to read itself anew. */
  refresh(): void;
}

/**
 * What a gadget makes of the page's connection status.
 *
 * ```
 * connected ──────► connect, unless failing      failing ───► disconnect, events are dropped
 * recovered ──────► connect, then all is refreshed            others ───► nothing
 * ```
 * The same status again is nothing. A gadget sees a lost connection by `failing` only.
 */
export class Connection {
  /** The last status; undefined before the page has told. */
  status: ConnectionStatus | undefined;
  /** The resource of the page's session. */
  resourceID: string | undefined;
  readonly #effects: Effects;
  readonly #handlers = new Map<Occasion, () => void>();
  #failing = false;

  constructor(effects: Effects) {
    this.#effects = effects;
  }

  /** One handler for an occasion; undefined takes it away. */
  register(occasion: Occasion, handler: (() => void) | undefined): void {
    if (handler) this.#handlers.set(occasion, handler);
    else this.#handlers.delete(occasion);
    if (this.status === 'connected' && occasion === 'connect' && !this.#failing) this.#run(occasion);
    if (this.status === 'disconnected' && occasion === 'disconnect') this.#run(occasion);
  }

  /** Takes what the page published. */
  take(status: ConnectionStatus, resourceID: string | undefined): void {
    if (resourceID !== undefined) this.resourceID = resourceID;
    if (status === this.status) return;
    this.status = status;
    if (status === 'connected' && !this.#failing) this.#run('connect');
    if (status === 'failing') {
      this.setFailing(true);
      this.#run('disconnect');
    }
    if (status === 'recovered') {
      this.setFailing(false);
      this.#run('connect');
      this.#effects.refresh();
    }
  }

  /** Whether events are dropped. */
  setFailing(on: boolean): void {
    this.#failing = on;
    this.#effects.failover(on);
  }

  /** What 12.x calls the state of the notifications. */
  get notificationState(): 'Connected' | 'Recovered' | 'Failing' | undefined {
    if (this.#failing) return 'Failing';
    if (this.status === 'recovered') return 'Recovered';
    return this.status === 'connected' ? 'Connected' : undefined;
  }

  #run(occasion: Occasion): void {
    const handler = this.#handlers.get(occasion);
    if (handler) this.#effects.call(handler);
  }
}
