import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { share } from './share.js';

const plain = fc.jsonValue({ maxDepth: 4 });

describe('share', () => {
  it('returns the old value when the new one is equal', () => {
    fc.assert(
      fc.property(plain, (value) => {
        const copy: unknown = structuredClone(value);
        expect(share(value as unknown, copy)).to.equal(value);
      }),
    );
  });

  it('returns a value equal to the new one whatever the old one was', () => {
    fc.assert(
      fc.property(plain, plain, (old, next) => {
        expect(share<unknown>(old, next)).to.deep.equal(next);
      }),
    );
  });

  it('keeps the identity of branches that did not change', () => {
    const old = { left: { deep: [1, 2] }, right: { deep: [3] } };
    const next = share<typeof old>(old, { left: { deep: [1, 2] }, right: { deep: [4] } });
    expect(next.left).to.equal(old.left);
    expect(next.right).not.to.equal(old.right);
  });

  it('tells an absent property from an undefined one', () => {
    const old: { a?: number | undefined } = {};
    expect(share(old, { a: undefined })).not.to.equal(old);
  });

  it('keeps a hostile key a plain property', () => {
    const next: unknown = share<unknown>({}, JSON.parse('{"__proto__": {"polluted": true}}'));
    expect(Object.keys(next as object)).to.deep.equal(['__proto__']);
    expect(({} as { polluted?: boolean }).polluted).to.equal(undefined);
  });
});
