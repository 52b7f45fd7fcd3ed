// Two desks on one page: an agent whose platform is Finesse, and one whose platform is the Genesys voice interaction service. The same
// elements, a client each. Against the sandbox both are phones of one telephone system, and can call each other.
import { DesktopClient, type DesktopPort } from '@cordboard/core';
import '@cordboard/elements/define';
import { FinessePort } from '@cordboard/finesse';
import { BridgeWire, GenesysPort } from '@cordboard/genesys';

const PORTS: Readonly<Record<string, () => DesktopPort>> = {
  finesse: () => new FinessePort({ hosts: location.origin }),
  genesys: () =>
    new GenesysPort({
      wire: new BridgeWire({ url: '/ais' }),
      // The number that an agent types is not always the id of its DN.
      login: { dnOf: (extension) => `${extension}_SW1` },
    }),
};

for (const provider of document.querySelectorAll('desktop-provider')) {
  const port = PORTS[provider.id]?.();
  if (!port) continue;
  const client = new DesktopClient(port);
  provider.client = client;
  client.connect();
}
