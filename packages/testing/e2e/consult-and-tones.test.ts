import { DesktopClient, ownParticipant, Secret, type Dialog } from '@cordboard/core';
import '@cordboard/elements/consult-panel/define';
import '@cordboard/elements/dial-pad/define';
import { FinessePort } from '@cordboard/finesse';
import { startInPage } from '@cordboard/sandbox/page';
import { expect, fixture, html, oneEvent, waitUntil } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { filter, firstValueFrom, map } from 'rxjs';

const ME = '1001001';
const CUSTOMER = '+12065550142';

// A busy machine has other things to do as well.
const holds = (isIt: () => unknown): Promise<void> => waitUntil(isIt, 'in time', { timeout: 8_000 });

const open: (() => void)[] = [];
afterEach(() => {
  for (const close of open.splice(0).reverse()) close();
});

async function talking() {
  const sandbox = startInPage({ globals: false });
  const client = new DesktopClient(new FinessePort({ hosts: sandbox.url, environment: sandbox.environment }));
  open.push(
    () => sandbox.close(),
    () => client.close(),
  );
  client.connect();
  await client.run({ type: 'sign-in', agentId: ME, extension: ME, secret: new Secret('cordboard') });
  await client.run({ type: 'set-agent-state', state: 'ready' });
  await sandbox.control.call({ from: CUSTOMER, queue: '5120' });
  const inState = (state: string): Promise<Dialog> =>
    firstValueFrom(
      client.dialogs$.pipe(
        map((dialogs) => dialogs.find((dialog) => ownParticipant(dialog)?.state === state)),
        filter((dialog) => dialog !== undefined),
      ),
    );
  const { id: dialogId } = await inState('alerting');
  await client.run({ type: 'dialog-action', dialogId, action: 'answer' });
  await inState('active');
  const addresses = async () => (await sandbox.control.state()).calls.map(({ parties }) => parties.map(({ address }) => address).sort());
  return { sandbox, client, dialogId, inState, addresses };
}

describe('<consult-panel> against a sandbox in the page', () => {
  async function choose(action: 'consult' | 'transfer-now', name: string) {
    const desk = await talking();
    const { client, dialogId } = desk;
    const el = await fixture<HTMLElementTagNameMap['consult-panel']>(
      html`<consult-panel dialog-id=${dialogId} action=${action} .client=${client}></consult-panel>`,
    );
    el.focus();
    await sendKeys({ type: name });
    await holds(() => el.shadowRoot!.querySelectorAll('[role=option]').length === 1);
    await sendKeys({ press: 'ArrowDown' });
    await sendKeys({ press: 'Enter' });
    const closed = oneEvent(el, 'close');
    await sendKeys({ press: 'Enter' });
    await closed;
    return { ...desk, el };
  }

  it('consults somebody out of the phone book that came over the wire', async () => {
    const { sandbox, dialogId, inState, addresses, el } = await choose('consult', 'solheim');
    expect((await inState('held')).id).to.equal(dialogId);
    // Confirmed is the call that the phone has begun; it dials a moment later.
    await holds(async () => (await addresses()).some((parties) => parties.join() === `${ME},1001090`));
    const { entries } = await sandbox.control.log();
    expect(entries.filter(({ path }) => path?.endsWith('/PhoneBooks'))).to.have.length(1);
    // Waiting for the other side, a second consult is not possible, and the panel says so.
    await el.updateComplete;
    expect(el.shadowRoot!.querySelector('[part=button]')).to.have.attribute('aria-disabled', 'true');
  });

  it('passes the call on at once, and the agent is out of it', async () => {
    const { client, addresses } = await choose('transfer-now', 'duty');
    expect(await addresses()).to.deep.equal([[CUSTOMER, '+12065550199']]);
    expect(await firstValueFrom(client.dialogIds$)).to.deep.equal([]);
  });

  it('says what the platform refused, and keeps the number', async () => {
    const { client, dialogId } = await talking();
    const el = await fixture<HTMLElementTagNameMap['consult-panel']>(
      html`<consult-panel dialog-id=${dialogId} action="transfer-now" .client=${client}></consult-panel>`,
    );
    el.focus();
    await sendKeys({ type: '9-9' });
    await sendKeys({ press: 'Enter' });
    await holds(() => el.shadowRoot!.querySelector('[role=alert]')!.textContent.includes('Transfer now: '));
    expect(el.shadowRoot!.querySelector('input')!.value).to.equal('9-9');
  });
});

describe('<dial-pad> against a sandbox in the page', () => {
  it('sends tones in order, and nobody can read them in the log', async () => {
    const { sandbox, client, dialogId } = await talking();
    const before = (await sandbox.control.log()).next;
    const el = await fixture<HTMLElementTagNameMap['dial-pad']>(html`<dial-pad dialog-id=${dialogId} .client=${client}></dial-pad>`);
    el.focus();
    await sendKeys({ type: '4929#' });
    await holds(() => el.shadowRoot!.querySelector('[role=status]')!.textContent === '5 tones sent');
    const { entries } = await sandbox.control.log(before);
    const sent = entries.filter(({ kind, text }) => kind === 'request' && text?.includes('SEND_DTMF'));
    expect(sent).to.have.length(5);
    for (const { text } of sent) expect(text).to.match(/dtmfString<\/name>\s*<value>\*\*\*</);
  });

  it('says why not as soon as the call is on hold', async () => {
    const { client, dialogId, inState } = await talking();
    const el = await fixture<HTMLElementTagNameMap['dial-pad']>(html`<dial-pad dialog-id=${dialogId} .client=${client}></dial-pad>`);
    const [key] = el.shadowRoot!.querySelectorAll('button');
    expect(key).to.have.attribute('aria-disabled', 'false');
    await client.run({ type: 'dialog-action', dialogId, action: 'hold' });
    await inState('held');
    await el.updateComplete;
    expect(key).to.have.attribute('aria-disabled', 'true');
    expect(el.shadowRoot!.getElementById(key!.getAttribute('aria-describedby')!)!.textContent).to.equal('The call is on hold');
  });
});
