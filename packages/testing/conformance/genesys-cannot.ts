/** Why the platform, as far as its guides tell, has no notion of a case; the pages are those of the Agent Interaction SDK 7.6 guides. */
const REASONS: Readonly<Record<string, readonly string[]>> = {
  'An agent logs in on a DN of the switch; no form has an outside phone (API Reference, LoginVoiceForm)': [
    'session.mobile-call-by-call',
    'session.mobile-nailed',
    'session.mobile-without-number',
  ],
  'No fault tells a locked account from a wrong password (Integration Server, sessions)': ['session.locked-out'],
  'The members of telephonyErrorType are not published; a DN in use has no code of its own (T-Library, tliberr.h)': ['session.busy-device'],
  'Reasons are user-defined pairs; no rule tells which are required, allowed or known (API Reference, ReadyVoiceForm)': [
    'session.sign-out-reason-required',
    'session.sign-out-reason-unknown',
    'state.reason-required',
    'state.reason-forbidden',
  ],
  'A VoiceMediaEvent carries no reason of the state (API Reference, AgentService)': [
    'state.ready-to-not-ready',
    'state.ring-out',
    'state.supervisor',
    'state.reasons',
  ],
  'What an agent may ask for is listed on the DN, whatever the call and the state (API Reference, agent:dnsActionsPossible)': [
    'session.sign-out-on-call',
    'state.not-ready',
    'state.ready-offers',
    'state.wrap-up-forbidden',
  ],
  'Nothing tells of a state that is kept for the end of a call (API Reference, AgentDnEventReason)': [
    'call.pending-state',
    'state.hold-not-ready',
    'state.hold-ready',
    'state.not-ready-twice',
    'state.talking-ready',
    'state.wrap-up-chosen',
    'state.wrap-up-not-ready-first',
  ],
  'After-call work is a state of the agent on a DN; a call has no wrap-up, it is marked done (Voice Interactions)': [
    'leg.wrap-up',
    'session.sign-out-wrapping-up',
    'state.wrap-up-to-not-ready',
    'state.wrap-up-to-ready',
  ],
  'No status of a DN is known for an agent at whom a call rings (API Reference, dn:status)': ['call.rings', 'state.reserved'],
  'Campaigns are the business of the ExtendedOutboundService, not of voice': [
    'data.preview-accept',
    'data.preview-reject',
    'outbound.accepted-twice',
    'outbound.call',
    'outbound.callback',
    'outbound.callback-bad-number',
    'outbound.callback-malformed',
    'outbound.callback-refused',
    'outbound.close',
    'outbound.not-a-reservation',
    'outbound.reclassify',
    'outbound.reclassify-refused',
    'outbound.reservation-refuses',
    'state.dialler-connects',
    'state.dialler-not-ready',
    'state.dialler-ready',
    'state.dialler-refused',
    'state.preview-pending',
    'state.preview-ready',
    'state.preview-refused',
  ],
  'No public page has a method for tones in this service (Voice Interactions)': [
    'data.tones',
    'data.tones-held',
    'data.tones-letters',
    'data.tones-malformed',
    'data.tones-ringing',
  ],
  'Voice has no labels for wrapping up a call': [
    'data.wrap-up-none',
    'data.wrap-up-reasons',
    'data.wrap-up-ringing',
    'data.wrap-up-several',
    'data.wrap-up-too-long',
    'join.transfer-carries-data',
  ],
  'Recording is no task of the voice service (Voice Interactions)': ['data.record-refused'],
  'Phone books and layouts of call data are no task of these services': ['data.contacts', 'data.layouts'],
  'Attached data are pairs of any name and size, which can be added at any time; empty variables of a queue are not attached (API Reference, AttachedData)':
    ['call.variables', 'data.update', 'data.update-ringing', 'data.update-too-long', 'data.update-unknown'],
  'No attribute names the queue of a call (API Reference, interaction.voice)': ['call.queue'],
  'Parties are numbers, without a state of their own (Voice Interactions)': ['call.remote-hold'],
  'A call that fails is IDLE, as any other that is over (Voice Interactions)': [
    'call.bad-destination',
    'dial.busy',
    'join.consult-dead-number',
  ],
  'A call is created while CREATE_INTERACTION is listed for the DN, whatever rings there (Voice Interactions)': ['dial.while-ringing'],
  'What is possible is listed by the switch: a held call may start a consultation, a dialling one be held, a conference not be held (Voice Interactions)':
    ['join.consult-blocked', 'join.conference-hold', 'leg.dialling', 'leg.held'],
  'What completes a consultation belongs to the original interaction, while it is held (Voice Interactions)': [
    'join.after-going-back',
    'join.conference-after-swap',
    'join.swap',
  ],
  'Each side has an interaction of its own, and none tells of what went into it on the other (Voice Interactions)': [
    'join.conference-survivor',
    'join.transfer',
  ],
  'Taking a party out of a conference is a task of T-Library; whether this service has it is not published': [
    'join.drop-party',
    'join.drop-party-not-controller',
    'join.drop-party-of-two',
    'join.drop-party-refused',
  ],
  'Who may add to a conference is told by its actions alone (Voice Interactions)': ['join.not-controller'],
  'No interaction is told to be doubtful': ['join.suspect'],
  'Nothing tells that the service is out of service, other than its faults (API Reference, EventService)': ['link.out-of-service'],
  'A second session of an agent ends no first one (Integration Server, sessions)': ['link.taken-over'],
  'Teams are no task of these services': ['team.again', 'team.follow', 'team.not-yours', 'team.read'],
};

/** The cases that the platform has no notion of, by id, with the reason. */
export const GENESYS_CANNOT: Readonly<Record<string, string>> = reasoned(REASONS);

/** Where the Web Services differ from the voice interaction service; their pages are those of the Web Services API. */
const WEB_REASONS: Readonly<Record<string, readonly string[]>> = {
  'A message carries neither a time nor a number: one that comes again cannot be told from news (AsynchronousEvents)': [
    'link.late-repeat-agent',
    'link.late-repeat-call',
  ],
  'Who owns a conference may remove any of its participants (RemoveParticipantFromConference)': ['join.drop-party-refused'],
  'Each side has a call with an id of its own: the other one’s names nothing here (CallResource)': ['join.drop-party-not-controller'],
};

/** Tones, and taking a party out of a conference, are operations of the Web Services. */
const WEB_CAN: readonly string[] = [
  'data.tones',
  'data.tones-held',
  'data.tones-letters',
  'data.tones-malformed',
  'data.tones-ringing',
  'join.drop-party',
  'join.drop-party-of-two',
];

/** The same for the Web Services. */
export const GENESYS_WEB_CANNOT: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.entries(GENESYS_CANNOT).filter(([id]) => !WEB_CAN.includes(id))),
  ...reasoned(WEB_REASONS),
};

function reasoned(reasons: Readonly<Record<string, readonly string[]>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(reasons).flatMap(([why, ids]) => ids.map((id) => [id, why])));
}
