/** For comparing what is typed with what is shown: without case and without marks on letters. */
export function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
