import '../desktop-provider/define.js';
import { define } from '../internal/define.js';
import { WrapUpPicker } from './wrap-up-picker.js';

define('wrap-up-picker', WrapUpPicker);

// So that whoever imports this for its effect has the tag's type too.
export type { WrapUpPicker } from './wrap-up-picker.js';
