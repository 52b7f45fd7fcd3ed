import type { CallDataLayout, LayoutEntry } from '@cordboard/core';
import type { XmlCursor } from '../xml/scanner.js';
import { fromBody } from './body.js';

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
    if (property !== '') entries.push({ property, label: label === '' ? property : label, editable });
  }
  return entries;
}
