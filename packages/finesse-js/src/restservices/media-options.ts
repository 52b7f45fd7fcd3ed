/** Actions by name, and whether a text is one of them. */
export type Choices<T extends string> = Readonly<Record<T, T>> & { isValidAction(action: unknown): boolean };

function choices<T extends string>(...names: readonly T[]): Choices<T> {
  const byName = Object.fromEntries(names.map((name) => [name, name])) as Record<T, T>;
  return { ...byName, isValidAction: (action) => (names as readonly unknown[]).includes(action) };
}

/** 11.5: whether tasks of a medium may be interrupted. */
export const InterruptActions: Choices<'ACCEPT' | 'IGNORE'> = choices('ACCEPT', 'IGNORE');

/** 11.5: what becomes of tasks when their agent signs out. */
export const DialogLogoutActions: Choices<'CLOSE' | 'TRANSFER'> = choices('CLOSE', 'TRANSFER');

/** How an agent works with a medium. */
export interface MediaOptions {
  /** Tasks at a time, 1–10. */
  readonly maxDialogLimit?: number | string | undefined;
  /** One of `InterruptActions`. */
  readonly interruptAction?: string | undefined;
  /** One of `DialogLogoutActions`. */
  readonly dialogLogoutAction?: string | undefined;
}
