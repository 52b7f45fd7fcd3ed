import { type Kit } from '../kit.js';
import { type RequestHandlers, responseOf } from './response.js';

/** A request to the server. */
export interface RestRequest extends RequestHandlers {
  readonly method?: string | undefined;
  /** An object in the form that `Utilities.js2xml` takes, or the body as it is to be sent. */
  readonly content?: unknown;
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** Sends a request by the page's proxy. `success` for 2xx, which for all but GET only says that it was taken; else `error`. */
export function sendRequest(kit: Kit, url: string, { method = 'GET', content, headers, success, error }: RestRequest): void {
  const { services, pending, utilities } = kit;
  utilities.validateHandler(success);
  utilities.validateHandler(error);
  if (method === 'GET') {
    const fresh = `${url}${url.includes('?') ? '&' : '?'}nocache=${utilities.currentTimeMillis()}`;
    services.makeRequest(fresh, settle, { METHOD: method, ...(headers && { HEADERS: headers }) });
    return;
  }
  const requestId = utilities.generateUUID();
  // Before it is sent: the notification can come before the answer.
  pending.add(requestId, { success, error });
  const body = typeof content === 'string' ? content : utilities.js2xml(content);
  services.makeRequest(
    url,
    (answer) => {
      if (!isGood(answer.rc)) pending.remove(requestId);
      settle(answer);
    },
    {
      METHOD: method,
      HEADERS: { 'Content-Type': 'application/xml', ...headers, requestId },
      GET_FULL_HEADERS: true,
      ...(body !== '' && { POST_DATA: body }),
    },
  );

  function settle(answer: Parameters<typeof responseOf>[0]): void {
    const response = responseOf(answer);
    if (isGood(response.status)) success?.(response);
    else error?.(response);
  }
}

function isGood(status: number | undefined): boolean {
  return status !== undefined && status >= 200 && status < 300;
}
