import type { AnyNode, CallExpression } from 'acorn';
import type { Hit } from '../finding.js';
import type { Frame } from '../frame.js';
import { isCredential } from '../script/credentials.js';
import type { Ref } from '../script/names.js';
import type { Realm } from '../script/realm.js';
import { requestsOf } from '../script/requests.js';
import { memberName, stringOf } from '../script/script.js';
import { hit, inFrames, type Rule } from './rule.js';
import { everyTick } from './ticks.js';

const LOGS = /^console\.\w+$|^gadgets\.(log|warn|error)$|(^|\.)\??(\w*[lL]ogger|\w*[lL]ogs?|ClientServices)\.(log|info|debug|warn|error)$/;
// Of bodies that Finesse reads: elements that hold what people typed or named.
const FREE_TEXT = /<(wrapUpReason|value|name|description|firstName|lastName|phoneNumber|dialNumber|toAddress|logData|actualValue)>\s*$/;
const ESCAPES = /esc|encod|translate(HTML|XML)Entities|sanit|xml|number|parseInt|createTextNode/i;
const TYPED = /\.(val|text)\(\)$|\.(value|innerText|textContent)$/;

/** What gadgets send to servers, and how often. */
export const REQUEST_RULES: readonly Rule[] = [
  {
    id: 'basic-header',
    severity: 'error',
    about: 'the `Basic` header is put together by hand',
    why: 'Agents who sign in by single sign-on have a token and no password: the request is refused with 401 for them.',
    source: 'DevNet page “Utilities”, getAuthHeaderString; Finesse 11.5 and later',
    fix: 'Use finesse.utilities.Utilities.getAuthHeaderString(finesse.gadget.Config).',
    check: inFrames(basicHeader),
  },
  {
    id: 'body-unescaped',
    severity: 'warning',
    about: 'text goes into a request body without being escaped',
    why: 'A & or < in a wrap-up reason, a call variable or a name makes the body no XML: the request is refused, and only for some texts.',
    source: 'Finesse library 10.6.1: request bodies are not escaped',
    fix: 'Escape & < > first: finesse.utilities.Utilities.translateXMLEntities(text, true), or a function of your own.',
    check: inFrames(unescapedBodies),
  },
  {
    id: 'request-storm',
    severity: 'warning',
    about: 'requests are repeated every few seconds, or with each timer tick',
    why: 'Every agent’s gadget does it at the same time: two thousand of them keep the server busy with nothing else.',
    source: 'Finesse 12.5 guide pp. 390 and 402–403',
    fix: 'Subscribe to the event instead; or ask no more than once in ten seconds, and only while the tab is shown.',
    check: inFrames(requestStorms),
  },
  {
    id: 'credentials-in-log',
    severity: 'error',
    about: 'a credential is written to a log',
    why: 'Client logs are kept in the browser and sent to the server with an error report; base64 is no encryption.',
    source: 'Finesse library, ClientLogger; Finesse 12.5 guide, client logging',
    fix: 'Leave it out; name the members of the configuration that you want to see.',
    check: inFrames(credentialsInLogs),
  },
];

function* basicHeader({ realm, spec }: Frame): Iterable<Hit> {
  // Other servers than Finesse may want just that.
  if (!spec && !realm.calls().some(({ path }) => /^(finesse|gadgets)\./.test(path))) return;
  // Who makes the other header too has thought of it.
  const knowsTokens = [...realm.all('Literal'), ...realm.all('TemplateElement')].some(({ node }) =>
    /^Bearer\s+$/i.test(node.type === 'Literal' ? (stringOf(node) ?? '') : node.value.raw),
  );
  if (knowsTokens) return;
  const message = 'a Basic header is put together by hand';
  for (const ref of realm.all('BinaryExpression')) {
    if (ref.node.operator === '+' && /^Basic\s+$/i.test(stringOf(ref.node.left) ?? '')) yield hit(realm.place(ref), message);
  }
  for (const call of realm.callsOf(/\.(concat|join)$/)) {
    const { callee } = call.node;
    const parts =
      callee.type === 'MemberExpression' ? (callee.object.type === 'ArrayExpression' ? callee.object.elements : [callee.object]) : [];
    if (/^Basic\s*$/i.test(stringOf(parts[0]) ?? '')) yield hit(realm.place(call), message);
  }
  for (const ref of realm.all('TemplateLiteral')) {
    if (ref.node.expressions.length > 0 && /^Basic\s+$/i.test(ref.node.quasis[0]?.value.cooked ?? '')) yield hit(realm.place(ref), message);
  }
}

function* unescapedBodies({ realm }: Frame): Iterable<Hit> {
  for (const ref of realm.all('BinaryExpression')) {
    const { script, node } = ref;
    if (node.operator !== '+') continue;
    // `a + '<x>' + b` is `(a + '<x>') + b`: what stands before the last operand ends with the tag.
    const before = node.left.type === 'BinaryExpression' ? node.left.right : node.left;
    const tag = FREE_TEXT.exec(stringOf(before) ?? '')?.[1];
    if (tag !== undefined && isRaw(realm, { script, node: node.right }))
      yield hit(realm.place({ script, node: node.right }), unescaped(realm, { script, node: node.right }, tag));
  }
  for (const { script, node } of realm.all('TemplateLiteral')) {
    // What a tag makes of it is the tag's affair.
    if (node.parent?.type === 'TaggedTemplateExpression') continue;
    for (const [i, expression] of node.expressions.entries()) {
      const tag = FREE_TEXT.exec(node.quasis[i]?.value.cooked ?? '')?.[1];
      if (tag !== undefined && isRaw(realm, { script, node: expression }))
        yield hit(realm.place({ script, node: expression }), unescaped(realm, { script, node: expression }, tag));
    }
  }
  for (const { script, node } of realm.all('ArrayExpression')) {
    for (const [i, element] of node.elements.entries()) {
      const tag = FREE_TEXT.exec(stringOf(node.elements[i - 1]) ?? '')?.[1];
      if (tag !== undefined && element && isRaw(realm, { script, node: element }))
        yield hit(realm.place({ script, node: element }), unescaped(realm, { script, node: element }, tag));
    }
  }
  for (const call of realm.callsOf(/\.(updateWrapUpReason|updateCallVariables?)$/)) {
    const typed = call.node.arguments
      .map((node) => ({ script: call.script, node }))
      .find((ref) => isRaw(realm, ref) && realm.mentions([ref], TYPED));
    if (typed) yield hit(realm.place(typed), `${realm.text(typed)} is sent as it was typed`);
  }
}

function unescaped(realm: Realm, ref: Ref, tag: string): string {
  return `${realm.text(ref)} stands unescaped in <${tag}>`;
}

// Neither written out nor given to something that escapes it.
function isRaw(realm: Realm, { script, node }: Ref): boolean {
  if (
    node.type === 'Literal' ||
    node.type === 'ObjectExpression' ||
    node.type === 'FunctionExpression' ||
    node.type === 'ArrowFunctionExpression'
  )
    return false;
  const values = realm.names.values({ script, node });
  const all = values.length > 0 ? values : [{ script, node }];
  return !all.every(
    ({ node: each }) =>
      each.type === 'Literal' ||
      (each.type === 'CallExpression' && ESCAPES.test(realm.text({ script, node: each.callee })) && !decodes(each)),
  );
}

// The library's own functions go the other way unless their second argument is true.
function decodes({ callee, arguments: [text, encode] }: CallExpression): boolean {
  const isLibrarys = callee.type === 'MemberExpression' && /^translate(HTML|XML)Entities$/.test(memberName(callee) ?? '');
  if (!isLibrarys || text?.type === 'SpreadElement') return false;
  return !encode || (encode.type === 'Literal' && !encode.value);
}

function* requestStorms({ realm }: Frame): Iterable<Hit> {
  const requests: readonly { readonly at: Ref }[] = [
    ...requestsOf(realm).filter(({ by }) => by === 'browser' || by === 'proxy'),
    // An object of the library asks when it is made, and when it is refreshed.
    ...realm.callsOf(/#\.refresh$|^finesse\.restservices\.\w+$/).map((at) => ({ at })),
  ];
  const asks = (callback: Ref): { readonly at: Ref } | undefined => {
    const calls = realm.callsWithin(realm.reach([callback]));
    return requests.find(({ at }) => calls.some(({ node }) => node === at.node));
  };
  for (const call of realm.callsOf(/^(setInterval|setTimeout)$/)) {
    const [callback, delay] = call.node.arguments;
    const ms = delay && numberOf(realm, { script: call.script, node: delay });
    if (!callback || ms === undefined || ms >= SHORT_MS) continue;
    const ref = { script: call.script, node: callback };
    // A time-out repeats only when what it runs sets it again.
    const repeats = call.path === 'setInterval' || realm.callsWithin(realm.reach([ref])).some(({ node }) => node === call.node);
    if (repeats && asks(ref)) yield hit(realm.place(call), `a request is made every ${ms / 1000} s`);
  }
  for (const { call, tick } of everyTick(realm)) {
    if (asks(tick)) yield hit(realm.place(call), 'a request is made with each tick, once a second');
  }
}

function numberOf(realm: Realm, { script, node }: Ref, steps = 0): number | undefined {
  const of = (other: AnyNode): number | undefined => (steps > 10 ? undefined : numberOf(realm, { script, node: other }, steps + 1));
  if (node.type === 'Literal') return typeof node.value === 'number' ? node.value : undefined;
  if (node.type === 'Identifier') {
    const values = realm.names.values({ script, node });
    return values.length === 1 && values[0]!.node.type === 'Literal' ? numberOf(realm, values[0]!) : undefined;
  }
  if (node.type !== 'BinaryExpression' || node.operator !== '*') return undefined;
  const [left, right] = [of(node.left), of(node.right)];
  return left === undefined || right === undefined ? undefined : left * right;
}

const SHORT_MS = 10_000;

function* credentialsInLogs({ realm }: Frame): Iterable<Hit> {
  for (const call of realm.callsOf(LOGS)) {
    const parts = realm.parts(call.node.arguments.map((node) => ({ script: call.script, node })));
    const found = parts.find((part) => isCredential(realm, part) || realm.path(part) === 'finesse.gadget.Config');
    if (found) yield hit(realm.place(call), `${realm.text(found)} is written to a log`);
  }
}
