import { expect } from '@open-wc/testing';
import { TestDesk, update } from '../testing-desk.js';
import { type Dialog } from './dialogs.js';
import { type User } from './user.js';

const USER = `<User><dialogs>/finesse/api/User/1001/Dialogs</dialogs><extension>61001</extension><firstName>Maya</firstName><lastName>Okafor</lastName>
  <loginId>1001</loginId><mobileAgent><mode>NAILED_CONNECTION</mode><dialNumber>914085550101</dialNumber></mobileAgent><pendingState>READY</pendingState>
  <reasonCode><category>NOT_READY</category><code>21</code><id>14</id><label>Coaching</label><uri>/finesse/api/ReasonCode/14</uri></reasonCode>
  <reasonCodeId>14</reasonCodeId><roles><role>Agent</role><role>Supervisor</role></roles>
  <settings><wrapUpOnIncoming>REQUIRED_WITH_WRAP_UP_DATA</wrapUpOnIncoming></settings><state>NOT_READY</state>
  <stateChangeTime>2025-03-04T09:12:44.310Z</stateChangeTime><teamId>5071</teamId><teamName>Billing East</teamName>
  <teams><Team><id>1</id><name>One</name><uri>/finesse/api/Team/1</uri></Team><Team><id>2</id><name>Two</name><uri>/finesse/api/Team/2</uri></Team></teams>
  <activeDeviceId>SEP1</activeDeviceId><uri>/finesse/api/User/1001</uri></User>`;
const VARIABLES =
  '<CallVariable><name>callVariable1</name><value>ACC-7781</value></CallVariable><CallVariable><name>callVariable2</name><value/></CallVariable>';
const DIALOG = (variables = VARIABLES): string => `<Dialog><associatedDialogUri/><fromAddress>2065550142</fromAddress><id>33</id>
  <mediaProperties><DNIS>61001</DNIS><callType>PREROUTE_ACD_IN</callType><wrapUpReason/><callvariables>${variables}</callvariables></mediaProperties><mediaType>Voice</mediaType>
  <participants>
    <Participant><actions><action>HOLD</action></actions><mediaAddress>61001</mediaAddress><startTime>T1</startTime><state>ACTIVE</state><stateChangeTime>T2</stateChangeTime></Participant>
    <Participant><mediaAddress>61002</mediaAddress><state>HELD</state></Participant>
    <Participant><mediaAddress>2065550142</mediaAddress><state>DROPPED</state></Participant>
  </participants><scheduledCallbackInfo><callbackTime>2025-03-07T14:30</callbackTime></scheduledCallbackInfo>
  <state>ACTIVE</state><toAddress>7400</toAddress><uri>/finesse/api/Dialog/33</uri></Dialog>`;

async function setUp(variables?: string) {
  const desk = new TestDesk()
    .begin()
    .answer('GET', '/User/1001', USER)
    .answer('GET', '/User/1001/Dialogs', `<Dialogs>${DIALOG(variables)}</Dialogs>`);
  const user = new desk.finesse.restservices.User({ id: '1001' });
  await desk.settle();
  const dialogs = user.getDialogs();
  await desk.settle();
  desk.take();
  return { desk, user, dialog: dialogs.getCollection()['33']! };
}

describe('What a user asks for', () => {
  const h = { success: () => undefined };
  const rows: [call: string, ask: (user: User) => unknown, line: string][] = [
    ['login', (u) => u.login('61001', h), 'PUT /User/1001 <User><state>LOGIN</state><extension>61001</extension></User>'],
    [
      'loginMobileAgent',
      (u) => u.loginMobileAgent('61001', 'CALL_BY_CALL', '914085550101', h),
      'PUT /User/1001 <User><state>LOGIN</state><extension>61001</extension><mobileAgent><mode>CALL_BY_CALL</mode><dialNumber>914085550101</dialNumber></mobileAgent></User>',
    ],
    ['logout', (u) => u.logout(null, h), 'PUT /User/1001 <User><state>LOGOUT</state></User>'],
    [
      'logout with a reason',
      (u) => u.logout({ id: '8' }, h),
      'PUT /User/1001 <User><state>LOGOUT</state><reasonCodeId>8</reasonCodeId></User>',
    ],
    ['setState', (u) => u.setState('READY', null, h), 'PUT /User/1001 <User><state>READY</state></User>'],
    [
      'setState with a reason',
      (u) => u.setState('NOT_READY', { id: 14, label: 'x' }, h),
      'PUT /User/1001 <User><state>NOT_READY</state><reasonCodeId>14</reasonCodeId></User>',
    ],
    [
      'makeCall',
      (u) => u.makeCall('1002', h),
      'POST /User/1001/Dialogs <Dialog><requestedAction>MAKE_CALL</requestedAction><fromAddress>61001</fromAddress><toAddress>1002</toAddress></Dialog>',
    ],
    [
      'makeSMCall',
      (u) => u.makeSMCall('1002', h),
      'POST /User/1001/Dialogs <Dialog><requestedAction>SILENT_MONITOR</requestedAction><fromAddress>61001</fromAddress><toAddress>1002</toAddress></Dialog>',
    ],
    [
      'makeBargeCall',
      (u) => u.makeBargeCall('1002', '/finesse/api/Dialog/33', h),
      'POST /User/1001/Dialogs <Dialog><requestedAction>BARGE_CALL</requestedAction><fromAddress>61001</fromAddress><toAddress>1002</toAddress><associatedDialogUri>/finesse/api/Dialog/33</associatedDialogUri></Dialog>',
    ],
    ['getReasonCodeById', (u) => u.getReasonCodeById({}, '14'), 'GET /User/1001/ReasonCode/14'],
    ['getNotReadyReasonCodes', (u) => u.getNotReadyReasonCodes({}), 'GET /User/1001/ReasonCodes?category=NOT_READY'],
    ['getSignoutReasonCodes', (u) => u.getSignoutReasonCodes({}), 'GET /User/1001/ReasonCodes?category=LOGOUT'],
    ['getWrapUpReasons', (u) => u.getWrapUpReasons(), 'GET /User/1001/WrapUpReasons'],
    ['getPhoneBooks', (u) => u.getPhoneBooks(), 'GET /User/1001/PhoneBooks'],
    ['loadWorkflows', (u) => u.loadWorkflows(), 'GET /User/1001/Workflows'],
    ['getMediaPropertiesLayout', (u) => u.getMediaPropertiesLayout(), 'GET /User/1001/MediaPropertiesLayout'],
    ['getMediaList', (u) => u.getMediaList(), 'GET /User/1001/Media'],
    ['getQueues', (u) => u.getQueues(), 'GET /User/1001/Queues'],
    ['getDialogsNoCache', (u) => u.getDialogsNoCache(), 'GET /User/1001/Dialogs'],
    ['getDevices', (u) => u.getDevices({}), 'GET /User/1001/Devices'],
  ];
  for (const [call, ask, line] of rows) {
    it(call, async () => {
      const { desk, user } = await setUp();
      ask(user);
      await desk.settle();
      expect(desk.lines()).to.deep.equal([line]);
    });
  }

  it('cannot be a barge before the dialogs are there', async () => {
    const desk = new TestDesk().begin().answer('GET', '/User/1001', USER);
    const user = new desk.finesse.restservices.User({ id: '1001' });
    await desk.settle();
    expect(() => user.makeBargeCall('1002', '/x')).to.throw(Error, 'dialogs');
  });
});

describe('What a dialog is asked for', () => {
  const h = { success: () => undefined };
  const PARAM = (name: string, value: string): string =>
    `<actionParams><ActionParam><name>${name}</name><value>${value}</value></ActionParam></actionParams>`;
  const rows: [call: string, ask: (dialog: Dialog) => unknown, body: string][] = [
    [
      'requestAction',
      (d) => d.requestAction('61001', 'HOLD', h),
      '<targetMediaAddress>61001</targetMediaAddress><requestedAction>HOLD</requestedAction>',
    ],
    ['dropCall', (d) => d.dropCall('61001', h), '<targetMediaAddress>61001</targetMediaAddress><requestedAction>DROP</requestedAction>'],
    [
      'makeConsultCall',
      (d) => d.makeConsultCall('61001', '61002', h),
      '<targetMediaAddress>61001</targetMediaAddress><toAddress>61002</toAddress><requestedAction>CONSULT_CALL</requestedAction>',
    ],
    [
      'initiateDirectTransfer',
      (d) => d.initiateDirectTransfer('61001', '61002', h),
      '<targetMediaAddress>61001</targetMediaAddress><toAddress>61002</toAddress><requestedAction>TRANSFER_SST</requestedAction>',
    ],
    [
      'dropParticipant',
      (d) => d.dropParticipant('61002', h),
      '<targetMediaAddress>61002</targetMediaAddress><requestedAction>PARTICIPANT_DROP</requestedAction>',
    ],
    [
      'sendDTMFRequest, its handlers in the middle',
      (d) => d.sendDTMFRequest('61001', h, '42#'),
      `<targetMediaAddress>61001</targetMediaAddress><requestedAction>SEND_DTMF</requestedAction>${PARAM('dtmfString', '42#')}`,
    ],
    [
      'updateWrapUpReason',
      (d) => d.updateWrapUpReason('Refund issued', h),
      '<mediaProperties><wrapUpReason>Refund issued</wrapUpReason></mediaProperties><requestedAction>UPDATE_CALL_DATA</requestedAction>',
    ],
    [
      'updateCallVariable',
      (d) => d.updateCallVariable('callVariable3', 'gold', h),
      '<mediaProperties><callvariables><CallVariable><name>callVariable3</name><value>gold</value></CallVariable></callvariables></mediaProperties><requestedAction>UPDATE_CALL_DATA</requestedAction>',
    ],
    [
      'updateCallVariables, as a map',
      (d) => d.updateCallVariables({ callVariable3: 'gold', 'user.Case[0]': '' }, h),
      '<mediaProperties><callvariables><CallVariable><name>callVariable3</name><value>gold</value></CallVariable><CallVariable><name>user.Case[0]</name><value/></CallVariable></callvariables></mediaProperties><requestedAction>UPDATE_CALL_DATA</requestedAction>',
    ],
    [
      'updateCallVariables, as a list',
      (d) => d.updateCallVariables([{ name: 'callVariable3', value: 'gold' }], h),
      '<mediaProperties><callvariables><CallVariable><name>callVariable3</name><value>gold</value></CallVariable></callvariables></mediaProperties><requestedAction>UPDATE_CALL_DATA</requestedAction>',
    ],
    [
      'updateCallbackTime',
      (d) => d.updateCallbackTime('61001', '2025-03-07T14:30', h),
      `<targetMediaAddress>61001</targetMediaAddress><requestedAction>UPDATE_SCHEDULED_CALLBACK</requestedAction>${PARAM('callbackTime', '2025-03-07T14:30')}`,
    ],
    [
      'updateCallbackNumber',
      (d) => d.updateCallbackNumber('61001', '2065550142', h),
      `<targetMediaAddress>61001</targetMediaAddress><requestedAction>UPDATE_SCHEDULED_CALLBACK</requestedAction>${PARAM('callbackNumber', '2065550142')}`,
    ],
    [
      'cancelCallback',
      (d) => d.cancelCallback('61001', h),
      '<targetMediaAddress>61001</targetMediaAddress><requestedAction>CANCEL_SCHEDULED_CALLBACK</requestedAction>',
    ],
    [
      'reclassifyCall',
      (d) => d.reclassifyCall('61001', 'BUSY', h),
      `<targetMediaAddress>61001</targetMediaAddress><requestedAction>RECLASSIFY</requestedAction>${PARAM('outboundClassification', 'BUSY')}`,
    ],
  ];
  for (const [call, ask, body] of rows) {
    it(call, async () => {
      const { desk, dialog } = await setUp();
      expect(ask(dialog) === dialog).to.be.true;
      await desk.settle();
      expect(desk.lines()).to.deep.equal([`PUT /Dialog/33 <Dialog>${body}</Dialog>`]);
    });
  }
});

describe('What a user tells', () => {
  it('is what the server says', async () => {
    const { user } = await setUp();
    expect({
      id: user.getId(),
      first: user.getFirstName(),
      last: user.getLastName(),
      full: user.getFullName(),
      extension: user.getExtension(),
      team: [user.getTeamId(), user.getTeamName()],
      state: [user.getState(), user.getPendingState(), user.getStateChangeTime()],
      roles: [user.hasAgentRole(), user.hasSupervisorRole()],
      mobile: [user.isMobileAgent(), user.getMobileAgentMode(), user.getMobileAgentDialNumber()],
      wrapUp: [user.getWrapUpOnIncoming(), user.isWrapUpRequired(), user.isWrapUp(), user.isPendingStateChange()],
      reason: [user.getReasonCodeLabel(), user.getNotReadyReasonCodeId()],
      device: user.getActiveDeviceId(),
      teams: user.getSupervisedTeams(),
    }).to.deep.equal({
      id: '1001',
      first: 'Maya',
      last: 'Okafor',
      full: 'Maya Okafor',
      extension: '61001',
      team: ['5071', 'Billing East'],
      state: ['NOT_READY', 'READY', '2025-03-04T09:12:44.310Z'],
      roles: [true, true],
      mobile: [true, 'NAILED_CONNECTION', '914085550101'],
      wrapUp: ['REQUIRED_WITH_WRAP_UP_DATA', true, false, true],
      reason: ['Coaching', '14'],
      device: 'SEP1',
      teams: [
        { id: '1', name: 'One', uri: '/finesse/api/Team/1' },
        { id: '2', name: 'Two', uri: '/finesse/api/Team/2' },
      ],
    });
  });

  it('is empty where the server says nothing', async () => {
    const desk = new TestDesk()
      .begin()
      .answer('GET', '/User/1001', '<User><reasonCodeId>-1</reasonCodeId><roles><role>Agent</role></roles><extension/></User>');
    const user = new desk.finesse.restservices.User('1001', {});
    await desk.settle();
    expect([user.getExtension(), user.getState(), user.getReasonCodeLabel(), user.getMobileAgentMode()]).to.deep.equal(['', '', '', '']);
    expect(user.getNotReadyReasonCodeId()).to.equal(undefined);
    expect([user.isMobileAgent(), user.isWrapUpRequired(), user.hasSupervisorRole()]).to.deep.equal([false, false, false]);
    expect(user.getSupervisedTeams()).to.deep.equal([]);
  });

  it('is which reasons there are, or undefined for none', async () => {
    const { desk, user } = await setUp();
    const code = (id: string): string => `<ReasonCode><label>Label ${id}</label><uri>/finesse/api/ReasonCode/${id}</uri></ReasonCode>`;
    const told: unknown[] = [];
    const success = (codes: unknown): void => void told.push(codes);
    for (const codes of ['', code('1'), code('1') + code('2')]) {
      desk.answer('GET', '/User/1001/ReasonCodes?category=NOT_READY', `<ReasonCodes category="NOT_READY">${codes}</ReasonCodes>`);
      user.getNotReadyReasonCodes({ success });
      await desk.settle();
    }
    const [one, two] = ['1', '2'].map((id) => ({ label: `Label ${id}`, id }));
    expect(told).to.deep.equal([undefined, [one], [one, two]]);
  });

  it('is what a reason is called', async () => {
    const { desk, user } = await setUp();
    desk.answer('GET', '/User/1001/ReasonCode/14', '<ReasonCode><label>Coaching</label><uri>/finesse/api/ReasonCode/14</uri></ReasonCode>');
    const told: unknown[] = [];
    user.getReasonCodeById({ success: (reason) => told.push(reason), error: ({ status }) => told.push(status) }, '14');
    user.getReasonCodeById({ success: (reason) => told.push(reason), error: ({ status }) => told.push(status) }, '15');
    await desk.settle();
    expect(told).to.deep.equal([{ uri: '/finesse/api/ReasonCode/14', label: 'Coaching', id: '14' }, 404]);
  });
});

describe('What a dialog tells', () => {
  it('is one variable, and undefined for none of the name', async () => {
    const { dialog } = await setUp();
    const [name = '', value] = Object.entries(dialog.getMediaProperties()).find(([each]) => /^(callVariable|user)/.test(each)) ?? [];
    expect([dialog.getCallVariable(name), dialog.getCallVariable('callType')]).to.deep.equal([value, undefined]);
    expect(value).to.be.a('string');
  });

  it('is how many there are, with monitoring and without', async () => {
    const { desk, user } = await setUp();
    const dialogs = user.getDialogs();
    expect([dialogs.getDialogCount(), dialogs.getDialogCount(true)]).to.deep.equal([1, 1]);
    const uri = '<uri>/finesse/api/Dialog/44</uri><mediaProperties><callType>SUPERVISOR_MONITOR</callType></mediaProperties>';
    await desk.notify('/User/1001/Dialogs', update('POST', '/User/1001/Dialogs', `<dialogs><Dialog>${uri}</Dialog></dialogs>`));
    await desk.settle();
    expect([dialogs.getDialogCount(), dialogs.getDialogCount(true)]).to.deep.equal([2, 1]);
  });

  it('is what the server says', async () => {
    const { dialog } = await setUp();
    expect({
      id: dialog.getId(),
      uri: dialog.getDialogUri(),
      from: dialog.getFromAddress(),
      to: dialog.getToAddress(),
      media: dialog.getMediaType(),
      state: dialog.getState(),
      type: dialog.getCallType(),
      dnis: dialog.getDNIS(),
      callback: dialog.getCallbackInfo(),
      properties: dialog.getMediaProperties(),
      parties: dialog.getParticipants().map(({ mediaAddress }) => mediaAddress),
      droppable: [
        dialog.getDroppableParticipants('61001').map(({ mediaAddress }) => mediaAddress),
        dialog.getDroppableParticipants().length,
      ],
      isDroppable: [
        dialog.isParticipantDroppable('61002'),
        dialog.isParticipantDroppable('2065550142'),
        dialog.isParticipantDroppable('1'),
      ],
      timers: [dialog.getParticipantTimerCounters('61001'), dialog.getParticipantTimerCounters('1')],
    }).to.deep.equal({
      id: '33',
      uri: '/finesse/api/Dialog/33',
      from: '2065550142',
      to: '7400',
      media: 'Voice',
      state: 'ACTIVE',
      type: 'PREROUTE_ACD_IN',
      dnis: '61001',
      callback: { callbackTime: '2025-03-07T14:30' },
      properties: { DNIS: '61001', callType: 'PREROUTE_ACD_IN', wrapUpReason: null, callVariable1: 'ACC-7781', callVariable2: null },
      parties: ['61001', '61002', '2065550142'],
      droppable: [['61002'], 2],
      isDroppable: [true, false, false],
      timers: [{ startTime: 'T1', stateChangeTime: 'T2', state: 'ACTIVE' }, undefined],
    });
  });

  it('holds for a single call variable, and for none', async () => {
    const one = await setUp('<CallVariable><name>callVariable1</name><value>x</value></CallVariable>');
    expect(one.dialog.getMediaProperties()).to.deep.equal({
      DNIS: '61001',
      callType: 'PREROUTE_ACD_IN',
      wrapUpReason: null,
      callVariable1: 'x',
    });
    const none = await setUp('');
    expect(none.dialog.getMediaProperties()).to.deep.equal({ DNIS: '61001', callType: 'PREROUTE_ACD_IN', wrapUpReason: null });
  });

  it('is null for addresses that are not known yet, as of a call that is being dialled', async () => {
    const { desk, user } = await setUp();
    const uri = '<uri>/finesse/api/Dialog/44</uri><fromAddress>61001</fromAddress><toAddress/><mediaProperties><DNIS/></mediaProperties>';
    await desk.notify('/User/1001/Dialogs', update('POST', '/User/1001/Dialogs', `<dialogs><Dialog>${uri}</Dialog></dialogs>`));
    await desk.settle();
    const dialog = user.getDialogs().getCollection()['44']!;
    expect([dialog.getFromAddress(), dialog.getToAddress(), dialog.getDNIS(), dialog.getCallType()]).to.deep.equal([
      '61001',
      null,
      null,
      null,
    ]);
  });

  // Published screen pops wait for a change where their variable is null.
  it('is null for call variables that have no value yet', async () => {
    const { dialog } = await setUp(
      '<CallVariable><name>callVariable1</name><value/></CallVariable><CallVariable><name>callVariable2</name></CallVariable>',
    );
    const { callVariable1, callVariable2 } = dialog.getMediaProperties();
    expect([callVariable1, callVariable2]).to.deep.equal([null, null]);
    expect(dialog.getCallVariable('callVariable1')).to.equal('');
  });
});

describe('Constants', () => {
  it('are those of the vendor', () => {
    const { User: U, Dialog: D, Media, SystemInfo, InterruptActions, DialogLogoutActions } = new TestDesk().finesse.restservices;
    const keys = (names: object): string =>
      Object.entries(names)
        .map(([name, value]) => (name === value ? name : `${name}=${String(value)}`))
        .join(' ');
    expect(keys(U.States)).to.equal(
      'LOGIN LOGOUT NOT_READY READY RESERVED RESERVED_OUTBOUND RESERVED_OUTBOUND_PREVIEW TALKING HOLD WORK WORK_READY',
    );
    expect(keys(U.WorkMode)).to.equal('CALL_BY_CALL NAILED_CONNECTION');
    expect(keys(U.WrapUpMode)).to.equal('REQUIRED REQUIRED_WITH_WRAP_UP_DATA OPTIONAL NOT_ALLOWED');
    expect(keys(D.States)).to.equal('INITIATING INITIATED ALERTING ACTIVE DROPPED FAILED ACCEPTED');
    expect(keys(D.ParticipantStates)).to.equal('INITIATING INITIATED ALERTING ACTIVE DROPPED FAILED ACCEPTED HELD WRAP_UP');
    expect(keys(D.ReasonStates)).to.equal('BUSY BAD_DESTINATION OTHER DEVICE_RESOURCE_NOT_AVAILABLE');
    expect(keys(D.Actions)).to.equal(
      'DROP ANSWER HOLD RETRIEVE MAKE_CALL CONSULT_CALL TRANSFER TRANSFER_SST CONFERENCE BARGE_CALL PARTICIPANT_DROP UPDATE_CALL_DATA START_RECORDING ' +
        'UPDATE_SCHEDULED_CALLBACK CANCEL_SCHEDULED_CALLBACK RECLASSIFY ACCEPT REJECT CLOSE DTMF=SEND_DTMF',
    );
    expect(keys(Media.States)).to.equal('LOGIN LOGOUT READY NOT_READY RESERVED ACTIVE PAUSED INTERRUPTED WORK WORK_READY');
    expect(keys(SystemInfo.Statuses)).to.equal('IN_SERVICE OUT_OF_SERVICE');
    expect([InterruptActions.ACCEPT, InterruptActions.IGNORE, DialogLogoutActions.CLOSE, DialogLogoutActions.TRANSFER]).to.deep.equal([
      'ACCEPT',
      'IGNORE',
      'CLOSE',
      'TRANSFER',
    ]);
    expect([
      InterruptActions.isValidAction('ACCEPT'),
      InterruptActions.isValidAction('CLOSE'),
      DialogLogoutActions.isValidAction(undefined),
    ]).to.deep.equal([true, false, false]);
  });

  it('go with classes that know their own', async () => {
    const { desk, user, dialog } = await setUp();
    const { restservices: rest } = desk.finesse;
    expect(user instanceof rest.User && dialog instanceof rest.Dialog && user instanceof rest.RestBase).to.be.true;
    expect(user instanceof rest.Dialog).to.be.false;
    expect(user.getDialogs() instanceof rest.RestCollectionBase).to.be.true;
  });
});
