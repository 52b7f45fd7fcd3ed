/** What the server tells the shim of its gadget, in `data-frame` of the shim's own script. */
export interface FrameData {
  readonly mid: number;
  /** Declared preferences with their defaults, overridden by `up_*`; and every `up_*`. */
  readonly prefs: ReadonlyMap<string, string>;
  readonly messages: ReadonlyMap<string, string>;
  /** Features of the gadget's file with their parameters. */
  readonly features: ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>;
  readonly lang: string;
  readonly country: string;
  readonly view: string;
}

/** Reads it. What is missing or of another shape becomes empty: a gadget is never stopped by this. Names are keys of maps, so that none is special. */
export function readFrameData(json: string | undefined): FrameData {
  const data = objectOf(parsed(json));
  const mid = Number(data['mid']);
  return {
    mid: Number.isInteger(mid) && mid >= 0 ? mid : 0,
    prefs: textsOf(data['prefs']),
    messages: textsOf(data['messages']),
    features: new Map(
      Object.entries(objectOf(data['features'])).map(([name, params]) => [
        name,
        new Map(Object.entries(objectOf(params)).map(([param, values]) => [param, Array.isArray(values) ? values.map(String) : []])),
      ]),
    ),
    lang: textOf(data['lang'], 'en'),
    country: textOf(data['country'], 'US'),
    view: textOf(data['view'], 'default'),
  };
}

function parsed(json: string | undefined): unknown {
  try {
    return JSON.parse(json ?? '{}');
  } catch {
    return undefined;
  }
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Readonly<Record<string, unknown>>) : {};
}

function textsOf(value: unknown): ReadonlyMap<string, string> {
  return new Map(Object.entries(objectOf(value)).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}

function textOf(value: unknown, otherwise: string): string {
  return typeof value === 'string' && value !== '' ? value : otherwise;
}
