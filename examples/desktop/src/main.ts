import { DesktopClient, ownParticipant, Secret } from '@cordboard/core';
import '@cordboard/elements/define';
import { FinessePort } from '@cordboard/finesse';
import { CallChoice } from './call-choice.js';
import { byId, directionButton, themeButton } from './page.js';
import { SandboxPanel } from './sandbox-panel.js';

const WORLD_PASSWORD = 'cordboard';

const asked = new URLSearchParams(location.search);
themeButton(byId('theme'), asked.get('theme'));
directionButton(byId('direction'), asked.get('dir'));

const client = new DesktopClient(new FinessePort({ hosts: location.origin }));
byId<HTMLElementTagNameMap['desktop-provider']>('desk').client = client;

const panel = new SandboxPanel(byId('sandbox'));
const play = byId('play');
const openPanel = (open: boolean): void => {
  panel.open = open;
  play.setAttribute('aria-expanded', String(open));
};
play.addEventListener('click', () => openPanel(play.getAttribute('aria-expanded') !== 'true'));
// On a narrow page the panel would push the calls out of sight.
openPanel(asked.get('panel') ? asked.get('panel') === 'open' : matchMedia('(min-width: 70rem)').matches);

new CallChoice(client);

client.agent$.subscribe((agent) => {
  const signedIn = agent !== undefined && agent.state !== 'signed-out';
  // The form goes with the field that had the focus; the keyboard goes on where the agent's first act is, and comes back for the next shift.
  const from = document.activeElement?.closest<HTMLElement>('[data-when]');
  const moves = from !== null && from !== undefined && (from.dataset['when'] === 'signed-in') !== signedIn;
  for (const part of document.querySelectorAll<HTMLElement>('[data-when]')) {
    part.hidden = (part.dataset['when'] === 'signed-in') !== signedIn;
  }
  panel.me = signedIn ? agent.extension : undefined;
  if (moves) focusOn(signedIn ? 'agent-state-picker' : 'agent-sign-in');
});

client.dialogs$.subscribe((dialogs) => {
  const ringing = dialogs.some((dialog) => ownParticipant(dialog)?.state === 'alerting');
  document.title = ringing ? 'Ringing · Cordboard' : 'Cordboard';
});

client.connect();

// A convenience of the sandbox, so that a link opens a working desk: the world's agents share one well-known password.
const agentId = asked.get('agent');
if (agentId) {
  const signIn = { type: 'sign-in', agentId, secret: new Secret(WORLD_PASSWORD), extension: asked.get('extension') ?? agentId } as const;
  // A refusal is on the sign-in form, which reads the same command.
  client.run(signIn).catch(() => {});
}

// It may have been put into the page, or shown, only now.
function focusOn(tag: 'agent-state-picker' | 'agent-sign-in'): void {
  const element = document.querySelector(tag);
  void element?.updateComplete.then(() => element.focus());
}
