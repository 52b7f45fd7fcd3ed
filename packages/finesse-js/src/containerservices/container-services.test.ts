import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { createFinesse } from '../create-finesse.js';
import { testPage, type TestPage, type TestPageOptions } from '../testing-page.js';
import { type ContainerServices } from './container-services.js';
import { type GadgetViewChangedEvent, type MaxAvailableHeightChangedEvent, type WorkflowActionEvent } from './events.js';

const REQUESTS = 'finesse.containerservices.requests';
const ACTIVE_TAB = 'finesse.containerservices.activeTab';
const WORKFLOW = 'finesse.containerservices.workflowActionEvent';
const OURS = 'cordboard.gadget.requests';

function start(options?: TestPageOptions): TestPage & { cs: ContainerServices } {
  const page = testPage(options);
  return { ...page, cs: createFinesse(page.frame).containerservices.ContainerServices };
}

/** Requests without their ids, which are checked to be there. */
function requests({ hub }: TestPage, topic = REQUESTS): unknown[] {
  return hub.on(topic).map((message) => {
    const { invokeID, ...rest } = message as { invokeID: string };
    expect(invokeID).to.be.a('string').that.is.not.empty;
    return rest;
  });
}

describe('ContainerServices', () => {
  describe('init', () => {
    it('asks which tab is open, once, and returns itself', () => {
      const page = start();
      expect(page.cs.init() === page.cs).to.be.true;
      expect(page.cs.init() === page.cs).to.be.true;
      expect(requests(page)).to.deep.equal([{ type: 'ActiveTabReq', data: {} }]);
      expect(page.hub.listened).to.deep.equal([ACTIVE_TAB]);
    });

    for (const [what, parent] of [
      ['no page', undefined],
      ['a page without finesse', {}],
      ['a page without finesse.container', { finesse: {} }],
      ['a page without finesse.container.Container', { finesse: { container: {} } }],
    ] as const) {
      it(`throws a TypeError on ${what}, having asked nothing`, () => {
        const page = start({ parent });
        expect(() => page.cs.init()).to.throw(TypeError);
        expect(page.hub.published).to.deep.equal([]);
        expect(page.hub.listened).to.deep.equal([]);
      });
    }

    it('can be called again once the page has its container', () => {
      const parent: { finesse?: unknown } = {};
      const page = start({ parent });
      expect(() => page.cs.init()).to.throw(TypeError);
      parent.finesse = { container: { Container: {} } };
      expect(page.cs.init() === page.cs).to.be.true;
      expect(requests(page)).to.deep.equal([{ type: 'ActiveTabReq', data: {} }]);
    });
  });

  describe('Topics', () => {
    it('are the published names', () => {
      expect({ ...start().cs.Topics }).to.deep.equal({
        ACTIVE_TAB,
        WORKFLOW_ACTION_EVENT: WORKFLOW,
        TIMER_TICK_EVENT: 'finesse.containerservices.timerTickEvent',
        RELOAD_GADGET_EVENT: 'finesse.containerservices.reloadGadget',
        GADGET_VIEW_CHANGED_EVENT: 'finesse.containerservices.gadgetViewChangedEvent',
        MAX_AVAILABLE_HEIGHT_CHANGED_EVENT: 'finesse.containerservices.maxAvailableHeightChangedEvent',
        ACTIVE_CALL_STATUS_EVENT: 'finesse.containerservices.activeCallStatusEvent',
        FINESSE_MAINTENANCE_MODE_EVENT: 'finesse.containerservices.finesseMaintenanceModeEvent',
      });
    });

    it('can be changed by the page, and serve under their new name', async () => {
      const page = testPage();
      const finesse = createFinesse(page.frame);
      const { ContainerServices: cs } = finesse.containerservices;
      finesse.cordboard.topics = { ...finesse.cordboard.topics, activeCallStatus: 'desk.activeCall' };
      const seen: unknown[] = [];
      cs.addHandler(cs.Topics.ACTIVE_CALL_STATUS_EVENT, (status) => seen.push(status));
      await page.hub.say('desk.activeCall', { status: true, type: 'info' });
      await page.hub.say('desk.activeCall', 'yes');
      expect(seen).to.deep.equal([{ status: true, type: 'info' }]);
    });
  });

  describe('ACTIVE_TAB', () => {
    async function watched(options?: TestPageOptions) {
      const page = start(options);
      const calls: unknown[][] = [];
      page.cs.init();
      page.cs.addHandler(page.cs.Topics.ACTIVE_TAB, (...args: unknown[]) => calls.push(args));
      await page.hub.settled();
      return { ...page, calls };
    }

    it('fires once for the first answer that names its tab, without an argument', async () => {
      const { hub, cs, calls } = await watched();
      expect(cs.tabVisible()).to.be.false;
      await hub.say(ACTIVE_TAB, 'home');
      await hub.say(ACTIVE_TAB, 'home');
      expect(calls).to.deep.equal([[]]);
      expect(cs.tabVisible()).to.be.true;
    });

    it('fires again each time the agent comes back', async () => {
      const { hub, cs, calls } = await watched();
      for (const tab of ['home', 'myHistory', 'home', 'manage']) await hub.say(ACTIVE_TAB, tab);
      expect(calls).to.deep.equal([[], []]);
      expect(cs.tabVisible()).to.be.false;
    });

    it('never fires outside tabs', async () => {
      const { hub, cs, calls } = await watched({ tab: null });
      for (const tab of ['home', 'null', '', 'undefined']) await hub.say(ACTIVE_TAB, tab);
      expect(calls).to.deep.equal([]);
      expect(cs.getMyTabId()).to.be.null;
      expect(cs.tabVisible()).to.be.false;
    });

    it('never fires in a frame without an element, and nothing throws', async () => {
      const page = testPage();
      const { ContainerServices: cs } = createFinesse({ ...page.frame, frameElement: null }).containerservices;
      let fired = 0;
      cs.init();
      cs.addHandler(cs.Topics.ACTIVE_TAB, () => fired++);
      await page.hub.say(ACTIVE_TAB, 'home');
      expect(fired).to.equal(0);
      expect(cs.getMyTabId()).to.be.null;
    });

    it('stays as it is when what is published is no tab', async () => {
      const { hub, cs, calls } = await watched();
      for (const tab of ['home', null, 7, { id: 'x' }, 'home']) await hub.say(ACTIVE_TAB, tab);
      expect(cs.tabVisible()).to.be.true;
      expect(calls).to.deep.equal([[]]);
    });

    it('is known by the name of old', async () => {
      const page = start();
      let fired = 0;
      const count = () => fired++;
      page.cs.addHandler('tabVisible', count);
      await page.hub.say(ACTIVE_TAB, 'home');
      page.cs.removeHandler('tabVisible', count);
      await page.hub.say(ACTIVE_TAB, 'other');
      await page.hub.say(ACTIVE_TAB, 'home');
      expect(fired).to.equal(1);
    });

    it('keeps watching the tab when the last handler goes', async () => {
      const page = start();
      const handler = () => undefined;
      page.cs.init();
      page.cs.addHandler(ACTIVE_TAB, handler);
      page.cs.removeHandler(ACTIVE_TAB, handler);
      await page.hub.say(ACTIVE_TAB, 'home');
      expect(page.cs.tabVisible()).to.be.true;
    });
  });

  describe('handlers', () => {
    it('may be many for a topic, on one subscription, the same one once', async () => {
      const { cs, hub } = start();
      const seen: string[] = [];
      const one = () => seen.push('one');
      cs.addHandler('acme.things', one);
      cs.addHandler('acme.things', one);
      cs.addHandler('acme.things', () => seen.push('two'));
      await hub.say('acme.things', {});
      expect(seen).to.deep.equal(['one', 'two']);
      expect(hub.listened).to.deep.equal(['acme.things']);
    });

    it('get the data of a topic that is none of ours as it comes', async () => {
      const { cs, hub } = start();
      const seen: unknown[] = [];
      cs.addHandler('acme.things', (data) => seen.push(data));
      for (const data of [{ a: [1] }, 'text', null, 0, undefined]) await hub.say('acme.things', data);
      expect(seen).to.deep.equal([{ a: [1] }, 'text', null, 0, undefined]);
    });

    it('end with removeHandler, the subscription with the last', async () => {
      const { cs, hub } = start();
      const seen: string[] = [];
      const one = () => seen.push('one');
      const two = () => seen.push('two');
      cs.addHandler('acme.things', one);
      cs.addHandler('acme.things', two);
      cs.removeHandler('acme.things', one);
      cs.removeHandler('acme.things', () => undefined);
      cs.removeHandler('acme.others', one);
      await hub.say('acme.things');
      expect(seen).to.deep.equal(['two']);
      cs.removeHandler('acme.things', two);
      cs.removeHandler('acme.things', two);
      expect(hub.listened).to.deep.equal([]);
    });

    it('may come back, after they went and after all went', async () => {
      const { cs, hub } = start();
      const seen: unknown[] = [];
      const handler = (data: unknown) => seen.push(data);
      cs.addHandler('acme.things', handler);
      cs.removeHandler('acme.things', handler);
      cs.addHandler('acme.things', handler);
      await hub.say('acme.things', 1);
      cs.reloadMyGadget();
      cs.addHandler('acme.things', handler);
      await hub.say('acme.things', 2);
      expect(seen).to.deep.equal([1, 2]);
    });

    it('that are added while one is called wait for the next message', async () => {
      const { cs, hub } = start();
      let added = 0;
      const adds = () => {
        if (++added < 10) cs.addHandler('acme.things', () => adds());
      };
      cs.addHandler('acme.things', adds);
      await hub.say('acme.things');
      expect(added).to.equal(1);
    });

    it('do not spoil it for each other when one throws or leaves', async () => {
      const { cs, hub, errors } = start();
      const seen: string[] = [];
      const leaves = () => {
        cs.removeHandler('acme.things', leaves);
        seen.push('left');
      };
      cs.addHandler('acme.things', () => {
        throw new Error('mine');
      });
      cs.addHandler('acme.things', leaves);
      cs.addHandler('acme.things', () => seen.push('last'));
      await hub.say('acme.things');
      expect(seen).to.deep.equal(['left', 'last']);
      expect(errors.map(String)).to.deep.equal(['Error: mine']);
    });
  });

  describe('events', () => {
    const ACTION = {
      uri: '/finesse/api/WorkflowAction/7',
      name: 'Look up',
      type: 'BROWSER_POP',
      handledBy: 'OTHER',
      params: [
        { name: 'windowName', value: 'crm', expandedValue: null },
        { name: 'path', value: 'https://crm.example/?q=$a$', expandedValue: 'https://crm.example/?q=5' },
      ],
      actionVariables: [{ name: 'a', node: '//Dialog/fromAddress', type: 'SYSTEM', testValue: null, actualValue: '5' }],
    };

    async function workflow(payload: unknown): Promise<WorkflowActionEvent[]> {
      const { cs, hub } = start();
      const seen: WorkflowActionEvent[] = [];
      cs.addHandler(cs.Topics.WORKFLOW_ACTION_EVENT, (event) => seen.push(event));
      await hub.say(WORKFLOW, payload);
      return seen;
    }

    it('tell a workflow action, params and variables by name, nothing null', async () => {
      const [event] = await workflow(ACTION);
      expect([event?.getName(), event?.getType(), event?.getHandledBy()]).to.deep.equal(['Look up', 'BROWSER_POP', 'OTHER']);
      expect(event?.getParams()).to.deep.equal({
        windowName: { name: 'windowName', value: 'crm', expandedValue: '' },
        path: { name: 'path', value: 'https://crm.example/?q=$a$', expandedValue: 'https://crm.example/?q=5' },
      });
      expect(event?.getActionVariables()).to.deep.equal({
        a: { name: 'a', node: '//Dialog/fromAddress', type: 'SYSTEM', testValue: '', actualValue: '5' },
      });
    });

    it('take null for there, and one param that is no list', async () => {
      const [event] = await workflow({ ...ACTION, name: null, params: ACTION.params[0], actionVariables: null });
      expect(event?.getName()).to.equal('');
      expect(Object.keys(event?.getParams() ?? {})).to.deep.equal(['windowName']);
      expect(event?.getActionVariables()).to.deep.equal({});
    });

    it('leave out what has no name', async () => {
      const [event] = await workflow({ ...ACTION, params: [{ value: 'x' }, { name: '' }, null, 'y', ACTION.params[0]] });
      expect(Object.keys(event?.getParams() ?? {})).to.deep.equal(['windowName']);
    });

    for (const member of ['name', 'type', 'handledBy', 'params', 'actionVariables']) {
      it(`drop a workflow action without ${member}`, async () => {
        expect(await workflow({ ...ACTION, [member]: undefined })).to.deep.equal([]);
      });
    }

    it('are no way to change what all objects have', async () => {
      const [event] = await workflow(JSON.parse(JSON.stringify(ACTION).replace('windowName', '__proto__')));
      expect(Object.keys(event?.getParams() ?? {})).to.deep.equal(['__proto__', 'path']);
      expect(({} as Record<string, unknown>)['value']).to.be.undefined;
    });

    it('tell a changed view, to all', async () => {
      const { cs, hub } = start();
      const seen: GadgetViewChangedEvent[] = [];
      cs.addHandler(cs.Topics.GADGET_VIEW_CHANGED_EVENT, (event) => seen.push(event));
      await hub.say(cs.Topics.GADGET_VIEW_CHANGED_EVENT, { gadgetId: 4, tabId: 'home', maxAvailableHeight: 800, view: 'canvas' });
      await hub.say(cs.Topics.GADGET_VIEW_CHANGED_EVENT, { gadgetId: null, tabId: null, maxAvailableHeight: null });
      expect(seen.map((e) => [e.getGadgetId(), e.getTabId(), e.getMaxAvailableHeight(), e.getView()])).to.deep.equal([
        ['4', 'home', 800, 'canvas'],
        ['', '', '', ''],
      ]);
    });

    it('tell a changed height', async () => {
      const { cs, hub } = start();
      const seen: MaxAvailableHeightChangedEvent[] = [];
      cs.addHandler(cs.Topics.MAX_AVAILABLE_HEIGHT_CHANGED_EVENT, (event) => seen.push(event));
      await hub.say(cs.Topics.MAX_AVAILABLE_HEIGHT_CHANGED_EVENT, { maxAvailableHeight: 640 });
      expect(seen.map((event) => event.getMaxAvailableHeight())).to.deep.equal([640]);
    });

    it('hand ticks and reloads over as plain data', async () => {
      const { cs, hub } = start();
      const seen: unknown[] = [];
      cs.addHandler(cs.Topics.TIMER_TICK_EVENT, (tick) => seen.push(tick));
      cs.addHandler(cs.Topics.RELOAD_GADGET_EVENT, (reload) => seen.push(reload));
      await hub.say(cs.Topics.TIMER_TICK_EVENT, { dateQueued: '2026-01-05T09:00:00.000Z' });
      await hub.say(cs.Topics.RELOAD_GADGET_EVENT, { gadgetId: '3' });
      expect(seen).to.deep.equal([{ dateQueued: '2026-01-05T09:00:00.000Z' }, { gadgetId: '3' }]);
    });

    it('give ticks their getter where a gadget makes the event itself', () => {
      const { TimerTickEvent } = createFinesse(testPage().frame).containerservices;
      expect(new TimerTickEvent({ dateQueued: '2026' }).getDateQueued()).to.equal('2026');
      expect(new TimerTickEvent({ dateQueued: null }).getDateQueued()).to.equal('');
    });

    it('survive whatever is published on their topics', async () => {
      await fc.assert(
        fc.asyncProperty(fc.jsonValue(), async (payload) => {
          const { cs, hub, errors } = start();
          cs.init();
          cs.addHandler(cs.Topics.WORKFLOW_ACTION_EVENT, (event) => {
            expect([event.getName(), event.getType(), event.getHandledBy()].every((text) => typeof text === 'string')).to.be.true;
            event.getParams();
            event.getActionVariables();
          });
          cs.addHandler(cs.Topics.GADGET_VIEW_CHANGED_EVENT, (event) => event.getView());
          cs.addHandler(cs.Topics.MAX_AVAILABLE_HEIGHT_CHANGED_EVENT, (event) => event.getMaxAvailableHeight());
          for (const topic of Object.values(cs.Topics) as string[]) await hub.say(topic, payload);
          await hub.say(WORKFLOW, { ...ACTION, params: payload, actionVariables: payload });
          await hub.say('cordboard.gadget.events', payload);
          expect([...errors, ...hub.swallowed]).to.deep.equal([]);
          expect(cs.tabVisible()).to.equal(payload === 'home');
        }),
        { numRuns: 100 },
      );
    });
  });

  describe('requests to the page', () => {
    it('are the published three', async () => {
      const page = start();
      page.cs.makeActiveTabReq();
      page.cs.activateTab('myHistory');
      page.cs.activateMyTab();
      page.cs.reloadMyGadget();
      await page.hub.settled();
      expect(requests(page)).to.deep.equal([
        { type: 'ActiveTabReq', data: {} },
        { type: 'SetActiveTabReq', data: { id: 'myHistory' } },
        { type: 'SetActiveTabReq', data: { id: 'home' } },
        { type: 'ReloadGadgetReq', data: { gadgetId: '3' } },
      ]);
    });

    it('activate no tab from outside tabs', () => {
      const page = start({ tab: null });
      page.cs.activateMyTab();
      expect(page.hub.published).to.deep.equal([]);
    });

    it('end the handlers of a gadget that is loaded again', async () => {
      const { cs, hub } = start();
      const seen: unknown[] = [];
      cs.init();
      cs.addHandler('acme.things', (data) => seen.push(data));
      cs.reloadMyGadget();
      await hub.say('acme.things', 1);
      expect(seen).to.deep.equal([]);
      expect(hub.listened).to.deep.equal([]);
    });

    it('load it from another address', () => {
      const page = start();
      page.cs.init();
      page.cs.reloadMyGadgetFromUrl('/3rdpartygadget/files/x/Y.xml?a=1');
      expect(page.calls).to.deep.equal([['modifyGadgetUrl', '3', '/3rdpartygadget/files/x/Y.xml?a=1']]);
      expect(requests(page).at(-1)).to.deep.equal({ type: 'ReloadGadgetReq', data: { gadgetId: '3' } });
    });

    it('are ours for what is not published', () => {
      const page = start();
      const { cs } = page;
      cs.collapseMyGadget();
      cs.expandMyGadget();
      cs.enableTitleBar();
      cs.setMyGadgetTitle('A <b>title</b>');
      cs.hideMyGadget();
      cs.showMyGadget();
      cs.showMyGadgetNotification();
      cs.showMyGadgetNotification({ messageFrom: 'Chat', message: 'Hello', isDismissable: true, timeout: 5000 });
      cs.hideMyGadgetNotification();
      const gadgetId = '3';
      expect(requests(page, OURS)).to.deep.equal([
        { type: 'CollapseGadgetReq', gadgetId, data: {} },
        { type: 'ExpandGadgetReq', gadgetId, data: {} },
        { type: 'EnableTitleBarReq', gadgetId, data: {} },
        { type: 'SetGadgetTitleReq', gadgetId, data: { title: 'A <b>title</b>' } },
        { type: 'HideGadgetReq', gadgetId, data: {} },
        { type: 'ShowGadgetReq', gadgetId, data: {} },
        { type: 'ShowNotificationReq', gadgetId, data: { tabId: 'home', details: null } },
        {
          type: 'ShowNotificationReq',
          gadgetId,
          data: { tabId: 'home', details: { messageFrom: 'Chat', message: 'Hello', isDismissable: true, timeout: 5000 } },
        },
        { type: 'HideNotificationReq', gadgetId, data: { tabId: 'home' } },
      ]);
      expect(page.hub.published).to.have.length(9);
    });

    it('publish on the hub, to itself too', async () => {
      const { cs, hub } = start();
      const seen: unknown[] = [];
      cs.addHandler('acme.things', (data) => seen.push(data));
      cs.publish('acme.things', { when: new Date(0), never: undefined });
      await hub.settled();
      expect(seen).to.deep.equal([{ when: '1970-01-01T00:00:00.000Z' }]);
    });
  });

  describe('the certificate banner', () => {
    it('calls back once, with its id, when the agent follows it', async () => {
      const page = start();
      const accepted: string[] = [];
      const id = page.cs.showCertificateBanner((bannerId) => accepted.push(bannerId));
      expect(requests(page, OURS)).to.deep.equal([{ type: 'ShowCertificateBannerReq', gadgetId: '3', data: { bannerId: id } }]);
      const click = { type: 'CertificateBannerAccepted', gadgetId: '3', invokeID: 'x', data: { bannerId: id } };
      await page.hub.say('cordboard.gadget.events', { ...click, gadgetId: '4' });
      expect(accepted).to.deep.equal([]);
      await page.hub.say('cordboard.gadget.events', click);
      await page.hub.say('cordboard.gadget.events', click);
      expect(accepted).to.deep.equal([id]);
    });

    it('calls back no more once it is hidden', async () => {
      const page = start();
      let accepted = 0;
      const bannerId = page.cs.showCertificateBanner(() => accepted++);
      page.cs.hideCertificateBanner(bannerId);
      await page.hub.say('cordboard.gadget.events', {
        type: 'CertificateBannerAccepted',
        gadgetId: '3',
        invokeID: 'x',
        data: { bannerId },
      });
      expect(accepted).to.equal(0);
      expect(requests(page, OURS).at(-1)).to.deep.equal({ type: 'HideCertificateBannerReq', gadgetId: '3', data: { bannerId } });
    });
  });

  describe('the page itself', () => {
    it('shows and hides dialogs, and its answer comes back', () => {
      const { cs, calls } = start();
      const options = { title: 'Sure?', message: 'Really?', close: () => undefined, isBlocking: true };
      cs.init();
      expect(cs.showDialog(options)).to.equal('showDialog answered');
      expect(cs.hideDialog()).to.equal('hideDialog answered');
      expect(calls).to.deep.equal([['showDialog', options], ['hideDialog']]);
    });

    it('may be without dialogs', () => {
      const { cs } = start({ parent: { finesse: { container: { Container: {} } } } });
      cs.init();
      expect(cs.showDialog({ message: 'x' })).to.be.undefined;
      expect(cs.hideDialog()).to.be.undefined;
    });

    it('is asked for the view; without an answer the frame’s address tells', () => {
      const view = { gadgetId: '3', tabId: 'home', maxAvailableHeight: 700, view: 'canvas' };
      const page = {
        finesse: { container: { Container: { getGadgetView: (id: string) => ({ ...view, gadgetId: id }), isTabbedGadget: () => true } } },
      };
      const asked = start({ parent: page }).cs;
      expect(asked.getMyGadgetView()).to.deep.equal(view);
      expect(asked.isTabbedGadget()).to.be.true;

      const alone = start({ search: '?mid=3&view=canvas' }).cs;
      expect(alone.getMyGadgetView()).to.deep.equal({ gadgetId: '3', tabId: 'home', maxAvailableHeight: '', view: 'canvas' });
      expect(alone.isTabbedGadget()).to.be.false;
      expect(start({ tab: null, search: '?mid=3' }).cs.getMyGadgetView()).to.deep.equal({
        gadgetId: '3',
        tabId: '',
        maxAvailableHeight: '',
        view: 'default',
      });
    });

    it('numbers the gadget: by the address, else by the frame’s id', () => {
      expect(start({ search: '?mid=12' }).cs.getMyGadgetId()).to.equal('12');
      expect(start({ search: '' }).cs.getMyGadgetId()).to.equal('3');
    });
  });

  it('has every method where gadgets test for it, and each works off the object too', async () => {
    const { cs, hub } = start();
    for (const name of [
      'showMyGadgetNotification',
      'hideMyGadgetNotification',
      'enableTitleBar',
      'setMyGadgetTitle',
      'isTabbedGadget',
      'publish',
    ]) {
      expect(typeof (cs as unknown as Record<string, unknown>)[name], name).to.equal('function');
    }
    const alone = { ...cs };
    alone.showMyGadgetNotification();
    await hub.settled();
    expect(hub.on(OURS)).to.have.length(1);
  });
});
