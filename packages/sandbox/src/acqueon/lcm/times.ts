/** A date `DD/MM/YYYY` and a time `HH:mm` as `YYYY-MM-DDThh:mm`; `undefined` when they are not written so. */
export function localTime(date: string, time: string): string | undefined {
  const [, day, month, year] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(date) ?? [];
  const [, hour, minute] = /^(\d{1,2}):(\d{2})(?::\d{2})?$/.exec(time) ?? [];
  if (day === undefined || month === undefined || year === undefined || hour === undefined || minute === undefined) return undefined;
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}T${hour.padStart(2, '0')}:${minute}`;
}

/** The same the other way round, as one text. */
export function writtenTime(local: string): string {
  const [date = '', time = ''] = local.split('T');
  return `${date.split('-').reverse().join('/')} ${time}`.trim();
}
