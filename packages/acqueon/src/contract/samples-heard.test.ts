import { expect } from '@open-wc/testing';
import type { DesktopError } from '@cordboard/core';
import { VirtualRuntime } from '@cordboard/testing';
import { firstValueFrom } from 'rxjs';
import { AmazonDesk } from '../amazon/amazon-desk.test.js';
import { lcmReads } from '../catalogue/lcm-reads.js';
import { LcmDesk } from '../lcm/lcm-desk.js';
import { CiscoDesk } from '../port/cisco-desk.test.js';
import { Wire } from './wire.test.js';

// What the vendor's pages print of the Workspace's own messages, with all their quirks and with other values, and as a person at the desk
// would see it.

const CAMPAIGN_CALL = {
  source: 'event',
  call: {
    ButtonStates: {
      items: { DirectTransfer: 'Enable', Consult: 'Enable', Hold: 'Enable', UpdateCallData: 'Enable', Drop: 'Enable' },
      count: 5,
    },
    ActionsAllowed: {
      items: {
        SetTRANSFER_SST: {
          VariableName: 'DirectTransferCall',
          VariableType: 3,
          ButtonName: 'DirectTransfer',
          VariableStructure: { CallID: '', MediaAddress: '', TOAddress: '' },
        },
        SetCONSULT_CALL: {
          VariableName: 'ConsultCall',
          VariableType: 3,
          ButtonName: 'Consult',
          VariableStructure: { CallID: '', MediaAddress: '', TOAddress: '' },
        },
        SetHOLD: { VariableName: 'HoldCall', VariableType: 3, ButtonName: 'Hold', VariableStructure: { CallID: '', MediaAddress: '' } },
        SetDROP: { VariableName: 'DropCall', VariableType: 3, ButtonName: 'Drop', VariableStructure: { CallID: '', MediaAddress: '' } },
      },
      count: 4,
    },
    ResponseType: 0,
    ResponseText: 'Success',
    ResponseActual: {
      dialog: {
        id: '16778602',
        fromAddress: '5580',
        associatedDialogUri: '/finesse/api/Dialog/16778600',
        mediaProperties: { DNIS: '5580', callType: 'OUTBOUND', dialedNumber: '9715550142', callvariables: {} },
      },
    },
  },
};

describe('what the documentation shows of the Workspace', () => {
  it('outbound-apis-3: a campaign’s call, with as much of it as the page prints', async () => {
    const desk = new CiscoDesk();
    desk.agent('TALKING');
    desk.workspace.hears({ channel: 'Cisco', topic: 'OutboundCall', subtopic: 'OutBoundCallStateChange', 'data ': CAMPAIGN_CALL });
    const [dialog] = await firstValueFrom(desk.client.dialogs$);
    expect(dialog).to.deep.include({ id: '16778602', callType: 'OUTBOUND' });
    expect((await desk.own('16778602'))?.actions).to.have.members(['transfer-now', 'consult', 'hold', 'drop']);
    desk.close();
  });

  it('set-api-error: nested once more, with a blank behind the key', async () => {
    const desk = new CiscoDesk();
    desk.whole('NOT_READY');
    const asked = desk.client.run({ type: 'set-agent-state', state: 'ready' }).catch((thrown: unknown) => thrown);
    desk.workspace.hears({
      channel: 'Cisco',
      topic: 'Error',
      subtopic: 'SetAPIError',
      data: {
        packet: 'apierror',
        'data ': { errorType: 'Invalid State', errorMessage: 'READY refused for a supervisor', msg: 'You cannot go Ready.' },
      },
    });
    const error = (await asked) as DesktopError;
    expect(error.code).to.equal('invalid-state');
    expect(error.cause).to.deep.include({ type: 'Invalid State', message: 'You cannot go Ready.' });
    desk.close();
  });

  it('get-agent-state: booleans, and ids and timers as texts', async () => {
    const desk = new CiscoDesk();
    desk.agent('NOT_READY', { wrapUpTimer: '60', mediaType: '1', teams: [{ id: '5004', name: 'Blue', uri: '/finesse/api/Team/5004' }] });
    desk.reasons();
    expect(await desk.agentNow()).to.deep.include({ id: '70112', state: 'not-ready', extension: '5580' });
    desk.close();
  });

  it('phone-directory: one book, as the table has it, and a list of books, as the sample has it', async () => {
    const book = {
      name: 'Desk',
      type: 'GLOBAL',
      uri: '/finesse/api/PhoneBook/1',
      contacts: [
        { firstName: 'Lee', lastName: 'Park', phoneNumber: '5591', description: 'Tier 2', uri: '/finesse/api/PhoneBook/1/Contact/1' },
      ],
    };
    const desk = new CiscoDesk();
    desk.whole('NOT_READY');
    for (const data of [book, [book]]) {
      const asked = desk.client.query({ type: 'contacts' });
      desk.workspace.says('Agent', 'SetPhoneDirectory', { packet: 'phoneBook', data });
      expect((await asked).map(({ number }) => number)).to.deep.equal(['5591']);
    }
    desk.close();
  });

  it('error-api: what failed, in a type, internal words and words for the agent', async () => {
    const desk = new AmazonDesk();
    desk.signedIn();
    desk.talking();
    const asked = desk.client.run({ type: 'dialog-action', dialogId: 'k-1', action: 'hold' }).catch((thrown: unknown) => thrown);
    await desk.runtime.advance(10);
    desk.says(
      'Error',
      'ApiError',
      { errorType: 'HOLD_CALL_FAILED', errorMessage: 'contact is not in a holdable state', msg: 'Call hold failed.' },
      'data',
    );
    const error = (await asked) as DesktopError;
    expect(error.code).to.equal('refused');
    expect(error.cause).to.deep.equal({
      type: 'HOLD_CALL_FAILED',
      message: 'Call hold failed.',
      data: 'contact is not in a holdable state',
    });
    desk.close();
  });

  it('agent-state-synchronization: nobody is signed in', async () => {
    const desk = new AmazonDesk();
    desk.says('Agent', 'StateSync', { loginState: 'LoggedOut', agentInfo: null, agentState: null, rules: '' });
    expect((await desk.linkNow()).state).to.equal('sign-in-needed');
    desk.close();
  });

  for (const errorMessage of ['Callid is empty', 'Invalid Call ID:k-1']) {
    it(`campaigns: ${errorMessage}`, async () => {
      const wire = new Wire();
      const desk = new LcmDesk({ transport: wire, appName: 'my-widget', runtime: new VirtualRuntime() });
      desk.connect();
      const asked = desk.ask(lcmReads.callOutcomes, { callid: 'k-1' }).catch((thrown: unknown) => thrown);
      wire.says('Error', 'ApiError', { errorType: 'WS_Error', errorMessage, msg: 'Invalid Call ID.' }, 'data', 'LCM');
      const error = (await asked) as DesktopError;
      expect(error.code).to.equal('not-found');
      expect(error.cause).to.deep.equal({ type: 'WS_Error', message: 'Invalid Call ID.', data: errorMessage });
      desk.close();
    });
  }

  it('get-optional-business-fields: values by name, as the sample has it, and pairs, as the table has it', async () => {
    const wire = new Wire();
    const desk = new LcmDesk({ transport: wire, appName: 'my-widget', runtime: new VirtualRuntime() });
    desk.connect();
    for (const response of [
      { City: 'Oslo', Age: 41 },
      [{ City: 'Oslo' }, { Age: 41 }],
      [
        { FieldName: 'City', Value: 'Oslo' },
        { FieldName: 'Age', Value: 41 },
      ],
    ]) {
      const asked = desk.ask(lcmReads.screenPop, { callid: 'k-1', AccountNumber: '5|3|1|0|0|44|' });
      wire.says('WebService', 'ScreenPopData', { callid: 'k-1', response }, 'message', 'LCM');
      expect({ ...(await asked) }).to.deep.equal({ City: 'Oslo', Age: 41 });
    }
    desk.close();
  });

  it('check-scheduled-callback-overlap: without a response around it, on either of its topics', async () => {
    const wire = new Wire();
    const desk = new LcmDesk({ transport: wire, appName: 'my-widget', runtime: new VirtualRuntime() });
    desk.connect();
    const when = { StartFromDate: '04/03/2025', StartToDate: '04/03/2025', StartFromTime: '09:00', StartToTime: '09:30', UserID: '70112' };
    for (const topic of ['WebService', 'Outbound']) {
      const asked = desk.ask(lcmReads.callbackOverlap, { callid: 'k-1', AccountNumber: '5|3', ...when });
      wire.says(topic, 'ScheduledCallBackOverlapResult', { RequestResult: true, IsOverlap: true }, 'message', 'LCM');
      expect((await asked).IsOverlap).to.equal(true);
    }
    desk.close();
  });
});
