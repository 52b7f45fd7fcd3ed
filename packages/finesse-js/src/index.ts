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
export type { NotificationIcon, NotificationPopoverService } from './containerservices/notification-popover-service.js';
export type { PopoverAction, PopoverBanner, PopoverButton, PopoverScheme, PopoverTimer } from './containerservices/popover-scheme.js';
export type { PopoverEnd, PopoverService } from './containerservices/popover-service.js';
export type { Shape } from './containerservices/shape.js';
export type { TaskActivityNotification, TaskNotification, TaskSelection } from './containerservices/task-activity-notification.js';
export type { TopicHandler } from './containerservices/topic-handlers.js';
export type { Topics } from './containerservices/topics.js';
export type { ChannelSchema } from './digital/channel-schema.js';
export type { Channel, ChannelMenuHandler, ChannelResult, ChannelService, ChannelUpdate } from './digital/channel-service.js';
export type { RegisteredShortcutKey, ShortcutKey, ShortcutKeyService } from './shortcutkey/shortcut-key-service.js';
export type { CacheCallback, CacheEntry, DesktopCache } from './utilities/desktop-cache.js';
export type { I18n } from './utilities/i18n.js';
export type { JsonProblem, JsonValidation, JsonValidator } from './utilities/json-validator.js';
export type { MessageDisplay } from './utilities/message-display.js';
export type {
  ClientConfig,
  ClientServices,
  ConnectionStatus,
  NodeError,
  NodeHandler,
  Refreshable,
  RequestParams,
} from './clientservices/client-services.js';
export type { ClientLogger } from './cslogger/client-logger.js';
export type { GadgetConfig } from './gadget-config.js';
export type { ClientLog } from './restservices/client-log.js';
export type { Participant } from './restservices/dialog-base.js';
export type { CallVariable, Dialog, Dialogs } from './restservices/dialogs.js';
export type { LayoutConfig, TeamLayoutConfig } from './restservices/layout-config.js';
export type { MediaDialog, MediaDialogs } from './restservices/media-dialogs.js';
export type { MediaList } from './restservices/media-list.js';
export type { MediaOptions } from './restservices/media-options.js';
export type { LayoutData, MediaPropertiesLayout, MediaPropertiesLayouts } from './restservices/media-properties-layout.js';
export type { Media } from './restservices/media.js';
export type { Happening } from './restservices/notifier.js';
export type { Contact, Contacts, EmbeddedContacts, PhoneBook, PhoneBooks, TeamPhoneBooks } from './restservices/phone-books.js';
export type { Queue, Queues } from './restservices/queues.js';
export type { ReasonCode, ReasonCodes, TeamNotReadyReasonCodes, TeamSignOutReasonCodes } from './restservices/reason-codes.js';
export type { RestRequest } from './restservices/request.js';
export type { RequestHandlers, RestResponse } from './restservices/response.js';
export type { RestBase, RestHandlers, RestOptions } from './restservices/rest-base.js';
export type { CollectionHandlers, CollectionOptions, RestCollectionBase } from './restservices/rest-collection-base.js';
export type { RestClass, RestServices } from './restservices/rest-services.js';
export type { SystemInfo } from './restservices/system-info.js';
export type { Team, Teams, Users } from './restservices/teams.js';
export type { Reason, ReasonCodeDetail, SupervisedTeam, User } from './restservices/user.js';
export type { TeamWorkflows, Workflow, WorkflowAction, WorkflowActions, Workflows } from './restservices/workflows.js';
export type { TeamWrapUpReasons, WrapUpReason, WrapUpReasons } from './restservices/wrap-up-reasons.js';
export type { Settings } from './settings.js';
export type { AuthConfig } from './utilities/credentials.js';
export type { Utilities } from './utilities/utilities.js';
export type { RequestText } from './xml/write-xml.js';
export type { XmlObject, XmlValue } from './xml/values.js';
