/** Seconds as `mm:ss`, from an hour on `hh:mm:ss`; empty for what is no duration. */
export function durationText(seconds: number): string {
  if (!Number.isFinite(seconds) || seconds < 0) return '';
  const whole = Math.floor(seconds);
  const parts = [Math.floor(whole / 60) % 60, whole % 60];
  if (whole >= 3600) parts.unshift(Math.floor(whole / 3600));
  return parts.map(twoDigits).join(':');
}

/** A number with a zero before it where it has one digit. */
export function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}

/** A time of the day as `h:mm:ss AM`. */
export function clockText(time: Date): string {
  const hours = time.getHours();
  return `${hours % 12 || 12}:${twoDigits(time.getMinutes())}:${twoDigits(time.getSeconds())} ${hours < 12 ? 'AM' : 'PM'}`;
}
