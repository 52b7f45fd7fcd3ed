import { html } from 'lit';
import { scenes, story, type Story } from './scene.js';

const meta = { title: 'Calls/conference-roster', component: 'conference-roster' };
export { meta as default };

const shown = (id: string) => html`<conference-roster dialog-id=${id}></conference-roster>`;

export const TwoParties: Story = story(scenes.talking, shown);
export const OnHold: Story = story(scenes.held, shown);
export const Conference: Story = story(scenes.conference, shown);
export const FourParties: Story = story(scenes.fourParties, shown);
export const LinkDown: Story = story(scenes.linkDown, shown);
