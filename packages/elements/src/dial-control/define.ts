import { define } from '../internal/define.js';
import { DialControl } from './dial-control.js';

define('dial-control', DialControl);
