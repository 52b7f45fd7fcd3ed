import '../desktop-provider/define.js';
import { define } from '../internal/define.js';
import { LinkStatus } from './link-status.js';

define('link-status', LinkStatus);
