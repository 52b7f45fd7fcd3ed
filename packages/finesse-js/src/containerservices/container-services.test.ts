import { expect } from '@open-wc/testing';
import { createFinesse } from '../create-finesse.js';
import { testPage, type TestPage, type TestPageOptions } from '../testing-page.js';
import { type ContainerServices } from './container-services.js';

const REQUESTS = 'finesse.containerservices.requests';
const ACTIVE_TAB = 'finesse.containerservices.activeTab';
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
        WORKFLOW_ACTION_EVENT: 'finesse.containerservices.workflowActionEvent',
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

    it('all end with removeHandler without one; the tab is watched on', async () => {
      const { cs, hub } = start();
      const seen: string[] = [];
      cs.init();
      for (const topic of ['acme.things', ACTIVE_TAB]) {
        cs.addHandler(topic, () => seen.push('one'));
        cs.addHandler(topic, () => seen.push('two'));
        cs.removeHandler(topic);
      }
      cs.removeHandler('acme.others');
      await hub.say('acme.things');
      await hub.say(ACTIVE_TAB, 'home');
      expect(seen).to.deep.equal([]);
      expect(hub.listened).to.deep.equal([ACTIVE_TAB]);
      expect(cs.tabVisible()).to.be.true;
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
