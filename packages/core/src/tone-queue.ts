import type { SendDtmf } from './commands.js';
import { DesktopError } from './errors.js';
import type { DesktopPort } from './port.js';
import type { Runtime } from './runtime.js';

/**
 * Tones, one request at a time per dialog and in the order in which they were pressed. They leave no entry in the state, because digits
 * may be a card number; whoever sends them gets the verdict. One that fails does not hold up the next.
 */
export class ToneQueue {
  readonly #runtime: Runtime;
  readonly #deadlineMs: number;
  readonly #last = new Map<string, Promise<void>>();
  readonly #closed = new AbortController();

  constructor(runtime: Runtime, deadlineMs: number) {
    this.#runtime = runtime;
    this.#deadlineMs = deadlineMs;
  }

  async send(command: SendDtmf, port: DesktopPort, signal: AbortSignal | undefined): Promise<void> {
    const { dialogId } = command;
    const before = this.#last.get(dialogId) ?? Promise.resolve();
    const sent = before.then(() => this.#sendNow(command, port, signal));
    const over = sent.catch(() => undefined);
    this.#last.set(dialogId, over);
    void over.then(() => {
      if (this.#last.get(dialogId) === over) this.#last.delete(dialogId);
    });
    return sent;
  }

  close(): void {
    this.#closed.abort(new DesktopError('closed', 'The client was closed'));
  }

  #sendNow(command: SendDtmf, port: DesktopPort, signal: AbortSignal | undefined): Promise<void> {
    const controller = new AbortController();
    return new Promise<void>((resolve, reject) => {
      const fail = (error: DesktopError) => {
        reject(error);
        controller.abort(error);
      };
      const onClosed = () => fail(new DesktopError('closed', 'The client was closed'));
      const onAbort = () => fail(new DesktopError('aborted', 'Aborted: send-dtmf'));
      const deadline = this.#runtime.setTimer(() => fail(new DesktopError('timeout', 'No answer to send-dtmf')), this.#deadlineMs);
      const tidy = () => {
        this.#runtime.clearTimer(deadline);
        signal?.removeEventListener('abort', onAbort);
        this.#closed.signal.removeEventListener('abort', onClosed);
      };
      signal?.addEventListener('abort', onAbort, { once: true });
      this.#closed.signal.addEventListener('abort', onClosed, { once: true });
      controller.signal.addEventListener('abort', tidy, { once: true });
      if (this.#closed.signal.aborted) return onClosed();
      if (signal?.aborted) return onAbort();
      port.send(command, controller.signal).then(
        () => {
          tidy();
          resolve();
        },
        (error: unknown) => {
          tidy();
          reject(DesktopError.from(error));
        },
      );
    });
  }
}
