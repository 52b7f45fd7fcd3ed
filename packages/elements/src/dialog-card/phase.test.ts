import { expect } from '@open-wc/testing';
import { aCustomer, aDialog, aParticipant } from '@cordboard/testing';
import type { Dialog, DialogPicture, Participant, ParticipantState } from '@cordboard/core';
import { otherSide, partyCount, phaseOf, phaseSince, type Phase } from './phase.js';

function dialog(changes: Partial<DialogPicture>): Dialog {
  return { ...aDialog(changes), freshness: 'fresh', partial: false };
}

describe('phaseOf', () => {
  it('goes by the agent’s own leg', () => {
    const rows: readonly [ParticipantState, Phase][] = [
      ['alerting', 'ringing'],
      ['initiating', 'calling'],
      ['initiated', 'calling'],
      ['active', 'talking'],
      ['held', 'held'],
      ['wrap-up', 'wrap-up'],
      ['failed', 'failed'],
      ['accepted', 'accepted'],
      ['dropped', 'ended'],
      ['unknown', 'unknown'],
    ];
    for (const [state, want] of rows) {
      // The call as a whole says something else on purpose.
      const picture = dialog({ state: 'alerting', participants: [aCustomer({ state: 'held' }), aParticipant({ state })] });
      expect(phaseOf(picture), state).to.equal(want);
    }
    expect(phaseOf(dialog({ participants: [aCustomer()] }))).to.equal('unknown');
  });

  it('tells kinds of call apart only while the agent is in it', () => {
    const rows: readonly [Dialog['kind'], Phase][] = [
      ['call', 'talking'],
      ['consult', 'consulting'],
      ['conference', 'conference'],
      ['monitor', 'monitoring'],
      ['reservation', 'talking'],
      ['unknown', 'talking'],
    ];
    for (const [kind, want] of rows) {
      expect(phaseOf(dialog({ kind })), kind).to.equal(want);
      expect(phaseOf(dialog({ kind, participants: [aParticipant({ state: 'held' })] })), kind).to.equal('held');
    }
  });
});

describe('the other side', () => {
  const OWN: Partial<Participant> = { address: '1001001' };

  it('is the one other party', () => {
    expect(otherSide(dialog({}))).to.equal('+12065550142');
    const outgoing = dialog({
      from: '1001001',
      to: '7400',
      participants: [aParticipant({ ...OWN, role: 'caller' }), aCustomer({ address: '1001002' })],
    });
    expect(otherSide(outgoing)).to.equal('1001002');
  });

  it('is the caller in a conference, and the number dialled while nobody else is on the line', () => {
    const three = [aParticipant(OWN), aCustomer(), aCustomer({ address: '1001002' })];
    expect(otherSide(dialog({ kind: 'conference', participants: three }))).to.equal('+12065550142');
    const queued = [aParticipant({ ...OWN, role: 'caller' }), aCustomer({ address: '5120', kind: 'route-point' })];
    expect(otherSide(dialog({ from: '1001001', to: '61017', dialed: '7400', participants: queued }))).to.equal('7400');
    expect(otherSide(dialog({ from: '1001001', to: '61017', dialed: '', participants: queued }))).to.equal('61017');
  });

  it('is nobody where the platform named nobody', () => {
    expect(otherSide(dialog({ from: '', participants: [] }))).to.equal(undefined);
    expect(otherSide(dialog({ from: '', participants: [aParticipant(), aCustomer({ address: '' })] }))).to.equal(undefined);
  });

  it('counts people, not queues nor those who left', () => {
    const parties = [aParticipant(), aCustomer(), aCustomer({ state: 'dropped' }), aCustomer({ kind: 'route-point' })];
    expect(partyCount(dialog({ participants: parties }))).to.equal(2);
  });
});

describe('phaseSince', () => {
  it('is the own leg’s time, else the call’s, else not known', () => {
    expect(phaseSince(dialog({ started: 1, participants: [aParticipant({ since: 5 })] }))).to.equal(5);
    const { since: _, ...timeless } = aParticipant();
    expect(phaseSince(dialog({ started: 1, participants: [timeless] }))).to.equal(1);
    const { started: __, ...picture } = dialog({ participants: [timeless] });
    expect(phaseSince(picture)).to.equal(undefined);
  });
});
