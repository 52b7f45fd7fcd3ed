import '../dialog-controls/define.js';
import { define } from '../internal/define.js';
import { DialogCard } from './dialog-card.js';

define('dialog-card', DialogCard);
