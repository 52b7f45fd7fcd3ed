import { html } from 'lit';
import { scenes, story, type Story } from './scene.js';

const meta = { title: 'Calls/outbound-preview', component: 'outbound-preview' };
export { meta as default };

const shown = (id: string) => html`<outbound-preview dialog-id=${id}></outbound-preview>`;

export const Preview: Story = story(scenes.preview, shown);
export const DirectPreview: Story = story(scenes.directPreview, shown);
export const Pending: Story = story(scenes.previewPending, shown);
export const Accepted: Story = story(scenes.previewAccepted, shown);
export const OnTheCall: Story = story(scenes.campaignCall, shown);
export const CallbackPromised: Story = story(scenes.callbackPromised, shown);
export const CallbackRefused: Story = story(scenes.callbackRefused, shown);
export const OfNoCampaign: Story = story(scenes.talking, shown);
