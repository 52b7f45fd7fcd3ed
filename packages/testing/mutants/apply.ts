import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Edit } from './mutants.js';

/** The text with the edit made. Throws where the anchor is gone or stands in several places: then the mutant is to be written anew. */
export function edited(text: string, { file, find, replace }: Edit): string {
  const places = text.split(find).length - 1;
  if (places !== 1) throw new Error(`${places === 0 ? 'Gone' : `In ${places} places`} from ${file}: ${find.split('\n', 1)[0]}`);
  return text.replace(find, () => replace);
}

/** Makes the edits in a checkout. Gives what takes them back. */
export async function applied(folder: string, edits: readonly Edit[]): Promise<() => Promise<void>> {
  const before = new Map<string, string>();
  const undo = async (): Promise<void> => {
    for (const [file, text] of before) await writeFile(file, text);
  };
  try {
    for (const edit of edits) {
      const file = path.join(folder, edit.file);
      const text = await readFile(file, 'utf8');
      const spoiled = edited(text, edit);
      if (!before.has(file)) before.set(file, text);
      await writeFile(file, spoiled);
    }
  } catch (error) {
    await undo();
    throw error;
  }
  return undo;
}
