import {
  agentShows,
  DesktopError,
  type AgentPicture,
  type Command,
  type Seen,
  type SetAgentState,
  type SignIn,
  type SignOut,
} from '@cordboard/core';
import { refusalOf } from '../ais/errors.js';
import type { AisEvent } from '../ais/event.js';
import type { AisNames } from '../ais/names.js';
import type { KeyValue } from '../ais/values.js';
import { AgentService, DnService, type MediaInfoError, type StateVoiceForm } from '../services/agent-service.js';
import type { AisCredentials } from '../wire/ais-wire.js';
import { AgentRecord, REASON_KEY } from './agent-record.js';
import { asking, failing, type Asking } from './asking.js';
import type { OwnLine } from './calls.js';
import type { GenesysOptions } from './options.js';
import { AGENT_ATTRIBUTES } from './topics.js';

interface StateAsking extends Asking {
  readonly command: SetAgentState | SignOut;
}

/** What an {@link AgentDesk} asks of the session around it, and tells it. */
export interface AgentDeskHooks {
  /** Whether the agent has calls that go on. */
  readonly isOnCall: () => boolean;
  /** A state was accepted, and is to be told. */
  readonly accepted: () => void;
  /** The agent has signed out as asked. */
  readonly signedOut: () => void;
}

const ASKABLE: ReadonlySet<string> = new Set<SetAgentState['state']>(['ready', 'not-ready', 'work']);

/** The agent: logs in on a DN, asks for states there, and shows what the platform says of both. */
export class AgentDesk {
  readonly #options: GenesysOptions;
  readonly #agents: AgentService;
  readonly #dns: DnService;
  readonly #record: AgentRecord;
  readonly #hooks: AgentDeskHooks;
  #user = '';
  #asking: StateAsking | undefined;

  constructor(options: GenesysOptions, names: AisNames, hooks: AgentDeskHooks) {
    this.#options = options;
    this.#agents = new AgentService(options.wire, names);
    this.#dns = new DnService(options.wire, names);
    this.#record = new AgentRecord(names, options.reasonCodes ?? [], hooks.isOnCall);
    this.#hooks = hooks;
  }

  get seen(): Seen<AgentPicture> {
    return this.#record.seen;
  }

  get line(): OwnLine {
    return this.#record.line;
  }

  /** The DN that calls are placed from; `undefined` where the platform lets none be placed, or none is known. */
  get callingDn(): string | undefined {
    return this.#record.lets('make-call') === false ? undefined : this.#record.dn?.dnId;
  }

  /** Begins anew, for this agent. */
  seat(user: string): void {
    this.#user = user;
    this.#record.seat(user);
  }

  /** Reads the agent, and the number to call them by where nothing has told it. */
  async read(signal: AbortSignal): Promise<void> {
    this.#record.read(await this.#agents.getAgentDTO(this.#user, AGENT_ATTRIBUTES, signal));
    if (this.#record.wantsNumber) await this.learn(signal);
  }

  /** Whether something of the agent is still to be learnt. */
  get wantsMore(): boolean {
    return this.#record.wanted.length > 0;
  }

  /** Reads what only the DN can tell. True where that is news. Rejects only when it is called off. */
  async learn(signal: AbortSignal): Promise<boolean> {
    const { dn, wanted } = this.#record;
    if (!dn || wanted.length === 0) return false;
    try {
      const known = await this.#dns.getDnsDTO([dn.dnId], wanted, signal);
      return this.#record.learn(dn.dnId, known.get(dn.dnId) ?? new Map());
    } catch (error) {
      if (signal.aborted) throw error;
      // Then the DN's id has to do for display, and no reason is shown; nothing is dialled by it.
      return this.#record.learn(dn.dnId, new Map());
    }
  }

  /** True, once, where what was accepted waited for calls that are over now. */
  callsAreOver(): boolean {
    return this.#record.callsAreOver();
  }

  /** An event of the agent service; true where the agent has to be read to know what it means. */
  apply({ attributes, timeStamp }: AisEvent): boolean {
    return this.#record.apply(attributes, timeStamp);
  }

  /** Settles what has been shown meanwhile. */
  check(): void {
    const asked = this.#asking;
    if (!asked || !agentShows(withoutReason(asked.command), this.seen.picture)) return;
    asked.settle();
    if (asked.command.type === 'sign-out') this.#hooks.signedOut();
  }

  /** What is under way comes to nothing. */
  fail(error: DesktopError): void {
    this.#asking?.settle(error);
  }

  /** Logs the agent in on the DN of the extension, unless they are there already. Rejects with what the platform refused. */
  async logIn({ extension, agentId }: SignIn, { secret }: AisCredentials, signal: AbortSignal): Promise<void> {
    const { dnOf, queue, workmode } = this.#options.login ?? {};
    const dnId = dnOf?.(extension) ?? extension;
    await this.read(signal);
    this.#record.choose(dnId, extension);
    const { dn, line } = this.#record;
    if (dn && (dn.dnId === dnId || line.number === extension) && this.seen.picture.state !== 'signed-out') return;
    const form = {
      dnId,
      loginId: agentId,
      password: secret.reveal(),
      ...(queue !== undefined && { queue }),
      ...(workmode !== undefined && { workmode }),
    };
    const { mediaInfo, error } = await this.#agents.login(agentId, form, signal);
    // Of a login the number that is wrong is the phone's own.
    if (error) throw deviceError(refusalOf(error, 'sign-in'));
    // What the platform calls the DN may differ from what was asked for.
    if (mediaInfo) this.#record.choose(mediaInfo.dnId, mediaInfo.callableNumber ?? extension);
  }

  /** Asks for a state. Settles when the platform shows it, or refuses. */
  async send(command: SetAgentState | SignOut, signal: AbortSignal): Promise<void> {
    if (this.#asking) throw new DesktopError('busy', command.type);
    // Scripts without types ask for anything.
    if (command.type === 'set-agent-state' && !ASKABLE.has(command.state)) throw new DesktopError('invalid-argument', 'state');
    const { dn } = this.#record;
    const state = command.type === 'sign-out' ? 'signed-out' : command.state;
    if (!dn || this.#record.lets(state) === false) throw new DesktopError('invalid-state', command.type);
    const form: StateVoiceForm = { dnId: dn.dnId, ...(command.reasonId !== undefined && { reasons: this.#reasonsOf(command.reasonId) }) };
    const asked: StateAsking = { command, ...asking(signal, command.type, () => (this.#asking = undefined)) };
    this.#asking = asked;
    this.#ask(state, form, asked.signal).then(({ error }) => {
      if (error) return asked.settle(refusalOf(error, command.type));
      if (command.type === 'set-agent-state' && this.#record.accept(command.state)) this.#hooks.accepted();
      else this.check();
    }, failing(asked));
    await asked.done;
  }

  #ask(state: 'ready' | 'not-ready' | 'work' | 'signed-out', form: StateVoiceForm, signal: AbortSignal): Promise<MediaInfoError> {
    switch (state) {
      case 'ready':
        return this.#agents.ready(this.#user, form, signal);
      case 'not-ready':
        return this.#agents.notReady(this.#user, form, signal);
      case 'work':
        return this.#agents.afterCallWork(this.#user, form, signal);
      case 'signed-out':
        return this.#agents.logout(this.#user, form, signal);
    }
  }

  #reasonsOf(reasonId: string): readonly KeyValue[] {
    const reason = this.#options.reasonCodes?.find(({ id }) => id === reasonId);
    return [{ key: reason?.label ?? REASON_KEY, value: reason?.code ?? reasonId }];
  }
}

function deviceError(error: DesktopError): DesktopError {
  return error.code === 'bad-destination' ? new DesktopError('device-invalid', 'sign-in', { cause: error.cause }) : error;
}

// The platform does not tell with which reason a state was entered.
function withoutReason(command: SetAgentState | SignOut): Command {
  return command.type === 'sign-out' ? { type: 'sign-out' } : { type: 'set-agent-state', state: command.state };
}
