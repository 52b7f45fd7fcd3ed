import { html, type TemplateResult } from 'lit';

// What people and web pages put between digits: blanks of every width, brackets, dots, slashes, dashes, and marks of direction.
const BETWEEN_DIGITS = /[\s()./\u00ad\u2010-\u2015\u2212\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff-]/g;

/**
 * A typed or pasted number as a platform can dial it: digits, `*`, `#` and a leading `+`. `undefined` when it holds anything else
 * or nothing at all: letters are not guessed into digits.
 */
export function dialable(text: string): string | undefined {
  const written = text.trim().replace(/^(tel|callto|sip):/i, '');
  // The national zero of "+44 (0)20 …" is not dialled together with the country's code.
  const bare = (/^\s*\+/.test(written) ? written.replace('(0)', '') : written).replace(BETWEEN_DIGITS, '');
  return /^\+?[\d*#]+$/.test(bare) ? bare : undefined;
}

/**
 * A number with gaps between its groups, for the eye. The gaps are no characters: the text is the number as the platform wrote
 * it, to be found, copied and read aloud. Short numbers and those with anything but digits stay as they are.
 */
export function grouped(address: string): TemplateResult {
  return html`<bdi dir="ltr" class="digits">${groupsOf(address).map((group) => html`<span>${group}</span>`)}</bdi>`;
}

// Country and area codes are of many lengths; only the North American plan tells its own. Elsewhere groups are counted from the end.
function groupsOf(address: string): readonly string[] {
  const [, country = '', rest] = /^(\+1(?=\d{10}$)|\+)?(\d{7,})$/.exec(address) ?? [];
  if (rest === undefined || (country === '' && rest.length !== 10)) return [address];
  const groups = [rest.slice(-4)];
  for (let end = rest.length - 4; end > 0; end -= 3) groups.unshift(rest.slice(Math.max(0, end - 3), end));
  if (country === '+1') return [country, ...groups];
  return [country + (groups[0] ?? ''), ...groups.slice(1)];
}
