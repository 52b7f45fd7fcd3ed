import { actionsOf } from './actions.js';
import type { Agent } from './agent.js';
import type { Cancel } from './clock.js';
import type {
  CallAction,
  CallState,
  CallType,
  CallView,
  Classification,
  PartyCause,
  PartyKind,
  PartyState,
  PartyView,
  ScheduledCallback,
} from './model.js';
import { Variables } from './variables.js';
import type { World, WorldCampaign, WorldQueue } from './world-types.js';

/** A phone. Exists whether or not somebody is signed in on it. */
export class Device {
  readonly extension: string;
  inService: boolean;
  agent: Agent | null = null;
  /** Legs that the phone takes part in now. */
  readonly legs: Set<Leg> = new Set();

  constructor(extension: string, inService: boolean) {
    this.extension = extension;
    this.inService = inService;
  }
}

/** One party's connection to a call. */
export class Leg {
  readonly call: Call;
  readonly address: string;
  readonly kind: PartyKind;
  readonly device: Device | null;
  /** Who is signed in on the device, as far as the call concerns them. */
  agent: Agent | null;
  state: PartyState;
  cause: PartyCause = '';
  startedAt: number;
  since: number;
  /** The others do not hear it. */
  muted = false;
  /** Its end has been told; it may be left out of the next picture. */
  gone = false;
  /** Actions that the agent was last told of. */
  told = '';

  constructor(call: Call, address: string, kind: PartyKind, device: Device | null, state: PartyState, now: number) {
    this.call = call;
    this.address = address;
    this.kind = kind;
    this.device = device;
    this.agent = device?.agent ?? null;
    this.state = state;
    this.startedAt = now;
    this.since = now;
    device?.legs.add(this);
  }

  /** Part of the conversation, or about to be. */
  get live(): boolean {
    return this.state !== 'DROPPED' && this.state !== 'WRAP_UP';
  }

  /** Changes the state; a leg that is no longer live leaves its device. */
  become(state: PartyState, now: number, cause: PartyCause = this.cause): void {
    this.state = state;
    this.cause = cause;
    this.since = now;
    if (this.live) return;
    this.muted = false;
    this.device?.legs.delete(this);
  }
}

/** What a call starts from. */
export interface CallStart {
  readonly id: string;
  readonly now: number;
  readonly state: CallState;
  readonly callType: CallType;
  readonly from: string;
  readonly to: string;
  readonly keyId: number;
  readonly variables?: Readonly<Record<string, string>>;
}

/** A call: legs joined together, with what is known about it. */
export class Call {
  readonly id: string;
  readonly startedAt: number;
  readonly callKey: { readonly prefix: number; readonly callId: number };
  readonly variables: Variables;
  readonly legs: Leg[] = [];
  state: CallState;
  callType: CallType;
  from: string;
  to: string;
  dialedNumber: string;
  dnis: string;
  queue: WorldQueue | null = null;
  /** The number that stands for the queue among the parties. */
  queueAddress = '';
  /** When it was queued; null when it is not waiting. */
  queuedAt: number | null = null;
  routed = false;
  campaign: WorldCampaign | null = null;
  /** A contact offered by a campaign, not yet a call. */
  reservation = false;
  /** Two parties have been connected. */
  answered = false;
  conference = false;
  originalId: string | null = null;
  attemptId: string | null = null;
  secondaryId: string | null = null;
  controller: string | null = null;
  /** Where a blind transfer went. */
  blindTarget: string | null = null;
  wrapUpReason: string | null = null;
  wrapUpItems: readonly string[] = [];
  recording = false;
  classification: Classification | null = null;
  callback: ScheduledCallback | null = null;
  ended = false;
  /** Told once, when the phone called rings or the call fails. */
  onReached: ((outcome: 'ringing' | 'failed') => void) | null = null;
  /** Stops what is still to happen by itself. */
  timer: Cancel | null = null;
  /** The agent set aside for it. */
  reservedAgent: Agent | null = null;

  constructor(start: CallStart) {
    this.id = start.id;
    this.startedAt = start.now;
    this.state = start.state;
    this.callType = start.callType;
    this.from = start.from;
    this.to = start.to;
    this.dialedNumber = start.to;
    this.dnis = start.to;
    this.variables = new Variables(start.variables);
    this.callKey = { prefix: Math.floor(start.now / 86_400_000), callId: start.keyId };
  }

  /** The legs of the conversation, or about to be. */
  live(): Leg[] {
    return this.legs.filter((leg) => leg.live);
  }

  /** The live or wrapping-up leg of an address. */
  legOf(address: string): Leg | undefined {
    const bare = address.replace(/^\+/, '');
    const legs = this.legs.filter((leg) => leg.address.replace(/^\+/, '') === bare);
    return legs.find((leg) => leg.state !== 'DROPPED') ?? legs[0];
  }

  legOfAgent(agent: Agent): Leg | undefined {
    return this.legs.find((leg) => leg.agent === agent && leg.state !== 'DROPPED') ?? this.legs.find((leg) => leg.agent === agent);
  }

  /** Tells, once, whoever waits for the phone called to ring. */
  reached(outcome: 'ringing' | 'failed'): void {
    const told = this.onReached;
    this.onReached = null;
    told?.(outcome);
  }

  /** A picture of the call as an agent sees it, or (null) as it is. */
  view(world: World, viewer: Agent | null): CallView {
    const enough = this.live().length >= 2;
    const left = (leg: Leg): boolean => leg.gone && leg.agent !== viewer && (viewer !== null || leg.state === 'DROPPED');
    const shown = this.legs.filter((leg) => !(enough && left(leg)));
    const parties = shown.map((leg) => this.#party(world, leg, viewer));
    const over = viewer !== null && this.answered && parties.every((party) => party.state === 'DROPPED');
    const { queue, campaign } = this;
    return {
      id: this.id,
      state: over ? 'DROPPED' : this.state,
      callType: this.#typeFor(world, viewer),
      from: this.from,
      to: this.to,
      dialedNumber: this.dialedNumber,
      dnis: this.dnis,
      queue: queue && { id: queue.id, number: queue.number, name: queue.name },
      queued: this.queuedAt !== null,
      routed: this.routed,
      campaign: campaign && { id: campaign.id, name: campaign.name, kind: campaign.kind },
      originalId: this.originalId,
      attemptId: this.attemptId,
      secondaryId: this.secondaryId,
      controller: this.controller,
      variables: this.variables.list(),
      wrapUpReason: this.wrapUpReason,
      wrapUpItems: this.wrapUpItems,
      recording: this.recording,
      classification: this.classification,
      callback: this.callback,
      startedAt: this.startedAt,
      callKey: this.callKey,
      parties,
    };
  }

  /** What a leg may do now. */
  actions(world: World, leg: Leg): readonly CallAction[] {
    return actionsOf({
      platform: world.platform,
      kind: leg.kind,
      state: leg.state,
      reservation: this.reservation,
      campaign: this.campaign !== null && !this.reservation,
      otherActive: otherActive(leg) !== undefined,
      conference: this.conference && this.live().length >= 3,
      controller: this.controller === leg.address,
      supervisor: leg.agent?.supervisor ?? false,
      dropRule: world.enableDropParticipantFor,
      recordable: world.recording && !this.recording,
    });
  }

  #party(world: World, leg: Leg, viewer: Agent | null): PartyView {
    // After-call work is the agent's own business; for everybody else they have left.
    const left = leg.state === 'WRAP_UP' && viewer !== null && leg.agent !== viewer;
    return {
      address: leg.address,
      kind: leg.kind,
      agentId: leg.agent?.info.id ?? null,
      state: left ? 'DROPPED' : leg.state,
      cause: leg.cause,
      startedAt: leg.startedAt,
      since: leg.since,
      ...(leg.muted && { muted: true as const }),
      actions: left ? [] : this.actions(world, leg),
    };
  }

  #typeFor(world: World, viewer: Agent | null): CallType {
    const own = viewer && this.legOfAgent(viewer);
    if (!own) return this.callType;
    if (this.callType === 'CONSULT' && world.platform === 'CCE' && own !== this.legs[0]) return 'CONSULT_OFFERED';
    if (this.callType === 'TRANSFER' && world.platform === 'CCX' && own.address === this.blindTarget) return 'OFFERED';
    return this.callType;
  }
}

/** Another call of the same phone in which it talks; what a held call can be joined with. */
export function otherActive(leg: Leg): Leg | undefined {
  if (!leg.device) return undefined;
  for (const other of leg.device.legs) {
    if (other !== leg && other.state === 'ACTIVE' && other.call.answered) return other;
  }
  return undefined;
}
