import type {
  CallVariable,
  DialogAction,
  DialogPicture,
  DialogState,
  Participant,
  ParticipantState,
  Seen,
  ServerTime,
} from '@cordboard/core';
import { given, withGiven } from '../xml/given.js';
import { actionOf, PARTICIPANT_DROP } from './actions.js';
import { classOf } from './classes.js';
import { filled, tailOf } from './body.js';
import { Vocabulary } from './records.js';
import { dialogIdOf, type WireDialog, type WireParticipant } from './dialog.js';

/** What a dialog's picture depends on besides the dialog. */
export interface DialogContext {
  /** The agent's extension: which participant is the own one. `undefined` before it is known: then none is. */
  readonly extension: string | undefined;
  /** The agent's id, which is the own address of tasks. */
  readonly agentId?: string;
  /** Who may add parties, for the own participant; the platform never says. Default `unknown`. */
  readonly controller?: 'yes' | 'no' | 'unknown';
  /** The platform took a request to record it; it never says so itself. */
  readonly recording?: boolean;
  /** What the last picture of the same dialog had: a failover makes the platform forget it. */
  readonly callType?: string;
}

type Direction = DialogPicture['direction'];

const STATES = /* @__PURE__ */ new Vocabulary<DialogState>('INITIATING INITIATED ALERTING ACTIVE ACCEPTED FAILED DROPPED');
const PARTICIPANT_STATES = /* @__PURE__ */ new Vocabulary<ParticipantState>(
  'INITIATING INITIATED ALERTING ACTIVE HELD DROPPED FAILED WRAP_UP ACCEPTED',
);
const CAUSES = /* @__PURE__ */ new Vocabulary<NonNullable<Participant['cause']>>(
  'BUSY BAD_DESTINATION DEVICE_RESOURCE_NOT_AVAILABLE=no-resource OTHER',
);

// Call types that settle the direction by themselves; for the others who called whom decides.
const DIRECTIONS: readonly (readonly [Direction, RegExp])[] = [
  ['inbound', /^(?:ACD_IN|PREROUTE_ACD_IN|PREROUTE_DIRECT_AGENT|OTHER_IN|OVERFLOW_IN)$/],
  ['outbound', /^(?:OUT|AGENT_OUT|AUTO_OUT|OUTBOUND(?:_(?:DIRECT_)?PREVIEW|_(?:PERSONAL_)?CALLBACK(?:_PREVIEW)?)?)$/],
  ['internal', /^(?:AGENT_INSIDE|CONSULT_OFFERED|ASSIST_CALL|EMERGENCY|SUPERVISOR_MONITOR|SUPERVISOR_WHISPER)$/],
];

// Finesse's own desktop lets go of agents only, in these states (its JavaScript library); other parties stay.
const DROPPABLE = /^(?:ACTIVE|ACCEPTED|HELD)$/;

const MONITORS = /^SUPERVISOR_(?:MONITOR|WHISPER)$/;
const CONFERENCES = /^(?:CONSULT_)?CONFERENCE$/;
const RESERVATIONS = /^(?:(?:OUTBOUND_(?:DIRECT_|(?:PERSONAL_)?CALLBACK_)?)?PREVIEW|RESERVATION)$/;
// Whoever is neither the first caller nor the first called in these came in later.
const JOINED = /^(?:TRANSFER|OFFERED|(?:CONSULT_)?CONFERENCE|BARGE_IN_CONSULT)$/;

/** The dialog as the model has it, `at` the newest time any participant tells. `undefined` when it has no id. */
export function dialogPicture(dialog: WireDialog, context: DialogContext): Seen<DialogPicture> | undefined {
  const id = dialogIdOf(dialog);
  if (id === undefined) return undefined;
  const callType = callTypeOf(dialog, context);
  const media = mediaOf(dialog.mediaType, id);
  const own = ownAddress(dialog, context, media);
  const originalId = tailOf(dialog.associatedDialogUri);
  const direction = directionOf(dialog, callType ?? '', own);
  let dropping = false;
  for (const { mediaAddress, actions } of dialog.participants) dropping ||= mediaAddress === own && !!actions?.includes(PARTICIPANT_DROP);
  const about: Circumstances = { callType: callType ?? '', own, direction, controller: context.controller ?? 'unknown', dropping };
  const participants = only(dialog.participants, isParty).map((party) => participantOf(party, dialog, about));
  const kind = kindOf(callType ?? '', originalId, participants);
  const state = STATES.get(dialog.state) ?? 'unknown';
  const picture: DialogPicture = withGiven(
    { id, media, direction, kind, state, participants, variables: dialog.variables },
    {
      rawMedia: media === 'voice' ? undefined : filled(dialog.mediaType),
      callType,
      rawState: state === 'unknown' ? filled(dialog.state) : undefined,
      from: filled(dialog.fromAddress),
      to: filled(dialog.toAddress),
      dialed: filled(dialog.dialedNumber) ?? filled(dialog.dNIS),
      queue: queueOf(dialog),
      originalId: kind === 'consult' ? originalId : undefined,
      replacedId: filled(dialog.secondaryId),
      layout: layoutNameOf(dialog),
      wrapUp: wrapUpOf(dialog),
      outbound: outboundOf(dialog),
      callback: callbackOf(dialog),
      recording: context.recording === true ? ('on' as const) : undefined,
      started: earliest(dialog.participants),
    },
  );
  const at = newest(dialog.participants);
  return at === undefined ? { picture } : { picture, at };
}

// After a failover the platform answers nothing, or the text NULL: what it said before still holds (Finesse 12.5 guide p. 123).
function callTypeOf(dialog: WireDialog, context: DialogContext): string | undefined {
  const told = dialog.callType === 'NULL' ? '' : dialog.callType;
  return filled(told) ?? filled(context.callType) ?? told;
}

function mediaOf(mediaType: string | undefined, id: string): DialogPicture['media'] {
  // Ids of tasks have underscores, those of calls never.
  if (!mediaType) return id.includes('_') ? 'task' : 'voice';
  return /^voice$/i.test(mediaType) ? 'voice' : 'task';
}

function isParty({ mediaAddress }: WireParticipant): boolean {
  return filled(mediaAddress) !== undefined;
}

// Nearly always that is all of them.
function only<T>(list: readonly T[], test: (one: T) => boolean): readonly T[] {
  return list.every(test) ? list : list.filter(test);
}

function isKnown(action: DialogAction | undefined): boolean {
  return action !== undefined;
}

// On other legs it says what they may do themselves, not what may be done to them.
function isFree(action: DialogAction | undefined): boolean {
  return action !== undefined && action !== 'drop-participant';
}

function ownAddress(dialog: WireDialog, { extension, agentId }: DialogContext, media: DialogPicture['media']): string | undefined {
  if (media === 'task' && filled(agentId) !== undefined)
    for (const { mediaAddress } of dialog.participants) if (mediaAddress === agentId) return agentId;
  return filled(extension);
}

function directionOf(dialog: WireDialog, callType: string, own: string | undefined): Direction {
  const { fromAddress, toAddress } = dialog;
  const calling = own !== undefined && fromAddress === own;
  // The phone is off the hook and nothing is dialled: the platform calls that AGENT_INSIDE, whoever is called in the end.
  if (callType === 'AGENT_INSIDE' && calling && !filled(toAddress)) return 'outbound';
  for (const [direction, types] of DIRECTIONS) if (types.test(callType)) return direction;
  if (calling) return isAgent(toAddress, dialog, own) && toAddress !== own ? 'internal' : 'outbound';
  if (!filled(fromAddress)) return 'unknown';
  if (isAgent(fromAddress, dialog, own)) return toAddress === own || isAgent(toAddress, dialog, own) ? 'internal' : 'unknown';
  return own === undefined ? 'unknown' : 'inbound';
}

function isAgent(address: string | undefined, { participants }: WireDialog, own: string | undefined): boolean {
  return participants.some((other) => other.mediaAddress === address && (address === own || other.mediaAddressType === 'AGENT_DEVICE'));
}

interface Circumstances {
  readonly callType: string;
  readonly own: string | undefined;
  readonly direction: Direction;
  readonly controller: Participant['controller'];
  /** The agent may drop parties. */
  readonly dropping: boolean;
}

// Lists are made by `map` and `concat`, which leave no room for more: they live as long as the call.
const NONE: readonly never[] = [];

function participantOf(wire: WireParticipant, dialog: WireDialog, about: Circumstances): Participant {
  const address = wire.mediaAddress ?? '';
  const own = address === about.own;
  const state = PARTICIPANT_STATES.get(wire.state) ?? 'unknown';
  const { actions: words = NONE, stateChangeTime: since, startTime: joined } = wire;
  const offered: readonly (DialogAction | undefined)[] = words.length > 0 ? words.map(actionOf) : NONE;
  const otherActions = offered.includes(undefined) ? words.filter((word, i) => word !== '' && offered[i] === undefined) : NONE;
  let actions = only(offered, own ? isKnown : isFree) as readonly DialogAction[];
  if (!own && about.dropping && wire.mediaAddressType === 'AGENT_DEVICE' && DROPPABLE.test(wire.state ?? ''))
    actions = actions.concat('drop-participant');
  return withGiven(
    {
      address,
      kind: partyKind(wire, own, dialog, about.direction),
      role: roleOf(address, own, dialog, about),
      own,
      controller: own ? about.controller : 'unknown',
      state,
      actions,
      otherActions,
      // Nearly always there: what is added to an object later takes more room.
      ...(since !== undefined && { since }),
      ...(joined !== undefined && { joined }),
    },
    {
      rawState: state === 'unknown' ? filled(wire.state) : undefined,
      cause: causeOf(wire.stateCause),
    },
  );
}

function causeOf(word = ''): Participant['cause'] {
  return word === '' ? undefined : (CAUSES.get(word) ?? 'unknown');
}

// AGENT_DEVICE proves little: the customer's leg of a transfer through a voice portal carries it too. Who called from outside is outside.
function partyKind(wire: WireParticipant, own: boolean, dialog: WireDialog, direction: Direction): Participant['kind'] {
  if (own) return 'agent';
  const address = wire.mediaAddress;
  if (direction === 'inbound') {
    if (address === dialog.fromAddress) return 'outside';
    if (wire.mediaAddressType !== 'AGENT_DEVICE' && (address === dialog.toAddress || address === dialog.dialedNumber)) return 'route-point';
  }
  switch (wire.mediaAddressType) {
    case 'AGENT_DEVICE':
      return 'agent';
    case '':
      return 'outside';
    default:
      return 'unknown';
  }
}

function roleOf(address: string, own: boolean, dialog: WireDialog, about: Circumstances): Participant['role'] {
  const { fromAddress, toAddress, dialedNumber } = dialog;
  if (address === fromAddress) return MONITORS.test(about.callType) ? 'monitor' : 'caller';
  if (address === toAddress || address === dialedNumber) return 'called';
  if (JOINED.test(about.callType)) return 'joined';
  // A routed call names the route point as called; whom it reached is the one called.
  return own && about.direction === 'inbound' ? 'called' : 'unknown';
}

function kindOf(callType: string, originalId: string | undefined, participants: readonly Participant[]): DialogPicture['kind'] {
  if (MONITORS.test(callType)) return 'monitor';
  if (RESERVATIONS.test(callType)) return 'reservation';
  if (CONFERENCES.test(callType)) return 'conference';
  // The call type does not tell a consult: on CCE it may be OUT or AGENT_INSIDE as well. The link to the original does.
  if (originalId !== undefined) return 'consult';
  if (callType !== '') return 'call';
  const present = participants.filter(({ state }) => state !== 'dropped' && state !== 'failed' && state !== 'wrap-up');
  return present.length > 2 ? 'conference' : 'unknown';
}

function queueOf({ queueNumber, queueName }: WireDialog): DialogPicture['queue'] {
  return queueNumber || queueName ? given({ id: filled(queueNumber), name: filled(queueName) }) : undefined;
}

// Where routing puts it; the letter case differs from site to site.
const LAYOUT = /^user\.layout$/i;

function layoutNameOf({ variables }: WireDialog): string | undefined {
  return variables.find(({ name, value }) => value !== '' && LAYOUT.test(name))?.value;
}

// Never set is `undefined`; an element that is there and empty is a wrap-up without reasons.
function wrapUpOf({ wrapUpReason, wrapUpItems }: WireDialog): DialogPicture['wrapUp'] {
  if (wrapUpReason === undefined && wrapUpItems === undefined) return undefined;
  return { reasons: [...new Set([...(wrapUpItems ?? []), wrapUpReason ?? ''])].filter((reason) => reason !== '') };
}

function outboundOf({ variables, outboundClassification, callbackNumber }: WireDialog): DialogPicture['outbound'] {
  const campaign = valueOf(variables, 'BACampaign');
  const status = valueOf(variables, 'BAStatus');
  if (campaign === undefined && status === undefined) return undefined;
  return given({
    campaign,
    account: valueOf(variables, 'BAAccountNumber'),
    customerNumber: filled(callbackNumber) ?? valueOf(variables, 'BACustomerNumber'),
    customerName: valueOf(variables, 'BABuddyName'),
    status,
    classification: filled(outboundClassification),
    classified: classOf(outboundClassification),
  });
}

function valueOf(variables: readonly CallVariable[], wanted: string): string | undefined {
  for (const { name, value } of variables) if (name === wanted) return filled(value);
  return undefined;
}

function callbackOf({ scheduledCallbackInfo: callback }: WireDialog): DialogPicture['callback'] {
  if (!callback?.callbackTime && !callback?.callbackNumber) return undefined;
  return given({ time: filled(callback.callbackTime), number: filled(callback.callbackNumber) });
}

function newest(participants: readonly WireParticipant[]): ServerTime | undefined {
  let time: ServerTime | undefined;
  for (const { stateChangeTime, startTime } of participants) time = later(startTime, later(stateChangeTime, time));
  return time;
}

function later(one: ServerTime | undefined, other: ServerTime | undefined): ServerTime | undefined {
  return one! <= other! ? other : (one ?? other);
}

function earliest(participants: readonly WireParticipant[]): ServerTime | undefined {
  let time: ServerTime | undefined;
  for (const { startTime } of participants) time = startTime! >= time! ? time : (startTime ?? time);
  return time;
}
