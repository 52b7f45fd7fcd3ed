import { existsSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { GadgetsFace, type GadgetHost, type GadgetSettings } from '../gadgets/index.js';
import type { Sandbox } from '../sandbox.js';
import type { Mount } from './static.js';

/** Which gadgets a server's desktop hosts, and how. */
export interface GadgetOptions extends Partial<GadgetSettings> {
  /**
   * Files of gadgets, each with or without a query for the gadget to read (`DIR/X.xml?a=1`). The folder of each is served as
   * `/3rdpartygadget/files/<name of the folder>/`.
   */
  readonly files?: readonly string[];
  /** File of a layout. Without one, the gadgets stand side by side on one tab. */
  readonly layout?: string;
  /** A finesse.js of the user's own, served in place of Cordboard's. */
  readonly finesseJs?: string;
}

/** Two folders of gadgets that would be served under one name, or one without a name. */
export class GadgetFolderError extends Error {}

const STARTER = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../../../examples/finesse-gadget/dist');
const REMOTE_MS = 20_000;
const MAX_REMOTE = 16_000_000;

/** The folders of the gadgets, as they are served. Throws `GadgetFolderError`. */
export function gadgetMounts(options: GadgetOptions): readonly Mount[] {
  const mounts = new Map<string, Mount>();
  for (const { file, folder } of placed(options)) {
    const mount = { path: folder, directory: path.dirname(path.resolve(file)) };
    const other = mounts.get(mount.path);
    if (other && other.directory !== mount.directory) {
      throw new GadgetFolderError(`${other.directory} and ${mount.directory} have the same name, by which they are served`);
    }
    mounts.set(mount.path, mount);
  }
  return [...mounts.values()];
}

/** The gadget desktop of a server. `file` serves what lies on its origin. */
export function gadgetsFace(sandbox: Sandbox, options: GadgetOptions, file: GadgetHost['file']): GadgetsFace {
  const { files: _, layout, finesseJs: _library, ...settings } = options;
  const gadgets = placed(options).map(({ file: each, folder, query }) => `${folder}${segment(path.basename(each))}${query}`);
  const host: GadgetHost = {
    gadgets,
    layout: async () => (layout === undefined ? undefined : { name: path.basename(layout), text: await readFile(layout, 'utf8') }),
    file,
    isPlatform: (pathname) => sandbox.serves(pathname),
    platform: (request) => sandbox.fetch(request),
    remote,
    isSupervisor: (id) => sandbox.engine.worldAgent(id)?.roles.includes('Supervisor') ?? false,
    log: (record) => sandbox.log.add(record),
  };
  return new GadgetsFace(host, sandbox.desktops, settings);
}

interface PlacedFile {
  readonly file: string;
  /** With its question mark, or empty. */
  readonly query: string;
  /** Path that its folder is served at. */
  readonly folder: string;
}

// With nothing to show, the starter gadget where it is built, at the place that its own layout names: an empty desktop explains nothing.
function placed({ files, layout }: GadgetOptions): readonly PlacedFile[] {
  if (files) {
    return files.map((each) => {
      const { file, query } = gadgetAddress(each);
      return { file, query, folder: folderPath(file) };
    });
  }
  if (layout !== undefined || !existsSync(STARTER)) return [];
  const name = readdirSync(STARTER).find((each) => each.endsWith('.xml') && each !== 'layout.xml');
  return name === undefined ? [] : [{ file: path.join(STARTER, name), query: '', folder: '/3rdpartygadget/files/cordboard/' }];
}

/** A gadget's file, and the query behind it. */
export function gadgetAddress(text: string): { readonly file: string; readonly query: string } {
  const [, file = text, query = ''] = /^(.*\.xml)(\?.*)$/is.exec(text) ?? [];
  return { file, query };
}

function folderPath(file: string): string {
  const name = path.basename(path.dirname(path.resolve(file)));
  if (name === '') throw new GadgetFolderError('The folder of a gadget needs a name');
  return `/3rdpartygadget/files/${segment(name)}/`;
}

// As a browser writes it in an address.
function segment(name: string): string {
  return new URL(`http://localhost/${name.replace(/[%?#\\]/g, encodeURIComponent)}`).pathname.slice(1);
}

async function remote(request: Request): Promise<Response> {
  const response = await fetch(request, { signal: AbortSignal.timeout(REMOTE_MS) });
  const pieces: Uint8Array[] = [];
  let length = 0;
  const body: AsyncIterable<Uint8Array> | null = response.body;
  for await (const piece of body ?? []) {
    length += piece.length;
    if (length > MAX_REMOTE) throw new Error('The answer is too long');
    pieces.push(piece);
  }
  const { status, headers } = response;
  const empty = status === 204 || status === 205 || status === 304;
  return new Response(empty ? null : Buffer.concat(pieces), { status, headers });
}
