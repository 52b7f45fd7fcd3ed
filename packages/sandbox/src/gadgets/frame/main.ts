import type { FrameNote } from '../frame-protocol.js';
import { Channel } from './channel.js';
import { contentHeight } from './content-height.js';
import { readFrameData } from './frame-data.js';
import { HUB_ERRORS, HubClient, SECURITY_ALERTS } from './hub-client.js';
import { Io } from './io.js';
import { prefsClass } from './prefs.js';
import { makeUtil } from './util.js';
import { makeViews } from './views.js';

/** Longest text that is told to the monitor. */
const MAX_NOTE = 4000;

interface HubSettings {
  params: {
    HubClient: { onSecurityAlert: (source: unknown, type: string) => void; scope: unknown; log?: (text: string) => void };
    IframeHubClient: Record<string, unknown>;
  };
  onConnect: ((hub: HubClient, success: boolean, error?: string) => void) | null;
}

install(window, document);

// Runs before all content of the gadget: everything here is global, as gadgets expect it.
function install(own: Window & typeof globalThis, page: Document): void {
  const data = readFrameData((page.currentScript as HTMLElement | null)?.dataset['frame']);
  const clientId = `finesse_gadget_${data.mid}`;
  const faults = { dropsAnswers: false };

  const note = (said: FrameNote): void => channel.note('text' in said ? { ...said, text: said.text.slice(0, MAX_NOTE) } : said);
  const swallowed = (error: unknown, where: string): void => {
    const text = `${where}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
    settings.params.HubClient.log?.(text);
    note({ type: 'swallowed', text });
  };

  const util = makeUtil(data, own.location.href, swallowed);
  const address = util.getUrlParameters();
  const channel = new Channel(own, address['rpctoken'] ?? '', (message) => {
    if (message.kind === 'connected') hub.connected();
    else if (message.kind === 'deliver') hub.deliver(message.topic, message.ids, message.data);
    else faults.dropsAnswers = message.dropsAnswers;
  });
  const call = (service: string, ...args: unknown[]): void => channel.send({ kind: 'rpc', service, args });

  const settings: HubSettings = {
    params: {
      HubClient: { onSecurityAlert: (_source, type) => note({ type: 'error', text: `Security alert: ${type}` }), scope: own },
      IframeHubClient: {},
    },
    onConnect: null,
  };
  const hub = new HubClient({ clientId, send: (message) => channel.send(message), swallowed, scope: own });
  const io = new Io({
    origin: own.location.origin,
    token: address['st'] ?? '',
    gadget: address['url'] ?? '',
    container: address['container'] ?? 'default',
    request: () => new own.XMLHttpRequest(),
    now: () => performance.now(),
    dropsAnswers: () => faults.dropsAnswers,
    note,
    swallowed,
  });
  // To the page's monitor and to the browser's console, where an author looks first.
  const say =
    (type: 'log' | 'warn' | 'error') =>
    (...what: unknown[]): void => {
      own.console[type](...what);
      note({ type, text: what.map(String).join(' ') });
    };

  let height: number | undefined;
  const gadgets = {
    HubSettings: settings,
    Hub: undefined as HubClient | undefined,
    Prefs: prefsClass({ data, onSet: (names) => call('set_pref', ...names) }),
    util,
    io,
    json: {
      parse(text: string): unknown {
        try {
          return JSON.parse(text);
        } catch {
          return false;
        }
      },
      stringify: (value: unknown): string => JSON.stringify(value),
    },
    window: {
      /** Without a number the content is measured; told is only what differs from the last time. */
      adjustHeight(wanted?: unknown): void {
        const given = Number.parseInt(String(wanted), 10);
        const measured = Number.isNaN(given) ? contentHeight(page) : given;
        if (measured === height || (Number.isNaN(given) && measured === 0)) return;
        height = measured;
        call('resize_iframe', measured);
      },
      getHeight: (): number => contentHeight(page),
      setTitle: (title: unknown): void => call('set_title', String(title)),
      getViewportDimensions: () => ({ width: own.innerWidth, height: own.innerHeight }),
    },
    views: makeViews(data.view, (view, parameters) => call('requestNavigateTo', view, parameters)),
    loadingindicator: {
      dismiss: (): void => call('loading_dismiss'),
      showLoading: (): void => call('loading_show'),
      updateLoadingMessage: (text: unknown): void => call('loading_message', String(text)),
      updateTimeoutMessage: (text: unknown): void => call('loading_timeout_message', String(text)),
      updateRetryButtonText: (text: unknown): void => call('loading_retry_text', String(text)),
    },
    rpc: {
      /** The page answers no service with a value: a callback is not called. */
      call: (_target: unknown, service: string, _callback?: unknown, ...args: unknown[]): void => call(String(service), ...args),
      register: (service: string): void => note({ type: 'log', text: `gadgets.rpc.register(${service}): the page calls no service` }),
      unregister: (): void => {},
    },
    log: say('log'),
    warn: say('warn'),
    error: say('error'),
  };

  own.addEventListener(
    'error',
    ({ message, filename, lineno, target }) => {
      if (message) note({ type: 'error', text: `${message} (${filename.replace(/[?#].*$/, '')}:${lineno})` });
      else if (target instanceof own.HTMLElement) note({ type: 'error', text: `Could not load ${sourceOf(target)}` });
    },
    true,
  );
  own.addEventListener('unhandledrejection', ({ reason }) => note({ type: 'error', text: `Unhandled rejection: ${String(reason)}` }));

  // First of all handlers: the hub is there when those of the gadget run, and not yet connected.
  util.registerOnLoadHandler(() => {
    gadgets.Hub = hub;
    // Read at this moment: what is set later has no effect.
    const { onConnect } = settings;
    hub.connect(typeof onConnect === 'function' ? (_hub, success, error) => onConnect.call(own, hub, success, error) : null);
  });
  page.addEventListener('DOMContentLoaded', () => util.runOnLoadHandlers());

  Object.assign(own, { gadgets, osapi: {}, OpenAjax: { hub: { Error: HUB_ERRORS, SecurityAlert: SECURITY_ALERTS } } });
}

function sourceOf(element: HTMLElement): string {
  const from = element.getAttribute('src') ?? element.getAttribute('href') ?? element.tagName;
  return from.replace(/[?#].*$/, '');
}
