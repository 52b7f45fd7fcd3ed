const MARGIN = 4;

/**
 * Shows a popover beside its anchor: below, or above where there is more room; aligned with the anchor's leading edge; always
 * wholly inside the window. Being in the top layer and fixed, it neither moves the page nor is cut off by a narrow column.
 */
export function showBeside(anchor: Element, popover: HTMLElement): void {
  if (!popover.isConnected) return;
  const { style } = popover;
  // Set by script, which a page's policy on inline styles does not touch.
  style.maxBlockSize = '';
  if (!popover.matches(':popover-open')) popover.showPopover();
  const { clientWidth: width, clientHeight: height } = document.documentElement;
  const box = anchor.getBoundingClientRect();
  const natural = popover.getBoundingClientRect();
  const below = height - box.bottom - MARGIN;
  const above = box.top - MARGIN;
  const down = natural.height <= below || below >= above;
  const room = Math.max(down ? below : above, 0);
  const tall = Math.min(natural.height, room);
  const start = getComputedStyle(anchor).direction === 'rtl' ? box.right - natural.width : box.left;
  style.maxBlockSize = `${room}px`;
  style.left = `${Math.max(MARGIN, Math.min(start, width - natural.width - MARGIN))}px`;
  style.top = `${down ? box.bottom : box.top - tall}px`;
}

/** Hides a popover, whether it is shown or not. */
export function hide(popover: HTMLElement | null | undefined): void {
  if (popover?.matches(':popover-open')) popover.hidePopover();
}
