import { isRecord } from './events.js';

/** What a value must be like: as much of JSON Schema as the services here need. */
export interface Shape {
  readonly type: 'object' | 'array' | 'string' | 'number' | 'boolean';
  /** Values it may have. */
  readonly enum?: readonly string[];
  /** For `string`. */
  readonly minLength?: number;
  /** For `object`: shapes of members; others may be there too. */
  readonly properties?: Readonly<Record<string, Shape>>;
  /** For `object`: members that must be there. */
  readonly required?: readonly string[];
  /** For `array`. */
  readonly items?: Shape;
  /** For `array`. */
  readonly maxItems?: number;
}

/**
 * Holds what a gadget gave against a shape, so that a mistake shows where it was made. A member that is undefined or null counts as absent.
 *
 * @throws TypeError that names the first member which does not fit; it never holds the value, which may be a customer's.
 */
export function mustBe(value: unknown, shape: Shape, name: string): void {
  if (!isOf(value, shape.type))
    throw new TypeError(`${name} must be ${shape.type === 'array' || shape.type === 'object' ? 'an' : 'a'} ${shape.type}`);
  if (shape.enum && !shape.enum.includes(value as string)) throw new TypeError(`${name} must be one of ${shape.enum.join(', ')}`);
  if (typeof value === 'string' && value.length < (shape.minLength ?? 0)) throw new TypeError(`${name} must not be empty`);
  if (Array.isArray(value)) {
    if (value.length > (shape.maxItems ?? Infinity)) throw new TypeError(`${name} may have ${shape.maxItems} entries at most`);
    const { items } = shape;
    if (items) value.forEach((item, index) => mustBe(item, items, `${name}[${index}]`));
  } else if (isRecord(value)) {
    for (const member of shape.required ?? []) {
      if (value[member] == null) throw new TypeError(`${name}.${member} is missing`);
    }
    for (const [member, inner] of Object.entries(shape.properties ?? {})) {
      if (value[member] != null) mustBe(value[member], inner, `${name}.${member}`);
    }
  }
}

function isOf(value: unknown, type: Shape['type']): boolean {
  if (type === 'array') return Array.isArray(value);
  if (type === 'object') return isRecord(value);
  return typeof value === type;
}
