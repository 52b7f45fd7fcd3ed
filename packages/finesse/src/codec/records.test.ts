import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { readXml } from '../xml/scanner.js';
import { list, word } from './records.js';

describe('list', () => {
  it('has the elements of its key in their order, however many, without those that say nothing', () => {
    const numbers = list('n', (xml) => {
      const text = word(xml);
      return text === '' ? undefined : Number(text);
    });
    const item = fc.constantFrom('<n>1</n>', '<N>2</N>', '<n> 3 </n>', '<n/>', '<m>4</m>', ' ');
    fc.assert(
      fc.property(fc.array(item, { maxLength: 150 }), (items) => {
        const expected = items.flatMap((text) => /[123]/.exec(text)?.map(Number) ?? []);
        const [read, after] = readXml(`<r><l>${items.join('')}</l><a>after</a></r>`, (xml) => {
          xml.child(1);
          return [numbers(xml), xml.child(1) && xml.text()];
        });
        expect(read).to.deep.equal(expected);
        expect(after).to.equal('after');
      }),
    );
  });

  it('has another list in each of its items', () => {
    const rows = list('row', list('cell', word));
    const text = (row: number): string => `<row>${Array.from({ length: row }, (_, cell) => `<cell>${row}.${cell}</cell>`).join('')}</row>`;
    const read = readXml(`<t>${Array.from({ length: 70 }, (_, row) => text(row)).join('')}</t>`, rows);
    expect(read).to.deep.equal(Array.from({ length: 70 }, (_, row) => Array.from({ length: row }, (__, cell) => `${row}.${cell}`)));
  });

  it('is as long as the document allows', () => {
    const many = 200_000;
    expect(readXml(`<l>${'<n>1</n>'.repeat(many)}</l>`, list('n', word), { size: 1e7 })).to.have.length(many);
  });
});
