/** What the variables of a gadget's file stand for. */
export interface HangmanValues {
  /** Values of the preferences that the file declares; no others are replaced. */
  readonly prefs: Readonly<Record<string, string>>;
  readonly messages: Readonly<Record<string, string>>;
  readonly moduleId: string;
  readonly rightToLeft: boolean;
}

const START = /__(?:(UP|MSG)_|MODULE_ID__|BIDI_(START_EDGE|END_EDGE|DIR|REVERSE_DIR)__)/g;

/**
 * Replaces `__UP_name__`, `__MSG_name__`, `__MODULE_ID__` and `__BIDI_…__` in one pass: what a value brings along is not looked at again.
 * Values of preferences come from an address, so they are escaped for HTML; messages are the author's own and may hold markup. Names that
 * nothing is known of stay as they are.
 */
export function substitute(text: string, values: HangmanValues): string {
  const start = new RegExp(START);
  let written = '';
  let at = 0;
  for (let found = start.exec(text); found; found = start.exec(text)) {
    const [whole, kind, edge] = found;
    const nameAt = found.index + whole.length;
    const end = kind === undefined ? nameAt : text.indexOf('__', nameAt);
    if (end < 0) break;
    const value = kind === undefined ? fixed(edge, values) : named(kind, text.slice(nameAt, end), values);
    if (value === undefined) continue;
    written += text.slice(at, found.index) + value;
    at = kind === undefined ? end : end + 2;
    start.lastIndex = at;
  }
  return written + text.slice(at);
}

const REFERENCES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Escapes text for HTML, in attributes too. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => REFERENCES[character] ?? character);
}

function fixed(edge: string | undefined, { moduleId, rightToLeft }: HangmanValues): string {
  switch (edge) {
    case 'START_EDGE':
      return rightToLeft ? 'right' : 'left';
    case 'END_EDGE':
      return rightToLeft ? 'left' : 'right';
    case 'DIR':
      return rightToLeft ? 'rtl' : 'ltr';
    case 'REVERSE_DIR':
      return rightToLeft ? 'ltr' : 'rtl';
    default:
      return moduleId;
  }
}

function named(kind: string, name: string, { prefs, messages }: HangmanValues): string | undefined {
  const from = kind === 'UP' ? prefs : messages;
  if (!Object.hasOwn(from, name)) return undefined;
  return kind === 'UP' ? escapeHtml(from[name] ?? '') : from[name];
}
