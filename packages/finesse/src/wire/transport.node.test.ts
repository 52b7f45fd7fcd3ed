import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { TransportChoice, type Transport } from './transport.js';

describe('the choice of a transport', () => {
  /** What each attempt uses, given whether each one before was heard; `!` marks those that come at once. */
  function attempts(wanted: 'auto' | Transport | undefined, ...heard: readonly boolean[]): string {
    const choice = new TransportChoice(wanted);
    return [choice.present, ...heard.map((each) => (choice.tried(each) ? '!' : '') + choice.present)].join(' ');
  }

  it('falls back at once, and stays with what was heard', () => {
    assert.equal(attempts('auto', false), 'websocket !bosh');
    assert.equal(attempts('auto', false, true, false, false), 'websocket !bosh bosh bosh bosh');
    assert.equal(attempts('auto', true, false, false), 'websocket websocket websocket websocket');
  });

  it('goes round while nothing is heard, one pause a round', () => {
    assert.equal(attempts(undefined, false, false, false, false, true), 'websocket !bosh websocket !bosh websocket websocket');
  });

  it('does as it is told', () => {
    assert.equal(attempts('websocket', false, false), 'websocket websocket websocket');
    assert.equal(attempts('bosh', false, true), 'bosh bosh bosh');
  });

  it('calls only what it was driven to a fallback', () => {
    const told = new TransportChoice('bosh');
    const driven = new TransportChoice();
    driven.tried(false);
    assert.deepEqual([told.isFallback, driven.isFallback, new TransportChoice().isFallback], [false, true, false]);
  });
});
