import { html } from 'lit';
import { scenes, story, type Story } from './scene.js';

const meta = { title: 'Calls/consult-panel', component: 'consult-panel' };
export { meta as default };

const consult = (id: string) => html`<consult-panel dialog-id=${id}></consult-panel>`;
const transferNow = (id: string) => html`<consult-panel dialog-id=${id} action="transfer-now"></consult-panel>`;

export const Consult: Story = story(scenes.talking, consult);
export const TransferNow: Story = story(scenes.talking, transferNow);
export const OnHold: Story = story(scenes.held, consult);
export const LinkDown: Story = story(scenes.linkDown, consult);
