/** Milliseconds as `mm:ss`, from an hour on `hh:mm:ss`; zeros for what is no duration. */
export function shortTime(ms: number): string {
  const whole = wholeSeconds(ms / 1000);
  return displayTime(whole).slice(whole < 3600 ? 3 : 0);
}

/** Seconds as `hh:mm:ss`; zeros for what is no duration. */
export function displayTime(seconds: number): string {
  const whole = wholeSeconds(seconds);
  return [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60].map((part) => padded(part, 2)).join(':');
}

/** A number with zeros before it, up to a width. */
export function padded(value: number, width: number): string {
  return String(value).padStart(width, '0');
}

function wholeSeconds(seconds: number): number {
  return Number.isFinite(seconds) && seconds > 0 ? Math.floor(seconds) : 0;
}
