import { html } from 'lit';
import { scenes, story, type Story } from './scene.js';

const meta = { title: 'Calls/dial-pad', component: 'dial-pad' };
export { meta as default };

const shown = (id: string) => html`<dial-pad dialog-id=${id}></dial-pad>`;

export const Talking: Story = story(scenes.talking, shown);
export const OnHold: Story = story(scenes.held, shown);
export const LinkDown: Story = story(scenes.linkDown, shown);
