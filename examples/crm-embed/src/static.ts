// The same page without a server: the contact centre plays in the page, at a made-up address that the port connects to as to any other.
import { DesktopClient } from '@cordboard/core';
import '@cordboard/elements/define';
import { FinessePort } from '@cordboard/finesse';
import { startInPage } from '@cordboard/sandbox/page';
import { markCallers } from './record.js';

const QUEUE = '5120';

const sandbox = startInPage({ origin: 'https://finesse.fernleaf.example' });
const client = new DesktopClient(new FinessePort({ hosts: sandbox.url }));
for (const provider of document.querySelectorAll('desktop-provider')) provider.client = client;
client.connect();
markCallers(client);

const said = document.querySelector('#said');
const say = (words: string): void => {
  if (said) said.textContent = words;
};

for (const button of document.querySelectorAll('tr[data-number] button')) {
  button.addEventListener('click', () => {
    void call(button.closest('tr'));
  });
}

async function call(row: HTMLTableRowElement | null): Promise<void> {
  const from = row?.dataset['number'];
  const [name = '', , plan = ''] = [...(row?.cells ?? [])].map(({ textContent }) => textContent);
  if (from === undefined) return;
  try {
    await sandbox.control.call({ from, queue: QUEUE, variables: { callVariable1: name, callVariable2: plan } });
    say(`${name} calls. It rings at an agent who is ready; until then the call waits.`);
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
  }
}
