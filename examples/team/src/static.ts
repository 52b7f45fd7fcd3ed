// The same page without a server: the contact centre plays in the page, at a made-up address that the port connects to as to any other.
import { DesktopClient } from '@cordboard/core';
import { FinessePort } from '@cordboard/finesse';
import { startInPage } from '@cordboard/sandbox/page';
import { runPage } from './page.js';

const sandbox = startInPage({ globals: false });
const client = new DesktopClient(new FinessePort({ hosts: sandbox.url, environment: sandbox.environment }));

runPage(client, (crowd) => sandbox.control.crowd(crowd));
