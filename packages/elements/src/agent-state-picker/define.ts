import '../desktop-provider/define.js';
import { define } from '../internal/define.js';
import { AgentStatePicker } from './agent-state-picker.js';

define('agent-state-picker', AgentStatePicker);

// So that whoever imports this for its effect has the tag's type too.
export type { AgentStatePicker } from './agent-state-picker.js';
