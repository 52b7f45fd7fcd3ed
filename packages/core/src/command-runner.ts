import { achieved, concerns, dialogOf, endsWithCall, makesDialog } from './achieved.js';
import { gate } from './command-gate.js';
import { featureOf, targetOf, type Command, type CommandPhase, type CommandTarget, type Swap } from './commands.js';
import { DesktopError, type DesktopErrorCode } from './errors.js';
import { ownParticipant } from './model.js';
import type { DesktopPort } from './port.js';
import type { CoreEvent, CoreState } from './reduce.js';
import type { Runtime, TimerHandle } from './runtime.js';
import type { CommandEntry } from './state.js';

/** How long a command may stay without a verdict. */
export const DEADLINE_MS = 15_000;
// The read at the deadline is a second look, not a second deadline.
const TRUTH_MS = 5_000;

interface Way {
  readonly key: string;
  /** It leaves no entry in the state, and no report tells of it. */
  readonly isQuiet?: boolean;
  readonly origin: number;
  readonly deadlineMs: number;
  readonly send: (signal: AbortSignal) => Promise<void>;
}

interface Pending extends Way {
  readonly entry: CommandEntry;
  readonly finish: (error?: DesktopError) => void;
  /** Dialogs that came after this many are new to the command. */
  readonly since: number;
  reading: boolean;
}

/**
 * Runs commands: one at a time per target, settled once, by whichever comes first of the port's verdict, a report that shows what
 * was asked for, the caller's abort, and the deadline, at which the truth is read before the verdict.
 */
export class CommandRunner {
  readonly #runtime: Runtime;
  readonly #ports: readonly DesktopPort[];
  readonly #state: () => CoreState;
  readonly #dispatch: (event: CoreEvent) => void;
  readonly #pending = new Map<string, Pending>();
  /** The last tones of each dialog. */
  readonly #tones = new Map<string, Promise<void>>();
  #closed = false;
  #lastId = 0;

  constructor(runtime: Runtime, ports: readonly DesktopPort[], state: () => CoreState, dispatch: (event: CoreEvent) => void) {
    this.#runtime = runtime;
    this.#ports = ports;
    this.#state = state;
    this.#dispatch = dispatch;
  }

  async run(command: Command, signal: AbortSignal | undefined): Promise<void> {
    const state = this.#state();
    const origin = this.#originOf(command, state);
    const port = this.#ports[origin];
    if (!port) throw new DesktopError('not-served', featureOf(command));
    const target = targetOf(command);
    const queued = command.type === 'send-dtmf';
    if (!queued && this.#pending.has(target)) throw new DesktopError('busy', command.type);
    if (signal?.aborted) throw aborted(command);
    const refusal = gate(command, state.links[origin], state);
    if (refusal) throw refusal;
    const way: Way = { key: target, origin, deadlineMs: DEADLINE_MS, send: (each) => port.send(command, each) };
    if (queued) return this.#inTurn(target, () => this.#start(command, { ...way, key: `tone ${this.#lastId}`, isQuiet: true }, signal));
    if (command.type !== 'swap' || state.served[origin]?.has('swap')) return this.#start(command, way, signal);
    return this.#start(command, { ...way, deadlineMs: 2 * DEADLINE_MS, send: (each) => this.#swap(command, port, each) }, signal);
  }

  /** To be called after a report has been reduced: it may be what a pending command waits for. */
  reported(event: CoreEvent): void {
    for (const pending of [...this.#pending.values()]) {
      if (!pending.isQuiet && concerns(event, pending.entry.command)) this.#look(pending, dialogOf(event));
    }
  }

  dismiss(target: CommandTarget): void {
    if (!this.#pending.has(target)) this.#dispatch({ type: 'command-cleared', target });
  }

  close(): void {
    this.#closed = true;
    for (const pending of [...this.#pending.values()]) pending.finish(closed());
  }

  // The port that shows a dialog also acts on it, unless it leaves that to another.
  #originOf(command: Command, state: CoreState): number {
    const feature = featureOf(command);
    const owner = 'dialogId' in command ? (state.marks.get(command.dialogId)?.origin ?? -1) : -1;
    return state.served[owner]?.has(feature) ? owner : state.served.findIndex((features) => features.has(feature));
  }

  /**
   * Tones go one request at a time per dialog, in the order in which they were pressed, and one that fails does not hold up the next. They leave no
   * entry in the state, because digits may be a card number; whoever sends them gets the verdict.
   */
  #inTurn(target: CommandTarget, send: () => Promise<void>): Promise<void> {
    const sent = (this.#tones.get(target) ?? Promise.resolve()).then(send);
    const over = sent
      .catch(() => undefined)
      .then(() => {
        if (this.#tones.get(target) === over) this.#tones.delete(target);
      });
    this.#tones.set(target, over);
    return sent;
  }

  #start(command: Command, way: Way, signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      const { key } = way;
      const entry: CommandEntry = { id: ++this.#lastId, target: targetOf(command), command: withoutSecret(command), phase: 'pending' };
      const controller = new AbortController();
      const abort = () => finish(aborted(command));
      const finish = (error?: DesktopError) => {
        if (this.#pending.get(key) !== pending) return;
        this.#pending.delete(key);
        this.#runtime.clearTimer(deadline);
        signal?.removeEventListener('abort', abort);
        if (!way.isQuiet) this.#settle(entry, error);
        if (error) {
          controller.abort(error);
          reject(error);
        } else resolve();
      };
      const pending: Pending = { ...way, entry, finish, since: this.#state().membership, reading: false };
      const deadline: TimerHandle = this.#runtime.setTimer(() => void this.#readTruth(pending), way.deadlineMs);
      this.#pending.set(key, pending);
      if (this.#closed) return finish(closed());
      if (signal?.aborted) return abort();
      signal?.addEventListener('abort', abort, { once: true });
      if (!way.isQuiet) this.#dispatch({ type: 'command', entry });
      way.send(controller.signal).then(
        () => finish(),
        (error: unknown) => {
          const failure = DesktopError.from(error);
          if (failure.code === 'timeout') void this.#readTruth(pending);
          else finish(failure);
        },
      );
    });
  }

  async #swap({ dialogId }: Swap, port: DesktopPort, signal: AbortSignal): Promise<void> {
    const active = this.#otherActive(dialogId);
    if (active !== undefined) await this.run({ type: 'dialog-action', dialogId: active, action: 'hold' }, signal);
    try {
      await port.send({ type: 'dialog-action', dialogId, action: 'retrieve' }, signal);
    } catch (error) {
      // The agent asked to be with one of the two; left alone, both customers would wait.
      if (active !== undefined)
        await this.run({ type: 'dialog-action', dialogId: active, action: 'retrieve' }, undefined).catch(() => undefined);
      throw error;
    }
  }

  #otherActive(dialogId: string): string | undefined {
    for (const [id, dialog] of this.#state().dialogs) if (id !== dialogId && ownParticipant(dialog)?.state === 'active') return id;
    return undefined;
  }

  #settle(entry: CommandEntry, error: DesktopError | undefined): void {
    const phase = error ? (PHASES[error.code] ?? 'refused') : 'confirmed';
    if (phase !== 'none') this.#dispatch({ type: 'command', entry: error ? { ...entry, phase, error } : { ...entry, phase } });
    if (phase !== 'refused' && phase !== 'timed-out') this.#dispatch({ type: 'command-cleared', target: entry.target });
  }

  #look(pending: Pending, shown: string | undefined): void {
    const { command } = pending.entry;
    const state = this.#state();
    // Being seen before the link is up is not being able to work: the caller's next command would be refused.
    if (command.type === 'sign-in' && state.links[pending.origin]?.state !== 'up') return;
    const isNew = shown !== undefined && (state.marks.get(shown)?.order ?? 0) > pending.since;
    if (achieved(command, state, { shown, isNew })) pending.finish();
    else if (endsWithCall(command) && !state.dialogs.get(command.dialogId)) {
      pending.finish(new DesktopError('superseded', 'The call ended'));
    }
  }

  async #readTruth(pending: Pending): Promise<void> {
    if (pending.reading) return;
    pending.reading = true;
    const { command } = pending.entry;
    if (pending.isQuiet) return pending.finish(new DesktopError('timeout', command.type));
    const controller = new AbortController();
    const guard = this.#runtime.setTimer(() => controller.abort(), TRUTH_MS);
    let unread: unknown;
    try {
      await this.#read(command, pending.origin, controller.signal);
    } catch (error) {
      unread = error;
    } finally {
      this.#runtime.clearTimer(guard);
    }
    for (const [id, mark] of this.#state().marks) if (mark.order > pending.since) this.#look(pending, id);
    pending.finish(new DesktopError('timeout', command.type, unread === undefined ? undefined : { cause: unread }));
  }

  // Dispatching the read lets `reported` find what was asked for, just as if the missing event had come.
  async #read(command: Command, origin: number, signal: AbortSignal): Promise<void> {
    const port = this.#ports[origin];
    if (!port) return;
    const readAt = this.#runtime.monotonic();
    const inTime = async <T>(read: Promise<T>): Promise<T> => {
      const late = new Promise<never>((_resolve, reject) => signal.addEventListener('abort', () => reject(new DesktopError('timeout'))));
      return Promise.race([read, late]);
    };
    const about = () => ({ origin, time: this.#runtime.monotonic() });
    if (makesDialog(command)) {
      const dialogs = await inTime(port.query({ type: 'dialogs' }, signal));
      this.#dispatch({ type: 'reported', ...about(), event: { type: 'snapshot', readAt, dialogs } });
    } else if ('dialogId' in command) {
      const { dialogId } = command;
      const seen = await inTime(port.query({ type: 'dialog', dialogId }, signal));
      this.#dispatch({ type: 'whole-read', ...about(), readAt, dialogId, seen });
    } else {
      const agent = await inTime(port.query({ type: 'agent' }, signal));
      this.#dispatch({ type: 'reported', ...about(), event: { type: 'snapshot', readAt, agent } });
    }
  }
}

// Nothing is shown of what the caller gave up.
const PHASES: Readonly<Partial<Record<DesktopErrorCode, CommandPhase | 'none'>>> = {
  aborted: 'none',
  closed: 'none',
  timeout: 'timed-out',
  superseded: 'superseded',
};

function withoutSecret(command: Command): Command {
  if (command.type !== 'sign-in') return command;
  const { secret: _kept, ...shown } = command;
  return shown;
}

function closed(): DesktopError {
  return new DesktopError('closed');
}

function aborted(command: Command): DesktopError {
  return new DesktopError('aborted', command.type);
}
