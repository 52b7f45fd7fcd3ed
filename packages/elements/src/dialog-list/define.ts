import '../dialog-card/define.js';
import { define } from '../internal/define.js';
import { DialogList } from './dialog-list.js';

define('dialog-list', DialogList);
