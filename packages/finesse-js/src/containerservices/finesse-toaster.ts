import { type Kit } from '../kit.js';
import { isRecord } from './events.js';

/** How a toaster is shown. */
export interface ToasterOptions {
  readonly body?: string;
  /** Address of a picture; `FinesseToaster` has some. */
  readonly icon?: string;
  /** Milliseconds until it closes. Without it what `init` was told, else 8000. */
  readonly autoClose?: number;
  /** Shows it even while the agent looks at the desktop. */
  readonly showWhenVisible?: boolean;
}

/** 12.x: the browser's own notifications, for an agent who is looking at another window. */
export interface FinesseToaster {
  /** Addresses of pictures for `icon`. */
  readonly INCOMING_CALL_ICON: string;
  readonly INCOMING_CHAT_ICON: string;
  readonly INCOMING_TEAM_MESSAGE: string;
  /**
   * May be left out. Takes `toasterNotificationTimeout` from the gadget's configuration: its unit is not published, so that a figure below 1000 is
   * read as seconds, any other as milliseconds. A logger, an object with `log`, is told why a toaster is not shown.
   */
  init(config?: unknown, logger?: unknown): FinesseToaster;
  /**
   * Shows a toaster if the desktop's browser tab is hidden (or always, `showWhenVisible`) and the agent allows notifications. Where the agent has
   * not been asked yet, the browser asks, and this toaster is not shown.
   *
   * @returns The browser's notification, undefined when none is shown. A click on it brings the desktop to the front.
   */
  showToaster(title: string, options?: ToasterOptions): Notification | undefined;
}

const AUTO_CLOSE_MS = 8000;

/** Makes the toaster of one frame. */
export function createFinesseToaster(kit: Kit): FinesseToaster {
  const { frame } = kit;
  let autoCloseMs = AUTO_CLOSE_MS;
  let log = (text: string): void => kit.log(text);

  const toaster: FinesseToaster = {
    get INCOMING_CALL_ICON() {
      return picture('M6 3l4 1 1 5-2 2c1 3 3 5 6 6l2-2 5 1 1 4c0 2-2 3-4 3C10 23 3 14 3 6c0-2 1-3 3-3z');
    },
    get INCOMING_CHAT_ICON() {
      return picture('M3 4h18v12H10l-5 5v-5H3z');
    },
    get INCOMING_TEAM_MESSAGE() {
      return picture('M4 9l14-6v16L4 14zm3 6h4v6H8z');
    },
    init(config, logger) {
      autoCloseMs = timeoutOf(config) ?? AUTO_CLOSE_MS;
      if (isRecord(logger) && typeof logger['log'] === 'function') log = (text) => void (logger as { log(text: string): void }).log(text);
      return toaster;
    },
    showToaster(title, options = {}) {
      const { Notification } = frame;
      if (!Notification) return silent('this browser has no notifications');
      if (options.showWhenVisible !== true && !frame.document.hidden) return silent('the desktop is in view');
      if (Notification.permission === 'default') void Notification.requestPermission();
      if (Notification.permission !== 'granted') return silent('notifications are not allowed');
      const shown = new Notification(String(title), {
        ...(options.body === undefined ? {} : { body: String(options.body) }),
        ...(options.icon === undefined ? {} : { icon: String(options.icon) }),
      });
      shown.addEventListener('click', () => {
        (frame.parent as Partial<Window> | undefined)?.focus?.();
        shown.close();
      });
      frame.setTimeout(() => shown.close(), isTime(options.autoClose) ? options.autoClose : autoCloseMs);
      return shown;
    },
  };
  return toaster;

  // Drawn when it is asked for, as PNG: browsers show no SVG there.
  function picture(path: string): string {
    const canvas = frame.document.createElement('canvas');
    canvas.width = canvas.height = 96;
    const pen = canvas.getContext('2d');
    if (!pen) return '';
    pen.scale(4, 4);
    pen.fillStyle = '#0b66c2';
    pen.fill(new Path2D(path));
    return canvas.toDataURL();
  }

  function silent(why: string): undefined {
    log(`A toaster is not shown: ${why}`);
  }
}

function timeoutOf(config: unknown): number | undefined {
  const told = isRecord(config) ? Number(config['toasterNotificationTimeout']) : NaN;
  if (!isTime(told)) return undefined;
  return told < 1000 ? told * 1000 : told;
}

function isTime(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value > 0;
}
