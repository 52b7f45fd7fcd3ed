import { expect } from '@open-wc/testing';
import { Journal } from './journal.js';

describe('the journal', () => {
  it('masks credentials before it keeps them', () => {
    const journal = new Journal(
      () => 0,
      () => {},
    );
    journal.add('hub-in', 'finesse_gadget_0', 'x', '{"password":"hunter2","h":"Basic aHVudGVyOjI="}');
    journal.add('log', 'finesse_gadget_0', 'sent Authorization: Bearer abc.def-ghi', 'up_authorization=aHVudGVyOjI=&x=1');
    const kept = JSON.stringify(journal.lines);
    for (const secret of ['hunter2', 'aHVudGVy', 'abc.def']) expect(kept).not.to.include(secret);
    expect(kept).to.include('Basic ***');
  });

  it('keeps a bounded number of lines, the newest', () => {
    let changes = 0;
    const journal = new Journal(
      () => 0,
      () => (changes += 1),
    );
    for (let index = 0; index < 20_001; index++) journal.add('log', 'page', String(index));
    expect(journal.lines.length).to.equal(10_001);
    expect(journal.lines.at(-1)?.what).to.equal('20000');
    expect(changes).to.equal(20_001);
  });
});
