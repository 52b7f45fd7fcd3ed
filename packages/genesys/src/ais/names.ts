import type { AgentState, RequestableState } from '@cordboard/core';

/** What can be done with an interaction, in our words; which of it, `interaction.voice:actionsPossible` says. */
export type Capability =
  | 'dial'
  | 'answer'
  | 'hangUp'
  | 'complete'
  | 'hold'
  | 'retrieve'
  | 'mute'
  | 'unmute'
  | 'blindTransfer'
  | 'muteTransfer'
  | 'consultTransfer'
  | 'completeTransfer'
  | 'blindConference'
  | 'consultConference'
  | 'completeConference'
  | 'leaveConference'
  | 'sendDtmf'
  | 'swap'
  | 'reconnect'
  | 'redirect'
  | 'merge'
  | 'dropParty'
  | 'endForAll';

/** Methods of the services whose names no public source prints. */
export type UnprintedMethod =
  | 'hold'
  | 'retrieve'
  | 'mute'
  | 'unmute'
  | 'blindConference'
  | 'muteTransfer'
  | 'leaveConference'
  | 'clearCall'
  | 'login'
  | 'logout'
  | 'ready'
  | 'notReady'
  | 'afterCallWork'
  | 'readAgent'
  | 'readInteractions'
  | 'readInteractionsOfAgent'
  | 'readInteractionsOfDn'
  | 'readInteractionsOfPlace'
  | 'writeInteraction'
  | 'deleteData'
  | 'readDns'
  | 'readPlaces';

/** The names that differ by deployment, or that no public source prints. */
export interface AisNames {
  /** The constants of `InteractionVoiceAction` that each capability goes by. */
  readonly actions: Readonly<Record<Capability, readonly string[]>>;
  readonly methods: Readonly<Record<UnprintedMethod, string>>;
  /** Sends tones: a method of the voice service that takes `interactionId` and `digits`. Without it no tones are offered. */
  readonly sendDtmf?: string;
  /** Takes a party out of a conference: a method of the voice service that takes `interactionId` and `participant`. Without it none is offered. */
  readonly dropParty?: string;
  /** The constants of `AgentDnAction` that let an agent ask for a state or place a call. */
  readonly agentActions: Readonly<Record<RequestableState | 'make-call', readonly string[]>>;
  /** What the status of a DN says of its agent. */
  readonly agentStates: Readonly<Record<string, AgentState>>;
  /** `interactionType` of calls; an interaction of another type is no call, one without a type is. */
  readonly voiceTypes: readonly string[];
}

/** Changes of the names: what is given for one entry is added to its words, or takes the place of its one word. */
export interface AisNameChanges {
  readonly actions?: Partial<AisNames['actions']>;
  readonly methods?: Partial<AisNames['methods']>;
  readonly sendDtmf?: string;
  readonly dropParty?: string;
  readonly agentActions?: Partial<AisNames['agentActions']>;
  readonly agentStates?: AisNames['agentStates'];
  readonly voiceTypes?: readonly string[];
}

/**
 * The names as far as they are known. "Voice Interactions" (AIS 7.6) prints MAKE_CALL, ANSWER_CALL, RELEASE_CALL, MARK_DONE, the three
 * single-step and mute forms, INIT_… and COMPLETE_…, and HELD for hold; `CREATE_INTERACTION` of the agent's. All else is inferred from the
 * neighbouring layers, and a deployment sets what it has.
 */
export const AIS_NAMES: AisNames = {
  actions: {
    dial: ['MAKE_CALL'],
    answer: ['ANSWER_CALL'],
    hangUp: ['RELEASE_CALL'],
    complete: ['MARK_DONE'],
    hold: ['HOLD', 'HOLD_CALL', 'HELD'],
    retrieve: ['RETRIEVE', 'RETRIEVE_CALL'],
    mute: ['MUTE_ON', 'MUTE', 'MUTE_CALL'],
    unmute: ['MUTE_OFF', 'UNMUTE', 'UNMUTE_CALL'],
    blindTransfer: ['SINGLE_STEP_TRANSFER'],
    muteTransfer: ['MUTE_TRANSFER'],
    consultTransfer: ['INIT_TRANSFER'],
    completeTransfer: ['COMPLETE_TRANSFER'],
    blindConference: ['SINGLE_STEP_CONFERENCE'],
    consultConference: ['INIT_CONFERENCE'],
    completeConference: ['COMPLETE_CONFERENCE'],
    leaveConference: ['LEAVE_CONFERENCE'],
    sendDtmf: ['SEND_DTMF'],
    swap: ['ALTERNATE', 'ALTERNATE_CALL'],
    reconnect: ['RECONNECT', 'RECONNECT_CALL'],
    redirect: ['REDIRECT', 'REDIRECT_CALL'],
    merge: ['MERGE', 'MERGE_CALLS'],
    dropParty: ['DELETE_FROM_CONFERENCE'],
    endForAll: ['CLEAR', 'CLEAR_CALL'],
  },
  methods: {
    hold: 'holdCall',
    retrieve: 'retrieveCall',
    mute: 'muteOn',
    unmute: 'muteOff',
    blindConference: 'singleStepConference',
    muteTransfer: 'muteTransfer',
    leaveConference: 'leaveConference',
    clearCall: 'clearCall',
    login: 'login',
    logout: 'logout',
    ready: 'ready',
    notReady: 'notReady',
    afterCallWork: 'afterCallWork',
    readAgent: 'getAgentDTO',
    readInteractions: 'getInteractionsDTO',
    readInteractionsOfAgent: 'getInteractionsDTOFromAgent',
    readInteractionsOfDn: 'getInteractionsDTOFromDn',
    readInteractionsOfPlace: 'getInteractionsDTOFromPlace',
    writeInteraction: 'setInteractionDTO',
    deleteData: 'deleteAttachedData',
    readDns: 'getDnsDTO',
    readPlaces: 'getPlacesDTO',
  },
  agentActions: {
    ready: ['READY'],
    'not-ready': ['NOT_READY'],
    work: ['AFTER_CALL_WORK'],
    'signed-out': ['LOGOUT'],
    'make-call': ['CREATE_INTERACTION'],
  },
  agentStates: {
    LOGGED_OUT: 'signed-out',
    NOT_READY: 'not-ready',
    READY: 'ready',
    AFTER_CALL_WORK: 'work',
    BUSY: 'talking',
  },
  voiceTypes: ['VOICE'],
};

/** The names of a deployment. */
export function namesOf(changes: AisNameChanges = {}): AisNames {
  const { sendDtmf, dropParty } = changes;
  return {
    actions: added(AIS_NAMES.actions, changes.actions),
    methods: { ...AIS_NAMES.methods, ...changes.methods },
    ...(sendDtmf !== undefined && { sendDtmf }),
    ...(dropParty !== undefined && { dropParty }),
    agentActions: added(AIS_NAMES.agentActions, changes.agentActions),
    agentStates: { ...AIS_NAMES.agentStates, ...changes.agentStates },
    voiceTypes: [...AIS_NAMES.voiceTypes, ...(changes.voiceTypes ?? [])],
  };
}

function added<K extends string>(
  table: Readonly<Record<K, readonly string[]>>,
  more: Partial<Readonly<Record<K, readonly string[]>>> = {},
): Readonly<Record<K, readonly string[]>> {
  const all: Record<K, readonly string[]> = { ...table };
  for (const key of Object.keys(more) as K[]) all[key] = [...(table[key] ?? []), ...(more[key] ?? [])];
  return all;
}

/** What a list of `InteractionVoiceAction` comes to; a constant that no name matches is kept as written. */
export interface Possible {
  readonly capabilities: ReadonlySet<Capability>;
  readonly unknown: readonly string[];
}

/** Reads a list of possible actions by the names; upper and lower case are one. */
export function possibleOf(words: readonly string[], names: AisNames): Possible {
  const capabilities = new Set<Capability>();
  const unknown: string[] = [];
  for (const word of words) {
    const capability = (Object.keys(names.actions) as Capability[]).find((each) => isOneOf(word, names.actions[each]));
    if (capability) capabilities.add(capability);
    else unknown.push(word);
  }
  return { capabilities, unknown };
}

/** Whether a constant is one of the names. */
export function isOneOf(word: string, names: readonly string[]): boolean {
  return names.some((name) => name.toUpperCase() === word.toUpperCase());
}
