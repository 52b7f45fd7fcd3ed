export { createFinesse, type Finesse } from './finesse.js';
export type { FrameWindow, Gadgets, Hub, Prefs, ProxyAnswer, ProxyIo } from './frame-window.js';
