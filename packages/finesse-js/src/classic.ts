// What dist/finesse.js is made of: a classic script for gadgets, which have a global `finesse` after it.
import { createFinesse, type Finesse } from './finesse.js';

const frame = window as unknown as { finesse?: Partial<Finesse>; namespace?: unknown };
const before = frame.finesse;
const finesse = createFinesse(window);
// A gadget may have begun `finesse.modules.X` before it loads the library.
frame.finesse = { ...before, ...finesse, modules: { ...before?.modules, ...finesse.modules } };
