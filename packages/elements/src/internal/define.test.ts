/* eslint-disable no-console -- what is said on the console is what is tested */
import { expect } from '@open-wc/testing';
import { define } from './define.js';

describe('define', () => {
  const warn = console.warn;
  let warnings: unknown[][] = [];
  beforeEach(() => {
    warnings = [];
    console.warn = (...words: unknown[]) => warnings.push(words);
  });
  afterEach(() => {
    console.warn = warn;
  });

  it('registers an element', () => {
    class First extends HTMLElement {}
    define('define-first', First);
    expect(customElements.get('define-first')).to.equal(First);
  });

  it('lets the first copy of the kit stay, without a word', () => {
    class Ours extends HTMLElement {}
    class SameFromAnotherBundle extends HTMLElement {}
    define('define-twice', Ours);
    define('define-twice', Ours);
    define('define-twice', SameFromAnotherBundle);
    expect(customElements.get('define-twice')).to.equal(Ours);
    expect(warnings).to.deep.equal([]);
  });

  it('warns when the tag is somebody else’s', () => {
    class Theirs extends HTMLElement {}
    class Ours extends HTMLElement {}
    customElements.define('define-theirs', Theirs);
    define('define-theirs', Ours);
    expect(customElements.get('define-theirs')).to.equal(Theirs);
    expect(warnings.flat().join()).to.contain('<define-theirs>');
  });
});
