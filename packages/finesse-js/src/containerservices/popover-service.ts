import { type Kit } from '../kit.js';
import { type Envelope } from './envelope.js';
import {
  COUNTER_TYPE,
  type CounterTypes,
  POPOVER_SHAPES,
  type PopoverAction,
  type PopoverBanner,
  type PopoverTimer,
} from './popover-scheme.js';
import { Recent } from './recent.js';
import { type ServiceHost, ServiceWire } from './service.js';
import { mustBe } from './shape.js';

/** How a popover ended. */
export interface PopoverEnd {
  readonly popoverId: string;
  /** Id of the button that was pressed, or `dismissed`, or `timeout`. */
  readonly source: string;
}

/** 12.x: small windows over the desktop, with a timer and two buttons at most. The page draws them and keeps their time. */
export interface PopoverService {
  readonly COUNTER_TYPE: CounterTypes;
  /** Call it first; the second call does nothing. @returns This service. @throws TypeError when it is given no container services. */
  init(containerServices: ServiceHost): PopoverService;
  /**
   * Shows a popover.
   *
   * @param onEnd - Called once, when the agent or the timer ends it; not for `dismissPopover`.
   * @returns Its id.
   * @throws Error before `init`; TypeError that names the member of an argument which is not as it should be.
   */
  showPopover(banner: PopoverBanner, timer: PopoverTimer, action: PopoverAction, onEnd?: (end: PopoverEnd) => void): string;
  /** Changes the parts that are given, each as a whole; null and undefined leave a part as it is. Throws as `showPopover`. */
  updatePopover(popoverId: string, banner?: PopoverBanner | null, timer?: PopoverTimer | null, action?: PopoverAction | null): void;
  /** Takes a popover away; its callback is forgotten. @throws Error before `init`. */
  dismissPopover(popoverId: string): void;
}

/** More popovers than anybody can look at; those before are on a page that does not tell their end. */
const MOST_OPEN = 500;

/** Makes the popover service of one frame. */
export function createPopoverService(kit: Kit): PopoverService {
  const wire = new ServiceWire(kit, 'PopoverService');
  const open = new Recent<(end: PopoverEnd) => void>(MOST_OPEN);

  const service: PopoverService = {
    COUNTER_TYPE,
    init(containerServices) {
      wire.open(containerServices, kit.settings.topics.popoverRequests, kit.settings.topics.popoverEvents, onEvent);
      return service;
    },
    showPopover(banner, timer, action, onEnd) {
      const popoverId = kit.utilities.generateUUID();
      wire.send('ShowPopoverReq', {
        popoverId,
        banner: part(banner, 'banner'),
        timer: part(timer, 'timer'),
        action: part(action, 'action'),
      });
      if (onEnd) open.set(popoverId, onEnd);
      return popoverId;
    },
    updatePopover(popoverId, banner, timer, action) {
      wire.send('UpdatePopoverReq', {
        popoverId,
        ...(banner ? { banner: part(banner, 'banner') } : {}),
        ...(timer ? { timer: part(timer, 'timer') } : {}),
        ...(action ? { action: part(action, 'action') } : {}),
      });
    },
    dismissPopover(popoverId) {
      wire.send('DismissPopoverReq', { popoverId });
      open.take(popoverId);
    },
  };
  return service;

  function onEvent({ type, data: { popoverId, source } }: Envelope, mine: boolean): void {
    if (!mine || type !== 'PopoverClosed' || typeof popoverId !== 'string' || typeof source !== 'string') return;
    const onEnd = open.take(popoverId);
    if (onEnd) kit.call(() => onEnd({ popoverId, source }));
  }
}

const SHAPES = { banner: POPOVER_SHAPES.BANNER, timer: POPOVER_SHAPES.TIMER, action: POPOVER_SHAPES.ACTION } as const;

function part<T>(value: T, name: keyof typeof SHAPES): T {
  mustBe(value, SHAPES[name], name);
  return value;
}
