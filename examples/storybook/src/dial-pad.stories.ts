import type { DialPad } from '@cordboard/elements';
import { html } from 'lit';
import { ref } from 'lit/directives/ref.js';
import { scenes, story, type Scene, type Story } from './scene.js';

const meta = { title: 'Calls/dial-pad', component: 'dial-pad' };
export { meta as default };

const shown = (id: string) => html`<dial-pad dialog-id=${id}></dial-pad>`;
const pressed = (id: string) => html`<dial-pad dialog-id=${id} ${ref(press)}></dial-pad>`;

function press(element: Element | undefined): void {
  const pad = element as DialPad | undefined;
  void pad?.updateComplete.then(() => pad.shadowRoot?.querySelectorAll('button').forEach((key) => key.click()));
}

// The call goes on while the platform turns tones away.
const refused: Scene = {
  play: async (desk) => {
    const dialogId = await scenes.talking.play(desk);
    await desk.sandbox.control.startFault({ target: 'rest', when: { method: 'PUT' }, toxic: 'http_status', args: { status: 500 } });
    return dialogId;
  },
};

export const Talking: Story = story(scenes.talking, shown);
export const Sent: Story = story(scenes.talking, pressed);
export const Refused: Story = story(refused, pressed);
export const OnHold: Story = story(scenes.held, shown);
export const Ringing: Story = story(scenes.ringing, shown);
export const LinkDown: Story = story(scenes.linkDown, shown);
export const WithoutClient: Story = story(scenes.noClient, shown);
