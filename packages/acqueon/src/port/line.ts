import type { Command, DesktopError, Link, PortEvent, Query, Runtime } from '@cordboard/core';
import type { BusMessage, Channel } from '../bus/message.js';
import type { Plain } from '../bus/plain.js';
import type { Operation, OutMessage } from '../catalogue/operation.js';
import type { AcqueonLimits } from './options.js';
import type { Ask } from './pending.js';

/** What a channel's speaker talks over: one registration with the bus, whatever the channel. */
export interface Line {
  /** Name under which this application publishes. */
  readonly appName: string;
  readonly runtime: Runtime;
  readonly limits: AcqueonLimits;
  /** Whether the registration stands. */
  readonly isOpen: boolean;
  /** Reports to the client. */
  emit(event: PortEvent): void;
  /** Tells how the link is; the same as before is not told again. */
  say(link: Link): void;
  /** Sends, and waits for nothing. Throws `link-down` while there is no registration. */
  publish(...messages: readonly OutMessage[]): void;
  /** Sends, and settles as the question says; rejects with `busy` while the same one is open, and with `aborted`. */
  ask<T>(ask: Ask<T>, messages: readonly OutMessage[], signal: AbortSignal): Promise<T>;
  /** The same for what nothing is ever reported of: done when nothing has been said against it for a while (`quietMs`). */
  askInQuiet(ask: Ask<never>, messages: readonly OutMessage[], signal: AbortSignal): Promise<void>;
  /** The platform is gone: what was asked fails at once, and the link says why. */
  lost(link: Link): void;
  /**
   * Asks what has an answer of its own, and gives what `read` makes of that; once for all who ask at a time. Rejects with the errors that the
   * catalogue lists for it, and with `timeout` (`limits.answerMs`).
   */
  read<T>(operation: Operation<'none'>, read: (message: BusMessage) => T, signal: AbortSignal): Promise<T>;
}

/** What one channel makes of the bus: its messages to reports, commands to its messages. */
export interface Speaker {
  /** Whether somebody is known to be at work here, however little else is known yet: then nobody is asked to sign in. */
  readonly occupied?: boolean;
  /** The registration stands. Whoever comes late is told nothing by itself, so this asks what there is. */
  opened(): void;
  /** The session ends; nothing may be left running. */
  closed?(): void;
  /** A message of the channel that is no error. What it answers or shows of what was asked is settled after this. */
  take(message: BusMessage): void;
  /** What an error message says. */
  errorIn(payload: Plain | undefined): { readonly type: string; readonly error: DesktopError };
  /** An error has said that the Workspace has lost its platform: all that waits has failed. Left out where no error says so. */
  disconnected?(): void;
  send(command: Command, signal: AbortSignal): Promise<void>;
  query(query: Query, signal: AbortSignal): Promise<unknown>;
}

/** A channel as a port may be made for it. */
export interface Spoken<S extends Speaker = Speaker> {
  readonly channel: Channel;
  speak(line: Line): S;
}
