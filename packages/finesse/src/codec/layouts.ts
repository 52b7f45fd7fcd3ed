import type { CallDataLayout, CallField, CallVariable, LayoutEntry } from '@cordboard/core';
import type { XmlCursor } from '../xml/scanner.js';
import { fromBody, lookUp } from './body.js';

const FIELDS: Readonly<Record<string, CallField>> = {
  queueName: 'queue',
  queueNumber: 'queue-number',
  dialedNumber: 'dialed',
  wrapUpReason: 'wrap-up',
  callType: 'call-type',
  outboundClassification: 'classification',
};

// Finesse 12.5 guide p. 87, and 210 bytes for an extended variable, of which the rest would be cut off in silence.
const PERIPHERAL_BYTES = 40;
const EXTENDED_BYTES = 210;

/**
 * Name of the layout for a call with these variables, which routing puts into `user.layout`; the letter case differs from site to site.
 * `undefined` leaves the default one.
 */
export function layoutNameOf(variables: readonly CallVariable[]): string | undefined {
  return variables.find(({ name, value }) => value !== '' && name.toLowerCase() === 'user.layout')?.value;
}

/** Reads the body of `GET /User/{id}/MediaPropertiesLayouts`. Throws `DesktopError('protocol')`. */
export function layoutsFromBody(body: string): CallDataLayout[] {
  return fromBody(body, 'mediaPropertiesLayouts', (xml) => {
    const layouts: CallDataLayout[] = [];
    for (const list = xml.depth; xml.child(list, 'mediaPropertiesLayout');) layouts.push(readLayout(xml));
    return layouts;
  });
}

function readLayout(xml: XmlCursor): CallDataLayout {
  let name = '';
  let isDefault = false;
  let header: LayoutEntry[] = [];
  const columns: LayoutEntry[][] = [];
  for (const depth = xml.depth; xml.child(depth);) {
    if (xml.key === 'name') name = xml.text();
    else if (xml.key === 'type') isDefault = xml.word() === 'DEFAULT';
    else if (xml.key === 'header') header = readEntries(xml);
    else if (xml.key === 'column') columns.push(readEntries(xml));
  }
  return { name, isDefault, header, columns };
}

function readEntries(xml: XmlCursor): LayoutEntry[] {
  const entries: LayoutEntry[] = [];
  for (const list = xml.depth; xml.child(list, 'entry');) {
    let property = '';
    let label = '';
    let editable = false;
    for (const entry = xml.depth; xml.child(entry);) {
      if (xml.key === 'mediaProperty') property = xml.word();
      else if (xml.key === 'displayName') label = xml.text();
      else if (xml.key === 'uiEditable') editable = xml.word() === 'true';
    }
    if (property !== '') entries.push({ property, label: label === '' ? property : label, editable, ...natureOf(property) });
  }
  return entries;
}

function natureOf(property: string): Pick<LayoutEntry, 'field' | 'maxBytes'> {
  const field = lookUp(FIELDS, property);
  if (field !== undefined) return { field };
  if (/^callVariable\d+$/.test(property)) return { maxBytes: PERIPHERAL_BYTES };
  return property.startsWith('user.') ? { maxBytes: EXTENDED_BYTES } : {};
}
