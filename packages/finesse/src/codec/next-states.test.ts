import { expect } from '@open-wc/testing';
import type { AgentPicture, AgentState } from '@cordboard/core';
import { nextStates, withNextStates, type StateRules } from './next-states.js';

type Facts = Parameters<typeof nextStates>[0];

const OPTIONAL: AgentPicture['settings'] = { wrapUpIncoming: 'optional' };

/** What is offered, as `state/reason/effect`, first letters where they tell enough. */
function offered(agent: Facts, rules: StateRules): string {
  return nextStates(agent, rules)
    .map(({ state, reason, effect }) => `${state}:${reason}:${effect}`)
    .join(' ');
}

describe('nextStates', () => {
  const codes = { notReadyReasons: true, signOutReasons: true } as const;
  const table: readonly (readonly [AgentState, string, string])[] = [
    ['signed-out', '', ''],
    ['unknown', '', ''],
    [
      'not-ready',
      'ready:forbidden:now not-ready:required:now signed-out:required:now',
      'ready:forbidden:now not-ready:required:now signed-out:required:now',
    ],
    ['ready', 'not-ready:required:now', 'not-ready:required:now signed-out:required:now'],
    ['reserved', 'not-ready:required:pending', 'not-ready:required:pending'],
    ['reserved-outbound', 'ready:forbidden:now not-ready:required:now', ''],
    ['reserved-outbound-preview', 'ready:forbidden:now not-ready:required:pending', 'ready:forbidden:now not-ready:required:pending'],
    [
      'talking',
      'ready:forbidden:pending not-ready:required:pending work:forbidden:pending',
      'not-ready:required:pending work:forbidden:pending',
    ],
    ['hold', 'ready:forbidden:pending not-ready:required:pending work:forbidden:pending', ''],
    ['work', 'ready:forbidden:now not-ready:required:now', 'ready:forbidden:now not-ready:required:now'],
    ['work-ready', 'ready:forbidden:now not-ready:required:now', ''],
  ];
  for (const [state, cce, ccx] of table) {
    it(`from ${state}`, () => {
      expect(offered({ state, settings: OPTIONAL }, { platform: 'CCE', ...codes })).to.equal(cce);
      expect(offered({ state, settings: OPTIONAL }, { platform: 'CCX', ...codes })).to.equal(ccx);
    });
  }

  it('needs a reason where there are some, forbids one where there are none, and leaves it open while it does not know', () => {
    const facts: Facts = { state: 'not-ready', settings: {} };
    expect(offered(facts, { platform: 'CCE', notReadyReasons: false, signOutReasons: false })).to.equal(
      'ready:forbidden:now signed-out:forbidden:now',
    );
    expect(offered(facts, { platform: 'CCE' })).to.equal('ready:forbidden:now not-ready:optional:now signed-out:optional:now');
    expect(offered({ state: 'ready', settings: {} }, { platform: 'CCE', notReadyReasons: false })).to.equal('not-ready:forbidden:now');
  });

  it('offers wrap-up only where it is optional, for the call’s direction', () => {
    const work = (settings: AgentPicture['settings'], direction?: 'inbound' | 'outbound'): boolean =>
      nextStates({ state: 'talking', settings }, { platform: 'CCE', ...(direction && { direction }) }).some(
        ({ state }) => state === 'work',
      );
    expect(work({})).to.equal(false);
    expect(work({ wrapUpIncoming: 'required', wrapUpOutgoing: 'not-allowed' })).to.equal(false);
    expect(work({ wrapUpIncoming: 'optional' }, 'inbound')).to.equal(true);
    expect(work({ wrapUpIncoming: 'optional' }, 'outbound')).to.equal(false);
    expect(work({ wrapUpOutgoing: 'optional' }, 'outbound')).to.equal(true);
    expect(work({ wrapUpOutgoing: 'optional' })).to.equal(true);
  });

  it('offers not ready only once during a call on CCX', () => {
    const agent: Facts = { state: 'talking', settings: {}, pending: { state: 'not-ready' } };
    expect(offered(agent, { platform: 'CCX' })).to.equal('');
    expect(offered(agent, { platform: 'CCE' })).to.equal('ready:forbidden:pending not-ready:optional:pending');
  });

  it('can be told not to guess, and can be given another table', () => {
    const agent: Facts = { state: 'reserved', settings: {} };
    expect(offered(agent, { platform: 'CCE', offerInferred: false })).to.equal('');
    expect(offered(agent, { platform: 'CCE', table: { reserved: { ready: 'now?' } } })).to.equal('ready:forbidden:now');
  });

  it('gives the same picture when nothing changed', () => {
    const picture: AgentPicture = {
      id: '1',
      state: 'ready',
      next: nextStates({ state: 'ready', settings: {} }, { platform: 'CCE' }),
      settings: {},
      roles: [],
      supervises: [],
    };
    expect(withNextStates(picture, { platform: 'CCE' })).to.equal(picture);
    expect(withNextStates(picture, { platform: 'CCX' }).next).to.have.length(2);
  });
});
