import '../desktop-provider/define.js';
import { define } from '../internal/define.js';
import { AgentSignIn } from './agent-sign-in.js';

define('agent-sign-in', AgentSignIn);

// So that whoever imports this for its effect has the tag's type too.
export type { AgentSignIn } from './agent-sign-in.js';
