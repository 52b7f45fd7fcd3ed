export { createFinesse, type Finesse } from './create-finesse.js';
export type { FrameWindow, Gadgets, Hub, Prefs, ProxyAnswer, ProxyIo } from './frame-window.js';
