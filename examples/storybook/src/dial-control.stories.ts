import { html } from 'lit';
import { scenes, story, type Story } from './scene.js';

const meta = { title: 'Calls/dial-control', component: 'dial-control' };
export { meta as default };

const shown = () => html`<dial-control></dial-control>`;

export const SignedOut: Story = story(scenes.signedOut, shown);
export const NotReady: Story = story(scenes.notReady, shown);
export const WrongNumber: Story = story(scenes.wrongNumber, shown);
export const OnACall: Story = story(scenes.talking, shown);
export const WithoutClient: Story = story(scenes.noClient, shown);
