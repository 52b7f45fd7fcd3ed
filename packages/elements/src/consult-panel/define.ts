import '../desktop-provider/define.js';
import { define } from '../internal/define.js';
import { ConsultPanel } from './consult-panel.js';

define('consult-panel', ConsultPanel);

// So that whoever imports this for its effect has the tag's type too.
export type { ConsultPanel } from './consult-panel.js';
