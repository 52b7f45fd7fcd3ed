import '../desktop-provider/define.js';
import { define } from '../internal/define.js';
import { CallData } from './call-data.js';

define('call-data', CallData);

// So that whoever imports this for its effect has the tag's type too.
export type { CallData } from './call-data.js';
