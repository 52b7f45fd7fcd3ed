import { expect } from '@open-wc/testing';
import * as acqueon from '../index.js';
import { TABLES } from './wild.test.js';

const isTable = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  Object.values(value).length > 0 &&
  Object.values(value).every((row) => typeof row === 'object' && row !== null && 'subtopic' in row && 'data' in row);

describe('the catalogue as a whole', () => {
  it('has no table of operations beside those whose rows are proven', () => {
    const tables = Object.entries(acqueon).flatMap(([name, value]) => (isTable(value) ? [name] : []));
    expect(tables).to.have.members(Object.keys(TABLES));
  });

  it('does not offer what it says that it does not', () => {
    const offered = Object.values(TABLES).flatMap((rows) => Object.values(rows).map(({ channel, subtopic }) => `${channel} ${subtopic}`));
    for (const { channel, name, why, page } of acqueon.notOffered) {
      expect(offered).not.to.include(`${channel} ${name}`);
      expect(why.length, name).to.be.greaterThan(10);
      expect(page).to.match(/^(v1\/)?[a-z0-9-]+$/);
    }
  });
});
