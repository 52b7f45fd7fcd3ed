import { ownParticipant, type Agent, type Dialog, type DialogAction, type Participant, type RequestableState } from './model.js';
import type { Link } from './port.js';
import type { CommandEntry } from './state.js';

/** Why a control is not ready. Elements speak these in the agent's language. */
export type ControlReason =
  /** No port serves the feature on this platform. */
  | 'platform-cannot'
  | 'link-down'
  | 'out-of-service'
  | 'signed-in-elsewhere'
  | 'signed-out'
  | 'signed-in'
  /** A command on the same target is under way. */
  | 'command-pending'
  | 'no-call'
  | 'call-ended'
  /** Only a call that is over can be finished. */
  | 'call-not-over'
  | 'call-failed'
  /** The call rings at this agent and must be answered first. */
  | 'ringing'
  /** The other side has not answered yet. */
  | 'no-answer-yet'
  | 'already-answered'
  | 'held'
  | 'not-held'
  | 'wrapping-up'
  /** Joining needs a second, active call. */
  | 'no-consult'
  /** The agent only appears in the call, for instance while being monitored. */
  | 'passive-call'
  | 'not-a-participant'
  | 'reserved-call'
  | 'not-a-reservation'
  | 'already-there'
  /** Only the agent who began the conference may add parties. */
  | 'not-controller'
  /** A queue, script or port, which this platform lets nobody drop. */
  | 'party-not-droppable'
  /** The party has left, or is not on the line yet. */
  | 'party-not-there'
  /** Oneself leaves with End. */
  | 'own-leg'
  /** Signing out is possible only from not ready. */
  | 'not-ready-first'
  | 'on-a-call'
  | 'wrap-up-not-allowed'
  | 'system-decides'
  /** The platform does not offer it, and the picture does not tell why. */
  | 'not-offered';

/** What a control may do now. `absent` controls are not shown; `why` is there for every state but `ready`. */
export interface Control {
  readonly state: 'absent' | 'blocked' | 'busy' | 'ready';
  readonly why?: ControlReason;
}

/** What may be asked for the agent as a whole: signing in, a call from their device, another state. */
export type AgentAction = 'sign-in' | 'make-call' | RequestableState;

/** What the decision is made from: all of it as the client's streams give it. */
export interface ControlFacts {
  /** Whether a port serves the feature (`client.serves`). */
  readonly served: boolean;
  readonly link: Link | undefined;
  readonly agent?: Agent | undefined;
  readonly dialog?: Dialog | undefined;
  /** For a join: the call beside this one that the agent talks in, or dials. It only explains. */
  readonly other?: Dialog | undefined;
  /** The party that `drop-participant` is about. */
  readonly participant?: Participant | undefined;
  /** The command on the same target, if any. */
  readonly command: CommandEntry | undefined;
}

const READY: Control = { state: 'ready' };
const AGENT_ACTIONS: ReadonlySet<string> = new Set<AgentAction>(['sign-in', 'make-call', 'ready', 'not-ready', 'work', 'signed-out']);
const ON_A_CALL = /^(?:talking|hold|reserved.*)$/;

/**
 * What a control may do now: the only place that decides. An action is ready when the platform offers it on the agent's own leg
 * (or lists the state in `agent.next`), the link is up and nothing is under way on the target. States only explain a refusal,
 * they never grant anything.
 */
export function controlOf(facts: ControlFacts, action: DialogAction | AgentAction): Control {
  if (!facts.served) return { state: 'absent', why: 'platform-cannot' };
  if (facts.command?.phase === 'pending') return { state: 'busy', why: 'command-pending' };
  const unreachable = whyUnreachable(facts.link, action);
  if (unreachable) return blocked(unreachable);
  return isAgentAction(action) ? agentControl(facts, action) : dialogControl(facts, action);
}

function blocked(why: ControlReason): Control {
  return { state: 'blocked', why };
}

function isAgentAction(action: DialogAction | AgentAction): action is AgentAction {
  return AGENT_ACTIONS.has(action);
}

const UNREACHABLE: Readonly<Partial<Record<Link['state'], ControlReason>>> = {
  'sign-in-needed': 'signed-out',
  superseded: 'signed-in-elsewhere',
  'out-of-service': 'out-of-service',
};

function whyUnreachable(link: Link | undefined, action: DialogAction | AgentAction): ControlReason | undefined {
  if (link?.state === 'up') return undefined;
  // Signing in is what opens the link, or takes it back.
  if (action === 'sign-in' && (link?.state === 'sign-in-needed' || link?.state === 'superseded')) return undefined;
  return (link && UNREACHABLE[link.state]) ?? 'link-down';
}

function agentControl({ agent, link }: ControlFacts, action: AgentAction): Control {
  // Without a session the last picture of the agent says nothing about who may begin one.
  if (action === 'sign-in') return link?.state !== 'up' || !agent || agent.state === 'signed-out' ? READY : blocked('signed-in');
  if (agent === undefined || agent.state === 'signed-out') return blocked('signed-out');
  // No platform lists it. From which states a call may be placed differs by site, so it is not guessed: a refusal is told.
  if (action === 'make-call') return READY;
  if (agent.next.some((option) => option.state === action)) return READY;
  return blocked(whyStateNotOffered(agent, action));
}

function whyStateNotOffered({ state }: Agent, action: RequestableState): ControlReason {
  const onCall = ON_A_CALL.test(state);
  const inWrapUp = state === 'work' || state === 'work-ready';
  if (action === 'signed-out') {
    if (state === 'ready') return 'not-ready-first';
    return onCall ? 'on-a-call' : inWrapUp ? 'wrapping-up' : 'not-offered';
  }
  if (state === action || (action === 'work' && inWrapUp)) return 'already-there';
  if (action === 'work') return onCall ? 'wrap-up-not-allowed' : 'no-call';
  return onCall || state === 'unknown' ? 'system-decides' : 'not-offered';
}

function dialogControl({ dialog, other, participant }: ControlFacts, action: DialogAction): Control {
  if (!dialog) return blocked('no-call');
  const own = ownParticipant(dialog);
  if (!own) return blocked('not-a-participant');
  if (!own.actions.includes(action)) {
    const why = whyNotOffered(dialog, own, action);
    return blocked((why === 'no-consult' && SECOND_CALL[ownParticipant(other)?.state ?? 'unknown']) || why);
  }
  // Finesse 12.5 guide p. 94: only the controller adds parties. Nobody is told who that is, so only a known `no` blocks.
  if (action === 'conference' && own.controller === 'no') return blocked('not-controller');
  const party = action === 'drop-participant' && participant ? whyNotDroppable(participant) : undefined;
  return party ? blocked(party) : READY;
}

// What a second call that is there says of a join: it has to be answered first, or the platform does not join these two, or not in this way.
const SECOND_CALL: Readonly<Partial<Record<Participant['state'], ControlReason>>> = {
  initiating: 'no-answer-yet',
  initiated: 'no-answer-yet',
  active: 'not-offered',
};

// A port lists `drop-participant` on the parties that the platform lets go of.
function whyNotDroppable(party: Participant): ControlReason | undefined {
  if (party.own) return 'own-leg';
  if (party.actions.includes('drop-participant')) return undefined;
  return party.state === 'active' || party.state === 'held' ? 'party-not-droppable' : 'party-not-there';
}

type Reasons = Readonly<Partial<Record<DialogAction | 'else', ControlReason>>>;

// What the own leg's state says of an action that is not offered on it.
const UNANSWERED: Reasons = { 'mark-done': 'call-not-over', else: 'no-answer-yet' };
const JOINING: Reasons = { answer: 'already-answered', conference: 'no-consult', transfer: 'no-consult', 'mark-done': 'call-not-over' };
const REASONS: Readonly<Partial<Record<Participant['state'], Reasons>>> = {
  alerting: { answer: 'not-offered', 'mark-done': 'call-not-over', else: 'ringing' },
  initiating: UNANSWERED,
  initiated: UNANSWERED,
  accepted: UNANSWERED,
  held: {
    ...JOINING,
    hold: 'held',
    consult: 'held',
    'transfer-now': 'held',
    'transfer-mute': 'held',
    'conference-now': 'held',
    'send-dtmf': 'held',
    record: 'held',
    mute: 'held',
    unmute: 'held',
  },
  active: { ...JOINING, retrieve: 'not-held' },
};

function whyNotOffered(dialog: Dialog, own: Participant, action: DialogAction): ControlReason {
  const isReservation = dialog.kind === 'reservation';
  if (own.state === 'dropped' || dialog.state === 'dropped') return action === 'mark-done' ? 'not-offered' : 'call-ended';
  if (own.state === 'wrap-up') return 'wrapping-up';
  if (own.state === 'failed' || dialog.state === 'failed') return 'call-failed';
  // What an offered contact was accepted for: its customer is being called.
  if (own.state === 'accepted' && isReservation) return 'no-answer-yet';
  if (action === 'accept' || action === 'reject' || action === 'close') return isReservation ? 'not-offered' : 'not-a-reservation';
  if (isReservation) return 'reserved-call';
  if (own.state === 'active' && own.actions.length === 0 && own.otherActions.length === 0) return 'passive-call';
  if ((action === 'mute' && own.muted) || (action === 'unmute' && own.muted === false)) return 'already-there';
  const reasons = REASONS[own.state];
  return reasons?.[action] ?? reasons?.else ?? 'not-offered';
}
