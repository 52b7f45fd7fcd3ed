import { BehaviorSubject, type Observable } from 'rxjs';
import { messageFor, type OutMessage } from '../catalogue/operation.js';
import { BusPort } from '../port/bus-port.js';
import { AMAZON_FEATURES } from './features.js';
import type { AgentStatus, ConsultAgent } from './lists.js';
import { AMAZON_LIMITS, type AmazonOptions } from './options.js';
import { toQueue } from './requests.js';
import { AmazonSpeaker } from './speaker.js';
import { isDown, type AmazonWorkspace } from './workspace.js';

/**
 * A port over the Acqueon Workspace message bus, channel `Amazon`: a Workspace on Amazon Connect with campaigns of Acqueon. Used as
 * `AcqueonPort` is; a page bundles the one it uses.
 *
 * ```ts
 * const client = new DesktopClient(new AmazonPort({ transport, appName: 'my-widget' }));
 * ```
 *
 * - Each leg of a routed call has events of its own; they are one dialog here, with the contact's id. What may be done is what the buttons
 *   of its legs enable.
 * - A campaign's requests name no call: there is one such call at a time, with the id of its connection, and one consult.
 * - `sign-in` asks the Workspace to sign its own user in; the channel takes no name, password or extension.
 * - Not ready is always a status with a name: the reason's id. Reasons are the statuses that `GetStates` lists.
 * - `consult` from a campaign's call goes to the colleague of that name or id, as `contacts` lists them, else to a number.
 * - `transfer-now` passes a campaign's call to the queue of that name.
 * - `mark-done` clears a contact: wrap-up is over (`ClearContact`).
 * - `send-dtmf` is never answered: it resolves when no refusal has come for a moment (`limits.quietMs`).
 *
 * What the channel has and the model has no word for is here as methods. Each settles like a command, rejects with `DesktopError`, and has the
 * deadline of its `signal`.
 */
export class AmazonPort extends BusPort<AmazonSpeaker> {
  /** What the channel tells beside the agent and the calls. Replays the current value, `{}` before any; never errors, never completes. */
  readonly workspace$: Observable<AmazonWorkspace>;
  readonly #tetheredStatus: 'field' | 'bare';

  /** Does no I/O. */
  constructor(options: AmazonOptions) {
    const workspace = new BehaviorSubject<AmazonWorkspace>({});
    const limits = { ...AMAZON_LIMITS, ...options.limits };
    const tell = (told: AmazonWorkspace): void => workspace.next(told);
    super(options, AMAZON_FEATURES, {
      channel: 'Amazon',
      speak: (line) => new AmazonSpeaker(line, { ...options, limits, tell }),
    });
    this.workspace$ = workspace.asObservable();
    this.#tetheredStatus = options.tetheredStatus ?? 'field';
  }

  /** The statuses of the softphone, those of the system too. */
  async statuses(signal: AbortSignal): Promise<readonly AgentStatus[]> {
    return this.speaker('statuses').statuses(signal);
  }

  /** Asks for one of {@link statuses}; those of type `system` are the platform's to set. Settles when it is the agent's status. */
  async setStatus({ label, code, type }: AgentStatus, signal: AbortSignal): Promise<void> {
    const speaker = this.speaker('setStatus');
    const operation = speaker.rows.agent.updateState;
    const messages = [messageFor(operation, { label, code, type }, speaker.appName)];
    await speaker.ask({ operation, messages }, { shown: () => speaker.status === label }, signal);
  }

  /** Whom the agent may consult from the campaign's call they are on. */
  async consultAgents(signal: AbortSignal): Promise<readonly ConsultAgent[]> {
    return this.speaker('consultAgents').colleagues.list(signal);
  }

  /** Calls a direct connect: an endpoint of Amazon Connect, passed on as it is. Settles when the call appears. */
  async callEndpoint(endpoint: Readonly<Record<string, unknown>>, signal: AbortSignal): Promise<void> {
    const speaker = this.speaker('callEndpoint');
    const operation = speaker.rows.inbound.makeDirectCall;
    const messages = [messageFor(operation, endpoint, speaker.appName)];
    await speaker.ask({ operation, messages }, speaker.settling({ type: 'make-call', to: '' }), signal);
  }

  /** Passes a campaign's call to a queue; `isWarmTransfer`: the colleague there is asked to take it. Settles when it has left the agent. */
  async transferToQueue(
    dialogId: string,
    queue: { readonly queueName: string; readonly isWarmTransfer: boolean },
    signal: AbortSignal,
  ): Promise<void> {
    const speaker = this.speaker('transferToQueue');
    const settling = speaker.settling({ type: 'transfer-now', dialogId, to: queue.queueName });
    await speaker.ask(toQueue(dialogId, queue, speaker.facts), settling, signal);
  }

  /**
   * Drops the line that is kept open between a campaign's calls, and goes to that status; without one, or with one that the platform does
   * not know, the platform chooses (drop-tethered-call). How it is written is not documented: {@link AmazonOptions.tetheredStatus}. Settles when
   * the line is down.
   */
  async dropTethered(status: string | undefined, signal: AbortSignal): Promise<void> {
    const speaker = this.speaker('dropTethered');
    const { dropTethered, dropTetheredPlain } = speaker.rows.agent;
    const isLineDown = (): boolean => speaker.workspace.tethered !== undefined && isDown(speaker.workspace.tethered);
    const { appName } = speaker;
    const message = (): OutMessage => {
      if (status === undefined) return messageFor(dropTetheredPlain, undefined, appName);
      if (this.#tetheredStatus === 'bare') return messageFor({ ...dropTethered, data: 'text' }, status, appName);
      return messageFor(dropTethered, { ReasonCodeId: status }, appName);
    };
    const operation = status === undefined ? dropTetheredPlain : dropTethered;
    await speaker.ask({ operation, messages: [message()] }, { shown: isLineDown }, signal);
  }
}
