/** Fields of which some may be missing, as they may be left out. */
export type Given<F> = { [K in keyof F]?: Exclude<F[K], undefined> };

/** Adds to a fresh object those fields that are there: what the platform did not say is left out, not set to `undefined`. */
export function withGiven<T extends object, F extends object>(fresh: T, fields: F): T & Given<F> {
  const target = fresh as Record<string, unknown>;
  for (const key in fields) if (fields[key] !== undefined) target[key] = fields[key];
  return fresh;
}

/** Those fields that are there. */
export function given<F extends object>(fields: F): Given<F> {
  return withGiven({}, fields);
}
