import { expect } from '@open-wc/testing';
import { ownParticipant, type Command, type DesktopError } from '@cordboard/core';
import { CiscoDesk, TALKING } from './cisco-desk.test.js';

const CALL = '16801144';
const CONSULT = '16801150';
const codeOf = (attempt: Promise<unknown>) =>
  attempt.then(
    () => 'done',
    (error: DesktopError) => error.code,
  );

describe('calls on the channel Cisco, by the platform’s rules', () => {
  let desk: CiscoDesk;

  beforeEach(() => (desk = new CiscoDesk()));
  afterEach(() => desk.close());

  const send = (command: Command) => codeOf(desk.port.send(command, new AbortController().signal));
  const actions = (id = CALL) => ownParticipant(desk.client.state.dialogs.get(id))?.actions;

  it('joins nobody blindly: a conference waits for the answer, whatever is offered', async () => {
    desk.talk();
    desk.consultRings('SetCONFERENCE');
    expect(actions()).not.to.include('conference');
    expect(await codeOf(desk.client.run({ type: 'conference', dialogId: CALL }))).to.equal('not-offered');
  });

  it('passes a call on while the consult rings where the Workspace offers it', () => {
    desk.talk();
    desk.consultRings();
    expect(actions()).not.to.include('transfer');
    desk.consultRings('SetTRANSFER');
    expect(actions()).to.include('transfer');
    void desk.client.run({ type: 'transfer', dialogId: CALL }).catch(() => undefined);
    expect(desk.workspace.last).to.deep.include({
      subtopic: 'SetTRANSFER',
      data: { MediaAddress: '5580', toAddress: '5591', CallID: CALL },
    });
  });

  it('names the call in a join that it was told to name', () => {
    const other = new CiscoDesk({ cisco: { joinNames: 'active' } });
    other.consulted();
    void other.client.run({ type: 'conference', dialogId: CALL }).catch(() => undefined);
    expect(other.workspace.last?.data).to.deep.equal({ MediaAddress: '5580', toAddress: '5591', CallID: CONSULT });
    other.close();
  });

  it('joins held calls only', async () => {
    desk.consulted();
    expect([await send({ type: 'conference', dialogId: CONSULT }), await send({ type: 'transfer', dialogId: CONSULT })]).to.deep.equal([
      'not-offered',
      'not-offered',
    ]);
  });

  it('remembers who controls a conference: who began it, and who was refused as another', async () => {
    desk.consulted();
    const run = desk.client.run({ type: 'conference', dialogId: CALL });
    desk.call({ leg: 'ACTIVE', callType: 'CONFERENCE', offers: TALKING });
    await run;
    expect((await desk.own())?.controller).to.equal('yes');

    const guest = new CiscoDesk();
    guest.consulted();
    const refused = codeOf(guest.client.run({ type: 'conference', dialogId: CALL }));
    guest.refuse('Generic Error', '<ConferenceCallCommand>: the agent is not the conference controller 20999');
    expect([await refused, (await guest.own())?.controller]).to.deep.equal(['not-controller', 'no']);
    guest.close();
  });

  it('keeps a call that failed until it is ended, with why', async () => {
    desk.agent('TALKING');
    desk.call({ leg: 'FAILED', state: 'FAILED', callType: 'OUT', offers: ['SetDROP'], cause: 'BUSY' });
    expect(await desk.own()).to.deep.include({ state: 'failed', cause: 'busy', actions: ['drop'] });
    desk.call({ leg: 'DROPPED', state: 'DROPPED', callType: 'OUT' });
    expect(await desk.own()).to.equal(undefined);
  });

  it('takes old reports of a call for no news, and a call that has ended does not come back', async () => {
    const at = (second: number) => `2025-03-04T09:15:0${second}.000Z`;
    desk.agent('TALKING');
    desk.call({ leg: 'ACTIVE', since: at(2), offers: TALKING });
    desk.call({ leg: 'HELD', since: at(1), offers: ['SetRETRIEVE'] });
    expect((await desk.own())?.state).to.equal('active');
    desk.call({ leg: 'DROPPED', state: 'DROPPED', since: at(3) });
    desk.call({ leg: 'ACTIVE', since: at(2), offers: TALKING });
    expect(await desk.own()).to.equal(undefined);
    expect(await desk.port.query({ type: 'dialog', dialogId: CALL }, new AbortController().signal)).to.equal(undefined);
    // Passed on, and passed back.
    desk.call({ leg: 'ALERTING', state: 'ALERTING', since: at(5), offers: ['SetANSWER'] });
    expect((await desk.own())?.state).to.equal('alerting');
  });

  it('sends tones under the key that the call’s own offer has, and counts them as sent when nothing speaks against it', async () => {
    desk.agent('TALKING');
    for (const [key, written] of [
      ['Digits', 'Digits'],
      [undefined, 'dtmfString'],
    ] as const) {
      desk.call({ leg: 'ACTIVE', offers: [...TALKING, 'SetSEND_DTMF'], ...(key && { key }) });
      const run = desk.client.run({ type: 'send-dtmf', dialogId: CALL, digits: '12#' });
      await Promise.resolve();
      expect(desk.workspace.last).to.deep.include({
        subtopic: 'SetSEND_DTMF',
        data: { MediaAddress: '5580', CallID: CALL, [written]: '12#' },
      });
      await desk.runtime.advance(300);
      await run;
    }
  });

  it('fails tones that are refused meanwhile, and sends none that are no tones', async () => {
    desk.agent('TALKING');
    desk.call({ leg: 'ACTIVE', offers: ['SetSEND_DTMF'] });
    const run = send({ type: 'send-dtmf', dialogId: CALL, digits: '1' });
    desk.refuse('Invalid State', 'held');
    expect(await run).to.equal('invalid-state');
    expect(await send({ type: 'send-dtmf', dialogId: CALL, digits: '+1' })).to.equal('invalid-argument');
    const aborted = new AbortController();
    const given = codeOf(desk.port.send({ type: 'send-dtmf', dialogId: CALL, digits: '1' }, aborted.signal));
    aborted.abort();
    expect(await given).to.equal('aborted');
  });

  it('promises a callback, shows it, and takes it back', async () => {
    desk.agent('TALKING');
    const offers = ['SetUPDATE_SCHEDULED_CALLBACK', 'SetCANCEL_SCHEDULED_CALLBACK'];
    desk.campaignCall({ leg: 'ACTIVE', callType: 'OUTBOUND', offers });
    const promise = desk.client.run({ type: 'schedule-callback', dialogId: CALL, time: '2031-03-07T14:30' });
    expect(desk.workspace.last).to.deep.include({
      topic: 'OutboundCall',
      subtopic: 'SetUPDATE_SCHEDULED_CALLBACK',
      data: { callID: CALL, extn: '5580', callbackTime: '2031-03-07T14:30' },
    });
    const scheduledCallbackInfo = { callbackTime: '2031-03-07T14:30', callbackNumber: '' };
    desk.campaignCall({ leg: 'ACTIVE', callType: 'OUTBOUND', offers, more: { scheduledCallbackInfo } });
    await promise;
    expect(desk.client.state.dialogs.get(CALL)?.callback).to.deep.equal({ time: '2031-03-07T14:30' });
    const cancel = desk.client.run({ type: 'cancel-callback', dialogId: CALL });
    expect(desk.workspace.last?.data).to.deep.equal({ callID: CALL, extn: '5580' });
    desk.campaignCall({ leg: 'ACTIVE', callType: 'OUTBOUND', offers });
    await cancel;
  });

  it('accepts a preview, and does not answer it', async () => {
    desk.preview();
    expect(await send({ type: 'dialog-action', dialogId: CALL, action: 'answer' })).to.equal('not-offered');
  });

  it('rejects and closes on the campaigns’ topic, wherever the preview was told of', () => {
    desk.agent('RESERVED_OUTBOUND_PREVIEW');
    desk.call({ leg: 'ALERTING', state: 'ALERTING', callType: 'OUTBOUND_PREVIEW', offers: ['SetREJECT', 'SetCLOSE'] });
    for (const [action, subtopic] of [
      ['reject', 'SetREJECT'],
      ['close', 'SetCLOSE'],
    ] as const) {
      void send({ type: 'dialog-action', dialogId: CALL, action });
      expect(desk.workspace.last, action).to.deep.include({ topic: 'OutboundCall', subtopic, data: { CallID: CALL } });
    }
  });

  it('takes no reason with ready, which has no place for one, and asks for no state that only the system sets', async () => {
    desk.agent('NOT_READY');
    const state = (name: 'ready' | 'work', reasonId?: string) =>
      send({ type: 'set-agent-state', state: name, ...(reasonId === undefined ? {} : { reasonId }) });
    expect([await state('ready', '31'), await state('work'), await state('talking' as 'ready')]).to.deep.equal([
      'reason-forbidden',
      'not-supported',
      'invalid-argument',
    ]);
    expect(desk.workspace.last?.subtopic).to.equal('GetLogoutReasonCode');
  });

  it('writes names as it was told to', () => {
    const other = new CiscoDesk({ spelling: { subtopics: { SetHOLD: 'SetHold' }, keys: { CallID: 'callID' } } });
    other.talk();
    void other.client.run({ type: 'dialog-action', dialogId: CALL, action: 'hold' }).catch(() => undefined);
    expect(other.workspace.last).to.deep.include({ subtopic: 'SetHold', data: { MediaAddress: '5580', callID: CALL } });
    other.close();
  });

  it('says what the platform’s own words say of a refusal', async () => {
    desk.talk();
    for (const [type, message, code] of [
      ['Generic Error', 'INVALID_ACTION HOLD on extension 5580 5580', 'not-offered'],
      ['Parameter Missing', 'A reason is required finesse.api.reasoncode.require_reasoncode', 'reason-required'],
      ['Call Operation Failure', 'CF_INVALID_OBJECT_STATE 22', 'invalid-state'],
      ['Call Operation Failure', 'CF_RESOURCE_BUSY 33', 'refused'],
      ['Invalid Supervisor', '', 'not-yours'],
      ['Something New', '', 'refused'],
    ] as const) {
      const run = send({ type: 'dialog-action', dialogId: CALL, action: 'hold' });
      desk.refuse(type, message);
      expect(await run, message).to.equal(code);
    }
  });

  it('reads what a campaign says of its call', () => {
    desk.agent('TALKING');
    const mediaProperties = {
      callType: 'OUTBOUND',
      callvariables: {
        CallVariable: [
          { name: 'BACampaign', value: 'Renewals' },
          { name: 'BAStatus', value: 'PREVIEW_OUTBOUND' },
        ],
      },
    };
    desk.campaignCall({ leg: 'ACTIVE', more: { mediaProperties } });
    expect(desk.client.state.dialogs.get(CALL)?.outbound).to.deep.equal({ campaign: 'Renewals', status: 'PREVIEW_OUTBOUND' });
  });
});
