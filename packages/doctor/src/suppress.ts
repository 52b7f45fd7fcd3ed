import type { Comment } from './directory.js';
import type { Finding, Hit, SuppressedFinding } from './finding.js';

/** A comment that accepts findings: `doctor-ignore rule-id, other-id: reason`, or `doctor-ignore-file …` for the whole file. */
interface Suppression {
  readonly place: Hit['place'];
  readonly rules: readonly string[];
  readonly reason: string;
  readonly wholeFile: boolean;
}

/** What the comments make of the findings. */
export interface Suppressed {
  readonly kept: readonly Finding[];
  readonly suppressed: readonly SuppressedFinding[];
  /** Comments that are not right, and comments that had nothing to do, by rule. */
  readonly troubles: readonly (Hit & { readonly rule: string })[];
}

const FORM = /doctor-ignore(-file)?\b\s*([^:\n]*)(?::\s*([^\n]*))?/;

/** Takes out of the findings what comments in the same file accept: of their own line and the next one, or of the whole file. */
export function suppress(findings: readonly Finding[], comments: readonly Comment[], isRule: (id: string) => boolean): Suppressed {
  const suppressions: Suppression[] = [];
  const troubles: (Hit & { rule: string })[] = [];
  for (const { source, text, start } of comments) {
    const found = FORM.exec(text);
    if (!found) continue;
    const [, file, names = '', reason = ''] = found;
    const rules = names.split(',').map((name) => name.trim());
    const place = source.place(start);
    const unknown = rules.find((rule) => !isRule(rule));
    if (unknown !== undefined)
      troubles.push({ rule: 'suppression', place, message: unknown === '' ? 'this names no rule' : `there is no rule ${unknown}` });
    else if (reason.trim() === '') troubles.push({ rule: 'suppression', place, message: 'this gives no reason' });
    else suppressions.push({ place: endOf(source, text, start), rules, reason: reason.trim(), wholeFile: file !== undefined });
  }
  const used = new Set<Suppression>();
  const kept: Finding[] = [];
  const suppressed: SuppressedFinding[] = [];
  for (const finding of findings) {
    const by = suppressions.find((each) => covers(each, finding));
    if (!by) kept.push(finding);
    else {
      used.add(by);
      suppressed.push({ ...finding, reason: by.reason });
    }
  }
  for (const each of suppressions) {
    if (!used.has(each))
      troubles.push({ rule: 'suppression-unused', place: each.place, message: `nothing here is found by ${each.rules.join(', ')}` });
  }
  return { kept, suppressed, troubles };
}

function covers({ place, rules, wholeFile }: Suppression, { rule, file, line }: Finding): boolean {
  return rules.includes(rule) && place.file === file && (wholeFile || line === place.line || line === place.line + 1);
}

// Of a comment over several lines the last one counts: the next line is the one after it.
function endOf(source: Comment['source'], text: string, start: number): Hit['place'] {
  return { ...source.place(start), line: source.place(start).line + text.trimEnd().split('\n').length - 1 };
}
