import '../dialog-controls/define.js';
import { define } from '../internal/define.js';
import { DialogCard } from './dialog-card.js';

define('dialog-card', DialogCard);

// So that whoever imports this for its effect has the tag's type too.
export type { DialogCard } from './dialog-card.js';
