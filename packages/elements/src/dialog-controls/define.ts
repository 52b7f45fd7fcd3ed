import { define } from '../internal/define.js';
import { DialogControls } from './dialog-controls.js';

define('dialog-controls', DialogControls);
