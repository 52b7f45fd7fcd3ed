import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { emptyTable, type Table } from './table.js';

// Pairs with equal FNV-1a hashes, so that collisions are met and not just hoped for.
const COLLIDING = ['costarring', 'liquid', 'declinate', 'macallums', 'altarage', 'zinke'];

describe('Table', () => {
  it('holds what a Map would hold after any sequence of sets and deletes', () => {
    const key = fc.oneof(fc.constantFrom(...COLLIDING, '__proto__', 'constructor', ''), fc.string({ maxLength: 3 }));
    const step = fc.oneof(
      fc.tuple(fc.constant('set' as const), key, fc.nat(3)),
      fc.tuple(fc.constant('delete' as const), key, fc.constant(0)),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
        const map = new Map<string, number>();
        let table: Table<number> = emptyTable();
        for (const [kind, k, value] of steps) {
          if (kind === 'set') map.set(k, value);
          else map.delete(k);
          table = kind === 'set' ? table.set(k, value) : table.delete(k);
          expect(table.size).to.equal(map.size);
          expect(table.get(k)).to.equal(map.get(k));
        }
        const inOrder = ([a]: readonly [string, number], [b]: readonly [string, number]) => (a < b ? -1 : 1);
        expect([...table].sort(inOrder)).to.deep.equal([...map].sort(inOrder));
      }),
    );
  });

  it('tells keys with the same hash apart', () => {
    const table = COLLIDING.reduce<Table<string>>((built, key) => built.set(key, key.toUpperCase()), emptyTable());
    expect(COLLIDING.map((key) => table.get(key))).to.deep.equal(COLLIDING.map((key) => key.toUpperCase()));
    expect(table.delete('liquid').get('costarring')).to.equal('COSTARRING');
  });

  it('is the same table when nothing changes, and leaves the old one as it was when something does', () => {
    const one = emptyTable<object>().set('a', COLLIDING);
    expect(one.set('a', COLLIDING)).to.equal(one);
    expect(one.delete('b')).to.equal(one);
    one.set('a', {});
    expect(one.get('a')).to.equal(COLLIDING);
  });
});
