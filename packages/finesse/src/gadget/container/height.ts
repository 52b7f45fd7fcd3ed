import { DesktopError } from '@cordboard/core';
import type { GadgetContainer } from './gadget-container.js';

/** How many times in a row the content may grow because the frame did before it is taken to follow the frame. */
const STEPS = 20;

/**
 * Keeps the frame as high as its content, until the returned function is called or the container closes: an explicit number whenever the content's
 * height changes, again when the gadget's tab comes to the front, and nothing while it is behind, where there is nothing to measure. `content` is what is
 * measured, from the top of the page to its lower margin; by default the body.
 *
 * Where the layout has fixed the height (`gadgetHeight`), or the page lacks the service, it does nothing. Content that is as high as the frame and then
 * some (`100vh` and a margin) would grow for ever: after a few steps the height it had before stands, and the page's error handlers are told.
 */
export function fitHeight(container: GadgetContainer, content: HTMLElement = document.body): () => void {
  const view = content.ownerDocument.defaultView;
  if (!view || container.fixedHeight !== undefined || !container.offers('height')) return () => {};
  // Until the page has said otherwise it is taken to be in front: a page that never says would have it stay as it is.
  let isHidden = false;
  let isRunaway = false;
  let last: { readonly height: number; readonly frame: number; readonly width: number } | undefined;
  let steps: { readonly count: number; readonly from: number } | undefined;

  const send = (height: number): void => {
    last = { height, frame: view.innerHeight, width: view.innerWidth };
    container.setHeight(height);
  };
  const look = (isAgain = false): void => {
    const { innerHeight: frame, innerWidth: width } = view;
    if (isHidden || width === 0 || !content.isConnected) return;
    const { bottom } = content.getBoundingClientRect();
    const height = Math.ceil(bottom + view.scrollY + (parseFloat(view.getComputedStyle(content).marginBottom) || 0));
    if (height <= 0) return;
    if (isAgain || last?.width !== width) isRunaway = false;
    if (isRunaway || (!isAgain && last?.height === height)) return;
    // It grew, and nothing else has happened since than that the frame became as high as was asked for.
    const follows = last?.width === width && last.frame !== frame && height > last.height;
    steps = follows ? { count: (steps?.count ?? 0) + 1, from: steps?.from ?? last?.height ?? height } : undefined;
    if (steps?.count === STEPS) {
      isRunaway = true;
      send(steps.from);
      steps = undefined;
      throw new DesktopError('invalid-argument', 'fitHeight: the content grows with its frame');
    }
    send(height);
  };

  const sizes = new ResizeObserver(() => look());
  sizes.observe(content, { box: 'border-box' });
  const watching = container.activeTab$.subscribe({
    next: (tab) => {
      const wasHidden = isHidden;
      isHidden = tab !== undefined && container.tabId !== undefined && tab !== container.tabId;
      if (wasHidden && !isHidden) look(true);
    },
    complete: () => sizes.disconnect(),
  });
  return () => {
    watching.unsubscribe();
    sizes.disconnect();
  };
}
