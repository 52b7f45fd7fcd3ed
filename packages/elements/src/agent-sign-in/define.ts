import '../desktop-provider/define.js';
import { define } from '../internal/define.js';
import { AgentSignIn } from './agent-sign-in.js';

define('agent-sign-in', AgentSignIn);
