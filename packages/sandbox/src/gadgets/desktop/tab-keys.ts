/** Which of so many tabs a key leads to, from the one that is open; `undefined` for a key that leads to none. Arrows follow the direction of the text. */
export function tabOfKey({ key, altKey, ctrlKey, metaKey }: KeyboardEvent, list: Element, count: number, open: number): number | undefined {
  if (altKey || ctrlKey || metaKey || count === 0) return undefined;
  const forward = getComputedStyle(list).direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
  const back = forward === 'ArrowLeft' ? 'ArrowRight' : 'ArrowLeft';
  switch (key) {
    case forward:
      return (open + 1) % count;
    case back:
      return (open - 1 + count) % count;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}
