import { type ClientConfig, type ClientServices } from './clientservices/client-services.js';
import { createClientServices } from './clientservices/create-client-services.js';
import { SharedTopics } from './clientservices/shared-topics.js';
import { type ContainerNamespace, createContainerNamespace } from './containerservices/namespace.js';
import { type ClientLogger, createClientLogger } from './cslogger/client-logger.js';
import { type ChannelService, createChannelService } from './digital/channel-service.js';
import { type FrameWindow } from './frame-window.js';
import { type GadgetConfig, gadgetConfigOf } from './gadget-config.js';
import { type Kit } from './kit.js';
import { PendingRequests } from './restservices/pending-requests.js';
import { createRestServices, type RestServices } from './restservices/rest-services.js';
import { defaultSettings, type Settings } from './settings.js';
import { createShortcutKeyService, type ShortcutKeyService } from './shortcutkey/shortcut-key-service.js';
import { createDesktopCache, type DesktopCache } from './utilities/desktop-cache.js';
import { createI18n, type I18n } from './utilities/i18n.js';
import { JSON_VALIDATOR, type JsonValidator } from './utilities/json-validator.js';
import { createMessageDisplay, type MessageDisplay } from './utilities/message-display.js';
import { createUtilities, type Utilities } from './utilities/utilities.js';

/** The namespaces that gadgets know as the global `finesse`. */
export interface Finesse {
  clientservices: { ClientServices: ClientServices };
  restservices: RestServices;
  containerservices: ContainerNamespace;
  digital: { ChannelService: ChannelService };
  shortcutkey: { ShortcutKeyService: ShortcutKeyService };
  utilities: {
    Utilities: Utilities;
    DesktopCache: DesktopCache;
    I18n: I18n;
    JsonValidator: JsonValidator;
    MessageDisplay: MessageDisplay;
  };
  cslogger: { ClientLogger: ClientLogger };
  /** What the page told this frame. Gadgets of old put a configuration of their own here. */
  gadget: { Config: GadgetConfig };
  /** The same. */
  container: { Config: GadgetConfig };
  /** Empty: the vendor's has nothing but documentation. */
  interfaces: Record<string, never>;
  /** By custom, what gadgets hang their own code on. */
  modules: Record<string, unknown>;
  /** Ours, not the vendor's. */
  cordboard: Settings;
}

/** The library for one frame. Each call makes one of its own: nothing is shared between two, as nothing is between two frames. */
export function createFinesse(frame: FrameWindow): Finesse {
  const kit = kitOf(frame);
  const { services, utilities, rest, settings, config } = kit;
  const containerservices = createContainerNamespace(kit);
  return {
    clientservices: { ClientServices: services },
    restservices: rest,
    containerservices,
    digital: { ChannelService: createChannelService(kit) },
    shortcutkey: { ShortcutKeyService: createShortcutKeyService(kit, containerservices.ContainerServices) },
    utilities: {
      Utilities: utilities,
      DesktopCache: createDesktopCache(frame, (work) => kit.call(work)),
      I18n: createI18n(frame),
      JsonValidator: JSON_VALIDATOR,
      MessageDisplay: createMessageDisplay(frame.document),
    },
    cslogger: { ClientLogger: createClientLogger(kit) },
    gadget: { Config: config },
    container: { Config: config },
    interfaces: {},
    modules: {},
    cordboard: settings,
  };
}

function kitOf(frame: FrameWindow): Kit & { readonly config: GadgetConfig } {
  const settings = defaultSettings();
  let config: GadgetConfig = {};
  const given = (): ClientConfig => parts.config() ?? config;
  const kit: Kit = {
    frame,
    settings,
    utilities: createUtilities(frame, settings, given),
    pending: new PendingRequests(),
    get services() {
      return parts.services;
    },
    get rest() {
      return rest;
    },
    get shared() {
      return shared;
    },
    hub() {
      const hub = parts.config()?.hub ?? frame.gadgets?.Hub;
      if (!hub) throw new Error('The page has no hub, or not yet: wait for gadgets.HubSettings.onConnect');
      return hub;
    },
    host: () => given().host ?? '',
    agentId: () => given().id ?? config.id ?? '',
    log: (text) => parts.services.log(text),
    call(work) {
      try {
        work();
      } catch (error) {
        // Further up is the hub, which swallows what is thrown.
        frame.reportError?.(error);
      }
    },
  };
  const parts = createClientServices(kit);
  const shared = new SharedTopics(kit);
  const rest = createRestServices(kit);
  config = gadgetConfigOf(frame, kit.utilities.getUserAuthString());
  return Object.assign(kit, { config });
}
