/**
 * What becomes of `& < >` in the texts of a request:
 * - `raw` — nothing: they go out as the gadget gave them, as with release 10.6.1;
 * - `escape` — each is escaped;
 * - `repair` — each is escaped but an `&` that begins a reference (`&amp;`, `&#38;`), so that both gadgets that escape and gadgets that do not
 *   send sound XML. Only a text that is to say `&amp;` literally is not sent as meant.
 */
export type RequestText = 'raw' | 'escape' | 'repair';

/** The XML of an object in the form that `readXml` gives. Numbers and booleans are written out; undefined members are left out. */
export function writeXml(content: unknown, how: RequestText): string {
  if (content === null || content === undefined) return '';
  if (typeof content !== 'object') return encoded(asText(content), how);
  return Object.entries(content)
    .map(([name, value]) => (name === '#text' ? encoded(asText(value), how) : name.startsWith('@') ? '' : elements(name, value, how)))
    .join('');
}

/** A text with what XML takes for markup escaped. */
export function encoded(text: string, how: RequestText): string {
  if (how === 'raw') return text;
  const amp = how === 'escape' ? /&/g : /&(?!(?:[A-Za-z][\w.-]*|#\d+|#x[\da-fA-F]+);)/g;
  return text.replace(amp, '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function elements(name: string, value: unknown, how: RequestText): string {
  if (value === undefined) return '';
  if (Array.isArray(value)) return value.map((item: unknown) => elements(name, item ?? null, how)).join('');
  const inside = writeXml(value, how);
  const tag = name + attributesOf(value, how);
  return inside === '' ? `<${tag}/>` : `<${tag}>${inside}</${name}>`;
}

function attributesOf(value: unknown, how: RequestText): string {
  if (typeof value !== 'object' || value === null) return '';
  return Object.entries(value)
    .filter(([name]) => name.startsWith('@'))
    .map(([name, text]) => ` ${name.slice(1)}="${encoded(asText(text), how).replaceAll('"', '&quot;')}"`)
    .join('');
}

function asText(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}
