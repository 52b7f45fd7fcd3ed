import { Observable, Subscription } from 'rxjs';
import { CommandRunner } from './command-runner.js';
import type { Command, CommandTarget } from './commands.js';
import { DesktopError } from './errors.js';
import { changes, Keyed } from './keyed.js';
import type { Agent, Dialog, ServerTime, TeamView } from './model.js';
import type { DesktopPort, Feature, Link, PortEvent } from './port.js';
import { featureOfQuery, type Query, type ResultOf } from './queries.js';
import { initialState, reduce, type CoreEvent, type CoreState } from './reduce.js';
import { realRuntime, type Runtime } from './runtime.js';
import { ServerClock } from './server-clock.js';
import type { CommandEntry, DesktopState } from './state.js';
import { Teams } from './teams.js';
import { sharedTick } from './tick.js';
import { WholeReader } from './whole-reader.js';

/** What a client may be given besides its ports. */
export interface ClientOptions {
  /** Clock, timers and chance; the real ones by default. */
  readonly runtime?: Runtime;
}

/**
 * One agent's desktop over one or more ports. Watching is free: nothing is connected before `connect()`, and `close()` ends the
 * connections without signing the agent out.
 *
 * Every stream is hot, replays its present value at once, never errors, and completes with `close()`.
 */
export class DesktopClient {
  /** The connection as a whole: the gravest of the ports' links. First `idle`. */
  readonly link$: Observable<Link>;
  /** The agent; `undefined` until a port has reported one. */
  readonly agent$: Observable<Agent | undefined>;
  /** Ids of the agent's dialogs in order of arrival; emits only when one comes or goes. */
  readonly dialogIds$: Observable<readonly string[]>;
  /** The agent's dialogs in order of arrival; emits at every change of any. For lists prefer `dialogIds$` with `dialog$`. */
  readonly dialogs$: Observable<readonly Dialog[]>;
  /** Server time at once, then at each whole second; one timer a page, none while nobody listens. */
  readonly tick$: Observable<ServerTime>;

  readonly #ports: readonly DesktopPort[];
  readonly #runtime: Runtime;
  readonly #clock: ServerClock;
  readonly #commands: CommandRunner;
  readonly #wholes: WholeReader;
  readonly #teams: Teams;
  readonly #states: Keyed<CoreState>;
  readonly #state$: Observable<CoreState>;
  readonly #dialogs: Keyed<Dialog | undefined>;
  readonly #entries: Keyed<CommandEntry | undefined>;
  readonly #inbox: CoreEvent[] = [];
  #state: CoreState;
  #connection: Subscription | undefined;
  #draining = false;
  #closed = false;

  /** Takes ports in order of preference. Starts nothing. */
  constructor(...ports: DesktopPort[]);
  constructor(options: ClientOptions, ...ports: DesktopPort[]);
  constructor(...args: readonly (ClientOptions | DesktopPort)[]) {
    this.#ports = args.filter((arg) => 'events$' in arg);
    this.#runtime = args.find((arg): arg is ClientOptions => !('events$' in arg))?.runtime ?? realRuntime;
    this.#clock = new ServerClock(() => this.#runtime.wall());
    this.#state = initialState(this.#ports.map((port) => port.features));
    const state = () => this.#state;
    const dispatch = (event: CoreEvent) => this.#dispatch(event);
    this.#states = new Keyed(state);
    const state$ = this.#states.watch('');
    this.#state$ = state$;
    this.#dialogs = new Keyed((id) => this.#state.dialogs.get(id));
    this.#entries = new Keyed((target) => this.#state.commands.get(target));
    this.#commands = new CommandRunner(this.#runtime, this.#ports, state, dispatch);
    this.#wholes = new WholeReader(this.#runtime, this.#ports, state, dispatch);
    this.#teams = new Teams({ runtime: this.#runtime, ports: this.#ports, state$ });
    this.link$ = this.select(({ link }) => link);
    this.agent$ = this.select(({ agent }) => agent);
    // Each of the two comes with a state of its own.
    this.dialogIds$ = changes(
      changes(state$, ({ membership }) => membership),
      () => idsOf(this.#state),
    );
    this.dialogs$ = changes(
      changes(state$, ({ dialogs }) => dialogs),
      (dialogs) => idsOf(this.#state).flatMap((id) => dialogs.get(id) ?? []),
    );
    this.tick$ = new Observable<ServerTime>((subscriber) => {
      subscriber.next(this.now());
      subscriber.add(sharedTick(this.#runtime).subscribe((monotonic) => subscriber.next(this.#clock.at(monotonic))));
      subscriber.add(state$.subscribe({ complete: () => subscriber.complete() }));
    });
  }

  /** The same as the constructor with options, for reading's sake. */
  static with(options: ClientOptions, ...ports: DesktopPort[]): DesktopClient {
    return new DesktopClient(options, ...ports);
  }

  /** The present state. */
  get state(): DesktopState {
    return this.#state;
  }

  /** True after `close()`. */
  get closed(): boolean {
    return this.#closed;
  }

  /** Opens the ports' sessions. Calling it again does nothing; after `close()` it throws `DesktopError('closed')`. */
  connect(): void {
    if (this.#closed) throw new DesktopError('closed');
    if (this.#connection) return;
    const connection = new Subscription();
    this.#connection = connection;
    this.#ports.forEach((port, origin) => {
      const ended = () => this.#report(origin, { type: 'link', link: { state: 'closed' } });
      connection.add(
        port.events$.subscribe({
          next: (event) => this.#report(origin, event),
          // A port promises to do neither; one that breaks the promise must not leave a live-looking picture behind.
          error: ended,
          complete: ended,
        }),
      );
    });
  }

  /** Ends the connections, fails pending commands with `closed`, completes the streams. The agent stays signed in. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    // First, so that what was watched is taken back while there is a line to do it on.
    this.#teams.close();
    this.#connection?.unsubscribe();
    this.#commands.close();
    this.#wholes.close();
    this.#states.close();
    this.#dialogs.close();
    this.#entries.close();
  }

  /**
   * Runs a command. Resolves when the platform has confirmed its effect; rejects with `DesktopError` when it is refused, not possible
   * now (nothing is sent then), without verdict 15 s later, `busy` while another command on the same target is pending, or
   * `aborted` by `signal`, which gives up waiting but cannot call back what was sent.
   */
  async run(command: Command, options?: { readonly signal?: AbortSignal }): Promise<void> {
    if (this.#closed) throw new DesktopError('closed');
    await this.#commands.run(command, options?.signal);
  }

  /** Reads from the first port that serves the query's feature. Rejects with `DesktopError`. */
  async query<Q extends Query>(query: Q, options?: { readonly signal?: AbortSignal }): Promise<ResultOf<Q>> {
    if (this.#closed) throw new DesktopError('closed');
    const feature = featureOfQuery(query);
    const port = this.#ports[this.#state.served.findIndex((features) => features.has(feature))];
    if (!port) throw new DesktopError('not-served', feature);
    return port.query(query, options?.signal ?? new AbortController().signal);
  }

  /** One dialog; `undefined` before it comes and after it has ended. */
  dialog$(id: string): Observable<Dialog | undefined> {
    return this.#dialogs.watch(id);
  }

  /**
   * A team, for its supervisor; `undefined` until it has been read. The one stream whose watching costs something: while it is observed,
   * and for 5 s after, the platform is asked to report the team to this session, once however many observe. Of a burst of changes the
   * first is told at once and the rest together, so that it emits at most about 60 times a second. Trouble is `TeamView.error`.
   */
  team$(teamId: string): Observable<TeamView | undefined> {
    return this.#teams.watch(teamId);
  }

  /** The command on a target: `undefined` when there is none. */
  command$(target: CommandTarget): Observable<CommandEntry | undefined> {
    return this.#entries.watch(target);
  }

  /** A part of the state; emits when `pick` gives another value (`===`). `pick` must be pure and cheap: it runs at every event. */
  select<T>(pick: (state: DesktopState) => T): Observable<T> {
    return changes(this.#state$, pick);
  }

  /** Whether a port serves the feature now; `select(({ features }) => …)` tells of changes. */
  serves(feature: Feature): boolean {
    return this.#state.features.has(feature);
  }

  /** Takes a refusal or time-out off the target. A pending command stays. */
  dismiss(target: CommandTarget): void {
    this.#commands.dismiss(target);
  }

  /** The server's time, as well as it is known; never goes back. */
  now(): ServerTime {
    return this.#clock.at(this.#runtime.monotonic());
  }

  #report(origin: number, event: PortEvent): void {
    if (event.type === 'clock') this.#clock.add(event.sample);
    else this.#dispatch({ type: 'reported', origin, time: this.#runtime.monotonic(), event });
  }

  // An event caused while another is delivered waits its turn, so that everybody sees every state in the same order.
  #dispatch(event: CoreEvent): void {
    this.#inbox.push(event);
    if (this.#draining) return;
    this.#draining = true;
    try {
      for (let next = this.#inbox.shift(); next; next = this.#inbox.shift()) this.#apply(next);
    } finally {
      this.#draining = false;
    }
  }

  #apply(event: CoreEvent): void {
    const before = this.#state;
    const after = reduce(before, event);
    if (after !== before) {
      this.#state = after;
      this.#states.notify('');
      this.#notify(before, after, event);
    }
    this.#commands.reported(event);
  }

  #notify(before: CoreState, after: CoreState, event: CoreEvent): void {
    const touched = touchedDialogs(event);
    const ids = touched ?? new Set([...this.#dialogs.keys(), ...partialIds(after)]);
    for (const id of ids) {
      if (before.dialogs.get(id) !== after.dialogs.get(id)) this.#dialogs.notify(id);
      if (!this.#closed) this.#wholes.check(id);
    }
    if (before.commands === after.commands) return;
    const targets = 'target' in event ? [event.target] : event.type === 'command' ? [event.entry.target] : [...this.#entries.keys()];
    for (const target of targets) if (before.commands.get(target) !== after.commands.get(target)) this.#entries.notify(target);
  }
}

/** The dialogs an event can have changed; `undefined` for any of them. */
function touchedDialogs(event: CoreEvent): readonly string[] | undefined {
  if (event.type === 'whole-read') return [event.dialogId];
  if (event.type !== 'reported') return [];
  switch (event.event.type) {
    case 'dialog':
      return [event.event.picture.id];
    case 'dialog-ended':
      return [event.event.dialogId];
    case 'agent':
    case 'features':
    case 'ignored':
      return [];
    case 'link':
    case 'snapshot':
      return undefined;
  }
}

function partialIds(state: CoreState): string[] {
  return [...state.dialogs].filter(([, dialog]) => dialog.partial).map(([id]) => id);
}

function idsOf(state: CoreState): readonly string[] {
  return [...state.marks].sort(([, a], [, b]) => a.order - b.order).map(([id]) => id);
}
