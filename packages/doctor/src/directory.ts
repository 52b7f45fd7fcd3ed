import path from 'node:path';
import { frameOfScript, isLibrary, readFrame, type Frame, type FrameParts } from './frame.js';
import { readSpec, type Spec } from './gadget.js';
import { readLayout, type Layout } from './layout.js';
import { readCss, type Style } from './read/css.js';
import type { FileEntry, Files, Trouble } from './read/files.js';
import { readHtml, type HtmlDocument } from './read/html.js';
import { readXml, type XmlDocument } from './read/xml.js';
import { References } from './references.js';
import { readScript, type Script, type ScriptKind } from './script/script.js';
import type { Located } from './text.js';

/** A comment, where a suppression may stand. */
export interface Comment {
  readonly source: Located;
  readonly text: string;
  readonly start: number;
}

/** A style sheet and the document it stands in, or that links to it. */
export interface StyleUse {
  readonly style: Style;
  /** As the link says it; undefined for a `style` element. */
  readonly url: string | undefined;
  readonly frame: Frame;
}

/** Everything that stands in a directory, read and put together. */
export class Directory implements FrameParts {
  readonly entries: ReadonlyMap<string, FileEntry>;
  readonly references: References;
  readonly specs: Spec[] = [];
  readonly layouts: Layout[] = [];
  readonly bundles: Map<string, XmlDocument> = new Map<string, XmlDocument>();
  readonly frames: Frame[] = [];
  /** Style sheets of files, by path. */
  readonly styles: Map<string, Style> = new Map<string, Style>();
  readonly styleUses: StyleUse[] = [];
  readonly troubles: Trouble[];
  readonly #comments = new Map<string, Comment>();
  readonly #pages = new Map<string, HtmlDocument>();
  readonly #scripts = new Map<string, Script | undefined>();

  constructor(name: string, files: Files) {
    this.entries = files.entries;
    this.troubles = [...files.troubles];
    this.references = new References(name, files.entries.keys());
    for (const entry of files.entries.values()) this.#read(entry);
    const contents = new Set<HtmlDocument>();
    for (const spec of this.specs) {
      const pages = spec.pages.flatMap(({ href }) => this.#pageAt(href, spec.path));
      for (const page of pages) contents.add(page);
      this.#addFrame(spec.path, [...spec.documents, ...pages], spec);
    }
    // A page that is a gadget's content is none by itself.
    for (const [file, page] of this.#pages) if (!contents.has(page)) this.#addFrame(file, [page], undefined);
    this.#looseScripts();
    for (const { source, comments } of [...this.styles.values(), ...this.styleUses.map(({ style }) => style)])
      this.#remember(source, comments);
  }

  /** All comments of all files, once each. */
  comments(): readonly Comment[] {
    return [...this.#comments.values()];
  }

  script(source: Located | string, kind: ScriptKind): Script | undefined {
    if (typeof source !== 'string') return this.#parse(source, kind);
    const entry = this.entries.get(source);
    if (!entry?.text) return undefined;
    if (this.#scripts.has(source)) return this.#scripts.get(source);
    const script = this.#parse(entry.text, kind);
    this.#scripts.set(source, script);
    return script;
  }

  #read({ path: file, text }: FileEntry): void {
    if (!text) return;
    switch (path.extname(file).toLowerCase()) {
      case '.css':
        this.styles.set(file, this.#style(text));
        break;
      case '.html':
      case '.htm':
      case '.xhtml':
        this.#pages.set(file, readHtml(text));
        break;
      case '.js':
      case '.mjs':
      case '.cjs':
      case '.jsp':
        break;
      default:
        this.#readXml(file, text);
    }
  }

  #readXml(file: string, text: Located): void {
    const xml = readXml(text);
    this.#remember(text, xml.comments);
    const { root } = xml;
    let isTold = false;
    for (const { message, offset, isAmpersand } of xml.problems) {
      const isLayout = isAmpersand && root?.name === 'finesseLayout';
      if (isLayout) this.#trouble('layout-ampersand', text, offset, message);
      // What follows the first is mostly its echo.
      else if (!isTold) this.#trouble('unparsable', text, offset, `this is not well-formed XML: ${message}`);
      isTold ||= !isLayout;
    }
    if (root?.name === 'Module') this.specs.push(readSpec(file, xml, root));
    else if (root?.name === 'finesseLayout') this.layouts.push(readLayout(file, xml, root));
    else if (root?.name === 'messagebundle') this.bundles.set(file, xml);
  }

  // The document of a file of the directory; of any other there is nothing to be seen.
  #pageAt(href: string, from: string): HtmlDocument[] {
    const target = this.references.follow(href, from);
    const page = target.kind === 'file' ? this.#pages.get(target.path) : undefined;
    return page ? [page] : [];
  }

  #addFrame(file: string, documents: readonly HtmlDocument[], spec: Spec | undefined): void {
    const frame = readFrame(file, documents, spec, this);
    this.frames.push(frame);
    for (const { source, elements, comments } of documents) {
      this.#remember(source, comments);
      for (const { tag, content, attributes } of elements) {
        if (tag === 'style' && content) this.styleUses.push({ style: this.#style(content), url: undefined, frame });
        const url = tag === 'link' && /\bstylesheet\b/i.test(attributes.get('rel') ?? '') ? attributes.get('href') : undefined;
        const target = url === undefined ? undefined : this.references.follow(url, source.file);
        const style = target?.kind === 'file' ? this.styles.get(target.path) : undefined;
        if (style) this.styleUses.push({ style, url, frame });
      }
    }
  }

  // Scripts that no document loads: some other script may, so what is wrong in them is wrong.
  #looseScripts(): void {
    for (const [file, { text }] of this.entries) {
      if (!text || !/\.[cm]?js$/i.test(file) || this.#scripts.has(file) || isLibrary(file)) continue;
      // Nothing says how it is loaded: it is what it reads as.
      const script = file.endsWith('.mjs') ? this.#parse(text, 'module') : this.#parse(text, 'classic', 'module');
      this.#scripts.set(file, script);
      if (script) this.frames.push(frameOfScript(file, script, this));
    }
  }

  #parse(source: Located, kind: ScriptKind, otherwise?: ScriptKind): Script | undefined {
    const first = readScript(source, kind);
    const second = otherwise && 'message' in first ? readScript(source, otherwise) : first;
    const result = 'script' in second ? second : first;
    if ('script' in result) {
      this.#remember(source, result.script.comments);
      return result.script;
    }
    this.#trouble('unparsable', source, result.offset, `this is not JavaScript: ${result.message}`);
    return undefined;
  }

  #style(source: Located): Style {
    const style = readCss(source);
    for (const { message, offset } of style.problems.slice(0, 1))
      this.#trouble('unparsable-style', source, offset, `this is not CSS: ${message}`);
    return style;
  }

  #trouble(rule: string, source: Located, offset: number, message: string): void {
    this.troubles.push({ rule, place: source.place(offset), message });
  }

  #remember(source: Located, comments: readonly { readonly text: string; readonly start: number }[]): void {
    for (const { text, start } of comments) {
      // What two gadgets share is read with each.
      if (text.includes('doctor-ignore')) this.#comments.set(JSON.stringify(source.place(start)), { source, text, start });
    }
  }
}
