import { lstat, readdir, readFile, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Hit } from '../finding.js';
import { FileText } from '../text.js';

/** A file of the directory. */
export interface FileEntry {
  /** From the directory, with `/`. */
  readonly path: string;
  readonly size: number;
  /** Whether everybody may read it, and enter the folders above it. True where the system has no such modes. */
  readonly worldReadable: boolean;
  /** What stands in it, for the kinds of file that the doctor reads, where it could be read. */
  readonly text: FileText | undefined;
}

/** What went wrong while reading, by the id of the rule that tells it. */
export type Trouble = Hit & { readonly rule: string };

export interface Files {
  readonly entries: ReadonlyMap<string, FileEntry>;
  readonly troubles: readonly Trouble[];
}

/** How much is read at most; beyond is told and left out. */
export const LIMITS = { files: 20_000, fileBytes: 8_388_608, totalBytes: 134_217_728, depth: 40 } as const;

const READ = new Set(['.xml', '.js', '.mjs', '.cjs', '.css', '.html', '.htm', '.xhtml', '.jsp']);
// A spec under another name is small and begins with its root element.
const SNIFFED_BYTES = 256 * 1024;
const MAYBE_SPEC = /^\uFEFF?\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--(?:(?!-->)[\s\S])*-->\s*)*<Module[\s>]/;
const LEFT_OUT = new Set(['node_modules', '.git', '.svn', '.hg']);
const OTHERS_READ = 0o004;
const OTHERS_ENTER = 0o001;

/** Reads a directory. Links that lead out of it, what is too large, binary or not to be read become troubles; nothing makes it fail but a directory that is none. */
export async function readFiles(root: string): Promise<Files> {
  const reader = new Reader(await realpath(root));
  await reader.folder('', true, 0);
  return reader;
}

class Reader implements Files {
  readonly entries = new Map<string, FileEntry>();
  readonly troubles: Trouble[] = [];
  readonly #root: string;
  #bytes = 0;
  #isFull = false;

  constructor(root: string) {
    this.#root = root;
  }

  async folder(folder: string, isOpen: boolean, depth: number): Promise<void> {
    const names = await readdir(path.join(this.#root, folder)).catch((error: unknown) => this.#unreadable(folder || '.', error));
    for (const name of (names ?? []).sort()) {
      if (this.#isFull || LEFT_OUT.has(name)) continue;
      const file = folder === '' ? name : `${folder}/${name}`;
      await this.#entry(file, isOpen, depth).catch((error: unknown) => this.#unreadable(file, error));
    }
  }

  async #entry(file: string, isOpen: boolean, depth: number): Promise<void> {
    const full = path.join(this.#root, file);
    let info = await lstat(full);
    if (info.isSymbolicLink()) {
      const target = await realpath(full).catch(() => undefined);
      if (target === undefined) return this.#trouble('unreadable', file, 'is a link to something that is not there');
      if (!`${target}/`.startsWith(`${this.#root}/`))
        return this.#trouble('link-outside', file, 'is a link that leads out of the directory; it was not followed');
      info = await stat(full);
      // What it shows is read where it is.
      if (info.isDirectory()) return;
    }
    if (info.isDirectory()) {
      if (depth >= LIMITS.depth)
        return this.#trouble('file-too-large', file, `lies more than ${LIMITS.depth} folders deep; what is in it was not examined`);
      return this.folder(file, isOpen && allows(info.mode, OTHERS_READ | OTHERS_ENTER), depth + 1);
    }
    if (!info.isFile()) return this.#trouble('unreadable', file, 'is no file');
    if (this.entries.size >= LIMITS.files) {
      this.#isFull = true;
      return this.#trouble('file-too-large', file, `and what follows was not examined: there are more than ${LIMITS.files} files`);
    }
    const text = await this.#text(file, full, info.size);
    this.entries.set(file, { path: file, size: info.size, worldReadable: isOpen && allows(info.mode, OTHERS_READ), text });
  }

  async #text(file: string, full: string, size: number): Promise<FileText | undefined> {
    const isRead = READ.has(path.extname(file).toLowerCase());
    if (!isRead && size > SNIFFED_BYTES) return undefined;
    if (size > LIMITS.fileBytes || this.#bytes + size > LIMITS.totalBytes) {
      this.#trouble('file-too-large', file, `has ${(size / 1024 / 1024).toFixed(1)} MiB; it was not examined`);
      return undefined;
    }
    this.#bytes += size;
    const bytes = await readFile(full);
    if (!isRead) {
      const text = new TextDecoder().decode(bytes);
      return MAYBE_SPEC.test(text) ? new FileText(file, text) : undefined;
    }
    if (bytes.includes(0)) {
      this.#trouble('binary-file', file, 'holds bytes that no text has; it was not examined');
      return undefined;
    }
    try {
      return new FileText(file, new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    } catch {
      this.#trouble('not-utf8', file, 'is not UTF-8');
      return new FileText(file, new TextDecoder('latin1').decode(bytes));
    }
  }

  #trouble(rule: string, file: string, message: string): void {
    this.troubles.push({ rule, place: { file, line: 1, column: 1 }, message: `${file} ${message}` });
  }

  #unreadable(file: string, error: unknown): undefined {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    this.#trouble('unreadable', file, `cannot be read (${code})`);
  }
}

function allows(mode: number, bits: number): boolean {
  return process.platform === 'win32' || (mode & bits) === bits;
}
