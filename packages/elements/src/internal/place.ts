const MARGIN = 4;

/**
 * Shows a popover beside its anchor: below, or above where there is more room; aligned with the anchor's leading edge; always
 * wholly inside the window; `gap` pixels away. Being in the top layer and fixed, it neither moves the page nor is cut off by a narrow column.
 */
export function showBeside(anchor: Element, popover: HTMLElement, gap = 0): void {
  if (!popover.isConnected) return;
  const { style } = popover;
  if (!popover.matches(':popover-open')) popover.showPopover();
  const { clientWidth: width, clientHeight: height } = document.documentElement;
  const box = anchor.getBoundingClientRect();
  const { width: wide } = popover.getBoundingClientRect();
  // What it would like to have: not read by lifting the limit, which would lose the place a list was scrolled to.
  const natural = popover.scrollHeight + popover.offsetHeight - popover.clientHeight;
  const below = height - box.bottom - gap - MARGIN;
  const above = box.top - gap - MARGIN;
  const down = natural <= below || below >= above;
  const room = Math.max(down ? below : above, 0);
  const tall = Math.min(natural, room);
  const start = getComputedStyle(anchor).direction === 'rtl' ? box.right - wide : box.left;
  // Set by script, which a page's policy on inline styles does not touch.
  style.maxBlockSize = `${room}px`;
  style.left = `${Math.max(MARGIN, Math.min(start, width - wide - MARGIN))}px`;
  style.top = `${down ? box.bottom + gap : box.top - gap - tall}px`;
}

/** Hides a popover, whether it is shown or not. */
export function hide(popover: HTMLElement | null | undefined): void {
  if (popover?.matches(':popover-open')) popover.hidePopover();
}
