/** Lets menus below an element close as people expect: by Escape, with the focus back on what opened them, and by anything done elsewhere, frames included. */
export function closeMenus(root: HTMLElement): void {
  const open = (): readonly HTMLDetailsElement[] => [...root.querySelectorAll<HTMLDetailsElement>('details.menu[open]')];
  const closeUnless = (target: EventTarget | null): void => {
    for (const menu of open()) if (!(target instanceof Node && menu.contains(target))) menu.open = false;
  };
  document.addEventListener('pointerdown', ({ target }) => closeUnless(target));
  document.addEventListener('focusin', ({ target }) => closeUnless(target));
  // A press inside a frame is not heard here, but takes the focus out of the document.
  window.addEventListener('blur', () => closeUnless(document.activeElement));
  root.addEventListener('keydown', ({ key }) => {
    if (key !== 'Escape') return;
    for (const menu of open()) {
      menu.open = false;
      menu.querySelector('summary')?.focus();
    }
  });
}
