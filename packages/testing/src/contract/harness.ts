import type { DesktopPort, Secret } from '@cordboard/core';

/** Who signs in. */
export interface ContractAgent {
  readonly id: string;
  readonly extension: string;
  readonly secret: Secret;
}

/** A call as a platform's own side names and sees it. */
export interface CallHandle {
  /** The id under which the port will report it. */
  readonly id: string;
}

/**
 * What platforms do differently and tell nobody. A harness copies these from the platform's documents, with the page, never from
 * what was seen to happen: the contract holds the product to them.
 */
export interface PlatformRules {
  /** Ready asked for during a routed call: kept for later, or refused. */
  readonly readyDuringCall: 'pending' | 'refused';
  /** Not ready asked for again during a call, with another reason: the last one wins, or it is refused. */
  readonly notReadyAgainDuringCall: 'pending' | 'refused';
  readonly signOutFromReady: 'now' | 'refused';
  /** Asking for another state while a dialler reserves the agent. */
  readonly leaveDiallerReservation: 'now' | 'refused';
  /** A call that is placed with data on it. */
  readonly dataWhenDialling: 'now' | 'refused';
  /** Whether a call may be placed without going not ready first. */
  readonly dialFromReady: 'now' | 'refused';
  /** Whether wrap-up after a call from ready is told apart. */
  readonly wrapUpFromReady: 'work' | 'work-ready';
  /** Whether an agent can ask for wrap-up: kept for after the call, or a request that the platform does not have. */
  readonly wrapUpOnRequest: 'pending' | 'unknown';
  /** Whether the agent's state shows that their only call is on hold. */
  readonly showsHold: boolean;
  /** Several wrap-up reasons on one call. */
  readonly severalWrapUpReasons: 'now' | 'refused';
  /** The tones A to D. */
  readonly letterTones: 'now' | 'refused';
  /** Data of a call that came to the agent's own number, past the queues. */
  readonly dataOfDirectCalls: 'now' | 'refused';
}

/**
 * A platform with two signed-out agents, a customer and levers, fresh for each case. Everything it does crosses the platform's real
 * wire; what a lever does is told by the platform, never by the harness.
 */
export interface ContractWorld {
  readonly agent: ContractAgent;
  /** Another agent of the world, for the other end of calls. */
  readonly colleague: ContractAgent;
  /** Agents with settings of their own, signed out; calls through the queue reach them as soon as they are ready. */
  readonly staff: {
    /** May sign in on an outside phone, both ways; the number is its own. */
    readonly mobile: ContractAgent & { readonly number: string };
    /** Always wraps up after a customer's call. */
    readonly wrapsUp: ContractAgent;
    /** Never wraps up. */
    readonly neverWrapsUp: ContractAgent;
  };
  /** Supervises the team that the agent and the colleague are on, neither of whom supervises any. Left out where the platform has no such thing. */
  readonly supervisor?: ContractAgent & { readonly teamId: string };
  readonly rules: PlatformRules;
  /** A new, unconnected port for any of the agents. */
  portOf(agent: ContractAgent): DesktopPort;
  /** A new, unconnected port for the agent. */
  port(): DesktopPort;
  /** A new, unconnected port for the colleague. */
  colleaguePort(): DesktopPort;
  /** The id that the colleague's port has for a call of the agent, as soon as they are in it. Left out where both have one. */
  idThere?(call: CallHandle): Promise<string>;
  /** A customer calls a queue that routes to the agent; `variables` ride on the call. */
  customerCallsQueue(variables?: Readonly<Record<string, string>>): Promise<CallHandle>;
  /** A customer calls the agent's own number. */
  customerCallsAgent(): Promise<CallHandle>;
  /** Everybody but the agent leaves the call. */
  othersHangUp(call: CallHandle): Promise<void>;
  /** The customer, or whoever else is no agent, leaves the call. */
  outsideHangsUp(call: CallHandle): Promise<void>;
  /** Lets so much time pass that a ringing call is taken away again. */
  ringOut(): Promise<void>;
  /** The called party of an outgoing call answers. */
  otherAnswers(call: CallHandle): Promise<void>;
  /** A campaign offers the agent, who is ready, a customer to call; settles with the reservation. */
  previewFor(): Promise<CallHandle>;
  /** A dialler sets the agent, who is ready, aside for a call that it is placing; settles when they are. */
  diallerReserves(): Promise<void>;
  /** The platform changes the data of a call. */
  pushVariables(call: CallHandle, variables: Readonly<Record<string, string>>): Promise<void>;
  /** The tones that reached the platform for a call, in order. */
  tonesOf(call: CallHandle): Promise<string>;
  /** A supervisor changes the agent's state. */
  supervisorSets(state: 'ready' | 'not-ready' | 'signed-out'): Promise<void>;
  /** An outside number that answers nobody until told. */
  readonly outsideNumber: string;
  /** A number that cannot be reached. */
  readonly deadNumber: string;
  /** A number that is busy. */
  readonly busyNumber: string;
  /** A phone of the platform that nobody uses, and one that is out of service. */
  readonly spareExtension: string;
  readonly deadExtension: string;
  /** A reason code for not ready, and another. */
  readonly reasonIds: readonly [string, string];
  /** Cuts the connection, and keeps it cut until `restoreLink`. */
  cutLink(): Promise<void>;
  restoreLink(): Promise<void>;
  goOutOfService(): Promise<void>;
  comeBackToService(): Promise<void>;
  /** The agent's session is taken over elsewhere. */
  takeOver(): Promise<void>;
  /** From now on commands are accepted and nothing comes of them. */
  swallowCommands(): Promise<void>;
  /** Reports to the agent come twice. */
  doubleReports(): Promise<void>;
  /** From now on every report to the agent comes again a second later, after younger ones. */
  repeatReportsLate(): Promise<void>;
  /** The next report to the agent is not understandable. */
  spoilNextReport(): Promise<void>;
  /** The state the platform itself has for the agent, in the platform's words. */
  truth(): Promise<{ readonly signedIn: boolean; readonly calls: readonly string[] }>;
  close(): Promise<void>;
}

/** One port on one wire, as the contract runs it. */
export interface PortHarness {
  /** As in `npm run conformance`: `finesse`, `acqueon`, … */
  readonly port: string;
  /** `direct`, `gadget`, `bus`, … */
  readonly wire: string;
  /** Cases the platform has no notion of, by id, with the reason and its source. */
  readonly cannot?: Readonly<Record<string, string>>;
  open(): Promise<ContractWorld>;
}
