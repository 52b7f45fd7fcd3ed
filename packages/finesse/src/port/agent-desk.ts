import {
  DesktopError,
  type AgentPicture,
  type Command,
  type PlatformRefusal,
  type PortEvent,
  type Query,
  type ResultOf,
  type Runtime,
} from '@cordboard/core';
import type { StateRules } from '../codec/next-states.js';
import { requestOf } from '../codec/requests.js';
import type { SystemInfo } from '../codec/system-info.js';
import type { Rest } from '../wire/rest.js';
import { sleep } from '../wire/wait.js';
import { Commands } from './commands.js';
import { Inbox } from './inbox.js';
import type { FinesseOptions } from './options.js';
import { Pictures } from './pictures.js';
import type { Reader } from './reader.js';
import { keepTrue } from './time-keeper.js';
import { Watchdog } from './watchdog.js';

/** What a desk leans on. */
export interface DeskSetup {
  readonly options: Pick<FinesseOptions, 'limits' | 'undocumented'>;
  readonly runtime: Runtime;
  readonly rest: Rest;
  readonly reader: Reader;
  readonly emit: (event: PortEvent) => void;
  /** Everything has been read, and the agent is this one; before what was reported meanwhile is let through. */
  readonly onRead: (agent: AgentPicture | undefined) => void;
  /** The agent was reported; the client knows already. */
  readonly onAgent: (agent: AgentPicture) => void;
  readonly onService: (status: SystemInfo['status']) => void;
  /** Something came that makes it doubtful whether the platform serves. */
  readonly onDoubt: () => void;
}

const REASONS_MS = 2_000;

/**
 * What is known of one agent and their calls, and what is asked for on their behalf. It takes reports and requests alike over whatever wire the
 * session has, and draws the conclusions that need both.
 */
export class AgentDesk {
  readonly inbox: Inbox;
  readonly #setup: DeskSetup;
  readonly #runtime: Runtime;
  readonly #reader: Reader;
  readonly #commands: Commands;
  readonly #watchdog: Watchdog;
  #pictures: Pictures | undefined;
  #serving: AbortSignal | undefined;

  constructor(setup: DeskSetup) {
    const { options, runtime, onService } = setup;
    this.#setup = setup;
    this.#runtime = runtime;
    this.#reader = setup.reader;
    this.#commands = new Commands(runtime, options.undocumented?.supersededMs ?? 2_000, options.undocumented?.silenceMs ?? 500);
    this.#watchdog = new Watchdog(runtime, () => this.reread(), options.undocumented?.droppedMs ?? 10_000);
    this.inbox = new Inbox({
      runtime,
      pictures: () => this.#pictures,
      commands: this.#commands,
      watchdog: this.#watchdog,
      emit: (event) => this.#report(event),
      onService,
    });
  }

  /** The agent as last told of. */
  get agent(): AgentPicture | undefined {
    return this.#pictures?.agent;
  }

  /** The last mobile mode seen. */
  get mobile(): AgentPicture['mobile'] {
    return this.#pictures?.mobile;
  }

  /** While the link is up: the signal that ends when it goes. */
  get serving(): AbortSignal | undefined {
    return this.#serving;
  }

  /** Whose desk it is from now on. What is known of the same agent is kept. */
  seat(agentId: string, rules: StateRules): void {
    if (this.#pictures?.agentId === agentId) this.#pictures.setRules(rules);
    else {
      this.#pictures = new Pictures(agentId, rules);
      this.#reader.forgetReasons();
    }
  }

  /** Reads everything and reports it, holding back what is reported meanwhile. `doubtful`: the platform may have lost parts of it. */
  async readAll(signal: AbortSignal, doubtful: boolean): Promise<void> {
    const pictures = this.#pictures;
    if (pictures === undefined) return;
    this.inbox.hold();
    const reasons = this.#learnReasons(pictures, signal);
    const patience = Promise.race([reasons, sleep(this.#runtime, REASONS_MS, signal)]);
    patience.catch(() => {});
    const snapshot = await this.#reader.everything(pictures, doubtful, signal, patience);
    this.#setup.emit(snapshot);
    this.#setup.onRead(pictures.agent);
    this.inbox.release();
    this.#watchdog.read(pictures.agent, pictures.legs, snapshot.readAt);
  }

  /** The link is up until the signal aborts. */
  open(signal: AbortSignal): void {
    this.#serving = signal;
    void keepTrue(this.#runtime, signal, this.#setup.options.limits?.rereadMs ?? 60_000, () => this.reread());
  }

  /** The link serves no more; what waits for the platform goes on waiting. */
  close(): void {
    this.#serving = undefined;
    this.#watchdog.stop();
  }

  /** Commands under way have failed: the link is lost. */
  fail(error: DesktopError): void {
    // What came before the loss may be what a command waits for.
    this.inbox.flush();
    this.#commands.fail(new DesktopError('link-down', undefined, { cause: error.code }));
    this.#watchdog.stop();
  }

  /** Asks for what the command says; settles as `DesktopPort.send` does. Requests about calls follow one another. */
  async send(command: Command, signal: AbortSignal): Promise<void> {
    return command.type === 'set-agent-state' ? this.run(command, signal) : this.#commands.inTurn(() => this.run(command, signal));
  }

  /** The same at once, whatever else is under way. */
  async run(command: Command, signal: AbortSignal): Promise<void> {
    const pictures = this.#pictures;
    if (pictures === undefined) throw new DesktopError('link-down', command.type);
    const { agentId, agent } = pictures;
    const request = requestOf(command, { agentId, ...(agent?.extension !== undefined && { extension: agent.extension }) });
    try {
      await this.#commands.run(command, agent, signal, (requestId) => this.#setup.rest.send(request, requestId, signal));
    } catch (error) {
      const failure = DesktopError.from(error);
      if (failure.code === 'out-of-service' || failure.code === 'protocol') this.#setup.onDoubt();
      if (command.type !== 'conference' || !isNotController(failure)) throw failure;
      pictures.setController(command.dialogId, 'no');
      void this.#showAgain(command.dialogId);
      throw new DesktopError('not-controller', undefined, { cause: failure.cause });
    }
    this.#remember(command, pictures);
  }

  /** See `DesktopPort.query`. */
  async query<Q extends Query>(query: Q, signal: AbortSignal): Promise<ResultOf<Q>> {
    if (this.#pictures === undefined) throw new DesktopError('link-down', query.type);
    return this.#reader.query(query, this.#pictures, signal);
  }

  /** Reads everything again. Never rejects: it fails only where the link has gone, and then everything is read anew anyway. */
  async reread(): Promise<void> {
    const pictures = this.#pictures;
    const signal = this.#serving;
    if (pictures === undefined || signal === undefined) return;
    try {
      const snapshot = await this.#reader.everything(pictures, false, signal);
      if (signal.aborted) return;
      this.#setup.emit(snapshot);
      this.#watchdog.read(pictures.agent, pictures.legs, snapshot.readAt);
    } catch (error) {
      if (signal.aborted) return;
      this.#watchdog.lost();
      if (DesktopError.from(error).code === 'protocol') this.#setup.onDoubt();
    }
  }

  // What the platform keeps to itself is known to whoever asked for it.
  #remember(command: Command, pictures: Pictures): void {
    if (command.type === 'conference') {
      const survivor = pictures.survivorOf(command.dialogId);
      pictures.setController(survivor, 'yes');
      void this.#showAgain(survivor);
    } else if (command.type === 'record') {
      pictures.setRecorded(command.dialogId);
      void this.#showAgain(command.dialogId);
    }
  }

  async #showAgain(dialogId: string): Promise<void> {
    const pictures = this.#pictures;
    const signal = this.#serving;
    if (pictures === undefined || signal === undefined) return;
    try {
      const seen = await this.#reader.query({ type: 'dialog', dialogId }, pictures, signal);
      if (seen && !signal.aborted) this.#setup.emit({ type: 'dialog', added: false, ...seen });
    } catch {
      // It is shown with the next report then.
    }
  }

  // Reports go to the client first, then have their consequences.
  #report(event: PortEvent): void {
    this.#setup.emit(event);
    if (event.type === 'dialog') {
      const { direction, participants } = event.picture;
      const isOnIt = participants.some(({ own, state }) => own && (state === 'active' || state === 'held'));
      if (isOnIt && (direction === 'inbound' || direction === 'outbound')) this.#setRules({ direction });
    } else if (event.type === 'agent') this.#setup.onAgent(event.picture);
  }

  async #learnReasons(pictures: Pictures, signal: AbortSignal): Promise<void> {
    const rules = await this.#reader.reasonRules(pictures.agentId, signal);
    if (pictures === this.#pictures && !signal.aborted) this.#setRules(rules);
  }

  #setRules(rules: Partial<StateRules>): void {
    const event = this.#pictures?.setRules(rules);
    if (event && this.#serving) this.#setup.emit(event);
  }
}

// CCE answers 20999, CCX 22 CF_INVALID_OBJECT_STATE (Finesse 12.5 guide pp. 86, 94); both mean other things to other commands.
function isNotController({ cause }: DesktopError): boolean {
  const { data = '', message = '' } = (cause ?? {}) as PlatformRefusal;
  return data === '20999' || message.startsWith('20999') || (data === '22' && message.includes('CF_INVALID_OBJECT_STATE'));
}
