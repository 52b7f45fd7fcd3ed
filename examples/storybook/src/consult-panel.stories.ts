import type { ConsultPanel } from '@cordboard/elements';
import { html } from 'lit';
import { ref } from 'lit/directives/ref.js';
import { scenes, story, type Desk, type Scene, type Story } from './scene.js';

const meta = { title: 'Calls/consult-panel', component: 'consult-panel' };
export { meta as default };

const consult = (id: string) => html`<consult-panel dialog-id=${id}></consult-panel>`;
const transferNow = (id: string) => html`<consult-panel dialog-id=${id} action="transfer-now"></consult-panel>`;
const opened = (id: string) => html`<consult-panel dialog-id=${id} ${ref(open)}></consult-panel>`;

// As an agent opens it, but for the focus: several stories on one page would take it from each other.
function open(element: Element | undefined): void {
  const panel = element as ConsultPanel | undefined;
  void panel?.updateComplete.then(() => {
    const field = panel.shadowRoot?.querySelector('input');
    field?.dispatchEvent(new FocusEvent('focus'));
    field?.click();
  });
}

/** While talking, with more behind it. */
function then(more: (desk: Desk, dialogId: string) => Promise<unknown>): Scene {
  return {
    play: async (desk) => {
      const dialogId = await scenes.talking.play(desk);
      await more(desk, dialogId);
      return dialogId;
    },
  };
}

// A number too short to lead anywhere, which the platform refuses.
const refused = then(({ client }, dialogId) => client.run({ type: 'transfer-now', dialogId, to: '9' }).catch(() => {}));
const pending = then(async ({ client, sandbox }, dialogId) => {
  await sandbox.control.startFault({ target: '1001001', toxic: 'accept_and_forget', args: {} });
  client.run({ type: 'consult', dialogId, to: '1001002', intent: 'conference' }).catch(() => {});
});
const bookDown = then(({ sandbox }) =>
  sandbox.control.startFault({
    target: 'rest',
    when: { path: '/finesse/api/User/1001001/PhoneBooks' },
    toxic: 'http_status',
    args: { status: 500 },
  }),
);

export const Consult: Story = story(scenes.talking, consult);
export const TransferNow: Story = story(scenes.talking, transferNow);
export const PhoneBook: Story = story(scenes.talking, opened);
export const PhoneBookDown: Story = story(bookDown, opened);
export const AskedFor: Story = story(pending, consult);
export const Refused: Story = story(refused, transferNow);
export const OnHold: Story = story(scenes.held, consult);
export const Consulting: Story = story(scenes.consulting, consult);
export const LinkDown: Story = story(scenes.linkDown, consult);
export const SeveralWays: Story = story(scenes.talkingWithMore, consult);
export const WaysToPassOn: Story = story(scenes.talkingWithMore, transferNow);
export const WithoutClient: Story = story(scenes.noClient, consult);
