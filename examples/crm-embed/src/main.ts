import { DesktopClient } from '@cordboard/core';
import '@cordboard/elements/define';
import { FinessePort } from '@cordboard/finesse';
import { markCallers } from './record.js';

const client = new DesktopClient(new FinessePort({ hosts: location.origin }));
for (const provider of document.querySelectorAll('desktop-provider')) provider.client = client;
client.connect();
markCallers(client);
