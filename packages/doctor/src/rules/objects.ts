import type { AnyNode } from 'acorn';
import type { Hit } from '../finding.js';
import type { Frame } from '../frame.js';
import type { Ref } from '../script/names.js';
import type { Call, Realm } from '../script/realm.js';
import { literalsOf, requestsOf } from '../script/requests.js';
import { memberName, propertyOf, stringOf, type NodeOf } from '../script/script.js';
import { hit, inFrames, type Rule } from './rule.js';

const MADE = /^finesse\.restservices\.(User|Team|Queue|SystemInfo|Media|Dialog|Dialogs|Queues|Users|Contacts|PhoneBook)$/;
// Lists as XML has them: the element around, and the one that repeats.
const REPEATED =
  /(^|\.)(participants\.Participant|call[vV]ariables\.CallVariable|actions\.action|teams\.Team|[tT]eams\.Team|[uU]sers\.User|[dD]ialogs\.Dialog|[qQ]ueues\.Queue|[rR]easonCodes\.ReasonCode|[wW]rapUpReasons\.WrapUpReason|[pP]honeBooks\.PhoneBook|[cC]ontacts\.Contact|roles\.role|ApiErrors\.ApiError|apiErrors\.apiError|mediaList\.Media|columns\.column|getEmbeddedContacts\(\))$/;
const LIST_METHODS = /^(forEach|map|filter|some|every|find|reduce|slice|indexOf|sort|push|join|length)$/;
const NORMALISES = /isArray|typeof |getArray|\bconcat\b|toArray|asArray|asList|instanceof Array|makeArray|\.length\s*===?\s*undefined/;
const COMMANDS =
  /\.(setState|login|loginMobileAgent|logout|makeCall|makeSMCall|makeBargeCall|requestAction|makeConsultCall|initiateDirectTransfer|dropParticipant|sendDTMFRequest|updateWrapUpReason|updateCallVariables?)$/;
const STATES = /(User|Media)\.States\.\w+$|Dialog\.(States|Actions|ParticipantStates)\.\w+$/;
const STATE_WORDS = /^(READY|NOT_READY|LOGOUT|TALKING|HOLD|HELD|WORK|WORK_READY|ACTIVE|DROPPED)$/;

/** The objects of `finesse.restservices`, and the data they give. */
export const OBJECT_RULES: readonly Rule[] = [
  {
    id: 'single-or-array',
    severity: 'warning',
    about: 'a list of the XML is taken for an array',
    why: 'An element that stands alone becomes a plain value, not an array of one: with one participant, one call variable, one dialog the gadget breaks.',
    source: 'Finesse library 10.6.1, conversion of XML',
    fix: 'Make it an array first: [].concat(x ?? []), or finesse.utilities.Utilities.getArray(x).',
    check: inFrames(singleOrArray),
  },
  {
    id: 'collection-add-only',
    severity: 'warning',
    about: '`onCollectionAdd` without going through what is there at `onLoad`',
    why: 'Calls that exist when the gadget starts are in the collection and do not trigger onCollectionAdd: after a reload in a call the gadget shows none.',
    source: 'Finesse library 10.6.1, RestCollectionBase',
    fix: 'Go through getCollection() in onLoad as well.',
    check: inFrames(collectionAddOnly),
  },
  {
    id: 'duplicate-rest-object',
    severity: 'warning',
    about: 'two objects for one resource in one frame',
    why: 'There is one callback per topic: the second object’s subscription is refused, its onError is called with undefined, and it never loads.',
    source: 'Finesse library 10.6.1, ClientServices.subscribe',
    fix: 'Share one object, or pass autoSubscribe: false for a single read.',
    check: inFrames(duplicateObjects),
  },
  {
    id: 'success-trusted',
    severity: 'warning',
    about: 'success of a request is taken for its effect',
    why: 'Success means that the server has taken the request (202). A refusal comes later, as an event, to the error handler; what was shown meanwhile was not so.',
    source: 'Finesse 12.5 guide p. 22; Finesse library 10.6.1',
    fix: 'Show what events say, and give an error handler.',
    check: inFrames(successTrusted),
  },
  {
    id: 'reason-plain-id',
    severity: 'error',
    about: 'a reason is passed as a plain id',
    why: 'setState and logout read reason.id: of a number or a text that is undefined, and the state is asked for without a reason.',
    source: 'Finesse library 10.6.1, User',
    fix: 'Pass an object: { id: reasonId }.',
    check: inFrames(plainReasons),
  },
  {
    id: 'queue-on-uccx',
    severity: 'warning',
    about: 'queues are used without asking which system it is',
    why: 'Unified CCX has no queues: the objects end in an error there.',
    source: 'Finesse 12.5 guide p. 361',
    fix: 'Ask SystemInfo.getDeploymentType() first.',
    check: inFrames(queuesOnUccx),
  },
  {
    id: 'recovered-ignored',
    severity: 'warning',
    about: 'data that the gadget reads itself is not read again after a failover',
    why: 'Objects of the library are refreshed when the connection has recovered; what a gadget reads by itself stays as it was before, and events in between are lost.',
    source: 'Finesse 12.5 guide pp. 396–397; Finesse library 10.6.1',
    fix: 'Read it in ClientServices.registerOnConnectHandler, which is called after recovery too, or listen to finesse.info.connection.',
    check: inFrames(recoveredIgnored),
  },
];

function* singleOrArray({ realm }: Frame): Iterable<Hit> {
  const told = new Set<string>();
  const check = function* (list: Ref, place: Ref): Iterable<Hit> {
    if (!isRepeated(realm, list)) return;
    // Its length and its entries, in one function, are one mistake.
    const key = `${list.script.source.file} ${realm.around(list)?.node.start ?? -1} ${realm.text(list)}`;
    if (told.has(key)) return;
    told.add(key);
    yield hit(realm.place(place), `${realm.text(list)} is an array only when there are two or more`);
  };
  for (const { script, node } of realm.all('MemberExpression')) {
    const name = memberName(node);
    const byIndex = node.computed && node.property.type === 'Literal' && typeof node.property.value === 'number';
    const byMethod = name !== undefined && LIST_METHODS.test(name);
    if (byIndex || byMethod) yield* check({ script, node: node.object }, { script, node });
  }
  for (const { script, node } of realm.all('ForOfStatement')) yield* check({ script, node: node.right }, { script, node });
  for (const call of realm.callsOf(/^jQuery\.(each|map)$/)) {
    const [list] = call.node.arguments;
    if (list) yield* check({ script: call.script, node: list }, call);
  }
}

function isRepeated(realm: Realm, list: Ref): boolean {
  if (!REPEATED.test(realm.path(list))) return false;
  // Somebody who has asked what it is has made it an array, here or in the function around.
  const around = realm.around(list);
  const { node } = list;
  if (!around) return true;
  const text = realm.text(around);
  return !(NORMALISES.test(text) && (node.type === 'Identifier' ? new RegExp(`\\b${node.name}\\b`).test(text) : true));
}

function* collectionAddOnly({ realm, isWhole }: Frame): Iterable<Hit> {
  if (isWhole) yield* addedByHandler(realm);
  for (const { script, node } of realm.all('ObjectExpression')) {
    const added = propertyOf(node, 'onCollectionAdd');
    if (!added) continue;
    const loaded = propertyOf(node, 'onLoad');
    const place = script.source.place(added.parent?.start ?? added.start);
    if (!loaded) {
      if (node.properties.every(({ type }) => type === 'Property')) yield hit(place, 'onCollectionAdd is given, and no onLoad');
      continue;
    }
    const functions = realm.names.functions({ script, node: loaded });
    if (functions.length === 0 || !isWhole) continue;
    const goesThrough = realm.callsWithin(realm.reach(functions)).some(({ path }) => path.endsWith('.getCollection'));
    if (!goesThrough) yield hit(place, 'onCollectionAdd is given, and onLoad does not go through getCollection()');
  }
}

function* addedByHandler(realm: Realm): Iterable<Hit> {
  const [first] = realm.callsOf(/\.addHandler$/).filter(({ node }) => stringOf(node.arguments[0]) === 'collectionAdd');
  if (first && realm.callsOf(/\.getCollection$/).length === 0)
    yield hit(realm.place(first), 'a handler for collectionAdd is given, and nothing goes through getCollection()');
}

function* duplicateObjects({ realm }: Frame): Iterable<Hit> {
  const seen = new Map<string, Call>();
  for (const call of realm.callsOf(MADE)) {
    const { script, node, path } = call;
    const [options] = node.arguments;
    if (node.type !== 'NewExpression' || !options) continue;
    const given = options.type === 'Identifier' ? realm.names.values({ script, node: options })[0]?.node : options;
    const id = propertyOf(given, 'id') ?? (options.type === 'Literal' ? options : undefined);
    const subscribes = (name: string, value: boolean): boolean => {
      const said = propertyOf(given, name);
      return said?.type === 'Literal' && said.value === value;
    };
    if (!id || subscribes('autoSubscribe', false) || subscribes('doNotSubscribe', true)) continue;
    const key = `${path} ${realm.names.path({ script, node: id }) ?? realm.text({ script, node: id })}`;
    const first = seen.get(key);
    if (!first) seen.set(key, call);
    else if (!realm.excludes(first, call)) {
      yield hit(realm.place(call), `there is one of ${path} for ${realm.text({ script, node: id })} already, at ${at(realm, first)}`);
    }
  }
}

function* successTrusted({ realm }: Frame): Iterable<Hit> {
  for (const call of realm.callsOf(COMMANDS)) {
    for (const argument of call.node.arguments) {
      const given = argument.type === 'Identifier' ? realm.names.values({ script: call.script, node: argument })[0]?.node : argument;
      const handlers = propertyOf(given, 'handlers') ?? given;
      const success = propertyOf(handlers, 'success');
      if (handlers?.type !== 'ObjectExpression' || !success) continue;
      if (handlers.properties.every(({ type }) => type === 'Property') && !propertyOf(handlers, 'error')) {
        yield hit(realm.place(call), 'a success handler is given and no error handler: a refusal that comes later has nobody to go to');
        continue;
      }
      const shown = realm.names.functions({ script: call.script, node: success }).flatMap((each) => showsState(realm, each))[0];
      if (shown) yield hit(realm.place(shown), `${realm.text(shown)} is shown as done when the request was only taken`);
    }
  }
}

// A state that is written out, and put into an element or a variable.
function showsState(realm: Realm, { script, node }: Ref): Ref[] {
  const isState = (each: AnyNode): boolean => STATES.test(realm.path({ script, node: each })) || STATE_WORDS.test(stringOf(each) ?? '');
  const assigned = script.all('AssignmentExpression', node).filter(({ right }) => isState(right));
  const called = script
    .all('CallExpression', node)
    .filter(
      ({ callee, arguments: [first] }) =>
        callee.type === 'MemberExpression' && /^(text|html|val)$/.test(memberName(callee) ?? '') && first && isState(first),
    );
  return [...assigned, ...called].map((each: NodeOf<'AssignmentExpression'> | NodeOf<'CallExpression'>) => ({ script, node: each }));
}

function* plainReasons({ realm }: Frame): Iterable<Hit> {
  for (const call of realm.callsOf(/\.(setState|logout)$/)) {
    const { script, node, path } = call;
    const [first, second] = node.arguments;
    const isUser = /(User|Media)#\.|[uU]ser\.|[mM]edia\./.test(path);
    const isState = first && (STATES.test(realm.path({ script, node: first })) || STATE_WORDS.test(stringOf(first) ?? ''));
    const reason = path.endsWith('.logout') ? (isUser ? first : undefined) : isUser || isState ? second : undefined;
    if (!reason || !isPlain(realm, { script, node: reason })) continue;
    yield hit(realm.place(call), `${realm.text({ script, node: reason })} is passed where an object with an id is read`);
  }
}

function isPlain(realm: Realm, ref: Ref): boolean {
  const { node } = ref;
  if (node.type === 'Literal') return node.value !== null && typeof node.value !== 'boolean';
  if (node.type === 'TemplateLiteral') return true;
  if (node.type === 'Identifier') {
    const values = realm.names.values(ref);
    if (values.length > 0 && values.every((value) => value.node.type === 'Literal' && value.node.value !== null)) return true;
    // A name that says so, of a parameter.
    if (values.length === 0 && /reason(Code)?Id$/i.test(node.name)) return true;
  }
  return /\.(id|value|val\(\))$|^(parseInt|Number|String)\(\)$|getNotReadyReasonCodeId\(\)$/.test(realm.path(ref));
}

function* queuesOnUccx({ realm, isWhole, spec }: Frame): Iterable<Hit> {
  if (!spec || !isWhole) return;
  if (realm.calls().some(({ path }) => path.endsWith('.getDeploymentType'))) return;
  const [first] = realm.calls().filter(({ path }) => /(^|\.)getQueues$|^finesse\.restservices\.Queues?$/.test(path));
  if (first) yield hit(realm.place(first), 'queues are used, and nothing asks which system it is');
}

function* recoveredIgnored({ realm, isWhole, spec }: Frame): Iterable<Hit> {
  if (!spec || !isWhole || listensForRecovery(realm)) return;
  const reads = requestsOf(realm).filter(
    ({ isRead, url }) => isRead && literalsOf(realm, url).some((text) => text.includes('/finesse/api')),
  );
  const first = reads[0]?.at ?? subscriptionsTo(realm, (topic) => topic.startsWith('finesse.api.'))[0];
  if (first) yield hit(realm.place(first), 'data of Finesse is read here, and nothing reads it again when the connection has recovered');
}

function listensForRecovery(realm: Realm): boolean {
  if (realm.callsOf(/\.(registerOnConnectHandler|registerOnDisconnectHandler|getNotificationConnectionState)$/).length > 0) return true;
  if (subscriptionsTo(realm, (topic) => topic === 'finesse.info.connection').length === 0) return false;
  // Who tells the states apart has to know this one.
  const texts = new Set([...realm.all('Literal')].map(({ node }) => node.value));
  return texts.has('recovered') || !(texts.has('connected') || texts.has('disconnected'));
}

function subscriptionsTo(realm: Realm, isTopic: (text: string) => boolean): Call[] {
  return realm.callsOf(/^gadgets\.Hub\.subscribe$/).filter(({ script, node }) => {
    const [topic] = node.arguments;
    return topic && literalsOf(realm, { script, node: topic }).some(isTopic);
  });
}

function at(realm: Realm, ref: Ref): string {
  const { file, line } = realm.place(ref);
  return `${file}:${line}`;
}
