import { define } from '../internal/define.js';
import { CallData } from './call-data.js';

define('call-data', CallData);
