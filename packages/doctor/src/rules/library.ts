import type { Hit } from '../finding.js';
import { importsOf, isLibraryOfDesktop, type Frame } from '../frame.js';
import { literalsOf, requestsOf } from '../script/requests.js';
import { stringOf } from '../script/script.js';
import { hit, inFrames, type Rule } from './rule.js';

const AMD_LOADER = /(^|\/)(require|requirejs|almond|curl|dojo)([-.][\w.-]*)?\.js$|\/vs\/loader(\.min)?\.js$/i;
const XMPP_LIBRARY = /(^|\/)(strophe|jsjac|stanza\.io|stanza|xmpp|converse)([-.][\w.-]*)?\.js$/i;

/** finesse.js: how it is loaded, and what it alone may do. */
export const LIBRARY_RULES: readonly Rule[] = [
  {
    id: 'finesse-module',
    severity: 'error',
    about: 'finesse.js is loaded as a module',
    why: 'It is a classic script that assigns to the global this; as a module this is undefined, and it breaks at once.',
    source: 'Finesse library 10.6.1',
    fix: 'Load it with a plain <script src> before the module.',
    check: inFrames(finesseModule),
  },
  {
    id: 'amd-before-finesse',
    severity: 'error',
    about: 'an AMD loader comes before finesse.js',
    why: 'Where define.amd is there, finesse.js registers itself as a module instead of running: there is no finesse.',
    source: 'Finesse library 10.6.1',
    fix: 'Load finesse.js first.',
    check: inFrames(amdBeforeFinesse),
  },
  {
    id: 'auth-too-early',
    severity: 'warning',
    about: 'the credential is read before finesse.js has put it in place',
    why: 'The pref and the configuration have it only after finesse.js was loaded: before, it is empty, and requests are refused.',
    source: 'Finesse library 10.0 and later',
    fix: 'Read it in onConnect, or let ClientServices make the request.',
    check: inFrames(authTooEarly),
  },
  {
    id: 'own-xmpp',
    severity: 'error',
    about: 'the gadget opens a notification connection of its own',
    why: 'The page has the one connection; the resource name desktop is reserved for it. A second one with that name ends the first, and each costs the server.',
    source: 'DevNet page “Finesse Notifications”; Finesse 12.5 guide p. 399',
    fix: 'Subscribe at the hub, or use the objects of finesse.restservices.',
    check: inFrames(ownXmpp),
  },
];

function* finesseModule({ loads, realm }: Frame): Iterable<Hit> {
  for (const { url, isModule, place } of loads) if (isModule && isLibraryOfDesktop(url)) yield hit(place, `${url} is loaded as a module`);
  for (const { script } of realm.scripts) {
    for (const { specifier, offset } of importsOf(script)) {
      if (isLibraryOfDesktop(specifier)) yield hit(script.source.place(offset), `${specifier} is imported as a module`);
    }
  }
}

function* amdBeforeFinesse({ loads }: Frame): Iterable<Hit> {
  const library = loads.findIndex(({ url }) => isLibraryOfDesktop(url));
  for (const { url, place } of loads.slice(0, Math.max(0, library))) {
    if (AMD_LOADER.test(url.split(/[?#]/)[0]!)) yield hit(place, `${url} comes before finesse.js`);
  }
}

function* authTooEarly({ loads, realm, spec }: Frame): Iterable<Hit> {
  if (!spec) return;
  const library = loads.findIndex(({ url }) => isLibraryOfDesktop(url));
  const early = new Set(loads.slice(0, library < 0 ? loads.length : library).map(({ script }) => script));
  const reads = [
    ...realm.callsOf(/^Prefs#\.getString$/).filter(({ node }) => stringOf(node.arguments[0]) === 'authorization'),
    ...realm.members('authorization').filter((ref) => realm.path(ref) === 'finesse.gadget.Config.authorization'),
  ];
  for (const ref of reads) {
    if (early.has(ref.script) && realm.phaseOf(ref) === 'script') {
      yield hit(
        realm.place(ref),
        library < 0 ? 'the credential is read, and finesse.js is not loaded' : 'the credential is read before finesse.js is loaded',
      );
    }
  }
}

function* ownXmpp({ loads, realm }: Frame): Iterable<Hit> {
  for (const { url, place } of loads) {
    if (XMPP_LIBRARY.test(url.split(/[?#]/)[0]!)) yield hit(place, `${url} is a library for connections of its own`);
  }
  for (const call of realm.calls()) {
    const { path, script, node } = call;
    const protocol = node.arguments[1];
    if (/(^|\.)Strophe\.Connection$|ClientServices\.initBosh$/.test(path))
      yield hit(realm.place(call), `${path} opens a connection of its own`);
    else if (path === 'WebSocket' && protocol && realm.parts([{ script, node: protocol }]).some((each) => stringOf(each.node) === 'xmpp')) {
      yield hit(realm.place(call), 'a WebSocket for XMPP is opened');
    }
  }
  for (const { at, url } of requestsOf(realm)) {
    if (literalsOf(realm, url).some((text) => /\/http-bind\b/.test(text)))
      yield hit(realm.place(at), 'the notification service is asked by the gadget itself');
  }
  // The full address of a client: somebody@domain/desktop.
  for (const { script, node } of realm.all('BinaryExpression')) {
    if (stringOf(node.right) === '/desktop' && literalsOf(realm, { script, node: node.left }).some((text) => text.endsWith('@'))) {
      yield hit(script.source.place(node.start), 'the resource desktop is the page’s own');
    }
  }
}
