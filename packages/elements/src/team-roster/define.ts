import '../desktop-provider/define.js';
import { define } from '../internal/define.js';
import { TeamRoster } from './team-roster.js';

define('team-roster', TeamRoster);

// So that whoever imports this for its effect has the tag's type too.
export type { TeamRoster } from './team-roster.js';
