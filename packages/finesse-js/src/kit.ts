import { type FrameWindow } from './frame-window.js';

/** What the parts of one frame's library share. Each part is made by a function that takes it: `createX(kit)`. */
export interface Kit {
  readonly frame: FrameWindow;
}
