/** Root of every resource's path. */
export const API = '/finesse/api';

/** A time as the API writes it, `YYYY-MM-DDThh:mm:ss.SSSZ`; empty when there is none. */
export function time(ms: number | null): string {
  return ms === null ? '' : new Date(ms).toISOString();
}
