import { type GadgetViewChangedEvent, type MaxAvailableHeightChangedEvent, type WorkflowActionEvent } from './events.js';
import { type DialogOptions, type GadgetView } from './place.js';
import { type TopicHandler } from './topic-handlers.js';

declare const PAYLOAD: unique symbol;

/** The name of a topic, which knows what its handlers get. To the running program it is a plain string. */
export type ContainerTopic<T> = string & { readonly [PAYLOAD]: T };

/** Names for `addHandler`. Source: Finesse 12.5 guide pp. 400–405; the last two are of later desktops. */
export interface ContainerTopics {
  /** The agent came to this gadget's tab. The handler gets no argument, and is called only on the way in. Never for gadgets outside tabs. */
  readonly ACTIVE_TAB: ContainerTopic<void>;
  /** An action of the workflow engine. Take it by `addHandler`, never from the hub itself. */
  readonly WORKFLOW_ACTION_EVENT: ContainerTopic<WorkflowActionEvent>;
  /** Once a second, plain data. Be quick; drop ticks when late. */
  readonly TIMER_TICK_EVENT: ContainerTopic<Readonly<Record<string, unknown>>>;
  /** For the page: which gadget is to be loaded again. */
  readonly RELOAD_GADGET_EVENT: ContainerTopic<{ readonly gadgetId: string }>;
  /** Some gadget was maximised or restored. Sent to all gadgets. */
  readonly GADGET_VIEW_CHANGED_EVENT: ContainerTopic<GadgetViewChangedEvent>;
  /** The room for a maximised gadget changed. Sent to all gadgets. */
  readonly MAX_AVAILABLE_HEIGHT_CHANGED_EVENT: ContainerTopic<MaxAvailableHeightChangedEvent>;
  /** 12.x: the agent enters or leaves the handling of a call. */
  readonly ACTIVE_CALL_STATUS_EVENT: ContainerTopic<{ readonly status: boolean; readonly type: string }>;
  /** 12.6: maintenance of the server; the status is `SCHEDULED`, later `MIGRATING`. How the page wraps it is not published. */
  readonly FINESSE_MAINTENANCE_MODE_EVENT: ContainerTopic<unknown>;
}

/** What a message that comes with a gadget's badge may hold; more members are passed on as they are. */
export interface GadgetNotification {
  messageFrom?: string;
  message?: string;
  isDismissable?: boolean;
  /** Milliseconds. */
  timeout?: number;
  readonly [member: string]: unknown;
}

/**
 * What the desktop page does for a gadget besides calls: tabs, views, titles, badges, dialogs, events of the page.
 *
 * Test for a method of 12.x before you call it (`typeof cs.showMyGadgetNotification === 'function'`): older desktops lack it.
 * Nothing here waits for the page, and a page that does not know a request ignores it in silence.
 */
export interface ContainerServices {
  readonly Topics: ContainerTopics;

  /**
   * Binds the page and asks which tab is open. The second call does nothing.
   *
   * @returns These services.
   * @throws TypeError where the page has no `finesse.container.Container`; Error before the hub is connected.
   */
  init(): ContainerServices;

  /**
   * Calls `handler` for every event of `topic`; any number of handlers for a topic, the same one once. Payloads that are not what a known topic
   * carries are dropped and logged. A topic that is none of `Topics` is subscribed as it stands, and its data handed over as it comes.
   * `'tabVisible'`, the name of old, is `ACTIVE_TAB`.
   */
  addHandler<T>(topic: ContainerTopic<T>, handler: TopicHandler<T>): void;
  addHandler(topic: string, handler: TopicHandler): void;

  /** Ends `addHandler` with the same two arguments, or without a handler all of the topic's; anything else is ignored. */
  removeHandler(topic: string, handler?: TopicHandler<never>): void;

  /** Asks the page to say again which tab is open. Call it after `addHandler(Topics.ACTIVE_TAB, …)`. */
  makeActiveTabReq(): void;
  /** @returns Whether this gadget's tab was the open one when the page last said; false until it did, and outside tabs. */
  tabVisible(): boolean;

  /** @returns What the page answers: its dialog, as a jQuery object on the vendor's page. Undefined on a page without dialogs. */
  showDialog(options?: DialogOptions): unknown;
  /** Takes the dialog away. */
  hideDialog(): unknown;

  /** Loads this gadget again. Its container handlers end at once. */
  reloadMyGadget(): void;
  /** As `reloadMyGadget`, from another address of its XML file. */
  reloadMyGadgetFromUrl(url: string): void;

  /** Opens a tab. @param tabId - Its id, not its label. */
  activateTab(tabId: string): void;
  /** Opens the tab this gadget stands in; nothing outside tabs. */
  activateMyTab(): void;
  /** @returns The id of the tab around this gadget, null for a gadget outside tabs. */
  getMyTabId(): string | null;
  /** @returns The gadget's number on the page, as a string. Compare it with ids in events as strings. */
  getMyGadgetId(): string;

  /** 12.5: folds the gadget. It needs the feature `collapsible`, and a height set with `adjustHeight`. */
  collapseMyGadget(): void;
  /** 12.5: unfolds it. */
  expandMyGadget(): void;
  /** 12.x: gives a gadget outside tabs a title bar. */
  enableTitleBar(): void;
  /** 12.x: writes the title, as text. */
  setMyGadgetTitle(title: string): void;
  /** 12.x */
  hideMyGadget(): void;
  /** 12.x */
  showMyGadget(): void;
  /** 12.x: how the gadget is shown at first. Afterwards listen to `GADGET_VIEW_CHANGED_EVENT`. */
  getMyGadgetView(): GadgetView;
  /** 12.6: whether the gadget stands inside a multi-tab gadget; false where the page does not tell. */
  isTabbedGadget(): boolean;

  /** 12.x: puts a badge on this gadget's tab. @param details - With a `message`, the page shows that too. */
  showMyGadgetNotification(details?: GadgetNotification): void;
  /** 12.x: takes the badge away. */
  hideMyGadgetNotification(): void;

  /**
   * 12.x: asks the agent to accept a certificate.
   *
   * @param onAccept - Called once, with the banner's id, when the agent follows it.
   * @returns The banner's id, for `hideCertificateBanner`.
   */
  showCertificateBanner(onAccept?: (bannerId: string) => void): string;
  /** 12.x: takes the banner away; its callback is forgotten. */
  hideCertificateBanner(bannerId: string): void;

  /** 12.x: publishes on the hub, this gadget's own subscriptions included. `data` crosses as JSON. */
  publish(topic: string, data?: unknown): void;
}
