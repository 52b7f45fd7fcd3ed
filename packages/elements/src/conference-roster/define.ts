import '../desktop-provider/define.js';
import { define } from '../internal/define.js';
import { ConferenceRoster } from './conference-roster.js';

define('conference-roster', ConferenceRoster);

// So that whoever imports this for its effect has the tag's type too.
export type { ConferenceRoster } from './conference-roster.js';
