// An agent without a page: signs in, goes ready, answers the first call. node examples/headless/desk.mjs [http://127.0.0.1:8450]
import { DesktopClient, ownParticipant, Secret } from '@cordboard/core';
import { FinessePort } from '@cordboard/finesse';
import { WebSocket } from 'ws';

const hosts = process.argv[2] ?? 'http://127.0.0.1:8450';
const client = new DesktopClient(new FinessePort({ hosts, environment: { WebSocket } }));

client.dialogs$.subscribe((dialogs) => {
  console.log(dialogs.length, 'calls');
  const ringing = dialogs.find((dialog) => ownParticipant(dialog)?.state === 'alerting');
  if (ringing)
    client.run({ type: 'dialog-action', dialogId: ringing.id, action: 'answer' }).then(() => console.log('answered'), console.error);
});

client.connect();
await client.run({ type: 'sign-in', agentId: '1001002', extension: '1001002', secret: new Secret('cordboard') });
await client.run({ type: 'set-agent-state', state: 'ready' });
console.log('ready');
