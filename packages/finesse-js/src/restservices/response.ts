import { type ProxyAnswer } from '../frame-window.js';
import { readXml } from '../xml/read-xml.js';
import { isXmlObject, listOf, memberOf, type XmlObject, type XmlValue } from '../xml/values.js';

/** What a request came to, as handlers get it. */
export interface RestResponse {
  /** HTTP status of the server, or of the proxy where that failed. 400 for what a notification reports afterwards. */
  readonly status: number;
  /** The body as it came. */
  readonly content: string;
  /** The body's object; empty for no body and for one that could not be read. */
  readonly object: XmlObject;
  /** There when the body was no XML. */
  readonly error?: { readonly errorType: string; readonly errorMessage: string };
}

/** What is done with the outcome of a request. An error may come after a success: 2xx only says that the request was taken. */
export interface RequestHandlers<T = RestResponse> {
  success?: ((result: T) => void) | undefined;
  error?: ((response: RestResponse) => void) | undefined;
}

/** Reads what the proxy answered. Never throws. */
export function responseOf(answer: ProxyAnswer): RestResponse {
  const status = typeof answer.rc === 'number' ? answer.rc : 0;
  const content = typeof answer.text === 'string' ? answer.text : '';
  if (content.trim() === '') return { status, content, object: {} };
  try {
    return { status, content, object: readXml(content) };
  } catch (error) {
    return { status, content, object: {}, error: { errorType: 'parseError', errorMessage: (error as Error).message } };
  }
}

/** The refusal that a notification brought, in the form of a synchronous one. */
export function refusalOf(apiErrors: XmlValue, content: string): RestResponse {
  const errors = listOf(memberOf(apiErrors, 'apiError') ?? memberOf(apiErrors, 'ApiError')).map(withCapitals);
  return { status: 400, content, object: { ApiErrors: { ApiError: errors.length === 1 ? errors[0] : errors } } };
}

function withCapitals(error: XmlValue): XmlValue {
  if (!isXmlObject(error)) return error;
  return Object.fromEntries(Object.entries(error).map(([name, value]) => [name.charAt(0).toUpperCase() + name.slice(1), value]));
}
