import { achieved, concerns, dialogOf, endsWithCall, makesDialog } from './achieved.js';
import { gate } from './command-gate.js';
import { featureOf, targetOf, type Command, type CommandPhase, type CommandTarget, type Swap } from './commands.js';
import { ToneQueue } from './tone-queue.js';
import { DesktopError } from './errors.js';
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
  readonly target: CommandTarget;
  readonly origin: number;
  readonly deadlineMs: number;
  readonly send: (signal: AbortSignal) => Promise<void>;
}

interface Pending {
  readonly entry: CommandEntry;
  readonly origin: number;
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
  readonly #pending = new Map<CommandTarget, Pending>();
  readonly #tones: ToneQueue;
  #lastId = 0;

  constructor(runtime: Runtime, ports: readonly DesktopPort[], state: () => CoreState, dispatch: (event: CoreEvent) => void) {
    this.#runtime = runtime;
    this.#ports = ports;
    this.#state = state;
    this.#dispatch = dispatch;
    this.#tones = new ToneQueue(runtime, DEADLINE_MS);
  }

  async run(command: Command, signal: AbortSignal | undefined): Promise<void> {
    const state = this.#state();
    const origin = this.#originOf(command, state);
    const port = this.#ports[origin];
    if (!port) throw new DesktopError('not-served', `No port serves ${featureOf(command)}`);
    const target = targetOf(command);
    const queued = command.type === 'send-dtmf';
    if (!queued && this.#pending.has(target)) throw new DesktopError('busy', `A command on ${kindOf(target)} is under way`);
    if (signal?.aborted) throw aborted(command);
    const refusal = gate(command, state.links[origin], state);
    if (refusal) throw refusal;
    if (queued) return this.#tones.send(command, port, signal);
    if (command.type === 'swap') {
      const steps = (each: AbortSignal) => this.#swap(command, port, each);
      return this.#start(command, { target, origin, deadlineMs: 2 * DEADLINE_MS, send: steps }, signal);
    }
    return this.#start(command, { target, origin, deadlineMs: DEADLINE_MS, send: (each) => port.send(command, each) }, signal);
  }

  /** To be called after a report has been reduced: it may be what a pending command waits for. */
  reported(event: CoreEvent): void {
    for (const pending of [...this.#pending.values()]) if (concerns(event, pending.entry.command)) this.#look(pending, dialogOf(event));
  }

  dismiss(target: CommandTarget): void {
    if (!this.#pending.has(target)) this.#dispatch({ type: 'command-cleared', target });
  }

  close(): void {
    this.#tones.close();
    for (const pending of [...this.#pending.values()]) pending.finish(new DesktopError('closed', 'The client was closed'));
  }

  // The port that shows a dialog also acts on it, unless it leaves that to another.
  #originOf(command: Command, state: CoreState): number {
    const feature = featureOf(command);
    const owner = 'dialogId' in command ? (state.marks.get(command.dialogId)?.origin ?? -1) : -1;
    return state.served[owner]?.has(feature) ? owner : state.served.findIndex((features) => features.has(feature));
  }

  #start(command: Command, { target, origin, deadlineMs, send }: Way, signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      const entry: CommandEntry = { id: ++this.#lastId, target, command: withoutSecret(command), phase: 'pending' };
      const controller = new AbortController();
      const abort = () => finish(aborted(command));
      const finish = (error?: DesktopError) => {
        if (this.#pending.get(target) !== pending) return;
        this.#pending.delete(target);
        this.#runtime.clearTimer(deadline);
        signal?.removeEventListener('abort', abort);
        this.#settle(entry, error);
        if (error) {
          controller.abort(error);
          reject(error);
        } else resolve();
      };
      const pending: Pending = { entry, origin, finish, since: this.#state().membership, reading: false };
      const deadline: TimerHandle = this.#runtime.setTimer(() => void this.#readTruth(pending), deadlineMs);
      this.#pending.set(target, pending);
      signal?.addEventListener('abort', abort, { once: true });
      this.#dispatch({ type: 'command', entry });
      send(controller.signal).then(
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
    const phase = phaseOf(error);
    if (phase) this.#dispatch({ type: 'command', entry: error ? { ...entry, phase, error } : { ...entry, phase } });
    if (phase !== 'refused' && phase !== 'timed-out') this.#dispatch({ type: 'command-cleared', target: entry.target });
  }

  #look(pending: Pending, shown: string | undefined): void {
    const { command } = pending.entry;
    const state = this.#state();
    const isNew = shown !== undefined && (state.marks.get(shown)?.order ?? 0) > pending.since;
    if (achieved(command, state, { shown, isNew })) pending.finish();
    else if (endsWithCall(command) && !state.dialogs.get(command.dialogId)) {
      pending.finish(new DesktopError('superseded', 'The call ended before the command took effect'));
    }
  }

  async #readTruth(pending: Pending): Promise<void> {
    if (pending.reading) return;
    pending.reading = true;
    const { command } = pending.entry;
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
    const what = unread === undefined ? 'and no sign of its effect' : 'and the state could not be read';
    pending.finish(
      new DesktopError('timeout', `No answer to ${command.type}, ${what}`, unread === undefined ? undefined : { cause: unread }),
    );
  }

  // Dispatching the read lets `reported` find what was asked for, just as if the missing event had come.
  async #read(command: Command, origin: number, signal: AbortSignal): Promise<void> {
    const port = this.#ports[origin];
    const readAt = this.#runtime.monotonic();
    const time = () => this.#runtime.monotonic();
    const late = new Promise<never>((_resolve, reject) =>
      signal.addEventListener('abort', () => reject(new DesktopError('timeout', 'No answer'))),
    );
    if (!port) return;
    if ('dialogId' in command && !makesDialog(command)) {
      const { dialogId } = command;
      const seen = await Promise.race([port.query({ type: 'dialog', dialogId }, signal), late]);
      this.#dispatch({ type: 'whole-read', origin, time: time(), readAt, dialogId, seen });
    } else if (makesDialog(command)) {
      const dialogs = await Promise.race([port.query({ type: 'dialogs' }, signal), late]);
      this.#dispatch({ type: 'reported', origin, time: time(), event: { type: 'snapshot', readAt, dialogs } });
    } else {
      const agent = await Promise.race([port.query({ type: 'agent' }, signal), late]);
      this.#dispatch({ type: 'reported', origin, time: time(), event: { type: 'snapshot', readAt, agent } });
    }
  }
}

function phaseOf(error: DesktopError | undefined): CommandPhase | undefined {
  switch (error?.code) {
    case undefined:
      return 'confirmed';
    case 'aborted':
    case 'closed':
      return undefined;
    case 'timeout':
      return 'timed-out';
    case 'superseded':
      return 'superseded';
    default:
      return 'refused';
  }
}

function withoutSecret(command: Command): Command {
  if (command.type !== 'sign-in') return command;
  const { secret: _kept, ...shown } = command;
  return shown;
}

function aborted(command: Command): DesktopError {
  return new DesktopError('aborted', `Aborted: ${command.type}`);
}

// Ids can be customer data; messages name the kind alone.
function kindOf(target: CommandTarget): string {
  return target.startsWith('dialog:') ? 'this dialog' : target;
}
