import type { StateRules } from '../codec/next-states.js';
import type { SystemInfo } from '../codec/system-info.js';
import type { FinesseOptions } from './options.js';

/** What decides about the states that may be asked for: the page's word, else the node's, else CCE. */
export function rulesOf(
  { platform = 'auto', undocumented }: Pick<FinesseOptions, 'platform' | 'undocumented'>,
  info: SystemInfo,
): StateRules {
  return {
    platform: platform === 'auto' ? (info.platform ?? 'CCE') : platform,
    ...(undocumented?.offerInferred !== undefined && { offerInferred: undocumented.offerInferred }),
    ...(undocumented?.states !== undefined && { table: undocumented.states }),
  };
}
