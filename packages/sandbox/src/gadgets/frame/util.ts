import { escapeString, unescapeString } from './escape.js';
import type { FrameData } from './frame-data.js';

/** The parameters of an address, of query and hash together; `+` is a blank. No name is special; gadgets ask it `hasOwnProperty`. */
export function urlParameters(address: string): Record<string, string> {
  const from = address.search(/[?#]/);
  const pairs = from < 0 ? [] : address.slice(from + 1).split(/[&#?]/);
  return Object.fromEntries(
    pairs.flatMap((pair) => {
      const at = pair.indexOf('=');
      return at < 0 ? [] : [[decoded(pair.slice(0, at)), decoded(pair.slice(at + 1))]];
    }),
  );
}

function decoded(text: string): string {
  const plain = text.replaceAll('+', ' ');
  try {
    return decodeURIComponent(plain);
  } catch {
    return plain;
  }
}

/** Text of a form; blanks as `%20`. */
export function encodeValues(fields: Readonly<Record<string, unknown>>): string {
  return Object.entries(fields)
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`)
    .join('&');
}

/** `gadgets.util`. */
export interface Util {
  registerOnLoadHandler(handler: () => void): void;
  runOnLoadHandlers(): void;
  getUrlParameters(url?: string): Record<string, string>;
  escapeString(text: string): string;
  unescapeString(text: string): string;
  /** The text of an object's members, escaped in place or in a copy; other values as they are. */
  escape(value: unknown, escapesObjects?: boolean): unknown;
  hasFeature(name: string): boolean;
  getFeatureParameters(name: string): Record<string, string | string[]> | null;
  makeClosure(scope: unknown, callback: (...args: unknown[]) => unknown, ...bound: unknown[]): (...args: unknown[]) => unknown;
  makeEnum(names: readonly string[]): Record<string, string>;
  attachBrowserEvent(element: EventTarget, type: string, handler: EventListener, capture?: boolean): void;
  removeBrowserEvent(element: EventTarget, type: string, handler: EventListener, capture?: boolean): void;
}

/** Makes it. A handler that throws does not keep the others from running; `swallowed` is told. */
export function makeUtil(data: FrameData, address: string, swallowed: (error: unknown, where: string) => void): Util {
  const handlers: (() => void)[] = [];
  let loaded = false;
  const own = urlParameters(address);
  const run = (handler: () => void): void => {
    try {
      handler();
    } catch (error) {
      swallowed(error, 'a handler of onload');
    }
  };
  return {
    registerOnLoadHandler(handler) {
      if (loaded) run(handler);
      else handlers.push(handler);
    },
    runOnLoadHandlers() {
      loaded = true;
      for (let handler = handlers.shift(); handler; handler = handlers.shift()) run(handler);
    },
    getUrlParameters: (url) => (url === undefined ? own : urlParameters(url)),
    escapeString: (text) => (text ? escapeString(String(text)) : text),
    unescapeString: (text) => (text ? unescapeString(String(text)) : text),
    escape: (value, escapesObjects = false) => escaped(value, escapesObjects),
    hasFeature: (name) => data.features.has(name) || name === 'core' || name === 'core.io',
    getFeatureParameters(name) {
      const feature = data.features.get(name);
      if (!feature) return null;
      return Object.fromEntries([...feature].map(([param, values]) => [param, values.length === 1 ? values[0]! : [...values]]));
    },
    makeClosure:
      (scope, callback, ...bound) =>
      (...args) =>
        Reflect.apply(callback, scope, [...bound, ...args]),
    makeEnum: (names) => Object.fromEntries(names.map((each) => [each, each])),
    attachBrowserEvent: (element, type, handler, capture) => element.addEventListener(type, handler, capture),
    removeBrowserEvent: (element, type, handler, capture) => element.removeEventListener(type, handler, capture),
  };
}

function escaped(value: unknown, escapesObjects: boolean): unknown {
  if (typeof value === 'string') return escapeString(value);
  if (Array.isArray(value)) return value.map((each) => escaped(each, escapesObjects));
  if (!escapesObjects || typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [escapeString(name), escaped(each, true)]));
}
