import type { Directory } from '../directory.js';
import type { Hit, Place } from '../finding.js';
import { placeIn } from '../gadget.js';
import type { Layout } from '../layout.js';
import { childrenNamed, elementsOf, textOf, type XmlElement } from '../read/xml.js';
import { hit, type Rule } from './rule.js';

const MAX_COLUMNS = 4;
const GUIDE = 'Finesse Administration Guide 12.6(2), “Manage Desktop Layout”';

/** The desktop's layout. */
export const LAYOUT_RULES: readonly Rule[] = [
  {
    id: 'layout-ampersand',
    severity: 'error',
    about: 'an `&` in the layout is not escaped',
    why: 'The layout is XML: it is refused as a whole, or the address ends at the &.',
    source: GUIDE,
    fix: 'Write &amp;.',
  },
  {
    id: 'layout-url-space',
    severity: 'error',
    about: 'white space inside a gadget’s address',
    why: 'The address is taken as it stands, line ends included, and nothing is found there.',
    source: GUIDE,
    fix: 'Write <gadget>address</gadget> on one line.',
    check: inLayouts(function* ({ xml, gadgets }) {
      for (const { element, written } of gadgets)
        if (/\s/.test(written)) yield hit(placeIn(xml, element), `there is white space in the address ${written.trim()}`);
    }),
  },
  {
    id: 'layout-columns',
    severity: 'error',
    about: 'more than four columns in a tab',
    why: 'Four are allowed; the layout is refused.',
    source: GUIDE,
    fix: 'Put the gadgets into four columns, or into another tab.',
    check: inLayouts(function* ({ xml, root }) {
      for (const element of elementsOf(root)) {
        const columns = element.name === 'columns' ? childrenNamed(element, 'column') : [];
        const extra = columns[MAX_COLUMNS];
        if (extra) yield hit(placeIn(xml, extra), `this tab has ${columns.length} columns`);
      }
    }),
  },
  {
    id: 'layout-id',
    severity: 'error',
    about: 'an id in the layout is taken already, or is none',
    why: 'Ids of gadgets and components become ids of elements: they begin with a letter, hold letters, digits, - and _, and are there once per role.',
    source: GUIDE,
    fix: 'Give each its own.',
    check: inLayouts(ids),
  },
  {
    id: 'layout-alternate-hosts',
    severity: 'warning',
    about: '`alternateHosts` at a relative address',
    why: 'Alternate hosts stand in for the host of an absolute address; at a relative one they are ignored.',
    source: GUIDE,
    fix: 'Write the gadget’s whole address, or leave the attribute out.',
    check: inLayouts(function* ({ xml, gadgets }) {
      for (const { element, address } of gadgets) {
        if (element.attributes.has('alternateHosts') && !/^https?:\/\//i.test(address))
          yield hit(placeIn(xml, element, 'alternateHosts'), `${address} is relative`);
      }
    }),
  },
  {
    id: 'layout-jsp',
    severity: 'error',
    about: 'a third-party gadget whose address does not end in `.xml`',
    why: 'Third-party gadgets are taken from .xml files only.',
    source: 'Finesse 12.5 guide p. 412',
    fix: 'Make the gadget a plain .xml file.',
    check: inLayouts(function* ({ xml, gadgets }) {
      for (const { element, address } of gadgets) {
        if (address.includes('/3rdpartygadget/') && !/\.xml$/i.test(address))
          yield hit(placeIn(xml, element), `${address} does not end in .xml`);
      }
    }),
  },
];

function inLayouts(check: (layout: Layout) => Iterable<Hit>): (directory: Directory) => Hit[] {
  return ({ layouts }) => layouts.flatMap((layout) => [...check(layout)]);
}

// Per role: each agent gets one `layout` of the file, and the header with it.
function* ids({ xml, root }: Layout): Iterable<Hit> {
  const shared = [...childrenNamed(root, 'header')].flatMap((header) => [...elementsOf(header)]);
  const layouts = childrenNamed(root, 'layout').map((layout) => [...elementsOf(layout)]);
  for (const elements of layouts.length > 0 ? layouts.map((each) => [...shared, ...each]) : [shared]) {
    const taken = { tab: new Set<string>(), gadget: new Set<string>() };
    for (const element of elements) {
      const { id, kind, place } = idOf(xml, element) ?? {};
      if (id === undefined || !kind) continue;
      if (!(kind === 'tab' ? /^[A-Za-z][\w:.-]*$/ : /^[A-Za-z][\w-]*$/).test(id)) yield hit(place!, `“${id}” is no id of a ${kind}`);
      else if (taken[kind].has(id)) yield hit(place!, `the id ${id} is taken already`);
      taken[kind].add(id);
    }
  }
}

function idOf(
  xml: Layout['xml'],
  element: XmlElement,
): { readonly id: string; readonly kind: 'tab' | 'gadget'; readonly place: Place } | undefined {
  if (element.name === 'tab') {
    const [id] = childrenNamed(element, 'id');
    return id && { id: textOf(id).trim(), kind: 'tab', place: placeIn(xml, id) };
  }
  const id = element.name === 'gadget' || element.name === 'component' ? element.attributes.get('id') : undefined;
  return id === undefined ? undefined : { id, kind: 'gadget', place: placeIn(xml, element, 'id') };
}
