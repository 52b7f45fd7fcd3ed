import { expect } from '@open-wc/testing';
import { DesktopClient, type DesktopError, ownParticipant, Secret, type Command, type Dialog, type PortEvent } from '@cordboard/core';
import { VirtualRuntime } from '@cordboard/testing';
import { firstValueFrom, NEVER, Observable, Subject, type Subscription } from 'rxjs';
import type { Read } from '../bus/read.js';
import { readBus } from '../bus/read.js';
import type { AcqueonTransport } from '../bus/transport.js';
import type { OutMessage } from '../catalogue/operation.js';
import { AcqueonPort } from './acqueon-port.js';

// The Workspace's side, said by hand: what it publishes stands in the tests, as the documentation prints it.
class Workspace implements AcqueonTransport {
  readonly sent: OutMessage[] = [];
  readonly #incoming = new Subject<Read>();
  registered = 0;

  register(): Observable<{ publish: (message: OutMessage) => void; incoming$: Subject<Read> }> {
    return new Observable((subscriber) => {
      this.registered++;
      subscriber.next({ publish: (message) => this.sent.push(message), incoming$: this.#incoming });
      return () => this.registered--;
    });
  }

  says(topic: string, subtopic: string, payload: object, key: 'message' | 'data' = 'message'): void {
    this.#incoming.next(readBus({ channel: 'Cisco', topic, subtopic, [key]: payload }));
  }

  get last(): OutMessage | undefined {
    return this.sent.at(-1);
  }
}

const agentIs = (state: string, more: object = {}): object => ({
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

interface CallWords {
  readonly id?: string;
  readonly leg: string;
  readonly state?: string;
  readonly offers?: readonly string[];
  readonly callType?: string;
  readonly others?: readonly { readonly mediaAddress: string; readonly state: string }[];
  readonly more?: object;
}

function callIs({ id = '16801144', leg, state = 'ACTIVE', offers = [], callType = 'ACD_IN', others, more = {} }: CallWords): object {
  const items = Object.fromEntries(offers.map((name) => [name, { ButtonName: name, VariableStructure: { CallID: '', MediaAddress: '' } }]));
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
            Participant: [{ mediaAddress: '5580', state: leg }, ...(others ?? [{ mediaAddress: '9715550142', state: 'ACTIVE' }])],
          },
          ...more,
        },
      },
    },
  };
}

const TALKING = ['SetHOLD', 'SetDROP', 'SetCONSULT', 'SetTRANSFER_SST', 'SetUPDATE_CALL_DATA'];

describe('AcqueonPort on the channel Cisco', () => {
  let workspace: Workspace;
  let runtime: VirtualRuntime;
  let port: AcqueonPort;
  let client: DesktopClient;
  let ended: Subscription | undefined;

  beforeEach(() => {
    workspace = new Workspace();
    runtime = new VirtualRuntime();
    port = new AcqueonPort({ transport: workspace, appName: 'widget', runtime });
    client = DesktopClient.with({ runtime }, port);
    client.connect();
  });
  afterEach(() => {
    ended?.unsubscribe();
    client.close();
  });

  const linkNow = async () => (await firstValueFrom(client.link$)).state;
  const agentNow = () => firstValueFrom(client.agent$);
  const dialogsNow = (): Promise<readonly Dialog[]> => firstValueFrom(client.dialogs$);
  const own = async (id = '16801144') => ownParticipant((await dialogsNow()).find((dialog) => dialog.id === id));
  const talk = (): void => {
    workspace.says('Agent', 'SetAgentState', agentIs('TALKING'));
    workspace.says('InboundCall', 'InboundCallStateChange', callIs({ leg: 'ACTIVE', offers: TALKING }), 'data');
  };

  it('asks for the agent when it comes late, and is up when one is told of', async () => {
    expect(workspace.sent).to.deep.equal([{ channel: 'Cisco', topic: 'Agent', subtopic: 'GetAgentState', source: 'widget' }]);
    expect(await linkNow()).to.equal('connecting');
    workspace.says('Agent', 'SetAgentState', agentIs('NOT_READY'));
    expect(await linkNow()).to.equal('up');
    const agent = await agentNow();
    expect(agent).to.deep.include({ id: '70112', state: 'not-ready', extension: '5580', firstName: 'Dana', roles: ['agent'] });
    expect(agent?.settings).to.deep.equal({ wrapUpIncoming: 'optional', wrapUpOutgoing: 'not-allowed' });
    expect(agent?.since).to.equal(Date.UTC(2025, 2, 4, 9, 15, 2, 100));
    expect(agent).not.to.have.property('reason');
  });

  it('says that signing in is needed when nobody is told of', async () => {
    await runtime.advance(3_000);
    expect(await linkNow()).to.equal('sign-in-needed');
  });

  it('registers again while nobody answers, and says that the Workspace cannot be reached', async () => {
    const silent = { register: () => NEVER };
    const links: string[] = [];
    const alone = new AcqueonPort({ transport: silent, appName: 'widget', runtime });
    ended = alone.events$.subscribe((event: PortEvent) => {
      if (event.type === 'link') links.push(`${event.link.state} ${event.link.why ?? ''}`);
    });
    await runtime.advance(10_000);
    expect(links).to.deep.equal(['connecting ', 'connecting unreachable']);
  });

  it('signs in: the password goes out once and is kept nowhere', async () => {
    await runtime.advance(3_000);
    const run = client.run({ type: 'sign-in', agentId: '70112', secret: new Secret('CANARY'), extension: '5580' });
    expect(workspace.last).to.deep.equal({
      channel: 'Cisco',
      topic: 'Agent',
      subtopic: 'SetUserInfo',
      source: 'widget',
      data: { username: '70112', password: 'CANARY', extension: '5580' },
    });
    expect(JSON.stringify(await firstValueFrom(client.command$('agent')))).not.to.contain('CANARY');
    workspace.says('Agent', 'SetAgentState', agentIs('NOT_READY'));
    await run;
    expect(await linkNow()).to.equal('up');
  });

  // Rows of the catalogue: what the agent does, what is published, what settles it.
  const ROWS: readonly (readonly [string, () => void, Command, object, () => void])[] = [
    [
      'ready',
      () => workspace.says('Agent', 'SetAgentState', agentIs('NOT_READY')),
      { type: 'set-agent-state', state: 'ready' },
      { topic: 'Agent', subtopic: 'SetReadyState' },
      () => workspace.says('Agent', 'SetAgentState', agentIs('READY')),
    ],
    [
      'not ready with a reason',
      () => workspace.says('Agent', 'SetAgentState', agentIs('READY')),
      { type: 'set-agent-state', state: 'not-ready', reasonId: '31' },
      { topic: 'Agent', subtopic: 'SetNotReadyState', data: { ReasonCodeId: '31' } },
      () => workspace.says('Agent', 'SetAgentState', agentIs('NOT_READY', { reasonCodeId: '31' })),
    ],
    [
      'sign out',
      () => workspace.says('Agent', 'SetAgentState', agentIs('NOT_READY')),
      { type: 'sign-out', reasonId: '31' },
      { topic: 'Connection', subtopic: 'Logout', data: { ReasonCodeId: '31' } },
      () => workspace.says('Agent', 'SetAgentState', agentIs('LOGOUT')),
    ],
    [
      'make a call',
      () => workspace.says('Agent', 'SetAgentState', agentIs('NOT_READY')),
      { type: 'make-call', to: '5591' },
      { topic: 'InboundCall', subtopic: 'SetMakeCall', data: { toAddress: '5591' } },
      () =>
        workspace.says('InboundCall', 'InboundCallStateChange', callIs({ leg: 'INITIATED', state: 'INITIATED', callType: 'OUT' }), 'data'),
    ],
    [
      'answer',
      () => {
        workspace.says('Agent', 'SetAgentState', agentIs('RESERVED'));
        workspace.says(
          'InboundCall',
          'InboundCallStateChange',
          callIs({ leg: 'ALERTING', state: 'ALERTING', offers: ['SetANSWER'] }),
          'data',
        );
      },
      { type: 'dialog-action', dialogId: '16801144', action: 'answer' },
      { topic: 'InboundCall', subtopic: 'SetANSWER', data: { MediaAddress: '5580', CallID: '16801144' } },
      () => workspace.says('InboundCall', 'InboundCallStateChange', callIs({ leg: 'ACTIVE', offers: TALKING }), 'data'),
    ],
    [
      'hold',
      () => talk(),
      { type: 'dialog-action', dialogId: '16801144', action: 'hold' },
      { topic: 'InboundCall', subtopic: 'SetHOLD', data: { MediaAddress: '5580', CallID: '16801144' } },
      () => workspace.says('InboundCall', 'InboundCallStateChange', callIs({ leg: 'HELD', offers: ['SetRETRIEVE', 'SetDROP'] }), 'data'),
    ],
    [
      'retrieve, on the topic the call came on',
      () => {
        workspace.says('Agent', 'SetAgentState', agentIs('HOLD'));
        workspace.says(
          'OutboundCall',
          'OutBoundCallStateChange',
          callIs({ leg: 'HELD', offers: ['SetRETRIEVE'], callType: 'OUTBOUND' }),
          'data',
        );
      },
      { type: 'dialog-action', dialogId: '16801144', action: 'retrieve' },
      { topic: 'OutboundCall', subtopic: 'SetRETRIEVE', data: { MediaAddress: '5580', CallID: '16801144' } },
      () =>
        workspace.says('OutboundCall', 'OutboundCallStateCHange', callIs({ leg: 'ACTIVE', offers: TALKING, callType: 'OUTBOUND' }), 'data'),
    ],
    [
      'drop',
      () => talk(),
      { type: 'dialog-action', dialogId: '16801144', action: 'drop' },
      { topic: 'InboundCall', subtopic: 'SetDROP', data: { MediaAddress: '5580', CallID: '16801144' } },
      () => workspace.says('InboundCall', 'InboundCallStateChange', callIs({ leg: 'DROPPED', state: 'DROPPED' }), 'data'),
    ],
    [
      'consult',
      () => talk(),
      { type: 'consult', dialogId: '16801144', to: '5591', intent: 'conference' },
      { topic: 'InboundCall', subtopic: 'SetCONSULT', data: { MediaAddress: '5580', toAddress: '5591', CallID: '16801144' } },
      () => consultRings(),
    ],
    [
      'consult, by the other name that the call offers',
      () => {
        workspace.says('Agent', 'SetAgentState', agentIs('TALKING'));
        workspace.says('InboundCall', 'InboundCallStateChange', callIs({ leg: 'ACTIVE', offers: ['SetCONSULT_CALL'] }), 'data');
      },
      { type: 'consult', dialogId: '16801144', to: '5591', intent: 'transfer' },
      { topic: 'InboundCall', subtopic: 'SetCONSULT_CALL', data: { MediaAddress: '5580', toAddress: '5591', CallID: '16801144' } },
      () => consultRings(),
    ],
    [
      'transfer at once',
      () => talk(),
      { type: 'transfer-now', dialogId: '16801144', to: '5591' },
      { topic: 'InboundCall', subtopic: 'SetTRANSFER_SST', data: { MediaAddress: '5580', toAddress: '5591', CallID: '16801144' } },
      () => workspace.says('InboundCall', 'InboundCallStateChange', callIs({ leg: 'DROPPED', state: 'DROPPED' }), 'data'),
    ],
    [
      'conference',
      () => consulted(),
      { type: 'conference', dialogId: '16801144' },
      { topic: 'InboundCall', subtopic: 'SetCONFERENCE', data: { MediaAddress: '5580', CallID: '16801144' } },
      () =>
        workspace.says(
          'InboundCall',
          'InboundCallStateChange',
          callIs({
            leg: 'ACTIVE',
            callType: 'CONFERENCE',
            others: [
              { mediaAddress: '9715550142', state: 'ACTIVE' },
              { mediaAddress: '5591', state: 'ACTIVE' },
            ],
          }),
          'data',
        ),
    ],
    [
      'transfer',
      () => consulted(),
      { type: 'transfer', dialogId: '16801144' },
      { topic: 'InboundCall', subtopic: 'SetTRANSFER', data: { MediaAddress: '5580', CallID: '16801144' } },
      () => workspace.says('InboundCall', 'InboundCallStateChange', callIs({ leg: 'DROPPED', state: 'DROPPED' }), 'data'),
    ],
    [
      'a call variable',
      () => talk(),
      { type: 'update-call-data', dialogId: '16801144', variables: [{ name: 'callVariable1', value: 'ACC-9' }] },
      { topic: 'Agent', subtopic: 'UpdateCallVariables', data: { callID: '16801144', key: 'callVariable1', value: 'ACC-9' } },
      () =>
        workspace.says(
          'InboundCall',
          'InboundCallStateChange',
          callIs({
            leg: 'ACTIVE',
            offers: TALKING,
            more: { mediaProperties: { callType: 'ACD_IN', callvariables: { callVariable1: 'ACC-9' } } },
          }),
          'data',
        ),
    ],
    ...(['reject', 'close'] as const).map(
      (action) =>
        [
          `${action} a preview`,
          () => preview(),
          { type: 'dialog-action', dialogId: '16801144', action },
          { topic: 'OutboundCall', subtopic: `Set${action.toUpperCase()}`, data: { CallID: '16801144' } },
          () =>
            workspace.says(
              'OutboundCall',
              'OutBoundCallStateChange',
              callIs({ leg: 'DROPPED', state: 'DROPPED', callType: 'OUTBOUND_PREVIEW' }),
              'data',
            ),
        ] as const,
    ),
    [
      'accept a preview',
      () => preview(),
      { type: 'dialog-action', dialogId: '16801144', action: 'accept' },
      { topic: 'OutboundCall', subtopic: 'SetACCEPT', data: { CallID: '16801144', MediaAddress: '5580' } },
      () =>
        workspace.says(
          'OutboundCall',
          'OutBoundCallStateChange',
          callIs({ leg: 'ACCEPTED', state: 'ACCEPTED', callType: 'OUTBOUND_PREVIEW' }),
          'data',
        ),
    ],
  ];

  function consultRings(): void {
    workspace.says('InboundCall', 'InboundCallStateChange', callIs({ leg: 'HELD', offers: ['SetRETRIEVE'] }), 'data');
    workspace.says(
      'InboundCall',
      'InboundCallStateChange',
      callIs({
        id: '16801150',
        leg: 'INITIATED',
        state: 'ALERTING',
        callType: 'CONSULT',
        offers: ['SetDROP'],
        others: [{ mediaAddress: '5591', state: 'ALERTING' }],
        more: { fromAddress: '5580', toAddress: '5591', associatedDialogUri: '/finesse/api/Dialog/16801144' },
      }),
      'data',
    );
  }

  function consulted(): void {
    talk();
    consultRings();
    workspace.says(
      'InboundCall',
      'InboundCallStateChange',
      callIs({
        id: '16801150',
        leg: 'ACTIVE',
        callType: 'CONSULT',
        offers: ['SetDROP', 'SetCONFERENCE', 'SetTRANSFER'],
        others: [{ mediaAddress: '5591', state: 'ACTIVE' }],
        more: { fromAddress: '5580', toAddress: '5591', associatedDialogUri: '/finesse/api/Dialog/16801144' },
      }),
      'data',
    );
  }

  function preview(): void {
    workspace.says('Agent', 'SetAgentState', agentIs('RESERVED_OUTBOUND_PREVIEW'));
    workspace.says(
      'OutboundCall',
      'OutBoundCallStateChange',
      callIs({ leg: 'ALERTING', state: 'ALERTING', callType: 'OUTBOUND_PREVIEW', offers: ['SetACCEPT', 'SetREJECT', 'SetCLOSE'] }),
      'data',
    );
  }

  for (const [what, before, command, expected, after] of ROWS) {
    it(`${what}: says what the catalogue prints, and settles on what is reported`, async () => {
      before();
      let settled = false;
      const run = client.run(command).then(() => (settled = true));
      await runtime.advance(100);
      expect(workspace.last).to.deep.equal({ channel: 'Cisco', source: 'widget', ...expected });
      expect(settled).to.equal(false);
      after();
      await run;
    });

    it(`${what}: is refused by the error message`, async () => {
      before();
      const run = client.run(command).catch((error: unknown) => error);
      await runtime.advance(100);
      const said = { errorType: 'Invalid State', errorMessage: 'internal', msg: 'You cannot do that.' };
      workspace.says('Error', 'SetAPIError', { packet: 'apierror', 'data ': said }, 'data');
      const error = await run;
      expect((error as DesktopError).code).to.equal('invalid-state');
      expect((error as DesktopError).cause).to.deep.equal({ type: 'Invalid State', message: 'You cannot do that.', data: 'internal' });
    });
  }

  it('offers nothing that the platform does not, and joins a held call only once the other side has answered', async () => {
    talk();
    expect((await own())?.actions).to.have.members(['hold', 'drop', 'consult', 'transfer-now', 'update-call-data']);
    consultRings();
    expect((await own())?.actions).to.deep.equal(['retrieve']);
    expect((await own('16801150'))?.actions).to.deep.equal(['drop']);
    consulted();
    expect((await own())?.actions).to.have.members(['retrieve', 'conference', 'transfer']);
    expect((await own('16801150'))?.actions).to.deep.equal(['drop']);
  });

  it('reads the buttons where no operations are offered, and the platform’s own list where there are none either', async () => {
    workspace.says('Agent', 'SetAgentState', agentIs('TALKING'));
    workspace.says(
      'OutboundCall',
      'OutBoundCallStateChange',
      {
        source: 'event',
        call: {
          ButtonStates: { items: { Hold: 'Enable', Drop: 'Enable', Consult: 'Hide', UpdateSchedule: 'Enable' }, count: 4 },
          ActionsAllowed: null,
          ResponseActual: { dialog: { id: '16801144', fromAddress: '5580', mediaProperties: { callType: 'OUTBOUND' } } },
        },
      },
      'data',
    );
    expect((await own())?.actions).to.have.members(['hold', 'drop', 'schedule-callback']);
    workspace.says(
      'InboundCall',
      'InboundCallStateChange',
      {
        call: {
          ResponseActual: {
            dialog: {
              id: '7',
              state: 'ACTIVE',
              participants: [{ mediaAddress: '5580', state: 'ACTIVE', actions: { action: ['HOLD', 'DANCE'] } }],
            },
          },
        },
      },
      'data',
    );
    expect(await own('7')).to.deep.include({ actions: ['hold'], otherActions: ['DANCE'] });
  });

  it('reads lists when they are asked for, and names reasons from then on', async () => {
    workspace.says('Agent', 'SetAgentState', agentIs('READY'));
    const codes = client.query({ type: 'reason-codes', category: 'not-ready' });
    expect(workspace.last).to.deep.include({ topic: 'Agent', subtopic: 'GetNotReadyReasonCode' });
    workspace.says('Agent', 'SetNotReadyReasonCodes', {
      packet: 'NotReadyReasonCodes',
      data: [{ uri: '/finesse/api/User/70112/ReasonCode/31', category: 'NOT_READY', code: '7', label: 'Lunch', forAll: 'true' }],
    });
    expect(await codes).to.deep.equal([{ id: '31', code: '7', label: 'Lunch', category: 'not-ready', system: false }]);
    workspace.says('Agent', 'SetAgentState', agentIs('NOT_READY', { reasonCodeId: '31' }));
    expect((await agentNow())?.reason).to.deep.equal({ id: '31', code: '7', label: 'Lunch', system: false });
    const contacts = client.query({ type: 'contacts' });
    workspace.says('Agent', 'SetPhoneDirectory', {
      packet: 'phoneBook',
      data: [{ name: 'Desk', uri: '/finesse/api/PhoneBook/1', contacts: [{ firstName: 'Lee', phoneNumber: '5591', uri: '/x/Contact/1' }] }],
    });
    expect(await contacts).to.deep.equal([{ id: '1', number: '5591', firstName: 'Lee', book: 'Desk' }]);
  });

  it('gives a wrap-up reason by the id that the list has for it', async () => {
    talk();
    const run = client.run({ type: 'set-wrap-up', dialogId: '16801144', reasons: ['Sale'] });
    workspace.says('Agent', 'SetWrapupCode', {
      packet: 'WrapUpCodes',
      data: [{ uri: '/finesse/api/User/70112/WrapUpReason/3', label: 'Sale' }],
    });
    await runtime.advance(100);
    expect(workspace.last?.data).to.deep.equal({ callID: '16801144', wrapup: '3', customwrapup: '', iscustomwrapup: false });
    workspace.says(
      'InboundCall',
      'InboundCallStateChange',
      callIs({ leg: 'ACTIVE', offers: TALKING, more: { mediaProperties: { callType: 'ACD_IN', wrapUpReason: 'Sale' } } }),
      'data',
    );
    await run;
  });

  it('drops what it does not understand, and counts it', () => {
    const events: PortEvent[] = [];
    client.close();
    ended = new AcqueonPort({ transport: workspace, appName: 'widget', runtime }).events$.subscribe((event) => events.push(event));
    workspace.says('Agent', 'SetAgentState', { data: { state: 'READY' } });
    workspace.says('InboundCall', 'InboundCallStateChange', { call: null }, 'data');
    workspace.says('Nonsense', 'SetX', { a: 1 });
    workspace.says('Error', 'SetAPIError', { data: { errorType: 'Invalid State' } }, 'data');
    expect(events.filter(({ type }) => type === 'ignored').map((event) => 'what' in event && event.what)).to.deep.equal([
      'an agent without an id',
      'a call without an id',
      'an error that nobody waited for',
    ]);
  });

  it('leaves nothing registered behind', () => {
    expect(workspace.registered).to.equal(1);
    client.close();
    expect(workspace.registered).to.equal(0);
  });
});
