import { DesktopError, type Runtime } from '@cordboard/core';
import { orAborted, within } from '../wire/wait.js';
import { listen, topicOf } from './hub.js';
import type { ClientServices, GadgetHub } from './page.js';

const REQUESTS = 'finesse.info.requests';
// Nobody times out in the page: an answer that does not come never comes.
const ANSWER_MS = 15_000;

/** Has the page subscribe to nodes that nobody gets unasked, and passes on what comes on them until the signal aborts. */
export class NodeRequests {
  readonly #hub: GadgetHub;
  readonly #runtime: Runtime;
  readonly #signal: AbortSignal;
  readonly #take: (node: string, data: unknown) => void;
  readonly #library: ClientServices | undefined;
  readonly #open = new Map<string, { subid: string; readonly forget: () => void }>();

  /** With a `library`, the requests go through finesse.js; what comes on the nodes is taken from the hub all the same. */
  constructor(
    hub: GadgetHub,
    runtime: Runtime,
    signal: AbortSignal,
    take: (node: string, data: unknown) => void,
    library?: ClientServices,
  ) {
    this.#hub = hub;
    this.#runtime = runtime;
    this.#signal = signal;
    this.#take = take;
    this.#library = library;
    signal.addEventListener('abort', () => {
      for (const { forget } of this.#open.values()) forget();
      this.#open.clear();
    });
  }

  /** Resolves when the page has subscribed. Rejects with `DesktopError`. */
  async subscribe(node: string): Promise<void> {
    // Before the answer: what comes right behind it must not be missed.
    const forget = listen(this.#hub, topicOf(node), (data) => this.#take(node, data));
    const open = { subid: this.#id(), forget };
    this.#open.set(node, open);
    try {
      if (this.#library?.subscribeNode) open.subid = await this.#asLibrary((done) => this.#library?.subscribeNode?.(node, done));
      else await this.#ask('SubscribeNodeReq', { node }, open.subid);
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
    if (this.#library?.unsubscribeNode) await this.#asLibrary((done) => this.#library?.unsubscribeNode?.(node, open.subid, done));
    else await this.#ask('UnsubscribeNodeReq', { node, subid: open.subid }, this.#id());
  }

  /** Has the library ask, and resolves with the id that it gave the request. */
  #asLibrary(ask: (done: (subid: unknown, error?: unknown) => void) => unknown): Promise<string> {
    const answered = (signal: AbortSignal): Promise<string> =>
      orAborted(
        new Promise((resolve, reject) =>
          ask((subid, error) => {
            if (error !== undefined && error !== null) reject(refusalIn(error));
            else resolve(typeof subid === 'string' ? subid : '');
          }),
        ),
        signal,
      );
    return within(this.#runtime, ANSWER_MS, [this.#signal], answered, () => new DesktopError('timeout', 'node'));
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
