import '../desktop-provider/define.js';
import { define } from '../internal/define.js';
import { LinkStatus } from './link-status.js';

define('link-status', LinkStatus);

// So that whoever imports this for its effect has the tag's type too.
export type { LinkStatus } from './link-status.js';
