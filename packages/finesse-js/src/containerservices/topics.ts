/**
 * The hub topics between a gadget's container services and the desktop page, in one place and changeable.
 *
 * Two kinds stand here. Those under `finesse.` and `finext.` are the vendor's own names (the two marked "inferred" are not published, and are
 * spelt as their neighbours are). Those under `cordboard.` are **not published by the vendor; ours**: both ends of them are our own code, a page
 * of the vendor does not listen there, and the prefix says so. A page that carries these services elsewhere is met by changing `finesse.cordboard.topics`.
 *
 * ## What crosses, where the vendor does not say
 *
 * Everything is JSON. Gadget → page goes on `….requests`, page → gadgets on `….events`, both in one envelope:
 *
 *     { type: string, gadgetId: string, invokeID: string, data: object }
 *
 * `gadgetId` is the frame's `mid` as a string ("3"). In a request it is the sender; in an event the gadget meant: everybody hears every event, and
 * drops what is for others. `invokeID` is a UUID of the request; an event that answers a request repeats the request's `type` and `invokeID`.
 * An answer may carry `error: { errorCode: string, errorDesc: string }` in place of `data`.
 *
 * `cordboard.gadget.requests` (no answers but the one named):
 *
 * | type | data | the page |
 * | --- | --- | --- |
 * | `CollapseGadgetReq`, `ExpandGadgetReq` | `{}` | collapses or expands the gadget, if it declares the feature `collapsible` |
 * | `EnableTitleBarReq` | `{}` | gives a page-level gadget its title bar |
 * | `SetGadgetTitleReq` | `{ title }` | writes the title as text |
 * | `HideGadgetReq`, `ShowGadgetReq` | `{}` | hides or shows the gadget's box |
 * | `ShowNotificationReq` | `{ tabId: string or null, details: null or { messageFrom?, message?, isDismissable?, timeout?, … } }` | badge on the tab; with `details.message` also a message |
 * | `HideNotificationReq` | `{ tabId }` | takes the badge away |
 * | `ShowCertificateBannerReq` | `{ bannerId }` | asks the agent to accept a certificate; on the agent's click: event `CertificateBannerAccepted` `{ bannerId }` on `cordboard.gadget.events` |
 * | `HideCertificateBannerReq` | `{ bannerId }` | takes it away |
 *
 * `cordboard.channel.requests` / `.events` (the header's state menu):
 *
 * | type | data | other side |
 * | --- | --- | --- |
 * | `AddChannelReq` | `{ channelId, menuConfig: { label, menuItems: [{ id, label, iconColor }] }, channelConfig: { actionTimeoutInSec, icons: [{ type, value }] }, channelState: { label, currentState, iconColor, enable, logoutDisabled, iconBadge, hoverText } }` | answer `{ channelId, status: 'SUCCESS' }`, or `error` |
 * | `UpdateChannelReq` | `{ channelId }` and any of the three above, each with any of its members: members given replace, others stay | same answer |
 * | `RemoveChannelReq` | `{ channelId }` | same answer |
 * | event `MenuActionReq` (page → gadget) | `{ channelId, menuId }`; `menuId` also `ALL_READY`, `ALL_NOT_READY` | the gadget publishes on `.requests` `{ type: 'MenuActionRes', gadgetId, invokeID: that of the event, data: { channelId, status: 'SUCCESS' or 'FAILURE', error?: { errorCode, errorDesc } } }` |
 *
 * `label` is the channel's name and `currentState` its state in words (Finesse 12.5 guide p. 439). Values: `iconColor` `available`, `unavailable`,
 * `busy`; `iconBadge` `none`, `info`, `warning`, `error`; an icon's `type` `collab-icon`, `url`. The `status` of our envelope stays `SUCCESS` or `FAILURE`.
 *
 * Only the page's request for a menu action has a deadline (`actionTimeoutInSec`), and the page keeps it.
 *
 * `cordboard.popover.requests` / `.events`:
 *
 * | type | data | other side |
 * | --- | --- | --- |
 * | `ShowPopoverReq` | `{ popoverId, banner: { icon: { type, value }, content: [{ name, value }], headerContent: { maxHeaderTitle, minHeaderTitle } }, timer: { displayTimeoutInSecs, display, counterType: 'COUNT_UP' or 'COUNT_DOWN' }, action: { dismissible, keepMaximised, clientIdentifier, requiredActionText, buttons: [{ id, label, type: 'Affirm' or 'Decline', hoverText, confirmButtons: [{ id, label, hoverText }] }] } }` | shows it; the timer is the page's |
 * | `UpdatePopoverReq` | `{ popoverId }` and any of `banner`, `timer`, `action`: a part given replaces that part | |
 * | `DismissPopoverReq` | `{ popoverId }` | takes it away, no event |
 * | event `PopoverClosed` | `{ popoverId, source }`; `source`: a button's id, `dismissed`, `timeout` | the gadget's callback |
 *
 * `finext.notification.popover` (the name is the vendor's, the shape ours; no envelope):
 * `{ notificationId, gadgetId, messageFrom, message, isDismissable, timeout, icon, type, pristine, showAlways, customLink }`. A click on the link comes
 * back as event `CustomLinkClicked` `{ notificationId }` on `cordboard.notificationPopover.events`. `timeout` 0: into the notification center only.
 *
 * `cordboard.shortcutKey.requests` / `.events`:
 *
 * | type | data | other side |
 * | --- | --- | --- |
 * | `RegisterShortcutKeyReq` | `{ keys: [{ id, componentName, actionName, key, modifierKeys: ('Ctrl' or 'Alt' or 'Shift' or 'Meta')[], isPageLevel, executionScope }] }` | answer as the next row |
 * | `GetShortcutKeysReq` | `{}` | answer `{ enabled: boolean, keys: [every registered key of every gadget, with gadgetId, accessKey (as shown, "Ctrl+Alt+K"), conflict: boolean, type] }`; `enabled` is the desktop property `enableShortCutKeys` |
 * | event `ShortcutKeyPressed` | `{ id }` | the gadget's handler. The page sends it for presses in its own document; presses inside a gadget's frame are handled there by the library, for that gadget's keys. Whoever hears an answer takes the keys from it, whosever it is |
 *
 * `cordboard.taskActivity` goes from gadget to gadget and asks nothing of the page: `{ type: 'TaskSelection', gadgetId, from, message: { taskId, active,
 * mediaType, timestamp, contextInfo? } }` and `{ type: 'CurrentTasksReq', gadgetId }`.
 *
 * `FinesseToaster` (the browser's own notifications) and `DesktopCache` (the browser's own database) work inside the frame, without the page.
 *
 * ## What the page's own objects may offer beside the published members
 *
 * Two questions need an answer at once. Where `window.finesse.container.Container` of the page has them, these are asked; both are ours and optional:
 * `getGadgetView(gadgetId)` → `{ gadgetId, tabId, maxAvailableHeight, view }` and `isTabbedGadget(gadgetId)` → boolean.
 */
export interface Topics {
  /** Requests of the container services (vendor's; three types). */
  requests: string;
  /** Page → gadgets: id of the tab that is open (vendor's). */
  activeTab: string;
  /** Page → gadgets: an action of the workflow engine (vendor's). */
  workflowAction: string;
  /** Page → gadgets, once a second (vendor's). */
  timerTick: string;
  /** Page only: a gadget is to be loaded again (vendor's). */
  reloadGadget: string;
  /** Page → gadgets: a gadget was maximised or restored (vendor's). */
  gadgetViewChanged: string;
  /** Page → gadgets: the room for a maximised gadget changed (vendor's). */
  maxAvailableHeightChanged: string;
  /** Page → gadgets `{ status: boolean, type: 'info' }` (not published; inferred). */
  activeCallStatus: string;
  /** Page → gadgets `{ status: 'SCHEDULED' | 'MIGRATING' }` (not published; inferred). */
  maintenanceMode: string;
  /** Gadget → page: title, badge, visibility, certificate banner (ours). */
  gadgetRequests: string;
  /** Page → gadgets: see `gadgetRequests` (ours). */
  gadgetEvents: string;
  /** Gadget → page: channels of the state menu (ours). */
  channelRequests: string;
  /** Page → gadgets: answers, and what was chosen in the menu (ours). */
  channelEvents: string;
  /** Gadget → page: popovers (ours). */
  popoverRequests: string;
  /** Page → gadgets: how a popover ended (ours). */
  popoverEvents: string;
  /** Gadget → page: messages for the notification center (vendor's name, our shape). */
  notificationPopover: string;
  /** Page → gadgets: the link of a message was followed (ours). */
  notificationPopoverEvents: string;
  /** Gadget → page: shortcut keys (ours). */
  shortcutKeyRequests: string;
  /** Page → gadgets: answers, and presses (ours). */
  shortcutKeyEvents: string;
  /** Gadget → gadgets: which task is worked on (ours). */
  taskActivity: string;
}

/** The topics as they are until a page changes them: `finesse.cordboard.topics` of each frame. */
export function defaultTopics(): Topics {
  return {
    requests: 'finesse.containerservices.requests',
    activeTab: 'finesse.containerservices.activeTab',
    workflowAction: 'finesse.containerservices.workflowActionEvent',
    timerTick: 'finesse.containerservices.timerTickEvent',
    reloadGadget: 'finesse.containerservices.reloadGadget',
    gadgetViewChanged: 'finesse.containerservices.gadgetViewChangedEvent',
    maxAvailableHeightChanged: 'finesse.containerservices.maxAvailableHeightChangedEvent',
    activeCallStatus: 'finesse.containerservices.activeCallStatusEvent',
    maintenanceMode: 'finesse.containerservices.finesseMaintenanceModeEvent',
    gadgetRequests: 'cordboard.gadget.requests',
    gadgetEvents: 'cordboard.gadget.events',
    channelRequests: 'cordboard.channel.requests',
    channelEvents: 'cordboard.channel.events',
    popoverRequests: 'cordboard.popover.requests',
    popoverEvents: 'cordboard.popover.events',
    notificationPopover: 'finext.notification.popover',
    notificationPopoverEvents: 'cordboard.notificationPopover.events',
    shortcutKeyRequests: 'cordboard.shortcutKey.requests',
    shortcutKeyEvents: 'cordboard.shortcutKey.events',
    taskActivity: 'cordboard.taskActivity',
  };
}
