import { DesktopClient, ownParticipant, type Agent, type Dialog, type Link, type Participant } from '@cordboard/core';
import { VirtualRuntime } from '@cordboard/testing';
import { firstValueFrom } from 'rxjs';
import { AcqueonPort } from './acqueon-port.js';
import { Workspace } from './workspace.test.js';

// What the tests of the port on the channel Cisco share: the words of its messages, and a desktop on a Workspace that the test speaks for.

export const agentIs = (state: string, more: object = {}): object => ({
  data: {
    issupervisor: false,
    extension: '5580',
    firstName: 'Dana',
    lastName: 'Ruiz',
    loginId: '70112',
    loginName: 'druiz',
    reasonCodeId: '-1',
    roles: ['Agent'],
    settings: { wrapUpOnIncoming: 'OPTIONAL', wrapUpOnOutgoing: 'NOT_ALLOWED' },
    state,
    stateChangeTime: '2025-03-04T09:15:02.100Z',
    teamId: '5004',
    teamName: 'Blue',
    ...more,
  },
});

export interface CallWords {
  readonly id?: string;
  readonly leg: string;
  readonly state?: string;
  readonly offers?: readonly string[];
  readonly callType?: string;
  readonly others?: readonly { readonly mediaAddress: string; readonly state: string }[];
  readonly more?: object;
  /** When the agent's leg came to its state. */
  readonly since?: string;
  readonly cause?: string;
  /** Key of the structure of what is offered, besides those that all have. */
  readonly key?: string;
}

export function callIs(words: CallWords): object {
  const { id = '16801144', leg, state = 'ACTIVE', offers = [], callType = 'ACD_IN', others, more = {}, since, cause, key } = words;
  const items = Object.fromEntries(
    offers.map((name) => [name, { ButtonName: name, VariableStructure: { CallID: '', MediaAddress: '', ...(key ? { [key]: '' } : {}) } }]),
  );
  return {
    source: 'event',
    call: {
      ActionsAllowed: { items, count: offers.length },
      ResponseActual: {
        dialog: {
          id,
          state,
          fromAddress: '9715550142',
          toAddress: '5580',
          mediaProperties: { DNIS: '5580', callType, callvariables: { callVariable1: 'ACC-7781' } },
          participants: {
            Participant: [
              { mediaAddress: '5580', state: leg, ...(since ? { stateChangeTime: since } : {}), ...(cause ? { stateCause: cause } : {}) },
              ...(others ?? [{ mediaAddress: '9715550142', state: 'ACTIVE' }]),
            ],
          },
          ...more,
        },
      },
    },
  };
}

export const TALKING = ['SetHOLD', 'SetDROP', 'SetCONSULT', 'SetTRANSFER_SST', 'SetUPDATE_CALL_DATA'];

export class CiscoDesk {
  readonly workspace = new Workspace();
  readonly runtime = new VirtualRuntime();
  readonly port: AcqueonPort;
  readonly client: DesktopClient;

  constructor(options: Pick<ConstructorParameters<typeof AcqueonPort>[0], 'cisco' | 'spelling'> = {}) {
    const port = (this.port = new AcqueonPort({ transport: this.workspace, appName: 'widget', runtime: this.runtime, ...options }));
    this.client = DesktopClient.with({ runtime: this.runtime }, port);
    this.client.connect();
  }

  close(): void {
    this.client.close();
  }

  /** The Workspace tells of the agent, and when it is asked for reasons, of those. */
  agent(state: string, more?: object): void {
    const asked = this.workspace.sent.length;
    this.workspace.says('Agent', 'SetAgentState', agentIs(state, more));
    if (this.workspace.sent.slice(asked).some(({ subtopic }) => subtopic === 'GetNotReadyReasonCode')) this.reasons();
  }

  /** What the Workspace tells of by itself when somebody has signed in, in the order of the page (login-6). */
  whole(state: string, ...calls: readonly CallWords[]): void {
    this.workspace.says('Connection', 'SetConnectionStatus', { status: 'up' });
    this.agent(state);
    this.calls(...calls);
    this.reasons();
  }

  /** The Workspace tells of all calls. */
  calls(...calls: readonly CallWords[]): void {
    this.workspace.says('Call', 'CallsStateChange', { source: 'api', calls: calls.map(callIs) }, 'data');
  }

  /** The Workspace tells of reasons. */
  reasons(): void {
    const reason = (id: string, category: string, label: string) => ({
      uri: `/x/ReasonCode/${id}`,
      category,
      code: id,
      label,
      forAll: 'true',
    });
    this.workspace.says('Agent', 'SetLogOutReasonCodes', { packet: 'LogoutReasonCodes', data: [reason('31', 'LOGOUT', 'End of shift')] });
    this.workspace.says('Agent', 'SetNotReadyReasonCodes', { packet: 'NotReadyReasonCodes', data: [reason('31', 'NOT_READY', 'Lunch')] });
  }

  /** The Workspace tells of a call that was routed or dialled. */
  call(words: CallWords): void {
    this.workspace.says('InboundCall', 'InboundCallStateChange', callIs(words), 'data');
  }

  /** The Workspace tells of a campaign's call. */
  campaignCall(words: CallWords): void {
    this.workspace.says('OutboundCall', 'OutBoundCallStateChange', callIs(words), 'data');
  }

  talk(): void {
    this.agent('TALKING');
    this.call({ leg: 'ACTIVE', offers: TALKING });
  }

  consultRings(...offers: readonly string[]): void {
    this.call({ leg: 'HELD', offers: ['SetRETRIEVE'] });
    this.#consultCall('INITIATED', 'ALERTING', ['SetDROP', ...offers]);
  }

  consulted(): void {
    this.talk();
    this.consultRings();
    this.#consultCall('ACTIVE', 'ACTIVE', ['SetDROP', 'SetCONFERENCE', 'SetTRANSFER']);
  }

  /** The Workspace offers a campaign's contact, to be taken by an operation of that name. */
  preview(taken = 'SetACCEPT'): void {
    this.agent('RESERVED_OUTBOUND_PREVIEW');
    this.campaignCall({
      leg: 'ALERTING',
      state: 'ALERTING',
      callType: 'OUTBOUND_PREVIEW',
      offers: [taken, 'SetREJECT', 'SetCLOSE'],
    });
  }

  /** The Workspace offers a campaign's contact by buttons alone. */
  previewWith(buttons: Readonly<Record<string, string>>): void {
    this.agent('RESERVED_OUTBOUND_PREVIEW');
    const words = callIs({ leg: 'ALERTING', state: 'ALERTING', callType: 'OUTBOUND_PREVIEW' }) as { call: object };
    const ButtonStates = { items: buttons, count: Object.keys(buttons).length };
    const said = { ...words, call: { ...words.call, ButtonStates, ActionsAllowed: null } };
    this.workspace.says('OutboundCall', 'OutBoundCallStateChange', said, 'data');
  }

  /** The Workspace tells of an error. */
  refuse(errorType: string, errorMessage: string): void {
    const data = { errorType, errorMessage, msg: 'That is not possible.' };
    this.workspace.says('Error', 'SetAPIError', { packet: 'apierror', data }, 'data');
  }

  async linkNow(): Promise<Link['state']> {
    return (await firstValueFrom(this.client.link$)).state;
  }

  agentNow(): Promise<Agent | undefined> {
    return firstValueFrom(this.client.agent$);
  }

  /** The agent's leg of a call. */
  async own(id = '16801144'): Promise<Participant | undefined> {
    const dialogs: readonly Dialog[] = await firstValueFrom(this.client.dialogs$);
    return ownParticipant(dialogs.find((dialog) => dialog.id === id));
  }

  #consultCall(leg: string, state: string, offers: readonly string[]): void {
    this.call({
      id: '16801150',
      leg,
      state,
      callType: 'CONSULT',
      offers,
      others: [{ mediaAddress: '5591', state }],
      more: { fromAddress: '5580', toAddress: '5591', associatedDialogUri: '/finesse/api/Dialog/16801144' },
    });
  }
}
