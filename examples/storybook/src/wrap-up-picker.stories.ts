import { html } from 'lit';
import { scenes, story, type Story } from './scene.js';

const meta = { title: 'Calls/wrap-up-picker', component: 'wrap-up-picker' };
export { meta as default };

const shown = (id: string) => html`<wrap-up-picker dialog-id=${id}></wrap-up-picker>`;

export const OnACall: Story = story(scenes.talking, shown);
export const Ringing: Story = story(scenes.ringing, shown);
export const WrappingUp: Story = story(scenes.wrappingUp, shown);
export const ReasonNeeded: Story = story(scenes.reasonNeeded, shown);
export const ReasonSet: Story = story(scenes.reasonSet, shown);
export const SeveralReasons: Story = story(scenes.reasonsSet, shown);
export const Pending: Story = story(scenes.reasonPending, shown);
export const Refused: Story = story(scenes.reasonRefused, shown);
export const LinkDown: Story = story(scenes.linkDown, shown);
export const WithoutCall: Story = story(scenes.ready, shown);
