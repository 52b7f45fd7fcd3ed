import type { FrameNote } from '../frame-protocol.js';
import { dataOf, type GadgetResponse, type ProxiedAnswer } from './io-response.js';
import { encodeValues } from './util.js';

/** What `gadgets.io` needs of its frame. */
export interface IoOptions {
  /** Origin that serves the frame; the proxy is there. */
  readonly origin: string;
  /** The frame's security token. */
  readonly token: string;
  /** Address of the gadget's file. */
  readonly gadget: string;
  readonly container: string;
  readonly request: () => XMLHttpRequest;
  readonly now: () => number;
  /** A fault of the page: answers arrive and are not passed on. */
  readonly dropsAnswers: () => boolean;
  /** Told once of every request that has ended. */
  readonly note: (note: FrameNote) => void;
  readonly swallowed: (error: unknown, where: string) => void;
}

type Callback = (response: GadgetResponse) => void;
type Params = Readonly<Record<string, unknown>>;

/** Stands before every answer of the proxy, so that no page can run one as a script. */
const GUARD = "throw 1; < don't be evil' >";

const names = <Name extends string>(...all: Name[]): Readonly<Record<Name, Name>> =>
  Object.fromEntries(all.map((each) => [each, each])) as Record<Name, Name>;

const OAUTH = [
  'OAUTH_SERVICE_NAME',
  'OAUTH_USE_TOKEN',
  'OAUTH_TOKEN_NAME',
  'OAUTH_REQUEST_TOKEN',
  'OAUTH_REQUEST_TOKEN_SECRET',
  'OAUTH_RECEIVED_CALLBACK',
] as const;

/** `gadgets.io`. */
export class Io {
  readonly RequestParameters: Readonly<Record<string, string>> = {
    ...names('METHOD', 'CONTENT_TYPE', 'POST_DATA', 'HEADERS', 'AUTHORIZATION', 'REFRESH_INTERVAL', 'NO_CACHE', 'ALIAS'),
    ...names('NUM_ENTRIES', 'GET_SUMMARIES', 'GET_FULL_HEADERS', 'SIGN_OWNER', 'SIGN_VIEWER', ...OAUTH),
  };
  readonly MethodType: Readonly<Record<string, string>> = names('GET', 'POST', 'PUT', 'DELETE', 'HEAD');
  readonly ContentType: Readonly<Record<string, string>> = names('TEXT', 'DOM', 'JSON', 'FEED');
  readonly AuthorizationType: Readonly<Record<string, string>> = names('NONE', 'SIGNED', 'OAUTH', 'OAUTH2');
  readonly ProxyUrlRequestParameters: Readonly<Record<string, string>> = names('REFRESH_INTERVAL');

  readonly #options: IoOptions;

  constructor(options: IoOptions) {
    this.#options = options;
  }

  /** Sends a request by way of the server. The callback is never called where no answer comes, or one without the guard. */
  readonly makeRequest = (url: string, callback?: Callback | null, params: Params = {}): void => {
    const method = textOf(params['METHOD'], 'GET').toUpperCase();
    const authorization = textOf(params['AUTHORIZATION'], 'NONE').toLowerCase();
    const fields = this.#fields(url, method, authorization, params);
    const finish = this.#timed(method, url);
    const isPlain = method === 'GET' && authorization === 'none';
    const address = `${this.#options.origin}/gadgets/makeRequest`;
    const request = this.#opened(isPlain ? 'GET' : 'POST', isPlain ? `${address}?${fields}` : address);
    request.setRequestHeader('X-Shindig-ST', this.#options.token);
    if (!isPlain) request.setRequestHeader('Content-Type', 'application/x-www-form-urlencoded');
    request.onload = () => {
      if (this.#options.dropsAnswers()) return finish(undefined, 'the page drops answers (a fault)');
      if (request.status !== 200) {
        finish(request.status);
        return this.#call(callback, failed(request), url);
      }
      const answer = proxied(request.responseText, url);
      if (!answer) return finish(undefined, 'the proxy’s answer has no guard, or none for this address');
      finish(answer.rc);
      this.#call(callback, dataOf(answer, params['CONTENT_TYPE']), url);
    };
    request.onerror = () => {
      finish(undefined, 'no answer');
      this.#call(callback, failed(request), url);
    };
    request.send(isPlain ? null : fields);
  };

  /** A request of the frame itself, to its own origin. */
  readonly makeNonProxiedRequest = (url: string, callback?: Callback | null, params: Params = {}, headers: Params = {}): void => {
    const method = textOf(params['METHOD'], 'GET').toUpperCase();
    const finish = this.#timed(method, url);
    const request = this.#opened(method, url);
    for (const [name, value] of Object.entries({ ...objectOf(params['HEADERS']), ...headers }))
      request.setRequestHeader(name, String(value));
    const end = (): void => {
      finish(request.status);
      const response = request.status === 200 ? dataOf({ body: request.responseText, rc: 200 }, params['CONTENT_TYPE']) : failed(request);
      this.#call(callback, response, url);
    };
    request.onload = end;
    request.onerror = end;
    request.send(bodyOf(params['POST_DATA']) || null);
  };

  readonly encodeValues = (fields: Params): string => encodeValues(fields);

  /** Address of a picture or another resource, fetched by way of the server. */
  readonly getProxyUrl = (url: string, params: Params = {}): string => {
    const { origin, gadget, container } = this.#options;
    const refresh = params['REFRESH_INTERVAL'] ?? 3600;
    return `${origin}/gadgets/proxy?${encodeValues({ url, refresh, container, gadget })}`;
  };

  #fields(url: string, httpMethod: string, authorization: string, params: Params): string {
    const { token, gadget, container } = this.#options;
    const headers = objectOf(params['HEADERS']);
    const isForm = httpMethod === 'POST' && !Object.keys(headers).some((name) => name.toLowerCase() === 'content-type');
    return encodeValues({
      url,
      httpMethod,
      headers: encodeValues(isForm ? { ...headers, 'Content-Type': 'application/x-www-form-urlencoded' } : headers),
      postData: bodyOf(params['POST_DATA']),
      authz: authorization === 'none' ? '' : authorization,
      st: token,
      contentType: textOf(params['CONTENT_TYPE'], 'TEXT'),
      numEntries: params['NUM_ENTRIES'] ?? '3',
      getSummaries: Boolean(params['GET_SUMMARIES']),
      signOwner: params['SIGN_OWNER'] ?? true,
      signViewer: params['SIGN_VIEWER'] ?? true,
      gadget,
      container,
      bypassSpecCache: '1',
      getFullHeaders: Boolean(params['GET_FULL_HEADERS']),
      nocache: params['NO_CACHE'] ? '1' : '0',
      ...(httpMethod === 'GET' ? { refresh: params['REFRESH_INTERVAL'] ?? 3600 } : {}),
    });
  }

  #opened(method: string, address: string): XMLHttpRequest {
    const request = this.#options.request();
    request.open(method, address, true);
    return request;
  }

  #timed(method: string, url: string): (status: number | undefined, lost?: string) => void {
    const start = this.#options.now();
    return (status, lost) =>
      this.#options.note({
        type: 'request',
        method,
        url,
        ms: Math.round(this.#options.now() - start),
        ...(status === undefined ? {} : { status }),
        ...(lost === undefined ? {} : { lost }),
      });
  }

  #call(callback: Callback | null | undefined, response: GadgetResponse, url: string): void {
    if (typeof callback !== 'function') return;
    try {
      callback(response);
    } catch (error) {
      this.#options.swallowed(error, `the callback of a request to ${url}`);
    }
  }
}

function proxied(text: string, url: string): ProxiedAnswer | undefined {
  const at = text.indexOf(GUARD);
  if (at < 0) return undefined;
  try {
    const answers = JSON.parse(text.slice(at + GUARD.length)) as Readonly<Record<string, ProxiedAnswer | null>>;
    return Object.hasOwn(answers, url) && typeof answers[url] === 'object' ? (answers[url] ?? undefined) : undefined;
  } catch {
    return undefined;
  }
}

function failed({ status, responseText }: XMLHttpRequest): GadgetResponse {
  return { errors: [`${status} Error`], rc: status, text: responseText };
}

function bodyOf(data: unknown): string {
  if (typeof data === 'string') return data;
  return typeof data === 'object' && data !== null ? encodeValues(data as Params) : '';
}

function objectOf(value: unknown): Params {
  return typeof value === 'object' && value !== null ? (value as Params) : {};
}

function textOf(value: unknown, otherwise: string): string {
  return typeof value === 'string' && value !== '' ? value : otherwise;
}
