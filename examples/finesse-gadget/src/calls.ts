import type { DesktopClient } from '@cordboard/core';

/** Keeps one section for each call: who is in it, and what can be done. `none` is shown while there is no call. */
export function showCalls(client: DesktopClient, calls: HTMLElement, none: HTMLElement): void {
  const sections = new Map<string, HTMLElement>();
  client.dialogs$.subscribe((dialogs) => {
    const ids = new Set(dialogs.map(({ id }) => id));
    for (const [id, section] of sections) {
      if (ids.has(id)) continue;
      section.remove();
      sections.delete(id);
    }
    // What is there stays where it is: moved, it would lose the keyboard's focus.
    for (const id of ids) {
      if (sections.has(id)) continue;
      const section = sectionOf(id);
      sections.set(id, section);
      calls.append(section);
    }
    none.hidden = ids.size > 0;
  });
}

function sectionOf(dialogId: string): HTMLElement {
  const section = document.createElement('section');
  for (const tag of ['conference-roster', 'dialog-controls'] as const) {
    const element = document.createElement(tag);
    element.dialogId = dialogId;
    section.append(element);
  }
  return section;
}
