import type { Finding, Report } from './finding.js';

/** A report for people: by file, each finding with what is wrong, why, and what to do. */
export function print({ directory, files, gadgets, findings, suppressed, counts }: Report): string {
  const lines: string[] = [];
  let file: string | undefined;
  for (const finding of findings) {
    if (finding.file !== file) lines.push(...(file === undefined ? [] : ['']), shown(finding.file));
    file = finding.file;
    lines.push(...linesOf(finding));
  }
  if (findings.length > 0) lines.push('');
  const seen = `${directory}: ${plural(files, 'file')}, ${plural(gadgets, 'gadget')}`;
  const found = `${plural(counts.error, 'error')}, ${plural(counts.warning, 'warning')}, ${plural(counts.note, 'note')}`;
  lines.push(`${seen}: ${found}${suppressed.length > 0 ? `, ${suppressed.length} accepted by comments` : ''}`);
  return `${lines.join('\n')}\n`;
}

function linesOf({ line, column, severity, rule, message, why, source, fix }: Finding): string[] {
  return [`  ${line}:${column}  ${severity}  ${shown(message)}  [${rule}]`, `      why: ${why} (${source})`, `      fix: ${fix}`];
}

function plural(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

// Names and texts of the files come along: nothing of them may move the cursor of the terminal.
function shown(text: string): string {
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  const plain = text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]+/g, ' ');
  return plain.length > MAX_SHOWN ? `${plain.slice(0, MAX_SHOWN)}…` : plain;
}

const MAX_SHOWN = 240;
