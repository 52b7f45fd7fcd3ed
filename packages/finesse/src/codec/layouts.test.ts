import { expect } from '@open-wc/testing';
import { layoutsFromBody } from './layouts.js';

const entry = (property: string, label = '', editable = false): string =>
  `<entry><displayName>${label}</displayName><mediaProperty>${property}</mediaProperty><showInPopOver>false</showInPopOver><uiEditable>${editable}</uiEditable></entry>`;

describe('layouts', () => {
  it('reads header and columns in their order, and tells variables from fields of the call', () => {
    const body = `<MediaPropertiesLayouts><MediaPropertiesLayout>
      <column>${entry('queueName', 'Queue')}${entry('callVariable3', 'Segment', true)}</column>
      <column>${entry('user.Case[0]', 'Case &amp; number', true)}${entry('BAStatus')}</column><column/>
      <description/><header>${entry('callVariable1', 'Customer')}</header><name>Standard</name><type>DEFAULT</type>
      <uri>/finesse/api/MediaPropertiesLayout/1</uri></MediaPropertiesLayout>
      <MediaPropertiesLayout><name>Loyalty</name><type>CUSTOM</type></MediaPropertiesLayout></MediaPropertiesLayouts>`;
    expect(layoutsFromBody(body)).to.deep.equal([
      {
        name: 'Standard',
        isDefault: true,
        header: [{ property: 'callVariable1', label: 'Customer', editable: false, maxBytes: 40 }],
        columns: [
          [
            { property: 'queueName', label: 'Queue', editable: false, field: 'queue' },
            { property: 'callVariable3', label: 'Segment', editable: true, maxBytes: 40 },
          ],
          [
            { property: 'user.Case[0]', label: 'Case & number', editable: true, maxBytes: 210 },
            { property: 'BAStatus', label: 'BAStatus', editable: false },
          ],
          [],
        ],
      },
      { name: 'Loyalty', isDefault: false, header: [], columns: [] },
    ]);
  });
});
