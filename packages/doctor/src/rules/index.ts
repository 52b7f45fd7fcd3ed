import { ADDRESS_RULES } from './addresses.js';
import { CONTAINER_RULES } from './container.js';
import { FILE_RULES } from './files.js';
import { HUB_RULES } from './hub.js';
import { LAYOUT_RULES } from './layout.js';
import { LIBRARY_RULES } from './library.js';
import { OBJECT_RULES } from './objects.js';
import { READING_RULES } from './reading.js';
import { REQUEST_RULES } from './requests.js';
import type { Rule } from './rule.js';
import { SPEC_RULES } from './spec.js';
import { STYLE_RULES } from './style.js';

/** Rules that belong together, as docs/doctor.md shows them. */
export interface RuleGroup {
  readonly title: string;
  readonly rules: readonly Rule[];
}

/** Every rule there is. */
export const RULE_GROUPS: readonly RuleGroup[] = [
  { title: 'The gadget’s XML', rules: SPEC_RULES },
  { title: 'The hub', rules: HUB_RULES },
  { title: 'finesse.js and the connection', rules: LIBRARY_RULES },
  { title: 'Objects and their data', rules: OBJECT_RULES },
  { title: 'Addresses', rules: ADDRESS_RULES },
  { title: 'Requests', rules: REQUEST_RULES },
  { title: 'The page around', rules: CONTAINER_RULES },
  { title: 'Style', rules: STYLE_RULES },
  { title: 'The layout', rules: LAYOUT_RULES },
  { title: 'Files', rules: FILE_RULES },
  { title: 'What cannot be examined', rules: READING_RULES },
];

/** Every rule by its id. */
export const RULES: ReadonlyMap<string, Rule> = new Map(RULE_GROUPS.flatMap(({ rules }) => rules.map((rule) => [rule.id, rule] as const)));
