import '../desktop-provider/define.js';
import { define } from '../internal/define.js';
import { AgentStatePicker } from './agent-state-picker.js';

define('agent-state-picker', AgentStatePicker);
