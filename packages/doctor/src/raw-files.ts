import { examineFiles } from './examine.js';
import type { Report } from './finding.js';
import type { Files } from './read/files.js';
import { FileText } from './text.js';

/** Files that were never on a disk. */
export function filesOf(texts: Readonly<Record<string, string>>): Files {
  const entries = Object.entries(texts).map(
    ([path, text]) => [path, { path, size: text.length, worldReadable: true, text: new FileText(path, text) }] as const,
  );
  return { entries: new Map(entries), troubles: [] };
}

/** What the doctor says of such files. */
export function examineTexts(texts: Readonly<Record<string, string>>): Report {
  return examineFiles('gadgets', filesOf(texts));
}

/** What varies in a gadget that is sound. */
export interface GadgetParts {
  readonly features?: readonly string[];
  readonly prefs?: string;
  /** The gadget's own script, which runs after finesse.js. */
  readonly script?: string;
  /** What stands before it: other scripts, links. */
  readonly head?: string;
  readonly body?: string;
}

/** The spec of a gadget that is sound, but for what is put into it. */
export function gadgetOf({
  features = ['pubsub-2', 'setprefs'],
  prefs = '',
  script = '',
  head = LIBRARIES,
  body = '',
}: GadgetParts): string {
  const required = features.map((feature) => `<Require feature="${feature}"/>`).join('');
  return `<?xml version="1.0" encoding="UTF-8"?>
<Module><ModulePrefs title="Test">${required}${prefs.includes('<Locale') ? prefs : ''}</ModulePrefs>${prefs.includes('<Locale') ? '' : prefs}
<Content type="html"><![CDATA[<!DOCTYPE html>
${head}
${body}
<script>
${script}
</script>]]></Content></Module>`;
}

/** The scripts that a gadget of the desktop loads. */
export const LIBRARIES = `<script src="/desktop/assets/js/jquery.min.js"></script>
<script src="/desktop/assets/js/finesse.min.js"></script>`;

/** A rule, something that breaks it, where, and what comes close and does not. */
export interface RuleCase {
  readonly rule: string;
  readonly it: string;
  readonly broken: Readonly<Record<string, string>> | GadgetParts;
  /** What the file holds at the place that is told. */
  readonly at: string;
  readonly sound: readonly (Readonly<Record<string, string>> | GadgetParts)[];
}

/** The findings of one rule, each with what stands at its place. */
export function toldBy(rule: string, given: RuleCase['broken']): string[] {
  const files = 'script' in given || 'features' in given || 'head' in given || 'body' in given || 'prefs' in given ? undefined : given;
  const texts = (files ?? { 'Gadget.xml': gadgetOf(given) }) as Readonly<Record<string, string>>;
  return examineTexts(texts)
    .findings.filter((finding) => finding.rule === rule)
    .map(({ file, line, column }) =>
      (texts[file] ?? '')
        .split('\n')
        .slice(line - 1)
        .join('\n')
        .slice(column - 1),
    );
}
