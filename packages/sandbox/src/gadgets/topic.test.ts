import { expect } from '@open-wc/testing';
import { array, assert, constantFrom, oneof, property } from 'fast-check';
import { isPattern, isTopic, matches } from './topic.js';

const token = constantFrom('finesse', 'api', 'User', '1001', 'a-b', '__proto__');
const topic = array(token, { minLength: 1, maxLength: 5 }).map((tokens) => tokens.join('.'));
const pattern = array(oneof(token, constantFrom('*', '**')), { minLength: 1, maxLength: 5 })
  .map((tokens) => tokens.join('.'))
  .filter(isPattern);

// The rules as a regular expression: an oracle that shares no step with the walk over tokens.
function oracle(wanted: string, name: string): boolean {
  const source = wanted
    .split('.')
    .map((each) => (each === '**' ? '[^.]+(?:\\.[^.]+)*' : each === '*' ? '[^.]+' : each))
    .join('\\.');
  return new RegExp(`^${source}$`).test(name);
}

describe('topics of the hub', () => {
  it('match as the rules say, whatever the tokens', () => {
    assert(
      property(pattern, topic, (wanted, name) => {
        expect(matches(wanted, name)).to.equal(oracle(wanted, name));
      }),
      { numRuns: 2000 },
    );
  });

  it('have no empty token, and `**` only in the last place', () => {
    for (const bad of ['', '.', 'a.', '.a', 'a..b', 'a.*b', '**.a', 'a.***', 7, undefined, null]) {
      expect(isPattern(bad), String(bad)).to.equal(false);
    }
    for (const good of ['a', 'a.*.b', '*', '**', 'a.**', '*.*.**']) expect(isPattern(good), good).to.equal(true);
  });

  it('are published under names only', () => {
    for (const bad of ['*', 'a.**', 'a*', '', 'a..b', 7]) expect(isTopic(bad), String(bad)).to.equal(false);
    expect(isTopic('finesse.api.User.1001')).to.equal(true);
  });
});
