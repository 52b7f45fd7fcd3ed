import type { Clock } from '../engine/index.js';
import type { XmppSession, XmppTransport } from '../finesse/index.js';
import type { WireLog } from '../wire-log.js';
import type { Faults, Traffic } from './faults.js';

/** A real connection. */
export interface Connection {
  send(frame: string): void;
  /** Ends it in good order. */
  close(): void;
  /** Tears it down without a word. */
  destroy(): void;
}

/** What a line works with. */
export interface LineParts {
  readonly clock: Clock;
  readonly faults: Faults;
  readonly log: WireLog;
  /** Told of what should not happen. */
  readonly onBug: (error: unknown) => void;
  /** By which the connection was opened. */
  readonly path: string;
}

const NOTIFICATION = /<items node="([^"]*)"/;

/** The way between a session and its connection: writes the log, and does what faults of the wire do. */
export class Line implements XmppTransport {
  /** By which the connection was opened. */
  readonly path: string;
  readonly #connection: Connection;
  readonly #clock: Clock;
  readonly #faults: Faults;
  readonly #log: WireLog;
  readonly #onBug: (error: unknown) => void;
  #session: XmppSession | undefined;
  readonly #frozenBy = new Set<string>();
  #free = 0;
  #queued = 0;
  #gone = false;

  constructor(connection: Connection, parts: LineParts) {
    this.#connection = connection;
    this.#clock = parts.clock;
    this.#faults = parts.faults;
    this.#log = parts.log;
    this.#onBug = parts.onBug;
    this.path = parts.path;
  }

  /** The agent who signed in on it, if one has. */
  get agent(): string | undefined {
    return this.#session?.local || undefined;
  }

  /** Names the session that the line serves; called before any frame. */
  attach(session: XmppSession): void {
    this.#session = session;
  }

  /** A frame from the client. */
  receive(frame: string): void {
    if (this.#gone || this.#mute) return;
    this.#write('in', frame);
    try {
      this.#session?.receive(frame);
    } catch (error) {
      // A mistake of ours ends this stream, not the server.
      this.#onBug(error);
      this.#session?.end('internal-server-error');
    }
  }

  /** The connection has ended. */
  closed(): void {
    if (this.#gone) return;
    this.#gone = true;
    this.#session?.transportClosed();
  }

  send(frame: string): void {
    if (this.#gone || this.#mute) return;
    if (this.#faults.strike(this.#traffic, 'reset_peer', 'down')) return this.destroy();
    const slow = this.#faults.strike(this.#traffic, 'latency');
    // Frames never overtake each other.
    this.#free = Math.max(this.#free, this.#clock.now() + (slow ? this.#faults.delay(slow.plan.args) : 0));
    this.#whenFree(() => {
      if (this.#frozenBy.size > 0) return;
      this.#write('out', frame);
      this.#connection.send(frame);
    });
  }

  close(): void {
    this.#whenFree(() => {
      this.#gone = true;
      this.#connection.close();
    });
  }

  /** Tears the connection down. */
  destroy(): void {
    if (this.#gone) return;
    this.closed();
    this.#connection.destroy();
  }

  /** Stops reading and writing, and keeps the connection. `fault` is the id of what does it. */
  freeze(fault: string): void {
    this.#frozenBy.add(fault);
  }

  /** Ends the `freeze` of that fault. What was lost stays lost. */
  thaw(fault: string): void {
    this.#frozenBy.delete(fault);
  }

  /** Whether nothing passes until a fault ends. */
  get frozen(): boolean {
    return this.#frozenBy.size > 0 || this.#faults.freezesNew(this.#traffic);
  }

  get #traffic(): Traffic {
    return { wire: 'xmpp', agent: this.agent, path: this.path };
  }

  get #mute(): boolean {
    return this.frozen || this.#faults.strike(this.#traffic, 'timeout') !== undefined;
  }

  #whenFree(act: () => void): void {
    const wait = this.#free - this.#clock.now();
    if (wait <= 0 && this.#queued === 0) return act();
    this.#queued += 1;
    this.#clock.after(wait, () => {
      this.#queued -= 1;
      if (!this.#gone) act();
    });
  }

  #write(direction: 'in' | 'out', text: string): void {
    const session = this.#session;
    const node = direction === 'out' ? NOTIFICATION.exec(text)?.[1] : undefined;
    this.#log.add({
      wire: 'xmpp',
      kind: node === undefined ? 'frame' : 'notification',
      direction,
      text,
      ...(session ? { session: session.id } : {}),
      ...(this.agent === undefined ? {} : { agent: this.agent }),
      ...(node === undefined ? {} : { node }),
    });
  }
}
