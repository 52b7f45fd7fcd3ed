import { expect } from '@open-wc/testing';
import { defaultLabels, type LabelOverrides, type Labels } from './labels.js';
import { wordsOver } from './overlay.js';

const labelsFor = (overrides: LabelOverrides | undefined): Labels => wordsOver(defaultLabels, overrides);

describe('labels', () => {
  it('are English where nothing replaces them', () => {
    expect(labelsFor(undefined)).to.equal(defaultLabels);
    expect(labelsFor({})).to.deep.equal(defaultLabels);
  });

  it('take any part of the table and leave the rest', () => {
    const labels = labelsFor({
      actions: { hold: 'Halten' },
      states: { ready: 'Bereit' },
      afterCall: (state) => `${state} nach dem Gespräch`,
    });
    expect(labels.actions.hold).to.equal('Halten');
    expect(labels.actions.retrieve).to.equal('Retrieve');
    expect(labels.states.ready).to.equal('Bereit');
    expect(labels.states['not-ready']).to.equal('Not ready');
    expect(labels.afterCall(labels.states.ready)).to.equal('Bereit nach dem Gespräch');
  });

  it('are laid over the English ones once per object', () => {
    const overrides: LabelOverrides = { actions: { drop: 'Auflegen' } };
    expect(labelsFor(overrides)).to.equal(labelsFor(overrides));
  });

  for (const [what, wrong] of [
    ['a text for a function', { afterCall: 'later' }],
    ['a function for a text', { dismiss: () => 'Weg' }],
    ['nothing for a text', { dismiss: null, dial: undefined }],
    ['a text for a group', { states: 'Ready' }],
    ['nothing at all', null],
    ['a text for the table', 'Hold'],
  ] as const) {
    it(`leave out ${what}, which would make an element throw`, () => {
      expect(labelsFor(wrong as unknown as LabelOverrides)).to.deep.equal(defaultLabels);
    });
  }
});
