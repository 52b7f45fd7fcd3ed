/**
 * For comparing what is typed with what is shown: without case and without marks on letters. In capitals, because more letters meet there:
 * ß and SS, and both small sigmas, of which only the one at the end of a word would tell a name from the beginning of it.
 */
export function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toUpperCase();
}
