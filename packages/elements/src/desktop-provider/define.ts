import { define } from '../internal/define.js';
import { DesktopProvider } from './desktop-provider.js';

define('desktop-provider', DesktopProvider);
