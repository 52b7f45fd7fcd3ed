import type { Directory } from '../directory.js';
import type { Hit } from '../finding.js';
import type { Spec } from '../gadget.js';
import { hit, type Rule } from './rule.js';

/** Style sheets, as the desktop serves them. */
export const STYLE_RULES: readonly Rule[] = [
  {
    id: 'css-rewriter',
    severity: 'warning',
    about: 'a style sheet holds what the desktop’s rewriter does not understand',
    why: 'Style sheets of a spec go through a parser of older CSS. It stops at @ ^ $ * :: ~, and the sheet, or what follows in it, is lost.',
    source: 'Finesse 12.5 guide p. 403',
    fix: 'Exclude the file: <Optional feature="content-rewrite"><Param name="exclude-url">name.css</Param></Optional>, or add a <link> from a script.',
    check: rewritten,
  },
];

function* rewritten({ styleUses }: Directory): Iterable<Hit> {
  const told = new Set<string>();
  for (const { style, url, frame } of styleUses) {
    if (!frame.spec || isExcluded(frame.spec, url)) continue;
    for (const { what, kind, offset } of style.troubles) {
      // One of each kind says it: a sheet may have hundreds.
      const place = style.source.place(offset);
      const key = `${frame.path} ${place.file} ${kind}`;
      if (told.has(key)) continue;
      told.add(key);
      yield hit(place, `${what} is not understood by the desktop’s rewriter`);
    }
  }
}

function isExcluded({ features }: Spec, url: string | undefined): boolean {
  const params = features.get('content-rewrite')?.params ?? [];
  return params.some(
    ({ name, value }) => name === 'exclude-url' && (/^(\.?\*|\/?)$/.test(value) || (url !== undefined && matches(value, url))),
  );
}

// A part of the address, or a pattern; patterns are not run, for they are not ours: only those that are plain but for `.*` are understood.
function matches(pattern: string, url: string): boolean {
  return pattern.split('.*').every((part) => url.includes(part.replace(/\\(.)|[\^$]/g, '$1')));
}
