import type { DesktopPort } from './port.js';
import type { CoreEvent, CoreState } from './reduce.js';
import type { Runtime, TimerHandle } from './runtime.js';

const AGAIN_MS = 5_000;
const TRIES = 3;

/** Reads dialogs that are known only in part, one request per dialog at a time. After a lost link the port's snapshot does it instead. */
export class WholeReader {
  readonly #runtime: Runtime;
  readonly #ports: readonly DesktopPort[];
  readonly #state: () => CoreState;
  readonly #dispatch: (event: CoreEvent) => void;
  readonly #timers = new Map<string, TimerHandle>();
  readonly #tries = new Map<string, number>();
  readonly #abort = new AbortController();
  readonly #reading = new Set<string>();

  constructor(runtime: Runtime, ports: readonly DesktopPort[], state: () => CoreState, dispatch: (event: CoreEvent) => void) {
    this.#runtime = runtime;
    this.#ports = ports;
    this.#state = state;
    this.#dispatch = dispatch;
  }

  /** To be called for each dialog that a report touched. */
  check(dialogId: string): void {
    const dialog = this.#state().dialogs.get(dialogId);
    if (!dialog?.partial) return this.#forget(dialogId);
    if (!this.#reading.has(dialogId) && !this.#timers.has(dialogId) && (this.#tries.get(dialogId) ?? 0) < TRIES) void this.#read(dialogId);
  }

  close(): void {
    this.#abort.abort();
    for (const id of [...this.#timers.keys()]) this.#forget(id);
  }

  async #read(dialogId: string): Promise<void> {
    const origin = this.#state().marks.get(dialogId)?.origin ?? -1;
    const port = this.#ports[origin];
    if (!port) return;
    this.#reading.add(dialogId);
    this.#tries.set(dialogId, (this.#tries.get(dialogId) ?? 0) + 1);
    const readAt = this.#runtime.monotonic();
    const answer = await port.query({ type: 'dialog', dialogId }, this.#abort.signal).then(
      (seen) => ({ seen }),
      () => undefined,
    );
    this.#reading.delete(dialogId);
    if (this.#abort.signal.aborted) return;
    if (answer) this.#dispatch({ type: 'whole-read', origin, time: this.#runtime.monotonic(), readAt, dialogId, seen: answer.seen });
    else
      this.#timers.set(
        dialogId,
        this.#runtime.setTimer(() => this.#again(dialogId), AGAIN_MS),
      );
  }

  #again(dialogId: string): void {
    this.#timers.delete(dialogId);
    this.check(dialogId);
  }

  #forget(dialogId: string): void {
    this.#tries.delete(dialogId);
    // Asked at every event, and nearly never is there a timer: even clearing none is a call into the browser.
    if (!this.#timers.has(dialogId)) return;
    this.#runtime.clearTimer(this.#timers.get(dialogId));
    this.#timers.delete(dialogId);
  }
}
