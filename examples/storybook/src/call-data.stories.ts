import { html } from 'lit';
import { scenes, story, type Story } from './scene.js';

const meta = { title: 'Calls/call-data', component: 'call-data' };
export { meta as default };

const shown = (id: string) => html`<call-data dialog-id=${id}></call-data>`;

export const Filled: Story = story(scenes.talking, shown);
export const Hard: Story = story(scenes.hardData, shown);
export const Empty: Story = story(scenes.noData, shown);
export const Ringing: Story = story(scenes.ringing, shown);
export const Pending: Story = story(scenes.dataPending, shown);
export const Refused: Story = story(scenes.dataRefused, shown);
export const LinkDown: Story = story(scenes.linkDown, shown);
export const WithoutCall: Story = story(scenes.ready, shown);
export const WithoutClient: Story = story(scenes.noClient, shown);
