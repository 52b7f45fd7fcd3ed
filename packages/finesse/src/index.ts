/** Cordboard's port for Finesse. */
export type { ContainerPage, ContainerService } from './gadget/container/container-page.js';
export type { GadgetView, PageConnection, TimerTick, WorkflowAction, WorkflowParam, WorkflowVariable } from './gadget/container/events.js';
export { GadgetContainer, type ContainerOptions } from './gadget/container/gadget-container.js';
export { DesktopServices, type ServicesOptions } from './gadget/container/desktop-services.js';
export { fitHeight } from './gadget/container/height.js';
export type {
  DialogOptions,
  Popover,
  PopoverButton,
  PopoverContent,
  PopoverOptions,
  ShortcutKey,
  TabNotification,
  ToastOptions,
} from './gadget/container/requests.js';
export { GadgetPort } from './gadget/gadget-port.js';
export type { GadgetOptions } from './gadget/options.js';
export { pageHere, type ClientServices, type GadgetHub, type GadgetPage } from './gadget/page.js';
export type { GadgetRequests } from './gadget/proxy.js';
export { SharedReads } from './gadget/shared-reads.js';
export { FinessePort } from './port/finesse-port.js';
export type { FinesseOptions, SocketAddress } from './port/options.js';
export { Backoff, type BackoffOptions } from './wire/backoff.js';
export type { Credentials, CredentialsProvider } from './wire/credentials.js';
export type { EnvironmentOptions, Hint } from './wire/environment.js';
export type { LivenessOptions } from './wire/liveness.js';
export { NotificationClient, type Notice, type NotificationOptions } from './wire/notification-client.js';
export type { RestLimits } from './wire/rest.js';
