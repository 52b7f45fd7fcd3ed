import { DesktopError, type DesktopErrorCode, type PlatformRefusal } from '@cordboard/core';
import { readXml, XmlError, type XmlCursor } from '../xml/scanner.js';
import { given } from '../xml/given.js';
import { lookUp } from './body.js';

/** One `<ApiError>`, from an HTTP reply or a notification. */
export interface ApiError {
  readonly type?: string;
  readonly message?: string;
  readonly data?: string;
}

/** Reads the `<ApiErrors>` the cursor stands on; first letters may be small. */
export function readApiErrors(xml: XmlCursor): ApiError[] {
  const errors: ApiError[] = [];
  for (const list = xml.depth; xml.child(list, 'apiError');) {
    const error: { type?: string; message?: string; data?: string } = {};
    for (const depth = xml.depth; xml.child(depth);) {
      if (xml.key === 'errorType') error.type = xml.word();
      else if (xml.key === 'errorMessage') error.message = xml.word();
      else if (xml.key === 'errorData') error.data = xml.word();
    }
    errors.push(error);
  }
  return errors;
}

/**
 * What an error type means, in replies and notifications alike (Finesse 12.5 guide pp. 29-54, 80-114, 185-186, 358-359). Types that
 * need a look at the rest are not here: see `codeOfError`.
 */
const TYPES: Readonly<Record<string, DesktopErrorCode>> = {
  'authorization failure': 'unauthorized',
  'invalid authorization user specified': 'not-yours',
  'invalid supervisor': 'not-yours',
  'invalid state': 'invalid-state',
  'invalid destination': 'bad-destination',
  'invalid device': 'device-invalid',
  'device busy': 'device-busy',
  'mode not allowed': 'mode-not-allowed',
  'not found': 'not-found',
  'dialog not found': 'not-found',
  'user not found': 'not-found',
  'teamid not found': 'not-found',
  'not implemented': 'not-supported',
  'service unavailable': 'out-of-service',
  // Silent monitoring of an agent in a state that does not allow it: CCE and CCX give a number for a type (p. 100).
  '13145': 'invalid-state',
  '88049': 'invalid-state',
};

/** Where the error's data says what the type leaves open. */
const DATA: Readonly<Record<string, DesktopErrorCode>> = {
  'finesse.api.reasoncode.require_reasoncode': 'reason-required',
  'finesse.api.reasoncode.not_allowed': 'reason-forbidden',
};

/** Control failures of the CTI server that mean something to an agent; the rest is `refused`. */
const CONTROL_FAILURES: Readonly<Record<string, DesktopErrorCode>> = {
  '5': 'device-invalid',
  '6': 'bad-destination',
  '11': 'not-found',
  '12': 'device-invalid',
  '13': 'not-found',
  '14': 'bad-destination',
  '21': 'invalid-state',
  '22': 'invalid-state',
  '257': 'unauthorized',
  '258': 'unauthorized',
  '259': 'device-busy',
  '260': 'device-invalid',
  '265': 'invalid-state',
  '268': 'not-yours',
};

// Types under which the CTI server's own number says more. In others the data may be an extension, which looks just like one.
const WITH_NUMBER: ReadonlySet<string> = new Set(['call operation failure', 'generic error']);

function codeOfError({ type = '', message = '', data = '' }: ApiError): DesktopErrorCode | undefined {
  const known = lookUp(DATA, data) ?? lookUp(TYPES, type.toLowerCase());
  if (known !== undefined) return known;
  if (message.startsWith('INVALID_ACTION')) return 'not-offered';
  if (type.toLowerCase() === 'invalid input' && data === 'toAddress') return 'bad-destination';
  const number = WITH_NUMBER.has(type.toLowerCase()) && message.startsWith('CF_') ? data : '';
  return lookUp(CONTROL_FAILURES, number);
}

/** What a status says by itself, where the body does not say more. */
function codeOfStatus(status: number): DesktopErrorCode {
  switch (status) {
    // Redirections go to a sign-in page; the API itself never sends one but from plain HTTP to its own port.
    case 302:
    case 303:
    case 307:
    case 401:
      return 'unauthorized';
    case 404:
    case 410:
      return 'not-found';
    case 405:
    case 501:
      return 'not-supported';
    case 423:
      return 'locked-out';
    // A proxy answers, but not the platform behind it.
    case 502:
    case 504:
      return 'link-down';
    case 503:
      return 'out-of-service';
    default:
      return status < 400 ? 'protocol' : 'refused';
  }
}

// The platform's words are kept for developers, but no page of them.
const MOST = 500;

function refusalOf(error: ApiError, status?: number): PlatformRefusal {
  const { type, message, data } = error;
  return given({ status, type: type?.slice(0, MOST), message: message?.slice(0, MOST), data: data?.slice(0, MOST) });
}

/**
 * The error for an HTTP reply that is not the answer: any status of 300 and above. The body may be XML, HTML, JSON or nothing; of it
 * only the fields of the first `<ApiError>` are kept, in `cause`.
 */
export function errorOfReply(status: number, body: string, contentType?: string): DesktopError {
  const [first = {}] = isHtml(body, contentType) ? [] : apiErrorsIn(body);
  const code = codeOfError(first) ?? codeOfStatus(status);
  return new DesktopError(code, `The server answered ${status}`, { cause: refusalOf(first, status) });
}

/** The error for a refusal that a notification brought. */
export function errorOfNotification(errors: readonly ApiError[]): DesktopError {
  const [first = {}] = errors;
  const code = codeOfError(first) ?? 'refused';
  return new DesktopError(code, 'The platform refused after it had accepted', { cause: refusalOf(first) });
}

/**
 * Whether a 2xx body can be XML at all: `undefined` when so, else the error to reject with. A page of HTML is a sign-in page of a
 * proxy or of single sign-on (`unauthorized`); anything else is `protocol`. An empty body is fine: most requests get none.
 */
export function errorOfBody(status: number, body: string, contentType?: string): DesktopError | undefined {
  if (isHtml(body, contentType)) {
    return new DesktopError('unauthorized', 'A web page came where the platform should answer', { cause: refusalOf({}, status) });
  }
  const start = body
    .slice(0, 200)
    .replace(/^\ufeff/, '')
    .trimStart();
  if (start === '' || start.startsWith('<')) return undefined;
  return new DesktopError('protocol', 'The answer is not XML', { cause: refusalOf({}, status) });
}

function isHtml(body: string, contentType = ''): boolean {
  return /^text\/html|^application\/xhtml/i.test(contentType.trim())
    ? body.trim() !== ''
    : /^\ufeff?\s{0,200}<(?:!doctype\s+html|html)[\s>]/i.test(body);
}

// A body that is not the platform's says nothing more than its status.
function apiErrorsIn(body: string): ApiError[] {
  try {
    return readXml(body, (xml) => (xml.key === 'apiErrors' ? readApiErrors(xml) : []));
  } catch (error) {
    if (error instanceof XmlError) return [];
    throw error;
  }
}
