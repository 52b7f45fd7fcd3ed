import { html } from 'lit';
import { scenes, story, type Story } from './scene.js';

const meta = { title: 'Desk/desktop-provider', component: 'desktop-provider' };
export { meta as default };

const desk = (id: string) => html`
  <agent-state-picker></agent-state-picker>
  <dialog-list></dialog-list>
  <call-data dialog-id=${id}></call-data>
  <link-status></link-status>
`;

export const Ringing: Story = story(scenes.ringing, desk);
export const Talking: Story = story(scenes.talking, desk);
export const HeldAndRinging: Story = story(scenes.heldAndRinging, desk);
export const LongName: Story = story(scenes.longName, desk);
export const LinkDown: Story = story(scenes.linkDown, desk);
