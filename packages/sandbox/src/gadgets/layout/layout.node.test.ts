import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { FileProblem, ProblemCode } from '../problem.js';
import { readLayout, type LayoutGadget } from './layout.js';
import { queryOf } from './query.js';

// As the published skeleton has it, every part once.
const FULL = `<?xml version="1.0"?>
<finesseLayout xmlns="http://www.cisco.com/vtg/finesse">
  <version>1252.02</version>
  <configs><config key="title" value="My desk"/><config key="logo" value="/3rdpartygadget/files/logo.png"/></configs>
  <header>
    <leftAlignedColumns>
      <headercolumn width="230px"><component id="cd-logo"><url>/desktop/scripts/js/logo.js</url></component></headercolumn>
      <headercolumn/>
    </leftAlignedColumns>
    <rightAlignedColumns><headercolumn width="50px"><gadget id="top">/3rdpartygadget/files/a/Top.xml</gadget></headercolumn></rightAlignedColumns>
  </header>
  <layout>
    <role>Agent</role>
    <page>
      <gadget>/desktop/scripts/js/callcontrol.js</gadget>
      <gadget id="strip" hidden="true" maxRows="5" somethingNew="x">
        /3rdpartygadget/files/a/Strip.xml?gadgetHeight=120&amp;maxdialogs=5;mrdid=5000
      </gadget>
    </page>
    <tabs>
      <tab><id>home</id><icon>home</icon><label>Home</label>
        <columns>
          <column><gadgets><gadget>/3rdpartygadget/files/a/One.xml</gadget></gadgets></column>
          <column><gadgets><gadget managedBy="strip">/3rdpartygadget/files/a/Two.xml</gadget><gadget>/3rdpartygadget/files/a/Three.xml</gadget></gadgets></column>
        </columns>
      </tab>
      <tab><id>more</id><label>finesse.container.tabs.more</label><gadgets><gadget alternateHosts="b.example, c.example">https://a.example/Four.xml</gadget></gadgets></tab>
    </tabs>
  </layout>
  <layout><role>Supervisor</role><tabs><tab><id>home</id><label>Team</label></tab></tabs></layout>
</finesseLayout>`;

describe('a layout', () => {
  it('is read with all its parts', () => {
    const { layout, problems } = readLayout(FULL);
    assert.deepEqual(problems, []);
    assert.ok(layout);
    assert.deepEqual([layout.version, layout.configs], ['1252.02', { title: 'My desk', logo: '/3rdpartygadget/files/logo.png' }]);
    assert.deepEqual(layout.header.left, [{ width: '230px', component: { id: 'cd-logo', url: '/desktop/scripts/js/logo.js' } }, {}]);
    assert.deepEqual([layout.header.right[0]?.width, layout.header.right[0]?.gadget?.id], ['50px', 'top']);
    const agent = layout.roles.get('Agent');
    const { line: _, ...strip } = agent?.page[1] ?? ({} as LayoutGadget);
    assert.deepEqual(strip, {
      id: 'strip',
      url: '/3rdpartygadget/files/a/Strip.xml?gadgetHeight=120&maxdialogs=5;mrdid=5000',
      hidden: true,
      maxRows: 5,
      fixedHeight: 120,
      alternateHosts: [],
      attributes: { id: 'strip', hidden: 'true', maxRows: '5', somethingNew: 'x' },
    });
    assert.deepEqual(
      agent?.tabs.map(({ id, label, icon, columns }) => [
        id,
        label,
        icon,
        columns.map((each) => each.map(({ url }) => url.split('/').at(-1))),
      ]),
      [
        ['home', 'Home', 'home', [['One.xml'], ['Two.xml', 'Three.xml']]],
        ['more', 'finesse.container.tabs.more', undefined, [['Four.xml']]],
      ],
    );
    assert.deepEqual(agent?.tabs[1]?.columns[0]?.[0]?.alternateHosts, ['b.example', 'c.example']);
    assert.deepEqual(layout.roles.get('Supervisor'), { page: [], tabs: [{ id: 'home', label: 'Team', columns: [[]] }] });
  });

  it('of a release before 12 has neither version nor header', () => {
    const { layout, problems } = readLayout(
      '<finesseLayout xmlns="http://www.cisco.com/vtg/finesse"><layout><role>Agent</role><page><gadget>/desktop/gadgets/CallControl.jsp</gadget></page><tabs><tab><id>home</id><label>Home</label><gadgets><gadget>/x.xml</gadget></gadgets></tab></tabs></layout></finesseLayout>',
    );
    assert.deepEqual(problems, []);
    assert.deepEqual(layout?.header, { left: [], right: [] });
    assert.equal(layout?.roles.get('Agent')?.page[0]?.url, '/desktop/gadgets/CallControl.jsp');
  });

  const layoutOf = (inner: string): string => `<finesseLayout><layout><role>Agent</role>\n${inner}</layout></finesseLayout>`;
  const tabOf = (inner: string): string => layoutOf(`<tabs>\n<tab><id>home</id><label>Home</label>\n${inner}</tab></tabs>`);
  const found: readonly (readonly [title: string, text: string, severity: FileProblem['severity'], code: ProblemCode, line: number])[] = [
    ['five columns', tabOf(`<columns>${'<column/>\n'.repeat(5)}</columns>`), 'error', 'columns-invalid', 8],
    ['columns and gadgets', tabOf('<columns><column/></columns>\n<gadgets/>'), 'error', 'columns-invalid', 5],
    ['a tab without an id', layoutOf('<tabs><tab><label>x</label></tab></tabs>'), 'error', 'tab-invalid', 2],
    ['a tab’s id with a blank', layoutOf('<tabs><tab><id>a b</id><label>x</label></tab></tabs>'), 'error', 'tab-invalid', 2],
    [
      'two tabs of one id',
      layoutOf('<tabs><tab><id>a</id><label>x</label></tab>\n<tab><id>a</id><label>x</label></tab></tabs>'),
      'error',
      'tab-invalid',
      3,
    ],
    ['a tab without a label', layoutOf('<tabs><tab><id>a</id></tab></tabs>'), 'warning', 'tab-invalid', 2],
    ['an address with a blank', layoutOf('<page><gadget>/a b.xml</gadget></page>'), 'error', 'gadget-invalid', 2],
    ['no address', layoutOf('<page><gadget> </gadget></page>'), 'error', 'gadget-invalid', 2],
    [
      'two gadgets of one id',
      layoutOf('<page><gadget id="a">/a.xml</gadget>\n<gadget id="a">/b.xml</gadget></page>'),
      'error',
      'id-invalid',
      3,
    ],
    ['an id that is none', layoutOf('<page><gadget id="1a">/a.xml</gadget></page>'), 'error', 'id-invalid', 2],
    ['a manager that is not there', layoutOf('<page><gadget managedBy="b">/a.xml</gadget></page>'), 'warning', 'gadget-invalid', 2],
    [
      'hosts for a relative address',
      layoutOf('<page><gadget alternateHosts="b">/a.xml</gadget></page>'),
      'warning',
      'attribute-ignored',
      2,
    ],
    ['a height of no number', layoutOf('<page><gadget>/a.xml?gadgetHeight=tall</gadget></page>'), 'warning', 'attribute-ignored', 2],
    ['a stranger', layoutOf('<page><widget/></page>'), 'warning', 'element-unknown', 2],
    [
      'an unknown role',
      '<finesseLayout>\n<layout><role>agent</role></layout><layout><role>Agent</role></layout></finesseLayout>',
      'error',
      'role-invalid',
      2,
    ],
    [
      'a role twice',
      '<finesseLayout><layout><role>Agent</role></layout>\n<layout><role>Agent</role></layout></finesseLayout>',
      'error',
      'role-invalid',
      2,
    ],
    ['no layout', '<finesseLayout><version>1</version></finesseLayout>', 'error', 'layout-missing', 1],
    [
      'a config’s key with digits',
      '<finesseLayout>\n<configs><config key="a1" value="x"/></configs><layout><role>Agent</role></layout></finesseLayout>',
      'warning',
      'config-invalid',
      2,
    ],
    [
      'two in a column of the header',
      '<finesseLayout><header><leftAlignedColumns>\n<headercolumn><gadget>/a.xml</gadget><component id="x"><url>/x.js</url></component></headercolumn></leftAlignedColumns></header><layout><role>Agent</role></layout></finesseLayout>',
      'error',
      'header-invalid',
      2,
    ],
    ['another document', '<Module/>', 'error', 'wrong-root', 1],
    ['no XML', 'x', 'error', 'malformed', 1],
    ['an ampersand that is not escaped', layoutOf('<page><gadget>/a.xml?a=1&b=2</gadget></page>'), 'error', 'malformed', 2],
    ['entities', '<!DOCTYPE a [<!ENTITY b "c">]><finesseLayout/>', 'error', 'doctype', 1],
  ];
  for (const [title, text, severity, code, line] of found) {
    it(`has a problem with ${title}`, () => {
      const { problems } = readLayout(text);
      assert.deepEqual(
        problems.map((each) => [each.severity, each.code, each.line]),
        [[severity, code, line]],
      );
    });
  }

  it('shows the first four of too many columns', () => {
    const columns = Array.from({ length: 6 }, (_, at) => `<column><gadgets><gadget>/${at}.xml</gadget></gadgets></column>`).join('');
    assert.equal(readLayout(tabOf(`<columns>${columns}</columns>`)).layout?.roles.get('Agent')?.tabs[0]?.columns.length, 4);
  });

  it('is never thrown at, whatever it holds', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '<finesseLayout>',
        '</finesseLayout>',
        '<layout>',
        '</layout>',
        '<role>Agent</role>',
        '<page>',
        '</page>',
        '<gadget id="',
        '">',
        '</gadget>',
        '<tabs>',
        '<tab>',
        '<id>a</id>',
        '</tab>',
        '</tabs>',
      ),
      fc.string({ maxLength: 8 }),
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const { layout, problems } = readLayout(pieces.join(''));
        assert.ok(layout !== undefined || problems.some(({ severity }) => severity === 'error'));
      }),
    );
  });
});

describe('the query of a gadget’s address', () => {
  const rows: readonly (readonly [url: string, parameters: Record<string, string>])[] = [
    ['/a.xml', {}],
    ['/a.xml?a=1&b=2', { a: '1', b: '2' }],
    ['/a.xml?a=1;b=2', { a: '1', b: '2' }],
    ['/a.xml?a=1&amp;b=2', { a: '1', b: '2' }],
    ['/a.xml?a=x+y%20z&b=%zz&c&a=2#d=1', { a: 'x y z', b: '%zz', c: '' }],
    ['/a.xml?u=a=b', { u: 'a=b' }],
  ];
  for (const [url, parameters] of rows) it(url, () => assert.deepEqual(Object.fromEntries(queryOf(url)), parameters));
});
