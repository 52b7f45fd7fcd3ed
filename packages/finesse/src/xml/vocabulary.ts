import { copyOf, keyOf, Words, type Word } from './words.js';

// What Finesse and XMPP say again and again: names of elements, and values from closed sets. Being here only saves memory and time;
// a word that is missing is read all the same.
const XMPP =
  'message event items item notification presence iq bind jid session error open close features mechanisms mechanism success failure ' +
  'PLAIN jabber:client http://jabber.org/protocol/pubsub http://jabber.org/protocol/pubsub#event result set get type node from to id';

const ELEMENTS =
  'Update data source requestId User user Users users Dialog dialog Dialogs dialogs Participant participants actions action ' +
  'mediaAddress mediaAddressType startTime state stateCause stateChangeTime mediaProperties mediaId DNIS callType dialedNumber ' +
  'outboundClassification queueName queueNumber callKeyCallId callKeySequenceNum callKeyPrefix wrapUpReason wrapUpItems wrapUpItem ' +
  'callvariables CallVariable name value fromAddress toAddress mediaType uri associatedDialogUri secondaryId callbackNumber ' +
  'scheduledCallbackInfo callGUID services service serviceConfigId extension firstName lastName loginId loginName pendingState ' +
  'reasonCode ReasonCode ReasonCodes reasonCodeId category code forAll label systemCode roles role settings wrapUpOnIncoming ' +
  'wrapUpOnOutgoing deviceSelection mobileAgent mode dialNumber mediaState teamId teamName teams Team team skillTargetId activeDeviceId ' +
  'SystemInfo systemInfo status statusReason deploymentType systemAuthMode primaryNode secondaryNode host xmppDomain xmppPubSubDomain ' +
  'currentTimestamp Queue queue Queues queues statistics callsInQueue startTimeOfLongestCallInQueue agentsReady agentsNotReady ' +
  'agentsBusyOther agentsLoggedOn agentsTalkingInbound agentsTalkingOutbound agentsTalkingInternal agentsWrapUpNotReady ' +
  'agentsWrapUpReady ApiErrors apiErrors ApiError apiError ErrorType errorType ErrorMessage errorMessage ErrorData errorData ' +
  'callbackTime actionParams MediaPropertiesLayout MediaPropertiesLayouts header column entry displayName mediaProperty uiEditable ' +
  'WrapUpReasons WrapUpReason PhoneBooks PhoneBook contacts Contact phoneNumber description';

const VALUES =
  'POST PUT DELETE LOGIN LOGOUT NOT_READY READY RESERVED RESERVED_OUTBOUND RESERVED_OUTBOUND_PREVIEW TALKING HOLD WORK WORK_READY ' +
  'UNKNOWN Agent Supervisor REQUIRED REQUIRED_WITH_WRAP_UP_DATA OPTIONAL NOT_ALLOWED CALL_BY_CALL NAILED_CONNECTION true false Voice ' +
  'INITIATING INITIATED ALERTING ACTIVE HELD DROPPED FAILED WRAP_UP ACCEPTED AGENT_DEVICE BUSY BAD_DESTINATION OTHER ' +
  'DEVICE_RESOURCE_NOT_AVAILABLE ANSWER RETRIEVE DROP CONSULT_CALL CONFERENCE TRANSFER TRANSFER_SST SEND_DTMF UPDATE_CALL_DATA ' +
  'START_RECORDING PARTICIPANT_DROP BARGE_CALL ACCEPT REJECT CLOSE RECLASSIFY UPDATE_SCHEDULED_CALLBACK CANCEL_SCHEDULED_CALLBACK ' +
  'ACD_IN PREROUTE_ACD_IN PREROUTE_DIRECT_AGENT OFFERED OTHER_IN OVERFLOW_IN OUT AGENT_OUT AUTO_OUT AGENT_INSIDE CONSULT ' +
  'CONSULT_OFFERED CONSULT_CONFERENCE SUPERVISOR_MONITOR OUTBOUND OUTBOUND_PREVIEW OUTBOUND_DIRECT_PREVIEW OUTBOUND_CALLBACK ' +
  'OUTBOUND_CALLBACK_PREVIEW OUTBOUND_PERSONAL_CALLBACK OUTBOUND_PERSONAL_CALLBACK_PREVIEW IN_SERVICE OUT_OF_SERVICE UCCE UCCX NULL ' +
  'callVariable1 callVariable2 callVariable3 callVariable4 callVariable5 callVariable6 callVariable7 callVariable8 callVariable9 ' +
  'callVariable10 BACampaign BAAccountNumber BAResponse BAStatus BADialedListID BATimeZone BABuddyName BACustomerNumber';

// The words that are never copied out of a document.
const VOCABULARY = /* @__PURE__ */ new Words(`${XMPP} ${ELEMENTS} ${VALUES}`.split(' '));

/** The name that stands in a text. */
export function wordAt(text: string, from: number, to: number): Word {
  const known = VOCABULARY.find(text, from, to);
  if (known !== undefined) return known;
  const word = copyOf(text, from, to);
  return { word, key: keyOf(word) };
}

/** The value that stands in a text, as a string that does not keep the text alive. */
export function valueAt(text: string, from: number, to: number): string {
  return VOCABULARY.find(text, from, to)?.word ?? copyOf(text, from, to);
}
