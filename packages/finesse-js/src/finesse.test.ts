import { expect } from '@open-wc/testing';
import { createFinesse } from './finesse.js';

describe('createFinesse', () => {
  it('keeps the libraries of two frames apart', () => {
    const one = createFinesse(window);
    one.modules['Mine'] = {};
    expect(createFinesse(window).modules).to.deep.equal({});
  });
});
