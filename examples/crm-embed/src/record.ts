import type { DesktopClient } from '@cordboard/core';

/** Marks the record of whoever is on the line: what makes a phone worth having in a CRM. */
export function markCallers(client: DesktopClient): void {
  client.dialogs$.subscribe((dialogs) => {
    for (const row of document.querySelectorAll<HTMLElement>('tr[data-number]')) {
      row.toggleAttribute(
        'data-on-the-line',
        dialogs.some((dialog) => dialog.from === row.dataset['number']),
      );
    }
  });
}
