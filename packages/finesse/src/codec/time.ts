import type { ServerTime } from '@cordboard/core';

const DASH = 0x2d;
const PLUS = 0x2b;
const COLON = 0x3a;
const DOT = 0x2e;
const ZERO = 0x30;

/** The number written in two digits at `at`, or NaN. */
function two(text: string, at: number): number {
  const tens = text.charCodeAt(at) - ZERO;
  const ones = text.charCodeAt(at + 1) - ZERO;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : NaN;
}

/**
 * Milliseconds since 1970 of a `YYYY-MM-DDThh:mm:ss.SSSZ` (Finesse 12.5 guide p. 9), or `undefined` for anything that is not a moment:
 * empty, half written, a day that no month has, and years up to 1970, which only clocks that were never set tell. The fraction may be
 * missing or have any length, and an offset may stand for the `Z`; without either the time is UTC. Never NaN.
 */
export function parseTime(text: string): ServerTime | undefined {
  const year = two(text, 0) * 100 + two(text, 2);
  const month = two(text, 5);
  const day = two(text, 8);
  const hour = two(text, 11);
  const minute = two(text, 14);
  const second = two(text, 17);
  const separators =
    text.charCodeAt(4) === DASH &&
    text.charCodeAt(7) === DASH &&
    (text.charCodeAt(10) | 0x20) === 0x74 &&
    text.charCodeAt(13) === COLON &&
    text.charCodeAt(16) === COLON;
  // Written so that a NaN anywhere fails it.
  if (!(separators && year > 1970 && month >= 1 && month <= 12 && day >= 1 && hour < 24 && minute < 60 && second < 60)) return undefined;
  if (day > daysIn(year, month)) return undefined;

  let at = 19;
  let millis = 0;
  if (text.charCodeAt(at) === DOT) {
    let unit = 100;
    const first = ++at;
    for (let digit; (digit = text.charCodeAt(at) - ZERO) >= 0 && digit <= 9; at++) {
      millis += unit >= 1 ? digit * unit : 0;
      unit /= 10;
    }
    if (at === first) return undefined;
  }
  const offset = offsetAt(text, at);
  return offset === undefined ? undefined : Date.UTC(year, month - 1, day, hour, minute, second, millis) - offset * 60_000;
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Minutes east of UTC that the rest of the text says, which is `Z`, `+hh:mm`, `+hhmm`, `+hh` or nothing. */
function offsetAt(text: string, at: number): number | undefined {
  if (at === text.length) return 0;
  const sign = text.charCodeAt(at);
  if ((sign | 0x20) === 0x7a && at + 1 === text.length) return 0;
  if (sign !== PLUS && sign !== DASH) return undefined;
  const hours = two(text, at + 1);
  const rest = text.charCodeAt(at + 3) === COLON ? at + 4 : at + 3;
  const minutes = at + 3 === text.length ? 0 : two(text, rest);
  const ends = at + 3 === text.length || rest + 2 === text.length;
  if (!(ends && hours <= 14 && minutes < 60)) return undefined;
  return (sign === DASH ? -1 : 1) * (hours * 60 + minutes);
}
