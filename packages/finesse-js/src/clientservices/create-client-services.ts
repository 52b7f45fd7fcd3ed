import { type Kit } from '../kit.js';
import { textAt } from '../xml/values.js';
import { type ClientConfig, type ClientServices, type ConnectionStatus, type Refreshable } from './client-services.js';
import { Connection, type Occasion } from './connection.js';
import { Nodes, REQUESTS } from './nodes.js';
import { requestByProxy } from './proxy.js';
import { Topics } from './topics.js';

const CONNECTION = 'finesse.info.connection';
const STATUSES: ReadonlySet<string> = new Set<ConnectionStatus>([
  'connecting',
  'disconnecting',
  'reconnecting',
  'unloading',
  'connected',
  'disconnected',
  'conflict',
  'unauthorized',
  'failing',
  'recovered',
]);

/** The services, and what the rest of the library needs of them. */
export interface ClientServicesParts {
  readonly services: ClientServices;
  /** What `init` was given; undefined before. */
  config(): ClientConfig | undefined;
}

/** Makes the client services of one frame. The page is not touched before `init`. */
export function createClientServices(kit: Kit): ClientServicesParts {
  const topics = new Topics(kit);
  const nodes = new Nodes(kit, topics);
  const alive = new Set<Refreshable>();
  let config: ClientConfig | undefined;
  let logger: { log(message: string): void } | undefined;

  const connection = new Connection({
    call: (handler) => kit.call(handler),
    failover: (on) => (topics.failover = on),
    refresh: () => {
      for (const object of [...alive].reverse()) kit.call(() => object.refresh());
    },
  });
  const ready = (): ClientConfig => {
    if (!config) throw new Error('ClientServices.init has not been called');
    return config;
  };
  const onStatus = (payload: unknown): void => {
    const status = textAt(payload, 'status');
    if (!STATUSES.has(status)) services.log('A connection status that is none was dropped');
    else connection.take(status as ConnectionStatus, textAt(payload, 'resourceID') || undefined);
  };
  const on = (occasion: Occasion) => (handler: () => void) => {
    if (kit.utilities.validateHandler(handler)) connection.register(occasion, handler);
  };
  const off = (occasion: Occasion) => () => connection.register(occasion, undefined);

  const services: ClientServices = {
    init(given) {
      if (config) return services;
      config = checked(kit, given);
      try {
        // First listen, then ask: the page may not be up yet and tell by itself later.
        topics.add(CONNECTION, onStatus, false);
        kit.hub().publish(REQUESTS, { type: 'ConnectionInfoReq', data: {}, invokeID: kit.frame.Date.now() });
      } catch (error) {
        config = undefined;
        throw error;
      }
      return services;
    },
    registerOnConnectHandler: on('connect'),
    unregisterOnConnectHandler: off('connect'),
    registerOnDisconnectHandler: on('disconnect'),
    unregisterOnDisconnectHandler: off('disconnect'),
    registerOnConnectingHandler: on('connecting'),
    unregisterOnConnectingHandler: off('connecting'),
    registerOnDisconnectingHandler: on('disconnecting'),
    unregisterOnDisconnectingHandler: off('disconnecting'),
    registerOnReconnectingHandler: on('reconnecting'),
    unregisterOnReconnectingHandler: off('reconnecting'),
    registerOnUnloadingHandler: on('unloading'),
    unregisterOnUnloadingHandler: off('unloading'),
    setLogger: (given) => (logger = typeof given?.log === 'function' ? given : undefined),
    log: (message) => logger?.log(`[ClientServices] ${message}`),
    getNotificationConnectionState: () => connection.notificationState,
    getRestHost: () => ready().restHost ?? '',
    makeRequest: (url, handler, params = {}) => requestByProxy(kit, ready(), url, handler, params),
    subscribe(topic, callback, disableDuringFailover = false) {
      ready();
      return topics.add(topic, callback, disableDuringFailover);
    },
    unsubscribe: (topic) => topics.remove(topic),
    subscribeNode(node, handler) {
      ready();
      return nodes.subscribe(node, handler);
    },
    unsubscribeNode(node, subid, handler) {
      ready();
      nodes.unsubscribe(node, subid, handler);
    },
    getResourceID: () => connection.resourceID,
    isMaster: () => false,
    addToRefreshList: (object) => void alive.add(object),
    removeFromRefreshList: (object) => void alive.delete(object),
    setFailoverMode: (failing) => connection.setFailing(failing),
    initBosh() {
      throw new Error('ClientServices.initBosh is not offered: the page is the master');
    },
  };
  return { services, config: () => config };
}

function checked(kit: Kit, given: ClientConfig | undefined): ClientConfig {
  if (typeof given !== 'object' || given === null) throw new Error('ClientServices.init needs a configuration');
  if (typeof given.host !== 'string' || given.host === '') throw new Error('ClientServices.init needs config.host');
  if (!given.restHost) throw new Error('ClientServices.init needs config.restHost');
  if (typeof given.authorization === 'string' || given.authToken) return given;
  if (typeof given.id !== 'string' || typeof given.password !== 'string') {
    throw new Error('ClientServices.init needs config.authorization, or config.id and config.password');
  }
  return { ...given, authorization: kit.utilities.b64Encode(`${given.id}:${given.password}`) };
}
