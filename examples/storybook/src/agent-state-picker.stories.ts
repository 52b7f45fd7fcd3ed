import { html } from 'lit';
import { scenes, story, type Story } from './scene.js';

const meta = { title: 'Agent/agent-state-picker', component: 'agent-state-picker' };
export { meta as default };

const shown = () => html`<agent-state-picker></agent-state-picker>`;

export const NotReady: Story = story(scenes.notReady, shown);
export const Ready: Story = story(scenes.ready, shown);
export const Reserved: Story = story(scenes.ringing, shown);
export const Talking: Story = story(scenes.talking, shown);
export const OnHold: Story = story(scenes.held, shown);
export const AskedFor: Story = story(scenes.statePending, shown);
export const AfterTheCall: Story = story(scenes.stateAfterCall, shown);
export const LinkDown: Story = story(scenes.linkDown, shown);
export const WithoutClient: Story = story(scenes.noClient, shown);
export const OfferedAContact: Story = story(scenes.preview, shown);
export const AfterCallWork: Story = story(scenes.wrappingUp, shown);
export const LongName: Story = story(scenes.longName, shown);
