import type { AnyNode } from 'acorn';
import type { Ref } from './names.js';
import type { Call, Realm } from './realm.js';
import { memberName, propertyOf, stringOf } from './script.js';

/** Something that a script has fetched. */
export interface Request {
  /** `browser`: by the agent's browser. `proxy`: by the desktop's server. `page`: a window or a navigation. `element`: as the `src` of an element. */
  readonly by: 'browser' | 'proxy' | 'page' | 'element';
  /** The call, or the assignment. */
  readonly at: Ref;
  readonly url: Ref;
  /** Whether it is there to read something: neither PUT, POST nor DELETE. */
  readonly isRead: boolean;
}

// Every path that `requestOf` knows: most calls are none of them.
const ASKS =
  /^(fetch|open|importScripts|Audio|WebSocket|EventSource|Worker|SharedWorker|axios(\.\w+)?|navigator\.sendBeacon|XMLHttpRequest#\.open|jQuery\.(ajax|get|getJSON|getScript|post))$|\.(makeRequest|load|attr|prop|setAttribute)$/;
// Several rules ask.
const REQUESTS = new WeakMap<Realm, readonly Request[]>();

const PROXY = /(^|\.)(gadgets\.io|[cC]lient[sS]ervices)\.makeRequest$/;
const LOADED = new Set(['src']);
const MAX_STEPS = 100;

/** Every request of the frame's scripts, as far as its address is an expression that stands there. */
export function requestsOf(realm: Realm): readonly Request[] {
  let found = REQUESTS.get(realm);
  if (!found) REQUESTS.set(realm, (found = [...realm.callsOf(ASKS).flatMap((call) => requestOf(call, realm)), ...elementsLoaded(realm)]));
  return found;
}

/** What stands written out in an address, piece by piece. */
export function literalsOf(realm: Realm, url: Ref): string[] {
  return realm.parts([url]).flatMap(({ node }) => {
    const text = node.type === 'TemplateElement' ? (node.value.cooked ?? undefined) : stringOf(node);
    return text === undefined ? [] : [text];
  });
}

/** The text that an address begins with, where it is written out. */
export function leadingText(realm: Realm, url: Ref, steps = 0): string | undefined {
  const { script, node } = url;
  const of = (other: AnyNode): string | undefined =>
    steps > MAX_STEPS ? undefined : leadingText(realm, { script, node: other }, steps + 1);
  switch (node.type) {
    case 'Literal':
      return stringOf(node);
    case 'TemplateLiteral': {
      const text = node.quasis[0]?.value.cooked ?? '';
      return text === '' ? node.expressions[0] && of(node.expressions[0]) : text;
    }
    case 'BinaryExpression': {
      const left = of(node.left);
      return left === '' ? of(node.right) : left;
    }
    case 'CallExpression':
      return node.callee.type === 'MemberExpression' && memberName(node.callee) === 'concat' ? of(node.callee.object) : undefined;
    case 'Identifier': {
      const [value, ...others] = realm.names.values(url);
      return value && others.length === 0 && steps <= MAX_STEPS ? leadingText(realm, value, steps + 1) : undefined;
    }
    default:
      return undefined;
  }
}

function requestOf(call: Call, realm: Realm): Request[] {
  const { script, node, path } = call;
  const argument = (index: number): Ref | undefined => {
    const found = node.arguments[index];
    return found && { script, node: found };
  };
  const made = (by: Request['by'], url: Ref | undefined, method?: AnyNode): Request[] =>
    url ? [{ by, at: call, url, isRead: !/PUT|POST|DELETE|PATCH/.test(method ? realm.text({ script, node: method }) : '') }] : [];
  const options = (index: number): AnyNode | undefined => {
    const found = argument(index);
    return found?.node.type === 'Identifier' ? realm.names.values(found)[0]?.node : found?.node;
  };
  if (node.type === 'NewExpression') {
    if (path === 'Audio') return made('element', argument(0));
    return /^(WebSocket|EventSource|Worker|SharedWorker)$/.test(path) ? made('browser', argument(0)) : [];
  }
  if (PROXY.test(path)) {
    const parameters = argument(2)?.node;
    // `params[…METHOD] = 'PUT'`, line by line before the call.
    return made('proxy', argument(0), parameters?.type === 'Identifier' ? realm.around(call)?.node : parameters);
  }
  if (path === 'fetch' || path === 'navigator.sendBeacon') return made('browser', argument(0), propertyOf(options(1), 'method'));
  if (path === 'open') return made('page', argument(0));
  if (path === 'XMLHttpRequest#.open') return made('browser', argument(1), argument(0)?.node);
  if (path === 'jQuery.ajax') {
    const settings = options(0);
    if (settings?.type !== 'ObjectExpression') return made('browser', argument(0), propertyOf(options(1), 'type'));
    const url = propertyOf(settings, 'url');
    return made('browser', url && { script, node: url }, propertyOf(settings, 'type') ?? propertyOf(settings, 'method'));
  }
  if (/^(jQuery\.(get|getJSON|getScript)|axios(\.get)?|importScripts)$/.test(path)) return made('browser', argument(0));
  if (/^(jQuery\.post|axios\.(post|put|delete|patch))$/.test(path))
    return argument(0) ? [{ by: 'browser', at: call, url: argument(0)!, isRead: false }] : [];
  if (/^jQuery\(\)(\.\w+\(\))*\.load$/.test(path)) return made('browser', argument(0));
  if (/\.(attr|prop|setAttribute)$/.test(path)) {
    const given = propertyOf(argument(0)?.node, 'src');
    if (given) return made('element', { script, node: given });
    const name = stringOf(argument(0)?.node);
    const object = node.callee.type === 'MemberExpression' ? { script, node: node.callee.object } : undefined;
    return name === 'src' || (name === 'href' && object && createsLink(realm, object)) ? made('element', argument(1)) : [];
  }
  return [];
}

function elementsLoaded(realm: Realm): Request[] {
  return realm.all('AssignmentExpression').flatMap(({ script, node }) => {
    if (node.left.type !== 'MemberExpression' || node.operator !== '=') return [];
    const name = memberName(node.left) ?? '';
    const isLink = name === 'href' && createsLink(realm, { script, node: node.left.object });
    return LOADED.has(name) || isLink
      ? [{ by: 'element', at: { script, node }, url: { script, node: node.right }, isRead: true } as const]
      : [];
  });
}

function createsLink(realm: Realm, ref: Ref): boolean {
  return realm.names
    .values(ref)
    .some(({ node }) => node.type === 'CallExpression' && stringOf(node.arguments[0])?.toLowerCase() === 'link');
}
