import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { DesktopErrorCode, Feature, Link, SignIn } from '@cordboard/core';
import { anAgent, fakeDesktop, fakeDesktopWith, settle } from '@cordboard/testing';
import type { CommandFailedDetail, CommandRequestDetail } from '../internal/desktop-element.js';
import './define.js';
import type { AgentSignIn } from './agent-sign-in.js';

describe('<agent-sign-in>', () => {
  async function setUp(link: Link = { state: 'sign-in-needed' }) {
    const { client, port } = fakeDesktop();
    port.emit({ type: 'link', link });
    const el = await fixture<AgentSignIn>(html`<agent-sign-in .client=${client}></agent-sign-in>`);
    const field = (name: string) => el.renderRoot.querySelector<HTMLInputElement>(`[name=${name}]`)!;
    const one = (selector: string) => el.renderRoot.querySelector<HTMLElement>(selector)!;
    return {
      el,
      client,
      port,
      field,
      one,
      button: () => one('button'),
      trouble: () => one('[role=alert]').textContent.trim(),
      fill: (agentId = '1001001', password = 'hunter2', extension = '1001001') => {
        field('agent-id').value = agentId;
        field('password').value = password;
        field('extension').value = extension;
      },
      press: async (key: string) => {
        await sendKeys({ press: key });
        await settle();
        await el.updateComplete;
      },
      settled: async () => {
        await settle();
        await el.updateComplete;
      },
      signIn: async () => {
        port.emit({ type: 'agent', picture: anAgent() }, { type: 'link', link: { state: 'up' } });
        await settle();
        await el.updateComplete;
      },
    };
  }

  it('shows nothing without a client or without a platform to sign in to', async () => {
    const el = await fixture<AgentSignIn>(html`<agent-sign-in></agent-sign-in>`);
    expect(el.renderRoot.querySelector('form')).to.equal(null);
    await expect(el).to.be.accessible();
    el.client = fakeDesktopWith({ features: ['voice'] }).client;
    await el.updateComplete;
    expect(el.renderRoot.querySelector('form')).to.equal(null);
  });

  it('follows a late, changed and removed client', async () => {
    const el = await fixture<AgentSignIn>(html`<agent-sign-in></agent-sign-in>`);
    const { client: out } = await setUp();
    const { client: within } = fakeDesktop({ type: 'agent', picture: anAgent() });
    for (const [client, form, signedIn] of [
      [out, true, false],
      [within, false, true],
      [undefined, false, false],
      [out, true, false],
    ] as const) {
      el.client = client;
      await el.updateComplete;
      expect(el.renderRoot.querySelector('form') !== null).to.equal(form);
      expect(el.signedIn).to.equal(signedIn);
      expect(el.hasAttribute('signed-in')).to.equal(signedIn);
    }
  });

  it('is a form that a password manager knows, with labels, in both schemes', async () => {
    const { el, field } = await setUp();
    for (const [name, autocomplete, label] of [
      ['agent-id', 'username', 'Agent ID'],
      ['password', 'current-password', 'Password'],
      ['extension', 'tel-extension', 'Extension'],
    ] as const) {
      expect(field(name).autocomplete).to.equal(autocomplete);
      expect(field(name).labels![0]!.textContent.trim()).to.equal(label);
      expect(field(name).required).to.equal(true);
    }
    expect(field('password').type).to.equal('password');
    for (const scheme of ['light', 'dark']) {
      el.style.colorScheme = scheme;
      el.style.background = 'Canvas';
      await expect(el).to.be.accessible();
    }
  });

  it('asks nothing of an agent whom the platform knows', async () => {
    const { client, port } = fakeDesktopWith({ features: ['agent-state', 'session-user'] });
    port.emit({ type: 'link', link: { state: 'sign-in-needed' } });
    const el = await fixture<AgentSignIn>(html`<agent-sign-in .client=${client}></agent-sign-in>`);
    expect(el.renderRoot.querySelector('input')).to.equal(null);
    await expect(el).to.be.accessible();
    el.renderRoot.querySelector('button')!.click();
    await settle();
    expect(port.sent).to.deep.equal([{ type: 'sign-in', agentId: '', extension: '' }]);
    port.emit({ type: 'agent', picture: anAgent() }, { type: 'link', link: { state: 'up' } });
    await settle();
    await el.updateComplete;
    expect(el.signedIn).to.equal(true);
  });

  it('signs in with Enter, wraps the password, and tells the page without it', async () => {
    const { el, fill, field, press, port } = await setUp();
    fill(' 1001001 ', ' hunter2 ', ' 7001 ');
    field('extension').focus();
    const asked = oneEvent(el, 'command-request');
    await press('Enter');
    expect(((await asked).detail as CommandRequestDetail).command).to.deep.equal({
      type: 'sign-in',
      agentId: '1001001',
      extension: '7001',
    });
    const sent = port.sent[0] as SignIn;
    expect(sent.agentId).to.equal('1001001');
    expect(sent.extension).to.equal('7001');
    expect(sent.secret!.reveal()).to.equal(' hunter2 ');
    expect(JSON.stringify(sent)).not.to.contain('hunter2');
  });

  it('is busy until it is confirmed, also while the link comes up, and then takes no room', async () => {
    const { el, fill, one, button, field, press, port, signIn } = await setUp();
    fill();
    field('password').focus();
    await press('Enter');
    port.emit({ type: 'link', link: { state: 'connecting' } });
    await el.updateComplete;
    expect(one('form')).to.have.attribute('aria-busy', 'true');
    expect(button()).to.have.attribute('aria-busy', 'true');
    expect(button()).to.have.attribute('aria-disabled', 'true');
    expect(button().textContent.trim()).to.equal('Signing in…');
    expect(field('agent-id').readOnly).to.equal(true);
    await expect(el).to.be.accessible();
    await press('Enter');
    expect(port.sent).to.have.length(1);
    const password = field('password');
    await signIn();
    expect(el.signedIn).to.equal(true);
    expect(el.getBoundingClientRect().height).to.equal(0);
    expect(password.isConnected).to.equal(false);
    await expect(el).to.be.accessible();
  });

  it('comes back after signing out, with who it was and no password', async () => {
    const { el, fill, field, press, port, signIn, trouble } = await setUp();
    fill('1001007');
    field('password').focus();
    await press('Enter');
    await signIn();
    port.emit(
      { type: 'agent', picture: anAgent({ state: 'signed-out', next: [] }) },
      { type: 'link', link: { state: 'sign-in-needed', why: 'signed-out' } },
    );
    await el.updateComplete;
    expect(el.signedIn).to.equal(false);
    expect(field('agent-id').value).to.equal('1001007');
    expect(field('password').value).to.equal('');
    expect(trouble()).to.equal('');
  });

  for (const [code, words, wrong, kept] of [
    ['unauthorized', 'Not accepted. Check agent ID and password', 'password', ''],
    ['locked-out', 'Too many attempts. The account is locked for now', 'password', ''],
    ['device-invalid', 'This extension cannot be used', 'extension', 'hunter2'],
    ['device-busy', 'Another agent uses this extension', 'extension', 'hunter2'],
    ['link-down', 'The connection was lost. Check before trying again', undefined, 'hunter2'],
  ] as const satisfies readonly (readonly [DesktopErrorCode, string, string | undefined, string])[]) {
    it(`speaks ${code}, points at what to look at, and moves nothing`, async () => {
      const { el, fill, field, press, port, trouble, settled, button } = await setUp();
      fill();
      field('agent-id').focus();
      const before = JSON.stringify([el, button()].map((part) => part.getBoundingClientRect()));
      const failed = oneEvent(el, 'command-failed');
      await press('Enter');
      port.refuse(code);
      const detail = (await failed).detail as CommandFailedDetail;
      expect(detail.error.code).to.equal(code);
      expect(JSON.stringify(detail.command)).not.to.contain('secret');
      await settled();
      expect(trouble()).to.equal(words);
      expect(field('password').value).to.equal(kept);
      expect(el.shadowRoot!.activeElement).to.equal(field(wrong ?? 'agent-id'));
      if (wrong) expect(field(wrong)).to.have.attribute('aria-invalid', 'true');
      expect(JSON.stringify([el, button()].map((part) => part.getBoundingClientRect()))).to.equal(before);
      await expect(el).to.be.accessible();
    });
  }

  it('sends nothing while a field is empty, and leads there', async () => {
    const { el, fill, field, press, port, trouble } = await setUp();
    fill('1001001', '', '');
    field('agent-id').focus();
    await press('Enter');
    expect(port.sent).to.deep.equal([]);
    expect(el.shadowRoot!.activeElement).to.equal(field('password'));
    expect(field('extension')).to.have.attribute('aria-invalid', 'true');
    expect(field('agent-id')).to.have.attribute('aria-invalid', 'false');
    expect(trouble()).to.equal('Needed to sign in');
    await expect(el).to.be.accessible();
  });

  it('is blocked and says why while there is no connection', async () => {
    const { el, fill, field, press, port, button, one } = await setUp({ state: 'connecting', why: 'unreachable' });
    expect(button()).to.have.attribute('aria-disabled', 'true');
    expect(one(`#${button().getAttribute('aria-describedby')}`).textContent).to.equal('No connection');
    fill();
    field('password').focus();
    await press('Enter');
    expect(port.sent).to.deep.equal([]);
    await expect(el).to.be.accessible();
  });

  it('sends nothing that the page keeps back', async () => {
    const { el, fill, field, press, port } = await setUp();
    el.addEventListener('command-request', (event) => event.preventDefault());
    fill();
    field('password').focus();
    await press('Enter');
    expect(port.sent).to.deep.equal([]);
  });

  for (const [state, why, words] of [
    ['sign-in-needed', 'token-expired', 'The sign-in has expired. Sign in again'],
    ['superseded', 'signed-in-elsewhere', 'Signed in elsewhere'],
  ] as const) {
    it(`comes back when the session is gone (${why}), and may be used`, async () => {
      const { el, port, signIn, trouble, button } = await setUp();
      await signIn();
      port.emit({ type: 'link', link: { state, why } });
      await el.updateComplete;
      expect(el.signedIn).to.equal(false);
      expect(trouble()).to.equal(words);
      expect(button()).to.have.attribute('aria-disabled', 'false');
    });
  }

  it('stays away while the link is only interrupted', async () => {
    const { el, port, signIn } = await setUp();
    await signIn();
    port.emit({ type: 'link', link: { state: 'connecting', why: 'socket-lost' } });
    await el.updateComplete;
    expect(el.signedIn).to.equal(true);
  });

  it('signs nobody out when it goes, forgets the password, and comes back', async () => {
    const { el, client, port, fill, field } = await setUp();
    fill();
    const parent = el.parentElement!;
    el.remove();
    expect(port.sent).to.deep.equal([]);
    expect(client.closed).to.equal(false);
    parent.append(el);
    await el.updateComplete;
    expect(field('password').value).to.equal('');
    expect(field('agent-id').value).to.equal('1001001');
  });

  describe('as a mobile agent', () => {
    const FEATURES: readonly Feature[] = ['agent-state', 'voice', 'mobile'];

    async function setUpMobile(features = FEATURES, changes: Partial<Pick<AgentSignIn, 'mobileMode' | 'mobileNumber'>> = {}) {
      const { client, port } = fakeDesktopWith({ features });
      port.emit({ type: 'link', link: { state: 'sign-in-needed' } });
      const el = await fixture<AgentSignIn>(html`<agent-sign-in agent-id="1001006" extension="1001006" .client=${client}></agent-sign-in>`);
      Object.assign(el, changes);
      await el.updateComplete;
      const field = (name: string) => el.renderRoot.querySelector<HTMLInputElement>(`[name=${name}]`);
      const mode = (value: string) => el.renderRoot.querySelector<HTMLInputElement>(`[value=${value}]`)!;
      const settled = async () => {
        await settle();
        await el.updateComplete;
      };
      field('password')!.value = 'hunter2';
      return {
        el,
        port,
        field,
        mode,
        settled,
        tick: async () => {
          field('mobile')!.click();
          await el.updateComplete;
        },
        send: async () => {
          field('agent-id')!.focus();
          await sendKeys({ press: 'Enter' });
          await settled();
        },
        sent: () => (port.sent as readonly SignIn[]).map(({ secret: _, ...rest }) => rest),
        trouble: () => el.renderRoot.querySelector('[role=alert]')!.textContent.trim(),
        active: () => (el.shadowRoot!.activeElement as HTMLInputElement | null)?.name,
      };
    }

    it('asks for it only where the platform has it', async () => {
      const { field } = await setUpMobile(['agent-state', 'voice']);
      expect(field('mobile') === null).to.equal(true);
    });

    it('asks how and where on demand, call by call first', async () => {
      const { el, field, mode, tick } = await setUpMobile();
      expect(field('mobile')!.checked).to.equal(false);
      expect(field('mobile-number') === null).to.equal(true);
      await tick();
      expect(mode('call-by-call').checked).to.equal(true);
      expect(field('mobile-number')!.autocomplete).to.equal('tel');
      expect(field('mobile-number')!.labels![0]!.textContent.trim()).to.equal('Your phone number');
      for (const scheme of ['light', 'dark']) {
        el.style.colorScheme = scheme;
        el.style.background = 'Canvas';
        await expect(el).to.be.accessible();
      }
      await tick();
      expect(field('mobile-number') === null).to.equal(true);
    });

    for (const [chosen, words] of [
      ['call-by-call', 'Call by call'],
      ['nailed', 'Nailed connection'],
    ] as const) {
      it(`signs in ${words.toLowerCase()}, the number without its formatting, and remembers it`, async () => {
        const { el, field, mode, tick, send, sent, port, settled } = await setUpMobile();
        await tick();
        expect(mode(chosen).labels![0]!.textContent.trim()).to.equal(words);
        mode(chosen).click();
        field('mobile-number')!.value = ' +1 (206) 555-0190 ';
        await send();
        const mobile = { mode: chosen, number: '+12065550190' };
        expect(sent()).to.deep.equal([{ type: 'sign-in', agentId: '1001006', extension: '1001006', mobile }]);
        // Neither the tick nor the mode moves while the platform is asked.
        field('mobile')!.click();
        mode(chosen === 'nailed' ? 'call-by-call' : 'nailed').click();
        await settled();
        expect(field('mobile')!.checked).to.equal(true);
        expect(mode(chosen).checked).to.equal(true);
        port.emit({ type: 'agent', picture: anAgent() }, { type: 'link', link: { state: 'up' } });
        await settled();
        expect(el.signedIn).to.equal(true);
        port.emit(
          { type: 'agent', picture: anAgent({ state: 'signed-out', next: [] }) },
          { type: 'link', link: { state: 'sign-in-needed', why: 'signed-out' } },
        );
        await settled();
        expect(field('mobile')!.checked).to.equal(true);
        expect(mode(chosen).checked).to.equal(true);
        expect(field('mobile-number')!.value).to.equal('+12065550190');
      });
    }

    it('starts with what the page gives, and can be unticked', async () => {
      const { field, mode, tick, send, sent } = await setUpMobile(FEATURES, { mobileMode: 'nailed', mobileNumber: '2065550190' });
      expect(mode('nailed').checked).to.equal(true);
      expect(field('mobile-number')!.value).to.equal('2065550190');
      await tick();
      await send();
      expect(sent()).to.deep.equal([{ type: 'sign-in', agentId: '1001006', extension: '1001006' }]);
    });

    for (const [number, words] of [
      ['', 'Needed to sign in'],
      ['ask for Lucía', 'A phone number has only digits, *, # and a leading +'],
    ] as const) {
      it(`sends nothing with ${number === '' ? 'no number' : 'what is no number'}, and leads there`, async () => {
        const { el, field, tick, send, sent, trouble, active } = await setUpMobile();
        await tick();
        field('mobile-number')!.value = number;
        await send();
        expect(sent()).to.deep.equal([]);
        expect(trouble()).to.equal(words);
        expect(active()).to.equal('mobile-number');
        expect(field('mobile-number')).to.have.attribute('aria-invalid', 'true');
        await expect(el).to.be.accessible();
      });
    }

    for (const [code, words, wrong] of [
      ['mode-not-allowed', 'Mobile sign-in is not allowed for you', 'mobile'],
      ['device-busy', 'Another agent uses this extension', 'extension'],
    ] as const) {
      it(`speaks ${code} and points at what to look at, without moving anything`, async () => {
        const { el, field, port, tick, send, settled, trouble, active } = await setUpMobile();
        await tick();
        field('mobile-number')!.value = '2065550190';
        const before = el.getBoundingClientRect().height;
        await send();
        port.refuse(code);
        await settled();
        await settled();
        expect(trouble()).to.equal(words);
        expect(active()).to.equal(wrong);
        expect(field(wrong)).to.have.attribute('aria-invalid', 'true');
        expect(field('mobile-number')!.value).to.equal('2065550190');
        expect(el.getBoundingClientRect().height).to.equal(before);
        await expect(el).to.be.accessible();
      });
    }
  });

  it('can do without a password, and starts with what it is given', async () => {
    const { client, port } = await setUp();
    const el = await fixture<AgentSignIn>(
      html`<agent-sign-in no-password agent-id="1001001" extension="7001" .client=${client}><p>Single sign-on</p></agent-sign-in>`,
    );
    expect(el.renderRoot.querySelector('[name=password]')).to.equal(null);
    el.renderRoot.querySelector('button')!.click();
    expect(port.sent).to.deep.equal([{ type: 'sign-in', agentId: '1001001', extension: '7001' }]);
    await expect(el).to.be.accessible();
  });
});
