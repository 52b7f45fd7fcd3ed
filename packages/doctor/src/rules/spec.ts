import type { Directory } from '../directory.js';
import type { Hit } from '../finding.js';
import { isLibraryOfDesktop, type Frame } from '../frame.js';
import { messagesOf, placeIn, type Spec } from '../gadget.js';
import { childrenNamed } from '../read/xml.js';
import { stringOf } from '../script/script.js';
import { hit, inFrames, type Rule } from './rule.js';

const FEATURES: readonly { readonly feature: string; readonly use: RegExp }[] = [
  { feature: 'dynamic-height', use: /^gadgets\.window\.adjustHeight$/ },
  { feature: 'settitle', use: /^gadgets\.window\.setTitle$/ },
  { feature: 'views', use: /^gadgets\.views\.requestNavigateTo$/ },
  { feature: 'loadingindicator', use: /^gadgets\.loadingindicator\.\w+$/ },
  { feature: 'collapsible', use: /ContainerServices\.(collapseMyGadget|expandMyGadget)$/ },
];
const HANGMAN = /__(UP|MSG)_([\w. '"-]+?)__/g;

/** A gadget's XML. */
export const SPEC_RULES: readonly Rule[] = [
  {
    id: 'spec-pubsub',
    severity: 'error',
    about: 'the spec does not require `pubsub-2`',
    why: 'Without the feature the frame has no gadgets.Hub and no gadgets.HubSettings: no event ever comes.',
    source: 'DevNet page “Required Module pref Feature”',
    fix: 'Add <Require feature="pubsub-2"/> to ModulePrefs.',
    check: inFrames(function* ({ spec }) {
      if (spec?.isSound && !spec.features.has('pubsub-2')) yield hit(placeIn(spec.xml, spec.root), 'the feature pubsub-2 is not required');
    }),
  },
  {
    id: 'spec-setprefs',
    severity: 'error',
    about: 'the spec loads finesse.js, or sets a pref, and does not require `setprefs`',
    why: 'finesse.js stores the credential with Prefs.set while it loads; without the feature that throws, and requests go out without one.',
    source: 'Shindig 2.5, setprefs; Finesse library 10.0–10.6',
    fix: 'Add <Require feature="setprefs"/> to ModulePrefs.',
    check: inFrames(setPrefs),
  },
  {
    id: 'spec-feature',
    severity: 'error',
    about: 'a call needs a feature that the spec does not require',
    why: 'Without the feature the object is not there, and the call ends in a TypeError, or the container does nothing.',
    source: 'Shindig 2.5; DevNet page “Gadget Specification XML Features”',
    fix: 'Add <Require feature="…"/> to ModulePrefs, or look whether the function is there before it is called.',
    check: inFrames(missingFeatures),
  },
  {
    id: 'spec-undeclared-pref',
    severity: 'error',
    about: '`__UP_x__` stands in the spec, and no UserPref declares `x`',
    why: 'Only declared preferences are put in; the text stays as it is, or becomes empty, and the address or value with it is wrong.',
    source: 'DevNet page “Import Finesse JavaScript API”',
    fix: 'Declare it: <UserPref name="x" datatype="hidden"/>.',
    check: inFrames(undeclaredPrefs),
  },
  {
    id: 'spec-pref-name',
    severity: 'error',
    about: 'the name of a UserPref holds special characters',
    why: 'Such names are not accepted; the value is not put in.',
    source: 'Finesse 12.5 guide p. 395',
    fix: 'Use letters, digits and underscores.',
    check: inFrames(function* ({ spec }) {
      for (const [name, element] of spec?.prefs ?? []) {
        if (!/^[A-Za-z_]\w*$/.test(name)) yield hit(placeIn(spec!.xml, element, 'name'), `the pref is named “${name}”`);
      }
    }),
  },
  {
    id: 'spec-content',
    severity: 'error',
    about: 'the spec has no Content, or one of `type="url"`',
    why: 'The desktop renders the document that stands in Content; a gadget by address is not supported, and one without is empty.',
    source: 'Finesse 12.5 guide p. 386; no Finesse gadget uses type="url"',
    fix: 'Put the document into <Content type="html"><![CDATA[…]]></Content>.',
    check: inFrames(function* ({ spec }) {
      if (!spec) return;
      if (spec.contents.length === 0 && spec.isSound) yield hit(placeIn(spec.xml, spec.root), 'there is no Content');
      for (const content of spec.contents) {
        if (content.attributes.get('type') === 'url') yield hit(placeIn(spec.xml, content, 'type'), 'Content is of type="url"');
      }
    }),
  },
  {
    id: 'spec-name',
    severity: 'error',
    about: 'the file of a spec does not end in `.xml`, or is a `.jsp`',
    why: 'The desktop takes third-party gadgets from .xml files only.',
    source: 'Finesse 12.5 guide p. 412',
    fix: 'Name the file .xml, and make it a plain file.',
    check: specNames,
  },
  {
    id: 'message-bundle',
    severity: 'error',
    about: '`__MSG_x__` is used, and the spec names no bundle',
    why: 'There is nothing to put in: agents see the name of the message.',
    source: 'Shindig 2.5, message bundles',
    fix: 'Add <Locale messages="messages.xml"/> to ModulePrefs.',
    check: inFrames(missingBundles),
  },
  {
    id: 'message-missing',
    severity: 'error',
    about: 'a message that is used is in none of the bundles for a language',
    why: 'Agents of that language see the name of the message, or nothing.',
    source: 'Shindig 2.5, message bundles',
    fix: 'Add the message to the bundle, or to the one without a language, which serves all.',
    check: inFrames(missingMessages),
  },
  {
    id: 'hangman-outside-spec',
    severity: 'warning',
    about: '`__UP_x__` or `__MSG_x__` stands in a script’s own file',
    why: 'They are replaced in the text of the spec only; in other files they stay as they are.',
    source: 'Finesse 12.5 guide p. 386; Shindig 2.5',
    fix: 'Read them with new gadgets.Prefs(), or put them into a variable in the spec.',
    check: inFrames(hangmanOutside),
  },
];

function* setPrefs({ spec, loads, realm }: Frame): Iterable<Hit> {
  if (!spec?.isSound || spec.features.has('setprefs')) return;
  const loadsLibrary = loads.some(({ url }) => isLibraryOfDesktop(url));
  const sets = realm.callsOf(/^Prefs#\.set(Array)?$/).length > 0;
  if (loadsLibrary || sets) {
    yield hit(
      placeIn(spec.xml, spec.root),
      `the feature setprefs is not required, and ${loadsLibrary ? 'finesse.js' : 'a script'} sets a pref`,
    );
  }
}

function* missingFeatures({ spec, realm }: Frame): Iterable<Hit> {
  if (!spec?.isSound) return;
  for (const { feature, use } of FEATURES) {
    if (spec.features.has(feature)) continue;
    const call = realm
      .callsOf(use)
      .find((each) => !realm.guarded(each, each.path.split('.').at(-1)!) && !realm.guarded(each, each.path.split('.').at(-2)!));
    if (call) yield hit(realm.place(call), `${call.path} needs the feature ${feature}, which the spec does not require`);
  }
}

function* undeclaredPrefs({ spec }: Frame): Iterable<Hit> {
  const told = new Set<string>();
  for (const { kind, name, place } of spec ? hangmen(spec) : []) {
    if (kind !== 'UP' || spec!.prefs.has(name) || told.has(name)) continue;
    told.add(name);
    yield hit(place, `__UP_${name}__ is used, and no UserPref is named ${name}`);
  }
}

function* specNames({ specs, entries }: Directory): Iterable<Hit> {
  for (const { path, xml, root } of specs) {
    if (!path.toLowerCase().endsWith('.xml')) yield hit(placeIn(xml, root), `${path} holds a gadget, and its name does not end in .xml`);
  }
  for (const { path, text } of entries.values()) {
    const at = path.toLowerCase().endsWith('.jsp') ? (text?.text.search(/<Module[\s>]/) ?? -1) : -1;
    if (text && at >= 0) yield hit(text.place(at), `${path} is a gadget made by a server page`);
  }
}

function* missingBundles({ spec }: Frame): Iterable<Hit> {
  if (!spec || spec.locales.length > 0) return;
  const [first] = hangmen(spec).filter(({ kind }) => kind === 'MSG');
  if (first) yield hit(first.place, `__MSG_${first.name}__ is used, and there is no Locale`);
}

function* missingMessages({ spec, realm }: Frame, directory: Directory): Iterable<Hit> {
  if (!spec || spec.locales.length === 0) return;
  const used = new Map(hangmen(spec).flatMap(({ kind, name, place }) => (kind === 'MSG' ? [[name, place] as const] : [])));
  for (const call of realm.callsOf(/^Prefs#\.getMsg$/)) {
    const name = stringOf(call.node.arguments[0]);
    if (name !== undefined && !used.has(name)) used.set(name, realm.place(call));
  }
  const bundles = spec.locales.map((locale) => ({ locale, keys: keysOf(spec, locale, directory) }));
  const missing = new Map<string, string[]>();
  for (const { locale } of bundles) {
    // A bundle for a country is filled up from the one for its language, and both from the one for all.
    const serving = bundles.filter(
      ({ locale: { lang, country } }) => isAny(lang) || (lang === locale.lang && (isAny(country) || country === locale.country)),
    );
    if (serving.some(({ keys }) => keys === undefined)) continue;
    for (const name of used.keys()) {
      if (!serving.some(({ keys }) => keys!.has(name))) missing.set(name, [...(missing.get(name) ?? []), languageOf(locale)]);
    }
  }
  for (const [name, languages] of missing) yield hit(used.get(name)!, `there is no message ${name} for ${languages.join(', nor for ')}`);
}

function* hangmanOutside({ spec, realm }: Frame): Iterable<Hit> {
  if (!spec) return;
  for (const { script, node } of [...realm.all('Literal'), ...realm.all('TemplateElement')]) {
    if (script.source.file === spec.path) continue;
    const text = node.type === 'Literal' ? stringOf(node) : node.value.raw;
    const found = new RegExp(HANGMAN.source).exec(text ?? '')?.[0];
    if (found !== undefined) yield hit(script.source.place(node.start), `${found} is not replaced in a file of its own`);
  }
}

interface Hangman {
  readonly kind: string;
  readonly name: string;
  readonly place: Hit['place'];
}

// In the document, and in what the spec says of itself: its title above all.
function hangmen({ xml, root, documents }: Spec): Hangman[] {
  const found = (text: string, place: (index: number) => Hit['place']): Hangman[] =>
    [...text.matchAll(HANGMAN)].map(({ 1: kind, 2: name, index }) => ({ kind: kind!, name: name!, place: place(index) }));
  const titles = childrenNamed(root, 'ModulePrefs').flatMap((element) =>
    [...element.attributes].flatMap(([name, value]) => found(value, () => placeIn(xml, element, name))),
  );
  return [...titles, ...documents.flatMap(({ source }) => found(source.text, (index) => source.place(index)))];
}

// Undefined for a bundle that is not to be seen: one of another server, or one that is missing, which another rule tells.
function keysOf(
  spec: Spec,
  { messages, own }: Spec['locales'][number],
  { bundles, references }: Directory,
): ReadonlySet<string> | undefined {
  if (messages === undefined) return own;
  const target = references.follow(messages, spec.path);
  const bundle = target.kind === 'file' ? bundles.get(target.path) : undefined;
  return bundle && messagesOf(bundle.root);
}

function languageOf({ lang, country }: Spec['locales'][number]): string {
  return isAny(lang) ? 'all languages' : isAny(country) ? lang : `${lang}-${country}`;
}

function isAny(text: string): boolean {
  return text === '' || text.toUpperCase() === 'ALL';
}
