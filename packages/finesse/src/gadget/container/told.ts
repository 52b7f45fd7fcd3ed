import type { WorkflowAction, WorkflowParam, WorkflowVariable } from './events.js';

type Fields = Readonly<Record<string, unknown>>;

/** The fields of what may be none. What comes over the hub may be anything. */
export function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}

export function textIn(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

/** A positive number of pixels, told as one or as text. */
export function pixelsIn(value: unknown): number | undefined {
  const pixels = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof pixels === 'number' && Number.isFinite(pixels) && pixels > 0 ? pixels : undefined;
}

/** A moment as milliseconds since 1970, told as such, as text, or as a date in words. */
export function momentIn(value: unknown): number | undefined {
  const told = textIn(value);
  const moment = told === '' ? NaN : Number.isNaN(Number(told)) ? Date.parse(told) : Number(told);
  return Number.isFinite(moment) ? moment : undefined;
}

/** A workflow's action, of the library's event object or of the plain one it is made from; `undefined` where a part that every action has is missing. */
export function workflowActionIn(event: unknown): WorkflowAction | undefined {
  const read = (getter: string, field: string): unknown => {
    const given = event as Fields | null | undefined;
    const get = given?.[getter];
    return typeof get === 'function' ? (get as () => unknown).call(event) : fieldsOf(event)[field];
  };
  const name = textIn(read('getName', 'name'));
  const type = textIn(read('getType', 'type'));
  const handledBy = textIn(read('getHandledBy', 'handledBy'));
  if (name === '' || type === '' || handledBy === '') return undefined;
  return {
    name,
    type,
    handledBy,
    params: named(read('getParams', 'params'), (fields): WorkflowParam => ({
      value: textIn(fields['value']),
      expandedValue: textIn(fields['expandedValue']),
    })),
    variables: named(read('getActionVariables', 'actionVariables'), (fields): WorkflowVariable => ({
      node: textIn(fields['node']),
      type: textIn(fields['type']),
      value: textIn(fields['actualValue']),
    })),
  };
}

// A list of things with names, or a record of them by name. A Map, so that no name is more than a name.
function named<T>(given: unknown, read: (fields: Fields) => T): ReadonlyMap<string, T> {
  const items = Array.isArray(given) ? given : Object.values(fieldsOf(given));
  return new Map(
    items.map(fieldsOf).flatMap((fields) => (textIn(fields['name']) === '' ? [] : [[textIn(fields['name']), read(fields)] as const])),
  );
}
