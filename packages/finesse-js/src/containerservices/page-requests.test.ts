import { expect } from '@open-wc/testing';
import { createFinesse } from '../create-finesse.js';
import { testPage, type TestPage, type TestPageOptions } from '../testing-page.js';
import { type ContainerServices } from './container-services.js';

const REQUESTS = 'finesse.containerservices.requests';
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

describe('what container services ask of the page', () => {
  describe('requests', () => {
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
});
