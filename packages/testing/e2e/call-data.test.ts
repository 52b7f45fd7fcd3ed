import { DesktopClient, ownParticipant, Secret } from '@cordboard/core';
import '@cordboard/elements/call-data/define';
import { FinessePort } from '@cordboard/finesse';
import { startInPage, type InPageSandbox } from '@cordboard/sandbox/page';
import { expect, fixture, html, waitUntil } from '@open-wc/testing';
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

async function talking(call: { readonly queue?: string; readonly to?: string }, variables: Readonly<Record<string, string>> = {}) {
  const sandbox = startInPage({ globals: false });
  const client = new DesktopClient(new FinessePort({ hosts: sandbox.url, environment: sandbox.environment }));
  open.push(
    () => sandbox.close(),
    () => client.close(),
  );
  client.connect();
  await client.run({ type: 'sign-in', agentId: ME, extension: ME, secret: new Secret('cordboard') });
  await client.run({ type: 'set-agent-state', state: 'ready' });
  const { id: callId } = await sandbox.control.call({ from: CUSTOMER, ...call, variables });
  const ringing$ = client.dialogs$.pipe(
    map((dialogs) => dialogs.find((dialog) => ownParticipant(dialog)?.state === 'alerting')),
    filter((dialog) => dialog !== undefined),
  );
  const { id: dialogId } = await firstValueFrom(ringing$);
  await client.run({ type: 'dialog-action', dialogId, action: 'answer' });
  const el = await fixture<HTMLElementTagNameMap['call-data']>(html`<call-data dialog-id=${dialogId} .client=${client}></call-data>`);
  const button = (name: string) => el.shadowRoot!.querySelector<HTMLElement>(`[aria-label="${name}"]`);
  await holds(() => button('Edit Segment'));
  return {
    el,
    sandbox,
    callId,
    change: async (label: string, text: string) => {
      button(`Edit ${label}`)!.click();
      await holds(() => el.shadowRoot!.activeElement?.getAttribute('aria-label') === label);
      await sendKeys({ type: text });
      await sendKeys({ press: 'Enter' });
    },
    shown: (label: string) => {
      const rows = [...el.shadowRoot!.querySelectorAll('[data-entry]')];
      return rows
        .find((row) => row.querySelector('dt')!.textContent.trim() === label)
        ?.querySelector('[part=value]')!
        .textContent.trim();
    },
    message: () => el.shadowRoot!.querySelector('[part=message]')!.textContent.trim(),
  };
}

async function variableOf(sandbox: InPageSandbox, callId: string, name: string): Promise<string | undefined> {
  const { calls } = await sandbox.control.state();
  return calls.find(({ id }) => id === callId)?.variables[name];
}

describe('<call-data> against a sandbox in the page', () => {
  it('stands in the order of the layout that came over the wire, and changes what is in the simulator', async () => {
    const { el, sandbox, callId, change, shown } = await talking(
      { queue: '5120' },
      { callVariable1: 'Dana Whitfield', callVariable3: 'Gold', callVariable9: 'not in the layout' },
    );
    const names = [...el.shadowRoot!.querySelectorAll('[part=header] dt, [part=column] dt')].map((name) => name.textContent.trim());
    expect(names).to.deep.equal(['Customer', 'Account', 'Queue', 'Number dialled', 'Segment', 'Case', 'Wrap-up reason']);
    expect(shown('Customer')).to.equal('Dana Whitfield');
    await change('Segment', 'Silver');
    await holds(() => shown('Segment') === 'Silver');
    expect(await variableOf(sandbox, callId, 'callVariable3')).to.equal('Silver');
    await change('Case', 'C-19 <b>');
    await holds(() => shown('Case') === 'C-19 <b>');
    expect(await variableOf(sandbox, callId, 'user.Case[0]')).to.equal('C-19 <b>');
    expect(await variableOf(sandbox, callId, 'callVariable9')).to.equal('not in the layout');
  });

  it('says what the platform refuses, and keeps what was typed', async () => {
    // Not routed: the platform protects its data.
    const { el, sandbox, callId, change, shown, message } = await talking({ to: ME }, { callVariable3: 'Gold' });
    await change('Segment', 'Silver');
    await holds(() => message().startsWith('Save: '));
    expect(el.shadowRoot!.querySelector('input')!.value).to.equal('Silver');
    expect(shown('Segment')).to.equal('Gold');
    expect(await variableOf(sandbox, callId, 'callVariable3')).to.equal('Gold');
  });

  it('tells what another desk changes meanwhile, without losing what is typed', async () => {
    const { el, sandbox, callId, message } = await talking({ queue: '5120' }, { callVariable3: 'Gold' });
    el.shadowRoot!.querySelector<HTMLElement>('[aria-label="Edit Segment"]')!.click();
    await holds(() => el.shadowRoot!.activeElement?.localName === 'input');
    await sendKeys({ type: 'Silver' });
    await sandbox.control.setVariables(callId, { callVariable3: 'Platinum' });
    await holds(() => message() === 'Segment has changed meanwhile: Platinum');
    expect(el.shadowRoot!.querySelector('input')!.value).to.equal('Silver');
  });
});
