import type { Command, CommandPhase, CommandTarget } from './commands.js';
import type { DesktopError } from './errors.js';
import type { Agent, Dialog } from './model.js';
import type { Feature, Link } from './port.js';
import type { Table } from './table.js';

/** One command as everybody on the page sees it. Secrets have been taken out. */
export interface CommandEntry {
  /** Unique within the client. */
  readonly id: number;
  readonly target: CommandTarget;
  readonly command: Command;
  readonly phase: CommandPhase;
  /** Why it was refused, timed out or superseded. */
  readonly error?: DesktopError;
}

/** All that a client knows. One immutable object; an unchanged branch keeps its identity. */
export interface DesktopState {
  /** The worst of the ports' links; `idle` before `connect()`. */
  readonly link: Link;
  /** What the ports serve together. */
  readonly features: ReadonlySet<Feature>;
  /** `undefined` until a port has reported the agent. */
  readonly agent: Agent | undefined;
  readonly dialogs: Table<Dialog>;
  /** By target. A target without a command has no entry. */
  readonly commands: Table<CommandEntry>;
  /** Messages that were not understood since the client was made. */
  readonly ignored: number;
}
