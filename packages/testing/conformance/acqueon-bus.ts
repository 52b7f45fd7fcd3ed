import type { DesktopPort } from '@cordboard/core';
import { AcqueonPort, FrameTransport } from '@cordboard/acqueon';
import { AS_DOCUMENTED, type Command, type FaultArgs, type PartyView, type Toxic } from '@cordboard/sandbox';
import { busInPage } from '@cordboard/sandbox/page';
import type { CallHandle, ContractWorld, PlatformRules, PortHarness } from '@cordboard/testing';
import { BuiltInPeople, CUSTOMER, OTHER_CUSTOMER, PASSWORD, RUNG_OUT_MS, SUPERVISOR } from './built-in-people.js';
import { EngineLevers, until } from './engine-levers.js';

const APP = 'conformance';
const ORIGIN = 'https://workspace.example.test';

/**
 * The Workspace stands on CCE here. What its pages state themselves: signing out goes from not ready only (logout-4). The rest is the platform's
 * below (Finesse 12.5 guide pp. 42-47 for states, 80 for dialling, 87-94 for call data).
 */
const RULES: PlatformRules = {
  readyDuringCall: 'pending',
  notReadyAgainDuringCall: 'pending',
  signOutFromReady: 'refused',
  leaveDiallerReservation: 'now',
  dataWhenDialling: 'now',
  dialFromReady: 'now',
  wrapUpFromReady: 'work-ready',
  wrapUpOnRequest: 'unknown',
  showsHold: true,
  severalWrapUpReasons: 'refused',
  letterTones: 'now',
  dataOfDirectCalls: 'refused',
};

const NO_PHONE = "SetUserInfo has no field for a phone of one's own; only the Workspace's own sign-in page has (login-6, login-2)";
const NO_DROPPING = "No page has an operation that takes another party out of a call (drop-a-call drops the agent's own leg)";
const NO_CLASSING = "No page has an operation that classes a campaign's call; outcomes go over the channel LCM (set-telephony-outcome)";
const NO_ROSTER = 'No page lists the agents of a team: the topic Team has requests only (move-an-agent-to-not-ready, sign-out-an-agent)';

/**
 * The Acqueon port, channel `Cisco`, over a Workspace's bus as a page has it: packets are copied and come later, as between windows, and are
 * spelt as the documentation's samples are.
 */
export const acqueonBus: PortHarness = {
  port: 'acqueon',
  wire: 'bus',
  cannot: {
    'session.mobile-call-by-call': NO_PHONE,
    'session.mobile-nailed': NO_PHONE,
    'session.mobile-not-allowed': NO_PHONE,
    'state.wrap-up-chosen': 'No page has an operation that asks for wrap-up: states are Ready and Not Ready (set-ready-state-1)',
    'join.drop-party': NO_DROPPING,
    'join.drop-party-of-two': NO_DROPPING,
    'join.drop-party-refused': NO_DROPPING,
    'join.drop-party-not-controller': NO_DROPPING,
    'data.layouts': 'No page tells of layouts of call data; an event has the variables alone (outbound-apis-3)',
    'data.record-refused': 'No page has an operation that records (the actions of a call are those of outbound-apis-3)',
    'outbound.reclassify': NO_CLASSING,
    'outbound.reclassify-refused': NO_CLASSING,
    'team.read': NO_ROSTER,
    'team.follow': NO_ROSTER,
    'team.again': NO_ROSTER,
    'team.not-yours': NO_ROSTER,
    'link.out-of-service':
      'A connection is told of as up or down, in words that no page has; being out of service is not told apart (login-6)',
    'link.taken-over': 'No page tells of a session that is taken over: signing in again keeps the state and ends nobody else (login-6)',
  },
  open: () => Promise.resolve(new BusWorld()),
};

class BusWorld extends BuiltInPeople implements ContractWorld {
  readonly rules = RULES;
  readonly #levers = new EngineLevers();
  readonly #sandbox = this.#levers.sandbox;
  readonly #pages: { close(): void }[] = [];
  readonly #tones: { readonly call: string; readonly digits: string }[] = [];
  #cut: string | undefined;

  close(): Promise<void> {
    for (const page of this.#pages) page.close();
    this.#levers.close();
    return Promise.resolve();
  }

  port(): DesktopPort {
    return this.portOf();
  }

  colleaguePort(): DesktopPort {
    return this.portOf();
  }

  // Everybody has a Workspace of their own, and every port is the widget of a page of it that has just been opened.
  portOf(): DesktopPort {
    const workspace = this.#sandbox.openWorkspace(AS_DOCUMENTED);
    const bus = busInPage(workspace, ORIGIN);
    this.#pages.push(bus, workspace);
    const post = bus.peer.postMessage.bind(bus.peer);
    bus.peer.postMessage = (packet, targetOrigin) => {
      this.#hear(packet);
      post(packet, targetOrigin);
    };
    const transport = new FrameTransport({
      workspaceOrigin: ORIGIN,
      appName: APP,
      responseUrl: 'https://widget.example.test',
      peer: bus.peer,
      receiver: bus.receiver,
    });
    return new AcqueonPort({ transport, appName: APP, limits: { agentMs: 100 } });
  }

  customerCallsQueue(variables?: Readonly<Record<string, string>>): Promise<CallHandle> {
    return this.#place({ type: 'place-call', from: CUSTOMER, queue: '5120', ...(variables ? { variables } : {}) });
  }

  customerCallsAgent(): Promise<CallHandle> {
    return this.#place({ type: 'place-call', from: OTHER_CUSTOMER, to: this.agent.extension });
  }

  othersHangUp(call: CallHandle): Promise<void> {
    return this.#hangUp(call, ({ address }) => address !== this.agent.extension);
  }

  outsideHangsUp(call: CallHandle): Promise<void> {
    return this.#hangUp(call, ({ kind }) => kind !== 'agent');
  }

  ringOut(): Promise<void> {
    this.#levers.advance(RUNG_OUT_MS);
    return Promise.resolve();
  }

  otherAnswers({ id }: CallHandle): Promise<void> {
    return this.#levers.answerAt(id, this.outsideNumber);
  }

  previewFor(): Promise<CallHandle> {
    return this.#place({ type: 'offer-contact', campaign: '31', customer: CUSTOMER, target: this.agent.id });
  }

  diallerReserves(): Promise<void> {
    this.#levers.run({ type: 'offer-contact', campaign: '33', customer: CUSTOMER, target: this.agent.id });
    return Promise.resolve();
  }

  pushVariables({ id }: CallHandle, variables: Readonly<Record<string, string>>): Promise<void> {
    this.#levers.run({ type: 'update-data', callId: id, variables });
    return Promise.resolve();
  }

  tonesOf({ id }: CallHandle): Promise<string> {
    const heard = this.#tones.filter(({ call }) => call === id);
    return Promise.resolve(heard.map(({ digits }) => digits).join(''));
  }

  // As the supervisor's own Workspace asks for it (move-an-agent-to-not-ready, sign-out-an-agent).
  async supervisorSets(state: 'ready' | 'not-ready' | 'signed-out'): Promise<void> {
    const page = this.#sandbox.openWorkspace();
    this.#pages.push(page);
    const application = page.connect(() => {});
    const says = (topic: string, subtopic: string, data: object) =>
      application.receive({ channel: 'Cisco', topic, subtopic, source: APP, data });
    application.receive({ channel: 'PubSub', topic: 'Registration', subtopic: 'Register', source: APP, data: {} });
    says('Agent', 'SetUserInfo', { username: SUPERVISOR, password: PASSWORD, extension: SUPERVISOR });
    await until(() => page.agentId === SUPERVISOR, 'the supervisor at work');
    const [subtopic, data] = TEAM[state];
    says('Team', subtopic, data);
  }

  cutLink(): Promise<void> {
    this.#cut = this.#fault('down');
    return Promise.resolve();
  }

  restoreLink(): Promise<void> {
    if (this.#cut !== undefined) this.#sandbox.faults.stop(this.#cut);
    return Promise.resolve();
  }

  goOutOfService(): Promise<void> {
    return unheardOf();
  }

  comeBackToService(): Promise<void> {
    return unheardOf();
  }

  takeOver(): Promise<void> {
    return unheardOf();
  }

  swallowCommands(): Promise<void> {
    this.#fault('accept_and_forget');
    return Promise.resolve();
  }

  doubleReports(): Promise<void> {
    this.#fault('duplicate_events');
    return Promise.resolve();
  }

  repeatReportsLate(): Promise<void> {
    this.#fault('duplicate_events', { copies: 1, ms: 1_000 });
    return Promise.resolve();
  }

  spoilNextReport(): Promise<void> {
    this.#fault('corrupt', { kind: 'malformed', times: 1 });
    return Promise.resolve();
  }

  truth(): Promise<{ readonly signedIn: boolean; readonly calls: readonly string[] }> {
    const { engine } = this.#sandbox;
    const live = engine
      .calls()
      .filter(({ parties }) =>
        parties.some(({ address, state }) => address === this.agent.extension && state !== 'DROPPED' && state !== 'WRAP_UP'),
      );
    return Promise.resolve({ signedIn: engine.agent(this.agent.id)?.state !== 'LOGOUT', calls: live.map(({ id }) => id) });
  }

  // The sandbox masks tones in its log, so they are taken off the wire.
  #hear(packet: unknown): void {
    const { message } = packet as { readonly message: { readonly subtopic: string; readonly data?: Readonly<Record<string, unknown>> } };
    const { CallID, dtmfString } = message.data ?? {};
    if (message.subtopic === 'SetSEND_DTMF') this.#tones.push({ call: String(CallID), digits: String(dtmfString) });
  }

  #fault(toxic: Toxic, args: FaultArgs = {}): string {
    return this.#sandbox.faults.start({ target: `bus:${this.agent.id}`, toxic, args });
  }

  #place(command: Command): Promise<CallHandle> {
    const { callId } = this.#levers.run(command);
    return callId === undefined ? Promise.reject(new Error(`${command.type} made no call`)) : Promise.resolve({ id: callId });
  }

  #hangUp({ id }: CallHandle, who: (party: PartyView) => boolean): Promise<void> {
    this.#levers.hangUp(id, who);
    return Promise.resolve();
  }
}

const TEAM = {
  ready: ['SetTeamAgentReadyState', { Username: '1001001', State: 'Ready' }],
  'not-ready': ['SetTeamAgentNotReadyState', { Username: '1001001', State: 'NotReady', ReasonCodeId: '-1' }],
  'signed-out': ['SetTeamAgentLogout', { Username: '1001001', State: 'Logout' }],
} as const;

function unheardOf(): Promise<never> {
  return Promise.reject(new Error('The bus tells of no such thing'));
}
