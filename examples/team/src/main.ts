// A supervisor's page beside the sandbox's server. On a real Finesse leave the crowd out: the team is there.
import { DesktopClient } from '@cordboard/core';
import { FinessePort } from '@cordboard/finesse';
import { runPage, type Crowd } from './page.js';

const client = new DesktopClient(new FinessePort({ hosts: location.origin }));

runPage(client, async (crowd: Crowd) => {
  const response = await fetch('/sandbox/crowd', { method: 'POST', body: JSON.stringify(crowd) });
  if (response.ok) return;
  const { error } = (await response.json()) as { readonly error: { readonly message: string } };
  throw new Error(error.message);
});
