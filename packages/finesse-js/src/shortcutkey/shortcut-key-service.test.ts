import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { createFinesse } from '../create-finesse.js';
import { testPage } from '../testing-page.js';

const REQUESTS = 'cordboard.shortcutKey.requests';
const EVENTS = 'cordboard.shortcutKey.events';

function start() {
  const page = testPage();
  const { ShortcutKeyService } = createFinesse(page.frame).shortcutkey;
  return {
    ...page,
    service: ShortcutKeyService,
    /** What the page tells of the keys it keeps. */
    told: (enabled: boolean, keys: unknown = []) =>
      page.hub.say(EVENTS, { type: 'GetShortcutKeysReq', gadgetId: '3', invokeID: 'x', data: { enabled, keys } }),
    press: (init: KeyboardEventInit) => {
      const event = new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...init });
      page.frame.document.body.dispatchEvent(event);
      return event;
    },
  };
}

async function withKey(modifierKeys: string | string[], enabled = true) {
  const desk = start();
  let calls = 0;
  desk.service.init().registerShortcutKey([{ id: 'answer', key: 'k', modifierKeys, handler: () => calls++ }]);
  await desk.told(enabled);
  return { ...desk, calls: () => calls };
}

describe('ShortcutKeyService', () => {
  it('asks for the keys there are, and registers its own without their handlers', () => {
    const { service, hub } = start();
    expect(service.init() === service).to.be.true;
    service.init();
    const key = {
      id: 'answer',
      componentName: 'Chat',
      actionName: 'Answer',
      key: 'k',
      modifierKeys: 'control+OPTION+x',
      isPageLevel: true,
      executionScope: 'x',
    };
    service.registerShortcutKey([{ ...key, handler: () => undefined }]);
    expect(hub.on(REQUESTS).map((request) => ({ ...(request as object), invokeID: '' }))).to.deep.equal([
      { type: 'GetShortcutKeysReq', gadgetId: '3', invokeID: '', data: {} },
      { type: 'RegisterShortcutKeyReq', gadgetId: '3', invokeID: '', data: { keys: [{ ...key, modifierKeys: ['Ctrl', 'Alt'] }] } },
    ]);
  });

  it('takes the keys from what the page answers to another gadget', async () => {
    const { service, hub } = start();
    service.init();
    const keys = [{ id: 'a', gadgetId: '4', key: 'k' }];
    await hub.say(EVENTS, { type: 'RegisterShortcutKeyReq', gadgetId: '4', invokeID: 'x', data: { enabled: true, keys } });
    expect(service.getShortcutKeys().map(({ id, gadgetId }) => [id, gadgetId])).to.deep.equal([['a', '4']]);
  });

  it('tells its own keys with their handlers, and no one else’s', async () => {
    const { service, told } = start();
    const handler = () => undefined;
    service.init().registerShortcutKey([{ id: 'a', key: 'k', handler }]);
    await told(true, [
      { id: 'a', gadgetId: '3' },
      { id: 'a', gadgetId: '4' },
    ]);
    expect(service.getShortcutKeys().map((key) => key.handler)).to.deep.equal([handler, undefined]);
  });

  it('tells the keys of all gadgets as the page told them', async () => {
    const { service, told } = start();
    service.init();
    expect(service.getShortcutKeys()).to.deep.equal([]);
    await told(true, [
      {
        id: 'a',
        gadgetId: 4,
        key: 'k',
        modifierKeys: ['Ctrl', 'Alt'],
        isPageLevel: true,
        executionScope: 'x',
        accessKey: 'Ctrl+Alt+K',
        conflict: true,
        type: 'gadget',
      },
      null,
      'x',
    ]);
    expect(service.getShortcutKeys()).to.deep.equal([
      {
        id: 'a',
        gadgetId: '4',
        componentName: '',
        actionName: '',
        key: 'k',
        modifierKeys: 'Ctrl+Alt',
        isPageLevel: true,
        executionScope: 'x',
        handler: undefined,
        accessKey: 'Ctrl+Alt+K',
        conflict: true,
        type: 'gadget',
      },
    ]);
  });

  for (const modifiers of ['Ctrl+Alt', 'control, option', ['ALT', 'Ctrl']]) {
    it(`runs a key pressed in the gadget with just these: ${String(modifiers)}`, async () => {
      const { press, calls } = await withKey(modifiers);
      const pressed = press({ key: 'K', ctrlKey: true, altKey: true });
      expect(calls()).to.equal(1);
      expect(pressed.defaultPrevented).to.be.true;
      for (const other of [
        { key: 'k', ctrlKey: true },
        { key: 'k', ctrlKey: true, altKey: true, shiftKey: true },
        { key: 'k', ctrlKey: true, altKey: true, metaKey: true },
        { key: 'j', ctrlKey: true, altKey: true },
        { key: 'k', ctrlKey: true, altKey: true, repeat: true },
      ]) {
        expect(press(other).defaultPrevented).to.be.false;
      }
      expect(calls()).to.equal(1);
    });
  }

  it('leaves a press alone that the gadget has used itself', async () => {
    const { frame, press, calls } = await withKey('Ctrl');
    frame.document.body.addEventListener('keydown', (event) => event.preventDefault());
    press({ key: 'k', ctrlKey: true });
    expect(calls()).to.equal(0);
  });

  it('runs a key pressed elsewhere on the page', async () => {
    const { hub, calls } = await withKey('Ctrl');
    const pressed = { type: 'ShortcutKeyPressed', gadgetId: '3', invokeID: 'x', data: { id: 'answer' } };
    await hub.say(EVENTS, { ...pressed, gadgetId: '4' });
    await hub.say(EVENTS, { ...pressed, data: { id: 'other' } });
    expect(calls()).to.equal(0);
    await hub.say(EVENTS, pressed);
    expect(calls()).to.equal(1);
  });

  it('does nothing where the desktop has shortcut keys off', async () => {
    const { press, hub, calls } = await withKey('Ctrl', false);
    expect(press({ key: 'k', ctrlKey: true }).defaultPrevented).to.be.false;
    await hub.say(EVENTS, { type: 'ShortcutKeyPressed', gadgetId: '3', invokeID: 'x', data: { id: 'answer' } });
    expect(calls()).to.equal(0);
  });

  it('refuses what is no key, and names it', () => {
    const { service } = start();
    expect(() => service.registerShortcutKey([{ id: 'a', key: 'k' }])).to.throw('ShortcutKeyService.init has not been called');
    service.init();
    expect(() => service.registerShortcutKey({ id: 'a', key: 'k' } as never)).to.throw(TypeError, 'keys must be an array');
    expect(() => service.registerShortcutKey([{ id: 'a' } as never])).to.throw(TypeError, 'keys[0].key is missing');
  });

  it('survives whatever is published as an event', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom('GetShortcutKeysReq', 'ShortcutKeyPressed'), fc.jsonValue(), async (type, any) => {
        const { service, hub, errors } = start();
        service.init();
        await hub.say(EVENTS, any);
        await hub.say(EVENTS, { type, gadgetId: '3', data: any });
        await hub.say(EVENTS, { type, gadgetId: '3', data: { enabled: any, keys: [any] } });
        expect(service.getShortcutKeys().every(({ id }) => typeof id === 'string')).to.be.true;
        expect([...errors, ...hub.swallowed]).to.deep.equal([]);
      }),
      { numRuns: 100 },
    );
  });
});
