export { createFinesse, type Finesse } from './create-finesse.js';
export type { FrameWindow, Gadgets, Hub, Prefs, ProxyAnswer, ProxyIo } from './frame-window.js';
export type { ContainerNamespace } from './containerservices/namespace.js';
export type { ContainerServices, ContainerTopic, ContainerTopics, GadgetNotification } from './containerservices/container-services.js';
export type {
  GadgetViewChangedEvent,
  MaxAvailableHeightChangedEvent,
  TimerTickEvent,
  WorkflowActionEvent,
  WorkflowActionVariable,
  WorkflowParam,
} from './containerservices/events.js';
export type { DialogOptions, GadgetView } from './containerservices/place.js';
export type { FinesseToaster, ToasterOptions } from './containerservices/finesse-toaster.js';
export type { NotificationPopoverService } from './containerservices/notification-popover-service.js';
export type { PopoverAction, PopoverBanner, PopoverButton, PopoverTimer } from './containerservices/popover-scheme.js';
export type { PopoverEnd, PopoverService } from './containerservices/popover-service.js';
export type { TaskActivityNotification, TaskNotification, TaskSelection } from './containerservices/task-activity-notification.js';
export type { TopicHandler } from './containerservices/topic-handlers.js';
export type { Topics } from './containerservices/topics.js';
export type { Channel, ChannelMenuHandler, ChannelResult, ChannelService, ChannelUpdate } from './digital/channel-service.js';
export type { RegisteredShortcutKey, ShortcutKey, ShortcutKeyService } from './shortcutkey/shortcut-key-service.js';
export type { CacheCallback, CacheEntry, DesktopCache } from './utilities/desktop-cache.js';
export type { I18n } from './utilities/i18n.js';
export type { MessageDisplay } from './utilities/message-display.js';
