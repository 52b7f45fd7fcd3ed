import path from 'node:path';
import { Directory } from './directory.js';
import type { Finding, Hit, Report, Severity } from './finding.js';
import { readFiles, type Files } from './read/files.js';
import { RULES } from './rules/index.js';
import { suppress } from './suppress.js';

/**
 * Examines a directory of gadgets, their layouts, scripts, styles, documents and message bundles.
 *
 * Everything is read and parsed; nothing of it is run. Files that cannot be read or parsed become findings. Rejects only when the directory itself cannot
 * be read.
 */
export async function examine(directory: string): Promise<Report> {
  return examineFiles(directory, await readFiles(directory));
}

/** Examines files that were read already. */
export function examineFiles(directory: string, files: Files): Report {
  const read = new Directory(path.basename(path.resolve(directory)), files);
  const hits = read.troubles.map((trouble) => ({ ...trouble }));
  for (const { id, check } of RULES.values()) {
    for (const { place, message } of check?.(read) ?? []) hits.push({ rule: id, place, message });
  }
  const { kept, suppressed, troubles } = suppress(findingsOf(hits), read.comments(), (id) => RULES.has(id));
  const findings = sorted([...kept, ...findingsOf(troubles)]);
  return {
    version: 1,
    directory,
    files: files.entries.size,
    bytes: [...files.entries.values()].reduce((sum, { size }) => sum + size, 0),
    gadgets: read.specs.length,
    counts: { error: count(findings, 'error'), warning: count(findings, 'warning'), note: count(findings, 'note') },
    findings,
    suppressed: sorted(suppressed),
  };
}

function findingsOf(hits: readonly (Hit & { readonly rule: string })[]): Finding[] {
  const found = new Map<string, Finding>();
  for (const { rule, place, message } of hits) {
    const { severity, why, source, fix } = RULES.get(rule)!;
    // A script that two gadgets load is examined with each.
    found.set(JSON.stringify([rule, place]), { rule, severity, ...place, message, why, source, fix });
  }
  return [...found.values()];
}

function sorted<F extends Finding>(findings: readonly F[]): F[] {
  return [...findings].sort((a, b) => compare(a.file, b.file) || a.line - b.line || a.column - b.column || compare(a.rule, b.rule));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function count(findings: readonly Finding[], severity: Severity): number {
  return findings.filter((finding) => finding.severity === severity).length;
}
