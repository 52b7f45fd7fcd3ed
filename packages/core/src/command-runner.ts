import { achieved } from './achieved.js';
import { gate } from './command-gate.js';
import { featureOf, targetOf, type Command, type CommandPhase, type CommandTarget } from './commands.js';
import { DesktopError } from './errors.js';
import type { DesktopPort } from './port.js';
import type { CoreEvent, CoreState } from './reduce.js';
import type { Runtime, TimerHandle } from './runtime.js';
import type { CommandEntry } from './state.js';

/** How long a command may stay without a verdict. */
export const DEADLINE_MS = 15_000;
// The read at the deadline is a second look, not a second deadline.
const TRUTH_MS = 5_000;

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
  #lastId = 0;

  constructor(runtime: Runtime, ports: readonly DesktopPort[], state: () => CoreState, dispatch: (event: CoreEvent) => void) {
    this.#runtime = runtime;
    this.#ports = ports;
    this.#state = state;
    this.#dispatch = dispatch;
  }

  async run(command: Command, signal: AbortSignal | undefined): Promise<void> {
    const origin = this.#ports.findIndex((port) => port.features.has(featureOf(command)));
    const port = this.#ports[origin];
    if (!port) throw new DesktopError('not-served', `No port serves ${featureOf(command)}`);
    const target = targetOf(command);
    if (this.#pending.has(target)) throw new DesktopError('busy', `A command on ${kindOf(target)} is under way`);
    if (signal?.aborted) throw new DesktopError('aborted', `Aborted: ${command.type}`);
    const state = this.#state();
    const refusal = gate(command, state.links[origin], state);
    if (refusal) throw refusal;
    await this.#start(command, target, origin, port, signal);
  }

  /** To be called after a report has been reduced: it may be what a pending command waits for. */
  reported(event: CoreEvent): void {
    if (this.#pending.size === 0) return;
    const report = event.type === 'reported' ? event.event : undefined;
    if (report?.type === 'agent' || report?.type === 'snapshot') this.#look('agent', undefined);
    if (report?.type === 'dialog') {
      this.#look(`dialog:${report.picture.id}`, undefined);
      this.#look('new-call', report.picture.id);
    }
    if (report?.type === 'dialog-ended') this.#look(`dialog:${report.dialogId}`, undefined);
    if (event.type === 'whole-read') this.#look(`dialog:${event.dialogId}`, undefined);
    if (report?.type === 'snapshot')
      for (const target of [...this.#pending.keys()]) if (target !== 'new-call') this.#look(target, undefined);
  }

  dismiss(target: CommandTarget): void {
    if (!this.#pending.has(target)) this.#dispatch({ type: 'command-cleared', target });
  }

  close(): void {
    for (const pending of [...this.#pending.values()]) pending.finish(new DesktopError('closed', 'The client was closed'));
  }

  #start(command: Command, target: CommandTarget, origin: number, port: DesktopPort, signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      const entry: CommandEntry = { id: ++this.#lastId, target, command: withoutSecret(command), phase: 'pending' };
      const controller = new AbortController();
      const abort = () => finish(new DesktopError('aborted', `Aborted: ${command.type}`));
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
      const deadline: TimerHandle = this.#runtime.setTimer(() => void this.#readTruth(pending), DEADLINE_MS);
      this.#pending.set(target, pending);
      signal?.addEventListener('abort', abort, { once: true });
      this.#dispatch({ type: 'command', entry });
      port.send(command, controller.signal).then(
        () => finish(),
        (error: unknown) => {
          const failure = DesktopError.from(error);
          if (failure.code === 'timeout') void this.#readTruth(pending);
          else finish(failure);
        },
      );
    });
  }

  #settle(entry: CommandEntry, error: DesktopError | undefined): void {
    const phase = phaseOf(error);
    if (phase) this.#dispatch({ type: 'command', entry: error ? { ...entry, phase, error } : { ...entry, phase } });
    if (phase !== 'refused' && phase !== 'timed-out') this.#dispatch({ type: 'command-cleared', target: entry.target });
  }

  #look(target: CommandTarget, dialogId: string | undefined): void {
    const pending = this.#pending.get(target);
    if (!pending) return;
    const { command } = pending.entry;
    const state = this.#state();
    if (command.type === 'make-call' && !(dialogId !== undefined && (state.marks.get(dialogId)?.order ?? 0) > pending.since)) return;
    if (achieved(command, state, dialogId)) pending.finish();
    else if (command.type === 'dialog-action' && !state.dialogs.get(command.dialogId)) {
      pending.finish(new DesktopError('superseded', 'The call ended before the command took effect'));
    }
  }

  async #readTruth(pending: Pending): Promise<void> {
    if (pending.reading) return;
    pending.reading = true;
    const { command } = pending.entry;
    const controller = new AbortController();
    const guard = this.#runtime.setTimer(() => controller.abort(), TRUTH_MS);
    try {
      await this.#read(command, pending.origin, controller.signal);
    } catch {
      // Without the truth the verdict is the same: nothing shows that it happened.
    } finally {
      this.#runtime.clearTimer(guard);
    }
    for (const [id, mark] of this.#state().marks) if (mark.order > pending.since) this.#look('new-call', id);
    pending.finish(new DesktopError('timeout', `No answer to ${command.type}, and no sign of its effect`));
  }

  // Dispatching the read lets `reported` find what was asked for, just as if the missing event had come.
  async #read(command: Command, origin: number, signal: AbortSignal): Promise<void> {
    const port = this.#ports[origin];
    const readAt = this.#runtime.monotonic();
    const time = () => this.#runtime.monotonic();
    const aborted = new Promise<never>((_resolve, reject) =>
      signal.addEventListener('abort', () => reject(new DesktopError('timeout', 'No answer'))),
    );
    if (!port) return;
    if (command.type === 'dialog-action') {
      const { dialogId } = command;
      const seen = await Promise.race([port.query({ type: 'dialog', dialogId }, signal), aborted]);
      this.#dispatch({ type: 'whole-read', origin, time: time(), readAt, dialogId, seen });
    } else if (command.type === 'make-call') {
      const dialogs = await Promise.race([port.query({ type: 'dialogs' }, signal), aborted]);
      this.#dispatch({ type: 'reported', origin, time: time(), event: { type: 'snapshot', readAt, dialogs } });
    } else {
      const agent = await Promise.race([port.query({ type: 'agent' }, signal), aborted]);
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

// Ids can be customer data; messages name the kind alone.
function kindOf(target: CommandTarget): string {
  return target.startsWith('dialog:') ? 'this dialog' : target;
}
