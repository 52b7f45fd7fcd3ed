import { expect, fixture, fixtureSync, html, oneEvent } from '@open-wc/testing';
import { property } from 'lit/decorators.js';
import type { TemplateResult } from 'lit';
import { Subject } from 'rxjs';
import { DesktopError, Secret, type Command, type DesktopClient } from '@cordboard/core';
import { aDialog, aHeldDialog, anAgent, fakeDesktop, settle } from '@cordboard/testing';
import '../desktop-provider/define.js';
import type { DesktopProvider } from '../desktop-provider/desktop-provider.js';
import { commonLabels, type CommonLabels } from '../labels/common.js';
import { DesktopElement, type CommandFailedDetail } from './desktop-element.js';

class DialogProbe extends DesktopElement {
  protected override readonly words: CommonLabels = commonLabels;
  @property() dialogId = '33870011';
  renders = 0;
  chosen = 0;
  readonly dialog = this.observe(
    (client, id) => {
      this.chosen++;
      return client.dialog$(id);
    },
    () => [this.dialogId],
  );

  get dismissWord(): string {
    return this.labels.dismiss;
  }

  ask(command: Command): Promise<DesktopError | undefined> {
    return this.request(command);
  }

  protected override render(): TemplateResult {
    this.renders++;
    return html`${this.dialog.value?.participants[0]?.state ?? 'none'}`;
  }
}
customElements.define('dialog-probe', DialogProbe);

const text = (el: DialogProbe) => el.renderRoot.textContent;

describe('DesktopElement', () => {
  it('has the value in the first paint', async () => {
    const { client } = fakeDesktop({ type: 'dialog', added: true, picture: aDialog() });
    const el = await fixture<DialogProbe>(html`<dialog-probe .client=${client}></dialog-probe>`);
    expect(text(el)).to.equal('active');
    expect(el.renders).to.equal(1);
  });

  it('renders an empty state without a client, and with something that is none', async () => {
    const el = await fixture<DialogProbe>(html`<dialog-probe></dialog-probe>`);
    expect(text(el)).to.equal('none');
    el.client = { run: 'away' } as unknown as DesktopClient;
    await el.updateComplete;
    expect(text(el)).to.equal('none');
  });

  it('follows a late, changed and removed client of its own', async () => {
    const talking = fakeDesktop({ type: 'dialog', added: true, picture: aDialog() }).client;
    const held = fakeDesktop({ type: 'dialog', added: true, picture: aHeldDialog() }).client;
    const el = await fixture<DialogProbe>(html`<dialog-probe></dialog-probe>`);
    for (const [client, shown] of [
      [talking, 'active'],
      [held, 'held'],
      [undefined, 'none'],
    ] as const) {
      el.client = client;
      await el.updateComplete;
      expect(text(el)).to.equal(shown);
    }
  });

  it('takes the provider’s client, its own first, and follows the provider', async () => {
    const talking = fakeDesktop({ type: 'dialog', added: true, picture: aDialog() }).client;
    const held = fakeDesktop({ type: 'dialog', added: true, picture: aHeldDialog() }).client;
    const provider = await fixture<DesktopProvider>(html`<desktop-provider><dialog-probe></dialog-probe></desktop-provider>`);
    const el = provider.querySelector<DialogProbe>('dialog-probe')!;
    provider.client = talking;
    await el.updateComplete;
    expect(text(el)).to.equal('active');
    el.client = held;
    await el.updateComplete;
    expect(text(el)).to.equal('held');
    el.client = undefined;
    await el.updateComplete;
    expect(text(el)).to.equal('active');
    provider.client = undefined;
    await el.updateComplete;
    expect(text(el)).to.equal('none');
  });

  it('lets go of the provider when it leaves, and finds the next one', async () => {
    const page = fixtureSync(html`<div><desktop-provider></desktop-provider><desktop-provider></desktop-provider></div>`);
    const [first, second] = page.querySelectorAll('desktop-provider');
    first!.client = fakeDesktop({ type: 'dialog', added: true, picture: aDialog() }).client;
    second!.client = fakeDesktop({ type: 'dialog', added: true, picture: aHeldDialog() }).client;
    const el = new DialogProbe();
    for (const [place, shown] of [
      [first!, 'active'],
      [page, 'none'],
      [second!, 'held'],
    ] as const) {
      place.append(el);
      await el.updateComplete;
      expect(text(el)).to.equal(shown);
    }
  });

  it('finds a provider that is defined after it', async () => {
    const { client } = fakeDesktop({ type: 'dialog', added: true, picture: aDialog() });
    const page = fixtureSync(html`<late-provider><dialog-probe></dialog-probe></late-provider>`);
    const el = page.querySelector<DialogProbe>('dialog-probe')!;
    await el.updateComplete;
    expect(text(el)).to.equal('none');
    const { DesktopProvider } = await import('../desktop-provider/desktop-provider.js');
    customElements.define('late-provider', class extends DesktopProvider {});
    (page as DesktopProvider).client = client;
    await el.updateComplete;
    expect(text(el)).to.equal('active');
  });

  it('asks each provider that comes until one is above it, and none when it has left the page', async () => {
    const { client } = fakeDesktop({ type: 'dialog', added: true, picture: aDialog() });
    const page = fixtureSync(html`<later-provider><dialog-probe></dialog-probe></later-provider>`);
    const el = page.querySelector<DialogProbe>('dialog-probe')!;
    const gone = await fixture<DialogProbe>(html`<dialog-probe></dialog-probe>`);
    gone.remove();
    let asked = 0;
    gone.addEventListener('context-request', () => asked++);
    await fixture(html`<desktop-provider .client=${fakeDesktop().client}></desktop-provider>`);
    expect(text(el)).to.equal('none');
    const { DesktopProvider } = await import('../desktop-provider/desktop-provider.js');
    customElements.define('later-provider', class extends DesktopProvider {});
    (page as DesktopProvider).client = client;
    await el.updateComplete;
    expect(text(el)).to.equal('active');
    expect(asked).to.equal(0);
  });

  it('leaves nobody listening when it found no provider and leaves the page', async () => {
    let listeners = 0;
    const [add, remove] = [document.addEventListener.bind(document), document.removeEventListener.bind(document)];
    document.addEventListener = (...args: Parameters<typeof add>) => {
      listeners++;
      add(...args);
    };
    document.removeEventListener = (...args: Parameters<typeof remove>) => {
      listeners--;
      remove(...args);
    };
    try {
      const el = await fixture<DialogProbe>(html`<dialog-probe></dialog-probe>`);
      expect(listeners).to.be.above(0);
      el.remove();
      expect(listeners).to.equal(0);
    } finally {
      delete (document as Partial<Document>).addEventListener;
      delete (document as Partial<Document>).removeEventListener;
    }
  });

  it('takes words from the provider, and leaves them with it', async () => {
    const provider = await fixture<DesktopProvider>(
      html`<desktop-provider .labels=${{ dismiss: 'Weg' }}><dialog-probe></dialog-probe></desktop-provider>`,
    );
    const el = provider.querySelector<DialogProbe>('dialog-probe')!;
    expect(el.dismissWord).to.equal('Weg');
    provider.labels = { dismiss: 'Fermer' };
    expect(el.dismissWord).to.equal('Fermer');
    el.remove();
    expect(el.dismissWord).to.equal('Dismiss');
  });

  it('chooses again when what it depends on changes, never for a mere render, and forgets the other’s value', async () => {
    const { client } = fakeDesktop({ type: 'dialog', added: true, picture: aDialog() });
    const el = await fixture<DialogProbe>(html`<dialog-probe .client=${client}></dialog-probe>`);
    el.requestUpdate();
    await el.updateComplete;
    expect(el.chosen).to.equal(1);
    el.dialogId = 'other';
    await el.updateComplete;
    expect(text(el)).to.equal('none');
    expect(el.chosen).to.equal(2);
  });

  it('renders once for a burst', async () => {
    const { client, port } = fakeDesktop();
    const el = await fixture<DialogProbe>(html`<dialog-probe .client=${client}></dialog-probe>`);
    const before = el.renders;
    for (let n = 0; n < 50; n++) port.emit({ type: 'dialog', added: true, picture: n % 2 ? aDialog() : aHeldDialog() });
    await el.updateComplete;
    expect(el.renders).to.equal(before + 1);
  });

  it('watches nothing while away, keeps what it showed, and is up to date when back', async () => {
    const watched = new Subject<string>();
    class StreamProbe extends DesktopElement {
      protected override readonly words: CommonLabels = commonLabels;
      readonly said = this.observe(() => watched);
      protected override render(): TemplateResult {
        return html`${this.said.value}${this.said.error}`;
      }
    }
    customElements.define('stream-probe', StreamProbe);
    const { client } = fakeDesktop();
    const el = await fixture<StreamProbe>(html`<stream-probe .client=${client}></stream-probe>`);
    const parent = el.parentElement!;
    watched.next('one');
    await el.updateComplete;
    el.remove();
    expect(watched.observed).to.equal(false);
    parent.append(el);
    await el.updateComplete;
    expect(watched.observed).to.equal(true);
    el.requestUpdate();
    el.remove();
    await el.updateComplete;
    expect(watched.observed, 'left before it had rendered').to.equal(false);
    parent.append(el);
    await el.updateComplete;
    expect(el.renderRoot.textContent).to.equal('one');
    watched.error('broken');
    await el.updateComplete;
    expect(el.renderRoot.textContent).to.equal('broken');
  });

  describe('request', () => {
    const ready: Command = { type: 'set-agent-state', state: 'ready' };
    async function setUp() {
      const { client, port } = fakeDesktop({ type: 'agent', picture: anAgent() });
      const el = await fixture<DialogProbe>(html`<dialog-probe .client=${client}></dialog-probe>`);
      return { el, port };
    }

    it('asks the page, sends, and resolves with nothing when it is confirmed', async () => {
      const { el, port } = await setUp();
      const asked = oneEvent(document.body, 'command-request');
      const done = el.ask(ready);
      expect((await asked).detail).to.deep.equal({ command: ready });
      expect(port.sent).to.deep.equal([ready]);
      port.confirm();
      expect(await done).to.equal(undefined);
    });

    it('sends nothing when the page cancels it', async () => {
      const { el, port } = await setUp();
      document.body.addEventListener('command-request', (event) => event.preventDefault(), { once: true });
      expect(await el.ask(ready)).to.equal(undefined);
      expect(port.sent).to.deep.equal([]);
    });

    it('never rejects, and tells the page what failed', async () => {
      const { el, port } = await setUp();
      const failed = oneEvent(document.body, 'command-failed');
      const done = el.ask(ready);
      port.refuse('invalid-state');
      const error = await done;
      expect(error).to.be.instanceOf(DesktopError);
      const detail = (await failed).detail as CommandFailedDetail;
      expect(detail).to.deep.equal({ command: ready, error });
      expect(detail.error.code).to.equal('invalid-state');
    });

    it('keeps the password out of events', async () => {
      const { el, port } = await setUp();
      port.emit({ type: 'agent', picture: anAgent({ state: 'signed-out', next: [] }) });
      const seen: Command[] = [];
      for (const type of ['command-request', 'command-failed'] as const)
        document.body.addEventListener(type, (event) => seen.push(event.detail.command), { once: true });
      const done = el.ask({ type: 'sign-in', agentId: '1', extension: '2', secret: new Secret('hunter2') });
      port.refuse('unauthorized');
      await done;
      expect(seen).to.deep.equal([
        { type: 'sign-in', agentId: '1', extension: '2' },
        { type: 'sign-in', agentId: '1', extension: '2' },
      ]);
    });

    it('keeps tones out of events, and says how many they are', async () => {
      const { el, port } = await setUp();
      port.emit({ type: 'dialog', added: true, picture: aDialog() });
      const seen: Command[] = [];
      for (const type of ['command-request', 'command-failed'] as const)
        document.body.addEventListener(type, (event) => seen.push(event.detail.command), { once: true });
      const done = el.ask({ type: 'send-dtmf', dialogId: '33870011', digits: '4711' });
      await settle();
      expect(port.sent).to.deep.equal([{ type: 'send-dtmf', dialogId: '33870011', digits: '4711' }]);
      port.refuse();
      await done;
      const masked = { type: 'send-dtmf', dialogId: '33870011', digits: '••••' };
      expect(seen).to.deep.equal([masked, masked]);
    });

    it('does nothing without a client', async () => {
      const el = await fixture<DialogProbe>(html`<dialog-probe></dialog-probe>`);
      expect(await el.ask(ready)).to.equal(undefined);
    });
  });
});
