// One desktop over two platforms at once: the voice is Finesse's, the outreach is the Workspace's. Both know of the same calls; the client shows
// each once, and asks for each thing where it is served.
import { AcqueonPort, FrameTransport, type AcqueonOptions } from '@cordboard/acqueon';
import { DesktopClient, type Feature } from '@cordboard/core';
import '@cordboard/elements/define';
import { FinessePort } from '@cordboard/finesse';

interface Settings {
  /** The page that frames this one, exactly. */
  readonly workspaceOrigin: string;
  readonly finesseHosts: readonly string[];
  /** What this Workspace does that no page documents. */
  readonly port?: Pick<AcqueonOptions, 'limits' | 'spelling'>;
}

const APP_NAME = 'two-ports';
const OUTREACH: readonly Feature[] = ['outbound', 'call-data', 'wrap-up'];

const { workspaceOrigin, finesseHosts, port } = (await (await fetch('settings.json')).json()) as Settings;
const finesse = new FinessePort({
  hosts: finesseHosts,
  features: ['agent-state', 'voice', 'consult', 'conference', 'transfer', 'transfer-now', 'send-dtmf', 'contacts'],
});
const workspace = new AcqueonPort({
  transport: new FrameTransport({ workspaceOrigin, appName: APP_NAME }),
  appName: APP_NAME,
  features: OUTREACH,
  ...port,
});

if (new URLSearchParams(location.search).get('dir') === 'rtl') document.documentElement.dir = 'rtl';

// What both tell of is told by the first.
const client = new DesktopClient(finesse, workspace);
for (const provider of document.querySelectorAll('desktop-provider')) provider.client = client;
client.dialogs$.subscribe((dialogs) => {
  for (const element of document.querySelectorAll('call-data')) element.dialogId = dialogs[0]?.id ?? '';
});
client.connect();
