import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { parseTime } from './time.js';

describe('parseTime', () => {
  const moments: readonly (readonly [string, string])[] = [
    ['2025-03-04T09:12:44.310Z', '2025-03-04T09:12:44.310Z'],
    ['2025-03-04T09:12:44Z', '2025-03-04T09:12:44.000Z'],
    ['2025-03-04T09:12:44.3Z', '2025-03-04T09:12:44.300Z'],
    ['2025-03-04T09:12:44.310987654Z', '2025-03-04T09:12:44.310Z'],
    ['2025-03-04T09:12:44.310', '2025-03-04T09:12:44.310Z'],
    ['2025-03-04T09:12:44', '2025-03-04T09:12:44.000Z'],
    ['2025-03-04t09:12:44z', '2025-03-04T09:12:44.000Z'],
    ['2025-03-04T09:12:44.310+02:00', '2025-03-04T07:12:44.310Z'],
    ['2025-03-04T09:12:44-0530', '2025-03-04T14:42:44.000Z'],
    ['2025-03-04T09:12:44+01', '2025-03-04T08:12:44.000Z'],
    ['2024-02-29T23:59:59.999Z', '2024-02-29T23:59:59.999Z'],
    ['2000-02-29T00:00:00Z', '2000-02-29T00:00:00.000Z'],
  ];
  for (const [text, iso] of moments) {
    it(`reads ${text}`, () => {
      expect(new Date(parseTime(text)!).toISOString()).to.equal(iso);
    });
  }

  // prettier-ignore
  const nonsense = [
    '', ' ', 'null', '0', '1741079564310', 'garbage', '2025', '2025-03-04', '2025-03-04T09', '2025-03-04T09:12', '2025-03-04T09:12:4', '2025-03-04 09:12:44Z',
    '0000-01-01T00:00:00.000Z', '0001-01-01T00:00:00.000Z', '1970-01-01T00:00:00.000Z', '2025-00-04T09:12:44Z', '2025-13-04T09:12:44Z', '2025-02-29T09:12:44Z',
    '1900-02-29T00:00:00Z', '2025-03-32T09:12:44Z', '2025-03-04T24:00:00Z', '2025-03-04T09:60:44Z', '2025-03-04T09:12:60Z', '2025-03-04T09:12:44.Z', '2025-03-04T09:12:44ZZ',
    '2025-03-04T09:12:44+', '2025-03-04T09:12:44+1', '2025-03-04T09:12:44+25:00', '2025-03-04T09:12:44+02:0', '-025-03-04T09:12:44Z', '٢٠٢٥-03-04T09:12:44Z',
  ];
  for (const text of nonsense) {
    it(`knows no moment in ${JSON.stringify(text)} (P13, C7)`, () => {
      expect(parseTime(text)).to.equal(undefined);
    });
  }

  it('agrees with the engine on every moment it writes', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1971-01-01T00:00:00Z'), max: new Date('9999-12-31T23:59:59Z'), noInvalidDate: true }),
        (date) => {
          expect(parseTime(date.toISOString())).to.equal(date.getTime());
        },
      ),
    );
  });

  it('is a number of milliseconds or nothing, whatever it is given', () => {
    const shape = fc.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{0,12})?(Z|[+-]\d\d(:?\d\d)?)?$/);
    fc.assert(
      fc.property(fc.oneof(shape, fc.string()), (text) => {
        const time = parseTime(text);
        expect(time === undefined || Number.isSafeInteger(time)).to.equal(true);
      }),
      { numRuns: 1000 },
    );
  });
});
