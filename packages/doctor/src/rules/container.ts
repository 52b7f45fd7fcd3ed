import type { AnyNode } from 'acorn';
import type { Directory } from '../directory.js';
import type { Hit } from '../finding.js';
import type { Frame } from '../frame.js';
import { placeIn } from '../gadget.js';
import type { LayoutGadget } from '../layout.js';
import type { Ref } from '../script/names.js';
import type { Call, Realm } from '../script/realm.js';
import { holds, propertyOf, stringOf } from '../script/script.js';
import { hit, inFrames, type Rule } from './rule.js';
import { everyTick } from './ticks.js';

const ADJUST = /^gadgets\.window\.adjustHeight$/;
const ACTIVE_TAB_TOPIC = 'finesse.containerservices.activeTab';
const GADGET_ID = /\.(getGadgetId\(\)|getMyGadgetId\(\)|gadgetId|mid)$/;

/** What the page around the gadget gives: height, tabs, ticks, dialogs. */
export const CONTAINER_RULES: readonly Rule[] = [
  {
    id: 'height-hidden-tab',
    severity: 'warning',
    about: '`adjustHeight` is not called again when the tab is shown',
    why: 'While the tab is hidden the content measures 0: the call changes nothing, and the gadget stays cut off when the agent comes to it.',
    source: 'Shindig 2.5, dynamic-height; Cisco sample gadgets',
    fix: 'Add a handler for Topics.ACTIVE_TAB that calls adjustHeight, and call makeActiveTabReq().',
    check: inFrames(heightOfHiddenTab),
  },
  {
    id: 'active-tab-page-level',
    severity: 'warning',
    about: 'a gadget of the page itself waits for ACTIVE_TAB',
    why: 'A page-level gadget is in no tab: getMyTabId() is null and ACTIVE_TAB never fires.',
    source: 'Finesse library 10.6.1, ContainerServices; Finesse 12.5 guide p. 386',
    fix: 'Subscribe to finesse.containerservices.activeTab at the hub, or do not wait.',
    check: activeTabOfPage,
  },
  {
    id: 'fixed-and-adjusted-height',
    severity: 'warning',
    about: '`gadgetHeight` in the layout, and `adjustHeight` in the gadget',
    why: 'A fixed height is not changed later: what adjustHeight asks for is ignored, and the content is cut off or leaves a gap.',
    source: 'Finesse 12.5 guide p. 405',
    fix: 'Choose one.',
    check: fixedAndAdjusted,
  },
  {
    id: 'numeric-gadget-id',
    severity: 'warning',
    about: 'a gadget id is compared with a number',
    why: 'getMyGadgetId() and the ids of view events are text: === with a number is never true, and the gadget takes no event for its own.',
    source: 'Finesse library 10.6.1, ContainerServices',
    fix: 'Compare as text: String(a) === String(b).',
    check: inFrames(numericIds),
  },
  {
    id: 'tick-heavy',
    severity: 'warning',
    about: 'a timer-tick handler does a lot, every second',
    why: 'Every gadget’s handler runs in the one thread of the page once a second; while one works, no other answers the agent.',
    source: 'Finesse 12.5 guide pp. 402–403',
    fix: 'Change one text per tick; do the rest every so many ticks, or when something has changed.',
    check: inFrames(heavyTicks),
  },
  {
    id: 'blocking-dialog',
    severity: 'error',
    about: '`alert`, `confirm`, `prompt` or `showModalDialog`',
    why: 'They stop the whole desktop until somebody answers: no call can be taken meanwhile.',
    source: 'Finesse 12.5 guide p. 384',
    fix: 'Use ContainerServices.showDialog, or show it in the gadget.',
    check: inFrames(blockingDialogs),
  },
  {
    id: 'toaster-hidden',
    severity: 'note',
    about: 'a toaster that is shown only while the desktop is out of sight',
    why: 'By itself a toaster appears only when the browser’s tab is hidden: an agent who looks at the desktop sees nothing.',
    source: 'DevNet page “Finesse Toaster”',
    fix: 'Say which is meant: showWhenVisible: true, or false.',
    check: inFrames(hiddenToasters),
  },
];

function* heightOfHiddenTab({ realm, spec, isWhole }: Frame, directory: Directory): Iterable<Hit> {
  const [first] = realm.callsOf(ADJUST);
  if (!first || !spec || !isWhole || placings(directory, spec.path).some(({ isPageLevel }) => isPageLevel)) return;
  // An observer of the size is told when the frame is laid out again.
  if (realm.callsOf(/^ResizeObserver$/).length > 0) return;
  const handlers = activeTabHandlers(realm).map(({ script, node }) => ({ script, node: node.arguments[1] ?? node }));
  if (handlers.length === 0) {
    yield hit(realm.place(first), 'adjustHeight is called, and nothing calls it again when the tab is shown');
    return;
  }
  const known = handlers.flatMap((handler) => realm.names.functions(handler));
  const adjusts = realm.callsWithin(realm.reach(handlers)).some(({ path }) => ADJUST.test(path));
  if (known.length > 0 && !adjusts) {
    yield hit(realm.place(first), 'adjustHeight is called, and the handler of ACTIVE_TAB does not call it again');
  }
}

function* activeTabOfPage(directory: Directory): Iterable<Hit> {
  for (const { spec, realm } of directory.frames) {
    if (!spec || !placings(directory, spec.path).some(({ isPageLevel }) => isPageLevel)) continue;
    for (const call of activeTabHandlers(realm)) {
      const { script, node, path } = call;
      // The topic itself tells of every tab, to everybody.
      const isTopic = realm.parts([{ script, node: node.arguments[0]! }]).some((part) => stringOf(part.node) === ACTIVE_TAB_TOPIC);
      if (isTopic || path === 'gadgets.Hub.subscribe') continue;
      yield hit(realm.place(call), 'ACTIVE_TAB is awaited, and the layout puts this gadget above the tabs');
    }
  }
}

function* fixedAndAdjusted(directory: Directory): Iterable<Hit> {
  for (const layout of directory.layouts) {
    for (const { element, address, query } of layout.gadgets) {
      const target = query.has('gadgetHeight') ? directory.references.follow(address, layout.path) : undefined;
      const frame = target?.kind === 'file' ? directory.frames.find(({ spec }) => spec?.path === target.path) : undefined;
      const [call] = frame?.realm.callsOf(ADJUST) ?? [];
      if (!call) continue;
      const { file, line } = frame!.realm.place(call);
      yield hit(placeIn(layout.xml, element), `gadgetHeight is fixed, and ${file}:${line} calls adjustHeight`);
    }
  }
}

function* numericIds({ realm }: Frame): Iterable<Hit> {
  const isId = (ref: Ref): boolean => GADGET_ID.test(realm.path(ref));
  for (const { script, node } of realm.all('BinaryExpression')) {
    if (node.operator !== '===' && node.operator !== '!==') continue;
    for (const [id, other] of [
      [node.left, node.right],
      [node.right, node.left],
    ] as const) {
      if (isId({ script, node: id }) && isNumber(realm, { script, node: other })) {
        yield hit(script.source.place(node.start), `${realm.text({ script, node })} compares text with a number`);
      }
    }
  }
  for (const { script, node } of realm.all('SwitchStatement')) {
    const numeric =
      isId({ script, node: node.discriminant }) && node.cases.find(({ test }) => test && isNumber(realm, { script, node: test }));
    if (numeric) yield hit(script.source.place(numeric.start), 'a gadget id is text, and this case is a number');
  }
}

function isNumber(realm: Realm, { script, node }: Ref): boolean {
  if (node.type === 'Literal') return typeof node.value === 'number';
  if (node.type === 'UnaryExpression') return node.operator === '+';
  if (node.type === 'Identifier') {
    const values = realm.names.values({ script, node });
    return values.length === 1 && values[0]!.node.type !== 'Identifier' && isNumber(realm, values[0]!);
  }
  return node.type === 'CallExpression' && /^(Number|parseInt|(Number\.)?parseInt)$/.test(realm.path({ script, node: node.callee }));
}

function* heavyTicks({ realm }: Frame): Iterable<Hit> {
  for (const { call, tick } of everyTick(realm)) {
    const work = workOf(realm, tick);
    if (work) yield hit(realm.place(call), `the handler of the timer tick ${work} every second`);
  }
}

function workOf(realm: Realm, tick: Ref): string | undefined {
  const functions = realm.reach([tick]);
  const paths = realm.callsWithin(functions).map(({ path }) => path);
  if (paths.some((path) => ADJUST.test(path))) return 'adjusts the height';
  if (paths.some((path) => /\.(html|append|prepend|replaceWith|insertAdjacentHTML)$/.test(path))) return 'builds elements anew';
  if (paths.some((path) => /^(localStorage|sessionStorage)\.setItem$/.test(path))) return 'writes to the storage';
  const writesHtml = functions.some(({ script, node }) =>
    script.all('AssignmentExpression', node).some(({ left }) => /\.(innerHTML|outerHTML)$/.test(realm.path({ script, node: left }))),
  );
  if (writesHtml) return 'builds elements anew';
  // A list that becomes one text is nothing; one whose every entry is looked up on the page is.
  const loops =
    paths.some((path) => /\.(forEach|each)$/.test(path)) ||
    LOOPS.some((type) => functions.some(({ script, node }) => script.all(type, node).length > 0));
  const touchesPage = paths.some((path) => /^jQuery$|^document\./.test(path));
  if (loops && touchesPage) return 'goes through a list of elements';
  if (functions.some((each) => isLong(each))) return 'counts for long';
  return undefined;
}

// A loop that is written to run for long: up to a large number, or one in another.
function isLong({ script, node }: Ref): boolean {
  const loops = LOOPS.flatMap((type): readonly AnyNode[] => script.all(type, node));
  const isNested = loops.some((outer) => loops.some((inner) => inner !== outer && holds(outer, inner)));
  return isNested || loops.some((loop) => script.all('Literal', loop).some(({ value }) => typeof value === 'number' && value >= 1_000));
}

const LOOPS = ['ForStatement', 'ForInStatement', 'ForOfStatement', 'WhileStatement', 'DoWhileStatement'] as const;

function* blockingDialogs({ realm }: Frame): Iterable<Hit> {
  for (const call of realm.callsOf(/^((parent|top)\.)?(alert|confirm|prompt|showModalDialog)$/)) {
    if (call.node.type === 'CallExpression')
      yield hit(realm.place(call), `${realm.text({ ...call, node: call.node.callee })}() stops the desktop`);
  }
}

function* hiddenToasters({ realm }: Frame): Iterable<Hit> {
  for (const call of realm.callsOf(/FinesseToaster\.showToaster$/)) {
    const [, options] = call.node.arguments;
    const settings = options?.type === 'Identifier' ? realm.names.values({ script: call.script, node: options })[0]?.node : options;
    const written = settings?.type === 'ObjectExpression' ? settings : undefined;
    // What is made elsewhere may say it.
    if ((options && !written) || written?.properties.some(({ type }) => type === 'SpreadElement')) continue;
    if (propertyOf(written, 'showWhenVisible') === undefined)
      yield hit(realm.place(call), 'nothing says whether this toaster is shown while the desktop is in sight');
  }
}

function activeTabHandlers(realm: Realm): Call[] {
  return realm.callsOf(/\.(addHandler|subscribe)$/).filter(({ script, node }) => {
    const [topic] = node.arguments;
    return (
      topic &&
      realm
        .parts([{ script, node: topic }])
        .some((part) => realm.path(part).endsWith('.ACTIVE_TAB') || [ACTIVE_TAB_TOPIC, 'tabVisible'].includes(stringOf(part.node) ?? ''))
    );
  });
}

function placings({ layouts, references }: Directory, spec: string): LayoutGadget[] {
  return layouts.flatMap(({ path, gadgets }) =>
    gadgets.filter(({ address }) => {
      const target = references.follow(address, path);
      return target.kind === 'file' && target.path === spec;
    }),
  );
}
