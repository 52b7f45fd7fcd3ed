import { expect } from '@open-wc/testing';
import { Channels } from './channels.js';
import { Hub } from './hub.js';
import { PageBus } from './page-bus.js';
import { Popovers } from './popovers.js';
import { TOPICS } from './topics.js';

type Said = Readonly<Record<string, unknown>>;

// The page's services with a gadget beside them, on a real hub.
function setUp() {
  const due: (() => void)[] = [];
  const settle = (): void => {
    for (let run = due.shift(); run; run = due.shift()) run();
  };
  const hub = new Hub({ later: (run) => due.push(run) });
  const bus = new PageBus(hub, (error) => {
    throw error;
  });
  const heard: Said[] = [];
  const gadget = hub.join('finesse_gadget_3', (_topic, _ids, json) => heard.push(JSON.parse(json ?? '{}') as Said));
  gadget.subscribe('0', 'cordboard.*.events');
  const says = (topic: string, type: string, data: object, invokeID = 'x'): void => {
    gadget.publish(topic, JSON.stringify({ type, gadgetId: '3', invokeID, data }));
    settle();
  };
  return { bus, heard, says, settle };
}

const CHANNEL = {
  channelId: 'chat',
  menuConfig: { label: 'Chats', menuItems: [{ id: 'on', label: 'Ready', iconColor: 'available' }] },
  channelConfig: { actionTimeoutInSec: 5 },
  channelState: { label: '<b>Chat</b>', currentState: 'Not ready', iconColor: 'unavailable', enable: true, logoutDisabled: false },
};

describe('channels in the header', () => {
  it('are added once, changed in parts, and taken away', () => {
    const { bus, heard, says } = setUp();
    const { element } = new Channels(bus);
    says(TOPICS.channelRequests, 'AddChannelReq', CHANNEL, 'a');
    expect(heard.at(-1)).to.deep.include({
      type: 'AddChannelReq',
      gadgetId: '3',
      invokeID: 'a',
      data: { channelId: 'chat', status: 'SUCCESS' },
    });
    expect(element.querySelector('summary')?.textContent).to.equal('<b>Chat</b>: Not ready');
    expect(element.querySelector('b')).to.equal(null);
    says(TOPICS.channelRequests, 'AddChannelReq', CHANNEL, 'b');
    expect(heard.at(-1)).to.have.nested.property('error.errorCode', 'CHANNEL_EXISTS');
    says(TOPICS.channelRequests, 'UpdateChannelReq', { channelId: 'chat', channelState: { currentState: 'Ready' } });
    expect(element.querySelector('summary')?.textContent).to.equal('<b>Chat</b>: Ready');
    says(TOPICS.channelRequests, 'RemoveChannelReq', { channelId: 'chat' });
    expect(element.querySelectorAll('[data-channel]').length).to.equal(0);
    says(TOPICS.channelRequests, 'UpdateChannelReq', { channelId: 'chat' });
    expect(heard.at(-1)).to.have.nested.property('error.errorCode', 'UNKNOWN_CHANNEL');
  });

  it('ask their gadget, and say when it refuses', () => {
    const { bus, heard, says, settle } = setUp();
    const { element } = new Channels(bus);
    says(TOPICS.channelRequests, 'AddChannelReq', CHANNEL);
    element.querySelector<HTMLButtonElement>('.sheet button')!.click();
    settle();
    const asked = heard.at(-1)!;
    expect(asked).to.deep.include({ type: 'MenuActionReq', gadgetId: '3', data: { channelId: 'chat', menuId: 'on' } });
    const answer = { channelId: 'chat', status: 'FAILURE', error: { errorDesc: 'Not now' } };
    says(TOPICS.channelRequests, 'MenuActionRes', answer, String(asked['invokeID']));
    expect(element.querySelector('.refused')?.textContent).to.equal('Not now');
  });

  it('keep the agent signed in where they say so', () => {
    const { bus, says } = setUp();
    const channels = new Channels(bus);
    says(TOPICS.channelRequests, 'AddChannelReq', CHANNEL);
    expect(channels.keepsSignedIn).to.equal(undefined);
    const channelState = { logoutDisabled: true, logoutDisabledText: 'Two chats are open' };
    says(TOPICS.channelRequests, 'UpdateChannelReq', { channelId: 'chat', channelState });
    expect(channels.keepsSignedIn).to.equal('Two chats are open');
  });

  it('stay open while they change', () => {
    const { bus, says } = setUp();
    const { element } = new Channels(bus);
    document.body.append(element);
    says(TOPICS.channelRequests, 'AddChannelReq', CHANNEL);
    element.querySelector<HTMLElement>('summary')!.click();
    element.querySelector<HTMLElement>('summary')!.focus();
    says(TOPICS.channelRequests, 'UpdateChannelReq', { channelId: 'chat', channelState: { currentState: 'Ready' } });
    expect(element.querySelector('details')?.open).to.equal(true);
    expect(document.activeElement === element.querySelector('summary')).to.equal(true);
    element.remove();
  });
});

describe('popovers', () => {
  const POPOVER = {
    popoverId: 'p',
    banner: { content: [{ name: 'Customer', value: '<i>Dana</i>' }], headerContent: { maxHeaderTitle: 'Incoming' } },
    timer: { displayTimeoutInSecs: 60, display: true, counterType: 'COUNT_DOWN' },
    action: {
      dismissible: true,
      buttons: [
        { id: 'take', label: 'Take', type: 'Affirm' },
        { id: 'leave', label: 'Leave', type: 'Decline', confirmButtons: [{ id: 'sure', label: 'Sure' }] },
      ],
    },
  };
  const buttonOf = (element: Element, label: string): HTMLButtonElement | undefined =>
    [...element.querySelectorAll('button')].find(({ textContent }) => textContent === label);

  it('show what the gadget says as text, and tell which button ended them', () => {
    const { bus, heard, says, settle } = setUp();
    const { element } = new Popovers(bus);
    says(TOPICS.popoverRequests, 'ShowPopoverReq', POPOVER);
    expect(element.querySelector('dd')?.textContent).to.equal('<i>Dana</i>');
    expect(element.querySelector('.time')?.textContent).to.match(/^(1:00|0:59)$/);
    says(TOPICS.popoverRequests, 'UpdatePopoverReq', {
      popoverId: 'p',
      banner: { headerContent: { maxHeaderTitle: 'Still there' } },
    });
    expect(element.querySelector('strong')?.textContent).to.equal('Still there');
    buttonOf(element, 'Leave')!.click();
    buttonOf(element, 'Sure')!.click();
    settle();
    expect(heard.at(-1)).to.deep.include({ type: 'PopoverClosed', gadgetId: '3', data: { popoverId: 'p', source: 'sure' } });
    expect(element.children.length).to.equal(0);
  });

  it('are dismissed by the agent with a word, by the gadget without', () => {
    const { bus, heard, says, settle } = setUp();
    const { element } = new Popovers(bus);
    says(TOPICS.popoverRequests, 'ShowPopoverReq', POPOVER);
    buttonOf(element, 'Dismiss')!.click();
    settle();
    expect(heard.at(-1)).to.deep.include({ data: { popoverId: 'p', source: 'dismissed' } });
    says(TOPICS.popoverRequests, 'ShowPopoverReq', POPOVER);
    const before = heard.length;
    says(TOPICS.popoverRequests, 'DismissPopoverReq', { popoverId: 'p' });
    expect(element.children.length).to.equal(0);
    expect(heard.length).to.equal(before);
  });

  it('survive requests of any shape', () => {
    const { bus, says } = setUp();
    const { element } = new Popovers(bus);
    for (const data of [
      {},
      { popoverId: 'q', banner: 5, timer: [], action: { buttons: 'x' } },
      { popoverId: 'r', banner: { content: [null] } },
    ]) {
      says(TOPICS.popoverRequests, 'ShowPopoverReq', data);
    }
    expect(element.children.length).to.equal(2);
  });
});
