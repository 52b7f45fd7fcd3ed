import type { Hit } from '../finding.js';
import type { Frame } from '../frame.js';
import type { Ref } from '../script/names.js';
import type { Realm } from '../script/realm.js';
import { functionAround, holds, memberName, stringOf, type FunctionNode, type NodeOf } from '../script/script.js';
import { hit, inFrames, type Rule } from './rule.js';

const SETTINGS = 'gadgets.HubSettings';
const ON_CONNECT = `${SETTINGS}.onConnect`;
// They subscribe and publish while they are made.
const NEEDS_HUB =
  /^finesse\.(clientservices\.ClientServices\.init|containerservices\.ContainerServices\.init|restservices\.(User|Team|Queue|SystemInfo))$/;
const PARSES = /^JSON\.parse$|^jQuery\.parse(JSON|XML)$|\.(xml2js|xml2JsObj|parseFromString)$/;
const WORKFLOW_TOPIC = /^finesse\.containerservices\.(workflowActionEvent|\*\*?)$|^finesse\.\*\*$|^\*\*$/;

/** The hub of the page: when it is there, and how one is told. */
export const HUB_RULES: readonly Rule[] = [
  {
    id: 'hub-too-early',
    severity: 'error',
    about: '`gadgets.Hub`, or what needs it, is used before the hub is connected',
    why: 'While the frame’s document is read gadgets.Hub does not exist, and until onConnect is called it is not connected: the script ends in a TypeError, or the call throws Disconnected.',
    source: 'Shindig 2.5, pubsub-2; OpenAjax Hub 2.0.7',
    fix: 'Do it in gadgets.HubSettings.onConnect, or in what that calls.',
    check: inFrames(hubTooEarly),
  },
  {
    id: 'onconnect-too-late',
    severity: 'error',
    about: '`gadgets.HubSettings.onConnect` is set when the hub has already read it',
    why: 'The callback is read once, when the document is loaded; one that is set in a load handler, a timer or a script loaded later is never called.',
    source: 'Shindig 2.5, pubsub-2',
    fix: 'Set it while the document is read, in a plain script, or fall back to asking gadgets.Hub.isConnected() until it says true.',
    check: inFrames(onConnectTooLate),
  },
  {
    id: 'onconnect-misspelt',
    severity: 'error',
    about: 'the callback is set under a name that the hub does not read',
    why: 'The hub reads gadgets.HubSettings.onConnect, spelled so, and nothing else: the gadget is never told that it is connected.',
    source: 'Shindig 2.5, pubsub-2',
    fix: 'Assign the function to gadgets.HubSettings.onConnect.',
    check: inFrames(onConnectMisspelt),
  },
  {
    id: 'onconnect-overwritten',
    severity: 'warning',
    about: '`onConnect` is set a second time, and the first callback is lost',
    why: 'There is one onConnect per frame. Whoever sets it last is called; the script that set it before is not.',
    source: 'Shindig 2.5, pubsub-2',
    fix: 'Keep the callback that was there, and call it from the new one.',
    check: inFrames(onConnectOverwritten),
  },
  {
    id: 'hub-callback-unguarded',
    severity: 'note',
    about: 'a hub callback takes a message apart without catching what that may throw',
    why: 'The hub swallows what a callback throws: nothing is reported, and the gadget looks as if nothing had come.',
    source: 'OpenAjax Hub 2.0.7',
    fix: 'Wrap the callback in try/catch and report the error, or read the message with optional chaining.',
    check: inFrames(unguardedCallbacks),
  },
  {
    id: 'workflow-topic',
    severity: 'error',
    about: 'the workflow topic is subscribed at the hub itself',
    why: 'The workflow engine of the page can lose its own subscription by it, and workflows stop for the agent.',
    source: 'Finesse 12.5 guide p. 401',
    fix: 'Use ContainerServices.addHandler with Topics.WORKFLOW_ACTION_EVENT.',
    check: inFrames(workflowTopic),
  },
];

function* hubTooEarly({ realm }: Frame): Iterable<Hit> {
  const told = new Set<FunctionNode | NodeOf<'Program'>>();
  const early = function* (ref: Ref, what: string): Iterable<Hit> {
    const phase = realm.phaseOf(ref);
    if (phase !== 'script' && phase !== 'load') return;
    // One of a function is enough: after the first nothing else runs.
    const owner = realm.around(ref)?.node ?? ref.script.program;
    if (told.has(owner)) return;
    told.add(owner);
    yield hit(
      realm.place(ref),
      `${what} ${phase === 'script' ? 'while the document is read' : 'when the document is loaded'}, before the hub is connected`,
    );
  };
  for (const ref of realm.members('Hub')) {
    if (realm.path(ref) !== 'gadgets.Hub' || isAssigned(ref) || realm.guarded(ref, 'Hub')) continue;
    const { parent } = ref.node;
    if (realm.phaseOf(ref) === 'load' && parent?.type !== 'MemberExpression') continue;
    yield* early(ref, `${parent?.type === 'MemberExpression' ? realm.text({ ...ref, node: parent }) : realm.text(ref)} is used`);
  }
  for (const call of realm.callsOf(NEEDS_HUB)) {
    const isMade = call.node.type === 'NewExpression';
    if (isMade === call.path.endsWith('.init') || realm.guarded(call, 'Hub')) continue;
    yield* early(call, `${isMade ? 'new ' : ''}${realm.text({ ...call, node: call.node.callee })}() is called`);
  }
}

function* onConnectTooLate({ realm }: Frame): Iterable<Hit> {
  if (realm.callsOf(/^gadgets\.Hub\.isConnected$/).length > 0) return;
  for (const ref of onConnects(realm)) {
    const phase = realm.phaseOf(ref);
    if (phase === 'load')
      yield hit(realm.place(ref), 'onConnect is set in a handler of the document’s being loaded: the hub has read it by then');
    if (phase === 'later' || waits(realm, ref))
      yield hit(realm.place(ref), 'onConnect is set after a timer, a request or a late script: the hub has read it by then');
  }
}

// After an `await` in the same function the document may be loaded.
function waits(realm: Realm, ref: Ref): boolean {
  const around = realm.around(ref)?.node ?? ref.script.program;
  return ref.script
    .all('AwaitExpression', around)
    .some((each) => each.end <= ref.node.start && functionAround(each) === functionAround(ref.node));
}

function* onConnectMisspelt({ realm }: Frame): Iterable<Hit> {
  for (const { script, node } of realm.all('AssignmentExpression')) {
    // Whatever is set at something by such a name: most assignments are of no interest.
    if (node.left.type !== 'MemberExpression' || !/connect|load|ready|start|init/i.test(memberName(node.left) ?? '')) continue;
    const path = realm.path({ script, node: node.left });
    const settings = /^gadgets\.HubSettings\.(\w+)$/.exec(path)?.[1];
    if ((settings !== undefined && settings !== 'onConnect' && settings !== 'params') || /^gadgets\.Hub\.on\w*$/i.test(path)) {
      yield hit(script.source.place(node.start), `${path} is a name that the hub does not read`);
    }
  }
}

function* onConnectOverwritten({ realm }: Frame): Iterable<Hit> {
  const [first, ...others] = onConnects(realm);
  for (const ref of first ? others : []) {
    const keeps = realm
      .members('onConnect')
      .some((read) => realm.path(read) === ON_CONNECT && !isAssigned(read) && read.script === ref.script);
    if (keeps || realm.excludes(first!, ref)) continue;
    yield hit(realm.place(ref), `onConnect is set again; the callback of ${whereabouts(realm.place(first!))} is lost`);
  }
}

function* unguardedCallbacks({ realm }: Frame): Iterable<Hit> {
  for (const { script, node } of realm.callsOf(/^gadgets\.Hub\.subscribe$/)) {
    const callback = node.arguments[1];
    for (const each of callback ? realm.names.functions({ script, node: callback }) : []) {
      const risky = mayThrow(realm, each);
      if (risky) yield hit(realm.place(risky), `${realm.text(risky)}: what it throws is lost, for there is no try around it`);
    }
  }
}

// The first thing in the function that a message other than the expected one makes throw.
function mayThrow(realm: Realm, { script, node }: Ref<FunctionNode>): Ref | undefined {
  const payload = node.params[1]?.type === 'Identifier' ? node.params[1].name : undefined;
  const tries = script.all('TryStatement', node).map(({ block }) => block);
  const isDeep = (each: NodeOf<'MemberExpression'>): boolean =>
    !each.optional && each.object.type === 'MemberExpression' && !each.object.optional && rootOf(each) === payload;
  const parses = ({ callee, arguments: given }: NodeOf<'CallExpression'>): boolean =>
    PARSES.test(realm.path({ script, node: callee })) && given.some((each) => each.type === 'Identifier' && each.name === payload);
  const risks = [
    ...script.all('ThrowStatement', node),
    ...script.all('CallExpression', node).filter((each) => payload !== undefined && parses(each)),
    ...script
      .all('MemberExpression', node)
      .filter((each) => payload !== undefined && isDeep(each) && !realm.guarded({ script, node: each }, payload)),
  ].filter((each) => !tries.some((block) => holds(block, each)));
  const [first] = risks.sort((a, b) => a.start - b.start);
  return first && { script, node: first };
}

function* workflowTopic({ realm }: Frame): Iterable<Hit> {
  for (const call of realm.callsOf(/^gadgets\.Hub\.subscribe$/)) {
    for (const part of realm.parts([{ script: call.script, node: call.node.arguments[0] ?? call.node }])) {
      if (!realm.path(part).endsWith('.Topics.WORKFLOW_ACTION_EVENT') && !WORKFLOW_TOPIC.test(stringOf(part.node) ?? '')) continue;
      yield hit(realm.place(call), 'the topic of workflow actions is subscribed with gadgets.Hub.subscribe');
      break;
    }
  }
}

function onConnects(realm: Realm): Ref[] {
  return realm
    .members('onConnect')
    .flatMap((ref) => (isAssigned(ref) && realm.path(ref) === ON_CONNECT ? [{ ...ref, node: ref.node.parent! }] : []));
}

function isAssigned({ node }: Ref): boolean {
  return node.parent?.type === 'AssignmentExpression' && node.parent.left === node;
}

function rootOf(member: NodeOf<'MemberExpression'>): string | undefined {
  let at: NodeOf<'MemberExpression'>['object'] = member.object;
  while (at.type === 'MemberExpression') at = at.object;
  return at.type === 'Identifier' ? at.name : undefined;
}

function whereabouts({ file, line }: { readonly file: string; readonly line: number }): string {
  return `${file}:${line}`;
}
