import { createFinesse, type Finesse } from './create-finesse.js';
import { type FrameWindow } from './frame-window.js';
import { prefsOf } from './gadget-config.js';

/** What a classic script finds and leaves on the window. */
export interface Globals {
  finesse?: Partial<Finesse> | undefined;
  /** The vendor's library leaves a global of this name; what is in it nobody says. */
  namespace?: unknown;
  define?: unknown;
}

/** Makes the library the frame's global `finesse`, as loading the script does. */
export function install(frame: FrameWindow & Globals): Finesse {
  const before = frame.finesse;
  const made = createFinesse(frame);
  // A gadget may have begun `finesse.modules.X` before it loads the library.
  const finesse: Finesse = { ...before, ...made, modules: { ...before?.modules, ...made.modules } };
  frame.finesse = finesse;
  frame.namespace ??= finesse;
  // The vendor's library only defines a module where there is a loader. Here gadgets that look for the global find it too.
  if (isAmd(frame.define)) frame.define('finesse', [], () => finesse);
  keepCredential(frame, finesse);
  return finesse;
}

// Gadgets read it off the preferences. A page refuses this to a gadget without the feature `setprefs`; the configuration has it all the same.
function keepCredential(frame: FrameWindow, { gadget }: Finesse): void {
  const { authorization } = gadget.Config;
  if (authorization === undefined) return;
  try {
    prefsOf(frame)?.set?.('authorization', authorization);
  } catch {
    frame.console.log('finesse: the page does not let this gadget set preferences; it lacks <Require feature="setprefs"/>');
  }
}

type Define = ((id: string, needs: readonly string[], make: () => unknown) => void) & { readonly amd?: unknown };

function isAmd(define: unknown): define is Define {
  return typeof define === 'function' && Boolean((define as Define).amd);
}
