import { type Kit } from '../kit.js';
import { eventFor } from './envelope.js';
import { Recent } from './recent.js';
import { type ServiceHost } from './service.js';

/** A picture by its name in the desktop, its size in pixels and its color. */
export interface NotificationIcon {
  readonly name: string;
  readonly size?: number;
  readonly color?: string;
}

/** 15.0: messages for the desktop's notification center, with a popover over the page. */
export interface NotificationPopoverService {
  /** Call it first; the second call does nothing. @returns This service. @throws TypeError when it is given no container services. */
  init(containerServices: ServiceHost): NotificationPopoverService;
  /**
   * Shows a message. It is shown as text.
   *
   * @param isDismissable - Whether the agent can close it; true without it.
   * @param timeout - Milliseconds it floats, a number or its text, 8000 without it; 0 leaves it to the notification center.
   * @param icon - A picture.
   * @param type - `error` always floats.
   * @param pristine - As the vendor's page takes it; false without it.
   * @param showAlways - Floats whatever the agent chose; false without it.
   * @param customLink - Words of a link in the message.
   * @param onClickCustomLink - Called each time the agent follows it; the callbacks of the last 500 messages are kept.
   * @throws Error before `init`.
   */
  showNotification(
    messageFrom: string,
    message: string,
    isDismissable?: boolean,
    timeout?: number | string,
    icon?: string | NotificationIcon,
    type?: string,
    pristine?: boolean,
    showAlways?: boolean,
    customLink?: string,
    onClickCustomLink?: () => void,
  ): void;
}

const FLOATS_MS = 8000;

/** More messages than a page keeps. */
const MOST_LINKS = 500;

/** Makes the notification popovers of one frame. */
export function createNotificationPopoverService(kit: Kit): NotificationPopoverService {
  const links = new Recent<() => void>(MOST_LINKS);
  let host: ServiceHost | undefined;

  const service: NotificationPopoverService = {
    init(containerServices) {
      if (host) return service;
      if (typeof (containerServices as Partial<ServiceHost> | undefined)?.addHandler !== 'function') {
        throw new TypeError('NotificationPopoverService.init wants the container services');
      }
      containerServices.addHandler(kit.settings.topics.notificationPopoverEvents, onEvent);
      host = containerServices;
      return service;
    },
    showNotification(
      messageFrom,
      message,
      isDismissable = true,
      timeout = FLOATS_MS,
      icon,
      type,
      pristine = false,
      showAlways = false,
      customLink,
      onClickCustomLink,
    ) {
      if (!host) throw new Error('NotificationPopoverService.init has not been called');
      const notificationId = kit.utilities.generateUUID();
      if (onClickCustomLink) links.set(notificationId, onClickCustomLink);
      host.publish(kit.settings.topics.notificationPopover, {
        notificationId,
        gadgetId: host.getMyGadgetId(),
        messageFrom,
        message,
        isDismissable,
        timeout: millisecondsOf(timeout),
        icon,
        type,
        pristine,
        showAlways,
        customLink,
      });
    },
  };
  return service;

  function onEvent(payload: unknown): void {
    const event = eventFor(host?.getMyGadgetId() ?? '', payload);
    const id = event?.data['notificationId'];
    const link = event?.type === 'CustomLinkClicked' && typeof id === 'string' ? links.get(id) : undefined;
    if (link) kit.call(link);
  }
}

function millisecondsOf(timeout: number | string): number {
  const given = Number(timeout);
  return given >= 0 && Number.isFinite(given) ? given : FLOATS_MS;
}
