/** The hub's topics that the page listens to or publishes on. Those that begin with `cordboard.` are ours, not the vendor's. */
export const TOPICS = {
  connection: 'finesse.info.connection',
  infoRequests: 'finesse.info.requests',
  infoResponses: 'finesse.info.responses',
  presence: 'finesse.info.presence',
  clientLogging: 'finesse.clientLogging.*',
  requests: 'finesse.containerservices.requests',
  activeTab: 'finesse.containerservices.activeTab',
  workflowAction: 'finesse.containerservices.workflowActionEvent',
  timerTick: 'finesse.containerservices.timerTickEvent',
  reloadGadget: 'finesse.containerservices.reloadGadget',
  viewChanged: 'finesse.containerservices.gadgetViewChangedEvent',
  maxAvailableHeight: 'finesse.containerservices.maxAvailableHeightChangedEvent',
  activeCallStatus: 'finesse.containerservices.activeCallStatusEvent',
  gadgetRequests: 'cordboard.gadget.requests',
  gadgetEvents: 'cordboard.gadget.events',
  /** The page's own word, heard by nobody else: a gadget is loaded anew, and what it had on the page goes. */
  gadgetLeft: 'cordboard.gadget.left',
  channelRequests: 'cordboard.channel.requests',
  channelEvents: 'cordboard.channel.events',
  popoverRequests: 'cordboard.popover.requests',
  popoverEvents: 'cordboard.popover.events',
  notificationPopover: 'finext.notification.popover',
  notificationPopoverEvents: 'cordboard.notificationPopover.events',
  shortcutKeyRequests: 'cordboard.shortcutKey.requests',
  shortcutKeyEvents: 'cordboard.shortcutKey.events',
} as const;

/** Members of an object that came over the hub; empty for anything that is no object. */
export function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Readonly<Record<string, unknown>>) : {};
}

/** The text, or `otherwise` for anything else. Numbers count as text: gadgets are careless with ids. */
export function textOf(value: unknown, otherwise = ''): string {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : otherwise;
}
