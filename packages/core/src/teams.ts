import { Observable, type Subscriber } from 'rxjs';
import { DesktopError } from './errors.js';
import type { TeamView } from './model.js';
import type { DesktopPort } from './port.js';
import type { CoreState } from './reduce.js';
import type { Runtime } from './runtime.js';
import type { TeamFeed } from './team-feed.js';

/** What teams are followed with. */
export interface TeamMeans {
  readonly runtime: Runtime;
  readonly ports: readonly DesktopPort[];
  readonly state$: Observable<CoreState>;
}

/** The teams that somebody observes. What it takes to follow one is loaded with the first: most pages are agents'. */
export class Teams {
  readonly #means: TeamMeans;
  readonly #feeds = new Map<string, TeamFeed>();
  readonly #observers = new Set<Subscriber<TeamView | undefined>>();
  #closed = false;

  constructor(means: TeamMeans) {
    this.#means = means;
  }

  watch(teamId: string): Observable<TeamView | undefined> {
    return new Observable((subscriber) => {
      const feed = this.#feeds.get(teamId);
      if (!feed?.view) subscriber.next(undefined);
      if (this.#closed) return subscriber.complete();
      this.#observers.add(subscriber);
      subscriber.add(() => this.#observers.delete(subscriber));
      if (feed) feed.join(subscriber);
      else void this.#begin(teamId, subscriber);
    });
  }

  close(): void {
    this.#closed = true;
    for (const feed of this.#feeds.values()) feed.end();
    for (const observer of [...this.#observers]) observer.complete();
  }

  async #begin(teamId: string, subscriber: Subscriber<TeamView | undefined>): Promise<void> {
    try {
      const { TeamFeed } = await import('./team-feed.js');
      if (subscriber.closed) return;
      let feed = this.#feeds.get(teamId);
      if (!feed) {
        feed = new TeamFeed(teamId, this.#means, () => this.#feeds.delete(teamId));
        this.#feeds.set(teamId, feed);
      }
      feed.join(subscriber);
    } catch (cause) {
      const error = new DesktopError('link-down', 'The code for teams cannot be loaded', { cause });
      subscriber.next({ id: teamId, memberIds: [], members: [], freshness: 'stale', error });
    }
  }
}
