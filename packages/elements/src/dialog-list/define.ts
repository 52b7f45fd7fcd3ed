import '../conference-roster/define.js';
import '../dialog-card/define.js';
import '../outbound-preview/define.js';
import '../wrap-up-picker/define.js';
import { define } from '../internal/define.js';
import { DialogList } from './dialog-list.js';

define('dialog-list', DialogList);

// So that whoever imports this for its effect has the tag's type too.
export type { DialogList } from './dialog-list.js';
