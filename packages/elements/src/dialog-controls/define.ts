import '../desktop-provider/define.js';
import { define } from '../internal/define.js';
import { DialogControls } from './dialog-controls.js';

define('dialog-controls', DialogControls);

// So that whoever imports this for its effect has the tag's type too.
export type { DialogControls } from './dialog-controls.js';
