import type { Metric } from '../metric.js';
import { g1 } from './g1.js';
import { g10, g11, g12, g16 } from './g10.js';
import { g13 } from './g13.js';
import { g14 } from './g14.js';
import { g15 } from './g15.js';
import { g17 } from './g17.js';
import { g18 } from './g18.js';
import { g19 } from './g19.js';
import { g2 } from './g2.js';
import { g22 } from './g22.js';
import { g24 } from './g24.js';
import { g3 } from './g3.js';
import { g4 } from './g4.js';
import { g5, g6 } from './g5.js';
import { g8 } from './g8.js';
import { g9 } from './g9.js';

/** All that is measured, in the order of the goals. */
export const METRICS: readonly Metric[] = [g1, g2, g3, g4, g5, g6, g8, g9, g10, g11, g12, g13, g14, g15, g16, g17, g18, g19, g22, g24];
