import { expect } from '@open-wc/testing';
import type { AgentPicture } from '@cordboard/core';
import fc from 'fast-check';
import { element } from '../xml/write.js';
import type { StateRules } from './next-states.js';
import { agentPicture, agentState, isSummary, userFromBody } from './user.js';

const CCE: StateRules = { platform: 'CCE', notReadyReasons: true, signOutReasons: false };

const FULL = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<User>
  <dialogs>/finesse/api/User/40017/Dialogs</dialogs>
  <extension>61017</extension>
  <firstName>Maya</firstName><lastName>Okafor</lastName>
  <loginId>40017</loginId><loginName>mokafor</loginName>
  <mediaType>1</mediaType>
  <pendingState></pendingState>
  <reasonCode>
    <category>NOT_READY</category><code>21</code><forAll>true</forAll><id>14</id>
    <label>Coaching</label><uri>/finesse/api/ReasonCode/14</uri>
  </reasonCode>
  <reasonCodeId>14</reasonCodeId>
  <roles><role>Agent</role><role>Supervisor</role></roles>
  <settings><wrapUpOnIncoming>OPTIONAL</wrapUpOnIncoming><wrapUpOnOutgoing>NOT_ALLOWED</wrapUpOnOutgoing></settings>
  <state>NOT_READY</state>
  <stateChangeTime>2025-03-04T09:12:44.310Z</stateChangeTime>
  <teamId>5071</teamId><teamName>Billing East</teamName>
  <teams><Team><id>5071</id><name>Billing East</name><uri>/finesse/api/Team/5071</uri></Team><Team><uri>/finesse/api/Team/5072</uri></Team></teams>
  <uri>/finesse/api/User/40017</uri>
</User>`;

const SUMMARY = `<user><dialogs>/finesse/api/User/40017/Dialogs</dialogs><extension>61017</extension><firstName>Maya</firstName><lastName>Okafor</lastName>
<loginId>40017</loginId><mediaType></mediaType><pendingState></pendingState><state>RESERVED</state>
<stateChangeTime>2025-03-04T09:20:10.804Z</stateChangeTime><uri>/finesse/api/User/40017</uri></user>`;

function picture(xml: string, previous?: AgentPicture, rules: StateRules = CCE): AgentPicture {
  return agentPicture(userFromBody(xml), rules, previous)!.picture;
}

function user(fields: Readonly<Record<string, string>>): string {
  return element(
    'User',
    {},
    ...Object.entries({ loginId: '40017', ...fields }).map(([name, value]) => element(name, {}, value)),
  ).toString();
}

describe('agentPicture', () => {
  it('is the whole agent', () => {
    const since = Date.parse('2025-03-04T09:12:44.310Z');
    expect(agentPicture(userFromBody(FULL), CCE)).to.deep.equal({
      at: since,
      picture: {
        id: '40017',
        loginName: 'mokafor',
        firstName: 'Maya',
        lastName: 'Okafor',
        extension: '61017',
        state: 'not-ready',
        reason: { id: '14', code: '21', label: 'Coaching', system: false },
        since,
        next: [
          { state: 'ready', reason: 'forbidden', effect: 'now' },
          { state: 'not-ready', reason: 'required', effect: 'now' },
          { state: 'signed-out', reason: 'forbidden', effect: 'now' },
        ],
        settings: { wrapUpIncoming: 'optional', wrapUpOutgoing: 'not-allowed' },
        roles: ['agent', 'supervisor'],
        team: { id: '5071', name: 'Billing East' },
        supervises: [{ id: '5071', name: 'Billing East' }, { id: '5072' }],
      },
    });
  });

  it('knows every state, and keeps the word of others', () => {
    // prettier-ignore
    const words: Readonly<Record<string, string>> = {
      LOGOUT: 'signed-out', NOT_READY: 'not-ready', READY: 'ready', RESERVED: 'reserved', RESERVED_OUTBOUND: 'reserved-outbound',
      RESERVED_OUTBOUND_PREVIEW: 'reserved-outbound-preview', TALKING: 'talking', HOLD: 'hold', WORK: 'work', WORK_READY: 'work-ready',
    };
    for (const [word, state] of Object.entries(words)) expect(agentState(word)).to.equal(state);
    expect(picture(user({ state: ' READY\n' })))
      .to.include({ state: 'ready' })
      .and.not.have.property('rawState');
    // P7, X9: new words and the names of an object's own parts are only words.
    for (const word of ['STATE_X', 'ready', 'UNKNOWN', 'constructor', '__proto__', 'toString']) {
      expect(picture(user({ state: word }))).to.include({ state: 'unknown', rawState: word });
    }
    expect(picture(user({ state: '' })))
      .to.include({ state: 'unknown' })
      .and.not.have.property('rawState');
  });

  it('merges a short form into what is known', () => {
    const full = picture(FULL);
    expect(isSummary(userFromBody(SUMMARY))).to.equal(true);
    expect(isSummary(userFromBody(FULL))).to.equal(false);
    const { reason, ...rest } = full;
    expect(reason?.id).to.equal('14');
    expect(picture(SUMMARY, full)).to.deep.equal({
      ...rest,
      state: 'reserved',
      since: Date.parse('2025-03-04T09:20:10.804Z'),
      next: [{ state: 'not-ready', reason: 'required', effect: 'pending' }],
    });
  });

  it('does not merge another agent, and does not keep what a full form no longer has', () => {
    const full = picture(FULL);
    expect(picture(SUMMARY.replaceAll('40017', '40022'), full)).to.deep.include({ id: '40022', roles: [], settings: {} });
    const later = picture(user({ state: 'READY', extension: '61017', teamId: '5071' }), full);
    expect(later).to.deep.include({ roles: [], supervises: [], team: { id: '5071' } });
    expect(later).not.to.have.property('reason');
  });

  it('keeps the state when a message does not tell it', () => {
    const full = picture(FULL);
    expect(picture(user({ firstName: 'Mia', roles: '' }), full)).to.include({ firstName: 'Mia', state: 'not-ready', since: full.since });
  });

  it('reports what is pending', () => {
    expect(picture(user({ state: 'TALKING', pendingState: 'NOT_READY' })).pending).to.deep.equal({ state: 'not-ready' });
    expect(picture(user({ state: 'TALKING', pendingState: 'NEW' })).pending).to.deep.equal({ state: 'unknown', rawState: 'NEW' });
    expect(picture(user({ state: 'TALKING', pendingState: ' \n ' }))).not.to.have.property('pending');
  });

  const reasons: readonly (readonly [string, string, AgentPicture['reason']])[] = [
    ['none', '', undefined],
    ['-1', '<reasonCodeId>-1</reasonCodeId>', undefined],
    ['an id alone', '<reasonCodeId>14</reasonCodeId>', { id: '14', system: false }],
    [
      'as documented, with a capital',
      '<ReasonCode><code>21</code><label> Tea </label><uri>/finesse/api/ReasonCode/14</uri></ReasonCode>',
      { id: '14', code: '21', label: ' Tea ', system: false },
    ],
    [
      'marked as the system’s',
      '<reasonCode><code>7</code><label>x</label><systemCode>true</systemCode></reasonCode>',
      { code: '7', label: 'x', system: true },
    ],
    [
      'known as the system’s',
      '<reasonCodeId>-1</reasonCodeId><reasonCode><code>32767</code><label>Call Not Answered</label><uri></uri></reasonCode>',
      { code: '32767', label: 'Call Not Answered', system: true },
    ],
  ];
  for (const [title, xml, reason] of reasons) {
    it(`gives the reason: ${title}`, () => {
      expect(picture(`<User><loginId>40017</loginId><state>NOT_READY</state>${xml}</User>`).reason).to.deep.equal(reason);
    });
  }

  it('knows each platform’s own reasons', () => {
    const xml = '<User><loginId>1</loginId><state>NOT_READY</state><reasonCode><code>33</code><label>s</label></reasonCode></User>';
    expect(picture(xml, undefined, { platform: 'CCX' }).reason?.system).to.equal(true);
    expect(picture(xml).reason?.system).to.equal(false);
  });

  it('reads mobile agents', () => {
    const mobile = (mode: string): AgentPicture['mobile'] =>
      picture(
        `<User><loginId>1</loginId><roles/><mobileAgent><dialNumber>914085550101</dialNumber><mode>${mode}</mode></mobileAgent></User>`,
      ).mobile;
    expect(mobile('CALL_BY_CALL')).to.deep.equal({ mode: 'call-by-call', number: '914085550101' });
    expect(mobile('NAILED_CONNECTION')).to.deep.equal({ mode: 'nailed', number: '914085550101' });
    expect(mobile('ELSE')).to.deep.equal({ mode: 'unknown', number: '914085550101' });
  });

  it('has no time where the platform gave none', () => {
    for (const time of ['', 'null', '0000-00-00T00:00:00.000Z']) {
      const seen = agentPicture(userFromBody(user({ state: 'READY', stateChangeTime: time })), CCE)!;
      expect(seen).not.to.have.property('at');
      expect(seen.picture).not.to.have.property('since');
    }
  });

  it('keeps ids as they are written (P12) and names byte for byte (P4)', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^-?\d{1,25}$/), fc.stringMatching(/^[ -~é\u2028\u{1f600}]{0,20}$/u), (id, name) => {
        const seen = picture(user({ loginId: id, firstName: `\t${name} `, state: 'READY' }));
        expect(seen.id).to.equal(id);
        expect(seen.firstName).to.equal(`\t${name} `);
      }),
    );
  });

  it('takes the id from the uri, and is nothing without one', () => {
    expect(picture('<user><uri>/finesse/api/User/0042</uri></user>').id).to.equal('0042');
    expect(agentPicture(userFromBody('<user><state>READY</state></user>'), CCE)).to.equal(undefined);
  });
});
