import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { root } from '../tools/run.mjs';

const PAGE = path.join(root, 'docs/performance.md');

/** A page with what stands between the marks of a section replaced. Throws where it has no such marks. */
export function withSection(page: string, name: string, content: string): string {
  const [begin, end] = [`<!-- ${name}: begin -->`, `<!-- ${name}: end -->`];
  const [from, to] = [page.indexOf(begin), page.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`The page has no section ${name}`);
  return `${page.slice(0, from + begin.length)}\n\n${content}\n\n${page.slice(to)}`;
}

/** Writes a generated section of docs/performance.md. */
export async function writeSection(name: string, content: string): Promise<void> {
  await writeFile(PAGE, withSection(await readFile(PAGE, 'utf8'), name, content));
}
