import type { Runtime, Topic, TopicReport } from '@cordboard/core';
import { Observable } from 'rxjs';
import type { PubsubItem } from '../xml/stanza.js';
import type { TeamDesk } from './team-desk.js';

/** Somebody who watches a team. */
export interface TeamWatch {
  readonly teamId: string;
  report(report: TopicReport): void;
}

/** What a session lends to those who follow something besides the agent. */
export interface TopicLine {
  readonly runtime: Runtime;
  /** Milliseconds after which a team is read again although nothing seems wrong; 0 for never. */
  readonly rereadMs: number;
  subscribe(node: string): Promise<void>;
  unsubscribe(node: string): Promise<void>;
  /** Body of the answer to a GET. One attempt. */
  read(path: string, signal: AbortSignal): Promise<string>;
  /** Counts a message that could not be used. */
  ignore(what: string): void;
}

const TEAMS = '/finesse/api/Team/';

/** What is watched on a port, from session to session. How teams are followed is loaded with the first: most pages are agents'. */
export class Topics {
  readonly #watches = new Set<TeamWatch>();
  #line: TopicLine | undefined;
  #signal: AbortSignal | undefined;
  #desk: TeamDesk | undefined;
  #sessions = 0;

  /** See `DesktopPort.watch`. */
  watch({ teamId }: Topic): Observable<TopicReport> {
    return new Observable((subscriber) => {
      const watch: TeamWatch = { teamId, report: (report) => subscriber.next(report) };
      this.#watches.add(watch);
      void this.#follow();
      return () => {
        this.#watches.delete(watch);
        this.#desk?.leave(watch);
      };
    });
  }

  /** A session is up, and lends its line until the signal aborts. */
  serve(line: TopicLine, signal: AbortSignal): void {
    this.#line = line;
    this.#signal = signal;
    this.#desk = undefined;
    this.#sessions++;
    void this.#follow();
  }

  /** Takes an item that is on a team's node; false for all others. */
  take({ node, itemId, payload }: PubsubItem): boolean {
    if (!node.startsWith(TEAMS)) return false;
    // Subscriptions outlive their sessions: nobody may have asked for it any more. Another service may use the same names again.
    this.#desk?.take(node, payload, itemId && `${this.#sessions}/${itemId}`);
    return true;
  }

  /** Something was lost, and nobody knows what. */
  doubt(): void {
    this.#desk?.doubt();
  }

  async #follow(): Promise<void> {
    const [line, signal] = [this.#line, this.#signal];
    if (this.#watches.size === 0 || !line || !signal) return;
    const loaded = await import('./team-desk.js').catch(() => undefined);
    if (signal.aborted || signal !== this.#signal) return;
    // Without it there is nothing to follow with; whoever watches is not told of a team until the next session.
    if (!loaded) return line.ignore('the code for teams could not be loaded');
    this.#desk ??= new loaded.TeamDesk(line, signal);
    for (const watch of this.#watches) this.#desk.join(watch);
  }
}
