import { DesktopError, type Seen, type TeamMember, type TopicReport } from '@cordboard/core';
import { readMoreObjects, teamFromBody } from '../codec/lists.js';
import { listRequestOf } from '../codec/list-requests.js';
import { teamReportsOf } from '../codec/team-reports.js';
import { readUpdate } from '../codec/update.js';
import { Backoff } from '../wire/backoff.js';
import { retryAfterOf } from '../wire/rest.js';
import { Bell, sleep } from '../wire/wait.js';
import type { TeamWatch, TopicLine } from './topics.js';

/** However much is lost, a team of thousands is not read more often than this. */
const APART_MS = 5_000;
// These may pass; everything else would be answered the same way again.
const PASSING: ReadonlySet<string> = new Set(['link-down', 'timeout', 'out-of-service', 'protocol']);
/** What a refused subscription says (XEP-0060). */
const REFUSALS: Readonly<Record<string, 'not-yours' | 'not-found'>> = { forbidden: 'not-yours', 'item-not-found': 'not-found' };

/** A team that is followed in this session. */
class Followed {
  readonly id: string;
  readonly watches = new Set<TeamWatch>();
  readonly gone = new AbortController();
  readonly bell = new Bell();
  isDoubtful = false;

  constructor(id: string) {
    this.id = id;
  }

  /** Has the team read again before long. */
  doubt(): void {
    this.isDoubtful = true;
    this.bell.ring();
  }

  report(report: TopicReport): void {
    for (const watch of [...this.watches]) watch.report(report);
  }
}

/**
 * Follows teams during one session: subscribes to a team's node, then reads the team, so that nothing falls between the two, and reads
 * it again now and then and when something may have been lost. What is newer than what is the client's to tell.
 */
export class TeamDesk {
  readonly #line: TopicLine;
  readonly #signal: AbortSignal;
  readonly #teams = new Map<string, Followed>();

  /** Works until the signal aborts. */
  constructor(line: TopicLine, signal: AbortSignal) {
    this.#line = line;
    this.#signal = signal;
  }

  /** Reports a team to whoever watches it. Joining twice changes nothing. */
  join(watch: TeamWatch): void {
    const node = nodeOf(watch.teamId);
    const known = this.#teams.get(node);
    if (known?.watches.has(watch)) return;
    const team = known ?? new Followed(watch.teamId);
    team.watches.add(watch);
    this.#teams.set(node, team);
    if (known) team.doubt();
    else {
      this.#signal.addEventListener('abort', () => team.gone.abort(), { signal: team.gone.signal });
      void this.#follow(team, node, team.gone.signal);
    }
  }

  /** Somebody watches no more; the last one takes the subscription along. */
  leave(watch: TeamWatch): void {
    const node = nodeOf(watch.teamId);
    const team = this.#teams.get(node);
    if (!team?.watches.delete(watch) || team.watches.size > 0) return;
    this.#teams.delete(node);
    team.gone.abort();
    // Where the line is gone, so is the session that it was for.
    if (!this.#signal.aborted) this.#line.unsubscribe(node).catch(() => {});
  }

  /** Takes an update on a team's node. */
  take(node: string, payload: string, eventId: string | undefined): void {
    const team = this.#teams.get(node);
    if (!team) return;
    const update = readUpdate(payload, readMoreObjects);
    const reports = update.kind === 'update' ? teamReportsOf(update, eventId) : undefined;
    if (reports) for (const report of reports) team.report(report);
    else {
      this.#line.ignore(update.kind === 'unreadable' ? update.what : 'an event of a team that says nothing of its members');
      team.doubt();
    }
  }

  /** Has every team read again. */
  doubt(): void {
    for (const team of this.#teams.values()) team.doubt();
  }

  async #follow(team: Followed, node: string, signal: AbortSignal): Promise<void> {
    const { runtime, rereadMs } = this.#line;
    const backoff = new Backoff(runtime);
    let isSubscribed = false;
    while (!signal.aborted) {
      const startedAt = runtime.monotonic();
      try {
        if (!isSubscribed) await this.#line.subscribe(node);
        isSubscribed = true;
        await this.#read(team, signal);
        await sleep(runtime, APART_MS, signal);
        if (!team.isDoubtful) await team.bell.wait(signal, runtime, rereadMs > 0 ? rereadMs * (0.75 + 0.25 * runtime.random()) : undefined);
      } catch (cause) {
        if (signal.aborted) return;
        const error = failureOf(cause);
        team.report({ type: 'failed', error });
        if (!PASSING.has(error.code)) return;
        await sleep(runtime, backoff.failed(runtime.monotonic() - startedAt) + retryAfterOf(error), signal).catch(() => {});
      }
    }
  }

  async #read(team: Followed, signal: AbortSignal): Promise<void> {
    team.isDoubtful = false;
    const { path } = listRequestOf({ type: 'team', teamId: team.id }, { agentId: '' });
    const readAt = this.#line.runtime.monotonic();
    const { name, members } = teamFromBody(await this.#line.read(path, signal));
    if (!signal.aborted) team.report({ type: 'team', readAt, ...(name !== undefined && { name }), members: members.map(seen) });
  }
}

function nodeOf(teamId: string): string {
  return `/finesse/api/Team/${teamId}/Users`;
}

// A state's beginning is the one time that the platform gives of a member.
function seen(picture: TeamMember): Seen<TeamMember> {
  return { picture, ...(picture.since !== undefined && { at: picture.since }) };
}

function failureOf(cause: unknown): DesktopError {
  const error = DesktopError.from(cause);
  const { type } = (error.cause ?? {}) as { readonly type?: string };
  const code = error.code === 'refused' && type !== undefined ? REFUSALS[type] : undefined;
  return code ? new DesktopError(code, 'The team cannot be followed', { cause: error.cause }) : error;
}
