import { DesktopError, type DesktopErrorCode, type PlatformRefusal } from '@cordboard/core';
import { readXml, XmlError, type XmlCursor } from '../xml/scanner.js';
import { given } from '../xml/given.js';
import { list, record, word } from './records.js';

/** One `<ApiError>`, from an HTTP reply or a notification. */
export interface ApiError {
  readonly errorType?: string;
  readonly errorMessage?: string;
  readonly errorData?: string;
}

/** Reads the `<ApiErrors>` the cursor stands on; first letters may be small. */
export const readApiErrors: (xml: XmlCursor) => ApiError[] = list('apiError', record(['errorType errorMessage errorData', word]));

/**
 * What an error type means, in replies and notifications alike (Finesse 12.5 guide pp. 29-54, 80-114, 185-186, 358-359). Types that
 * need a look at the rest are not here: see `codeOfError`. Silent monitoring of an agent in a state that does not allow it has a number
 * for a type, on CCE and CCX (p. 100).
 */
const TYPES = codes({
  unauthorized: 'authorization failure',
  'not-yours': 'invalid authorization user specified|invalid supervisor',
  'invalid-state': 'invalid state|13145|88049',
  'bad-destination': 'invalid destination',
  'device-invalid': 'invalid device',
  'device-busy': 'device busy',
  'mode-not-allowed': 'mode not allowed',
  'not-found': 'not found|dialog not found|user not found|teamid not found',
  'not-supported': 'not implemented',
  'out-of-service': 'service unavailable',
});

/** Where the error's data says what the type leaves open. */
const DATA = codes({
  'reason-required': 'finesse.api.reasoncode.require_reasoncode',
  'reason-forbidden': 'finesse.api.reasoncode.not_allowed',
});

/** Control failures of the CTI server that mean something to an agent; the rest is `refused`. */
const CONTROL_FAILURES = codes({
  'device-invalid': '5|12|260',
  'bad-destination': '6|14',
  'not-found': '11|13',
  'invalid-state': '21|22|265',
  unauthorized: '257|258',
  'device-busy': '259',
  'not-yours': '268',
});

/** What a status says by itself. At 502 and 504 a proxy answers, but not the platform behind it. */
const STATUSES = codes({
  unauthorized: '401',
  'not-found': '404|410',
  'not-supported': '405|501',
  'locked-out': '423',
  'link-down': '502|504',
  'out-of-service': '503',
});

type Codes = ReadonlyMap<string, DesktopErrorCode>;

function codes(table: Readonly<Partial<Record<DesktopErrorCode, string>>>): Codes {
  return new Map(Object.entries(table).flatMap(([code, words]) => words.split('|').map((each) => [each, code as DesktopErrorCode])));
}

function codeOfError({ errorType = '', errorMessage = '', errorData = '' }: ApiError): DesktopErrorCode | undefined {
  const type = errorType.toLowerCase();
  const known = DATA.get(errorData) ?? TYPES.get(type);
  if (known !== undefined) return known;
  if (errorMessage.startsWith('INVALID_ACTION')) return 'not-offered';
  if (type === 'invalid input' && errorData === 'toAddress') return 'bad-destination';
  // Under these types the CTI server's own number says more. In others the data may be an extension, which looks just like one.
  const numbered = (type === 'call operation failure' || type === 'generic error') && errorMessage.startsWith('CF_');
  return numbered ? CONTROL_FAILURES.get(errorData) : undefined;
}

function codeOfStatus(status: number): DesktopErrorCode {
  // Redirections go to a sign-in page of somebody else's; the API itself only sends one from plain HTTP to its own port.
  return STATUSES.get(String(status)) ?? (status < 400 ? 'protocol' : 'refused');
}

// The platform's words are kept for developers, but no page of them.
const MOST = 500;

function refusalOf(error: ApiError, status?: number): PlatformRefusal {
  const { errorType, errorMessage, errorData } = error;
  return given({ status, type: errorType?.slice(0, MOST), message: errorMessage?.slice(0, MOST), data: errorData?.slice(0, MOST) });
}

/**
 * The error for an HTTP reply that is not the answer: any status of 300 and above. The body may be XML, HTML, JSON or nothing; of it
 * only the fields of the first `<ApiError>` are kept, in `cause`.
 */
export function errorOfReply(status: number, body: string, contentType?: string): DesktopError {
  const [first = {}] = isHtml(body, contentType) ? [] : apiErrorsIn(body);
  const code = codeOfError(first) ?? codeOfStatus(status);
  return new DesktopError(code, `HTTP ${status}`, { cause: refusalOf(first, status) });
}

/** The error for a refusal that a notification brought. */
export function errorOfNotification(errors: readonly ApiError[]): DesktopError {
  const [first = {}] = errors;
  const code = codeOfError(first) ?? 'refused';
  return new DesktopError(code, undefined, { cause: refusalOf(first) });
}

/**
 * Whether a 2xx body can be XML at all: `undefined` when so, else the error to reject with, `protocol`: a page of HTML is a sign-in page
 * of a proxy or of single sign-on, and not the platform's word on anything. An empty body is fine: most requests get none.
 */
export function errorOfBody(status: number, body: string, contentType?: string): DesktopError | undefined {
  if (isHtml(body, contentType)) {
    return new DesktopError('protocol', 'A web page', { cause: refusalOf({}, status) });
  }
  const start = body
    .slice(0, 200)
    .replace(/^\ufeff/, '')
    .trimStart();
  if (start === '' || start.startsWith('<')) return undefined;
  return new DesktopError('protocol', 'Not XML', { cause: refusalOf({}, status) });
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
