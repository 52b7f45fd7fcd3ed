import {
  DesktopError,
  type ClockSample,
  type DialogPicture,
  type Query,
  type ReasonCode,
  type ResultOf,
  type Runtime,
  type Seen,
  type Snapshot,
} from '@cordboard/core';
import { dialogFromBody, dialogsFromBody } from '../codec/dialog.js';
import type { StateRules } from '../codec/next-states.js';
import { reasonCodesFromBody } from '../codec/reason-codes.js';
import { paths } from '../codec/request-parts.js';
import { systemInfoFromBody, type SystemInfo } from '../codec/system-info.js';
import { userFromBody } from '../codec/user.js';
import { Backoff } from '../wire/backoff.js';
import { LIST_BYTES, retryAfterOf, type GetOptions, type Rest } from '../wire/rest.js';
import { scoped, sleep } from '../wire/wait.js';
import type { Pictures } from './pictures.js';

const ATTEMPTS = 3;
// There may be another node to ask, and an agent who is gone for a minute is signed out.
const ASK_MS = 10_000;
// These may pass; everything else would be answered the same way again.
const PASSING: ReadonlySet<string> = new Set(['link-down', 'timeout', 'out-of-service', 'protocol']);

/** All that a session reads. */
export class Reader {
  readonly #rest: Rest;
  readonly #runtime: Runtime;
  readonly #onClock: (sample: ClockSample) => void;
  #asking: { readonly signal: AbortSignal; readonly answer: Promise<readonly (readonly ReasonCode[] | undefined)[]> } | undefined;
  readonly #reasons = new Map<ReasonCode['category'], readonly ReasonCode[]>();

  constructor(rest: Rest, runtime: Runtime, onClock: (sample: ClockSample) => void) {
    this.#rest = rest;
    this.#runtime = runtime;
    this.#onClock = onClock;
  }

  /** A node's SystemInfo, which needs no credentials; its clock is reported on the way. One attempt. */
  async systemInfo(host: string, signal: AbortSignal): Promise<SystemInfo> {
    const { body, sentAt, receivedAt } = await this.#rest.get(paths.systemInfo, signal, { openlyFrom: host, answerMs: ASK_MS });
    const info = systemInfoFromBody(body);
    // The Date header would come with every answer, but in whole seconds, and not at all across origins.
    if (info.serverTime !== undefined) this.#onClock({ sentAt, receivedAt, serverTime: info.serverTime });
    return info;
  }

  /** Agent and dialogs, read side by side, and turned into pictures when `before` is done. One attempt. */
  async everything(pictures: Pictures, doubtful: boolean, signal: AbortSignal, before?: Promise<void>): Promise<Snapshot> {
    const readAt = this.#runtime.monotonic();
    const { version } = pictures;
    const [user, dialogs] = await scoped([signal], (both) =>
      Promise.all([this.#rest.get(paths.user(pictures.agentId), both), this.#rest.get(paths.dialogs(pictures.agentId), both)]),
    );
    await before;
    const keep = pictures.version === version;
    const agent = pictures.readAgent(userFromBody(user.body), keep);
    // The agent first: the extension decides which leg is the own one.
    const seen = pictures.readDialogs(dialogsFromBody(dialogs.body), doubtful, keep);
    return { type: 'snapshot', readAt, ...(agent && { agent }), dialogs: seen };
  }

  /**
   * Reason codes the agent may give, read once a session. `undefined` where the platform does not answer now: then nobody knows
   * whether it wants one.
   */
  async reasons(agentId: string, category: ReasonCode['category'], signal: AbortSignal): Promise<readonly ReasonCode[]> {
    const known = this.#reasons.get(category);
    if (known !== undefined) return known;
    const codes = reasonCodesFromBody(await this.#get(paths.reasonCodes(agentId, category), signal)).filter(({ system }) => !system);
    this.#reasons.set(category, codes);
    return codes;
  }

  /**
   * Whether the agent has reasons to choose from, read once for all who ask with the same signal. Never rejects: where the platform
   * does not answer, nobody knows whether it wants one, and it is offered, not demanded.
   */
  async reasonRules(agentId: string, signal: AbortSignal): Promise<Pick<StateRules, 'notReadyReasons' | 'signOutReasons'>> {
    if (this.#asking?.signal !== signal) {
      const read = (category: ReasonCode['category']): Promise<readonly ReasonCode[] | undefined> =>
        this.reasons(agentId, category, signal).catch(() => undefined);
      const asking = { signal, answer: Promise.all([read('not-ready'), read('sign-out')]) };
      this.#asking = asking;
      void asking.answer.then(() => {
        if (this.#asking === asking) this.#asking = undefined;
      });
    }
    const [notReady, signOut] = await this.#asking.answer;
    return { ...(notReady && { notReadyReasons: notReady.length > 0 }), ...(signOut && { signOutReasons: signOut.length > 0 }) };
  }

  /** The next question for reason codes goes to the platform again. */
  forgetReasons(): void {
    this.#reasons.clear();
  }

  /** Answers a query. Rejects with `DesktopError`. */
  async query<Q extends Query>(query: Q, pictures: Pictures, signal: AbortSignal): Promise<ResultOf<Q>> {
    return (await this.#answer(query, pictures, signal)) as ResultOf<Q>;
  }

  async #answer(query: Query, pictures: Pictures, signal: AbortSignal): Promise<ResultOf<Query>> {
    const { agentId } = pictures;
    switch (query.type) {
      case 'agent': {
        const seen = pictures.readAgent(userFromBody(await this.#get(paths.user(agentId), signal)));
        if (seen === undefined) throw new DesktopError('protocol', 'No id');
        return seen;
      }
      case 'dialog':
        return this.#dialog(query.dialogId, pictures, signal);
      case 'dialogs':
        return pictures.readDialogs(dialogsFromBody(await this.#get(paths.dialogs(agentId), signal)), false, false);
      case 'reason-codes':
        return this.reasons(agentId, query.category, signal);
      default:
        return this.#list(query, agentId, signal);
    }
  }

  async #list(query: Query, agentId: string, signal: AbortSignal): Promise<ResultOf<Query>> {
    const { listFromBody, listRequestOf } = await import('../codec/list-requests.js').catch((cause: unknown) => {
      throw new DesktopError('link-down', 'list-requests', { cause });
    });
    const { path, headers } = listRequestOf(query, { agentId });
    return listFromBody(query, await this.#get(path, signal, { maxBody: LIST_BYTES, ...(headers && { headers }) }));
  }

  async #dialog(dialogId: string, pictures: Pictures, signal: AbortSignal): Promise<Seen<DialogPicture> | undefined> {
    try {
      return pictures.readDialog(dialogFromBody(await this.#get(paths.dialog(dialogId), signal)));
    } catch (error) {
      if (error instanceof DesktopError && error.code === 'not-found') return undefined;
      throw error;
    }
  }

  // A read changes nothing, so it may be repeated; but somebody waits for it, so not for ever.
  async #get(path: string, signal: AbortSignal, options?: GetOptions): Promise<string> {
    const backoff = new Backoff(this.#runtime);
    for (let attempt = 1; ; attempt++) {
      const startedAt = this.#runtime.monotonic();
      try {
        return (await this.#rest.get(path, signal, options)).body;
      } catch (error) {
        const passing = error instanceof DesktopError && PASSING.has(error.code);
        if (!passing || attempt === ATTEMPTS) throw error;
        await sleep(this.#runtime, backoff.failed(this.#runtime.monotonic() - startedAt, retryAfterOf(error)), signal);
      }
    }
  }
}
