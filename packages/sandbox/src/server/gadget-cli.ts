import { readFileSync, statSync } from 'node:fs';
import { readLayout, readSpec, type FileProblem } from '../gadgets/index.js';
import { gadgetAddress, GadgetFolderError, gadgetMounts, type GadgetOptions } from './gadgets.js';

/** What the command line says of the gadget desktop; what it leaves out is `undefined`. */
export interface GadgetFlags {
  readonly files: readonly string[] | undefined;
  readonly layout: string | undefined;
  readonly finesseJs: string | undefined;
  readonly nodeHosts: readonly string[] | undefined;
  readonly passes: readonly string[] | undefined;
}

/** A file or a value on the command line with which there is no desktop. Names every problem, a line each. */
export class GadgetFileError extends Error {
  readonly code: 'invalid-gadget' | 'invalid-layout' | 'invalid-option';

  constructor(code: GadgetFileError['code'], message: string) {
    super(message);
    this.code = code;
  }
}

/**
 * Checks what the command line names, so that whoever starts the server learns of a mistake at once; the server itself reads the files anew
 * each time. `warnings` are lines for people. Throws `GadgetFileError`.
 */
export function readGadgetOptions(flags: GadgetFlags): { readonly options: GadgetOptions; readonly warnings: readonly string[] } {
  const { files, layout, finesseJs, nodeHosts, passes } = flags;
  const warnings: string[] = [];
  for (const { file } of (files ?? []).map(gadgetAddress)) {
    if (!/\.xml$/i.test(file)) throw new GadgetFileError('invalid-gadget', `${file}: the file of a gadget ends in .xml`);
    warnings.push(...check(file, readSpec, 'invalid-gadget'));
  }
  if (layout !== undefined) warnings.push(...check(layout, readLayout, 'invalid-layout'));
  if (finesseJs !== undefined && !statSync(finesseJs, { throwIfNoEntry: false })?.isFile()) {
    throw new GadgetFileError('invalid-option', `--finesse-js: no file ${finesseJs}`);
  }
  const named = { ...(files && { files }), ...(layout === undefined ? {} : { layout }), ...(finesseJs === undefined ? {} : { finesseJs }) };
  const options = { ...named, ...(nodeHosts && { nodeHosts }), ...(passes && { passes: passes.map(originOf) }) };
  try {
    gadgetMounts(options);
  } catch (error) {
    if (error instanceof GadgetFolderError) throw new GadgetFileError('invalid-gadget', error.message);
    throw error;
  }
  return { options, warnings };
}

function check(
  file: string,
  read: (text: string) => { readonly problems: readonly FileProblem[] },
  code: 'invalid-gadget' | 'invalid-layout',
): readonly string[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new GadgetFileError(code, error instanceof Error ? error.message : String(error));
  }
  const { problems } = read(text);
  const lines = (severity: FileProblem['severity']): readonly string[] =>
    problems.filter((each) => each.severity === severity).map(({ line, message }) => `${file}:${line}: ${message}`);
  const errors = lines('error');
  if (errors.length > 0) throw new GadgetFileError(code, errors.join('\n'));
  return lines('warning');
}

function originOf(text: string): string {
  const { origin, href, protocol } = URL.canParse(text) ? new URL(text) : { origin: '', href: '', protocol: '' };
  if (!/^https?:$/.test(protocol) || href !== `${origin}/`) {
    throw new GadgetFileError('invalid-option', `--proxy-pass takes an origin such as https://example.com, not ${text}`);
  }
  return origin;
}
