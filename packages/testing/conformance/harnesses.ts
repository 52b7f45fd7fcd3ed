import type { PortHarness } from '@cordboard/testing';
import { finesseDirect } from './finesse-direct.js';

/** Every port on every wire there is. */
export const HARNESSES: readonly PortHarness[] = [finesseDirect];
