import { type Kit } from '../kit.js';
import { type ContainerServices } from './container-services.js';
import { createContainerServices } from './create-container-services.js';
import { GadgetViewChangedEvent, MaxAvailableHeightChangedEvent, TimerTickEvent, WorkflowActionEvent } from './events.js';
import { createFinesseToaster, type FinesseToaster } from './finesse-toaster.js';
import { createNotificationPopoverService, type NotificationPopoverService } from './notification-popover-service.js';
import { POPOVER_SCHEME, type PopoverScheme } from './popover-scheme.js';
import { CHANNEL_SCHEMA, type ChannelSchema } from '../digital/channel-schema.js';
import { createPopoverService, type PopoverService } from './popover-service.js';
import { createTaskActivityNotification, type TaskActivityNotification } from './task-activity-notification.js';

/** `finesse.containerservices`: what the desktop page does for a gadget besides calls. */
export interface ContainerNamespace {
  readonly ContainerServices: ContainerServices;
  readonly WorkflowActionEvent: typeof WorkflowActionEvent;
  readonly GadgetViewChangedEvent: typeof GadgetViewChangedEvent;
  readonly MaxAvailableHeightChangedEvent: typeof MaxAvailableHeightChangedEvent;
  readonly TimerTickEvent: typeof TimerTickEvent;
  readonly FinesseToaster: FinesseToaster;
  readonly PopoverService: PopoverService;
  /** Spelt both ways in what is published. */
  readonly PopoverScheme: PopoverScheme;
  readonly PopoverSchema: PopoverScheme;
  readonly ChannelSchema: ChannelSchema;
  readonly TaskActivityNotification: TaskActivityNotification;
  readonly NotificationPopoverService: NotificationPopoverService;
}

/** Makes `finesse.containerservices` of one frame. */
export function createContainerNamespace(kit: Kit): ContainerNamespace {
  return {
    ContainerServices: createContainerServices(kit),
    WorkflowActionEvent,
    GadgetViewChangedEvent,
    MaxAvailableHeightChangedEvent,
    TimerTickEvent,
    FinesseToaster: createFinesseToaster(kit),
    PopoverService: createPopoverService(kit),
    PopoverScheme: POPOVER_SCHEME,
    PopoverSchema: POPOVER_SCHEME,
    ChannelSchema: CHANNEL_SCHEMA,
    TaskActivityNotification: createTaskActivityNotification(kit),
    NotificationPopoverService: createNotificationPopoverService(kit),
  };
}
