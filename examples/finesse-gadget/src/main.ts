import { DesktopClient } from '@cordboard/core';
import '@cordboard/elements/agent-state-picker/define';
import '@cordboard/elements/conference-roster/define';
import '@cordboard/elements/desktop-provider/define';
import '@cordboard/elements/dialog-controls/define';
import '@cordboard/elements/link-status/define';
import { fitHeight, GadgetContainer, GadgetPort, SharedReads } from '@cordboard/finesse';
import { showCalls } from './calls.js';

const container = new GadgetContainer();
// With other gadgets of the kit on the desktop, one of them reads for all.
const client = new DesktopClient(new GadgetPort({ sharedReads: new SharedReads() }));

const theme = container.parameters.get('theme');
if (theme !== undefined) document.documentElement.dataset['theme'] = theme;

document.querySelector('desktop-provider')!.client = client;
showCalls(client, document.querySelector<HTMLElement>('#calls')!, document.querySelector<HTMLElement>('#none')!);
fitHeight(container);
client.connect();

// The frame is loaded again without being told so: what it had on the desktop's hub goes with it.
addEventListener('pagehide', () => {
  client.close();
  container.close();
});
