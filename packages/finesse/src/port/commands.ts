import {
  agentShows,
  DesktopError,
  ownParticipant,
  type AgentPicture,
  type Command,
  type DialogPicture,
  type Runtime,
  type TimerHandle,
} from '@cordboard/core';
import { errorOfNotification, type ApiError } from '../codec/errors.js';
import { dialogMeets, endMeets } from '../codec/expectations.js';
import { aborted, deferred, type Deferred } from '../wire/wait.js';

/** What the platform reported, as far as a command under way may care. */
export type Report =
  | { readonly on: 'agent'; readonly picture: AgentPicture }
  | { readonly on: 'dialog'; readonly picture: DialogPicture; readonly added: boolean }
  | { readonly on: 'end'; readonly dialogId: string }
  | { readonly on: 'errors'; readonly errors: readonly ApiError[] };

interface Pending {
  readonly command: Command;
  readonly verdict: Deferred<void>;
  readonly startedAt: number;
  /** The agent's state when the command was sent. */
  readonly from: AgentPicture | undefined;
  doubt?: TimerHandle;
  silence?: TimerHandle;
}

/** Nobody waits longer than this for a verdict: whoever asked has long had one from elsewhere. */
const FORGOTTEN_MS = 60_000;
/** How long a request may keep the next one on the same device waiting. */
const TURN_MS = 4_000;

/**
 * Commands under way, from before they are sent until the platform has confirmed or refused them: 202 is neither, and the event
 * that decides can overtake it.
 */
export class Commands {
  readonly #runtime: Runtime;
  readonly #graceMs: number;
  readonly #silenceMs: number;
  readonly #prefix: string;
  readonly #pending = new Map<string, Pending>();
  #device: Promise<void> = Promise.resolve();
  #count = 0;

  /** `silenceMs`: how long after an acceptance no error means yes, where the platform reports nothing back. */
  constructor(runtime: Runtime, graceMs: number, silenceMs: number) {
    this.#runtime = runtime;
    this.#graceMs = graceMs;
    this.#silenceMs = silenceMs;
    this.#prefix = Math.floor(runtime.random() * 2 ** 40).toString(36);
  }

  /** How many are under way. */
  get size(): number {
    return this.#pending.size;
  }

  /**
   * Sends a command and waits for the platform's verdict on it. Rejects with what `send` rejects with, with the refusal, with `superseded`,
   * with `aborted`, or with what {@link fail} was given. `agent` is the agent's present picture.
   */
  async run(
    command: Command,
    agent: AgentPicture | undefined,
    signal: AbortSignal,
    send: (requestId: string) => Promise<void>,
  ): Promise<void> {
    if (signal.aborted) throw aborted();
    this.#sweep();
    const verdict = deferred<void>();
    const entry: Pending = { command, verdict, startedAt: this.#runtime.monotonic(), from: agent };
    const requestId = `${this.#prefix}-${++this.#count}`;
    const onAbort = (): void => verdict.reject(aborted());
    signal.addEventListener('abort', onAbort, { once: true });
    this.#pending.set(requestId, entry);
    const accepted = (): void => {
      if (UNTOLD.has(command.type)) entry.silence = this.#runtime.setTimer(() => verdict.resolve(), this.#silenceMs);
    };
    try {
      send(requestId).then(accepted, (error: unknown) => verdict.reject(error));
      await verdict.promise;
    } finally {
      this.#pending.delete(requestId);
      signal.removeEventListener('abort', onAbort);
      if (entry.doubt !== undefined) this.#runtime.clearTimer(entry.doubt);
      if (entry.silence !== undefined) this.#runtime.clearTimer(entry.silence);
    }
  }

  /**
   * Runs call control one after another: the platform wants none before the answer to the last (Finesse 12.5 guide p. 91). One that gets
   * no answer holds up the next for a few seconds only: a customer may be ringing.
   */
  async inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#device.then(() => {
      const timer = this.#runtime.setTimer(pass, TURN_MS);
      return work().finally(() => {
        this.#runtime.clearTimer(timer);
        pass();
      });
    });
    let pass = (): void => {};
    this.#device = new Promise((resolve) => (pass = resolve));
    return turn;
  }

  /** Something was reported on the agent's own nodes. `requestId` is that of the request that caused it. */
  see(report: Report, requestId: string | undefined): void {
    if (this.#pending.size === 0) return;
    const own = requestId === undefined ? undefined : this.#pending.get(requestId);
    if (report.on === 'errors') {
      own?.verdict.reject(errorOfNotification(report.errors));
      return;
    }
    for (const entry of this.#pending.values()) {
      if (entry === own ? isAbout(entry, report) : meets(entry, report)) entry.verdict.resolve();
      else if (entry !== own) this.#doubt(entry, report);
    }
  }

  /** Fails all that are under way. */
  fail(error: DesktopError): void {
    for (const { verdict } of this.#pending.values()) verdict.reject(error);
  }

  // Someone else's change can come before the confirmation of ours, which then still counts.
  #doubt(entry: Pending, report: Report): void {
    if (entry.doubt !== undefined || !contradicts(entry, report)) return;
    const superseded = (): void => entry.verdict.reject(new DesktopError('superseded'));
    entry.doubt = this.#runtime.setTimer(superseded, this.#graceMs);
  }

  #sweep(): void {
    const before = this.#runtime.monotonic() - FORGOTTEN_MS;
    for (const { startedAt, verdict } of this.#pending.values()) {
      if (startedAt < before) verdict.reject(new DesktopError('timeout'));
    }
  }
}

// The platform reports nothing back: that it accepted and no error came says it.
const UNTOLD: ReadonlySet<Command['type']> = new Set<Command['type']>(['send-dtmf', 'record', 'reclassify']);

// With these the end of the call is the effect, or part of it.
const CHANGES_CALLS: ReadonlySet<Command['type']> = new Set<Command['type']>(['consult', 'conference', 'transfer', 'transfer-now']);

// A command can cause events on several objects; the one it acts on speaks for it.
function isAbout(pending: Pending, report: Report): boolean {
  const { command } = pending;
  // The first report of these is about the call that waits, or still shows it; the effect itself has to be seen.
  if (CHANGES_CALLS.has(command.type) || command.type === 'drop-participant') return meets(pending, report);
  if ('dialogId' in command) return idOf(report) === command.dialogId;
  return report.on === (command.type === 'make-call' ? 'dialog' : 'agent');
}

function meets({ command, from }: Pending, report: Report): boolean {
  if (report.on === 'agent') return agentShows(command, report.picture);
  if (report.on === 'dialog') return dialogMeets(command, from?.extension, report.picture);
  return report.on === 'end' && endMeets(command, report.dialogId);
}

const ASKED_FOR: ReadonlySet<AgentPicture['state']> = new Set<AgentPicture['state']>(['ready', 'not-ready', 'work', 'signed-out']);

// Only what a person, here or elsewhere, can have asked for is a contradiction: that a call comes in meanwhile is none.
function contradicts({ command, from }: Pending, report: Report): boolean {
  if ('dialogId' in command) {
    if (CHANGES_CALLS.has(command.type) || idOf(report) !== command.dialogId) return false;
    const own = report.on === 'dialog' ? ownParticipant(report.picture)?.state : undefined;
    return report.on === 'end' || own === 'dropped' || own === 'failed' || own === 'wrap-up';
  }
  if (command.type === 'make-call' || report.on !== 'agent') return false;
  const { state, reason } = report.picture;
  return ASKED_FOR.has(state) && (state !== from?.state || reason?.id !== from.reason?.id);
}

function idOf(report: Report): string | undefined {
  return report.on === 'dialog' ? report.picture.id : report.on === 'end' ? report.dialogId : undefined;
}
