/** How a real installation may differ from the documentation, and how fast it is. All off and all short: clean. */
export interface GenesysQuirks {
  /** Time from a command to its answer, and to its events, in ms of the sandbox's clock; the jitter is added, seeded. */
  readonly ackMs: number;
  readonly ackJitterMs: number;
  readonly eventMs: number;
  readonly eventJitterMs: number;
  /** A command is answered after its events. */
  readonly eventBeforeAck: boolean;
  /** Names that no source establishes are written in another of their possible spellings. */
  readonly otherConstants: boolean;
  /** The phone's own number is among the parties. */
  readonly selfInParties: boolean;
  /** What completes a consultation is offered on both of its interactions. */
  readonly completionsOnBoth: boolean;
  /** Events tell no added or removed parties. */
  readonly noExtensions: boolean;
  /** Constants that nobody knows are mixed into statuses, reasons and actions. */
  readonly unknownConstants: boolean;
  /** Life of a session without requests, in seconds of real time. */
  readonly sessionSeconds: number;
  /** Life of an interaction that nobody dials, in seconds. */
  readonly newSeconds: number;
}

/** A clean installation. */
export const CLEAN_GENESYS: GenesysQuirks = {
  ackMs: 0,
  ackJitterMs: 0,
  eventMs: 30,
  eventJitterMs: 0,
  eventBeforeAck: false,
  otherConstants: false,
  selfInParties: false,
  completionsOnBoth: false,
  noExtensions: false,
  unknownConstants: false,
  sessionSeconds: 1800,
  newSeconds: 1800,
};

/** A setting that does not exist, or a value that it cannot have. */
export class GenesysQuirkError extends Error {
  /** Name of the setting. */
  readonly path: string;

  constructor(path: string, message: string) {
    super(message);
    this.name = 'GenesysQuirkError';
    this.path = path;
  }
}

/** Reads settings from JSON. Throws `GenesysQuirkError` for the first that is wrong. */
export function readGenesysQuirks(json: Readonly<Record<string, unknown>>): Partial<GenesysQuirks> {
  for (const [name, value] of Object.entries(json)) {
    if (!Object.hasOwn(CLEAN_GENESYS, name)) throw new GenesysQuirkError(name, `One of ${Object.keys(CLEAN_GENESYS).join(', ')}`);
    const kind = typeof CLEAN_GENESYS[name as keyof GenesysQuirks];
    if (typeof value !== kind) throw new GenesysQuirkError(name, kind === 'boolean' ? 'true or false' : 'A number');
    if (typeof value === 'number' && !(value >= 0 && value <= 86_400)) throw new GenesysQuirkError(name, 'A number from 0 to 86400');
  }
  return json;
}
