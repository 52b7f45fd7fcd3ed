import { DesktopClient } from '@cordboard/core';
import '@cordboard/elements/agent-sign-in/define';
import { FinessePort } from '@cordboard/finesse';
import { startInPage } from '@cordboard/sandbox/page';
import { expect, fixture, html, waitUntil } from '@open-wc/testing';

// A busy machine has other things to do as well.
const holds = (isIt: () => unknown): Promise<void> => waitUntil(isIt, 'in time', { timeout: 8_000 });

const open: (() => void)[] = [];
afterEach(() => {
  for (const close of open.splice(0).reverse()) close();
});

async function setUp(agentId: string, world: 'cce' | 'ccx' = 'cce') {
  const sandbox = startInPage({ globals: false, world });
  const platform = world === 'ccx' ? 'CCX' : 'CCE';
  const client = new DesktopClient(new FinessePort({ hosts: sandbox.url, environment: sandbox.environment, platform }));
  open.push(
    () => sandbox.close(),
    () => client.close(),
  );
  const el = await fixture<HTMLElementTagNameMap['agent-sign-in']>(
    html`<agent-sign-in agent-id=${agentId} extension=${agentId} .client=${client}></agent-sign-in>`,
  );
  client.connect();
  await holds(() => client.state.link.state === 'sign-in-needed');
  await el.updateComplete;
  const field = (name: string) => el.renderRoot.querySelector<HTMLInputElement>(`[name=${name}]`);
  return {
    el,
    client,
    field,
    signIn: async (mode: 'call-by-call' | 'nailed', number: string) => {
      field('password')!.value = 'cordboard';
      if (!field('mobile')!.checked) field('mobile')!.click();
      await el.updateComplete;
      el.renderRoot.querySelector<HTMLInputElement>(`[value=${mode}]`)!.click();
      field('mobile-number')!.value = number;
      el.renderRoot.querySelector('form')!.requestSubmit();
    },
    agent: () => sandbox.engine.agent(agentId)!,
    trouble: () => el.renderRoot.querySelector('[role=alert]')!.textContent.trim(),
  };
}

describe('<agent-sign-in> against a sandbox in the page', () => {
  for (const [mode, word] of [
    ['call-by-call', 'CALL_BY_CALL'],
    ['nailed', 'NAILED_CONNECTION'],
  ] as const) {
    it(`signs a mobile agent in, ${mode}`, async () => {
      const { el, signIn, agent, client } = await setUp('1001006');
      await signIn(mode, '+1 (206) 555-0190');
      await holds(() => el.signedIn);
      expect(agent().mobile).to.deep.equal({ mode: word, dialNumber: '+12065550190' });
      expect(client.state.agent?.mobile).to.deep.equal({ mode, number: '+12065550190' });
    });
  }

  it('says that the agent may not, and signs in at the desk then', async () => {
    const { el, field, signIn, agent, trouble } = await setUp('1001001');
    await signIn('nailed', '+12065550190');
    await holds(() => trouble() === 'Mobile sign-in is not allowed for you');
    expect(agent().state).to.equal('LOGOUT');
    field('mobile')!.click();
    await holds(() => el.renderRoot.querySelector('button')!.getAttribute('aria-disabled') === 'false');
    el.renderRoot.querySelector('form')!.requestSubmit();
    await holds(() => el.signedIn);
    expect(agent().mobile).to.equal(null);
  });

  it('does not ask for it on a platform without mobile agents', async () => {
    const { field } = await setUp('1001001', 'ccx');
    expect([field('extension'), field('mobile')].map((one) => one?.name)).to.deep.equal(['extension', undefined]);
  });
});
