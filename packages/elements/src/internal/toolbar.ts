/** Where a key leads in a toolbar (WAI-ARIA toolbar pattern), or `undefined` for every other key. */
export type Move = 'next' | 'previous' | 'first' | 'last';

export function moveOf(key: string, direction: string): Move | undefined {
  switch (key) {
    case 'ArrowRight':
      return direction === 'rtl' ? 'previous' : 'next';
    case 'ArrowLeft':
      return direction === 'rtl' ? 'next' : 'previous';
    case 'Home':
      return 'first';
    case 'End':
      return 'last';
    default:
      return undefined;
  }
}

/** The item that a move leads to; next and previous go round. */
export function itemAfter<T>(items: readonly T[], at: T, move: Move): T | undefined {
  const index = items.indexOf(at);
  switch (move) {
    case 'next':
      return items[(index + 1) % items.length];
    case 'previous':
      return items.at(index - 1);
    case 'first':
      return items[0];
    case 'last':
      return items.at(-1);
  }
}
