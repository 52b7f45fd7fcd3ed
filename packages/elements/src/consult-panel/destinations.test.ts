import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import type { Contact } from '@cordboard/core';
import { destinationsOf, matching, recentDestinations } from './destinations.js';

const contact = (changes: Partial<Contact>): Contact => ({ id: '1', number: '1001002', ...changes });
const found = (contacts: readonly Contact[], typed: string) => matching(destinationsOf(contacts), typed).map(({ number }) => number);

const BOOK: readonly Contact[] = [
  contact({ firstName: 'Zoë', lastName: 'Müller', number: '+49 30 901820', description: 'Claims, 2nd line' }),
  contact({ firstName: 'Zoë', lastName: 'Müller', number: '1001003', description: 'Mobile' }),
  contact({ lastName: 'Okafor', number: '1001001' }),
  contact({ number: '5550100' }),
];

// Letters that fold in different ways, and digits, which are in numbers too.
const name = fc.string({ unit: fc.constantFrom('a', 'B', 'é', 'Ü', 'ß', 'Σ', 'ς', 'ن', '1', '7', '-', ' '), maxLength: 8 });
const number = fc.string({ unit: fc.constantFrom('0', '1', '2', '7', '#', '*'), minLength: 1, maxLength: 6 });
const contacts = fc.array(
  fc
    .record({ firstName: name, lastName: name, number, description: name })
    .map((fields, index = 0): Contact => ({ id: String(index), ...fields })),
  { maxLength: 12 },
);

describe('destinations', () => {
  for (const [typed, expected] of [
    ['', ['+49 30 901820', '1001003', '1001001', '5550100']],
    ['muller', ['+49 30 901820', '1001003']],
    ['MÜLLER zoe', ['+49 30 901820', '1001003']],
    ['  mü   mobile ', ['1001003']],
    ['claims', ['+49 30 901820']],
    ['4930', ['+49 30 901820']],
    ['+4930', ['+49 30 901820']],
    ['(555', ['5550100']],
    ['100100', ['1001003', '1001001']],
    ['2', ['+49 30 901820']],
    ['nobody', []],
    ['muller okafor', []],
  ] as const) {
    it(`finds ${expected.length} by "${typed}"`, () => {
      expect(found(BOOK, typed)).to.deep.equal(expected);
    });
  }

  it('give what is dialled, however it is written in the book', () => {
    expect(destinationsOf(BOOK).map(({ to }) => to)).to.deep.equal(['+4930901820', '1001003', '1001001', '5550100']);
  });

  it('are found by any piece of a name in any case, and by any piece of the number', () => {
    fc.assert(
      fc.property(contacts, fc.nat(), fc.nat(), fc.nat(), (all, which, from, length) => {
        fc.pre(all.length > 0);
        const { firstName = '', lastName = '', number } = all[which % all.length]!;
        for (const whole of [firstName, lastName, number]) {
          const start = from % (whole.length + 1);
          const piece = whole.slice(start, start + length);
          for (const typed of [piece, piece.toUpperCase(), piece.normalize('NFD')]) expect(found(all, typed)).to.include(number);
        }
      }),
    );
  });

  it('become fewer with every word that is added, and never change their order', () => {
    fc.assert(
      fc.property(contacts, fc.string({ unit: fc.constantFrom('a', 'e', 'u', 'ن'), maxLength: 3 }), name, (all, one, other) => {
        const destinations = destinationsOf(all);
        const few = matching(destinations, one);
        expect(destinations.filter((each) => few.includes(each))).to.deep.equal(few);
        for (const each of matching(few, other)) expect(matching(destinations, other)).to.include(each);
      }),
    );
  });

  it('know recent numbers by the name in the book', () => {
    const [known, unknown] = recentDestinations(['+4930901820', '999'], destinationsOf(BOOK));
    expect([known!.name, known!.number, known!.to]).to.deep.equal(['Zoë Müller', '+49 30 901820', '+4930901820']);
    expect([unknown!.name, unknown!.number, unknown!.to]).to.deep.equal(['', '999', '999']);
  });
});
