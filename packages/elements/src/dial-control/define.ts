import '../desktop-provider/define.js';
import { define } from '../internal/define.js';
import { DialControl } from './dial-control.js';

define('dial-control', DialControl);

// So that whoever imports this for its effect has the tag's type too.
export type { DialControl } from './dial-control.js';
