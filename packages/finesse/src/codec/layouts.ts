import type { CallDataLayout, CallField, LayoutEntry } from '@cordboard/core';
import type { XmlCursor } from '../xml/scanner.js';
import { filled, fromBody } from './body.js';
import { filling, list, record, text, Vocabulary, word } from './records.js';

const FIELDS = /* @__PURE__ */ new Vocabulary<CallField>(
  'queueName=queue queueNumber=queue-number dialedNumber=dialed wrapUpReason=wrap-up callType=call-type outboundClassification=classification',
);

// Finesse 12.5 guide p. 87, and 210 bytes for an extended variable, of which the rest would be cut off in silence.
const PERIPHERAL_BYTES = 40;
const EXTENDED_BYTES = 210;

/** Reads the body of `GET /User/{id}/MediaPropertiesLayouts`. Throws `DesktopError('protocol')`. */
export function layoutsFromBody(body: string): CallDataLayout[] {
  return fromBody(body, 'mediaPropertiesLayouts', list('mediaPropertiesLayout', readLayout));
}

interface WireEntry {
  mediaProperty?: string;
  displayName?: string;
  uiEditable?: string;
}

const readWireEntry = record<WireEntry>(['mediaProperty uiEditable', word], ['displayName', text]);

const readEntries = list('entry', (xml): LayoutEntry | undefined => {
  const { mediaProperty: property = '', displayName: label, uiEditable } = readWireEntry(xml);
  return property === ''
    ? undefined
    : { property, label: filled(label) ?? property, editable: uiEditable === 'true', ...natureOf(property) };
});

interface WireLayout {
  name?: string;
  type?: string;
  header?: LayoutEntry[];
  columns: LayoutEntry[][];
}

const readWireLayout = filling<WireLayout>(
  ['name', text],
  ['type', word],
  ['header', readEntries],
  ['column', (xml, layout) => void layout.columns.push(readEntries(xml))],
);

function readLayout(xml: XmlCursor): CallDataLayout {
  const { name = '', type, header = [], columns } = readWireLayout(xml, { columns: [] });
  return { name, isDefault: type === 'DEFAULT', header, columns };
}

function natureOf(property: string): Pick<LayoutEntry, 'field' | 'maxBytes'> {
  const field = FIELDS.get(property);
  if (field !== undefined) return { field };
  if (/^callVariable\d+$/.test(property)) return { maxBytes: PERIPHERAL_BYTES };
  return property.startsWith('user.') ? { maxBytes: EXTENDED_BYTES } : {};
}
