import type { AttachedData, KeyValue } from '../ais/values.js';
import { fieldOf, itemsOf, textOf, wordOf, wordsOf } from '../ais/values.js';

/** A call as the platform shows it ("CallResource"), as far as it is used here. */
export interface WebCall {
  readonly id: string;
  readonly state: string;
  /** `undefined` where it was not told. */
  readonly capabilities: readonly string[] | undefined;
  /** The numbers of the other parties. */
  readonly participants: readonly string[];
  readonly callType: string | undefined;
  readonly ani: string | undefined;
  readonly dnis: string | undefined;
  readonly deviceId: string | undefined;
  /** The call that this one consults about. */
  readonly parentId: string | undefined;
  /** How other requests name it. */
  readonly uri: string;
  readonly userData: readonly AttachedData[];
  /** Seconds. */
  readonly duration: number | undefined;
}

/** A call read off the wire; `undefined` for what has no id. */
export function callOf(value: unknown): WebCall | undefined {
  const id = wordOf(fieldOf(value, 'id'));
  if (id === undefined) return undefined;
  const capabilities = fieldOf(value, 'capabilities');
  const word = (name: string): string | undefined => wordOf(fieldOf(value, name));
  const seconds = Number(word('duration') ?? Number.NaN);
  return {
    id,
    state: word('state') ?? '',
    capabilities: Array.isArray(capabilities) ? wordsOf(capabilities) : undefined,
    participants: itemsOf(fieldOf(value, 'participants'))
      .map(numberOf)
      .filter((number) => number !== undefined),
    callType: word('callType'),
    ani: word('ani'),
    dnis: word('dnis'),
    deviceId: lastOf(word('deviceUri')),
    parentId: lastOf(word('parentCallPath') ?? word('parentCallUri')),
    uri: word('uri') ?? word('path') ?? `/me/calls/${id}`,
    userData: pairsIn(fieldOf(value, 'userData')),
    duration: Number.isFinite(seconds) && seconds >= 0 ? seconds : undefined,
  };
}

/** What the wire knows of a call beside what the platform shows. */
export interface CallFacts {
  readonly isIncoming: boolean | undefined;
  /** The consults that were begun from it, oldest first. */
  readonly consults: readonly string[];
  /** When it began, in ms on the platform's clock. */
  readonly began: number | undefined;
  /** Whether a call that is over can be completed. */
  readonly completes: boolean;
}

// By maps: words of the platform's are looked up, and `constructor` may be one.
const STATUSES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    dialing: 'DIALING',
    ringing: 'RINGING',
    established: 'TALKING',
    held: 'HELD',
    released: 'IDLE',
  }),
);

/** The operations of a call, in lower case, by the constants that mean the same. Those on data are always there. */
const ACTIONS: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    answer: ['ANSWER_CALL'],
    hangup: ['RELEASE_CALL'],
    hold: ['HOLD'],
    retrieve: ['RETRIEVE'],
    mutecall: ['MUTE_ON'],
    unmutecall: ['MUTE_OFF'],
    // Going back to a held call while another talks: the other is held by the same request.
    swapcalls: ['ALTERNATE', 'RETRIEVE'],
    singlesteptransfer: ['SINGLE_STEP_TRANSFER'],
    singlestepconference: ['SINGLE_STEP_CONFERENCE'],
    initiatetransfer: ['INIT_TRANSFER'],
    initiateconference: ['INIT_CONFERENCE'],
    completetransfer: ['COMPLETE_TRANSFER'],
    completeconference: ['COMPLETE_CONFERENCE'],
    removeparticipantfromconference: ['DELETE_FROM_CONFERENCE'],
    clearcall: ['CLEAR'],
    senddtmf: ['SEND_DTMF'],
    attachuserdata: [],
    updateuserdata: [],
    deleteuserdata: [],
    deleteuserdatapair: [],
  }),
);

/** Whether a call is over. */
export function isReleased({ state }: WebCall): boolean {
  return state.toLowerCase() === 'released';
}

/** Whether the platform lists an operation for a call; its own pages spell one in two ways, so upper and lower case are one. */
export function lists({ capabilities = [] }: WebCall, operation: string): boolean {
  return capabilities.some((each) => each.toLowerCase() === operation.toLowerCase());
}

/** The attributes of the interaction that a call is. What the platform does not tell has none. */
export function attributesOfCall(call: WebCall, { isIncoming, consults, began, completes }: CallFacts): readonly KeyValue[] {
  const { id, state, capabilities, participants, callType, ani, dnis, deviceId, parentId, userData } = call;
  const status = isReleased(call) && !completes ? 'MARKED_DONE' : (STATUSES.get(state.toLowerCase()) ?? state);
  const actions = capabilities && [...new Set(capabilities.flatMap((each) => ACTIONS.get(each.toLowerCase()) ?? [each]))];
  const values: Readonly<Record<string, unknown>> = {
    'interaction:interactionId': id,
    'interaction:status': status,
    'interaction:attachedData': userData,
    'interaction:dateCreated': began,
    // The history takes a call that is over; no list of the call's says so.
    'interaction.voice:actionsPossible': status === 'IDLE' ? ['MARK_DONE'] : actions,
    'interaction.voice:parties': participants,
    'interaction.voice:isIncoming': isIncoming,
    'interaction.voice:callType': callType,
    'interaction.voice:ANI': ani ?? (isIncoming ? participants[0] : undefined),
    'interaction.voice:DNIS': dnis,
    'interaction.voice:phoneNumber': dnis ?? participants[0],
    'interaction.voice:dnId': deviceId,
    // No field names the owner; taking somebody out is the owner's (and a supervisor's).
    'interaction.voice:conferenceOwner': lists(call, 'RemoveParticipantFromConference') ? deviceId : undefined,
    'interaction.voice:initialInteractionId': parentId,
    'interaction.voice:consultationInteractionIds': consults.length > 0 ? consults : undefined,
  };
  return Object.entries(values)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ({ key, value }));
}

// Older releases list the number itself.
function numberOf(participant: unknown): string | undefined {
  return wordOf(participant) ?? wordOf(fieldOf(participant, 'phoneNumber')) ?? wordOf(fieldOf(participant, 'digits'));
}

/** The last segment of an address or a path. */
export function lastOf(path: string | undefined): string | undefined {
  const last = path?.split(/[?#]/)[0]?.split('/').filter(Boolean).at(-1);
  try {
    return last === undefined ? undefined : decodeURIComponent(last);
  } catch {
    return last;
  }
}

const DEEPEST = 4;
const MOST_PAIRS = 2_000;

function pairsIn(value: unknown, depth = 0): readonly AttachedData[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || depth > DEEPEST) return [];
  const pairs: AttachedData[] = [];
  for (const [key, each] of Object.entries(value).slice(0, MOST_PAIRS)) {
    const text = textOf(each);
    if (text !== undefined) pairs.push({ key, value: text });
    else if (typeof each === 'object' && each !== null) pairs.push({ key, value: pairsIn(each, depth + 1) });
  }
  return pairs;
}
