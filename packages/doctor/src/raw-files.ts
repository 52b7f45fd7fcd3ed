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
