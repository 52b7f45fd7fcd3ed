import { type FrameWindow } from './frame-window.js';
import { type Kit } from './kit.js';

/** The namespaces that gadgets know as the global `finesse`. */
export interface Finesse {
  /** By custom, what gadgets hang their own code on. */
  modules: Record<string, unknown>;
}

/** The library for one frame. Each call makes one of its own: nothing is shared between two, as nothing is between two frames. */
export function createFinesse(frame: FrameWindow): Finesse {
  const kit: Kit = { frame };
  void kit;
  return { modules: {} };
}
