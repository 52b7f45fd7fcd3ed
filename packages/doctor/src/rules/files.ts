import type { Directory } from '../directory.js';
import type { Hit } from '../finding.js';
import { importsOf } from '../frame.js';
import { placeIn } from '../gadget.js';
import { attributeStart, type HtmlElement } from '../read/html.js';
import { hit, type Rule } from './rule.js';

/** The files themselves. */
export const FILE_RULES: readonly Rule[] = [
  {
    id: 'file-missing',
    severity: 'error',
    about: 'a file that is referred to is not there',
    why: 'The desktop’s server answers 404; a script that does not come is not noticed until something calls it.',
    source: 'Finesse 12.5 guide p. 412',
    fix: 'Put the file there, or correct the name. Capitals and small letters differ on the server.',
    check: missingFiles,
  },
  {
    id: 'file-mode',
    severity: 'error',
    about: 'a file is not readable for everybody',
    why: 'The desktop’s server reads gadget files as somebody else; without mode 644 it reports that the resource is unavailable.',
    source: 'Finesse 12.5 guide p. 412',
    fix: 'chmod 644 the file, and 755 the folders above it.',
    check: function* ({ entries }) {
      for (const { path, worldReadable } of entries.values()) {
        if (!worldReadable) yield hit({ file: path, line: 1, column: 1 }, `${path}, or a folder above it, is not readable for everybody`);
      }
    },
  },
];

function* missingFiles(directory: Directory): Iterable<Hit> {
  const { references, frames, layouts } = directory;
  const check = function* (reference: string | undefined, from: string, place: Hit['place']): Iterable<Hit> {
    const target = reference === undefined ? undefined : references.follow(reference, from);
    if (target?.kind !== 'missing') return;
    const other = references.inOtherLetters(target.path);
    yield hit(place, `${target.path} is not there${other === undefined ? '' : `; ${other} is`}`);
  };
  for (const { path, spec, documents } of frames) {
    for (const { source, elements } of documents) {
      for (const element of elements) {
        for (const name of referencesIn(element))
          yield* check(element.attributes.get(name), source.file, source.place(attributeStart(element, name)));
      }
    }
    for (const { element, href } of spec?.pages ?? []) yield* check(href, path, placeIn(spec!.xml, element, 'href'));
    for (const { element, messages } of spec?.locales ?? []) yield* check(messages, path, placeIn(spec!.xml, element, 'messages'));
  }
  for (const { path, xml, gadgets } of layouts)
    for (const { element, address } of gadgets) yield* check(address, path, placeIn(xml, element));
  for (const [path, { source, urls }] of directory.styles)
    for (const { url, offset } of urls) yield* check(url, path, source.place(offset));
  for (const { style, url: link } of directory.styleUses) {
    if (link === undefined) for (const { url, offset } of style.urls) yield* check(url, style.source.file, style.source.place(offset));
  }
  for (const { realm } of frames) {
    for (const { script } of realm.scripts) {
      for (const { specifier, offset } of script.kind === 'module' ? importsOf(script) : []) {
        if (/^\.{0,2}\//.test(specifier)) yield* check(specifier, script.source.file, script.source.place(offset));
      }
    }
  }
}

function referencesIn({ tag, attributes }: HtmlElement): readonly string[] {
  if (tag === 'link') return /\b(stylesheet|icon|modulepreload|preload)\b/i.test(attributes.get('rel') ?? '') ? ['href'] : [];
  return tag === 'script' || tag === 'img' || tag === 'iframe' || tag === 'audio' || tag === 'video' || tag === 'source' || tag === 'embed'
    ? ['src']
    : [];
}
