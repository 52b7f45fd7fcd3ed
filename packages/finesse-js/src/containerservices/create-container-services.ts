import { type Kit } from '../kit.js';
import { type Settings } from '../settings.js';
import { type ContainerServices, type ContainerTopics } from './container-services.js';
import { envelope, eventFor } from './envelope.js';
import { GadgetViewChangedEvent, isRecord, isWorkflowAction, MaxAvailableHeightChangedEvent, WorkflowActionEvent } from './events.js';
import { gadgetIdOf, type GadgetView, pageContainer, type PageContainer, tabIdOf, viewAtFirst } from './place.js';
import { Recent } from './recent.js';
import { type Revive, type TopicHandler, TopicHandlers } from './topic-handlers.js';

/** The name that gadgets of old give `ACTIVE_TAB`. */
const TAB_VISIBLE = 'tabVisible';

/** More certificates than anybody is asked for at a time. */
const MOST_BANNERS = 100;

/** Makes the container services of one frame. Neither hub nor page is touched before `init`, or whatever else is called first, needs them. */
export function createContainerServices(kit: Kit): ContainerServices {
  const { frame, settings } = kit;
  const handlers = new TopicHandlers(kit);
  const banners = new Recent<(bannerId: string) => void>(MOST_BANNERS);
  let page: PageContainer | undefined;
  let initialised = false;
  let visible = false;

  const services: ContainerServices = {
    Topics: namesOf(settings),

    init() {
      if (initialised) return services;
      page = pageContainer(frame);
      // Stays: `tabVisible` is to know even when no handler asks.
      handlers.add(settings.topics.activeTab, keepWatching, revivalOf(settings.topics.activeTab));
      initialised = true;
      services.makeActiveTabReq();
      return services;
    },

    addHandler(topic: string, handler: TopicHandler<never>) {
      handlers.add(nameOf(topic), handler, revivalOf(nameOf(topic)));
    },
    removeHandler(topic, handler) {
      if (handler) handlers.remove(nameOf(topic), handler);
      else handlers.empty(nameOf(topic), keepWatching);
    },

    makeActiveTabReq: () => request('ActiveTabReq', {}),
    tabVisible: () => visible,
    activateTab: (id) => request('SetActiveTabReq', { id }),
    activateMyTab() {
      const id = tabIdOf(frame);
      if (id !== null) services.activateTab(id);
    },
    getMyTabId: () => tabIdOf(frame),
    getMyGadgetId: () => gadgetIdOf(frame),

    showDialog: (options) => container().showDialog?.(options),
    hideDialog: () => container().hideDialog?.(),

    reloadMyGadget() {
      // First: what comes between now and the new document is nobody's.
      handlers.clear();
      request('ReloadGadgetReq', { gadgetId: gadgetIdOf(frame) });
    },
    reloadMyGadgetFromUrl(url) {
      container().modifyGadgetUrl?.(gadgetIdOf(frame), url);
      services.reloadMyGadget();
    },

    collapseMyGadget: () => tell('CollapseGadgetReq'),
    expandMyGadget: () => tell('ExpandGadgetReq'),
    enableTitleBar: () => tell('EnableTitleBarReq'),
    setMyGadgetTitle: (title) => tell('SetGadgetTitleReq', { title }),
    hideMyGadget: () => tell('HideGadgetReq'),
    showMyGadget: () => tell('ShowGadgetReq'),
    getMyGadgetView() {
      const told = container().getGadgetView?.(gadgetIdOf(frame));
      return isRecord(told) ? viewOf(new GadgetViewChangedEvent(told)) : viewAtFirst(frame);
    },
    isTabbedGadget: () => container().isTabbedGadget?.(gadgetIdOf(frame)) === true,

    showMyGadgetNotification: (details) => tell('ShowNotificationReq', { tabId: tabIdOf(frame), details: details ?? null }),
    hideMyGadgetNotification: () => tell('HideNotificationReq', { tabId: tabIdOf(frame) }),

    showCertificateBanner(onAccept) {
      const bannerId = kit.utilities.generateUUID();
      handlers.add(settings.topics.gadgetEvents, onGadgetEvent, asIs);
      if (onAccept) banners.set(bannerId, onAccept);
      tell('ShowCertificateBannerReq', { bannerId });
      return bannerId;
    },
    hideCertificateBanner(bannerId) {
      banners.take(bannerId);
      tell('HideCertificateBannerReq', { bannerId });
    },

    publish: (topic, data) => kit.hub().publish(topic, data),
  };
  return services;

  function container(): PageContainer {
    page ??= pageContainer(frame);
    return page;
  }

  function request(type: string, data: Readonly<Record<string, string>>): void {
    kit.hub().publish(settings.topics.requests, { type, data, invokeID: kit.utilities.generateUUID() });
  }

  function tell(type: string, data: Readonly<Record<string, unknown>> = {}): void {
    kit.hub().publish(settings.topics.gadgetRequests, envelope(kit, gadgetIdOf(frame), type, data));
  }

  function onGadgetEvent(payload: unknown): void {
    const event = eventFor(gadgetIdOf(frame), payload);
    const bannerId = event?.data['bannerId'];
    if (event?.type !== 'CertificateBannerAccepted' || typeof bannerId !== 'string') return;
    const onAccept = banners.take(bannerId);
    if (onAccept) kit.call(() => onAccept(bannerId));
  }

  function revivalOf(topic: string): Revive {
    switch (topic) {
      case settings.topics.activeTab:
        return (payload) => (typeof payload === 'string' ? enteredBy(payload) : strange(topic));
      case settings.topics.workflowAction:
        return (payload) => (isWorkflowAction(payload) ? [new WorkflowActionEvent(payload)] : strange(topic));
      case settings.topics.gadgetViewChanged:
        return (payload) => (isRecord(payload) ? [new GadgetViewChangedEvent(payload)] : strange(topic));
      case settings.topics.maxAvailableHeightChanged:
        return (payload) => (isRecord(payload) ? [new MaxAvailableHeightChangedEvent(payload)] : strange(topic));
      case settings.topics.timerTick:
      case settings.topics.reloadGadget:
      case settings.topics.activeCallStatus:
        return (payload) => (isRecord(payload) ? [payload] : strange(topic));
      default:
        return asIs;
    }
  }

  // Only the way in is told, and without an argument.
  function enteredBy(openTab: string): readonly [] | undefined {
    const before = visible;
    visible = openTab === tabIdOf(frame);
    return visible && !before ? [] : undefined;
  }

  function strange(topic: string): undefined {
    kit.log(`ContainerServices dropped what ${topic} does not carry`);
  }

  function nameOf(topic: string): string {
    return topic === TAB_VISIBLE ? settings.topics.activeTab : topic;
  }
}

// Read each time, so that a change of the settings shows.
function namesOf(settings: Settings): ContainerTopics {
  return {
    get ACTIVE_TAB() {
      return settings.topics.activeTab;
    },
    get WORKFLOW_ACTION_EVENT() {
      return settings.topics.workflowAction;
    },
    get TIMER_TICK_EVENT() {
      return settings.topics.timerTick;
    },
    get RELOAD_GADGET_EVENT() {
      return settings.topics.reloadGadget;
    },
    get GADGET_VIEW_CHANGED_EVENT() {
      return settings.topics.gadgetViewChanged;
    },
    get MAX_AVAILABLE_HEIGHT_CHANGED_EVENT() {
      return settings.topics.maxAvailableHeightChanged;
    },
    get ACTIVE_CALL_STATUS_EVENT() {
      return settings.topics.activeCallStatus;
    },
    get FINESSE_MAINTENANCE_MODE_EVENT() {
      return settings.topics.maintenanceMode;
    },
  } as ContainerTopics;
}

function viewOf(event: GadgetViewChangedEvent): GadgetView {
  return {
    gadgetId: event.getGadgetId(),
    tabId: event.getTabId(),
    maxAvailableHeight: event.getMaxAvailableHeight(),
    view: event.getView(),
  };
}

function asIs(payload: unknown): readonly [unknown] {
  return [payload];
}

function keepWatching(): void {
  // The subscription alone is wanted.
}
