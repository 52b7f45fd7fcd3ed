import { expect } from '@open-wc/testing';
import { hasPauses, tonesIn } from './tones.js';

describe('tones in pasted text', () => {
  for (const [text, tones] of [
    ['4711', '4711'],
    [' 4111 1111-1111.1111\n', '4111111111111111'],
    ['(42) #', '42#'],
    ['*12a', '*12A'],
    ['1‑2', '12'],
    ['', undefined],
    ['+1206', undefined],
    ['call me', undefined],
  ] as const) {
    it(`"${text}" is ${tones ?? 'none'}`, () => {
      expect(tonesIn(text)).to.equal(tones);
      expect(hasPauses(text)).to.equal(false);
    });
  }

  for (const text of ['18005550199,,42#', '1p42', '1;42', '800w1', '1, 2']) {
    it(`"${text}" asks for pauses`, () => {
      expect(tonesIn(text)).to.equal(undefined);
      expect(hasPauses(text)).to.equal(true);
    });
  }
});
