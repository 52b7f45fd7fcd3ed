/** How high the content of a document is, in px: from its top to the lowest thing that is shown, with the space that the body leaves below. */
export function contentHeight(page: Document): number {
  const { body, documentElement, defaultView } = page;
  if (!body || !defaultView) return 0;
  const top = documentElement.getBoundingClientRect().top;
  const style = defaultView.getComputedStyle(body);
  const below = pixels(style.paddingBottom) + pixels(style.borderBottomWidth) + pixels(style.marginBottom);
  let lowest = 0;
  // Not the body's own height: without a doctype it is as high as the frame, which would then never shrink.
  const walk = (parent: Element): void => {
    for (const child of parent.children) {
      const { bottom, width, height } = child.getBoundingClientRect();
      const { overflowY, marginBottom, position, visibility } = defaultView.getComputedStyle(child);
      if (visibility !== 'hidden' && (width > 0 || height > 0)) {
        lowest = Math.max(lowest, bottom - top + (position === 'absolute' || position === 'fixed' ? 0 : pixels(marginBottom)));
      }
      // What is cut off or scrolls inside its parent does not make the page higher.
      if (overflowY === 'visible') walk(child);
    }
  };
  walk(body);
  for (const node of body.childNodes) {
    if (node.nodeType !== 3 || !node.nodeValue?.trim()) continue;
    const range = page.createRange();
    range.selectNode(node);
    lowest = Math.max(lowest, range.getBoundingClientRect().bottom - top);
  }
  return lowest === 0 ? 0 : Math.ceil(lowest + below);
}

function pixels(length: string): number {
  return Number.parseFloat(length) || 0;
}
