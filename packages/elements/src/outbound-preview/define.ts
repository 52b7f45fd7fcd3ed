import '../desktop-provider/define.js';
import { define } from '../internal/define.js';
import { OutboundPreview } from './outbound-preview.js';

define('outbound-preview', OutboundPreview);

// So that whoever imports this for its effect has the tag's type too.
export type { OutboundPreview } from './outbound-preview.js';
