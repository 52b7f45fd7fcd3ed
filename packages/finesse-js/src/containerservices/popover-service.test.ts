import { expect } from '@open-wc/testing';
import { createFinesse } from '../create-finesse.js';
import { testPage } from '../testing-page.js';
import { type PopoverAction, type PopoverBanner, type PopoverTimer } from './popover-scheme.js';
import { type PopoverEnd } from './popover-service.js';

const REQUESTS = 'cordboard.popover.requests';
const EVENTS = 'cordboard.popover.events';

const BANNER: PopoverBanner = {
  icon: { type: 'collab-icon', value: 'chat' },
  content: [{ name: 'Customer', value: '<b>Jane</b>' }],
  headerContent: { maxHeaderTitle: 'Chat from Jane', minHeaderTitle: 'Jane' },
};
const TIMER: PopoverTimer = { displayTimeoutInSecs: 30, display: true, counterType: 'COUNT_DOWN' };
const ACTION: PopoverAction = {
  dismissible: true,
  keepMaximised: false,
  clientIdentifier: 'chat',
  requiredActionText: 'Answer?',
  buttons: [
    { id: 'yes', label: 'Answer', type: 'Affirm', hoverText: 'Answer it' },
    { id: 'no', label: 'Decline', type: 'Decline', confirmButtons: [{ id: 'sure', label: 'Sure' }] },
  ],
};

function start() {
  const page = testPage();
  const { PopoverService, ContainerServices } = createFinesse(page.frame).containerservices;
  const ends: PopoverEnd[] = [];
  return { ...page, service: PopoverService, cs: ContainerServices, ends, onEnd: (end: PopoverEnd) => ends.push(end) };
}

function closed(popoverId: string, source: unknown, gadgetId: unknown = '3') {
  return { type: 'PopoverClosed', gadgetId, invokeID: 'p1', data: { popoverId, source } };
}

describe('PopoverService', () => {
  it('asks the page for a popover, with all it was given', () => {
    const { service, cs, hub } = start();
    expect(service.init(cs) === service).to.be.true;
    const popoverId = service.showPopover(BANNER, TIMER, ACTION);
    const [{ invokeID, ...request }] = hub.on(REQUESTS) as [{ invokeID: string }];
    expect(invokeID).to.be.a('string').that.is.not.empty;
    expect(request).to.deep.equal({
      type: 'ShowPopoverReq',
      gadgetId: '3',
      data: { popoverId, banner: BANNER, timer: TIMER, action: ACTION },
    });
  });

  for (const source of ['yes', 'dismissed', 'timeout']) {
    it(`tells once that it ended: ${source}`, async () => {
      const { service, cs, hub, ends, onEnd } = start();
      service.init(cs);
      const id = service.showPopover(BANNER, TIMER, ACTION, onEnd);
      await hub.say(EVENTS, closed(id, source));
      await hub.say(EVENTS, closed(id, source));
      expect(ends).to.deep.equal([{ popoverId: id, source }]);
    });
  }

  it('hears nothing that is for others, or is no end', async () => {
    const { service, cs, hub, ends, onEnd, errors } = start();
    service.init(cs);
    const id = service.showPopover(BANNER, TIMER, ACTION, onEnd);
    const strange = [
      null,
      7,
      'x',
      [],
      {},
      { type: 'PopoverClosed' },
      closed('other', 'yes'),
      closed(id, 'yes', '4'),
      closed(id, { a: 1 }),
      { ...closed(id, 'yes'), type: 'Other' },
    ];
    for (const payload of strange) await hub.say(EVENTS, payload);
    expect(ends).to.deep.equal([]);
    // A page that numbers its gadgets by figures is understood all the same.
    await hub.say(EVENTS, closed(id, 'yes', 3));
    expect(ends).to.deep.equal([{ popoverId: id, source: 'yes' }]);
    expect([...errors, ...hub.swallowed]).to.deep.equal([]);
  });

  it('sends the parts that change, and only these', () => {
    const { service, cs, hub } = start();
    service.init(cs);
    service.updatePopover('p', null, TIMER);
    service.updatePopover('p', BANNER, undefined, ACTION);
    expect(hub.on(REQUESTS).map((request) => (request as { data: unknown }).data)).to.deep.equal([
      { popoverId: 'p', timer: TIMER },
      { popoverId: 'p', banner: BANNER, action: ACTION },
    ]);
  });

  it('takes a popover away, without telling its callback', async () => {
    const { service, cs, hub, ends, onEnd } = start();
    service.init(cs);
    const id = service.showPopover(BANNER, TIMER, ACTION, onEnd);
    service.dismissPopover(id);
    await hub.say(EVENTS, closed(id, 'dismissed'));
    expect(ends).to.deep.equal([]);
    expect(hub.on(REQUESTS).at(-1)).to.deep.include({ type: 'DismissPopoverReq', data: { popoverId: id } });
  });

  it('says so when it is used before init, or given something else', () => {
    const { service, hub } = start();
    expect(() => service.showPopover(BANNER, TIMER, ACTION)).to.throw('PopoverService.init has not been called');
    expect(() => service.init(undefined as never)).to.throw(TypeError, 'PopoverService.init wants the container services');
    expect(hub.published).to.deep.equal([]);
  });

  for (const [what, banner, timer, action, why] of [
    ['no banner', undefined, TIMER, ACTION, 'banner must be an object'],
    ['a timer that is a figure', BANNER, 30, ACTION, 'timer must be an object'],
    ['an unknown counter', BANNER, { counterType: 'SIDEWAYS' }, ACTION, 'timer.counterType must be one of COUNT_UP, COUNT_DOWN'],
    ['three buttons', BANNER, TIMER, { buttons: [...ACTION.buttons!, ...ACTION.buttons!] }, 'action.buttons may have 2 entries at most'],
    ['a button without an id', BANNER, TIMER, { buttons: [{ label: 'x', type: 'Affirm' }] }, 'action.buttons[0].id is missing'],
    ['a line without a list', { content: 'x' }, TIMER, ACTION, 'banner.content must be an array'],
  ] as const) {
    it(`refuses ${what} and names it`, () => {
      const { service, cs, hub } = start();
      service.init(cs);
      expect(() => service.showPopover(banner as never, timer as never, action as never)).to.throw(TypeError, why);
      expect(hub.on(REQUESTS)).to.deep.equal([]);
    });
  }

  it('names its counters', () => {
    expect(start().service.COUNTER_TYPE).to.deep.equal({ COUNT_UP: 'COUNT_UP', COUNT_DOWN: 'COUNT_DOWN' });
  });
});
