import { html } from 'lit';
import { scenes, story, type Story } from './scene.js';

const meta = { title: 'Agent/agent-sign-in', component: 'agent-sign-in' };
export { meta as default };

type Args = Readonly<Record<string, unknown>>;
const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const form = (_id: string, args: Args) =>
  html`<agent-sign-in
    .agentId=${text(args['agent-id'])}
    .extension=${text(args['extension'])}
    .noPassword=${args['no-password'] === true}
  ></agent-sign-in>`;

export const Empty: Story = story(scenes.signedOut, form);
export const Filled: Story = story(scenes.signedOut, form, { args: { 'agent-id': '1001001', extension: '1001001' } });
export const WithoutPassword: Story = story(scenes.signedOut, form, { args: { 'no-password': true } });
export const Refused: Story = story(scenes.refusedSignIn, form, { args: { 'agent-id': '1001001', extension: '1001001' } });
export const WithoutClient: Story = story(scenes.noClient, form);
