import { Subscription, type Subscriber } from 'rxjs';
import { DesktopError } from './errors.js';
import { changes } from './keyed.js';
import type { TeamView } from './model.js';
import type { TopicReport } from './port.js';
import { TeamTable } from './team-table.js';
import type { TeamMeans } from './teams.js';
import type { TimerHandle } from './runtime.js';

/** One frame of a screen: more often than this nobody can see. */
const FRAME_MS = 16;
/** An element that moves, or a page that looks at another team for a moment, need not have it all sent again. */
const LINGER_MS = 5_000;
/** The same message may come twice across a reconnect, and a burst brings thousands: two generations of this many are remembered. */
const GENERATION = 4096;

type Observer = Subscriber<TeamView | undefined>;

/**
 * One team, followed on one port for all who observe it. Reports go into the table as they come; observers are told of the first change
 * at once and of what follows it once a frame.
 */
export class TeamFeed {
  /** The team as observers know it. */
  view: TeamView | undefined;
  readonly #id: string;
  readonly #means: TeamMeans;
  readonly #ended: () => void;
  readonly #table = new TeamTable();
  readonly #observers = new Set<Observer>();
  readonly #following = new Subscription();
  #watching: Subscription | undefined;
  #young = new Set<string>();
  #old = new Set<string>();
  #isUp = false;
  /** The team has been read since the link came up. */
  #isRead = false;
  #error: DesktopError | undefined;
  #frame: TimerHandle;
  #isChanged = false;
  #linger: TimerHandle;

  /** Starts to follow. `ended` is called once nobody has observed for a while. */
  constructor(id: string, means: TeamMeans, ended: () => void) {
    this.#id = id;
    this.#means = means;
    this.#ended = ended;
    const { state$ } = means;
    const origin$ = changes(state$, ({ served }) => served.findIndex((features) => features.has('teams')));
    this.#following.add(origin$.subscribe((origin) => this.#follow(origin)));
  }

  /** Takes an observer, who is told what is known at once. Gone observers are taken off by themselves. */
  join(observer: Observer): void {
    this.#means.runtime.clearTimer(this.#linger);
    this.#observers.add(observer);
    observer.add(() => this.#leave(observer));
    if (this.view) observer.next(this.view);
  }

  /** Stops following, and lets go of everything. */
  end(): void {
    const { runtime } = this.#means;
    runtime.clearTimer(this.#frame);
    runtime.clearTimer(this.#linger);
    this.#following.unsubscribe();
    this.#watching?.unsubscribe();
    this.#observers.clear();
  }

  #leave(observer: Observer): void {
    if (!this.#observers.delete(observer) || this.#observers.size > 0) return;
    this.#linger = this.#means.runtime.setTimer(() => {
      this.end();
      this.#ended();
    }, LINGER_MS);
  }

  #follow(origin: number): void {
    const port = this.#means.ports[origin];
    this.#watching?.unsubscribe();
    const watching = new Subscription();
    this.#watching = watching;
    this.#isRead = false;
    this.#error = port?.watch ? undefined : new DesktopError('not-served', 'No port serves teams');
    if (this.#error) this.#change();
    const isUp$ = changes(this.#means.state$, ({ links }) => links[origin]?.state === 'up');
    watching.add(isUp$.subscribe((isUp) => this.#setUp(isUp)));
    watching.add(port?.watch?.({ type: 'team', teamId: this.#id }).subscribe((report) => this.#take(report)));
  }

  #setUp(isUp: boolean): void {
    this.#isUp = isUp;
    this.#isRead &&= isUp;
    if (this.view) this.#change();
  }

  #take(report: TopicReport): void {
    const time = this.#means.runtime.monotonic();
    const eventId = 'eventId' in report ? report.eventId : undefined;
    if (eventId !== undefined && this.#isAgain(eventId)) return;
    switch (report.type) {
      case 'team':
        this.#table.read(report, time);
        this.#isRead = true;
        this.#error = undefined;
        this.#change();
        break;
      case 'member':
        if (this.#table.see(report, time) && this.view) this.#change();
        break;
      case 'member-left':
        if (this.#table.leave(report, time) && this.view) this.#change();
        break;
      case 'failed':
        this.#error = report.error;
        this.#change();
        break;
    }
  }

  // Sets rather than the tables of the client's state, which would cost more than all that is done with most messages.
  #isAgain(eventId: string): boolean {
    if (this.#young.has(eventId) || this.#old.has(eventId)) return true;
    if (this.#young.size >= GENERATION) [this.#old, this.#young] = [this.#young, new Set()];
    this.#young.add(eventId);
    return false;
  }

  #change(): void {
    this.#isChanged = true;
    // Not while one is being told: whatever an observer causes waits for the next frame.
    if (this.#frame === undefined) this.#tell();
  }

  #tell(): void {
    const { runtime } = this.#means;
    this.#frame = runtime.setTimer(() => {
      this.#frame = undefined;
      if (this.#isChanged) this.#tell();
    }, FRAME_MS);
    this.#isChanged = false;
    const { name, memberIds, members } = this.#table.picture();
    this.view = {
      id: this.#id,
      ...(name !== undefined && { name }),
      memberIds,
      members,
      freshness: this.#isUp && this.#isRead && !this.#error ? 'fresh' : 'stale',
      ...(this.#error && { error: this.#error }),
    };
    for (const observer of [...this.#observers]) observer.next(this.view);
  }
}
