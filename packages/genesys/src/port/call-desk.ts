import { DesktopError, dialogShows, type Command, type MakeCall, type PortEvent, type Runtime } from '@cordboard/core';
import { sleep } from '../wire/wait.js';
import { isConflict, isInProgress, refusalOf } from '../ais/errors.js';
import type { AisEvent } from '../ais/event.js';
import type { AisNames } from '../ais/names.js';
import { wordsOf } from '../ais/values.js';
import type { InteractionService } from '../services/interaction-service.js';
import type { CallOptions, InteractionVoiceService } from '../services/interaction-voice-service.js';
import { asking, failing, type Asking } from './asking.js';
import { Calls, type OwnLine } from './calls.js';
import { MADE, made, requestOf, type Asked } from './requests.js';
import { INTERACTION_ATTRIBUTES } from './topics.js';

/** What a {@link CallDesk} works with. */
export interface CallDeskParts {
  readonly names: AisNames;
  readonly voice: InteractionVoiceService;
  readonly interactions: InteractionService;
  readonly line: () => OwnLine;
  readonly emit: (event: PortEvent) => void;
  readonly runtime: Runtime;
}

const PAUSES_MS = [100, 400];

type OnDialog = Extract<Command, { dialogId: string }>;

interface Waiting extends Asking {
  /** The interactions that are taken up by it. */
  readonly ids: ReadonlySet<string>;
  readonly isShown: () => boolean;
}

/** The agent's calls and what is asked for on them: one request at a time on an interaction and those linked with it. */
export class CallDesk {
  readonly calls: Calls;
  readonly #parts: CallDeskParts;
  readonly #waiting = new Set<Waiting>();
  /** The last request on each interaction, until it is answered. */
  readonly #unanswered = new Map<string, Promise<void>>();

  constructor(parts: CallDeskParts) {
    this.#parts = parts;
    this.calls = new Calls(parts.names, parts.line);
  }

  /** An event of the interaction service. `signal` ends with the session. */
  apply(event: AisEvent, signal: AbortSignal): void {
    const { events, doubtful } = this.calls.apply(event);
    this.#report(events);
    if (doubtful !== undefined) void this.#read(doubtful, signal).catch(() => undefined);
  }

  /** Everything was read anew. */
  reported(): void {
    this.#report([]);
  }

  /** One interaction, read from the platform; `undefined` when it is gone. */
  async query(dialogId: string, signal: AbortSignal) {
    await this.#read(dialogId, signal);
    return this.calls.seen(dialogId);
  }

  /** Settles when the platform shows the effect, or refuses. */
  async send(command: OnDialog, signal: AbortSignal): Promise<void> {
    const { dialogId } = command;
    if ('to' in command && command.to.trim() === '') throw new DesktopError('invalid-argument', 'to');
    if (command.type === 'drop-participant' && this.#parts.names.dropParty === undefined)
      throw new DesktopError('not-supported', command.type);
    const request = requestOf(command, this.#parts.voice, this.#parts.interactions);
    if (!this.calls.has(dialogId)) throw new DesktopError('not-found', command.type);
    const possible = this.calls.possible(dialogId);
    const capability = request.needs.find((each) => possible.has(each));
    if (request.needs.length > 0 && capability === undefined) throw new DesktopError('not-offered', command.type);
    const ids = this.calls.linked(dialogId);
    if (this.#isBusy(ids)) throw new DesktopError('busy', command.type);
    const before = { parties: this.#parties(dialogId), linked: ids };
    const isShown = () => this.#shows(command, before);
    await this.#run(ids, isShown, signal, command, () => request.ask(capability));
  }

  /** Places a call from the agent's DN. */
  async makeCall(command: MakeCall, dnId: string, signal: AbortSignal): Promise<void> {
    if (command.to.trim() === '') throw new DesktopError('invalid-argument', 'to');
    const key = new Set([`new:${dnId}`]);
    if (this.#isBusy(key)) throw new DesktopError('busy', command.type);
    const attachedData = command.variables?.map(({ name, value }) => ({ key: name, value }));
    const options: CallOptions = { callType: 'REGULAR', ...(attachedData && { attachedData }) };
    const ask = async () => made(await this.#parts.voice.createInteractionFromDnDTO(dnId, MADE, command.to, options));
    await this.#run(key, () => false, signal, command, ask);
  }

  /** What is under way comes to nothing. */
  fail(error: DesktopError): void {
    for (const waiting of [...this.#waiting]) waiting.settle(error);
  }

  #isBusy(ids: ReadonlySet<string>): boolean {
    return [...this.#waiting].some((waiting) => [...waiting.ids].some((id) => ids.has(id)));
  }

  #run(ids: ReadonlySet<string>, shown: () => boolean, caller: AbortSignal, command: Command, ask: () => Promise<Asked>): Promise<void> {
    let madeId: string | undefined;
    const isShown = (): boolean => shown() || (madeId !== undefined && this.calls.has(madeId));
    const waiting: Waiting = { ids, isShown, ...asking(caller, command.type, () => this.#waiting.delete(waiting)) };
    this.#waiting.add(waiting);
    this.#inTurn(ids, waiting, ask).then((asked) => {
      if (!asked) return;
      if (asked.error) return waiting.settle(refusalOf(asked.error, command.type, 'to' in command));
      ({ madeId } = asked);
      if (madeId !== undefined && 'to' in command) this.#report(this.calls.dialled(madeId, command.to));
      // Of tones nothing is reported.
      if (command.type === 'send-dtmf' || isShown()) waiting.settle();
    }, failing(waiting));
    return waiting.done;
  }

  /**
   * The effect of a request may be reported before the request is answered, and the platform takes the next one only after that (T-Server
   * code 110). What has been sent is not called back; what has not is not sent any more once it is given up.
   */
  async #inTurn(ids: ReadonlySet<string>, waiting: Asking, ask: () => Promise<Asked>): Promise<Asked | undefined> {
    const before = [...ids].map((id) => this.#unanswered.get(id) ?? Promise.resolve());
    const asked = Promise.all(before).then(() => this.#patiently(waiting, ask));
    const answered = asked.then(
      () => undefined,
      () => undefined,
    );
    for (const id of ids) this.#unanswered.set(id, answered);
    try {
      return await asked;
    } finally {
      for (const id of ids) if (this.#unanswered.get(id) === answered) this.#unanswered.delete(id);
    }
  }

  // All of the request before has been told, and the platform may still be at its end: then it takes the next one a moment later.
  async #patiently({ signal }: Asking, ask: () => Promise<Asked>): Promise<Asked | undefined> {
    for (const pause of PAUSES_MS) {
      if (signal.aborted) return undefined;
      const asked = await ask().catch((error: unknown) => {
        if (!isConflict(error)) throw error;
      });
      if (asked && !isInProgress(asked.error)) return asked;
      await sleep(this.#parts.runtime, pause, signal).catch(() => undefined);
    }
    return signal.aborted ? undefined : ask();
  }

  #shows(command: OnDialog, before: { readonly parties: ReadonlySet<string>; readonly linked: ReadonlySet<string> }): boolean {
    const picture = this.calls.seen(command.dialogId)?.picture;
    // A party may be reported under another name than the number that was dialled.
    if (command.type === 'conference-now') return hasMore(this.#parties(command.dialogId), before.parties);
    if (command.type === 'consult') return hasMore(this.calls.linked(command.dialogId), before.linked);
    return dialogShows(command, picture);
  }

  #parties(id: string): ReadonlySet<string> {
    return new Set(wordsOf(this.calls.get(id)?.attributes.get('interaction.voice:parties')));
  }

  async #read(id: string, signal: AbortSignal): Promise<void> {
    try {
      const [dto] = await this.#parts.interactions.getInteractionsDTO([id], INTERACTION_ATTRIBUTES, signal);
      if (dto?.interactionId === id) return this.#report(this.calls.read(dto));
    } catch (error) {
      if (DesktopError.from(error).code !== 'not-found') throw error;
    }
    this.#report(this.calls.remove(id, undefined));
  }

  // First the place is free again, then it is told: whoever is told may ask for the next thing at once.
  #report(events: readonly PortEvent[]): void {
    for (const waiting of [...this.#waiting]) if (waiting.isShown()) waiting.settle();
    for (const event of events) this.#parts.emit(event);
  }
}

function hasMore(now: ReadonlySet<string>, before: ReadonlySet<string>): boolean {
  return [...now].some((each) => !before.has(each));
}
