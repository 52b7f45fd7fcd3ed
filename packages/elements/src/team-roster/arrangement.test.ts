import { expect } from '@open-wc/testing';
import { aMember, NINE_O_CLOCK } from '@cordboard/testing';
import fc from 'fast-check';
import type { AgentState, TeamMember, TeamView } from '@cordboard/core';
import { fold } from '../internal/fold.js';
import { Arrangement, groupOf, GROUPS, nameOf, type SortColumn, type StateGroup } from './arrangement.js';

function team(...members: readonly TeamMember[]): TeamView {
  return { id: '5071', memberIds: members.map(({ id }) => id), members, freshness: 'fresh' };
}

const ZOFIA = aMember({ id: '3', firstName: 'Zofia', lastName: 'Wiśniewska', state: 'talking', since: NINE_O_CLOCK + 3 });
const AMELIE = aMember({ id: '1', firstName: 'Amélie', lastName: 'Caron', state: 'not-ready', since: NINE_O_CLOCK + 1 });
const KENJI = aMember({ id: '2', firstName: 'Kenji', lastName: 'Morikawa', state: 'talking', since: NINE_O_CLOCK + 2 });
const NAMELESS: TeamMember = { id: '0', state: 'unknown', rawState: 'DOZING' };
const ALL = team(ZOFIA, AMELIE, KENJI, NAMELESS);

const wanted = (by: SortColumn, more: { reversed?: boolean; search?: string; group?: StateGroup } = {}) => ({
  by,
  reversed: false,
  search: '',
  group: undefined,
  ...more,
});

function arranged(...args: Parameters<typeof wanted>): readonly string[] {
  const arrangement = new Arrangement();
  arrangement.follow(ALL);
  arrangement.arrange(wanted(...args));
  return arrangement.ids;
}

describe('the arrangement of a team', () => {
  for (const [what, args, ids] of [
    ['names from A, ids where there is none', ['name'], ['0', '1', '2', '3']],
    ['names from Z', ['name', { reversed: true }], ['3', '2', '1', '0']],
    ['states with those at work first, in them the longest', ['state'], ['2', '3', '1', '0']],
    ['times with the longest first, unknown ones last', ['time'], ['1', '2', '3', '0']],
    ['one state alone', ['time', { group: 'talking' }], ['2', '3']],
    ['what was typed, without marks and case', ['name', { search: fold('amelie C') }], ['1']],
    ['an id', ['name', { search: '3' }], ['3']],
    ['nobody', ['name', { search: 'x' }], []],
  ] as const) {
    it(`puts ${what}`, () => {
      expect(arranged(args[0], args[1])).to.deep.equal(ids);
    });
  }

  it('moves nobody because of a state, until it is told to', () => {
    const arrangement = new Arrangement();
    arrangement.arrange(wanted('time'));
    arrangement.follow(ALL);
    const later = { ...AMELIE, state: 'ready', since: NINE_O_CLOCK + 9 } as const;
    arrangement.follow({ ...ALL, members: [ZOFIA, later, KENJI, NAMELESS] });
    expect(arrangement.ids).to.deep.equal(['1', '2', '3', '0']);
    expect(arrangement.member('1') === later).to.equal(true);
    arrangement.arrange();
    expect(arrangement.ids).to.deep.equal(['2', '3', '1', '0']);
  });

  it('calls by the id whom nothing but blanks name', () => {
    expect(nameOf({ ...KENJI, firstName: ' \u3000', lastName: '\t' })).to.equal('2');
    expect(nameOf({ ...KENJI, firstName: ' ' })).to.equal('Morikawa');
  });

  it('gives each state a group that is shown', () => {
    const states: readonly AgentState[] = [
      'ready',
      'reserved',
      'reserved-outbound',
      'reserved-outbound-preview',
      'work',
      'work-ready',
      'unknown',
    ];
    for (const state of states) expect(GROUPS).to.include(groupOf(state));
  });

  it('after any comings and goings is as if it had been made anew, and shows nobody twice', () => {
    const member = fc.record({
      id: fc.integer({ min: 0, max: 200 }).map(String),
      firstName: fc.constantFrom('Ada', 'Bea', 'Zoë', 'zoe'),
      lastName: fc.constantFrom('Ng', 'Öz', 'Oz'),
      state: fc.constantFrom<AgentState>('ready', 'talking', 'hold'),
      since: fc.integer({ min: 1, max: 5 }),
    });
    const someTeam = fc.uniqueArray(member, { selector: ({ id }) => id, maxLength: 150 });
    const by = fc.constantFrom<SortColumn>('name', 'state', 'time');
    fc.assert(
      fc.property(fc.array(someTeam, { minLength: 1, maxLength: 5 }), by, fc.boolean(), (teams, column, reversed) => {
        const arrangement = new Arrangement();
        arrangement.arrange(wanted(column, { reversed }));
        for (const members of teams) {
          arrangement.follow(team(...members));
          expect(new Set(arrangement.ids)).to.deep.equal(new Set(members.map(({ id }) => id)));
          expect(arrangement.ids.length).to.equal(members.length);
          for (const id of arrangement.ids) expect(arrangement.member(id)?.id).to.equal(id);
        }
        const anew = new Arrangement();
        anew.follow(team(...teams.at(-1)!));
        anew.arrange(wanted(column, { reversed }));
        arrangement.arrange();
        expect(arrangement.ids).to.deep.equal(anew.ids);
      }),
    );
  });
});
