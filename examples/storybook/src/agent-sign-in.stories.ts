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
    .mobileMode=${args['mobile-mode'] === 'nailed' || args['mobile-mode'] === 'call-by-call' ? args['mobile-mode'] : ''}
    .mobileNumber=${text(args['mobile-number'])}
  ></agent-sign-in>`;

export const Empty: Story = story(scenes.signedOut, form);
export const Filled: Story = story(scenes.signedOut, form, { args: { 'agent-id': '1001001', extension: '1001001' } });
export const WithoutPassword: Story = story(scenes.signedOut, form, { args: { 'no-password': true } });
export const Refused: Story = story(scenes.refusedSignIn, form, { args: { 'agent-id': '1001001', extension: '1001001' } });
const MOBILE = { 'agent-id': '1001006', extension: '1001006', 'mobile-mode': 'nailed', 'mobile-number': '+12065550190' };
export const MobileAgent: Story = story(scenes.signedOut, form, { args: MOBILE });
export const MobileAgentRefused: Story = story(scenes.refusedMobile, form, { args: { ...MOBILE, 'agent-id': '1001001' } });
export const WithoutClient: Story = story(scenes.noClient, form);
