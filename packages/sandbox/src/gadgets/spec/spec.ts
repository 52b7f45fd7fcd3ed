import type { FileProblem } from '../problem.js';
import { childOf, childrenOf, readTree, type XmlElement } from '../xml/tree.js';
import { messagesIn } from './bundles.js';

/** A feature that a gadget asks for. */
export interface SpecFeature {
  readonly name: string;
  /** False for an `Optional` one. */
  readonly required: boolean;
  /** Values by the parameter's name, in document order. */
  readonly params: Readonly<Record<string, readonly string[]>>;
}

/** The texts of one language and country. */
export interface SpecLocale {
  /** Empty for all languages. */
  readonly lang: string;
  /** Empty for all countries. */
  readonly country: string;
  readonly rightToLeft: boolean;
  /** Address of the file of messages, as written. */
  readonly messages?: string;
  /** Messages that stand in the gadget's file itself. */
  readonly inline: Readonly<Record<string, string>>;
  readonly line: number;
}

/** A preference that a gadget declares. */
export interface SpecPref {
  readonly name: string;
  readonly displayName: string;
  readonly defaultValue: string;
  /** As written, such as `hidden`; empty when nothing is. */
  readonly datatype: string;
}

/** One document of a gadget, for one or more views. */
export interface SpecContent {
  readonly views: readonly string[];
  readonly html: string;
  /** Address of a file that is the document instead (OpenSocial’s proxied content), as written: relative to the gadget’s file. */
  readonly href?: string;
}

/** What a gadget's file says. */
export interface GadgetSpec {
  /** Empty when there is none: a file without `ModulePrefs` is a gadget too. */
  readonly title: string;
  readonly scrolling: boolean;
  readonly features: readonly SpecFeature[];
  readonly locales: readonly SpecLocale[];
  readonly prefs: readonly SpecPref[];
  /** At least one. */
  readonly contents: readonly SpecContent[];
}

/** A gadget's file as read: without `spec` when an error keeps it from being a gadget. */
export interface SpecReading {
  readonly spec?: GadgetSpec;
  readonly problems: readonly FileProblem[];
}

/** Features that the desktop has, or that need nothing of it. */
const KNOWN_FEATURES: ReadonlySet<string> = new Set([
  'pubsub-2',
  'setprefs',
  'dynamic-height',
  'settitle',
  'loadingindicator',
  'content-rewrite',
  'collapsible',
  'osapi',
  'views',
]);

/**
 * Reads the file of a gadget; never throws. What stops the real desktop is an error; what it would load all the same, if not always as the
 * author meant, is a warning.
 */
export function readSpec(text: string): SpecReading {
  const tree = readTree(text);
  if ('problem' in tree) return { problems: [tree.problem] };
  const { root } = tree;
  const problems: FileProblem[] = [];
  if (root.name !== 'Module') {
    return { problems: [{ severity: 'error', code: 'wrong-root', line: root.line, message: `<Module> is expected, not <${root.name}>` }] };
  }
  const prefs = childOf(root, 'ModulePrefs');
  const features = prefs ? featuresIn(prefs) : [];
  checkFeatures(features, prefs ?? root, problems);
  const contents = contentsIn(root, problems);
  if (contents.length === 0) {
    const message = 'There is no <Content type="html">, so nothing would be shown';
    return { problems: [...problems, { severity: 'error', code: 'content-missing', line: root.line, message }] };
  }
  const { title = '', scrolling } = prefs?.attributes ?? {};
  return {
    spec: {
      title,
      scrolling: scrolling !== undefined && scrolling !== 'false',
      features: features.map(({ line: _line, ...feature }) => feature),
      locales: prefs ? childrenOf(prefs, 'Locale').map(localeIn) : [],
      prefs: prefsIn(root, problems),
      contents,
    },
    problems,
  };
}

/** The document of a view: what is written for it, else for the default view, else whatever there is. With `href`, a file goes before all that. */
export function contentFor({ contents }: GadgetSpec, view: string): Omit<SpecContent, 'views'> {
  const of = (wanted: string): readonly SpecContent[] => contents.filter(({ views }) => views.includes(wanted));
  const [mine, fallback] = [of(view), of('default')];
  const chosen = mine.length > 0 ? mine : fallback.length > 0 ? fallback : contents;
  const href = chosen.findLast((each) => each.href !== undefined)?.href;
  return { html: chosen.map(({ html }) => html).join(''), ...(href === undefined ? {} : { href }) };
}

function featuresIn(prefs: XmlElement): readonly (SpecFeature & { readonly line: number })[] {
  return prefs.children
    .filter(({ name }) => name === 'Require' || name === 'Optional')
    .map((element) => {
      const params = new Map<string, string[]>();
      for (const { attributes, text } of childrenOf(element, 'Param')) {
        const name = attributes['name'] ?? '';
        const values = params.get(name);
        if (values) values.push(text.trim());
        else params.set(name, [text.trim()]);
      }
      const { name, attributes, line } = element;
      return { name: attributes['feature'] ?? '', required: name === 'Require', params: Object.fromEntries(params), line };
    });
}

function checkFeatures(features: readonly (SpecFeature & { readonly line: number })[], where: XmlElement, problems: FileProblem[]): void {
  const warn = (code: 'feature-missing' | 'feature-unknown', line: number, message: string): void =>
    void problems.push({ severity: 'warning', code, line, message });
  for (const { name, required, line } of features) {
    if (required && !KNOWN_FEATURES.has(name))
      warn('feature-unknown', line, `The feature ${name} is not known; the gadget is loaded without it`);
  }
  const has = (wanted: string): boolean => features.some(({ name }) => name === wanted);
  if (!has('pubsub-2')) warn('feature-missing', where.line, 'Without <Require feature="pubsub-2"/> the product gives a gadget no hub');
  if (!has('setprefs')) {
    warn('feature-missing', where.line, 'Without <Require feature="setprefs"/> the product’s finesse.js cannot keep the credential');
  }
}

function localeIn(element: XmlElement): SpecLocale {
  const { lang, country, messages, language_direction: direction } = element.attributes;
  const any = (value = ''): string => (value.toLowerCase() === 'all' ? '' : value);
  return {
    lang: any(lang).toLowerCase(),
    country: any(country).toUpperCase(),
    rightToLeft: direction === 'rtl',
    ...(messages === undefined ? {} : { messages }),
    inline: messagesIn(element),
    line: element.line,
  };
}

function prefsIn(root: XmlElement, problems: FileProblem[]): readonly SpecPref[] {
  const prefs = new Map<string, SpecPref>();
  for (const { attributes, line } of childrenOf(root, 'UserPref')) {
    const { name = '', display_name: displayName = '', default_value: defaultValue = '', datatype = '' } = attributes;
    const why =
      name === '' ? 'has no name' : prefs.has(name) ? 'is declared twice' : /^\w+$/.test(name) ? undefined : 'has special characters';
    if (why !== undefined) problems.push({ severity: 'warning', code: 'pref-invalid', line, message: `The preference ${name} ${why}` });
    if (name !== '' && !prefs.has(name)) prefs.set(name, { name, displayName, defaultValue, datatype });
  }
  return [...prefs.values()];
}

function contentsIn(root: XmlElement, problems: FileProblem[]): readonly SpecContent[] {
  const contents: SpecContent[] = [];
  for (const { attributes, children, text, line } of childrenOf(root, 'Content')) {
    if (children.length > 0) {
      const message = `Only text is content: <${children[0]?.name ?? ''}> and the like are lost, unless they stand in <![CDATA[…]]>`;
      problems.push({ severity: 'warning', code: 'content-markup', line, message });
    }
    const { type = 'html', view = '', href = '' } = attributes;
    if (type.toLowerCase() === 'html') {
      const views = view
        .split(',')
        .map((each) => each.trim())
        .filter((each) => each !== '');
      contents.push({ views: views.length === 0 ? ['default'] : views, html: text, ...(href.trim() === '' ? {} : { href: href.trim() }) });
    } else {
      problems.push({ severity: 'warning', code: 'content-type', line, message: `Content of the type ${type} is not shown, only html` });
    }
  }
  return contents;
}
