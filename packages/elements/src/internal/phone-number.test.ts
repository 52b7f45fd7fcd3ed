import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { render } from 'lit';
import { dialable, grouped } from './phone-number.js';

describe('dialable', () => {
  it('takes the formatting off', () => {
    const rows: readonly [string, string][] = [
      ['1001002', '1001002'],
      [' (206) 555-0142 ', '2065550142'],
      ['+1 206.555.0142', '+12065550142'],
      ['+44 (0)20 7946 0123', '+442079460123'],
      ['(0)20 7946 0123', '02079460123'],
      ['tel:+12065550142', '+12065550142'],
      ['\u202a+1\u00a0206\u2011555\u20130142\u202c', '+12065550142'],
      ['*67#9', '*67#9'],
    ];
    for (const [typed, want] of rows) expect(dialable(typed), typed).to.equal(want);
  });

  it('takes nothing else for a number', () => {
    for (const typed of ['', '   ', '+', 'maya', '1-800-FLOWERS', '12+34', '++1', '<b>1</b>', '٣٤٥', '1,2', 'tel:']) {
      expect(dialable(typed), typed).to.equal(undefined);
    }
  });

  it('answers with what can be dialled or with nothing, for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (typed) => {
        const number = dialable(typed);
        return number === undefined || /^\+?[0-9*#]+$/.test(number);
      }),
    );
  });
});

describe('grouped', () => {
  function groups(address: string) {
    const el = document.createElement('p');
    render(grouped(address), el);
    return { text: el.textContent, groups: [...el.querySelectorAll('span')].map((span) => span.textContent) };
  }

  it('puts gaps between the groups of long numbers', () => {
    expect(groups('+12065550142').groups).to.deep.equal(['+1', '206', '555', '0142']);
    expect(groups('2065550142').groups).to.deep.equal(['206', '555', '0142']);
    expect(groups('+442079460123').groups).to.deep.equal(['+44', '207', '946', '0123']);
    expect(groups('+61255501234').groups).to.deep.equal(['+61', '25', '550', '1234']);
    expect(groups('+35315550123').groups).to.deep.equal(['+353', '1', '555', '0123']);
  });

  it('leaves everything else as it is', () => {
    for (const address of ['7400', '1001002', '12345678901', 'sip:maya@example.org', '+', '']) {
      expect(groups(address).groups, address).to.deep.equal([address]);
    }
  });

  it('never changes the text, which is what is searched, copied and read aloud', () => {
    const number = fc.stringMatching(/^\+?\d{0,18}$/);
    fc.assert(fc.property(number, (address) => groups(address).text === address));
  });
});
