import type { Metric } from '../metric.js';
import { g1 } from './g1.js';
import { g22 } from './g22.js';
import { g4 } from './g4.js';
import { g5, g6 } from './g5.js';
import { g8 } from './g8.js';

/** All that is measured, in the order of the goals. */
export const METRICS: readonly Metric[] = [g1, g4, g5, g6, g8, g22];
