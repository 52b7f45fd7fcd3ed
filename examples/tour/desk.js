// One file with everything; with a bundler: @cordboard/core, @cordboard/finesse and @cordboard/elements/define.
import { DesktopClient, FinessePort } from '/kit/finesse-desktop.js';

const client = new DesktopClient(new FinessePort({ hosts: location.origin }));
document.querySelector('#desk').client = client;
client.connect();
