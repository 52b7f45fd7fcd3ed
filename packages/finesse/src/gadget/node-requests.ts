import { DesktopError, type Runtime } from '@cordboard/core';
import { orAborted, within } from '../wire/wait.js';
import { listen, topicOf } from './hub.js';
import type { GadgetHub } from './page.js';

const REQUESTS = 'finesse.info.requests';
// Nobody times out in the page: an answer that does not come never comes.
const ANSWER_MS = 15_000;

/** Has the page subscribe to nodes that nobody gets unasked, and passes on what comes on them until the signal aborts. */
export class NodeRequests {
  readonly #hub: GadgetHub;
  readonly #runtime: Runtime;
  readonly #signal: AbortSignal;
  readonly #take: (node: string, data: unknown) => void;
  readonly #open = new Map<string, { readonly subid: string; readonly forget: () => void }>();

  constructor(hub: GadgetHub, runtime: Runtime, signal: AbortSignal, take: (node: string, data: unknown) => void) {
    this.#hub = hub;
    this.#runtime = runtime;
    this.#signal = signal;
    this.#take = take;
    signal.addEventListener('abort', () => {
      for (const { forget } of this.#open.values()) forget();
      this.#open.clear();
    });
  }

  /** Resolves when the page has subscribed. Rejects with `DesktopError`. */
  async subscribe(node: string): Promise<void> {
    // Before the answer: what comes right behind it must not be missed.
    const forget = listen(this.#hub, topicOf(node), (data) => this.#take(node, data));
    const subid = this.#id();
    this.#open.set(node, { subid, forget });
    try {
      await this.#ask('SubscribeNodeReq', { node }, subid);
    } catch (error) {
      forget();
      this.#open.delete(node);
      throw error;
    }
  }

  /** The same back again. */
  async unsubscribe(node: string): Promise<void> {
    const open = this.#open.get(node);
    if (open === undefined) return;
    this.#open.delete(node);
    open.forget();
    await this.#ask('UnsubscribeNodeReq', { node, subid: open.subid }, this.#id());
  }

  async #ask(type: string, data: object, invokeID: string): Promise<void> {
    const late = (): Error => new DesktopError('timeout', type);
    await within(
      this.#runtime,
      ANSWER_MS,
      [this.#signal],
      async (signal) => {
        let forget: (() => void) | undefined;
        try {
          const answered = new Promise<unknown>((resolve) => {
            forget = listen(this.#hub, `finesse.info.responses.${invokeID}`, resolve);
          });
          this.#hub.publish(REQUESTS, { type, data, invokeID });
          const answer = await orAborted(answered, signal);
          // A success is an answer without content.
          if (answer !== undefined && answer !== null) throw refusalIn(answer);
        } finally {
          forget?.();
        }
      },
      late,
    );
  }

  #id(): string {
    const part = (): string => Math.floor(this.#runtime.random() * 36 ** 10).toString(36);
    return `${part()}${part()}`;
  }
}

function refusalIn(answer: unknown): DesktopError {
  const { error } = answer as { error?: { errorType?: unknown } };
  const type = error?.errorType;
  return new DesktopError(type === 'Not connected' || type === 'Disconnected' ? 'link-down' : 'refused', 'node');
}
