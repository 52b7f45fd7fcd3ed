import { expect } from '@open-wc/testing';
import { createFinesse } from '../create-finesse.js';
import { testPage } from '../testing-page.js';

const TOPIC = 'finext.notification.popover';
const EVENTS = 'cordboard.notificationPopover.events';

function start() {
  const page = testPage();
  const { NotificationPopoverService, ContainerServices } = createFinesse(page.frame).containerservices;
  return { ...page, service: NotificationPopoverService, cs: ContainerServices };
}

describe('NotificationPopoverService', () => {
  it('sends a message with the defaults', () => {
    const { service, cs, hub } = start();
    expect(service.init(cs) === service).to.be.true;
    service.showNotification('Chat', '<b>Hello</b>');
    const [{ notificationId, ...message }] = hub.on(TOPIC) as [{ notificationId: string }];
    expect(notificationId).to.be.a('string').that.is.not.empty;
    expect(message).to.deep.equal({
      gadgetId: '3',
      messageFrom: 'Chat',
      message: '<b>Hello</b>',
      isDismissable: true,
      timeout: 8000,
      pristine: false,
      showAlways: false,
    });
  });

  it('sends all it was given', () => {
    const { service, cs, hub } = start();
    service.init(cs);
    service.showNotification('Chat', 'Hello', false, 0, 'chat', 'error', true, true, 'Open');
    expect(hub.on(TOPIC)[0]).to.deep.include({
      isDismissable: false,
      timeout: 0,
      icon: 'chat',
      type: 'error',
      pristine: true,
      showAlways: true,
      customLink: 'Open',
    });
  });

  for (const [given, sent] of [
    ['500', 500],
    [0, 0],
    [-1, 8000],
    ['soon', 8000],
    [undefined, 8000],
  ] as const) {
    it(`takes a timeout of ${String(given)} for ${sent}`, () => {
      const { service, cs, hub } = start();
      service.init(cs);
      service.showNotification('Chat', 'Hello', true, given, { name: 'circle', size: 14, color: 'red' });
      expect(hub.on(TOPIC)[0]).to.deep.include({ timeout: sent, icon: { name: 'circle', size: 14, color: 'red' } });
    });
  }

  it('calls back for the link of that message, and no other', async () => {
    const { service, cs, hub, errors } = start();
    service.init(cs);
    const clicks: string[] = [];
    for (const name of ['one', 'two']) {
      service.showNotification('Chat', name, true, 8000, undefined, undefined, false, false, 'Open', () => clicks.push(name));
    }
    const { notificationId } = hub.on(TOPIC)[1] as { notificationId: string };
    const click = { type: 'CustomLinkClicked', gadgetId: '3', invokeID: 'x', data: { notificationId } };
    for (const payload of [null, 'x', {}, { ...click, gadgetId: '4' }, { ...click, type: 'Other' }, { ...click, data: {} }])
      await hub.say(EVENTS, payload);
    expect(clicks).to.deep.equal([]);
    await hub.say(EVENTS, click);
    await hub.say(EVENTS, click);
    expect(clicks).to.deep.equal(['two', 'two']);
    expect([...errors, ...hub.swallowed]).to.deep.equal([]);
  });

  it('remembers the links of so many messages as a page may keep', async () => {
    const { service, cs, hub } = start();
    service.init(cs);
    const clicks: number[] = [];
    for (let i = 0; i <= 500; i++) service.showNotification('Chat', 'x', true, 0, '', '', false, false, 'Open', () => clicks.push(i));
    const sent = hub.on(TOPIC) as { notificationId: string }[];
    for (const i of [0, 1, 500]) {
      const { notificationId } = sent[i]!;
      await hub.say(EVENTS, { type: 'CustomLinkClicked', gadgetId: '3', invokeID: 'x', data: { notificationId } });
    }
    expect(clicks).to.deep.equal([1, 500]);
  });

  it('says so when it is used before init, or given something else', () => {
    const { service, hub } = start();
    expect(() => service.showNotification('Chat', 'Hello')).to.throw('init has not been called');
    expect(() => service.init(undefined as never)).to.throw(TypeError);
    expect(hub.published).to.deep.equal([]);
  });
});
