import type { Metric } from '../metric.js';
import { inNode } from '../node-process.js';
import { count } from '../result.js';

/** Who hears of a change. */
export const g22: Metric = {
  goal: 'G22',
  about: 'a change of one dialog among 100',
  exact: true,
  async measure({ product }) {
    const { others, references } = await inNode<{ others: number; references: number }>(product, 'subjects/notified.ts');
    const goal = { better: 'lower', gate: 0, stretch: 0 } as const;
    return [
      count({ id: 'G22.others', name: 'notifications of what did not change, 1,000 changes', unit: 'calls', ...goal }, others),
      count({ id: 'G22.references', name: 'other dialogs that lost their identity', unit: 'objects', ...goal }, references),
    ];
  },
};
