import { DesktopClient, ownParticipant, type Agent, type Dialog, type DialogAction, type Feature, type Link } from '@cordboard/core';
import { VirtualRuntime } from '@cordboard/testing';
import { firstValueFrom } from 'rxjs';
import { Workspace } from '../port/workspace.test.js';
import { AmazonPort } from './amazon-port.js';
import type { AmazonOptions } from './options.js';

// What the tests of the port on the channel Amazon share: the words of its messages as the pages print them, with values made up.

const INBOUND_BUTTONS = 'answer reject disconnect hold resume clearContact consult numberpad swap transfer conference'.split(' ');

export const STATE = { agentStateARN: 'arn:a-1', type: 'routable', name: 'Available', startTimestamp: '2025-03-04T09:20:00.000Z' };
export const INFO = { name: 'Dana Ruiz', id: 'u-1', extension: '', loginName: 'druiz', muted: false, softphoneEnabled: true };
const AGENT_BUTTONS = { NotReady: 'Enable', Ready: 'Hide', make_call: 'Enable', mute: 'Enable', unmute: 'Hide' };

/** `Agent`/`SetAgentState`. */
export function agentIs(event: string, type: string, more: { buttons?: object; data?: object } = {}): object {
  return {
    rules: {
      ButtonStates: { items: { ...AGENT_BUTTONS, ...more.buttons }, count: 5 },
      ResponseActual: { ...STATE, type, name: event },
    },
    data: {
      ...INFO,
      state: type === 'routable' ? 'Ready' : 'Not_Ready',
      stateChangeTime: STATE.startTimestamp,
      type,
      ...(type === 'routable' ? {} : { reasonCode: { id: event } }),
      ...more.data,
    },
    event,
    source: 'event',
  };
}

/** The answer to `Agent`/`StateSync`, of whoever is signed in. */
export const SYNC = {
  loginState: 'LoggedIn',
  agentInfo: INFO,
  agentState: STATE,
  rules: { ButtonStates: { items: AGENT_BUTTONS, count: 5 }, ResponseActual: STATE },
};

export interface LegWords {
  readonly id?: string;
  readonly contact?: string;
  readonly type: string;
  readonly event: string;
  readonly status?: string;
  readonly offers?: readonly string[];
  readonly number?: string | null;
  readonly at?: string;
  readonly more?: object;
}

/** `InboundCall`/`InboundCallStateChange`: one leg. */
export function legIs({ id, contact = 'k-1', type, event, status = event, offers = [], number = null, at, more }: LegWords): object {
  const connectionId = id ?? (type === 'agent' ? 'c-agent-1' : contact);
  const timestamp = at ?? '2025-03-04T09:21:00.000Z';
  return {
    source: 'event',
    call: {
      ButtonStates: {
        items: Object.fromEntries(INBOUND_BUTTONS.map((name) => [name, offers.includes(name) ? 'Enable' : 'Hide'])),
        count: 11,
      },
      ActionsAllowed: null,
      ResponseType: 0,
      ResponseText: 'Success',
      ResponseActual: {
        connectionId,
        contactId: contact,
        phoneNumber: number,
        status,
        statusTimestamp: timestamp,
        type,
        buttonStates: Object.fromEntries(INBOUND_BUTTONS.map((name) => [name, offers.includes(name)])),
        ...more,
      },
      CallVariables: { ANI: '+12025550188', DNIS: '+12025550100' },
      ExtendedCallVariables: null,
      ResponseFields: {
        Participants: [],
        MediaProperties: { callType: type, queueName: 'Support', queueTimestamp: '2025-03-04T09:20:58.000Z' },
        fromAddress: null,
        CallState: status,
        Type: type,
        CurrentStateTime: timestamp,
        Campaign: '',
        DN: 'Support',
      },
      id: connectionId,
      event,
      CallType: type,
    },
  };
}

/** `OutboundCall`/`OutboundCallStateChange`. What is truncated on the page is left out. */
export function campaignIs({ id = 'o-1', type, event, offers = [], number = '+12025550142', more }: LegWords): object {
  return {
    source: 'event',
    call: {
      id,
      event,
      CallType: type,
      ButtonStates: { items: Object.fromEntries(offers.map((name) => [name, 'Enable'])), count: offers.length },
      CallVariables: { AccountNumber: '5|3|1|0|0|44|9', City: 'Reno' },
      ResponseActual: { phoneNumber: number, ...more },
      ResponseFields: { Campaign: 'Renewals' },
      User: {},
    },
  };
}

export const TALKING_AGENT = { type: 'agent', event: 'connected', offers: ['consult', 'numberpad'] };
export const TALKING_CUSTOMER = { type: 'inbound', event: 'connected', offers: ['disconnect', 'hold'], number: '+12025550188' };

export class AmazonDesk {
  readonly workspace = new Workspace();
  readonly runtime = new VirtualRuntime();
  readonly port: AmazonPort;
  readonly client: DesktopClient;

  constructor(options: Partial<AmazonOptions> & { readonly features?: readonly Feature[] } = {}) {
    this.port = new AmazonPort({ transport: this.workspace, appName: 'widget', runtime: this.runtime, ...options });
    this.client = DesktopClient.with({ runtime: this.runtime }, this.port);
    this.client.connect();
  }

  close(): void {
    this.client.close();
  }

  says(topic: string, subtopic: string, payload: object, key: 'message' | 'data' = 'message'): void {
    this.workspace.says(topic, subtopic, payload, key, 'Amazon');
  }

  /** The Workspace answers that somebody is signed in. */
  signedIn(): void {
    this.says('Agent', 'StateSync', SYNC);
    this.noCalls();
  }

  /** The Workspace answers that there are no routed calls. */
  noCalls(): void {
    this.says('InboundCall', 'StateSync', { attributes: [], queueName: '', queueTimestamp: null, calls: [] });
  }

  agent(event: string, type: string, more?: { buttons?: object; data?: object }): void {
    this.says('Agent', 'SetAgentState', agentIs(event, type, more));
  }

  leg(words: LegWords): void {
    this.says('InboundCall', 'InboundCallStateChange', legIs(words));
  }

  campaign(words: LegWords): void {
    this.says('OutboundCall', 'OutboundCallStateChange', campaignIs(words));
  }

  campaignStatus(agentState: string): void {
    this.says('OutboundCall', 'SetAgentDetails', { blendingState: 'outbound', agentState, agentName: 'Dana Ruiz', dialingType: 'Nailed' });
  }

  error(errorType: string): void {
    this.says('Error', 'ApiError', { errorType, errorMessage: 'internal', msg: 'It failed.' }, 'data');
  }

  ringing(): void {
    this.leg({ type: 'agent', event: 'connecting', offers: ['answer', 'reject'] });
  }

  talking(): void {
    this.leg(TALKING_AGENT);
    this.leg(TALKING_CUSTOMER);
  }

  /** A campaign's customer is on the line. */
  campaignTalking(): void {
    this.campaign({ type: 'Regular-Call', event: 'Preview', offers: ['Accept', 'Skip'] });
    this.campaign({ type: 'Regular-Call', event: 'CustAnswered', offers: ['hold', 'disconnect', 'consult', 'numberpad'] });
  }

  /** And a colleague, while the customer waits. */
  campaignConsulting(): void {
    this.campaignTalking();
    this.campaign({ type: 'Regular-Call', event: 'Hold', offers: ['swap', 'conference', 'transfer'] });
    this.campaign({ id: 'o-2', type: 'Consult', event: 'Consult', offers: ['consultDrop'], number: null });
  }

  async linkNow(): Promise<Link> {
    return firstValueFrom(this.client.link$);
  }

  agentNow(): Promise<Agent | undefined> {
    return firstValueFrom(this.client.agent$);
  }

  dialogs(): Promise<readonly Dialog[]> {
    return firstValueFrom(this.client.dialogs$);
  }

  async dialog(id: string): Promise<Dialog | undefined> {
    return (await this.dialogs()).find((dialog) => dialog.id === id);
  }

  /** The agent's own leg of a call, and what may be done on it, sorted. */
  async own(id: string): Promise<{ state: string | undefined; actions: readonly DialogAction[] }> {
    const own = ownParticipant(await this.dialog(id));
    return { state: own?.state, actions: [...(own?.actions ?? [])].sort() };
  }
}
