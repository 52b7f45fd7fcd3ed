import '../desktop-provider/define.js';
import { define } from '../internal/define.js';
import { DialPad } from './dial-pad.js';

define('dial-pad', DialPad);

// So that whoever imports this for its effect has the tag's type too.
export type { DialPad } from './dial-pad.js';
