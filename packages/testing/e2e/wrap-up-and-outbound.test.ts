import { DesktopClient, ownParticipant, Secret, type Dialog } from '@cordboard/core';
import '@cordboard/elements/outbound-preview/define';
import '@cordboard/elements/wrap-up-picker/define';
import { FinessePort } from '@cordboard/finesse';
import { startInPage, type InPageSandbox } from '@cordboard/sandbox/page';
import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { filter, firstValueFrom, map, timeout } from 'rxjs';

const CUSTOMER = '+12065550142';
const CAMPAIGN = 'Renewals preview';

const open: (() => void)[] = [];
afterEach(() => {
  for (const close of open.splice(0).reverse()) close();
});

interface Desk {
  readonly sandbox: InPageSandbox;
  readonly client: DesktopClient;
}

async function desk(agentId: string, world: 'cce' | 'ccx' = 'cce'): Promise<Desk> {
  const sandbox = startInPage({ globals: false, world });
  open.push(() => sandbox.close());
  const client = new DesktopClient(new FinessePort({ hosts: sandbox.url, environment: sandbox.environment }));
  open.push(() => client.close());
  client.connect();
  await client.run({ type: 'sign-in', agentId, extension: agentId, secret: new Secret('cordboard') });
  await client.run({ type: 'set-agent-state', state: 'ready' });
  return { sandbox, client };
}

const dialog = ({ client }: Desk, isIt: (dialog: Dialog) => boolean): Promise<Dialog> =>
  firstValueFrom(
    client.dialogs$.pipe(
      map((dialogs) => dialogs.find(isIt)),
      filter((found) => found !== undefined),
      timeout(8_000),
    ),
  );
const inState = (at: Desk, state: string): Promise<Dialog> => dialog(at, (each) => ownParticipant(each)?.state === state);

async function answered(at: Desk): Promise<{ readonly id: string; readonly call: string }> {
  const { id: call } = await at.sandbox.control.call({ from: CUSTOMER, queue: '5120' });
  const { id } = await inState(at, 'alerting');
  await at.client.run({ type: 'dialog-action', dialogId: id, action: 'answer' });
  return { id, call };
}

async function offered(at: Desk): Promise<HTMLElementTagNameMap['outbound-preview']> {
  await at.sandbox.control.call({ from: CAMPAIGN, to: '1001001', variables: { BABuddyName: 'Sato,Hana', callVariable1: 'Due in May' } });
  const { id } = await dialog(at, ({ kind }) => kind === 'reservation');
  return fixture(html`<outbound-preview dialog-id=${id} .client=${at.client}></outbound-preview>`);
}

const part = (el: HTMLElement, name: string): HTMLElement => el.shadowRoot!.querySelector<HTMLElement>(`[part~=${name}]`)!;
const shows = (el: HTMLElement, name: string, text: string | RegExp): Promise<void> =>
  waitUntil(() => part(el, name)?.textContent.match(text), `${name}: ${String(text)}`, { timeout: 8_000 });

// The popup's list is read from the platform; an arrow goes down once it is there.
async function choose(el: HTMLElement, label: string): Promise<void> {
  part(el, 'button').focus();
  await sendKeys({ press: 'Enter' });
  await waitUntil(() => [...el.shadowRoot!.querySelectorAll('[role=option]')].some(({ textContent }) => textContent.includes(label)));
  await sendKeys({ type: label.slice(0, 3) });
  await sendKeys({ press: 'Enter' });
}

describe('<wrap-up-picker> over a platform', () => {
  it('asks for a reason that is required, and shows it once the platform has it', async () => {
    const at = await desk('1001004');
    const { id, call } = await answered(at);
    const el = await fixture<HTMLElementTagNameMap['wrap-up-picker']>(
      html`<wrap-up-picker dialog-id=${id} .client=${at.client}></wrap-up-picker>`,
    );
    await shows(el, 'note', 'Reason required after this call');
    await at.sandbox.control.act(call, { address: CUSTOMER, action: 'drop' });
    await shows(el, 'note', /^Reason required$/);
    await choose(el, 'Payment arranged');
    await shows(el, 'state', 'Payment arranged');
    await shows(el, 'note', 'In wrap-up');
    const { calls } = await at.sandbox.control.state();
    expect(calls[0]?.wrapUpReason).to.equal('Payment arranged');
    await at.client.run({ type: 'set-agent-state', state: 'ready' });
    await waitUntil(() => part(el, 'button') === null, 'it goes with the call');
  });

  it('sets several one after the other where the platform takes them, and takes one away', async () => {
    const at = await desk('1001001', 'ccx');
    const { id } = await answered(at);
    const el = await fixture<HTMLElementTagNameMap['wrap-up-picker']>(
      html`<wrap-up-picker dialog-id=${id} .client=${at.client}></wrap-up-picker>`,
    );
    await choose(el, 'Refund issued');
    await shows(el, 'state', 'Refund issued');
    await waitUntil(() => part(el, 'button').getAttribute('aria-busy') === 'false');
    await sendKeys({ press: 'ArrowDown' });
    await sendKeys({ press: 'Enter' });
    await shows(el, 'state', 'Refund issued, Payment arranged');
    await waitUntil(() => part(el, 'button').getAttribute('aria-busy') === 'false');
    await sendKeys({ press: 'Home' });
    await sendKeys({ press: 'Enter' });
    await shows(el, 'state', /^Payment arranged$/);
  });
});

describe('<outbound-preview> over a platform', () => {
  it('accepts a contact, says that its customer is called, then promises a callback, reclassifies, and takes the promise back', async function () {
    // The dialler takes its time, and so does each answer.
    this.timeout(30_000);
    const at = await desk('1001001');
    const el = await offered(at);
    expect(part(el, 'who').textContent).to.equal('Sato,Hana');
    expect(part(el, 'what').textContent).to.contain(CAMPAIGN);
    expect(part(el, 'variables').textContent).to.contain('Due in May');
    part(el, 'accept').click();
    await shows(el, 'state', 'Calling');
    const { id } = await inState(at, 'active');
    await waitUntil(() => part(el, 'card') === null, 'the contact goes');
    el.dialogId = id;
    await shows(el, 'callback', 'None promised');
    part(el, 'callback').click();
    await waitUntil(() => part(el, 'promise')?.matches(':popover-open *'), 'the form is there');
    el.shadowRoot!.querySelector<HTMLInputElement>('#time')!.value = '2026-12-07T14:30';
    el.shadowRoot!.querySelector<HTMLInputElement>('#number')!.value = '(206) 555-0142';
    part(el, 'promise').click();
    await shows(el, 'callback', '2065550142');
    expect((await at.sandbox.control.state()).calls.find((call) => call.id === id)?.callback).to.deep.equal({
      time: '2026-12-07T14:30',
      number: '2065550142',
    });
    await waitUntil(() => part(el, 'reclassify').getAttribute('aria-busy') === 'false');
    await choose(el, 'Answering machine');
    await shows(el, 'reclassify', 'Answering machine');
    await waitUntil(() => part(el, 'callback').getAttribute('aria-busy') === 'false');
    part(el, 'callback').click();
    await el.updateComplete;
    part(el, 'cancel').click();
    await shows(el, 'callback', 'None promised');
  });

  for (const action of ['reject', 'close'] as const) {
    it(`lets a contact go: ${action}`, async () => {
      const at = await desk('1001001');
      const el = await offered(at);
      part(el, action).click();
      await waitUntil(() => part(el, 'card') === null, 'the contact goes');
      await firstValueFrom(
        at.client.agent$.pipe(
          filter((agent) => agent?.state === 'ready'),
          timeout(8_000),
        ),
      );
      expect((await at.sandbox.control.state()).calls.filter(({ state }) => state !== 'DROPPED')).to.deep.equal([]);
    });
  }

  it('takes nothing for done while the platform is silent', async () => {
    const at = await desk('1001001');
    const el = await offered(at);
    await at.sandbox.control.startFault({ target: '1001001', toxic: 'accept_and_forget', args: {} });
    part(el, 'accept').click();
    await waitUntil(() => part(el, 'accept').getAttribute('aria-busy') === 'true');
    expect(part(el, 'state').textContent.trim(), 'nothing is taken for done').to.equal('Preview');
  });
});
