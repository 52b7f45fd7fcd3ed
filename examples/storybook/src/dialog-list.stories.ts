import { html } from 'lit';
import { scenes, story, type Story } from './scene.js';

const meta = { title: 'Calls/dialog-list', component: 'dialog-list' };
export { meta as default };

const shown = () => html`<dialog-list></dialog-list>`;

export const Empty: Story = story(scenes.ready, shown);
export const Ringing: Story = story(scenes.ringing, shown);
export const Talking: Story = story(scenes.talking, shown);
export const OnHold: Story = story(scenes.held, shown);
export const HeldAndRinging: Story = story(scenes.heldAndRinging, shown);
export const Dialling: Story = story(scenes.dialling, shown);
export const Consulting: Story = story(scenes.consulting, shown);
export const Conference: Story = story(scenes.conference, shown);
export const LinkDown: Story = story(scenes.linkDown, shown);
export const WithoutClient: Story = story(scenes.noClient, shown);
export const FourParties: Story = story(scenes.fourParties, shown);
export const TwoHeld: Story = story(scenes.twoHeld, shown);
export const OfferedAContact: Story = story(scenes.preview, shown);
export const AfterCallWork: Story = story(scenes.wrappingUp, shown);
export const Recording: Story = story(scenes.recording, shown);
