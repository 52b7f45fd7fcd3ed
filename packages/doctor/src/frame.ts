import type { Place } from './finding.js';
import type { Spec } from './gadget.js';
import { attributeStart, attributeText, type HtmlDocument, type HtmlElement } from './read/html.js';
import type { References } from './references.js';
import { Realm, type RealmScript } from './script/realm.js';
import { stringOf, type Script, type ScriptKind } from './script/script.js';
import type { Located } from './text.js';

/** A script that a frame loads. */
export interface Load {
  /** As it is written; empty for a script that stands in the document. */
  readonly url: string;
  readonly place: Place;
  readonly isModule: boolean;
  /** The script, where it is one of the directory's and could be parsed. */
  readonly script: Script | undefined;
}

/** The documents and scripts that live in one frame together: a gadget, a page of its own, or a single script that nothing refers to. */
export interface Frame {
  readonly spec: Spec | undefined;
  /** The file that it belongs to. */
  readonly path: string;
  readonly documents: readonly HtmlDocument[];
  /** In the order in which the frame runs them. */
  readonly loads: readonly Load[];
  readonly realm: Realm;
  /** Whether all that its scripts do is there to be seen: none is missing, and none comes from a server that is not the desktop's. */
  readonly isWhole: boolean;
}

/** What a frame is made from. */
export interface FrameParts {
  readonly references: References;
  /** The script of a file, or of a text in one; undefined when there is none or it is no script. */
  script(source: Located | string, kind: ScriptKind): Script | undefined;
}

/** The desktop's library, under any address. */
export function isLibraryOfDesktop(url: string): boolean {
  return /^finesse([-.]min|[-.]v?\d[\w.]*?)?(\.min)?\.js$/i.test(baseName(url));
}

/** Scripts that others wrote and keep: what they do inside is not the gadget's doing. */
export function isLibrary(url: string): boolean {
  return (
    isLibraryOfDesktop(url) ||
    /^(jquery|bootstrap|lodash|underscore|moment|angular|react|vue|knockout|handlebars|mustache|popper|d3|chart|backbone|require|strophe|sax|i18next)([-.][\w.-]*)?\.(js|mjs|cjs|css)$/i.test(
      baseName(url),
    )
  );
}

/** Reads the frame of some documents. */
export function readFrame(path: string, documents: readonly HtmlDocument[], spec: Spec | undefined, parts: FrameParts): Frame {
  const inTurn: (Load & { readonly late: boolean })[] = [];
  const deferred: typeof inTurn = [];
  const handlers: RealmScript[] = [];
  // A content of another server is not to be seen.
  let isWhole = !spec || documents.length === spec.documents.length + spec.pages.length;
  for (const { source, elements } of documents) {
    for (const element of elements) {
      if (element.tag === 'script') {
        const load = loadOf(source, element, parts);
        if (!load) continue;
        (load.isModule || (load.url !== '' && element.attributes.has('defer')) ? deferred : inTurn).push(load);
        if (!load.script && !isKnown(load.url)) isWhole = false;
      }
      for (const [name, value] of element.attributes) {
        if (!name.startsWith('on') && !/^\s*javascript:/i.test(value)) continue;
        const script = parts.script(handlerText(source, element, name), 'handler');
        if (script) handlers.push({ script, late: false });
      }
    }
  }
  const loads = [...inTurn, ...deferred];
  const scripts = loads.flatMap(({ script, late }) => (script ? [...importedBy(script, parts, new Set([script])), { script, late }] : []));
  return { spec, path, documents, loads, realm: new Realm([...scripts, ...handlers]), isWhole };
}

/** The frame of a script by itself. */
export function frameOfScript(path: string, script: Script, parts: FrameParts): Frame {
  const place = script.source.place(0);
  const load = { url: path, place, isModule: script.kind === 'module', script };
  const realm = new Realm([...importedBy(script, parts, new Set([script])), { script, late: false }]);
  return { spec: undefined, path, documents: [], loads: [load], realm, isWhole: false };
}

/** What a module imports by a written name. */
export function importsOf(script: Script): { readonly specifier: string; readonly offset: number }[] {
  const sources = [
    ...script.all('ImportDeclaration'),
    ...script.all('ExportNamedDeclaration'),
    ...script.all('ExportAllDeclaration'),
    ...script.all('ImportExpression'),
  ].map(({ source }) => source);
  return sources.flatMap((source) => {
    const specifier = stringOf(source);
    return source && specifier !== undefined ? [{ specifier, offset: source.start }] : [];
  });
}

function loadOf(source: Located, element: HtmlElement, parts: FrameParts): (Load & { readonly late: boolean }) | undefined {
  const type = (element.attributes.get('type') ?? '').trim().toLowerCase();
  if (!/^(|module|(text|application)\/(x-)?(javascript|ecmascript)(;.*)?)$/.test(type)) return undefined;
  const kind = type === 'module' ? 'module' : 'classic';
  const url = element.attributes.get('src')?.trim();
  const load = { isModule: kind === 'module', late: element.attributes.has('async') && url !== undefined };
  if (url === undefined) {
    const script = element.content && parts.script(element.content, kind);
    return { ...load, url: '', place: source.place(element.start), script };
  }
  const target = parts.references.follow(url, source.file);
  const script = target.kind === 'file' && !isLibrary(url) ? parts.script(target.path, kind) : undefined;
  return { ...load, url, place: source.place(attributeStart(element, 'src')), script };
}

const MAX_IMPORTED = 1_000;

// The modules that a script imports, before it, as they run.
function importedBy(script: Script, parts: FrameParts, seen: Set<Script>): RealmScript[] {
  const found: RealmScript[] = [];
  for (const { specifier } of importsOf(script)) {
    const target = parts.references.follow(specifier, script.source.file);
    if (!/^[./]/.test(specifier) || target.kind !== 'file' || isLibrary(specifier)) continue;
    const imported = parts.script(target.path, 'module');
    if (!imported || seen.has(imported) || seen.size >= MAX_IMPORTED) continue;
    seen.add(imported);
    found.push(...importedBy(imported, parts, seen), { script: imported, late: false });
  }
  return found;
}

function handlerText(source: Located, element: HtmlElement, name: string): Located {
  const text = attributeText(source, element, name);
  const scheme = /^\s*javascript:/i.exec(text.text)?.[0].length ?? 0;
  return { file: text.file, text: text.text.slice(scheme), place: (offset) => text.place(offset + scheme) };
}

function isKnown(url: string): boolean {
  return url === '' || isLibrary(url) || /(^|__|[^/])\/desktop\//.test(url);
}

function baseName(url: string): string {
  return url.split(/[?#]/)[0]!.split('/').at(-1) ?? '';
}
