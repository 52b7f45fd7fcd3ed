import type { Command, Engine, Refusal, SwitchAction } from '../engine/index.js';
import type { KeyValue } from './attributes.js';
import { isServed, type Intent, type VoiceAction } from './actions.js';
import type { Interaction } from './interaction.js';
import type { Expected, Interactions } from './interactions.js';
import { isDialable } from './numbers.js';
import type { EventPipe } from './pipe.js';
import type { SwitchFeatures } from './profile.js';

/** Number of the CTI server for what went wrong (`tliberr.h`). */
export type TServerCode = number;

/** What becomes of an action: accepted, perhaps with an interaction that it made; or refused. */
export type ActionOutcome = { readonly ok: true; readonly created?: Interaction } | { readonly ok: false; readonly code: TServerCode };

/** What an action goes with. */
export interface ActionDetails {
  /** Where it was asked for. Default: the bridge. */
  readonly wire?: 'gws';
  readonly destination?: string | undefined;
  readonly data?: Readonly<Record<string, string>> | undefined;
  /** What the CTI server is told besides, and tells with the events that follow. */
  readonly reasons?: readonly KeyValue[];
  readonly extensions?: readonly KeyValue[];
}

/** What the telephone system is asked through. */
export interface TelephonyOptions {
  readonly engine: Engine;
  readonly interactions: Interactions;
  readonly features: (extension: string) => SwitchFeatures;
  readonly pipe: EventPipe;
  /** Whether an accepted action is carried out; false forgets it. */
  readonly mayCarryOut: (agentId: string, wire: 'ais' | 'gws') => boolean;
}

const TO_A_NUMBER: ReadonlySet<VoiceAction> = new Set<VoiceAction>([
  'MAKE_CALL',
  'SINGLE_STEP_TRANSFER',
  'MUTE_TRANSFER',
  'INIT_TRANSFER',
  'SINGLE_STEP_CONFERENCE',
  'INIT_CONFERENCE',
]);

/** Stands for whatever will be dialled: where it leads is not asked when a phone begins to dial. */
const ANY_NUMBER = '0';

const REFUSED = (code: TServerCode): ActionOutcome => ({ ok: false, code });

/** The actions of both wires: what is checked, what the engine is asked, and what a refusal is called. */
export class Telephony {
  readonly #options: TelephonyOptions;
  /** Interactions with an action whose events are not out yet. */
  readonly #pending = new Map<string, number>();

  constructor(options: TelephonyOptions) {
    this.#options = options;
  }

  /** Asks for an action on an interaction. */
  act(interaction: Interaction, wanted: VoiceAction, details: ActionDetails = {}): ActionOutcome {
    const { engine, interactions, features } = this.#options;
    const { extension } = interaction;
    if (engine.system().status === 'OUT_OF_SERVICE') return REFUSED(54);
    const agent = engine.agentOn(extension);
    if (!agent) return REFUSED(41);
    const group = interactions.linkedWith(interaction);
    if (group.some((id) => this.#pending.has(id))) return REFUSED(110);
    const action = playedAs(wanted, interaction, features(extension));
    if (!interaction.actions.includes(action)) return REFUSED(whyNot(action, interaction, features(extension)));
    const destination = details.destination ?? '';
    if (TO_A_NUMBER.has(action) && !isDialable(destination)) return REFUSED(71);
    if (!this.#options.mayCarryOut(agent.id, details.wire ?? 'ais')) return { ok: true };
    interactions.annotate(interaction.id, details.reasons ?? [], details.extensions ?? []);
    return this.#carryOut(interaction, action, { ...details, destination }, group);
  }

  /** Calls a number from a phone, with no interaction before. */
  dial(extension: string, { destination = '', data, wire }: ActionDetails): ActionOutcome {
    const { engine, pipe, mayCarryOut } = this.#options;
    const refused = this.mayCreate(extension);
    if (refused !== undefined) return REFUSED(refused);
    if (!isDialable(destination)) return REFUSED(71);
    if (!mayCarryOut(engine.agentOn(extension)?.id ?? '', wire ?? 'ais')) return { ok: true };
    const outcome = this.#start({ extension }, { type: 'place-call', from: extension, to: destination, ...(data && { variables: data }) });
    if (outcome.ok && outcome.created) this.#hold([outcome.created.id], pipe);
    return outcome;
  }

  /** Why no call can be created at a phone now; `undefined` when one can. */
  mayCreate(extension: string): TServerCode | undefined {
    const { engine } = this.#options;
    if (engine.system().status === 'OUT_OF_SERVICE') return 54;
    if (!engine.agentOn(extension)) return 41;
    const command = { type: 'place-call', from: extension, to: ANY_NUMBER } as const;
    const refusal = engine.check(command);
    return refusal && codeOf(refusal, command);
  }

  /** Forgets what is under way. */
  clear(): void {
    this.#pending.clear();
  }

  #carryOut(interaction: Interaction, action: VoiceAction, details: ActionDetails, group: readonly string[]): ActionOutcome {
    const { id, extension } = interaction;
    const callId = interaction.callId ?? '';
    const { destination: to = '', data } = details;
    const plain = (name: 'answer' | 'retrieve' | 'drop'): Command => ({ type: 'call-action', callId, address: extension, action: name });
    const onSwitch = (name: SwitchAction): Command => ({ type: 'switch-action', callId, address: extension, action: name, to });
    const { interactions, pipe } = this.#options;
    // Before the events of the action itself, so that the next one waits for them.
    const run = (command: Command, expected: Expected = { extension }): ActionOutcome => {
      const outcome = this.#start(expected, command, callId, data);
      if (outcome.ok) this.#hold([...group, ...(outcome.created ? [outcome.created.id] : [])], pipe);
      return outcome;
    };
    const consult = (intent: Intent): ActionOutcome => run(onSwitch('consult'), { extension, intent });
    switch (action) {
      case 'MAKE_CALL':
        return run({ type: 'place-call', from: extension, to, ...(data && { variables: data }) }, { extension, id });
      case 'ANSWER_CALL':
        return run(plain('answer'));
      case 'RELEASE_CALL':
        return run(interaction.status === 'RINGING' && interaction.isIncoming ? this.#decline(callId, extension) : plain('drop'));
      case 'LEAVE_CONFERENCE':
        return run(plain('drop'));
      case 'HOLD':
        return run(onSwitch('hold'));
      case 'RETRIEVE':
        return run(plain('retrieve'));
      case 'MUTE_ON':
        return run(onSwitch('mute'));
      case 'MUTE_OFF':
        return run(onSwitch('unmute'));
      case 'SINGLE_STEP_TRANSFER':
        return run(onSwitch('transfer-single-step'));
      case 'MUTE_TRANSFER':
        return run(onSwitch('transfer-mute'), { extension, intent: 'transfer' });
      case 'INIT_TRANSFER':
        return consult('transfer');
      case 'INIT_CONFERENCE':
        return consult('conference');
      case 'COMPLETE_TRANSFER':
        return run(onSwitch('transfer'));
      case 'COMPLETE_CONFERENCE':
        return run(onSwitch('conference'));
      case 'SINGLE_STEP_CONFERENCE':
        return run(onSwitch('conference-single-step'));
      case 'MARK_DONE':
        interactions.markDone(id);
        return { ok: true };
    }
  }

  #decline(callId: string, extension: string): Command {
    return { type: 'decline-call', agentId: this.#options.engine.agentOn(extension)?.id ?? '', callId };
  }

  #start(expected: Expected, command: Command, callId = '', data?: Readonly<Record<string, string>>): ActionOutcome {
    const { engine, interactions } = this.#options;
    const refusal = engine.check(command);
    if (refusal) return REFUSED(codeOf(refusal, command));
    // The data goes along with the call, as it does in the CTI server.
    if (data && command.type !== 'place-call') engine.execute({ type: 'update-data', callId, variables: data });
    const result = interactions.expecting(expected, () => engine.execute(command));
    if (!result.ok) return REFUSED(codeOf(result.refusal, command));
    const created = result.callId === undefined ? undefined : interactions.of(result.callId, expected.extension);
    return { ok: true, ...(created && { created }) };
  }

  #hold(ids: readonly string[], pipe: EventPipe): void {
    for (const id of ids) this.#pending.set(id, (this.#pending.get(id) ?? 0) + 1);
    pipe.push(() => {
      for (const id of ids) {
        const left = (this.#pending.get(id) ?? 1) - 1;
        if (left > 0) this.#pending.set(id, left);
        else this.#pending.delete(id);
      }
    });
  }
}

// "If single-step transfer does not exist on the switch, a mute transfer is performed instead."
function playedAs(wanted: VoiceAction, { actions }: Interaction, features: SwitchFeatures): VoiceAction {
  const instead = wanted === 'SINGLE_STEP_TRANSFER' && !features.singleStepTransfer && actions.includes('MUTE_TRANSFER');
  return instead ? 'MUTE_TRANSFER' : wanted;
}

function whyNot(action: VoiceAction, { status, muted }: Interaction, features: SwitchFeatures): TServerCode {
  if (!isServed(action, features)) return 51;
  if (status === 'IDLE' || status === 'MARKED_DONE') return 56;
  switch (action) {
    case 'HOLD':
      return status === 'HELD' || status === 'DIALING_HELD' ? 43 : 185;
    case 'ANSWER_CALL':
      return status === 'TALKING' ? 43 : 185;
    case 'MUTE_ON':
      return status === 'TALKING' && muted ? 43 : 185;
    case 'MUTE_OFF':
      return status === 'TALKING' && !muted ? 43 : 185;
    case 'RETRIEVE':
      return status === 'TALKING' ? 43 : 99;
    case 'INIT_TRANSFER':
      return 97;
    case 'COMPLETE_TRANSFER':
      return 98;
    case 'COMPLETE_CONFERENCE':
      return 96;
    default:
      return 185;
  }
}

function codeOf({ kind, code }: Refusal, command: Command): TServerCode {
  switch (kind) {
    case 'unknown-call':
    case 'unknown-address':
      return 56;
    case 'invalid-destination':
      return 71;
    case 'parameter-missing':
    case 'invalid-input':
      return 53;
    case 'no-consult':
      return command.type === 'switch-action' && command.action === 'conference' ? 96 : 98;
    case 'party-limit':
    case 'not-controller':
      return 96;
    case 'operation-failed':
      if (code === 34) return 93;
      return command.type === 'place-call' ? 79 : 91;
    case 'out-of-service':
      return 54;
    case 'internal':
      return 52;
    default:
      return 185;
  }
}
