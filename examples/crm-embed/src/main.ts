import { DesktopClient } from '@cordboard/core';
import '@cordboard/elements/define';
import { FinessePort } from '@cordboard/finesse';

const client = new DesktopClient(new FinessePort({ hosts: location.origin }));
for (const provider of document.querySelectorAll('desktop-provider')) provider.client = client;
client.connect();

// What makes it worth having in a CRM: the record of whoever is on the line.
client.dialogs$.subscribe((dialogs) => {
  for (const row of document.querySelectorAll<HTMLElement>('tr[data-number]')) {
    row.toggleAttribute(
      'data-on-the-line',
      dialogs.some((dialog) => dialog.from === row.dataset['number']),
    );
  }
});
