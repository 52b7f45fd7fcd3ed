import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { createFinesse } from '../create-finesse.js';
import { testPage } from '../testing-page.js';
import { type JsonValidator } from './json-validator.js';

const { utilities, containerservices } = createFinesse(testPage().frame);
const validateJson: JsonValidator['validateJson'] = (data, schema) => utilities.JsonValidator.validateJson(data, schema);

const SCHEMA = {
  type: 'object',
  properties: {
    intKey: { type: 'integer', minimum: 1, maximum: 9 },
    name: { type: ['string', 'null'], minLength: 2, maxLength: 4 },
    kind: { enum: ['a', 1, true] },
    list: {
      type: 'array',
      minItems: 1,
      maxItems: 2,
      items: { type: 'object', required: ['id'], additionalProperties: false, properties: { id: {} } },
    },
    'a/b': { type: 'boolean' },
  },
} as const;

describe('JsonValidator', () => {
  for (const data of [
    {},
    { intKey: 1, name: null, kind: true, list: [{ id: null }], other: 1 },
    { intKey: 9, name: 'abcd', kind: 'a', 'a/b': false },
  ]) {
    it(`accepts ${JSON.stringify(data)}`, () => {
      expect(validateJson(data, SCHEMA)).to.deep.equal({ valid: true, error: null });
    });
  }

  for (const [data, code, dataPath, schemaPath] of [
    ['text', 0, '', '/type'],
    [null, 0, '', '/type'],
    [{ intKey: 'x' }, 0, '/intKey', '/properties/intKey/type'],
    [{ intKey: 1.5 }, 0, '/intKey', '/properties/intKey/type'],
    [{ intKey: null }, 0, '/intKey', '/properties/intKey/type'],
    [{ intKey: 0 }, 101, '/intKey', '/properties/intKey/minimum'],
    [{ intKey: 10 }, 103, '/intKey', '/properties/intKey/maximum'],
    [{ name: 'a' }, 200, '/name', '/properties/name/minLength'],
    [{ name: 'abcde' }, 201, '/name', '/properties/name/maxLength'],
    [{ kind: 'b' }, 1, '/kind', '/properties/kind/enum'],
    [{ list: [] }, 400, '/list', '/properties/list/minItems'],
    [{ list: [{}, {}, {}] }, 401, '/list', '/properties/list/maxItems'],
    [{ list: [{ id: 1 }, {}] }, 302, '/list/1/id', '/properties/list/items/required'],
    [{ list: [{ id: 1, x: 2 }] }, 303, '/list/0/x', '/properties/list/items/additionalProperties'],
    [{ 'a/b': 1 }, 0, '/a~1b', '/properties/a~1b/type'],
  ] as const) {
    it(`refuses ${JSON.stringify(data)}`, () => {
      const { valid, error } = validateJson(data, SCHEMA);
      expect(valid).to.be.false;
      expect([error?.code, error?.dataPath, error?.schemaPath]).to.deep.equal([code, dataPath, schemaPath]);
      expect(error?.message).to.be.a('string').that.is.not.empty;
    });
  }

  it('goes with the schemas of popovers and channels', () => {
    const { PopoverScheme, PopoverSchema, ChannelSchema } = containerservices;
    expect(PopoverSchema === PopoverScheme).to.be.true;
    expect(
      validateJson({ buttons: [{ id: 'a', label: 'A', type: 'Maybe' }] }, PopoverScheme.getActionDataSchema()).error?.dataPath,
    ).to.equal('/buttons/0/type');
    expect(validateJson({ counterType: 'COUNT_UP' }, PopoverScheme.getTimerDataSchema()).valid).to.be.true;
    expect(validateJson({ content: 1 }, PopoverScheme.getBannerDataSchema()).valid).to.be.false;
    expect(validateJson({ label: 'Chat', menuItems: [{ id: 'a', label: 'A' }] }, ChannelSchema.getMenuConfigSchema()).valid).to.be.true;
    expect(validateJson({ actionTimeoutInSec: 31, icons: [] }, ChannelSchema.getChannelConfigSchema()).error?.dataPath).to.equal(
      '/actionTimeoutInSec',
    );
    expect(validateJson({ label: 'Chat', currentState: 'ready', iconColor: 'available' }, ChannelSchema.getChannelStateSchema()).valid).to
      .be.true;
  });

  it('never throws, whatever the data', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (data) => {
        const { valid, error } = validateJson(data, SCHEMA);
        expect(valid).to.equal(error === null);
      }),
    );
  });
});
