import { expect } from '@open-wc/testing';
import { type DesktopError, Secret } from '@cordboard/core';
import { firstValueFrom, type Subscription } from 'rxjs';
import { cisco } from '../catalogue/cisco.js';
import { messageFor } from '../catalogue/operation.js';
import { FrameTransport, type FrameTransportOptions, type MessageReceiver } from './frame-transport.js';
import type { Read } from './read.js';
import type { Registration } from './transport.js';

// The peer is a real frame; the messages it sends are real, and so are their origin and source.
async function frame(html = '', sandboxed = false): Promise<HTMLIFrameElement> {
  const element = document.createElement('iframe');
  if (sandboxed) element.setAttribute('sandbox', 'allow-scripts');
  element.srcdoc = html;
  document.body.append(element);
  await new Promise((resolve) => element.addEventListener('load', resolve, { once: true }));
  return element;
}

// In the frame's own realm, so that it is the sender.
function say(from: HTMLIFrameElement, data: unknown): void {
  const view = from.contentWindow as Window & typeof globalThis;
  new view.Function('data', 'origin', 'parent.postMessage(data, origin)').call(view, data, location.origin);
}

const heard = (from: HTMLIFrameElement): Promise<MessageEvent> =>
  new Promise((resolve) => from.contentWindow!.addEventListener('message', resolve, { once: true }));

/** Resolves when a message that was sent now has gone round. */
const settled = (): Promise<unknown> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = resolve;
    port2.postMessage('');
  });

const READY = { channel: 'Cisco', topic: 'Agent', subtopic: 'SetAgentState', message: { data: { state: 'READY' } } };

describe('FrameTransport', () => {
  let peer: HTMLIFrameElement;
  let subscription: Subscription | undefined;

  beforeEach(async () => {
    peer = await frame();
  });
  afterEach(() => {
    subscription?.unsubscribe();
    for (const element of document.querySelectorAll('iframe')) element.remove();
  });

  function transport(more: Partial<FrameTransportOptions> = {}): FrameTransport {
    return new FrameTransport({ workspaceOrigin: location.origin, appName: 'widget', peer: peer.contentWindow!, ...more });
  }

  async function registered(bus: FrameTransport): Promise<{ registration: Registration; reads: Read[] }> {
    const hello = heard(peer);
    const standing = new Promise<Registration>((resolve) => (subscription = bus.register(['Cisco']).subscribe(resolve)));
    await hello;
    say(peer, { channel: 'PubSub', topic: '', subtopic: 'Registered', message: { subscriberID: '40017' } });
    const registration = await standing;
    const reads: Read[] = [];
    registration.incoming$.subscribe((read) => reads.push(read));
    return { registration, reads };
  }

  it('knows what it has published itself, however its name is padded', async () => {
    for (const appName of ['widget', ' widget ']) {
      const { registration, reads } = await registered(transport({ appName }));
      const posted = heard(peer);
      registration.publish(messageFor(cisco.ready, undefined, appName));
      const back = (await posted).data as object;
      say(peer, back);
      say(peer, READY);
      await settled();
      expect(
        reads.map((read) => read.refused ?? read.message.subtopic),
        appName,
      ).to.deep.equal(['SetAgentState']);
      subscription?.unsubscribe();
    }
  });

  for (const origin of [
    '*',
    'null',
    '',
    'https://workspace.example/',
    'https://workspace.example/path',
    'javascript:alert(1)',
    'file:///tmp',
  ]) {
    it(`refuses the origin ${JSON.stringify(origin)}`, () => {
      let error: unknown;
      try {
        transport({ workspaceOrigin: origin });
      } catch (thrown) {
        error = thrown;
      }
      expect((error as DesktopError).code).to.equal('invalid-argument');
    });
  }

  it('registers, and sends packets with both spellings of their keys', async () => {
    const { registration } = await registered(transport());
    const came = heard(peer);
    registration.publish(messageFor(cisco.ready, undefined, 'widget'));
    expect((await came).data).to.deep.equal({
      channel: 'Cisco',
      topic: '',
      subTopic: '',
      subtopic: '',
      ResponseUrl: location.origin,
      subscriberID: '40017',
      SubscriberID: '40017',
      message: { channel: 'Cisco', topic: 'Agent', subtopic: 'SetReadyState', source: 'widget' },
    });
  });

  it('sends messages without packets where it was told to', async () => {
    const { registration } = await registered(transport({ bare: true }));
    const came = heard(peer);
    registration.publish(messageFor(cisco.ready, undefined, 'widget'));
    expect((await came).data).to.deep.equal({ channel: 'Cisco', topic: 'Agent', subtopic: 'SetReadyState', source: 'widget' });
  });

  it('takes an id that was handed out in another way, without asking', async () => {
    const registration = await firstValueFrom(transport({ registration: { subscriberId: '7' }, json: true }).register(['Cisco']));
    const came = heard(peer);
    registration.publish(messageFor(cisco.ready, undefined, 'widget'));
    expect(JSON.parse((await came).data as string)).to.have.property('subscriberID', '7');
  });

  it('takes the id as JSON too, with a byte order mark, and nothing from what is too large', async () => {
    const hello = heard(peer);
    const ids: unknown[] = [];
    subscription = transport()
      .register(['Cisco'])
      .subscribe((registration) => ids.push(registration));
    await hello;
    const answer = { channel: 'PubSub', topic: '', subtopic: 'Registered', message: { subscriberID: '40017' } };
    say(peer, JSON.stringify({ ...answer, more: 'x'.repeat(1_000_000) }));
    await settled();
    expect(ids).to.have.length(0);
    say(peer, `\ufeff${JSON.stringify(answer)}`);
    await settled();
    expect(ids).to.have.length(1);
  });

  it('hears the peer, drops its own echo, and passes on what could not be read', async () => {
    const { reads } = await registered(transport());
    say(peer, READY);
    say(peer, { ...READY, source: 'widget' });
    say(peer, 'noise');
    await settled();
    expect(reads.map((read) => read.refused ?? read.message.subtopic)).to.deep.equal(['SetAgentState', 'not-json']);
  });

  it('ignores and counts another window of the right origin, and another origin', async () => {
    const bus = transport();
    const { reads } = await registered(bus);
    const stranger = await frame();
    say(stranger, READY);
    await settled();
    const gone = new Promise((resolve) => window.addEventListener('message', ({ data }) => data === 'last' && resolve(data)));
    await frame(`<script>parent.postMessage(${JSON.stringify(READY)}, '*'); parent.postMessage('last', '*')</script>`, true);
    await gone;
    expect(reads).to.deep.equal([]);
    expect(bus.foreign).to.deep.equal({ origins: 2, windows: 1 });
  });

  it('says nothing to a page of another origin: a password goes to the Workspace or nowhere', async () => {
    const bus = new FrameTransport({
      workspaceOrigin: 'https://workspace.example',
      appName: 'widget',
      peer: peer.contentWindow!,
      registration: { subscriberId: '7' },
    });
    const seen: unknown[] = [];
    peer.contentWindow!.addEventListener('message', ({ data }) => seen.push(data));
    const registration = await firstValueFrom(bus.register(['Cisco']));
    const secret = new Secret('CANARY');
    registration.publish(messageFor(cisco.signIn, { username: '1', password: secret.reveal(), extension: '1' }, 'widget'));
    await settled();
    expect(seen).to.deep.equal([]);
  });

  it('has one user at a time, and says so', async () => {
    const bus = transport({ registration: { subscriberId: '7' } });
    const first = bus.register(['Cisco']).subscribe();
    const second = await firstValueFrom(bus.register(['LCM'])).catch((error: unknown) => error);
    expect((second as DesktopError).code).to.equal('busy');
    first.unsubscribe();
    expect(await firstValueFrom(bus.register(['LCM']))).to.have.property('publish');
  });

  it('leaves no listener behind, and says goodbye', async () => {
    const listeners = new Set<unknown>();
    const receiver: MessageReceiver = {
      addEventListener: (type, listener) => (listeners.add(listener), window.addEventListener(type, listener)),
      removeEventListener: (type, listener) => (listeners.delete(listener), window.removeEventListener(type, listener)),
    };
    const { reads } = await registered(transport({ receiver }));
    expect(listeners.size).to.equal(1);
    const goodbye = heard(peer);
    subscription?.unsubscribe();
    expect(listeners.size).to.equal(0);
    expect((await goodbye).data).to.have.nested.property('message.subtopic', 'Unregister');
    say(peer, READY);
    await settled();
    expect(reads).to.deep.equal([]);
  });
});
