import { type FrameWindow } from '../frame-window.js';
import { type RestResponse } from '../restservices/response.js';
import { type Settings } from '../settings.js';
import { readEventXml, readXml } from '../xml/read-xml.js';
import { listOf, textAt, type XmlObject } from '../xml/values.js';
import { encoded, writeXml } from '../xml/write-xml.js';
import { type AuthConfig, authHeaderOf, base64Decode, base64Encode } from './credentials.js';
import { displayTime, padded, shortTime } from './time.js';

/** Helpers that gadgets and the library share. Every one may be taken off the object and called alone. */
export interface Utilities {
  /** The object of a REST body: text-only elements are texts, empty ones null, several of one name a list. Throws for what is no XML. */
  xml2js(xml: string): XmlObject;
  /** As `xml2js`, for the content of events: tabs inside text are lost. */
  xml2JsObj(xml: string): XmlObject;
  /** The JSON text of a parsed document or element, as events are read. @param _tab - Taken, and without effect. */
  xml2json(xml: Document | Element, _tab?: string): string;
  /** The XML of such an object. What becomes of `& < >` in its texts is `finesse.cordboard.requestText`. */
  js2xml(object: unknown): string;
  /** The same as `js2xml`. */
  json2xml(object: unknown): string;
  /** Base64 of a text by way of UTF-8. */
  b64Encode(text: string): string;
  /** The text of `b64Encode`. Throws for what is no base64. */
  b64Decode(code: string): string;
  /** Who is in a base64 authorization. */
  getCredentials(authorization: string): { id: string; password: string };
  /** A random UUID, version 4. */
  generateUUID(): string;
  /** Gives a function and nothing at all back, to be kept and called. Throws an `Error` for anything else. */
  validateHandler<T>(handler: T): T;
  /** The last segment of a URI's path; empty where there is none. */
  getId(uri: string | null | undefined): string;
  /** What there is one or several or none of, as a list. */
  getArray<T>(value: T | readonly T[] | null | undefined): T[];
  /** Empty instead of null or undefined. */
  convertNullToEmptyString(text: string | null | undefined): string;
  /** Milliseconds since 1970, of this machine. */
  currentTimeMillis(): number;
  /** The same of the server, as far as the page knows its drift; without that, of this machine. */
  currentServerTimeMillis(): number;
  /** How far the server's clock is before this machine's, in milliseconds; 0 where the page does not know. */
  getCurrentDrift(): number;
  /** A time of this machine's clock on the server's. Milliseconds. */
  convertToServerTimeMillis(clientTime: number): number;
  /**
   * Time since a timestamp as `hh:mm:ss`: zeros for what is no time and for one to come, `-1` for the empty text, `--` and `-1`.
   *
   * @param now - Milliseconds or a `Date`; without it the server's time.
   */
  convertTsToDuration(timestamp: string, now?: Date | number): string;
  /** The same; `-1` wherever there is no duration, if `forFormat` is true. */
  convertTsToDurationWithFormat(timestamp: string, forFormat: boolean, now?: Date | number): string;
  /** Seconds as `hh:mm:ss`; zeros for -1 and for nothing. */
  getDisplayTime(seconds: number | string): string;
  /** Milliseconds as `hh:mm:ss`. */
  buildTimeString(ms: number): string;
  /** Milliseconds as `mm:ss`, from an hour on `hh:mm:ss`. */
  buildTimeStringWithOptionalHours(ms: number): string;
  /** The time from a start to now, both in milliseconds of the server's clock, as `buildTimeString` writes it. */
  buildElapsedTimeString(now: number, start: number): string;
  /** The same, as `buildTimeStringWithOptionalHours` writes it. */
  buildElapsedTimeStringWithOptionalHours(now: number, start: number): string;
  /** The time of a timestamp in milliseconds since 1970; NaN for what is none. */
  extractTime(timestamp: string): number;
  /** A number of two digits at least. */
  pad(value: number): string;
  /** A number with zeros before it, up to a width. */
  padWithWidth(value: number, width: number): string;
  /** Without blanks at its ends. */
  trim(text: string): string;
  /** Without spaces. */
  removeSpaces(text: string): string;
  /** With blanks that do not break and do not collapse. */
  escapeSpaces(text: string): string;
  isArray(value: unknown): boolean;
  /** The time an ISO 8601 text says; an invalid `Date` for what is none. */
  parseDateStringISO8601(text: string): Date;
  /** A parameter of a query string, decoded; empty where there is none. */
  getParameterByName(query: string, name: string): string;
  /** A parameter of a URL's query, decoded; empty where there is none. @param url - Without it, the frame's own. */
  getQueryString(name: string, url?: string): string;
  /** The host of a URL, without its port. */
  extractHostname(url: string): string;
  /** A node's path with each of its segments encoded. */
  encodeNodeName(node: string): string;
  /** Escapes `& < > " '` where `encode` is true; without it, as in release 10.6.1, unescapes them. What is null or undefined stays so. */
  translateHTMLEntities<T extends string | null | undefined>(text: T, encode?: boolean): T | string;
  /** The same as `translateHTMLEntities`. */
  translateXMLEntities<T extends string | null | undefined>(text: T, encode?: boolean): T | string;
  /** Base64 of who is signed in to the page, as the page left it in session storage. */
  getUserAuthString(): string;
  /** 11.5: what `Authorization` is to say, `Basic …` or `Bearer …`. */
  getAuthHeaderString(config: AuthConfig): string;
  /** 11.5: the names of the ways to sign in. */
  getAuthModes(): { readonly SSO: 'SSO'; readonly NON_SSO: 'NON_SSO'; readonly HYBRID: 'HYBRID' };
  /** 11.5: the access token under single sign-on; empty without. */
  getToken(): string;
  /** 12.x: the same in an object. The vendor does not say what else is in it. */
  getAuthTokenObj(): { readonly token: string };
  /** The `ErrorType` of a refusal, else `HTTP` and the status. */
  getErrCode(response: RestResponse): string;
  /** The `ErrorData` of a refusal, else `HTTP` and the status. */
  getErrData(response: RestResponse): string;
  /** The `Overrideable` of a refusal, else `HTTP` and the status. */
  getErrOverrideable(response: RestResponse): string;
}

const DRIFT = 'clientTimestampDrift';
/** What tables have where there is no time. */
const NO_TIME: ReadonlySet<string> = new Set(['', '--', '-1']);
const MARKUP: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const REFERENCES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", '#39': "'", nbsp: '\u00a0' };

/** Makes the helpers of one frame. */
export function createUtilities(frame: FrameWindow, settings: Settings, config: () => AuthConfig): Utilities {
  const stored = (key: string): string | null => frame.sessionStorage?.getItem(key) ?? null;
  const drift = (): number => Number(stored(DRIFT)) || 0;
  const serverTime = (): number => frame.Date.now() + drift();
  const duration = (timestamp: string, forFormat: boolean, now: Date | number = serverTime()): string => {
    if (NO_TIME.has(timestamp)) return '-1';
    const seconds = (Number(now) - Date.parse(timestamp)) / 1000;
    return forFormat && !(seconds >= 0) ? '-1' : displayTime(seconds);
  };
  const toXml = (object: unknown): string => writeXml(object, settings.requestText);

  return {
    xml2js: readXml,
    xml2JsObj: readEventXml,
    xml2json: (xml) => JSON.stringify(readEventXml(new XMLSerializer().serializeToString(xml))),
    js2xml: toXml,
    json2xml: toXml,
    b64Encode: base64Encode,
    b64Decode: base64Decode,
    getCredentials: (authorization) => {
      const [id = '', ...rest] = base64Decode(authorization).split(':');
      return { id, password: rest.join(':') };
    },
    generateUUID: () => uuidOf(frame.crypto.getRandomValues(new Uint8Array(16))),
    validateHandler: (handler) => {
      if (handler !== undefined && handler !== null && typeof handler !== 'function') throw new Error('A handler must be a function');
      return handler;
    },
    getId: lastSegment,
    getArray: listOf,
    convertNullToEmptyString: (text) => text ?? '',

    currentTimeMillis: () => frame.Date.now(),
    currentServerTimeMillis: serverTime,
    getCurrentDrift: drift,
    convertToServerTimeMillis: (clientTime) => clientTime + drift(),
    convertTsToDuration: (timestamp, now) => duration(timestamp, false, now),
    convertTsToDurationWithFormat: duration,
    getDisplayTime: (seconds) => displayTime(Number(seconds)),
    buildTimeString: (ms) => displayTime(ms / 1000),
    buildTimeStringWithOptionalHours: shortTime,
    buildElapsedTimeString: (now, start) => displayTime((now - start) / 1000),
    buildElapsedTimeStringWithOptionalHours: (now, start) => shortTime(now - start),
    extractTime: (timestamp) => Date.parse(timestamp),
    pad: (value) => padded(value, 2),
    padWithWidth: padded,
    trim: (text) => text.trim(),
    removeSpaces: (text) => text.replaceAll(' ', ''),
    escapeSpaces: (text) => text.replace(/\s/g, '\u00a0'),
    isArray: Array.isArray,
    parseDateStringISO8601: (text) => new Date(text),

    getParameterByName: (query, name) => parameterOf(query, name),
    getQueryString: (name, url = frame.location.href) => parameterOf(url, name),
    extractHostname: (url) => url.replace(/^[a-z][a-z\d+.-]*:\/\//i, '').replace(/(:\d+)?([/?#].*)?$/, ''),
    encodeNodeName: (node) => node.split('/').map(encodeURIComponent).join('/'),
    translateHTMLEntities: translated,
    translateXMLEntities: translated,

    getUserAuthString: () => stored('userFinesseAuth') ?? base64Encode(`${config().id}:${config().password}`),
    getAuthHeaderString: authHeaderOf,
    getAuthModes: () => ({ SSO: 'SSO', NON_SSO: 'NON_SSO', HYBRID: 'HYBRID' }),
    getToken: () => config().authToken ?? '',
    getAuthTokenObj: () => ({ token: config().authToken ?? '' }),

    getErrCode: (response) => errorOf(response, 'ErrorType'),
    getErrData: (response) => errorOf(response, 'ErrorData'),
    getErrOverrideable: (response) => errorOf(response, 'Overrideable'),
  };
}

/** The last segment of a URI's path; empty where there is none. */
export function lastSegment(uri: string | null | undefined): string {
  return uri?.slice(uri.lastIndexOf('/') + 1) ?? '';
}

function translated<T extends string | null | undefined>(text: T, encode = false): T | string {
  if (!text) return text;
  if (encode) return encoded(text, 'escape').replace(/["']/g, (char) => MARKUP[char]!);
  return text.replace(/&(#39|[a-z]+);/g, (whole, name: string) => (Object.hasOwn(REFERENCES, name) ? REFERENCES[name]! : whole));
}

function parameterOf(url: string, name: string): string {
  const query = url.includes('?') ? url.slice(url.indexOf('?')) : url;
  return new URLSearchParams(query.split('#')[0]).get(name) ?? '';
}

function errorOf(response: RestResponse, name: string): string {
  const [first] = listOf(response.object?.['ApiErrors'] && (response.object['ApiErrors'] as XmlObject)['ApiError']);
  return textAt(first, name) || `HTTP ${response.status}`;
}

function uuidOf(random: Uint8Array): string {
  random[6] = (random[6]! & 0x0f) | 0x40;
  random[8] = (random[8]! & 0x3f) | 0x80;
  const hex = [...random].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
