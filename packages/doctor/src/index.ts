/** Finds what breaks Finesse gadgets, by parsing their files. Node only. @packageDocumentation */
export { examine } from './examine.js';
export type { Finding, Place, Report, Severity, SuppressedFinding } from './finding.js';
export { print } from './print.js';
