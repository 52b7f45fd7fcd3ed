import type { ServerTime } from '@cordboard/core';

const TIME = /^(\d{4})-(\d\d)-(\d\d)t([01]\d|2[0-3]):([0-5]\d):([0-5]\d)(?:\.(\d{1,3})\d*)?(?:z|([+-])(0\d|1[0-4])(?::?([0-5]\d))?)?$/i;

/**
 * Milliseconds since 1970 of a `YYYY-MM-DDThh:mm:ss.SSSZ` (Finesse 12.5 guide p. 9), or `undefined` for anything that is not a moment:
 * empty, half written, a day that no month has, and years up to 1970, which only clocks that were never set tell. The fraction may be
 * missing or have any length, and an offset may stand for the `Z`; without either the time is UTC. Never NaN.
 */
export function parseTime(text: string): ServerTime | undefined {
  const found = TIME.exec(text);
  if (found === null) return undefined;
  const [, year, month, day, hour, minute, second, fraction = '', sign, hours = 0, minutes = 0] = found;
  const date = new Date(Date.UTC(+year!, +month! - 1, +day!, +hour!, +minute!, +second!, +fraction.padEnd(3, '0')));
  // A day or a month that there is not becomes another.
  if (+year! <= 1970 || date.getUTCDate() !== +day! || date.getUTCMonth() !== +month! - 1) return undefined;
  const offset = (+hours * 60 + +minutes) * 60_000;
  return date.getTime() - (sign === '-' ? -offset : offset);
}
