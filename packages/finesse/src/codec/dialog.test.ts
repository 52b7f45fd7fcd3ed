import { expect } from '@open-wc/testing';
import type { DialogPicture, Participant } from '@cordboard/core';
import fc from 'fast-check';
import { element } from '../xml/write.js';
import { actionOf, wordOf } from './actions.js';
import { dialogFromBody, dialogsFromBody } from './dialog.js';
import { dialogPicture, type DialogContext } from './dialog-picture.js';

const ME: DialogContext = { extension: '61017', agentId: '40017' };

interface Party {
  readonly address: string;
  readonly type?: string | undefined;
  readonly state?: string;
  readonly cause?: string;
  readonly actions?: readonly string[];
  readonly changed?: string;
  readonly started?: string;
}

// In the order and with the empty elements that servers send.
function party({ address, type = '', state = 'ACTIVE', cause = '', actions = [], changed = '', started = '' }: Party): string {
  const list = actions.map((action) => `<action>${action}</action>`).join('');
  return (
    `<Participant><actions>${list}</actions><mediaAddress>${address}</mediaAddress><mediaAddressType>${type}</mediaAddressType>` +
    `<startTime>${started}</startTime><state>${state}</state><stateCause>${cause}</stateCause><stateChangeTime>${changed}</stateChangeTime></Participant>`
  );
}

interface Call {
  readonly id?: string;
  readonly from?: string;
  readonly to?: string;
  readonly state?: string;
  readonly type?: string;
  readonly dialled?: string;
  readonly original?: string;
  readonly more?: string;
  readonly media?: string;
  readonly properties?: string;
  readonly parties?: readonly Party[];
}

function dialog(call: Call): string {
  const {
    id = '33870011',
    from = '2065550142',
    to = '7400',
    state = 'ACTIVE',
    type = 'PREROUTE_ACD_IN',
    dialled = '7400',
    original = '',
    more = '',
  } = call;
  return (
    `<Dialog><associatedDialogUri>${original}</associatedDialogUri><fromAddress>${from}</fromAddress><id>${id}</id><mediaProperties><DNIS>61017</DNIS>` +
    `<callType>${type}</callType><dialedNumber>${dialled}</dialedNumber><outboundClassification></outboundClassification>${call.properties ?? ''}</mediaProperties>` +
    `<mediaType>${call.media ?? 'Voice'}</mediaType><participants>${(call.parties ?? []).map(party).join('')}</participants>${more}<state>${state}</state>` +
    `<toAddress>${to}</toAddress><uri>/finesse/api/Dialog/${id}</uri></Dialog>`
  );
}

function picture(call: Call, context = ME): DialogPicture {
  return dialogPicture(dialogFromBody(dialog(call)), context)!.picture;
}

function own(call: Call, context = ME): Participant {
  return picture(call, context).participants.find((one) => one.own)!;
}

const AGENT: Party = { address: '61017', type: 'AGENT_DEVICE' };
const CUSTOMER: Party = { address: '2065550142' };
const COLLEAGUE: Party = { address: '61022', type: 'AGENT_DEVICE' };

describe('dialogPicture', () => {
  it('names the layout that routing asks for, in either letter case, and none for an empty name', () => {
    const layout = (name: string, value = 'Loyalty') =>
      picture({ properties: `<callvariables><CallVariable><name>${name}</name><value>${value}</value></CallVariable></callvariables>` })
        .layout;
    expect(layout('user.layout')).to.equal('Loyalty');
    expect(layout('user.Layout')).to.equal('Loyalty');
    expect(layout('user.layout', '')).to.equal(undefined);
    expect(layout('user.Segment')).to.equal(undefined);
  });

  it('is the whole call', () => {
    const xml = dialog({
      properties:
        '<queueName>Billing &amp; more</queueName><queueNumber>5120</queueNumber><callvariables>' +
        '<CallVariable><name>callVariable1</name><value>ACC-7781</value></CallVariable><CallVariable><name>callVariable2</name><value></value></CallVariable>' +
        '<CallVariable><name>user.Case[0]</name><value>C-19</value></CallVariable></callvariables>',
      parties: [
        {
          ...AGENT,
          actions: ['TRANSFER_SST', 'CONSULT_CALL', 'HOLD', 'UPDATE_CALL_DATA', 'SEND_DTMF', 'DROP', 'PARK'],
          started: '2025-03-04T09:20:11.004Z',
          changed: '2025-03-04T09:21:00.000Z',
        },
        { ...CUSTOMER, started: '2025-03-04T09:20:05.000Z', changed: '2025-03-04T09:20:11.004Z' },
      ],
    });
    expect(dialogPicture(dialogFromBody(xml), ME)).to.deep.equal({
      at: Date.parse('2025-03-04T09:21:00.000Z'),
      picture: {
        id: '33870011',
        media: 'voice',
        direction: 'inbound',
        kind: 'call',
        callType: 'PREROUTE_ACD_IN',
        state: 'active',
        from: '2065550142',
        to: '7400',
        dialed: '7400',
        queue: { id: '5120', name: 'Billing & more' },
        participants: [
          {
            address: '61017',
            kind: 'agent',
            role: 'called',
            own: true,
            controller: 'unknown',
            state: 'active',
            since: Date.parse('2025-03-04T09:21:00.000Z'),
            joined: Date.parse('2025-03-04T09:20:11.004Z'),
            actions: ['transfer-now', 'consult', 'hold', 'update-call-data', 'send-dtmf', 'drop'],
            otherActions: ['PARK'],
          },
          {
            address: '2065550142',
            kind: 'outside',
            role: 'caller',
            own: false,
            controller: 'unknown',
            state: 'active',
            since: Date.parse('2025-03-04T09:20:11.004Z'),
            joined: Date.parse('2025-03-04T09:20:05.000Z'),
            actions: [],
            otherActions: [],
          },
        ],
        variables: [
          { name: 'callVariable1', value: 'ACC-7781' },
          { name: 'callVariable2', value: '' },
          { name: 'user.Case[0]', value: 'C-19' },
        ],
        started: Date.parse('2025-03-04T09:20:05.000Z'),
      },
    });
  });

  it('tells whom a campaign calls, and how the call was classed', () => {
    const variable = (name: string, value: string) => `<CallVariable><name>${name}</name><value>${value}</value></CallVariable>`;
    const outbound = (classification: string) =>
      picture({
        properties:
          `<outboundClassification>${classification}</outboundClassification>` +
          `<callvariables>${variable('BACampaign', 'Renewals')}${variable('BABuddyName', 'Sato,Hana')}</callvariables>`,
      }).outbound;
    expect(outbound('')).to.deep.equal({ campaign: 'Renewals', customerName: 'Sato,Hana' });
    expect(outbound('ANS_MACHINE')).to.include({ classification: 'ANS_MACHINE', classified: 'answering-machine' });
    expect(outbound('CARRIER_PIGEON')).to.include({ classification: 'CARRIER_PIGEON' }).and.not.have.property('classified');
  });

  const directions: readonly (readonly [string, Call, DialogPicture['direction']])[] = [
    ['routed', { parties: [AGENT, CUSTOMER] }, 'inbound'],
    ['direct', { type: 'OTHER_IN', to: '61017', dialled: '61017' }, 'inbound'],
    ['off the hook', { type: 'AGENT_INSIDE', from: '61017', to: '', dialled: '', state: 'INITIATING', parties: [AGENT] }, 'outbound'],
    ['to a colleague', { type: 'AGENT_INSIDE', from: '61017', to: '61022', parties: [AGENT, COLLEAGUE] }, 'internal'],
    ['to outside', { type: 'OUT', from: '61017', to: '2065550142', parties: [AGENT, CUSTOMER] }, 'outbound'],
    ['of the dialer', { type: 'OUTBOUND', from: '61017', to: '2065550142', parties: [AGENT, CUSTOMER] }, 'outbound'],
    ['transferred in', { type: 'TRANSFER', parties: [AGENT, CUSTOMER] }, 'inbound'],
    ['a conference I called', { type: 'CONFERENCE', from: '61017', to: '2065550142', parties: [AGENT, CUSTOMER, COLLEAGUE] }, 'outbound'],
    ['a consult to a colleague', { type: 'CONSULT', from: '61017', to: '61022', parties: [AGENT, COLLEAGUE] }, 'internal'],
    ['a consult to outside', { type: 'CONSULT', from: '61017', to: '2065550142', parties: [AGENT, CUSTOMER] }, 'outbound'],
    ['a colleague’s, type forgotten', { type: '', from: '61022', to: '61017', parties: [AGENT, COLLEAGUE] }, 'internal'],
    ['nobody knows', { type: '', from: '', to: '', parties: [AGENT] }, 'unknown'],
    ['a new type', { type: 'NEW_TYPE', parties: [AGENT, CUSTOMER] }, 'inbound'],
  ];
  for (const [title, call, direction] of directions) {
    it(`tells the direction: ${title}`, () => {
      expect(picture(call).direction).to.equal(direction);
    });
  }

  const kinds: readonly (readonly [string, Call, DialogPicture['kind']])[] = [
    ['a call', {}, 'call'],
    ['a consult, whatever its type', { type: 'OUT', original: '/finesse/api/Dialog/33870011', id: '33870012' }, 'consult'],
    ['a consult typed AGENT_INSIDE', { type: 'AGENT_INSIDE', original: '/finesse/api/Dialog/33870011', id: '33870012' }, 'consult'],
    ['a consult type without a link', { type: 'CONSULT' }, 'call'],
    ['a conference', { type: 'CONFERENCE' }, 'conference'],
    ['a conference by barging in', { type: 'CONFERENCE', original: '/finesse/api/Dialog/9' }, 'conference'],
    ['a conference whose type was forgotten', { type: '', parties: [AGENT, CUSTOMER, COLLEAGUE] }, 'conference'],
    [
      'a reservation',
      { type: 'OUTBOUND_PREVIEW', parties: [{ ...AGENT, state: 'ALERTING', actions: ['ACCEPT', 'CLOSE', 'REJECT'] }] },
      'reservation',
    ],
    ['a personal callback’s reservation', { type: 'OUTBOUND_PERSONAL_CALLBACK_PREVIEW' }, 'reservation'],
    ['a supervisor listening', { type: 'SUPERVISOR_MONITOR', from: '61090', to: '61017' }, 'monitor'],
    ['forgotten', { type: '', parties: [AGENT, CUSTOMER] }, 'unknown'],
    ['a new type', { type: 'NEW_TYPE' }, 'call'],
  ];
  for (const [title, call, kind] of kinds) {
    it(`tells the kind: ${title}`, () => {
      expect(picture(call).kind).to.equal(kind);
    });
  }

  it('links a consult to its original, and only a consult', () => {
    expect(picture({ original: ' /finesse/api/Dialog/0033870011 ' }).originalId).to.equal('0033870011');
    expect(picture({ type: 'CONFERENCE', original: '/finesse/api/Dialog/9' })).not.to.have.property('originalId');
    expect(picture({ more: '<secondaryId>33870012</secondaryId>' }).replacedId).to.equal('33870012');
  });

  it('keeps the type of call that a failover makes the platform forget', () => {
    const known = { ...ME, callType: 'CONFERENCE' };
    for (const type of ['', 'NULL']) expect(picture({ type }, known)).to.include({ callType: 'CONFERENCE', kind: 'conference' });
    expect(picture({ type: 'TRANSFER' }, known).callType).to.equal('TRANSFER');
    expect(picture({ type: 'NULL' }).callType).to.equal('');
  });

  it('keeps words it does not know (P7)', () => {
    expect(picture({ state: 'STATE_X', parties: [{ ...AGENT, state: 'X', cause: 'Y' }] })).to.deep.include({
      state: 'unknown',
      rawState: 'STATE_X',
    });
    expect(
      own({ parties: [{ ...AGENT, state: 'constructor', cause: '__proto__', actions: ['__proto__', 'hold', ' HOLD '] }] }),
    ).to.deep.include({
      state: 'unknown',
      rawState: 'constructor',
      cause: 'unknown',
      actions: ['hold'],
      otherActions: ['__proto__', 'hold'],
    });
  });

  it('tells ringing by the own participant, in a call that is active', () => {
    const call: Call = {
      type: 'TRANSFER',
      parties: [{ ...AGENT, state: 'ALERTING', actions: ['ANSWER'] }, CUSTOMER, { ...COLLEAGUE, state: 'DROPPED', cause: 'OTHER' }],
    };
    expect(picture(call).state).to.equal('active');
    expect(own(call)).to.deep.include({ state: 'alerting', actions: ['answer'], role: 'joined' });
    expect(picture(call).participants[2]).to.include({ state: 'dropped', cause: 'other' });
  });

  it('does not take every agent device for an agent', () => {
    const call: Call = {
      parties: [
        { ...AGENT, state: 'ALERTING' },
        { ...CUSTOMER, type: 'AGENT_DEVICE' },
      ],
    };
    expect(picture(call).participants.map(({ kind }) => kind)).to.deep.equal(['agent', 'outside']);
  });

  it('tells colleagues, outsiders and route points apart', () => {
    expect(
      picture({ type: 'CONFERENCE', parties: [AGENT, CUSTOMER, COLLEAGUE] }).participants.map(({ kind, role }) => `${kind} ${role}`),
    ).to.deep.equal(['agent joined', 'outside caller', 'agent joined']);
    expect(picture({ parties: [AGENT, CUSTOMER, { address: '7400' }] }).participants[2]).to.include({
      kind: 'route-point',
      role: 'called',
    });
    expect(picture({ parties: [{ address: '5', type: 'NEW' }] }).participants[0]).to.include({ kind: 'unknown', role: 'unknown' });
    expect(
      picture({ type: 'SUPERVISOR_MONITOR', from: '61090', to: '61017', parties: [AGENT, { ...COLLEAGUE, address: '61090' }] })
        .participants[1],
    ).to.include({ role: 'monitor' });
  });

  it('knows nobody as own before the extension is known', () => {
    expect(picture({ parties: [AGENT] }, { extension: undefined }).participants[0]!.own).to.equal(false);
    expect(picture({ parties: [{ address: '' }] }, { extension: '' }).participants).to.deep.equal([]);
  });

  it('tells who is conference controller only when told', () => {
    const call: Call = { type: 'CONFERENCE', parties: [AGENT, COLLEAGUE] };
    expect(picture(call, { ...ME, controller: 'yes' }).participants.map(({ controller }) => controller)).to.deep.equal(['yes', 'unknown']);
  });

  it('reads tasks, whose own address is the agent’s id', () => {
    const task = picture({
      id: '151_88_1',
      media: 'Chat & mail'.replace('&', '&amp;'),
      type: '',
      parties: [{ address: '40017', actions: ['ACCEPT'] }],
    });
    expect(task).to.include({ id: '151_88_1', media: 'task', rawMedia: 'Chat & mail' });
    expect(task.participants[0]).to.deep.include({ own: true, actions: ['accept'] });
  });

  it('tells wrap-up that is absent, empty, one or several', () => {
    const wrapUp = (properties: string): DialogPicture['wrapUp'] => picture({ properties }).wrapUp;
    expect(wrapUp('')).to.equal(undefined);
    expect(wrapUp('<wrapUpReason></wrapUpReason>')).to.deep.equal({ reasons: [] });
    expect(wrapUp('<wrapUpReason>Refund issued</wrapUpReason>')).to.deep.equal({ reasons: ['Refund issued'] });
    expect(
      wrapUp('<wrapUpItems><wrapUpItem>A</wrapUpItem><wrapUpItem>B</wrapUpItem></wrapUpItems><wrapUpReason>B</wrapUpReason>'),
    ).to.deep.equal({ reasons: ['A', 'B'] });
  });

  it('has no time where no participant tells one (C7)', () => {
    const seen = dialogPicture(dialogFromBody(dialog({ parties: [{ ...AGENT, changed: 'null', started: '' }] })), ME)!;
    expect(seen).not.to.have.property('at');
    expect(seen.picture).not.to.have.property('started');
    expect(seen.picture.participants[0]).not.to.have.any.keys('since', 'joined');
  });

  it('always has lists, with none, one or many in them (P3)', () => {
    for (const count of [0, 1, 2, 40]) {
      const call = picture({
        parties: Array.from({ length: count }, (_, i) => ({ address: String(i), actions: Array.from({ length: count }, () => 'HOLD') })),
        properties: `<callvariables>${'<CallVariable><name>x</name><value/></CallVariable>'.repeat(count)}</callvariables>`,
      });
      expect(call.participants).to.have.length(count);
      expect(call.variables).to.have.length(count);
      for (const one of call.participants) expect(one.actions).to.have.length(count);
    }
    expect(dialogPicture(dialogFromBody('<Dialog><id>1</id></Dialog>'), ME)!.picture).to.deep.include({
      participants: [],
      variables: [],
      state: 'unknown',
    });
  });

  it('keeps the values of variables byte for byte, through both escapes (P4, X3)', () => {
    const value = fc
      .string({ unit: 'grapheme', maxLength: 40 })
      .filter((text) => !/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u.test(text));
    const nasty = fc.constantFrom(
      '\t a\\b"\n',
      ' \u2028 ',
      '\u{1f600}',
      '\r',
      '<img src=x onerror=alert(1)>',
      ']]>',
      '&amp;',
      '__proto__',
      '  ',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(value, nasty), { maxLength: 12 }), (values) => {
        const variables = values.map((text, i) => element('CallVariable', {}, element('name', {}, `v${i}`), element('value', {}, text)));
        const xml = element(
          'dialog',
          {},
          element('id', {}, '1'),
          element('mediaProperties', {}, element('callvariables', {}, ...variables)),
        );
        const seen = dialogPicture(dialogFromBody(xml.toString()), ME)!.picture;
        expect(seen.variables).to.deep.equal(values.map((text, i) => ({ name: `v${i}`, value: text })));
      }),
    );
  });

  it('keeps ids and addresses as they are written (P12)', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[-+]?\d{1,30}$/), (id) => {
        const seen = picture({ id: ` ${id}\n`, from: id, parties: [{ address: id }] });
        expect([seen.id, seen.from, seen.participants[0]!.address]).to.deep.equal([id, id, id]);
      }),
    );
  });

  it('takes the id from the uri, and is nothing without one', () => {
    expect(dialogPicture(dialogFromBody('<Dialog><uri>/finesse/api/Dialog/007</uri></Dialog>'), ME)!.picture.id).to.equal('007');
    expect(dialogPicture(dialogFromBody('<Dialog><state>ACTIVE</state></Dialog>'), ME)).to.equal(undefined);
  });

  it('reads children in any order, and ignores what it does not know', () => {
    const xml =
      '<Dialog><x><id>9</id></x><uri>/d/1</uri><participants><other/><participant><mediaAddress>61017</mediaAddress></participant></participants><callGUID/></Dialog>';
    expect(dialogPicture(dialogFromBody(xml), ME)!.picture)
      .to.deep.include({ id: '1' })
      .and.have.nested.property('participants[0].own', true);
  });

  it('reads lists of dialogs', () => {
    expect(dialogsFromBody('<Dialogs/>')).to.deep.equal([]);
    expect(dialogsFromBody(`<Dialogs>${dialog({ id: '1' })}\n${dialog({ id: '2' })}</Dialogs>`).map(({ id }) => id)).to.deep.equal([
      '1',
      '2',
    ]);
  });
});

describe('actions', () => {
  it('have one word each, both ways', () => {
    const words = [
      'ANSWER',
      'HOLD',
      'RETRIEVE',
      'DROP',
      'CONSULT_CALL',
      'CONFERENCE',
      'TRANSFER',
      'TRANSFER_SST',
      'SEND_DTMF',
      'UPDATE_CALL_DATA',
      'START_RECORDING',
      'PARTICIPANT_DROP',
      'BARGE_CALL',
      'ACCEPT',
      'REJECT',
      'CLOSE',
      'RECLASSIFY',
      'UPDATE_SCHEDULED_CALLBACK',
      'CANCEL_SCHEDULED_CALLBACK',
    ];
    for (const word of words) expect(wordOf(actionOf(word)!)).to.equal(word);
    expect(new Set(words.map(actionOf)).size).to.equal(words.length);
    for (const word of ['answer', '', 'constructor']) expect(actionOf(word)).to.equal(undefined);
  });
});
