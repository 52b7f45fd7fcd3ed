import type { GadgetsView } from './gadgets-view.js';
import type { PageBus } from './page-bus.js';
import { recordOf, textOf, TOPICS } from './topics.js';

/** Answers the vendor's three requests of container services: which tab, another tab, a gadget anew. */
export function answerContainerRequests(bus: PageBus, view: () => GadgetsView | undefined, problem: (text: string) => void): void {
  bus.listen(TOPICS.requests, (request) => {
    const { type, data } = recordOf(request);
    if (typeof data !== 'object' || data === null) return problem(`${TOPICS.requests}: a request without data`);
    const { id, gadgetId } = recordOf(data);
    switch (type) {
      case 'ActiveTabReq':
        return void bus.publish(TOPICS.activeTab, view()?.tabs.active);
      case 'SetActiveTabReq':
        if (view()?.tabs.activate(textOf(id)) === false) problem(`SetActiveTabReq: no tab ${textOf(id).slice(0, 80)}`);
        return;
      case 'ReloadGadgetReq':
        return void bus.publish(TOPICS.reloadGadget, { gadgetId });
      default:
        problem(`${TOPICS.requests}: an unknown type ${JSON.stringify(type)?.slice(0, 80)}`);
    }
  });
  bus.listen(TOPICS.reloadGadget, (event) => view()?.reload(recordOf(event)['gadgetId']));
}

/** Carries out what gadgets ask of their own boxes: titles, badges, hiding, certificates. These requests are ours, not the vendor's. */
export function answerGadgetRequests(
  bus: PageBus,
  view: () => GadgetsView | undefined,
  banner: CertificateBanner,
  problem: (text: string) => void,
): void {
  bus.listen(TOPICS.gadgetRequests, (request) => {
    const { type, gadgetId, data } = recordOf(request);
    const box = view()?.box(gadgetId);
    const { title, tabId, details, bannerId } = recordOf(data);
    if (!box) return problem(`${TOPICS.gadgetRequests}: no gadget ${textOf(gadgetId).slice(0, 80)}`);
    switch (type) {
      case 'CollapseGadgetReq':
      case 'ExpandGadgetReq':
        return box.collapse(type === 'CollapseGadgetReq');
      case 'EnableTitleBarReq':
        return box.enableTitleBar();
      case 'SetGadgetTitleReq':
        box.title = textOf(title);
        return;
      case 'HideGadgetReq':
      case 'ShowGadgetReq':
        box.element.hidden = type === 'HideGadgetReq';
        return;
      case 'ShowNotificationReq': {
        view()?.tabs.badge(textOf(tabId), '•');
        const message = textOf(recordOf(details)['message']);
        if (message !== '')
          bus.publish(TOPICS.notificationPopover, { ...recordOf(details), notificationId: crypto.randomUUID(), gadgetId });
        return;
      }
      case 'HideNotificationReq':
        return view()?.tabs.badge(textOf(tabId), '');
      case 'ShowCertificateBannerReq':
        return banner.show(textOf(bannerId), box.title, () =>
          bus.publish(TOPICS.gadgetEvents, {
            type: 'CertificateBannerAccepted',
            gadgetId: textOf(gadgetId),
            invokeID: crypto.randomUUID(),
            data: { bannerId },
          }),
        );
      case 'HideCertificateBannerReq':
        return banner.hide(textOf(bannerId));
      default:
        problem(`${TOPICS.gadgetRequests}: an unknown type ${JSON.stringify(type)?.slice(0, 80)}`);
    }
  });
}

/** Where the page asks the agent to accept certificates. */
export interface CertificateBanner {
  show(id: string, title: string, onAccept: () => void): void;
  hide(id: string): void;
}
