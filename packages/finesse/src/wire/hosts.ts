import { DesktopError, type LinkReason, type Runtime } from '@cordboard/core';
import { retryAfterOf } from './rest.js';
import type { SystemInfo } from '../codec/system-info.js';

/** A node that can serve, and what it says of itself. */
export interface Node {
  readonly host: string;
  readonly info: SystemInfo;
  /** How long it took to say so; milliseconds. */
  readonly tookMs: number;
}

/** No node can serve now. */
export interface NoNode {
  readonly why: LinkReason;
  readonly tookMs: number;
  readonly retryAfterMs: number;
}

/** Reads a node's SystemInfo. */
export type AskNode = (host: string, signal: AbortSignal) => Promise<SystemInfo>;

/**
 * The nodes of one deployment. One of them is the current one, and it stays that while it serves; only when it does not are
 * the others asked (Finesse 12.5 guide pp. 377-378).
 */
export class Hosts {
  readonly #hosts: readonly string[];
  readonly #runtime: Runtime;
  readonly #ask: AskNode;
  #current = 0;

  constructor(hosts: readonly string[], runtime: Runtime, ask: AskNode) {
    this.#hosts = hosts;
    this.#runtime = runtime;
    this.#ask = ask;
  }

  get current(): string {
    return this.#hosts[this.#current] ?? '';
  }

  /** Whether there is another node to turn to. */
  get hasPeer(): boolean {
    return this.#hosts.length > 1;
  }

  /** Makes a node the current one. */
  choose(host: string): void {
    this.#current = Math.max(0, this.#hosts.indexOf(host));
  }

  /** Lets the next look begin with the next node: the current one says it serves, and does not. */
  skip(): void {
    this.#current = (this.#current + 1) % this.#hosts.length;
  }

  /**
   * Asks the nodes in turn, the current one first (`peers`: only the others), and gives the first that is in service. Rejects with
   * `aborted` only.
   */
  async look(signal: AbortSignal, which: 'all' | 'peers' = 'all'): Promise<Node | NoNode> {
    let none: NoNode = { why: 'unreachable', tookMs: 0, retryAfterMs: 0 };
    for (let turn = which === 'all' ? 0 : 1; turn < this.#hosts.length; turn++) {
      const host = this.#hosts[(this.#current + turn) % this.#hosts.length] ?? '';
      const startedAt = this.#runtime.monotonic();
      let why: LinkReason = 'platform-out-of-service';
      let retryAfterMs = 0;
      try {
        const info = await this.#ask(host, signal);
        const tookMs = this.#runtime.monotonic() - startedAt;
        if (info.status === 'in-service') return { host, info, tookMs };
      } catch (error) {
        if (signal.aborted) throw error;
        why = whyOf(error);
        retryAfterMs = retryAfterOf(error);
      }
      const tookMs = this.#runtime.monotonic() - startedAt;
      // What the current node says is what people are told, and a node that speaks says more than one that does not.
      const better = none.tookMs === 0 || (none.why === 'unreachable' && why !== 'unreachable');
      none = {
        why: better ? why : none.why,
        tookMs: Math.max(none.tookMs, tookMs, 1),
        retryAfterMs: Math.max(none.retryAfterMs, retryAfterMs),
      };
    }
    return none;
  }
}

/** Why a link is down, after this error. */
export function whyOf(error: unknown): LinkReason {
  switch (error instanceof DesktopError ? error.code : undefined) {
    case 'out-of-service':
      return 'platform-out-of-service';
    case 'unauthorized':
    case 'protocol':
      return 'not-the-platform';
    default:
      return 'unreachable';
  }
}
