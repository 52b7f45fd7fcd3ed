import { define } from '../internal/define.js';
import { DesktopProvider } from './desktop-provider.js';

define('desktop-provider', DesktopProvider);

// So that whoever imports this for its effect has the tag's type too.
export type { DesktopProvider } from './desktop-provider.js';
