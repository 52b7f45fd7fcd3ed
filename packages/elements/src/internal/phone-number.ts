import { html, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';

// What people and web pages put between digits: blanks of every width, brackets, dots, slashes, dashes, and marks of direction.
const BETWEEN_DIGITS = /[\s()./\u00ad\u2010-\u2015\u2212\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff-]/g;

/**
 * A typed or pasted number as a platform can dial it: digits, `*`, `#` and a leading `+`. `undefined` when it holds anything else
 * or nothing at all: letters are not guessed into digits.
 */
export function dialable(text: string): string | undefined {
  const written = text.trim().replace(/^(tel|callto|sip):/i, '');
  // The national zero of "+44 (0)20 …" is not dialled together with the country's code.
  const bare = stripped(/^\s*\+/.test(written) ? written.replace('(0)', '') : written);
  return /^\+?[\d*#]+$/.test(bare) ? bare : undefined;
}

/** The text without what people and web pages put between digits. */
export function stripped(text: string): string {
  return text.replace(BETWEEN_DIGITS, '');
}

/**
 * A number with gaps between its groups, for the eye. The gaps are no characters: the text is the number as the platform wrote
 * it, to be found, copied and read aloud. Short numbers and those with anything but digits stay as they are.
 */
export function grouped(address: string): TemplateResult {
  return html`<bdi dir="ltr" class="digits">${guard([address], () => groupsOf(address).map((group) => html`<span>${group}</span>`))}</bdi>`;
}

// Lengths of country codes, as the ITU gives them out: what is not in this list has three digits.
const COUNTRY = /^\+(1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3})(\d{7,})$/;

// Area codes are of every length; the national number is grouped from its end.
function groupsOf(address: string): readonly string[] {
  const [, country, national = /^\d{10}$/.exec(address)?.[0]] = COUNTRY.exec(address) ?? [];
  if (national === undefined) return [address];
  const groups = [national.slice(-4)];
  for (let end = national.length - 4; end > 0; end -= 3) groups.unshift(national.slice(Math.max(0, end - 3), end));
  return country === undefined ? groups : [`+${country}`, ...groups];
}
