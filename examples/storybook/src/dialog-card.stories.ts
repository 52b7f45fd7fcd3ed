import { html } from 'lit';
import { scenes, story, type Story } from './scene.js';

const meta = { title: 'Calls/dialog-card', component: 'dialog-card' };
export { meta as default };

const shown = (id: string) => html`<dialog-card dialog-id=${id}></dialog-card>`;

export const Ringing: Story = story(scenes.ringing, shown);
export const Talking: Story = story(scenes.talking, shown);
export const OnHold: Story = story(scenes.held, shown);
export const Dialling: Story = story(scenes.dialling, shown);
export const LongData: Story = story(scenes.hardData, shown);
export const Conference: Story = story(scenes.conference, shown);
export const LinkDown: Story = story(scenes.linkDown, shown);
export const FourParties: Story = story(scenes.fourParties, shown);
export const OfferedAContact: Story = story(scenes.preview, shown);
export const CampaignCall: Story = story(scenes.campaignCall, shown);
export const ReasonNeeded: Story = story(scenes.reasonNeeded, shown);
export const AfterCallWork: Story = story(scenes.wrappingUp, shown);
export const Recording: Story = story(scenes.recording, shown);
