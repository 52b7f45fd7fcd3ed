import { type Kit } from '../kit.js';
import { type ProxyAnswer } from '../frame-window.js';
import { isXmlObject } from '../xml/values.js';
import { type ClientConfig, type RequestParams } from './client-services.js';

/** Sends a request by the frame's proxy, as the agent that `config` is of. */
export function requestByProxy(
  kit: Kit,
  config: ClientConfig,
  path: string,
  handler: (answer: ProxyAnswer) => void,
  { SCHEME, HEADERS, ...params }: RequestParams,
): void {
  const { io } = kit.frame.gadgets ?? {};
  if (!io) throw new Error('The page has no gadgets.io');
  const scheme = SCHEME === null ? config.scheme : typeof SCHEME === 'string' ? SCHEME : 'http';
  const port = config.localhostPort ? `:${config.localhostPort}` : '';
  const headers = {
    ...(isXmlObject(HEADERS) ? HEADERS : {}),
    Authorization: kit.utilities.getAuthHeaderString(config),
    locale: config.locale ?? '',
  };
  io.makeRequest(
    `${scheme}://${config.restHost}${port}${path}`,
    (answer) => kit.call(() => handler(isXmlObject(answer) ? answer : {})),
    // The proxy would keep what it has read for an hour.
    { ...params, HEADERS: headers, REFRESH_INTERVAL: 0 },
  );
}
