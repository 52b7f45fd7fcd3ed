import { html } from 'lit';
import { scenes, story, type Story } from './scene.js';

const meta = { title: 'Desk/link-status', component: 'link-status' };
export { meta as default };

const shown = () => html`<link-status></link-status>`;

export const Up: Story = story(scenes.ready, shown);
export const Down: Story = story(scenes.linkDown, shown);
export const OutOfService: Story = story(scenes.outOfService, shown);
export const SignedInElsewhere: Story = story(scenes.takenOver, shown);
export const SignedOut: Story = story(scenes.signedOut, shown);
export const WithoutClient: Story = story(scenes.noClient, shown);
