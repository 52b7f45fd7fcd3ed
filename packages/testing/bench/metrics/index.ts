import type { Metric } from '../metric.js';
import { g1 } from './g1.js';
import { g4 } from './g4.js';
import { g22 } from './g22.js';

/** All that is measured, in the order of the goals. */
export const METRICS: readonly Metric[] = [g1, g4, g22];
